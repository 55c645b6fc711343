//! `guiju review`: judges a project, shows what has changed, and records in `governance.lock` that somebody has looked. An item whose
//! evidence does not hold is refused. The manifest is never written.

mod desk;

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use super::history;
use super::projects::{find_one, judge_one, today};
use super::terminal::{Terminal, say};
use desk::Desk;

use crate::args::Review;
use crate::error::Error;
use crate::evaluate::Piece;
use crate::finding::{Code, Family, Finding};
use crate::judge::{Judge, Judged};
use crate::locale::{Locale, Text, text};
use crate::manifest::{Lock, Record, Review as Reviewed};
use crate::render::{self, Format, View, one_line};
use crate::report::ItemReport;
use crate::text::is_placeholder;
use crate::tree::nearest;
use crate::vocabulary::Verdict;

/// Judges, asks where nobody has signed already, records, and gives the exit status.
pub(super) fn run(asked: &Review, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let person = io::stdin().is_terminal() && io::stderr().is_terminal();
    let by = signed(asked.by.as_deref(), person)?;
    let today = asked.as_of.map_or_else(today, Ok)?;
    let manifest = one_manifest(asked)?;
    let mut judged = judge_one(&Judge::new(today).for_review(), &manifest)?;
    let view = terminal.view(true, today).of(&judged.report, locale);
    sound_lock(&judged, &view)?;
    if by.is_none() {
        history::explain(&mut judged, &manifest);
    }
    let (held, refused) = chosen(asked, &judged)?;
    for (item, why) in &refused {
        refuse(item, why, &judged, &view);
    }
    let mut desk = Desk { view, records: kept(asked, &judged), signed: by, day: today, done: Vec::new() };
    if !held.is_empty() {
        let mut stdin = io::stdin().lock();
        desk.look(&held, &judged, &mut || {
            let mut line = String::new();
            stdin.read_line(&mut line).ok().filter(|&read| read > 0).map(|_| line.trim().to_owned())
        });
    }
    desk.end(&manifest, &judged, refused.len())
}

/// Who looks, where that is given; none where a person can be asked.
fn signed(by: Option<&str>, person: bool) -> Result<Option<String>, Error> {
    match by.map(str::trim) {
        Some(by) if is_placeholder(by) || by.is_empty() => Err(Error::Plain(text!(
            "`--by` names nobody: write a role or a name",
            "`--by` 没有写明任何人：请写岗位或姓名"
        ))),
        Some(by) => Ok(Some(by.to_owned())),
        None if person => Ok(None),
        None => Err(Error::Plain(text!(
            "`--by NAME` is needed where nobody can be asked: a review is somebody's",
            "无法询问时须给出 `--by 姓名`：复核须由某人作出"
        ))),
    }
}

/// The one manifest that is meant: nobody reviews what they did not name.
fn one_manifest(asked: &Review) -> Result<PathBuf, Error> {
    let path = match (asked.all, asked.names.as_slice(), &asked.inner) {
        (true, [path], None) => PathBuf::from(path),
        (true, [], Some(path)) | (false, _, Some(path)) => path.clone(),
        (true, [], None) | (false, _, None) => PathBuf::from("."),
        (true, ..) => {
            return Err(Error::Plain(text!(
                "with `--all`, name one path and no item",
                "使用 `--all` 时只能给出一个路径，不能给出条目"
            )));
        }
    };
    find_one(&path)
}

/// Refuses to write over a lock that is not understood: what it says would be lost.
fn sound_lock(judged: &Judged, view: &View) -> Result<(), Error> {
    let Some(lock) = &judged.manifest.lock else { return Ok(()) };
    let faults: Vec<_> = judged
        .report
        .findings
        .iter()
        .filter(|finding| finding.place.source.is(&lock.source) && finding.rule.starts_with("manifest/"))
        .filter(|finding| finding.code != Code::UnknownItem)
        .cloned()
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    say(render::findings(Format::Narrated, &faults, view).trim_end());
    let name = one_line(lock.source.name());
    Err(Error::Plain(text!(
        "`{name}` is not written over while it has faults; nothing was recorded",
        "`{name}` 有误时不会被覆盖；没有记录任何复核"
    )))
}

/// The items that may be recorded, and those that may not, with the reason.
type Chosen<'j> = (Vec<&'j ItemReport>, Vec<(&'j ItemReport, Text)>);

fn chosen<'j>(asked: &Review, judged: &'j Judged) -> Result<Chosen<'j>, Error> {
    let items = &judged.report.items;
    if !asked.all
        && let Some(name) = asked.names.iter().find(|name| items.iter().all(|item| item.id != **name))
    {
        return Err(Error::Plain(match nearest(name, items.iter().map(|item| item.id.as_str())) {
            Some(near) => {
                text!(
                    "there is no item `{name}`; did you mean `{near}`?",
                    "没有名为 `{name}` 的条目；是否想写 `{near}`？"
                )
            }
            None => text!(
                "there is no item `{name}`; `guiju list items` shows them all",
                "没有名为 `{name}` 的条目；运行 `guiju list items` 可列出全部条目"
            ),
        }));
    }
    let meant = items.iter().filter(|item| asked.all || asked.names.contains(&item.id));
    let (mut held, mut refused) = (Vec::new(), Vec::new());
    for item in meant {
        match why_not(item, judged) {
            None => held.push(item),
            // Of all items, those that claim nothing are not meant.
            Some((claims, why)) if claims || !asked.all => refused.push((item, why)),
            Some(_) => {}
        }
    }
    Ok((held, refused))
}

/// Why an item cannot be recorded as looked at, and whether it claims something all the same.
fn why_not(item: &ItemReport, judged: &Judged) -> Option<(bool, Text)> {
    let verdict = item.verdict.text();
    let (en, zh) = (&verdict.en, &verdict.zh);
    let broken = || evidence_findings(item, judged).next().is_some();
    let recordable = pieces(item, judged).iter().any(|piece| piece.sha256.is_some());
    match item.verdict {
        Verdict::Overclaimed => Some((true, text!("its evidence does not carry the claim", "证据撑不起这项声明"))),
        Verdict::Partial if broken() => Some((true, text!("some of its evidence does not hold", "部分证据不成立"))),
        Verdict::Satisfied | Verdict::Stale | Verdict::Partial if recordable => None,
        Verdict::Satisfied | Verdict::Stale | Verdict::Partial => {
            Some((false, text!("it cites no file that was wholly read", "没有引用能够完整读取的文件")))
        }
        Verdict::NotApplicable | Verdict::Waived | Verdict::Unanswered | Verdict::Unmet => {
            Some((false, text!("there is nothing to look at: {en}", "没有可复核的证据：{zh}")))
        }
    }
}

fn evidence_findings<'j>(item: &'j ItemReport, judged: &'j Judged) -> impl Iterator<Item = &'j Finding> {
    judged.report.findings.iter().filter(|finding| {
        let carries = matches!(finding.code, Code::StatementMissing | Code::Placeholder);
        let evidence = finding.code.family() == Family::Evidence && finding.code != Code::EvidenceOverused;
        finding.rule == item.id && (evidence || carries)
    })
}

fn pieces<'j>(item: &ItemReport, judged: &'j Judged) -> &'j [Piece] {
    judged.seen.pieces.get(&item.id).map(Vec::as_slice).unwrap_or_default()
}

fn refuse(item: &ItemReport, why: &Text, judged: &Judged, view: &View) {
    let told: Vec<_> = evidence_findings(item, judged).cloned().collect();
    let lines = render::findings(Format::Plain, &told, view);
    let (id, why) = (&item.id, why.get(view.locale));
    let line = view.locale.pick(format!("not recorded: {id}: {why}"), format!("未记录：{id}：{why}"));
    say(&format!("{lines}{line}"));
}

/// What the lock says already. A review of all takes out what is about no answer any more.
fn kept(asked: &Review, judged: &Judged) -> Vec<Record> {
    let answered = |id: &str| judged.report.items.iter().any(|item| item.id == id && item.status.is_some());
    let reviews = judged.manifest.lock.iter().flat_map(Lock::reviews);
    reviews.map(Reviewed::record).filter(|record| !asked.all || answered(&record.item)).collect()
}
