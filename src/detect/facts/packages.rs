//! Name, description, version and licence: out of package manifests, citation files, cards, the licence's own text, the first lines of the
//! README.

use super::{Fact, first, readme, texts};
use crate::detect::places;
use crate::evidence::Document;
use crate::text::{HeadingKind, is_han, normalise_licence};

/// A description with more characters is a text.
const LONGEST: usize = 200;
/// One with fewer says nothing.
const SHORTEST: usize = 12;

pub(super) fn name(roots: &[&Document], cards: &[&Document]) -> Option<Fact> {
    let declared = first(
        roots,
        &[
            ("pyproject.toml", "$.project.name"),
            ("pyproject.toml", "$.tool.poetry.name"),
            ("Cargo.toml", "$.package.name"),
            ("package.json", "$.name"),
            ("codemeta.json", "$.name"),
            ("CITATION.cff", "$.title"),
        ],
    );
    let carded = || cards.iter().find_map(|card| fact(card, texts(card, "$['model_name', 'pretty_name']")));
    declared.map(short).or_else(carded).or_else(|| title(readme(roots)?))
}

/// A name without what explains it.
fn short(fact: Fact) -> Fact {
    let name = fact.value.split([':', '：']).next().unwrap_or_default().trim();
    if name.is_empty() { fact } else { Fact { value: name.to_owned(), ..fact } }
}

pub(super) fn description(roots: &[&Document]) -> Option<Fact> {
    let declared = first(
        roots,
        &[
            ("pyproject.toml", "$.project.description"),
            ("pyproject.toml", "$.tool.poetry.description"),
            ("Cargo.toml", "$.package.description"),
            ("package.json", "$.description"),
            ("codemeta.json", "$.description"),
        ],
    );
    declared.filter(|fact| is_description(&fact.value)).or_else(|| opening(readme(roots)?))
}

pub(super) fn version(roots: &[&Document]) -> Option<Fact> {
    let declared = first(
        roots,
        &[
            ("pyproject.toml", "$.project.version"),
            ("pyproject.toml", "$.tool.poetry.version"),
            ("Cargo.toml", "$.package.version"),
            ("package.json", "$.version"),
            ("CITATION.cff", "$.version"),
        ],
    );
    // What package tools begin with before there is a version.
    declared.filter(|fact| !fact.value.starts_with("0.0.0") && fact.value.starts_with(|c: char| c.is_alphanumeric()))
}

/// The licence that the text in the root is; else the one that is declared.
pub(super) fn licence(roots: &[&Document], cards: &[&Document]) -> Option<Fact> {
    let mut texts_of = roots.iter().filter(|document| places::is_licence(&document.path));
    let told = texts_of.find_map(|document| Some((document.licence()?.0, document)));
    let told = told.map(|(id, document)| Fact { value: id.to_owned(), path: document.path.clone() });
    let declared = || {
        first(
            roots,
            &[
                ("pyproject.toml", "$.project.license"),
                ("pyproject.toml", "$.project.license.text"),
                ("Cargo.toml", "$.package.license"),
                ("package.json", "$.license"),
                ("CITATION.cff", "$.license"),
            ],
        )
    };
    let carded = || cards.iter().find_map(|card| fact(card, texts(card, "$.license")));
    told.or_else(declared).or_else(carded).map(|fact| Fact { value: normalised(fact.value), ..fact })
}

/// An id as others write it, where it is known; else as it was written.
fn normalised(id: String) -> String {
    if id.starts_with(char::is_uppercase) { id } else { normalise_licence(&id) }
}

fn fact(document: &Document, values: Vec<String>) -> Option<Fact> {
    Some(Fact { value: values.into_iter().next()?, path: document.path.clone() })
}

/// The title of a page.
fn title(page: &Document) -> Option<Fact> {
    let heading = page.outline()?.headings.first().filter(|heading| heading.level == 1)?;
    let title = heading.title.trim();
    (!title.is_empty() && title.chars().count() <= 60)
        .then(|| Fact { value: title.to_owned(), path: page.path.clone() })
}

/// The first sentence of the first paragraph of a page.
fn opening(page: &Document) -> Option<Fact> {
    let (source, outline) = (page.source()?, page.outline()?);
    // What stands between the title of the page and its first section; labels in it are no section.
    let mut real = outline.headings.iter().filter(|heading| heading.kind != HeadingKind::RunIn);
    let title = real.next().filter(|heading| heading.level == 1)?;
    let end = real.next().map_or(title.body.end, |next| next.span.start);
    let paragraphs = source.text().get(title.body.start..end)?.split("\n\n").take(8);
    paragraphs.map(prose).find_map(|paragraph| {
        let sentence = first_sentence(&paragraph);
        is_description(&sentence).then(|| Fact { value: sentence, path: page.path.clone() })
    })
}

/// A paragraph in one line, without marks of links and emphasis; empty where it is no prose.
fn prose(paragraph: &str) -> String {
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with(['#', '<', '|', '`', '-', '[', '!', '*', '>', ':', '=']) {
        return String::new();
    }
    line.replace("**", "").replace('`', "")
}

fn first_sentence(paragraph: &str) -> String {
    let wide = paragraph.find('。').map(|at| at + '。'.len_utf8());
    let narrow = paragraph.find(". ").map(|at| at + 1);
    let end = [wide, narrow].into_iter().flatten().min().unwrap_or(paragraph.len());
    paragraph.get(..end).unwrap_or_default().trim_end_matches(['.', '。', ' ']).to_owned()
}

fn is_description(text: &str) -> bool {
    let (length, han) = (text.chars().count(), text.chars().filter(|c| is_han(*c)).count());
    (SHORTEST..=LONGEST).contains(&(length + han))
        && !text.contains("](")
        && !text.contains("http")
        && !text.contains('<')
}
