//! Where a name leads, and what a manifest holds: from an answer to its item, from a citation to its place, and all answers with their
//! verdicts, in a list or beside their headers.

use gen_lsp_types::{DocumentSymbol, InlayHint, Label, Location, SymbolKind};

use super::scene::Scene;
use crate::evidence::{Shelf, Target};
use crate::manifest;
use crate::source::Span;
use crate::tree::Syntax;

/// Where the name at a place leads; nowhere for what came with the program.
pub(super) fn definition(scene: &Scene<'_>) -> Option<Location> {
    if scene.is_citation() {
        let (text, _) = scene.text()?;
        let project = scene.project?;
        let Target::File { path, anchor } = Target::parse(text) else { return None };
        let shelf = Shelf::new(&*project.files, project.folder.as_str());
        let document = shelf.document(&shelf.resolve(&path)?);
        let source = document.source()?;
        let heading = anchor.and_then(|anchor| document.outline()?.find(&anchor));
        return scene.teller.location(source, heading.map(|heading| heading.span).unwrap_or_default());
    }
    let item = scene.item()?;
    scene.teller.location(&item.source, item.span)
}

/// The project and its answers, each down to where the next begins.
pub(super) fn symbols(scene: &Scene<'_>) -> Vec<DocumentSymbol> {
    let source = scene.source;
    let manifest = manifest_of(scene);
    let mut found = vec![(manifest.project.span, manifest.project.name.clone(), String::new(), SymbolKind::Package)];
    for answer in &manifest.answers {
        let verdict = scene.known.verdicts.get(&answer.item).map(|verdict| scene.pick(&verdict.text()).to_owned());
        found.push((answer.span, answer.item.clone(), verdict.unwrap_or_default(), SymbolKind::Object));
    }
    found.retain(|(span, name, ..)| !span.is_empty() && !name.is_empty());
    found.sort_by_key(|(span, ..)| *span);
    let ends: Vec<_> = found.iter().skip(1).map(|(span, ..)| span.start).chain([source.text().len()]).collect();
    let units = scene.teller.units;
    let symbol = |((span, name, detail, kind), end): ((Span, String, String, SymbolKind), usize)| {
        let range = units.range(source, Span::new(span.start, end.max(span.end)));
        let detail = Some(detail).filter(|detail| !detail.is_empty());
        DocumentSymbol::new(name, detail, kind, None, None, range, units.range(source, span), None)
    };
    found.into_iter().zip(ends).map(symbol).collect()
}

/// The verdict on each answer, behind its header.
pub(super) fn hints(scene: &Scene<'_>) -> Vec<InlayHint> {
    let manifest = manifest_of(scene);
    let hint = |answer: &manifest::Answer| {
        let verdict = scene.known.verdicts.get(&answer.item)?.text();
        let label = Label::String(scene.pick(&verdict).to_owned());
        let end = answer.span.end;
        let behind = Span::new(end, scene.source.text().len());
        let has_colon = scene.syntax != Syntax::Toml && scene.source.slice(behind).starts_with(':');
        let position = scene.teller.units.position(scene.source, end + usize::from(has_colon));
        Some(InlayHint::new(position, label, None, None, None, Some(true), None, None))
    };
    manifest.answers.iter().filter(|answer| !answer.span.is_empty()).filter_map(hint).collect()
}

/// The manifest as far as it can be read.
fn manifest_of(scene: &Scene<'_>) -> manifest::Manifest {
    manifest::read(scene.source, scene.syntax.parse(scene.source.text())).0
}
