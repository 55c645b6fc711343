//! One person, one item after the other: what is shown, what is asked, and what is written down in the end. Which items these are is
//! settled before.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;

use super::super::atomic::replace;
use super::super::projects::folder_of;
use super::super::terminal::say;
use super::super::{BROKEN, FAILED, PASSED, write};
use super::pieces;
use crate::error::Error;
use crate::evaluate::Piece;
use crate::finding::{Code, Finding};
use crate::judge::Judged;
use crate::locale::text;
use crate::manifest::{LOCK, Record, write_lock};
use crate::render::{View, one_line};
use crate::report::ItemReport;
use crate::text::is_placeholder;

/// Where one person looks at one item after the other.
pub(super) struct Desk {
    pub(super) view: View,
    /// What the lock will say.
    pub(super) records: Vec<Record>,
    /// Who looks; none until they have said so.
    pub(super) signed: Option<String>,
    pub(super) day: Date,
    /// What was recorded, as it is told at the end.
    pub(super) done: Vec<String>,
}

impl Desk {
    /// Shows and asks, unless somebody has signed for all of it; records what was looked at.
    pub(super) fn look(&mut self, held: &[&ItemReport], judged: &Judged, answer: &mut dyn FnMut() -> Option<String>) {
        let asks = self.signed.is_none();
        if asks {
            self.signed = self.name(answer);
        }
        let Some(by) = self.signed.clone() else { return };
        for item in held {
            let pieces = pieces(item, judged);
            if asks {
                say(&self.shown(item, pieces, judged));
                match self.question(answer) {
                    Some(true) => {}
                    Some(false) => continue,
                    None => return,
                }
            }
            self.record(item, pieces, &by);
        }
    }

    fn name(&self, answer: &mut dyn FnMut() -> Option<String>) -> Option<String> {
        loop {
            say(self.view.locale.pick("Who looks at the evidence? A role or a name:", "由谁复核？请写岗位或姓名："));
            let name = answer()?;
            if !name.is_empty() && !is_placeholder(&name) {
                return Some(name);
            }
        }
    }

    /// Whether it was looked at; none when no more are to be asked about.
    fn question(&self, answer: &mut dyn FnMut() -> Option<String>) -> Option<bool> {
        loop {
            say(self.view.locale.pick(
                "Have you looked at it, and does it carry the claim? y (yes), n (no), q (stop):",
                "是否已查看，并且证据足以支撑声明？y（是）、n（否）、q（停止）：",
            ));
            match answer()?.to_lowercase().as_str() {
                "y" | "yes" | "是" => return Some(true),
                "n" | "no" | "否" | "" => return Some(false),
                "q" | "quit" | "停止" => return None,
                _ => {}
            }
        }
    }

    /// One item with its evidence, and what has become of each piece since it was last looked at.
    fn shown(&self, item: &ItemReport, pieces: &[Piece], judged: &Judged) -> String {
        let locale = self.view.locale;
        // Writing to a string does not fail.
        let mut out = format!("\n{}  {}\n", item.id, one_line(item.title.get(locale)));
        if let Some(statement) = &item.statement {
            let _ = writeln!(out, "  “{}”", one_line(statement));
        }
        for piece in pieces {
            let old = self.records.iter().find(|old| old.item == item.id && old.evidence == piece.evidence);
            let state = match old {
                None => text!("not looked at before", "以前没有复核过"),
                Some(old) => {
                    let (day, by) = (old.reviewed, &old.by);
                    if Some(&old.sha256) == piece.sha256.as_ref() {
                        text!("as it was on {day} ({by})", "与 {day}（{by}）复核时相同")
                    } else {
                        text!("changed since {day} ({by})", "自 {day}（{by}）复核以来已有改动")
                    }
                }
            };
            let _ = writeln!(out, "  {}: {}", one_line(&piece.evidence), one_line(state.get(locale)));
        }
        let drifted = |finding: &&Finding| finding.rule == item.id && finding.code == Code::Drifted;
        let helps = judged.report.findings.iter().filter(drifted).filter_map(|finding| finding.help.as_ref());
        // Below the first line of a help stands what has changed.
        for line in helps.flat_map(|help| help.get(locale).lines().skip(1)) {
            let _ = writeln!(out, "  {}", one_line(line));
        }
        out.trim_end().to_owned()
    }

    fn record(&mut self, item: &ItemReport, pieces: &[Piece], by: &str) {
        self.records.retain(|record| record.item != item.id);
        let mut names = Vec::new();
        for piece in pieces {
            let Some(sha256) = piece.sha256.clone() else {
                let (path, id) = (one_line(&piece.evidence), &item.id);
                say(self.view.locale.pick(
                    &format!("{id}: `{path}` is too large to be read and is not recorded"),
                    &format!("{id}：`{path}` 过大，无法读取，未予记录"),
                ));
                continue;
            };
            names.push(one_line(&piece.evidence));
            self.records.push(Record {
                item: item.id.clone(),
                evidence: piece.evidence.clone(),
                sha256,
                git_blob: piece.document.git_blob(),
                reviewed: self.day,
                by: by.to_owned(),
            });
        }
        self.done.push(format!("{}: {}\n", item.id, names.join(", ")));
    }

    /// Writes the lock where there is something to write, and says what came of it.
    pub(super) fn end(self, manifest: &Path, judged: &Judged, refused: usize) -> Result<u8, Error> {
        let path = folder_of(manifest).join(LOCK);
        let path = path.strip_prefix("./").unwrap_or(&path);
        let count = self.done.len();
        let (shown, day) = (one_line(&path.display().to_string()), self.day);
        if count > 0 {
            let packs: Vec<_> = judged.report.packs.iter().map(|pack| pack.id.as_str()).collect();
            let mut text = write_lock(&judged.report.name, &packs, self.records);
            let old = judged.manifest.lock.as_ref().map(|lock| lock.source.text());
            if old.is_some_and(|old| old.contains("\r\n")) {
                text = text.replace('\n', "\r\n");
            }
            if old != Some(&text) {
                replace(path, &text)?;
            }
            write(&self.done.concat())?;
        }
        let items = if count == 1 { "item" } else { "items" };
        let told = match (count, refused) {
            (0, 0) => text!("nothing was recorded", "没有记录任何复核"),
            (0, _) => text!("nothing was recorded, {refused} refused", "没有记录任何复核，{refused} 个条目被拒绝"),
            (_, 0) => {
                text!("{count} {items} recorded in {shown} as of {day}", "{count} 个条目已按 {day} 记入 {shown}")
            }
            (_, _) => text!(
                "{count} {items} recorded in {shown} as of {day}, {refused} refused",
                "{count} 个条目已按 {day} 记入 {shown}，{refused} 个被拒绝"
            ),
        };
        say(&format!("guiju: {}", told.get(self.view.locale)));
        Ok(match (count, refused) {
            (0, 0) => BROKEN,
            (_, 0) => PASSED,
            (_, _) => FAILED,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::Memory;
    use crate::judge::Judge;
    use crate::load::load;
    use crate::locale::Locale;

    const MANIFEST: &str = "schema = 1\n[project]\nname = 'f'\ndescription = 'a b c'\nowner = 'Harbour master'\n\
        stage = 'production'\nimpact = 'limited'\nassessed = 2026-01-01\n\
        [answers.security.accountable-owner]\nstatus = 'partial'\nevidence = ['a.md', 'b.md#who']\n\
        [answers.people.purpose]\nstatus = 'partial'\nevidence = ['a.md']\n";

    /// What came of answering so, and how often something was asked.
    fn answered(signed: Option<&str>, answers: &[&str]) -> (Vec<String>, usize) {
        let text = "# Who\n\nMaria Okafor runs this service and answers for its risks, day and night.\n";
        let files = Memory::from([("governance.toml", MANIFEST), ("a.md", text), ("b.md", text)]);
        let loaded = load(&files, "governance.toml").unwrap();
        let judged = Judge::new(date(2026, 11, 23)).for_review().judge_loaded(&files, loaded).unwrap();
        let held: Vec<_> = judged.report.items.iter().filter(|item| !pieces(item, &judged).is_empty()).collect();
        let view = View {
            locale: Locale::En,
            width: 80,
            colour: false,
            unicode: false,
            cuts: false,
            quiet: true,
            today: date(2026, 11, 23),
        };
        let signed = signed.map(str::to_owned);
        let mut desk = Desk { view, records: Vec::new(), signed, day: date(2026, 11, 23), done: Vec::new() };
        let (mut left, mut asked) = (answers.iter(), 0);
        desk.look(&held, &judged, &mut || {
            asked += 1;
            left.next().map(|&answer| answer.to_owned())
        });
        let told = desk.records.iter().map(|record| format!("{} {} {}", record.item, record.evidence, record.by));
        (told.collect(), asked)
    }

    #[test]
    fn only_what_somebody_has_looked_at_is_recorded() {
        let purpose = "people/purpose a.md Jun Ito";
        let owner = ["security/accountable-owner a.md Jun Ito", "security/accountable-owner b.md#who Jun Ito"];
        for (signed, answers, expected, asked) in [
            (Some("Jun Ito"), &[][..], [&[purpose][..], &owner].concat(), 0),
            (None, &["Jun Ito", "y", "Yes"], [&[purpose][..], &owner].concat(), 3),
            (None, &["", "TBD", "Jun Ito", "perhaps", "n", "是"], owner.to_vec(), 6),
            (None, &["Jun Ito", "y", "q"], vec![purpose], 3),
            (None, &["Jun Ito", "y"], vec![purpose], 3),
            (None, &["Jun Ito", "", ""], vec![], 3),
            (None, &[], vec![], 1),
        ] {
            assert_eq!(
                answered(signed, answers),
                (expected.into_iter().map(str::to_owned).collect(), asked),
                "{answers:?}"
            );
        }
    }
}
