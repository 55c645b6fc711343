//! What stands before the pages of items: the way to each language, its front page, and what mdBook asks for.

use super::page::{FRONT, Page};
use super::{Book, MARK, MARKS, codes, frameworks, indexes, on_proxies};
use crate::locale::{Locale, Text, text};
use crate::pack::Rulebook;
use crate::render::escape::{code, markdown};
use crate::render::one_line;
use crate::render::prose::inline;

/// The page above both languages.
pub(super) fn root(rulebook: &Rulebook) -> (String, String) {
    let [en, zh] = [Locale::En, Locale::Zh].map(|locale| title(rulebook, locale));
    let text = format!(
        "{}{MARK} -->\n\n# {} · {}\n\n- [English](en/README.md)\n- [中文](zh/README.md)\n",
        MARKS[0],
        markdown(&en),
        markdown(&zh)
    );
    ("README.md".to_owned(), text)
}

/// "Four principles of AI governance: reference".
fn title(rulebook: &Rulebook, locale: Locale) -> String {
    let titles: Vec<_> = rulebook.packs.iter().map(|pack| pack.title.get(locale)).collect();
    match locale {
        Locale::En => format!("{}: reference", titles.join(", ")),
        Locale::Zh => format!("{}：参考手册", titles.join("、")),
    }
}

/// Each index, and the pages of what guiju says, with their paths.
fn indexes() -> [(Text, &'static str); 6] {
    [
        (indexes::principle_title(), "by-principle.md"),
        (indexes::clause_title(), "by-clause.md"),
        (indexes::level_title(), "by-level.md"),
        (frameworks::title(), "by-framework.md"),
        (codes::codes_title(), "codes.md"),
        (codes::verdicts_title(), "verdicts.md"),
    ]
}

/// The front page of a language.
pub(super) fn front(book: &Book<'_>) -> (String, String) {
    let (locale, rulebook) = (book.locale, book.rulebook);
    let mut page = Page::begun(locale, FRONT, &title(rulebook, locale));
    page.list(rulebook.packs.iter().map(|pack| {
        let (id, version, title) = (code(&pack.id.value, false), inline(&pack.version), inline(pack.title.get(locale)));
        text!("{id} {version}: {title}", "{id} {version}：{title}").get(locale).to_owned()
    }));
    let (items, clauses) = (rulebook.items.len(), rulebook.clauses.len());
    let count = text!(
        "{items} items serve {clauses} clauses of the source.",
        "共 {items} 个条目，对应来源的 {clauses} 条条款。"
    );
    page.paragraph(count.get(locale));
    let entries: Vec<_> = indexes().iter().map(|(title, path)| page.link(title.get(locale), path)).collect();
    page.list(entries);
    page.heading(2, locale.pick("How to read a page", "如何阅读"));
    let read = text!(
        "The page of an item says whom it concerns, what counts as evidence, when each check holds, and shows an answer that passes and one that does not. Checks read form and figures: whether a text is true is for people to judge.",
        "条目页写明它适用于谁、什么算证据、每项检查何时通过，并各举一个能够通过和不能通过的回答。检查只看形式和数值：文字是否属实，由人判断。"
    );
    page.paragraph(read.get(locale));
    page.paragraph(on_proxies().get(locale));
    if !rulebook.traits.is_empty() {
        page.heading(2, locale.pick("Traits that a project may declare", "项目可声明的特征"));
        page.list(rulebook.traits.iter().map(|known| {
            let (id, title) = (code(&known.id, false), inline(known.title.get(locale)));
            text!("{id}: {title}", "{id}：{title}").get(locale).to_owned()
        }));
    }
    page.done()
}

/// The table of contents, as mdBook reads it.
pub(super) fn summary(book: &Book<'_>) -> (String, String) {
    let locale = book.locale;
    let mut page = Page::new(locale, "SUMMARY.md");
    page.heading(1, locale.pick("Summary", "目录"));
    let first = page.link(&title(book.rulebook, locale), FRONT);
    page.paragraph(&first);
    let entries: Vec<_> = indexes().iter().map(|(title, path)| page.link(title.get(locale), path)).collect();
    page.list(entries);
    for principle in &book.rulebook.principles {
        let own = book.rulebook.items.iter().filter(|item| item.principle == principle.id);
        let entries: Vec<_> = own.map(|item| book.item_link(item, &page)).collect();
        if !entries.is_empty() {
            page.heading(1, principle.title.get(locale));
            page.list(entries);
        }
    }
    let frameworks: Vec<_> = book
        .rulebook
        .frameworks()
        .map(|known| page.link(known.title.get(locale), &format!("frameworks/{}.md", known.id.value)))
        .collect();
    if !frameworks.is_empty() {
        page.heading(1, locale.pick("Other frameworks", "其他框架"));
        page.list(frameworks);
    }
    page.done()
}

/// mdBook's settings. Of its preprocessors only the one that makes a front page of `README.md` runs: the other would put files from the
/// disk into a page that asks for them, and pages quote what packs hold.
pub(super) fn settings(book: &Book<'_>) -> (String, String) {
    let locale = book.locale;
    let title = one_line(&title(book.rulebook, locale));
    // A JSON string without control characters is a string of TOML.
    let title = serde_json::Value::from(title);
    let (tag, language) = (locale.tag(), locale.pick("en", "zh-CN"));
    let text = format!(
        "{}{MARK}\n\n[book]\ntitle = {title}\nlanguage = \"{language}\"\nsrc = \".\"\n\n[build]\nbuild-dir = \"../book/{tag}\"\n\
         create-missing = false\nuse-default-preprocessors = false\n\n[preprocessor.index]\n",
        MARKS[1]
    );
    (format!("{tag}/book.toml"), text)
}
