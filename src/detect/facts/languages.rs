//! Languages: those that a card declares, else those in which the README is there.

use super::{Fact, readme, texts};
use crate::detect::places;
use crate::evidence::Document;
use crate::text::is_han;

/// What stands in the names of translated pages, and the tag that is meant.
#[rustfmt::skip] // one pair a line would hide the table
const TAGS: &[(&str, &str)] = &[
    ("ar", "ar"), ("bn", "bn"), ("chinese", "zh"), ("cn", "zh"), ("de", "de"), ("en", "en"), ("english", "en"), ("es", "es"), ("fr", "fr"),
    ("hi", "hi"), ("id", "id"), ("it", "it"), ("ja", "ja"), ("jp", "ja"), ("ko", "ko"), ("kr", "ko"), ("pt", "pt"), ("pt-br", "pt-BR"),
    ("ru", "ru"), ("sw", "sw"), ("tr", "tr"), ("vi", "vi"), ("zh", "zh"), ("zh-cn", "zh-Hans"), ("zh-hans", "zh-Hans"),
    ("zh-hant", "zh-Hant"), ("zh-tw", "zh-Hant"), ("中文", "zh"), ("简体中文", "zh-Hans"),
];
/// From this share of Chinese characters on, one in so many bytes, a page is Chinese.
const CHINESE: usize = 12;

pub(super) fn languages(roots: &[&Document], cards: &[&Document]) -> Vec<Fact> {
    for card in cards {
        let declared = texts(card, "$.language").into_iter().chain(texts(card, "$.language[*]"));
        let declared: Vec<_> = declared.filter_map(|tag| fact(&tag, card)).collect();
        if !declared.is_empty() {
            return once(declared);
        }
    }
    let Some(first) = readme(roots) else { return Vec::new() };
    let translated =
        roots.iter().filter(|page| places::stem(&page.path).starts_with("readme") && page.source().is_some());
    let translated: Vec<_> = translated.filter_map(|page| fact(tag(&page.path)?, page)).collect();
    if translated.is_empty() {
        return Vec::new();
    }
    let text = first.source().map_or("", crate::source::Source::text);
    let own = if text.chars().filter(|c| is_han(*c)).count() * CHINESE > text.len() { "zh" } else { "en" };
    let own = tag(&first.path).is_none().then(|| Fact { value: own.to_owned(), path: first.path.clone() });
    once(own.into_iter().chain(translated).collect())
}

/// The language in the name of a page: `README.zh.md`, `README_zh-CN.md`, `README-ja.md`.
fn tag(path: &str) -> Option<&'static str> {
    let name = path.rsplit_once('.').map_or(path, |(name, _)| name);
    let rest = name.get("readme".len()..)?.trim_start_matches(['.', '_', '-']).to_lowercase().replace('_', "-");
    TAGS.iter().find(|(known, _)| *known == rest).map(|(_, tag)| *tag)
}

fn fact(tag: &str, page: &Document) -> Option<Fact> {
    let is_tag = (2..=12).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    // Codes that mean several languages, or what is no language.
    let is_one = !matches!(tag, "multilingual" | "code" | "mul" | "und" | "zxx");
    (is_tag && is_one && tag.split('-').next().is_some_and(|first| matches!(first.len(), 2 | 3)))
        .then(|| Fact { value: tag.to_owned(), path: page.path.clone() })
}

fn once(facts: Vec<Fact>) -> Vec<Fact> {
    let mut kept: Vec<Fact> = Vec::new();
    for fact in facts {
        if !kept.iter().any(|known| known.value == fact.value) {
            kept.push(fact);
        }
    }
    kept
}
