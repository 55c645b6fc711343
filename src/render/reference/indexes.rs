//! The indexes of items: by principle, by clause of the source, by level. That by framework stands with the frameworks.

use super::page::Page;
use super::{Book, on_proxies};
use crate::locale::{Locale, Text, text};
use crate::pack::{Clause, Item};
use crate::render::escape::code;
use crate::render::prose::inline;
use crate::vocabulary::Reach;

/// What the index is called.
pub(super) fn principle_title() -> Text {
    text!("By principle", "按原则")
}

/// What the index is called.
pub(super) fn clause_title() -> Text {
    text!("By clause", "按条款")
}

/// What the index is called.
pub(super) fn level_title() -> Text {
    text!("By level", "按等级")
}

/// The items of each principle.
pub(super) fn by_principle(book: &Book<'_>) -> (String, String) {
    let mut page = book.page("by-principle.md", &principle_title());
    for principle in &book.rulebook.principles {
        page.heading(2, principle.title.get(book.locale));
        page.paragraph(&inline(principle.summary.get(book.locale)));
        let own = book.rulebook.items.iter().filter(|item| item.principle == principle.id);
        rows(&own.collect::<Vec<_>>(), book, &mut page);
    }
    page.done()
}

/// The items of each level.
pub(super) fn by_level(book: &Book<'_>) -> (String, String) {
    let mut page = book.page("by-level.md", &level_title());
    let said = text!(
        "A project aims at a level; it attains the highest at which every required item of that level and below is met.",
        "项目以某一等级为目标；某一等级及以下的必需条目全部满足，才算达到该等级。"
    );
    page.paragraph(said.get(book.locale));
    let mut ranks: Vec<_> = book.rulebook.levels.iter().map(|level| level.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        page.heading(2, crate::render::about::level(rank, book.rulebook).get(book.locale));
        let own = book.rulebook.items.iter().filter(|item| item.level.value == rank);
        rows(&own.collect::<Vec<_>>(), book, &mut page);
    }
    page.done()
}

/// Items, a row each.
fn rows(items: &[&Item], book: &Book<'_>, page: &mut Page) {
    let locale = book.locale;
    if items.is_empty() {
        return page.paragraph(locale.pick("No item.", "没有条目。"));
    }
    let heads = locale.pick(["Item", "Id", "Requirement", "Level"], ["条目", "编号", "要求", "等级"]);
    let row = |item: &&Item| {
        let raised =
            if item.required_when.is_empty() { "" } else { locale.pick(", more for some", "，对部分项目更严") };
        [
            book.item_link(item, page),
            code(&item.id, true),
            format!("{}{raised}", item.requirement.value.text().get(locale)),
            item.level.value.to_string(),
        ]
    };
    let rows: Vec<_> = items.iter().map(row).collect();
    page.table(heads, rows);
}

/// The clauses of the source, with what serves each. Notes where each stands.
pub(super) fn by_clause(book: &mut Book<'_>) -> (String, String) {
    let locale = book.locale;
    let mut page = book.page("by-clause.md", &clause_title());
    for origin in book.rulebook.packs.iter().filter_map(|pack| pack.origin.as_ref()) {
        let title = inline(origin.title.get(locale));
        let day = origin.published.map(|day| match locale {
            Locale::En => format!(" ({day})"),
            Locale::Zh => format!("（{day}）"),
        });
        page.paragraph(&format!("{title}{}", day.unwrap_or_default()));
    }
    page.paragraph(on_proxies().get(locale));
    let mut last: Option<Option<&str>> = None;
    for clause in &book.rulebook.clauses {
        let own = clause.principle.as_ref().map(|id| id.value.as_str());
        if last != Some(own) {
            last = Some(own);
            let known = book.rulebook.principles.iter().find(|known| Some(known.id.as_str()) == own);
            let none = locale.pick("Of no single principle", "不限于某一原则");
            page.heading(2, known.map_or(none, |known| known.title.get(locale)));
        }
        let anchor = page.heading(3, &clause.id);
        book.clauses.insert(clause.id.clone(), anchor);
        self::clause(clause, book, &mut page);
    }
    page.done()
}

fn clause(clause: &Clause, book: &Book<'_>, page: &mut Page) {
    let locale = book.locale;
    let kind = clause.kind.text();
    let (kind_en, kind_zh) = (&kind.en, &kind.zh);
    let head = match clause.reach {
        Reach::Direct => text!("{kind_en}", "{kind_zh}"),
        Reach::Proxy => text!("{kind_en}, *proxy*", "{kind_zh}，*替代*"),
    };
    let gloss = inline(clause.gloss.get(locale));
    page.paragraph(&match locale {
        Locale::En => format!("{gloss} ({})", head.en),
        Locale::Zh => format!("{gloss}（{}）", head.zh),
    });
    let serving = book.rulebook.items.iter().filter(|item| item.clauses.iter().any(|id| id.value == clause.id));
    let links: Vec<_> =
        serving.map(|item| format!("{} {}", book.item_link(item, page), code(&item.id, false))).collect();
    if links.is_empty() {
        let why = clause.reason.as_ref().map_or_else(
            || text!("No item of these packs serves it.", "这些规则包中没有落实它的条目。"),
            |reason| {
                let (en, zh) = (inline(&reason.en), inline(&reason.zh));
                text!("No item: {en}", "无条目：{zh}")
            },
        );
        page.paragraph(why.get(locale));
    } else {
        page.list(links);
    }
}
