//! `agree`: several places of the evidence say the same thing. It does not know which of them is right.

use std::collections::HashMap;

use super::value::too_much;
use super::{Failure, Look, Outcome, Part};
use crate::evidence::Globs;
use crate::finding::{Code, Place};
use crate::locale::{Text, text};
use crate::source::Span;
use crate::text::normalise_licence;
use crate::tree::path::JsonPath;
use crate::tree::{Node, Value};

/// Places that must say the same.
#[derive(Debug)]
pub(crate) struct Agree {
    /// Where to look.
    pub(crate) of: Vec<Voice>,
}

/// One kind of place.
#[derive(Debug)]
pub(crate) struct Voice {
    /// Which files.
    pub(crate) within: Globs,
    /// What of them.
    pub(crate) says: Says,
}

/// What of a file is compared.
#[derive(Debug)]
pub(crate) enum Says {
    /// The values at a path.
    Value(JsonPath),
    /// The SPDX id of the licence that the file is the text of.
    LicenceText,
}

/// What one place says.
pub(super) struct Saying {
    pub(super) shown: String,
    compared: String,
    pub(super) place: Place,
}

impl Agree {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        let Heard { sayings, unheard } = self.hear(look);
        let Some(odd) = odd_one_out(&sayings) else {
            return if unheard.is_empty() {
                Outcome::Held { read: sayings.len() > 1 }
            } else {
                Outcome::Failed(unheard)
            };
        };
        let related = sayings.iter().filter(|saying| saying.compared != odd.compared);
        let other = related.clone().next().map_or("", |saying| saying.shown.as_str());
        let (own, file) = (&odd.shown, odd.place.source.name());
        let message = text!("`{file}` says {own}, elsewhere it is {other}", "`{file}` 写的是 {own}，别处却是 {other}");
        let label = |saying: &Saying| {
            let shown = &saying.shown;
            Place { label: text!("{shown} here", "此处为 {shown}"), ..saying.place.clone() }
        };
        let mut failure = Failure::new(Code::Contradicted, message).at(Some(label(odd)));
        failure.related = related.take(4).map(label).collect();
        failure.help = Some(text!(
            "make them say the same; which one is right is for you to say",
            "请改为一致；哪一处正确由你们决定"
        ));
        Outcome::Failed(vec![failure])
    }

    /// What each of the places says.
    pub(super) fn sayings(&self, look: &Look<'_>) -> Vec<Saying> {
        self.hear(look).sayings
    }

    fn hear(&self, look: &Look<'_>) -> Heard {
        let licences = self.of.iter().any(|voice| matches!(voice.says, Says::LicenceText));
        let mut heard = Heard::default();
        for voice in &self.of {
            let files = look.parts.iter().filter(|part| voice.within.is_match(&part.document.local));
            files.for_each(|part| voice.speak(part, licences, &mut heard));
        }
        heard
    }
}

/// What was heard of all places.
#[derive(Default)]
struct Heard {
    sayings: Vec<Saying>,
    /// The files that hold too much to hear all that they say: nobody can say that they agree.
    unheard: Vec<Failure>,
}

impl Voice {
    fn speak(&self, part: &Part, licences: bool, heard: &mut Heard) {
        let Some(source) = part.document.source() else { return };
        let say = |shown: String, span: Span| {
            let compared = if licences { normalise_licence(&shown) } else { folded(&shown) };
            Saying { shown, compared, place: Place::new(source, span, Text::default()) }
        };
        match &self.says {
            Says::LicenceText => {
                heard.sayings.extend(part.document.licence().map(|(id, span)| say(id.to_owned(), span)));
            }
            Says::Value(path) => {
                let Some(data) = part.document.data() else { return };
                let selection = data.select(path);
                heard.unheard.extend((!selection.complete).then(|| too_much(source, path)));
                let words = selection.nodes.into_iter().filter_map(|node| Some(say(word(node)?, node.span)));
                heard.sayings.extend(words);
            }
        }
    }
}

/// The saying that fewest others share, the last of them where it is a draw; `None` when all agree.
fn odd_one_out(sayings: &[Saying]) -> Option<&Saying> {
    let mut shares = HashMap::<&str, usize>::new();
    for saying in sayings {
        *shares.entry(&saying.compared).or_default() += 1;
    }
    let share = |saying: &Saying| shares.get(saying.compared.as_str()).copied().unwrap_or_default();
    let odd = sayings.iter().rev().min_by_key(|saying| share(saying))?;
    (share(odd) < sayings.len()).then_some(odd)
}

/// A scalar as a word to compare.
fn word(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Float(value) => Some(value.to_string()),
        Value::Date(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Table(_) => None,
    }
}

/// Without what differs only in writing: case, and white space.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
