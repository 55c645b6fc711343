//! `guiju explain`: all about an item, or about a code. It judges nothing; what `--in` asks is for `why`.

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
use crate::render::about::{Fact, answer, clauses, facts, proxy, touched, touches_heading};
use crate::render::reference::item_path;
use crate::render::table::wrap;
use crate::tree::nearest;
use crate::vocabulary::{Verdict, Words};

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
    Err(unknown(rule, &rulebook))
}

/// Why there is nothing to say on a name.
pub(super) fn unknown(rule: &str, rulebook: &Rulebook) -> Error {
    let word = rule.rsplit('/').next().unwrap_or(rule);
    let known = rulebook.items.iter().map(|item| item.id.as_str()).chain(Code::ALL.iter().map(|code| code.word()));
    let by_name = rulebook.items.iter().map(|item| item.id.as_str()).find(|id| id.rsplit('/').next() == Some(word));
    Error::Plain(match by_name.or_else(|| nearest(rule, known)) {
        Some(near) => text!(
            "there is no item or code `{rule}`; did you mean `{near}`?",
            "没有名为 `{rule}` 的条目或代码；是否想写 `{near}`？"
        ),
        None => text!(
            "there is no item or code `{rule}`; `guiju list items` and `guiju list codes` show them all",
            "没有名为 `{rule}` 的条目或代码；可运行 `guiju list items` 和 `guiju list codes` 查看"
        ),
    })
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
        for fact in facts(item, rulebook) {
            self.fact(&fact);
        }
        if let Some(page) = page(item, rulebook) {
            let label = locale.pick("page: ", "页面：");
            self.indented(&format!("{label}{}", page.get(locale)), 0);
        }
        self.clauses(item, rulebook);
        self.checks(item);
        self.heading(&text!("Guidance", "做法"));
        self.markdown(item.notes.guidance.get(locale).trim());
        let cases = Details::of(item).0.map(|details| details.cases).unwrap_or_default();
        self.example(item, cases.iter().find(|case| case.expect.is_none()));
        self.crosswalk(&item.notes.crosswalk, rulebook);
        self.out
    }

    fn fact(&mut self, fact: &Fact) {
        let locale = self.view.locale;
        let words = fact.words.as_ref().map_or("", |words| words.get(locale));
        let written = match (&fact.written, locale) {
            (None, _) => String::new(),
            (Some(written), _) if words.is_empty() => written.clone(),
            (Some(written), Locale::En) => format!(" ({written})"),
            (Some(written), Locale::Zh) => format!("（{written}）"),
        };
        let label = fact.label.get(locale);
        self.indented(&format!("{label}{}{words}{written}", locale.pick(": ", "：")), 0);
    }

    fn crosswalk(&mut self, mappings: &[Mapping], rulebook: &Rulebook) {
        if mappings.is_empty() {
            return;
        }
        self.heading(&touches_heading());
        let locale = self.view.locale;
        for touch in touched(mappings, rulebook) {
            let (framework, id) = (&touch.mapping.framework.value, &touch.mapping.provision.value);
            let strength = touch.strength(locale);
            let gloss = touch.provision.map_or("", |known| known.gloss.get(locale));
            let line = match locale {
                Locale::En => format!("{framework} {id} ({strength}) {gloss}"),
                Locale::Zh => format!("{framework} {id}（{strength}）{gloss}"),
            };
            self.indented(line.trim_end(), 2);
        }
    }

    fn clauses(&mut self, item: &Item, rulebook: &Rulebook) {
        self.heading(&text!("Serves these clauses", "落实的条款"));
        let locale = self.view.locale;
        for clause in clauses(item, rulebook) {
            let proxy = match (proxy(clause), locale) {
                (None, _) => String::new(),
                (Some(proxy), Locale::En) => format!(" [{}]", proxy.en),
                (Some(proxy), Locale::Zh) => format!("〔{}〕", proxy.zh),
            };
            self.indented(&format!("{} {}{proxy}", clause.id, clause.gloss.get(locale)), 2);
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
        for check in item.checks.iter() {
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
            if let Some(files) = check.looks_at() {
                self.indented(files.get(self.view.locale), 4);
            }
        }
    }

    fn example(&mut self, item: &Item, case: Option<&Case>) {
        let Some(case) = case else { return };
        self.heading(&text!("An answer that passes", "能够通过的回答"));
        for line in answer(item, case).lines() {
            self.line(format!("  {line}").trim_end());
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

/// Where the item's page is: at its pack's address, or in the repository of the program that the pack came with.
fn page(item: &Item, rulebook: &Rulebook) -> Option<Text> {
    let kept = |locale: Locale| format!("docs/reference/{}", item_path(&item.id, locale));
    let (en, zh) = (kept(Locale::En), kept(Locale::Zh));
    let built_in = text!("{en} in the repository of guiju", "guiju 代码库中的 {zh}");
    rulebook.address(item, None).or_else(|| rulebook.is_built_in(item).then_some(built_in))
}
