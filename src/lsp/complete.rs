//! What may be written at a place: keys and tables that are not there yet, words, items, files and their headings.

mod keys;

use gen_lsp_types::{CompletionItem, CompletionItemKind as Kind, CompletionItemTextEdit, CompletionList, TextEdit};

use self::keys::{between, headers, keys};
use super::scene::Scene;
use crate::evidence::Shelf;
use crate::manifest::OWN_FILES;
use crate::meaning::word_meaning;
use crate::pack::Library;
use crate::source::Span;
use crate::tree::Syntax;
use crate::tree::cursor::At;
use crate::tree::reader::keys::{Described, Holds};
use crate::vocabulary::{region, regions};

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
        ("regions", Some(_)) => regions().map(|code| (code.to_owned(), named_region(scene, code))).collect(),
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

fn named_region(scene: &Scene<'_>, code: &str) -> String {
    region(code).map(|name| scene.pick(&name).to_owned()).unwrap_or_default()
}

/// A text in the place of the one that stands there, or with quotes where none does and its syntax wants them.
fn offer_text(
    scene: &Scene<'_>,
    (label, new): (String, String),
    detail: String,
    is_list: bool,
    kind: Kind,
) -> Option<Offer> {
    let here = Span::new(scene.offset, scene.offset);
    let (new, span) = match scene.text() {
        Some((text, _)) if text.contains('\n') => return None,
        Some((_, span)) if is_quoted(scene, span) => {
            let is_closed = scene.source.text().get(span.end..).is_some_and(|rest| rest.starts_with(['"', '\'']));
            (new, Span::new(span.start, if is_closed { span.end } else { scene.offset }))
        }
        Some((_, span)) => (written(scene.syntax, &new), span),
        None => {
            let line = line_before(scene);
            let mark = if scene.syntax == Syntax::Toml { '=' } else { ':' };
            let new = written(scene.syntax, &new);
            let new = if is_list && line.trim_end().ends_with(mark) { format!("[{new}]") } else { new };
            (if line.ends_with(':') { format!(" {new}") } else { new }, here)
        }
    };
    Some(Offer { label, new, span, detail, kind, is_second: false })
}

/// Whether what stands there is in quotes.
fn is_quoted(scene: &Scene<'_>, span: Span) -> bool {
    scene.source.slice(Span::new(0, span.start)).ends_with(['"', '\''])
}

/// A text as a value of a syntax: in quotes, but in YAML where it can mean nothing else without.
fn written(syntax: Syntax, text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '_');
    let is_word = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_plain);
    let means_else = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(&text);
    if syntax == Syntax::Yaml && is_word && !means_else { text.to_owned() } else { format!("\"{text}\"") }
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
