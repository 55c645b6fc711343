//! `guiju explain`: all about an item, or about a code. It judges nothing.

use std::fmt::Write as _;

use super::terminal::Terminal;
use super::{PASSED, write};
use crate::error::Error;
use crate::finding::Code;
use crate::judge::Judge;
use crate::locale::{Locale, Text, text};
use crate::meaning::{meaning, remedy, verdict_meaning};
use crate::pack::{Case, Details, Item, Mapping, Rulebook};
use crate::render::View;
use crate::render::table::wrap;
use crate::tree::nearest;
use crate::vocabulary::{Ground, Reach, Verdict, Words};

/// Prints what there is to say on a rule.
pub(super) fn run(rule: &str, judge: &Judge, terminal: &Terminal) -> Result<u8, Error> {
    let rulebook = judge.rulebook()?;
    let view = terminal.view(false, judge.today());
    if let Some(item) = rulebook.item(rule) {
        write(&Page { out: String::new(), view: &view }.item(item, &rulebook))?;
        return Ok(PASSED);
    }
    // Findings show `item/code`, and that is what people paste.
    let word = rule.rsplit('/').next().unwrap_or(rule);
    if let Some(code) = Code::ALL.iter().find(|code| code.word() == word) {
        write(&Page { out: String::new(), view: &view }.code(*code))?;
        return Ok(PASSED);
    }
    if let Some(verdict) = Verdict::all().find(|verdict| verdict.word() == rule) {
        let text = verdict_meaning(verdict);
        write(&format!("{}\n\n{}\n", verdict.word(), wrap(text.get(view.locale), view.width).join("\n")))?;
        return Ok(PASSED);
    }
    let known = rulebook.items.iter().map(|item| item.id.as_str()).chain(Code::ALL.iter().map(|code| code.word()));
    let by_name = rulebook.items.iter().map(|item| item.id.as_str()).find(|id| id.rsplit('/').next() == Some(word));
    Err(Error::Plain(match by_name.or_else(|| nearest(rule, known)) {
        Some(near) => text!(
            "there is no item or code `{rule}`; did you mean `{near}`?",
            "没有名为 `{rule}` 的条目或代码；是否想写 `{near}`？"
        ),
        None => text!(
            "there is no item or code `{rule}`; `guiju list items` and `guiju list codes` show them all",
            "没有名为 `{rule}` 的条目或代码；可运行 `guiju list items` 和 `guiju list codes` 查看"
        ),
    }))
}

/// A page being written.
struct Page<'v> {
    out: String,
    view: &'v View,
}

impl Page<'_> {
    fn code(mut self, code: Code) -> String {
        self.line(code.word());
        self.gap();
        self.paragraph(&meaning(code));
        self.gap();
        self.paragraph(&remedy(code.family()));
        self.out
    }

    fn item(mut self, item: &Item, rulebook: &Rulebook) -> String {
        let locale = self.view.locale;
        let title = item.title.get(locale);
        self.line(&format!("{title} ({})", item.id));
        self.gap();
        self.paragraph(&item.question);
        self.gap();
        for (label, value) in facts(item, rulebook, locale) {
            self.line(&format!("{label}{}{value}", locale.pick(": ", "：")));
        }
        self.clauses(item, rulebook);
        self.checks(item);
        let (details, _) = Details::of(item);
        if let Some(details) = details {
            self.heading(&text!("Guidance", "做法"));
            self.markdown(details.guidance.get(locale).trim());
            self.example(item, details.cases.iter().find(|case| case.expect.is_none()));
            self.crosswalk(&details.crosswalk, rulebook);
        }
        self.out
    }

    fn crosswalk(&mut self, mappings: &[Mapping], rulebook: &Rulebook) {
        if mappings.is_empty() {
            return;
        }
        self.heading(&text!("Touches in other frameworks (no legal advice)", "涉及的其他框架（不构成法律意见）"));
        let locale = self.view.locale;
        for mapping in mappings {
            let (framework, id) = (&mapping.framework.value, &mapping.provision.value);
            let strength = mapping.strength.text();
            let known = rulebook.frameworks().find(|known| known.id.value == *framework);
            let known = known.and_then(|known| known.provisions.iter().find(|provision| provision.id.value == *id));
            let gloss = known.map(|known| &known.gloss).map_or("", |gloss| gloss.get(locale));
            let unverified = known.is_some_and(|known| known.ground == Ground::Recalled);
            let unverified = if unverified { locale.pick(", unverified", "，未核实") } else { "" };
            let line = match locale {
                Locale::En => format!("{framework} {id} ({}{unverified}) {gloss}", strength.en),
                Locale::Zh => format!("{framework} {id}（{}{unverified}）{gloss}", strength.zh),
            };
            self.indented(line.trim_end(), 2);
        }
    }

    fn clauses(&mut self, item: &Item, rulebook: &Rulebook) {
        self.heading(&text!("Serves these clauses", "落实的条款"));
        for id in &item.clauses {
            let Some(clause) = rulebook.clauses.iter().find(|clause| clause.id == id.value) else { continue };
            let proxy = match clause.reach {
                Reach::Direct => Text::default(),
                Reach::Proxy => text!(
                    " [proxy: shows a stand-in, never that the clause is met]",
                    "〔替代项：只能说明相关做法，不等于条款得到满足〕"
                ),
            };
            let gloss = format!("{} {}{}", clause.id, clause.gloss.get(self.view.locale), proxy.get(self.view.locale));
            self.indented(&gloss, 2);
        }
    }

    fn checks(&mut self, item: &Item) {
        self.heading(&text!("What counts as evidence", "什么算证据"));
        let rule = &item.evidence;
        let accept: Vec<_> = rule.accept.iter().flat_map(|globs| globs.patterns()).collect();
        if !accept.is_empty() {
            let accept = accept.join(", ");
            self.indented(text!("accepted: {accept}", "接受：{accept}").get(self.view.locale), 2);
        }
        let suggest = rule.suggest.join(", ");
        if !suggest.is_empty() {
            self.indented(text!("often found in: {suggest}", "常见于：{suggest}").get(self.view.locale), 2);
        }
        if !item.checks.is_empty() {
            self.heading(&text!("Checks", "检查"));
        }
        for check in &item.checks {
            let own = check.message.as_ref().map(|message| message.get(self.view.locale));
            let asks = check.kind.asks();
            let asks = asks.get(self.view.locale);
            match own {
                Some(message) => {
                    self.indented(&format!("{}: {message}", check.kind.word()), 2);
                    self.indented(&format!("{}{asks}", self.view.locale.pick("holds when ", "通过条件：")), 4);
                }
                None => self.indented(&format!("{}: {asks}", check.kind.word()), 2),
            }
        }
    }

    fn example(&mut self, item: &Item, case: Option<&Case>) {
        let Some(case) = case else { return };
        self.heading(&text!("An answer that passes", "能够通过的回答"));
        let header = item.id.replace('/', ".");
        self.line(&format!("  [answers.{header}]"));
        if let crate::tree::Value::Table(table) = &case.answer.value {
            for entry in &table.entries {
                let written = item.source.slice(entry.value.span);
                self.line(&format!("  {} = {written}", entry.key));
            }
        }
        for (path, text) in &case.files {
            self.gap();
            self.line(&format!("  {path}:"));
            for line in text.trim().lines() {
                self.line(format!("    {line}").trim_end());
            }
        }
    }

    /// Prose is wrapped; what stands in a fence, a table or a list stays as it is written.
    fn markdown(&mut self, text: &str) {
        let mut fenced = false;
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            if fenced || line.is_empty() || line.starts_with(['`', '|', '-', '#', ' ']) {
                self.line(line);
            } else {
                self.indented(line, 0);
            }
        }
    }

    fn heading(&mut self, text: &Text) {
        self.gap();
        let (bold, reset) = if self.view.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        self.line(&format!("{bold}{}{reset}", text.get(self.view.locale)));
    }

    fn paragraph(&mut self, text: &Text) {
        self.indented(text.get(self.view.locale), 0);
    }

    /// Wrapped lines, those after the first two columns further in.
    fn indented(&mut self, text: &str, indent: usize) {
        for (at, line) in wrap(text, self.view.width.saturating_sub(indent + 2)).iter().enumerate() {
            let deeper = if at > 0 && indent > 0 { indent + 2 } else { indent };
            let _ = writeln!(self.out, "{}{line}", " ".repeat(deeper));
        }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }
}

/// What the item asks of whom, as labels and values.
fn facts(item: &Item, rulebook: &Rulebook, locale: Locale) -> Vec<(&'static str, String)> {
    let yes = |flag: bool| if flag { locale.pick("yes", "是") } else { locale.pick("no", "否") }.to_owned();
    let level = rulebook.levels.iter().find(|level| level.rank == item.level.value);
    let level = level.map_or_else(String::new, |level| match locale {
        Locale::En => format!(" ({})", level.title.en),
        Locale::Zh => format!("（{}）", level.title.zh),
    });
    let mut facts = vec![
        (locale.pick("requirement", "要求"), item.requirement.value.text().get(locale).to_owned()),
        (locale.pick("level", "等级"), format!("{}{level}", item.level.value)),
        (
            locale.pick("applies", "适用"),
            item.applies
                .as_ref()
                .map_or_else(|| locale.pick("always", "始终").to_owned(), |condition| condition.text.clone()),
        ),
    ];
    facts.extend(
        item.required_when.iter().map(|condition| (locale.pick("required when", "何时必需"), condition.text.clone())),
    );
    facts.extend(item.fresh_days.as_ref().map(|days| {
        (locale.pick("reviewed every", "复核周期"), format!("{} {}", days.days, locale.pick("days", "天")))
    }));
    facts.extend(item.effective_from.map(|day| (locale.pick("in effect from", "生效日期"), day.to_string())));
    facts.push((locale.pick("may be answered not-applicable", "可否回答不适用"), yes(item.opt_out)));
    facts.push((locale.pick("may be waived", "可否豁免"), yes(item.waivable)));
    facts
}
