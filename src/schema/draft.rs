//! Shapes as JSON Schema, draft 2020-12. Every shape is written out where it stands: editors that read older drafts pass over what stands
//! beside a reference, and with it what a key is for. Which shapes there are is not known here.

use serde_json::{Map, Value, json};

use crate::locale::{Locale, Text};
use crate::manifest;
use crate::tree::reader::LOCALISED;
use crate::tree::reader::keys::{Choice, Holds, Shape};

/// The version of the language that schemas are written in.
pub(super) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A text that says something.
const NOT_BLANK: &str = r"\S";
/// Words with short lines between them.
pub(super) const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day, as TOML, YAML and JSON write it.
pub(super) const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// The schema of a file of this shape, with what its keys are for in one language.
pub(super) fn whole(shape: &Shape, title: &Text, locale: Locale) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("$id".to_owned(), format!("urn:guiju:schema:{}:1", shape.id).into());
    schema.insert("title".to_owned(), title.get(locale).into());
    schema.extend(object(shape, false, locale));
    Value::Object(schema)
}

/// A table with these keys and no others, as a schema of its own.
pub(super) fn table(shape: &Shape, locale: Locale) -> Map<String, Value> {
    object(shape, false, locale)
}

/// A table with these keys and no others; where it is free, none of them must be there.
fn object(shape: &Shape, is_free: bool, locale: Locale) -> Map<String, Value> {
    let properties: Map<_, _> = shape
        .keys
        .iter()
        .map(|key| {
            let mut property = json!({ "description": key.says().get(locale) });
            if let (Value::Object(property), Value::Object(held)) = (&mut property, held(&key.holds(), locale)) {
                property.extend(held);
            }
            (key.name().to_owned(), property)
        })
        .collect();
    let needed: Vec<_> = shape.keys.iter().filter(|key| key.is_needed() && !is_free).map(|key| key.name()).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), "object".into());
    object.insert("properties".to_owned(), properties.into());
    if !needed.is_empty() {
        object.insert("required".to_owned(), needed.into());
    }
    let choice = match shape.choice {
        Choice::Free => None,
        Choice::One(names) => Some(("oneOf", names)),
        Choice::Any(names) => Some(("anyOf", names)),
    };
    object.extend(choice.map(|(rule, names)| {
        let there = names.iter().map(|name| json!({ "required": [name] }));
        (rule.to_owned(), there.collect::<Value>())
    }));
    object.insert("additionalProperties".to_owned(), false.into());
    object
}

/// What may stand under a key.
fn held(holds: &Holds, locale: Locale) -> Value {
    let text = || json!({ "type": "string", "pattern": NOT_BLANK });
    let table = |shape: &Shape| Value::Object(table(shape, locale));
    let list = |items: Value| json!({ "type": "array", "items": items });
    let some_texts = || json!({ "type": "array", "items": text(), "minItems": 1 });
    match holds {
        Holds::Text => text(),
        Holds::Kebab => json!({ "type": "string", "pattern": KEBAB }),
        Holds::Formed(pattern) => json!({ "type": "string", "pattern": pattern }),
        Holds::Localised => table(&LOCALISED),
        Holds::AllLocalised => list(table(&LOCALISED)),
        Holds::Words(words) => json!({ "enum": words }),
        Holds::AllWords(words) => list(json!({ "enum": words })),
        Holds::Day => json!({ "type": "string", "format": "date", "pattern": DAY }),
        Holds::Whole(range) => json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() }),
        Holds::Number => json!({ "type": "number" }),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Texts => list(text()),
        Holds::SomeTexts => some_texts(),
        Holds::TextOrTexts => json!({ "anyOf": [text(), some_texts()] }),
        Holds::TextsOrTables(shape) => json!({ "anyOf": [text(), list(json!({ "anyOf": [text(), table(shape)] }))] }),
        Holds::Table(shape) => table(shape),
        Holds::Tables(shape, 0) => list(table(shape)),
        Holds::Tables(shape, least) => json!({ "type": "array", "items": table(shape), "minItems": least }),
        Holds::Chosen(keys) => chosen(keys, locale),
        Holds::Elsewhere(id, is_free) => {
            let known = [&manifest::ANSWER, &manifest::PROJECT].into_iter().find(|shape| shape.id == *id);
            known.map_or_else(|| json!({ "type": "object" }), |shape| object(shape, *is_free, locale).into())
        }
        Holds::List => json!({ "type": "array" }),
        Holds::Any => json!({}),
    }
}

/// A table whose keys somebody chose.
fn chosen(keys: &[(&str, Holds)], locale: Locale) -> Value {
    if let [("", holds)] = keys {
        return json!({ "type": "object", "additionalProperties": held(holds, locale) });
    }
    let patterns: Map<_, _> =
        keys.iter().map(|(pattern, holds)| ((*pattern).to_owned(), held(holds, locale))).collect();
    json!({ "type": "object", "patternProperties": patterns, "additionalProperties": false })
}
