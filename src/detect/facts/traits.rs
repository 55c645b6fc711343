//! Traits that a file declares: an open licence, a base model, a task. A trait only ever adds questions, so one that is there is taken;
//! none is guessed from what a text talks about.

use super::{Fact, texts};
use crate::detect::places::{depth, outside};
use crate::evidence::Document;

/// Licences under which source code is open, by how their ids begin.
#[rustfmt::skip] // one id a line would hide the list
const OPEN: &[&str] = &[
    "0BSD", "AGPL-", "Apache-", "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "EPL-", "EUPL-", "GPL-", "ISC", "LGPL-", "MIT", "MPL-",
    "MulanPSL-", "Unlicense", "Zlib",
];
/// How files of weights end.
const WEIGHTS: [&str; 2] = [".safetensors", ".gguf"];
/// What stands in the name of a task that makes something new.
const MAKES: [&str; 5] = ["generation", "text-to-", "image-to-", "summarization", "translation"];

pub(super) fn traits(walked: &[String], licence: Option<&Fact>, cards: &[&Document]) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut add = |word: &str, path: &str| found.push(Fact { value: word.to_owned(), path: path.to_owned() });
    if let Some(licence) = licence.filter(|licence| OPEN.iter().any(|open| licence.value.starts_with(open))) {
        add("open-source", &licence.path);
    }
    for card in cards {
        let says = |path: &str| !texts(card, path).is_empty();
        if says("$.base_model") || says("$.base_model[*]") {
            add("third-party-models", &card.path);
        }
        if says("$['model-index'][*].name") || says("$.datasets[*]") && says("$.pipeline_tag") {
            add("trains-models", &card.path);
        }
        if texts(card, "$.pipeline_tag").iter().any(|task| MAKES.iter().any(|makes| task.contains(makes))) {
            add("generative", &card.path);
        }
    }
    // Deeper down lie those that tests and tools come with.
    let is_weights =
        |path: &&String| WEIGHTS.iter().any(|end| path.ends_with(end)) && depth(path) < 2 && outside(path).is_empty();
    if let Some(weights) = walked.iter().find(is_weights).filter(|_| licence.is_some()) {
        add("open-weights", weights);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|fact| seen.insert(fact.value.clone()));
    found
}
