//! Rules as SARIF describes them: for an item its title, question and guidance; for a code what it means and what to do. Both languages
//! stand beside each other in the properties, the texts are in that of the run.

use super::findings::level;
use super::taxonomies::Taxonomies;
use super::used::{Rule, Used};
use super::wire::{Configuration, Descriptor, Message, Multiformat, OfRule, OfRulesItem};
use super::words::{both, cut, joined, name, plain, sentence};
use crate::evaluate::severity;
use crate::finding::{Code, Severity};
use crate::locale::{Locale, Text, text};
use crate::meaning::{meaning, remedy};
use crate::pack::Item;
use crate::vocabulary::Requirement;

/// `tool.driver.rules`, by id.
pub(super) fn described<'u>(
    used: &'u Used,
    taxonomies: &'u Taxonomies<'u>,
    locale: Locale,
) -> impl Iterator<Item = Descriptor<'u, OfRule<'u>>> {
    used.rules.iter().map(move |(id, rule)| described_one(id, rule, used.item(rule), taxonomies, locale))
}

fn described_one<'u>(
    id: &'u str,
    rule: &Rule,
    item: Option<&'u Item>,
    taxonomies: &'u Taxonomies<'u>,
    locale: Locale,
) -> Descriptor<'u, OfRule<'u>> {
    let say = |text: &Text| sentence(text.get(locale), locale);
    let found = rule.code.map(|code| (meaning(code), remedy(code.family())));
    let title = match (item, &found) {
        (Some(Item { title, .. }), Some((Text { en, zh }, _))) => {
            let (item_en, item_zh) = (&title.en, &title.zh);
            text!("{item_en}: {en}", "{item_zh}：{zh}")
        }
        (Some(item), None) => Text::clone(&item.title),
        (None, Some((meaning, _))) => meaning.clone(),
        (None, None) => Text::same(id),
    };
    let mut full: Vec<_> = item.map(|item| say(&item.question)).into_iter().collect();
    full.extend(found.as_ref().map(|(meaning, _)| say(meaning)));
    if full.is_empty() {
        full.push(say(&title));
    }
    let help = Help { item, guidance: item.map(|item| &item.notes.guidance) };
    Descriptor {
        id: id.into(),
        name: name(id).into(),
        short_description: Message { text: cut(say(&title)).into() },
        full_description: Some(Message { text: cut(joined(&full, locale)).into() }),
        help: Some(help.told(&title, found.as_ref().map(|(_, remedy)| remedy), locale)),
        default_configuration: Some(Configuration { level: level(weight(rule.code, item)) }),
        properties: properties(rule, item, &title),
        relationships: item.map(|item| taxonomies.relationships(item)).unwrap_or_default(),
    }
}

/// What helps with an item.
struct Help<'u> {
    item: Option<&'u Item>,
    guidance: Option<&'u Text>,
}

impl Help<'_> {
    /// What to do: the item's guidance, and what helps against findings of the kind.
    fn told(&self, title: &Text, remedy: Option<&Text>, locale: Locale) -> Multiformat {
        let mut parts: Vec<_> = remedy.map(|remedy| sentence(remedy.get(locale), locale)).into_iter().collect();
        parts.extend(self.item.map(|item| sentence(item.question.get(locale), locale)));
        parts.extend(self.guidance.map(|guidance| crate::render::sanitise(guidance.get(locale).trim()).into_owned()));
        if parts.is_empty() {
            parts.push(sentence(title.get(locale), locale));
        }
        let markdown = parts.join("\n\n");
        Multiformat { text: plain(&markdown).into_owned(), markdown: Some(markdown) }
    }
}

/// How much a finding of the rule weighs where the pack alone is asked; a project may make it more or less.
fn weight(code: Option<Code>, item: Option<&Item>) -> Severity {
    let requirement = item.map_or(Requirement::Required, |item| item.requirement.value);
    severity(code.unwrap_or(Code::Unmet), requirement, None)
}

fn properties<'u>(rule: &Rule, item: Option<&'u Item>, title: &Text) -> OfRule<'u> {
    let weight = match weight(rule.code, item) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    };
    let mut tags = vec!["ai-governance".into()];
    tags.extend(item.map(|item| plain(&item.principle)));
    OfRule {
        tags,
        // The same input and day give the same result.
        precision: "very-high",
        weight,
        title: both(title).into_owned(),
        item: item.map(|item| OfRulesItem {
            item: &item.id,
            requirement: item.requirement.value.word(),
            level: item.level.value,
            clauses: item.clauses.iter().map(|clause| plain(&clause.value)).collect(),
            question: both(&item.question),
        }),
        code: rule.code.map(Code::word),
    }
}
