//! What an interview shows: an item with all that is known on it, places to pick, the verdict on an answer. Plain lines within the width,
//! which a screen reader reads as they come; no colour says what words do not.

mod kept;

use std::fmt::Write as _;

pub(crate) use kept::{Kept, kept};

use super::table::{cut, wrap};
use super::{View, one_line, sanitise};
use crate::detect::Found;
use crate::finding::Finding;
use crate::interview::{Key, Listing, Pick, Reply};
use crate::locale::{Text, text};
use crate::pack::{Item, Rulebook};
use crate::report::ItemReport;
use crate::tree::Value;

use super::about::level;

/// How much of a pattern is shown, in columns.
const LONGEST_CODE: usize = 48;

/// One item as it is asked about.
pub(crate) struct Screen<'s> {
    /// Which of how many.
    pub(crate) number: (usize, usize),
    pub(crate) item: &'s Item,
    pub(crate) rulebook: &'s Rulebook,
    /// How it was judged before.
    pub(crate) judged: &'s ItemReport,
    /// The answer that stands in the manifest.
    pub(crate) stands: &'s Reply,
    pub(crate) found: Option<&'s Found>,
}

/// The item with its question, why it is asked, what counts, what was found, and the answer so far.
pub(crate) fn screen(screen: &Screen<'_>, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    let (item, locale) = (screen.item, view.locale);
    let (at, count) = screen.number;
    let (asks, rank) = (screen.judged.requirement.text(), level(item.level.value, screen.rulebook));
    let (id, en, zh, rank_zh) = (one_line(&item.id), &asks.en, &asks.zh, &rank.zh);
    let rank = &rank.en;
    page.gap();
    page.line(&text!("[{at}/{count}] {id}: {en}, level {rank}", "[{at}/{count}] {id}：{zh}，等级 {rank_zh}"), 0);
    page.line(&item.title, 0);
    page.gap();
    page.line(&item.question, 0);
    page.heading(&text!("Why, and how", "缘由和做法"));
    page.prose(item.notes.guidance.get(locale).trim());
    page.counts(item);
    page.found(screen.found);
    let verdict = screen.judged.verdict.text();
    let (en, zh) = (&verdict.en, &verdict.zh);
    page.heading(&text!("The answer so far ({en})", "目前的回答（{zh}）"));
    page.said(screen.stands);
    page.out
}

/// What was said, a line a key.
pub(crate) fn said(reply: &Reply, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    page.said(reply);
    page.out
}

/// Places to pick, those that are picked already first. Their numbers count from 1.
pub(crate) fn picks(picked: &[String], listing: &Listing, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    let chosen = picked.iter().map(|cited| (true, Pick { cited: cited.clone(), what: Text::default() }));
    let others = listing.picks.iter().map(|pick| (false, pick.clone()));
    for (at, (is_picked, pick)) in chosen.chain(others).enumerate() {
        let (cited, what) = (one_line(&pick.cited), one_line(pick.what.get(view.locale)));
        let what = match what.as_str() {
            "" => String::new(),
            what => view.locale.pick(format!(" ({what})"), format!("（{what}）")),
        };
        let mark = if is_picked { "[x]" } else { "[ ]" };
        page.hanging(&format!("{} {mark} {cited}{what}", at + 1), 2);
    }
    if let more @ 1.. = listing.more {
        page.line(&text!("and {more} more: type words to narrow the list", "另有 {more} 处：输入文字可缩小范围"), 2);
    }
    page.out
}

/// The verdict on an answer, with everything that was found against it.
pub(crate) fn verdict(judged: &ItemReport, findings: &[&Finding], manifest: &str, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    let verdict = judged.verdict.text();
    let (en, zh) = (&verdict.en, &verdict.zh);
    page.gap();
    page.line(&text!("Verdict: {en}", "结论：{zh}"), 0);
    for finding in findings {
        let (severity, name) = (finding.severity.text(), one_line(finding.place.source.name()));
        let line = finding.place.source.position(finding.place.span.start).line;
        let place = if name == manifest { String::new() } else { format!("{name}:{line}: ") };
        let (en, zh) = (&severity.en, &severity.zh);
        let (message, message_zh) = (&finding.message.en, &finding.message.zh);
        page.line(&text!("{en}: {place}{message}", "{zh}：{place}{message_zh}"), 2);
        if let Some(help) = &finding.help {
            let (en, zh) = (&help.en, &help.zh);
            page.line(&text!("help: {en}", "帮助：{zh}"), 4);
        }
    }
    page.out
}

/// A text within the width.
pub(crate) fn wrapped(text: &Text, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    page.line(text, 0);
    page.out
}

/// A text of which no code is longer than a reader takes in: `explain` has the whole of it.
fn without_long_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let cut: Vec<_> =
        parts.map(|(at, part)| if at % 2 == 1 { cut(part, LONGEST_CODE) } else { part.to_owned() }).collect();
    cut.join("`")
}

/// A page being written.
struct Page<'v> {
    out: String,
    view: &'v View,
}

impl Page<'_> {
    fn counts(&mut self, item: &Item) {
        self.heading(&text!("What counts as evidence", "什么算证据"));
        for check in item.checks.iter() {
            let asks = check.message.clone().unwrap_or_else(|| check.kind.asks());
            let (en, zh) = (without_long_code(&asks.en), without_long_code(&asks.zh));
            self.line(&text!("- {en}", "- {zh}"), 2);
        }
        let accept: Vec<_> = item.evidence.accept.iter().flat_map(|globs| globs.patterns()).collect();
        if !accept.is_empty() {
            let accept = accept.join(", ");
            self.line(&text!("- accepted: {accept}", "- 接受：{accept}"), 2);
        }
    }

    fn found(&mut self, found: Option<&Found>) {
        self.heading(&text!("Found in this project", "在项目中找到"));
        let Some(found) = found else {
            return self.line(&text!("nothing", "没有"), 2);
        };
        for place in &found.places {
            let (cited, en, zh) = (place.cited(), &place.why.en, &place.why.zh);
            self.line(&text!("- {cited} ({en})", "- {cited}（{zh}）"), 2);
        }
        for lack in &found.lacks {
            let (en, zh) = (&lack.en, &lack.zh);
            self.line(&text!("- missing in it: {en}", "- 其中尚缺：{zh}"), 2);
        }
    }

    fn said(&mut self, reply: &Reply) {
        if reply.is_empty() {
            return self.line(&text!("none", "没有"), 2);
        }
        let words = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Date(day) => day.to_string(),
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Array(_) | Value::Table(_) => {
                String::new()
            }
        };
        for (key, en, zh) in [
            (Key::Status, "status", "状态"),
            (Key::Statement, "statement", "说明"),
            (Key::Justification, "justification", "不适用的理由"),
            (Key::Reviewed, "reviewed", "复核日期"),
            (Key::Owner, "owner", "本条目负责人"),
        ] {
            if let Some(value) = reply.get(key).map(words) {
                self.line(&text!("{en}: {value}", "{zh}：{value}"), 2);
            }
        }
        for (cited, _) in reply.evidence() {
            self.line(&text!("evidence: {cited}", "证据：{cited}"), 2);
        }
        for (key, en, zh) in [("action", "plan", "计划"), ("owner", "by whom", "负责人"), ("by", "by when", "期限")]
        {
            if let Some(value) = reply.plan(key).map(words) {
                self.line(&text!("{en}: {value}", "{zh}：{value}"), 2);
            }
        }
    }

    /// Markdown in lines; what stands in a fence stays as it is.
    fn prose(&mut self, text: &str) {
        let mut is_fenced = false;
        for line in text.lines() {
            is_fenced ^= line.starts_with("```");
            if is_fenced || line.trim().is_empty() {
                // Writing to a string does not fail.
                let _ = writeln!(self.out, "{}", format!("  {}", sanitise(line)).trim_end());
            } else {
                for line in wrap(&one_line(line), self.view.width.saturating_sub(2)) {
                    let _ = writeln!(self.out, "  {line}");
                }
            }
        }
    }

    fn heading(&mut self, text: &Text) {
        self.gap();
        let (en, zh) = (&text.en, &text.zh);
        self.line(&text!("{en}:", "{zh}："), 0);
    }

    fn line(&mut self, text: &Text, indent: usize) {
        let locale = self.view.locale;
        self.hanging(text.get(locale), indent);
    }

    /// A text within the width, of which the lines after the first stand further in.
    fn hanging(&mut self, text: &str, indent: usize) {
        let deeper = if indent > 0 { indent + 2 } else { 0 };
        for (at, line) in wrap(&one_line(text), self.view.width.saturating_sub(deeper)).iter().enumerate() {
            let _ = writeln!(self.out, "{}{line}", " ".repeat(if at > 0 { deeper } else { indent }));
        }
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }
}
