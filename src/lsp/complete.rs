//! What may be written at a place: keys and tables that are not there yet, words, items, files and their headings.

use gen_lsp_types::{CompletionItem, CompletionItemKind as Kind, CompletionItemTextEdit, CompletionList, TextEdit};

use super::scene::{Scene, answered};
use crate::evidence::Shelf;
use crate::manifest::OWN_FILES;
use crate::meaning::word_meaning;
use crate::pack::Library;
use crate::source::Span;
use crate::tree::reader::keys::{Described, Holds};
use crate::tree::toml::cursor::{At, sets};

/// How many files are offered at once.
const MOST_FILES: usize = 500;

/// Something that may be written.
struct Offer {
    label: String,
    /// What is written, and where.
    new: String,
    span: Span,
    detail: String,
    kind: Kind,
    /// Whether it stands behind the others.
    is_second: bool,
}

/// All that may be written.
pub(super) fn complete(scene: &Scene<'_>) -> CompletionList {
    let (offers, is_incomplete) = match &scene.cursor.at {
        At::Header(span) => (headers(scene, Span::new(span.start, span.end.max(scene.offset)), false), false),
        At::Key(span) => (keys(scene, *span), false),
        At::Nothing => (between(scene), false),
        At::Value { key, .. } => values(scene, key),
    };
    let item = |(at, offer): (usize, Offer)| {
        let range = scene.teller.units.range(scene.source, offer.span);
        CompletionItem {
            sort_text: Some(format!("{}{at:04}", u8::from(offer.is_second))),
            filter_text: Some(offer.new.clone()),
            label: offer.label,
            kind: Some(offer.kind),
            detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.new })),
            ..CompletionItem::default()
        }
    };
    CompletionList {
        is_incomplete,
        items: offers.into_iter().enumerate().map(item).collect(),
        ..CompletionList::default()
    }
}

/// The line up to the place.
fn line_before<'s>(scene: &Scene<'s>) -> &'s str {
    let before = scene.source.slice(Span::new(0, scene.offset));
    before.rsplit(['\n', '\r']).next().unwrap_or_default()
}

/// Whether nothing of a kind stands behind a place on its line.
fn lacks(scene: &Scene<'_>, from: usize, mark: char) -> bool {
    let after = scene.source.slice(Span::new(from, scene.source.text().len()));
    !after.lines().next().unwrap_or_default().contains(mark)
}

fn between(scene: &Scene<'_>) -> Vec<Offer> {
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

/// Keys of the table that it does not have yet.
fn keys(scene: &Scene<'_>, span: Span) -> Vec<Offer> {
    let Some(shape) = scene.table() else { return Vec::new() };
    let there = sets(scene.source.text());
    let is_there = |name: &str| {
        there.iter().any(|set| {
            let own = set.path.split_last().is_some_and(|(last, outer)| last == name && outer == scene.cursor.table);
            own && set.key != span && scene.cursor.table.first().is_none_or(|table| table != "waivers")
        })
    };
    let is_root = scene.cursor.table.is_empty();
    // Tables of the file have headers, and those further in are written after their key.
    let is_written = |holds: &Holds| match holds {
        Holds::Tables(..) | Holds::Chosen(_) => false,
        Holds::Table(_) => !is_root,
        _ => true,
    };
    let ends = if lacks(scene, span.end, '=') { " = " } else { "" };
    let open = shape.keys.iter().filter(|key| is_written(&key.holds()) && !is_there(key.name()));
    open.map(|key| Offer {
        label: key.name().to_owned(),
        new: format!("{}{ends}", key.name()),
        span,
        detail: scene.pick(&key.says()).to_owned(),
        kind: Kind::Property,
        is_second: !key.is_needed(),
    })
    .collect()
}

/// Tables that the file does not have yet: those of its keys, and an answer an item.
fn headers(scene: &Scene<'_>, span: Span, with_brackets: bool) -> Vec<Offer> {
    let there = sets(scene.source.text());
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

/// What may stand under a key, and whether there is more.
fn values(scene: &Scene<'_>, key: &str) -> (Vec<Offer>, bool) {
    if scene.is_citation() {
        return cited(scene);
    }
    let holds = scene.key(key).map(Described::holds);
    let is_list = matches!(holds, Some(Holds::Texts | Holds::AllWords(_)));
    let rulebook = &scene.known.rulebook;
    let named: Vec<(String, String)> = match (key, holds) {
        (_, Some(Holds::Words(words) | Holds::AllWords(words))) => {
            let meaning = |word: &str| word_meaning(key, word).map(|meaning| scene.pick(&meaning).to_owned());
            words.into_iter().map(|word| (word.to_owned(), meaning(word).unwrap_or_default())).collect()
        }
        ("traits", Some(_)) => {
            rulebook.traits.iter().map(|known| (known.id.clone(), scene.pick(&known.title).to_owned())).collect()
        }
        ("packs" | "extends", Some(_)) => Library::embedded().map(|id| (id.to_owned(), String::new())).collect(),
        ("item", Some(_)) => {
            let items = rulebook.items.iter().filter(|item| item.waivable);
            items.map(|item| (item.id.clone(), scene.pick(&item.title).to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let offer =
        |(word, detail): (String, String)| offer_text(scene, (word.clone(), word), detail, is_list, Kind::EnumMember);
    (named.into_iter().filter_map(offer).collect(), false)
}

/// A text in the place of the one that stands there, or with quotes where none does.
fn offer_text(
    scene: &Scene<'_>,
    (label, new): (String, String),
    detail: String,
    is_list: bool,
    kind: Kind,
) -> Option<Offer> {
    let (new, span) = match scene.text() {
        Some((text, _)) if text.contains('\n') => return None,
        Some((_, span)) => {
            let is_closed = scene.source.text().get(span.end..).is_some_and(|rest| rest.starts_with(['"', '\'']));
            (new, Span::new(span.start, if is_closed { span.end } else { scene.offset }))
        }
        None => {
            let is_alone =
                is_list && !line_before(scene).trim_end().is_empty() && line_before(scene).trim_end().ends_with('=');
            let new = if is_alone { format!("[\"{new}\"]") } else { format!("\"{new}\"") };
            (new, Span::new(scene.offset, scene.offset))
        }
    };
    Some(Offer { label, new, span, detail, kind, is_second: false })
}

/// Files of the project, and behind a `#` the headings of one.
fn cited(scene: &Scene<'_>) -> (Vec<Offer>, bool) {
    let Some(project) = scene.project else { return (Vec::new(), false) };
    let shelf = Shelf::new(&*project.files, project.folder.as_str());
    let typed =
        scene.text().map(|(_, span)| scene.source.slice(Span::new(span.start, scene.offset))).unwrap_or_default();
    if let Some((path, _)) = typed.split_once('#') {
        let Some(resolved) = shelf.resolve(path) else { return (Vec::new(), false) };
        let document = shelf.document(&resolved);
        let headings = document.outline().map(|outline| outline.headings.as_slice()).unwrap_or_default();
        let named = headings.iter().filter(|heading| !heading.slug.is_empty()).take(MOST_FILES);
        let offer = |heading: &crate::text::Heading| {
            let new = (heading.slug.clone(), format!("{path}#{}", heading.slug));
            offer_text(scene, new, heading.title.clone(), true, Kind::Reference)
        };
        return (named.filter_map(offer).collect(), false);
    }
    let wanted = typed.to_lowercase();
    let accept = scene.item().and_then(|item| item.evidence.accept.clone());
    let walked = project.walked.get_or_init(|| project.files.walk());
    let mut offers = Vec::new();
    for path in walked.iter().map(|path| shelf.relative(path)) {
        let is_own = OWN_FILES.iter().any(|own| path.rsplit('/').next() == Some(own));
        if is_own
            || path.contains(['"', '\\', '#'])
            || path.contains(char::is_control)
            || !path.to_lowercase().contains(&wanted)
        {
            continue;
        }
        let is_second = accept.as_ref().is_some_and(|globs| !globs.is_match(&path));
        let offer = offer_text(scene, (path.clone(), path), String::new(), true, Kind::File);
        offers.extend(offer.map(|offer| Offer { is_second, ..offer }));
    }
    offers.sort_by_key(|offer| offer.is_second);
    let is_cut = offers.len() > MOST_FILES;
    offers.truncate(MOST_FILES);
    (offers, is_cut)
}
