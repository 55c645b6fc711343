//! The schema of a manifest: that of its keys, and, for a rulebook, which items may be answered and which traits there are, so that an editor
//! offers them. What an answer has to say on an item is not a matter of its shape.

use serde_json::{Map, Value, json};

use super::draft;
use crate::locale::{Locale, Text};
use crate::manifest::{ANSWER, SHAPE};
use crate::pack::Rulebook;

/// The schema, with what its keys are for in one language.
pub(super) fn schema(title: &Text, rulebook: Option<&Rulebook>, locale: Locale) -> Value {
    let mut schema = draft::whole(&SHAPE, title, locale);
    let Some(rulebook) = rulebook else { return schema };
    if let Some(Value::Object(answers)) = schema.pointer_mut("/properties/answers") {
        let ids: Vec<_> = rulebook.items.iter().map(|item| item.id.as_str()).collect();
        // Few write whole ids, and a schema that offered each of them as well would be twice as long.
        let whole = json!({ format!("^({})$", ids.join("|")): draft::table(&ANSWER, locale) });
        answers.insert("patternProperties".to_owned(), whole);
        answers.insert("properties".to_owned(), answered(rulebook, locale));
    }
    if let Some(Value::Object(traits)) = schema.pointer_mut("/properties/project/properties/traits") {
        let words =
            rulebook.traits.iter().map(|word| json!({ "const": word.id, "description": word.title.get(locale) }));
        traits.insert("items".to_owned(), json!({ "anyOf": words.collect::<Vec<_>>() }));
    }
    schema
}

/// The answers on the items of the rulebook, below their principles.
fn answered(rulebook: &Rulebook, locale: Locale) -> Value {
    let mut keys = Map::new();
    for principle in &rulebook.principles {
        let own = rulebook.items.iter().filter(|item| item.principle == principle.id);
        let names = own.map(|item| (item.id.rsplit('/').next().unwrap_or_default(), item.question.get(locale)));
        let names: Map<_, _> = names.map(|(name, asks)| (name.to_owned(), answer(asks, locale))).collect();
        let inner = json!({ "description": principle.title.get(locale), "type": "object", "properties": names, "additionalProperties": false });
        keys.insert(principle.id.clone(), inner);
    }
    Value::Object(keys)
}

/// An answer on an item that asks this.
fn answer(asks: &str, locale: Locale) -> Value {
    let mut answer = Map::from_iter([("description".to_owned(), asks.into())]);
    answer.extend(draft::table(&ANSWER, locale));
    Value::Object(answer)
}
