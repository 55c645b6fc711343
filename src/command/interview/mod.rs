//! `guiju interview`: asks about one open item after the other, judges each answer at once, and writes those that are kept into the
//! manifest, each as soon as it is kept. With `--answers` it takes them from a file, and asks nobody.

mod answers;
mod desk;
mod evidence;
mod store;
mod typed;
mod voice;

use std::cmp::Reverse;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use globset::GlobBuilder;

use super::projects::{Around, files_of, find_only, judge_one, judge_with, today};
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, with_packs, write};
use crate::args::Interview;
use crate::detect::detect;
use crate::error::Error;
use crate::interview::{Wanted, agenda};
use crate::judge::{Judge, Judged};
use crate::locale::{Locale, Text, text};
use crate::render::interview::{Kept, kept};
use crate::render::{View, one_line};
use crate::tree::nearest;
use crate::vocabulary::Verdict;
use desk::{Desk, End};
use store::Store;
use voice::Voice;

/// Asks, or takes what is handed over; writes, and gives the exit status: 1 where a claim was kept that its evidence does not carry.
pub(super) fn run(asked: &Interview, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let path = find_only(&asked.path, &text!("name the one that is meant", "请指明是哪一份"))?;
    let judge = with_packs(Judge::new(today).details(false), &asked.packs)?;
    let judged = judge_one(&judge, &path)?;
    let view = terminal.view_beside(today).of(&judged.report, locale);
    let store = Store::open(&path, judged.manifest.source.text())?;
    let mut bench = Bench { judge, path, view };
    match &asked.answers {
        Some(file) => answers::take(file, asked.json, &judged, &store, &bench),
        None => converse(asked, &judged, store, &mut bench),
    }
}

/// What answers are judged on.
struct Bench {
    judge: Judge,
    path: PathBuf,
    view: View,
}

impl Bench {
    /// Judges the project as if its manifest held this text.
    fn judge(&self, text: &str) -> Result<Judged, Error> {
        let unsaved = [(self.path.clone(), Arc::from(text.as_bytes()))].into_iter().collect();
        judge_with(&self.judge, &self.path, &Around { unsaved, ..Around::default() })
    }

    /// The same of one item alone.
    fn judge_item(&mut self, text: &str, item: &str) -> Result<Judged, Error> {
        self.judge.set_only(Some(item));
        let judged = self.judge(text);
        self.judge.set_only(None);
        judged
    }
}

/// How one item came out.
fn outcome(judged: &Judged, item: &str) -> Option<Kept> {
    let own = judged.report.items.iter().find(|own| own.id == item)?.clone();
    let mut findings: Vec<_> = judged.report.findings.iter().filter(|finding| finding.rule == item).cloned().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    Some(Kept { judged: own, findings })
}

fn converse(asked: &Interview, judged: &Judged, store: Store, bench: &mut Bench) -> Result<u8, Error> {
    let items = chosen(asked, judged, &store, &bench.view)?;
    if items.is_empty() {
        say(bench.view.locale.pick("guiju: no item is open", "guiju：没有尚未解决的条目"));
        return tell(asked.json, &store.shown, &[], 0, &bench.view).map(|()| PASSED);
    }
    let (files, folder) = files_of(&bench.path, &judged.manifest)?;
    let detected = detect(&*files, &judged.rulebook, bench.view.today);
    let mut stdin = io::stdin().lock();
    let voice = Voice { view: bench.view, input: &mut stdin };
    let mut desk = Desk {
        voice,
        store,
        bench,
        rulebook: &judged.rulebook,
        detected: &detected,
        files: &*files,
        folder,
        kept: Vec::new(),
    };
    let ended = desk.walk(&items)?;
    let Desk { store, kept, .. } = desk;
    let after = bench.judge(&store.text)?;
    let open = agenda(&after, bench.view.today, &Wanted::Open).len();
    tell(asked.json, &store.shown, &kept, open, &bench.view)?;
    say(end(&store, kept.len(), open).get(bench.view.locale));
    Ok(if ended == End::Input && kept.is_empty() { BROKEN } else { status(&kept) })
}

/// The items to ask about; those first on which something was typed before and not kept.
fn chosen(asked: &Interview, judged: &Judged, store: &Store, view: &View) -> Result<Vec<String>, Error> {
    let wanted = match &asked.only {
        None if asked.all => Wanted::All,
        None => Wanted::Open,
        Some(glob) => Wanted::Named(matcher(glob)?),
    };
    let mut items = agenda(judged, view.today, &wanted);
    if let (Some(glob), true) = (&asked.only, items.is_empty()) {
        let near = nearest(glob, judged.rulebook.items.iter().map(|item| item.id.as_str()));
        let Text { en, zh } = near
            .filter(|near| near != glob)
            .map_or_else(Text::default, |near| text!("; did you mean `{near}`?", "；是否想写 `{near}`？"));
        return Err(Error::Plain(text!(
            "no item that concerns the project matches `{glob}`{en}",
            "没有与项目有关的条目匹配 `{glob}`{zh}"
        )));
    }
    let all = agenda(judged, view.today, &Wanted::All);
    let drafted: Vec<_> = store.drafted().filter(|id| all.iter().any(|own| own == id)).map(str::to_owned).collect();
    let is_asked = |id: &String| asked.only.is_none() || items.contains(id);
    let mut first: Vec<_> = drafted.into_iter().filter(is_asked).collect();
    items.retain(|id| !first.contains(id));
    first.append(&mut items);
    Ok(first)
}

fn matcher(glob: &str) -> Result<globset::GlobMatcher, Error> {
    let built = GlobBuilder::new(glob).literal_separator(true).build().map_err(|error| {
        let why = error.kind();
        Error::Plain(text!("`{glob}` is no glob: {why}", "`{glob}` 不是有效的通配模式：{why}"))
    })?;
    Ok(built.compile_matcher())
}

fn tell(is_json: bool, manifest: &str, answers: &[Kept], open: usize, view: &View) -> Result<(), Error> {
    write(&kept(manifest, answers, open, is_json, view))
}

fn status(kept: &[Kept]) -> u8 {
    if kept.iter().any(|kept| kept.judged.verdict == Verdict::Overclaimed) { FAILED } else { PASSED }
}

/// How it ended, in one line.
fn end(store: &Store, count: usize, open: usize) -> Text {
    let shown = one_line(&store.shown);
    let plural = if count == 1 { "" } else { "s" };
    let kept = match count {
        0 => text!("no answer was kept", "没有保存任何回答"),
        _ => text!("{count} answer{plural} kept in {shown}", "{count} 个回答已写入 {shown}"),
    };
    let draft = one_line(&store.draft_shown());
    let typed = match store.drafted().next() {
        None => Text::default(),
        Some(_) => text!(
            "; what was typed and not kept is in {draft}, and the next interview offers it",
            "；已输入但未保存的内容在 {draft}，下次访谈会再次提供"
        ),
    };
    let left = match open {
        0 => text!("no item is open", "没有尚未解决的条目"),
        1 => text!("1 item is open", "尚有 1 个条目未解决"),
        _ => text!("{open} items are open", "尚有 {open} 个条目未解决"),
    };
    let (en, zh, more, more_zh) = (&kept.en, &kept.zh, &typed.en, &typed.zh);
    let (left, left_zh) = (&left.en, &left.zh);
    text!("guiju: {en}; {left}{more}", "guiju：{zh}；{left_zh}{more_zh}")
}
