//! A condition in words, where it asks after what every project says of itself. Any other is left to CEL: half a sentence would be wrong.

use crate::expr::Phrase;
use crate::locale::{Locale, Text, text};
use crate::pack::{Condition, Rulebook};
use crate::vocabulary::{Impact, Stage, Words};

/// The condition in words.
pub(in crate::render) fn words(condition: &Condition, rulebook: &Rulebook) -> Option<Text> {
    say(&condition.expr.phrase()?, false, rulebook)
}

/// A phrase in words; within another in brackets, where it joins several.
fn say(phrase: &Phrase, within: bool, rulebook: &Rulebook) -> Option<Text> {
    match phrase {
        Phrase::All(parts) => joined(parts, &text!(", and ", "，并且"), within, rulebook),
        Phrase::Any(parts) => joined(parts, &text!(", or ", "，或者"), within, rulebook),
        Phrase::Is { path, one_of } => {
            let (lead, named) = match path.as_str() {
                "project.stage" => (text!("the stage is", "阶段为"), either(one_of, "或", stage)?),
                "project.impact" => (text!("the impact is", "影响为"), either(one_of, "或", impact)?),
                _ => return None,
            };
            Some(put(&lead, " ", "", &named))
        }
        Phrase::Holds { path, one_of } => {
            let (lead, named) = match path.as_str() {
                "project.traits" => {
                    let named = either(one_of, "或 ", |id| Some(named_trait(id, rulebook)))?;
                    (text!("the project has the trait", "项目具有特征"), named)
                }
                "project.regions" => {
                    let named = either(one_of, " 或 ", |word| Some(Text::same(word)))?;
                    (text!("the regions include", "地区包括"), named)
                }
                _ => return None,
            };
            Some(put(&lead, " ", " ", &named))
        }
        Phrase::MoreThan { path, than } => match path.as_str() {
            "project.regions" => Some(many(*than, &text!("region", "地区"))),
            "project.languages" => Some(many(*than, &text!("language", "语言"))),
            _ => None,
        },
    }
}

fn joined(parts: &[Phrase], between: &Text, within: bool, rulebook: &Rulebook) -> Option<Text> {
    let said: Vec<_> = parts.iter().map(|part| say(part, true, rulebook)).collect::<Option<_>>()?;
    let join = |locale: Locale| said.iter().map(|text| text.get(locale)).collect::<Vec<_>>().join(between.get(locale));
    let (en, zh) = (join(Locale::En), join(Locale::Zh));
    Some(if within { text!("({en})", "（{zh}）") } else { Text { en, zh } })
}

/// What is said first, and what follows it.
fn put(lead: &Text, en: &str, zh: &str, named: &Text) -> Text {
    Text { en: format!("{}{en}{}", lead.en, named.en), zh: format!("{}{zh}{}", lead.zh, named.zh) }
}

/// The words, any of which will do; none where one of them is not known. `or` is what stands before the last in Chinese.
fn either(words: &[String], or: &str, known: impl Fn(&str) -> Option<Text>) -> Option<Text> {
    let texts: Vec<_> = words.iter().map(|word| known(word)).collect::<Option<_>>()?;
    let (last, before) = texts.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    let before = |locale: Locale| before.iter().map(|text| text.get(locale)).collect::<Vec<_>>();
    Some(Text {
        en: format!("{} or {}", before(Locale::En).join(", "), last.en),
        zh: format!("{}{or}{}", before(Locale::Zh).join("、"), last.zh),
    })
}

fn stage(word: &str) -> Option<Text> {
    Stage::all().find(|stage| stage.word() == word).map(Stage::text)
}

fn impact(word: &str) -> Option<Text> {
    Impact::all().find(|impact| impact.word() == word).map(Impact::text)
}

/// A trait with what it means.
fn named_trait(id: &str, rulebook: &Rulebook) -> Text {
    match rulebook.traits.iter().find(|known| known.id == id) {
        Some(known) => {
            let (en, zh) = (&known.title.en, &known.title.zh);
            text!("{id} ({en})", "{id}（{zh}）")
        }
        None => Text::same(id),
    }
}

fn many(than: i64, what: &Text) -> Text {
    let (en, zh) = (&what.en, &what.zh);
    match than {
        1 => text!("there is more than one {en}", "{zh}多于一个"),
        _ => text!("there are more than {than} {en}s", "{zh}多于 {than} 个"),
    }
}
