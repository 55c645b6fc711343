//! Keys and tables that a file does not have yet.

use gen_lsp_types::CompletionItemKind as Kind;

use super::{Offer, is_quoted, line_before};
use crate::lsp::scene::{Scene, answered};
use crate::pack::Item;
use crate::source::Span;
use crate::tree::Syntax;
use crate::tree::cursor::Set;
use crate::tree::reader::keys::{Described, Holds};

/// Whether nothing of a kind stands behind a place on its line.
fn lacks(scene: &Scene<'_>, from: usize, mark: char) -> bool {
    let after = scene.source.slice(Span::new(from, scene.source.text().len()));
    !after.lines().next().unwrap_or_default().contains(mark)
}

/// What may stand between statements, which only TOML has a place for.
pub(super) fn between(scene: &Scene<'_>) -> Vec<Offer> {
    if scene.syntax != Syntax::Toml {
        return Vec::new();
    }
    let line = line_before(scene);
    let opened = line.trim_start();
    if opened.contains('#') {
        return Vec::new();
    }
    if opened.starts_with('[') {
        let typed = opened.trim_start_matches('[').len();
        return headers(scene, Span::new(scene.offset - typed, scene.offset), false);
    }
    let here = Span::new(scene.offset, scene.offset);
    let mut offers = keys(scene, here);
    offers.extend(headers(scene, here, true));
    offers
}

/// Keys of the table that it does not have yet, and of answers the items.
pub(super) fn keys(scene: &Scene<'_>, span: Span) -> Vec<Offer> {
    let is_toml = scene.syntax == Syntax::Toml;
    let table = &scene.cursor.table;
    let there = scene.syntax.sets(scene.source.text());
    // Of tables in a list each has its own keys.
    let is_listed = ["waivers", "evidence"].iter().any(|list| table.last().is_some_and(|own| own == list));
    let is_there = |name: &str| {
        let is_own = |set: &Set| set.path.split_last().is_some_and(|(last, outer)| last == name && outer == *table);
        !is_listed && there.iter().any(|set| is_own(set) && !covers(set.key, span))
    };
    let is_root = table.is_empty();
    // Tables of a TOML file have headers, and those further in are written after their key.
    let is_written = |holds: &Holds| match holds {
        Holds::Tables(..) | Holds::Chosen(_) => !is_toml,
        Holds::Table(_) => !is_root || !is_toml,
        _ => true,
    };
    let own = scene.table().map(|shape| shape.keys).unwrap_or_default();
    let open = own.iter().filter(|key| is_written(&key.holds()) && !is_there(key.name()));
    let offer = |key: &&dyn Described| {
        let is_table = matches!(key.holds(), Holds::Table(_) | Holds::Tables(..) | Holds::Chosen(_));
        let detail = scene.pick(&key.says()).to_owned();
        let (new, span) = key_text(scene, key.name(), span, is_table);
        let (label, is_second) = (key.name().to_owned(), !key.is_needed());
        Offer { label, new, span, detail, kind: Kind::Property, is_second }
    };
    let mut offers: Vec<_> = open.map(offer).collect();
    if !is_toml && table.first().is_some_and(|first| first == "answers") {
        offers.extend(items(scene, &there, span));
    }
    offers
}

/// Items without an answer, as keys of the table of all answers, or of those of their principle.
fn items(scene: &Scene<'_>, there: &[Set], span: Span) -> Vec<Offer> {
    let is_answered = |id: &str| {
        let is_own = |set: &Set| answered(&set.path).is_some_and(|own| own == id);
        there.iter().any(|set| is_own(set) && !covers(set.key, span))
    };
    let offer = |item: &Item| {
        let name = match scene.cursor.table.as_slice() {
            [_] => &item.id,
            [_, principle] => item.id.strip_prefix(principle.as_str())?.strip_prefix('/')?,
            _ => return None,
        };
        let (new, span) = key_text(scene, name, span, true);
        let (label, detail) = (name.to_owned(), scene.pick(&item.title).to_owned());
        (!is_answered(&item.id)).then_some(Offer { label, new, span, detail, kind: Kind::Struct, is_second: true })
    };
    scene.known.rulebook.items.iter().filter_map(offer).collect()
}

/// Whether the keys of a statement are those that are being written.
fn covers(key: Span, span: Span) -> bool {
    key.start <= span.start && span.end <= key.end
}

/// A key as it is written in the place of what stands there, with what comes before its value where that is not there yet.
fn key_text(scene: &Scene<'_>, name: &str, span: Span, is_table: bool) -> (String, Span) {
    let (mark, quote) = match scene.syntax {
        Syntax::Toml => (" = ", ""),
        Syntax::Yaml if is_table => (":", ""),
        Syntax::Yaml => (": ", ""),
        Syntax::Json => (": ", "\""),
    };
    let ends = |from| if lacks(scene, from, if mark == " = " { '=' } else { ':' }) { mark } else { "" };
    if scene.syntax == Syntax::Toml || !is_quoted(scene, span) {
        return (format!("{quote}{name}{quote}{}", ends(span.end)), span);
    }
    let behind = scene.source.slice(Span::new(span.end, scene.source.text().len()));
    if behind.starts_with(['"', '\'']) {
        return (name.to_owned(), span);
    }
    let left = scene.source.slice(Span::new(0, span.start)).chars().next_back().unwrap_or('"');
    (format!("{name}{left}{}", ends(scene.offset)), Span::new(span.start, scene.offset))
}

/// Tables that the file does not have yet: those of its keys, and an answer an item.
pub(super) fn headers(scene: &Scene<'_>, span: Span, with_brackets: bool) -> Vec<Offer> {
    let there = scene.syntax.sets(scene.source.text());
    let is_there =
        |path: &[&str]| there.iter().any(|set| set.is_header && set.key.start != span.start && set.path == path);
    let is_double = scene.source.slice(Span::new(0, span.start)).ends_with("[[");
    let (left, right) = match (with_brackets, lacks(scene, span.end, ']')) {
        (true, _) => ("[", "]"),
        (false, true) => ("", if is_double { "]]" } else { "]" }),
        (false, false) => ("", ""),
    };
    let mut offers = Vec::new();
    for key in scene.shape.keys {
        let (name, holds) = (key.name(), key.holds());
        let fits = match holds {
            Holds::Table(_) => !is_double && !is_there(&[name]),
            Holds::Tables(..) => is_double || with_brackets,
            _ => false,
        };
        let (left, right) =
            if with_brackets && matches!(holds, Holds::Tables(..)) { ("[[", "]]") } else { (left, right) };
        if fits {
            let detail = scene.pick(&key.says()).to_owned();
            offers.push(Offer {
                label: format!("[{name}]"),
                new: format!("{left}{name}{right}"),
                span,
                detail,
                kind: Kind::Struct,
                is_second: false,
            });
        }
    }
    let has_answers = scene.shape.keys.iter().any(|key| key.name() == "answers");
    for item in scene.known.rulebook.items.iter().filter(|_| has_answers && !is_double) {
        let Some((principle, name)) = item.id.split_once('/') else { continue };
        let is_answered = there.iter().any(|set| {
            set.key.start != span.start && set.path.len() <= 4 && answered(&set.path).is_some_and(|id| id == item.id)
        });
        if !is_answered {
            let detail = scene.pick(&item.title).to_owned();
            let new = format!("{left}answers.{principle}.{name}{right}");
            offers.push(Offer { label: item.id.clone(), new, span, detail, kind: Kind::Struct, is_second: true });
        }
    }
    offers
}
