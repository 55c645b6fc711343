//! The page of an item: what it asks of whom and why, what carries it, one answer that passes and one that does not, and what it touches
//! elsewhere.

use super::page::Page;
use super::{Book, Entry};
use crate::cases::TODAY;
use crate::check::Check;
use crate::locale::{Locale, text};
use crate::pack::{Case, Item};
use crate::render::about::{self, answer, clauses, facts, proxy, touched};
use crate::render::crosswalk::disclaimer;
use crate::render::escape::{code, fence};
use crate::render::prose::{blocks, cell, inline};
use crate::vocabulary::Verdict;

/// The page of one item.
pub(super) fn page(entry: &Entry<'_>, book: &Book<'_>) -> (String, String) {
    let (item, locale) = (entry.item, book.locale);
    let mut page = book.page(&format!("items/{}.md", item.id), &item.title);
    page.paragraph(&code(&item.id, false));
    page.paragraph(&format!("> {}", inline(item.question.get(locale))));
    asked(item, book, &mut page);
    served(item, book, &mut page);
    page.heading(2, locale.pick("Guidance", "做法"));
    page.block(&blocks(item.notes.guidance.get(locale), 2));
    evidence(item, locale, &mut page);
    checks(item, locale, &mut page);
    if let Some(details) = &entry.details {
        let (good, bad): (Vec<_>, Vec<_>) = details.cases.iter().partition(|case| case.expect.is_none());
        if let Some(case) = telling(good, item, locale) {
            page.heading(2, locale.pick("An answer that passes", "能够通过的回答"));
            self::case(item, case, book, &mut page);
        }
        if let Some(case) = telling(weightiest(bad), item, locale) {
            page.heading(2, locale.pick("An answer that does not", "不能通过的回答"));
            self::case(item, case, book, &mut page);
        }
    }
    touches(entry, book, &mut page);
    page.done()
}

/// What the item asks, and of whom.
fn asked(item: &Item, book: &Book<'_>, page: &mut Page) {
    let locale = book.locale;
    let colon = locale.pick(": ", "：");
    page.heading(2, locale.pick("What is asked, and of whom", "要求与适用范围"));
    page.list(facts(item, book.rulebook).into_iter().map(|fact| {
        let label = fact.label.get(locale);
        let written = fact.written.map(|written| code(&written, false));
        let value = match (fact.words, written) {
            (Some(words), Some(written)) => format!("{}\n  - CEL{colon}{written}", inline(words.get(locale))),
            (Some(words), None) => inline(words.get(locale)),
            (None, written) => written.unwrap_or_default(),
        };
        format!("{label}{colon}{value}")
    }));
}

/// The clauses that the item serves.
fn served(item: &Item, book: &Book<'_>, page: &mut Page) {
    let locale = book.locale;
    page.heading(2, locale.pick("Serves these clauses", "落实的条款"));
    let mut entries = Vec::new();
    for clause in clauses(item, book.rulebook) {
        let anchor = book.clauses.get(&clause.id).map(String::as_str).unwrap_or_default();
        let link = page.link(&clause.id, &format!("by-clause.md#{anchor}"));
        let note = proxy(clause).map(|note| match locale {
            Locale::En => format!(" (*{}*)", inline(&note.en)),
            Locale::Zh => format!("（*{}*）", inline(&note.zh)),
        });
        entries.push(format!("{link} {}{}", inline(clause.gloss.get(locale)), note.unwrap_or_default()));
    }
    page.list(entries);
}

fn evidence(item: &Item, locale: Locale, page: &mut Page) {
    page.heading(2, locale.pick("What counts as evidence", "什么算证据"));
    page.list(about::evidence(item).iter().map(|entry| entry.get(locale).to_owned()));
}

fn checks(item: &Item, locale: Locale, page: &mut Page) {
    page.heading(2, locale.pick("Checks", "检查"));
    if item.checks.is_empty() {
        let none = text!(
            "No check reads the evidence: that it stands there and was reviewed is all that is looked at.",
            "没有检查会读取证据内容，只看证据是否存在、是否经过复核。"
        );
        return page.paragraph(none.get(locale));
    }
    page.gap();
    for check in item.checks.iter() {
        check_entry(check, locale, page);
    }
}

fn check_entry(check: &Check, locale: Locale, page: &mut Page) {
    let (kind, colon) = (code(check.kind.word(), false), locale.pick(": ", "："));
    let asks = check.kind.asks();
    let asks = inline(asks.get(locale));
    match &check.message {
        Some(message) => {
            page.line(&format!("- {kind}{colon}{}", inline(message.get(locale))));
            page.line(&format!("  - {}{asks}", locale.pick("holds when ", "通过条件：")));
        }
        None => page.line(&format!("- {kind}{colon}{asks}")),
    }
    if let Some(files) = check.looks_at() {
        page.line(&format!("  - {}", inline(files.get(locale))));
    }
}

/// The cases that show a claim which does not hold, where there are any; else all.
fn weightiest(cases: Vec<&Case>) -> Vec<&Case> {
    let overclaims =
        |case: &&&Case| case.expect.as_ref().is_some_and(|expect| expect.verdict.value == Verdict::Overclaimed);
    let overclaimed: Vec<_> = cases.iter().filter(overclaims).copied().collect();
    if overclaimed.is_empty() { cases } else { overclaimed }
}

/// The case to show: in Chinese the first with Chinese words, where there is one; else the first.
fn telling<'c>(cases: Vec<&'c Case>, item: &Item, locale: Locale) -> Option<&'c Case> {
    let own = cases.iter().find(|case| locale == Locale::Zh && is_chinese(item.source.slice(case.answer.span)));
    own.or(cases.first()).copied()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// A case: its answer, its files, and what comes of it.
fn case(item: &Item, case: &Case, book: &Book<'_>, page: &mut Page) {
    let locale = book.locale;
    let (name, day) = (inline(&case.name.value), case.today.unwrap_or(TODAY));
    // A case has one name, in the language of whoever wrote it.
    page.paragraph(&match locale {
        Locale::En => format!("Case: {name}. Judged as of {day}."),
        Locale::Zh if is_chinese(&name) => format!("用例：{name}。评判日期：{day}。"),
        Locale::Zh => format!("评判日期：{day}。"),
    });
    page.block(&fence("toml", &answer(item, case)));
    for (path, text) in &case.files {
        page.paragraph(&format!("{}{}", code(path, false), locale.pick(":", "：")));
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        page.block(&fence(if extension == "md" { "markdown" } else { extension }, text));
    }
    let Some(expect) = &case.expect else { return };
    let verdict = expect.verdict.value.word();
    let verdict = page.link_to(&code(verdict, false), &format!("verdicts.md#{verdict}"));
    let codes: Vec<_> = expect
        .codes
        .iter()
        .map(|word| match book.codes.get(&word.value) {
            Some(anchor) => page.link_to(&code(&word.value, false), &format!("codes.md#{anchor}")),
            None => code(&word.value, false),
        })
        .collect();
    let codes = codes.join(locale.pick(", ", "、"));
    let line = if codes.is_empty() {
        text!("Verdict: {verdict}.", "结论：{verdict}。")
    } else {
        text!("Verdict: {verdict}. Findings: {codes}.", "结论：{verdict}。问题：{codes}。")
    };
    page.paragraph(line.get(locale));
}

/// The provisions of other frameworks that the item touches.
fn touches(entry: &Entry<'_>, book: &Book<'_>, page: &mut Page) {
    let crosswalk = &entry.item.notes.crosswalk;
    if crosswalk.is_empty() {
        return;
    }
    let locale = book.locale;
    page.heading(2, about::touches_heading().get(locale));
    page.paragraph(&inline(disclaimer().get(locale)));
    let heads = locale
        .pick(["Framework", "Provision", "Gloss", "Strength", "Basis"], ["框架", "条文", "释义", "对应程度", "依据"]);
    let rows: Vec<_> = touched(crosswalk, book.rulebook)
        .iter()
        .map(|touch| {
            let id = &touch.mapping.framework.value;
            let framework = touch
                .framework
                .map_or_else(|| cell(id), |known| page.link(known.title.get(locale), &format!("frameworks/{id}.md")));
            [
                framework,
                cell(&touch.mapping.provision.value),
                touch.provision.map(|known| cell(known.gloss.get(locale))).unwrap_or_default(),
                touch.mapping.strength.text().get(locale).to_owned(),
                touch.provision.map(|known| super::frameworks::basis(known, locale)).unwrap_or_default(),
            ]
        })
        .collect();
    page.table(heads, rows);
}
