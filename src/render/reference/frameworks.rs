//! The pages of other frameworks: what of each the packs know, on what basis, and which items touch it. No page says that a framework is
//! complied with.

use super::Book;
use crate::locale::{Locale, Text, text};
use crate::pack::{Framework, Item, Provision};
use crate::render::crosswalk::{disclaimer, unverified};
use crate::render::escape::{code, markdown};
use crate::render::prose::{cell, inline};
use crate::vocabulary::{Ground, Strength};

/// What is known of a provision rests on this; loud where that is nothing.
pub(super) fn basis(provision: &Provision, locale: Locale) -> String {
    let ground = provision.ground.text();
    let ground = ground.get(locale);
    match provision.ground {
        Ground::Recalled => format!("{ground}{}**{}**", locale.pick(", ", "，"), unverified(locale)),
        Ground::Text | Ground::Outline | Ground::Secondary => ground.to_owned(),
    }
}

/// The items that touch a provision, the closest first.
fn touching<'b>(framework: &Framework, provision: &Provision, book: &'b Book<'_>) -> Vec<(&'b Item, Strength)> {
    let mut found = Vec::new();
    for entry in book.entries {
        let own = entry.item.notes.crosswalk.iter().filter(|mapping| {
            mapping.framework.value == framework.id.value && mapping.provision.value == provision.id.value
        });
        found.extend(own.map(|mapping| (entry.item, mapping.strength)));
    }
    found.sort_by_key(|(_, strength)| std::cmp::Reverse(*strength));
    found
}

/// The frameworks, a row each.
pub(super) fn index(book: &Book<'_>) -> (String, String) {
    let locale = book.locale;
    let mut page = book.page("by-framework.md", &title());
    page.paragraph(&inline(disclaimer().get(locale)));
    let heads = locale.pick(
        ["Framework", "Id", "Edition", "Provisions", "Touched by an item", "Unverified"],
        ["框架", "编号", "版本", "条文数", "有条目涉及", "未核实"],
    );
    let rows: Vec<_> = book
        .rulebook
        .frameworks()
        .map(|framework| {
            let provisions = &framework.provisions;
            let count = |wanted: &dyn Fn(&Provision) -> bool| {
                provisions.iter().filter(|provision| wanted(provision)).count().to_string()
            };
            let id = &framework.id.value;
            [
                page.link(framework.title.get(locale), &format!("frameworks/{id}.md")),
                code(id, true),
                cell(&framework.edition),
                provisions.len().to_string(),
                count(&|provision| !touching(framework, provision, book).is_empty()),
                count(&|provision| provision.ground == Ground::Recalled),
            ]
        })
        .collect();
    if rows.is_empty() {
        page.paragraph(locale.pick("The packs know no other framework.", "规则包没有收录其他框架。"));
    } else {
        page.table(heads, rows);
    }
    page.done()
}

/// What the index is called.
pub(super) fn title() -> Text {
    text!("By framework", "按框架")
}

/// The page of one framework.
pub(super) fn page(framework: &Framework, book: &Book<'_>) -> (String, String) {
    let locale = book.locale;
    let mut page = book.page(&format!("frameworks/{}.md", framework.id.value), &framework.title);
    let (nature, origin) = (inline(framework.nature.get(locale)), inline(&framework.origin));
    let (edition, source) = (inline(&framework.edition), inline(framework.source.get(locale)));
    let id = code(&framework.id.value, false);
    page.paragraph(text!("{id}: {nature}, {origin}, {edition}", "{id}：{nature}，{origin}，{edition}").get(locale));
    page.paragraph(&source);
    for doubt in &framework.doubts {
        let doubt = inline(doubt.get(locale));
        page.paragraph(text!("> Doubtful: {doubt}", "> 存疑：{doubt}").get(locale));
    }
    page.paragraph(&inline(disclaimer().get(locale)));
    page.paragraph(&inline(&grounds(locale)));
    let heads =
        locale.pick(["Provision", "Gloss", "Basis", "Items that touch it"], ["条文", "释义", "依据", "涉及它的条目"]);
    let rows: Vec<_> = framework
        .provisions
        .iter()
        .map(|provision| {
            let touches = touching(framework, provision, book).into_iter().map(|(item, strength)| {
                let (link, strength) = (book.item_link(item, &page), strength.text());
                match locale {
                    Locale::En => format!("{link} ({})", strength.en),
                    Locale::Zh => format!("{link}（{}）", strength.zh),
                }
            });
            let touches = touches.collect::<Vec<_>>().join("<br>");
            [
                markdown(&provision.id.value),
                cell(provision.gloss.get(locale)),
                basis(provision, locale),
                if touches.is_empty() { "–".to_owned() } else { touches },
            ]
        })
        .collect();
    page.table(heads, rows);
    page.done()
}

/// What the words for a basis and a strength mean.
fn grounds(locale: Locale) -> String {
    let said = text!(
        "Basis: *text*, its text was read; *outline*, its number and title; *secondary*, somebody else's account; *recalled*, nothing was read. Strength: *equivalent*, the same demand, on a project; *partial*, a part of the provision or more than it; *related*, the same theme, asked of somebody else.",
        "依据：*原文*，读过原文；*标题*，读过编号和标题；*转述*，读过他人的介绍；*凭记忆*，什么都没有读。对应程度：*等同*，对项目提出同样的要求；*部分对应*，覆盖条文的一部分，或超出条文；*相关*，主题相同，但要求的对象不同。"
    );
    said.get(locale).to_owned()
}
