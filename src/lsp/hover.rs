//! What a place means: an item with its question and guidance, a key, a word.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::scene::Scene;
use crate::locale::{Text, text};
use crate::meaning::word_meaning;
use crate::pack::Item;
use crate::render::about::{evidence, facts};
use crate::render::escape::code;
use crate::render::prose::{blocks, inline};
use crate::tree::cursor::At;
use crate::vocabulary::region;

/// What there is to say on a place.
pub(super) fn hover(scene: &Scene<'_>) -> Option<Hover> {
    let (said, span) = match &scene.cursor.at {
        At::Nothing => return None,
        At::Header(span) => (header(scene)?, *span),
        At::Key(span) if scene.is_answer() => (about(scene.item()?, scene), *span),
        At::Key(span) => (key(scene, scene.source.slice(*span))?, *span),
        At::Value { key, text } => (value(scene, key)?, (*text)?),
    };
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: said }),
        range: Some(scene.teller.units.range(scene.source, span)),
    })
}

fn header(scene: &Scene<'_>) -> Option<String> {
    if let Some(item) = scene.item() {
        return Some(about(item, scene));
    }
    let (last, outer) = scene.cursor.table.split_last()?;
    let shape = super::scene::inside(scene.shape, outer)?;
    let key = shape.keys.iter().find(|key| key.name() == last)?;
    Some(inline(scene.pick(&key.says())))
}

fn key(scene: &Scene<'_>, name: &str) -> Option<String> {
    let mut said = inline(scene.pick(&scene.key(name.trim())?.says()));
    if name == "evidence"
        && let Some(item) = scene.item()
    {
        said.push_str(&carried(item, scene));
    }
    Some(said)
}

fn value(scene: &Scene<'_>, key: &str) -> Option<String> {
    let (text, _) = scene.text()?;
    if let Some(meaning) = word_meaning(key, text) {
        return Some(said_of(text, &meaning, scene));
    }
    if key == "traits" {
        let known = scene.known.rulebook.traits.iter().find(|known| known.id == text)?;
        return Some(said_of(text, &known.title, scene));
    }
    if key == "regions" {
        return region(text).map(|name| said_of(text, &name, scene));
    }
    if scene.is_citation() {
        return scene.item().map(|item| format!("{}{}", inline(scene.pick(&item.question)), carried(item, scene)));
    }
    if key == "item" {
        return scene.item().map(|item| about(item, scene));
    }
    None
}

fn said_of(word: &str, meaning: &Text, scene: &Scene<'_>) -> String {
    format!("{}{}{}", code(word, false), scene.teller.locale.pick(": ", "："), inline(scene.pick(meaning)))
}

/// An item: what it asks, how, of whom, and what it became here.
fn about(item: &Item, scene: &Scene<'_>) -> String {
    let locale = scene.teller.locale;
    let verdict = scene.known.verdicts.get(&item.id).map(|verdict| verdict.text());
    let verdict = verdict.map(|verdict| format!(" · {}", verdict.get(locale))).unwrap_or_default();
    let title = inline(scene.pick(&item.title));
    let mut out =
        format!("### {title}\n\n{}{verdict}\n\n> {}\n", code(&item.id, false), inline(scene.pick(&item.question)));
    out.extend(["\n", &blocks(scene.pick(&item.notes.guidance), 3)]);
    out.push_str(&carried(item, scene));
    let asked = facts(item, &scene.known.rulebook).into_iter().map(|fact| {
        let words = match (&fact.words, &fact.written) {
            (Some(words), _) => inline(scene.pick(words)),
            (None, written) => written.as_deref().map(|written| code(written, false)).unwrap_or_default(),
        };
        format!("- {}{}{words}\n", scene.pick(&fact.label), locale.pick(": ", "："))
    });
    out.push('\n');
    out.extend(asked);
    out
}

/// What counts as evidence for it.
fn carried(item: &Item, scene: &Scene<'_>) -> String {
    let locale = scene.teller.locale;
    let mut out = format!("\n\n**{}**\n\n", scene.pick(&text!("What counts as evidence", "什么算证据")));
    out.extend(evidence(item).iter().map(|entry| format!("- {}\n", scene.pick(entry))));
    out.extend(item.checks.iter().map(|check| {
        let said = check.message.clone().unwrap_or_else(|| check.kind.asks());
        let (kind, colon) = (code(check.kind.word(), false), locale.pick(": ", "："));
        format!("- {kind}{colon}{}\n", inline(scene.pick(&said)))
    }));
    out
}
