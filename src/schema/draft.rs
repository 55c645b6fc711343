//! Shapes as JSON Schema, draft 2020-12. Which shapes there are is not known here.

use serde_json::{Map, Value, json};

use crate::locale::{Locale, Text};
use crate::manifest;
use crate::tree::reader::keys::{Choice, Holds, Shape};

/// The version of the language that schemas are written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A text that says something.
const NOT_BLANK: &str = r"\S";
/// Words with short lines between them.
const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day, as TOML, YAML and JSON write it.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// The schema of a file of this shape.
pub(super) fn whole(shape: &Shape, title: &Text, locale: Locale) -> Value {
    let mut draft = Draft { locale, shapes: Map::new() };
    let object = draft.object(shape, false);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("$id".to_owned(), format!("urn:guiju:schema:{}:1", shape.id).into());
    schema.insert("title".to_owned(), title.get(locale).into());
    schema.extend(object);
    schema.insert("$defs".to_owned(), Value::Object(draft.shapes));
    Value::Object(schema)
}

/// A schema being written.
struct Draft {
    locale: Locale,
    /// The shapes that others refer to, by id.
    shapes: Map<String, Value>,
}

impl Draft {
    /// A reference to a shape, which is described once.
    fn reference(&mut self, shape: &Shape, is_free: bool) -> Value {
        if !self.shapes.contains_key(shape.id) {
            // The place comes before those of the shapes inside.
            self.shapes.insert(shape.id.to_owned(), Value::Null);
            let object = self.object(shape, is_free);
            self.shapes.insert(shape.id.to_owned(), Value::Object(object));
        }
        json!({ "$ref": format!("#/$defs/{}", shape.id) })
    }

    /// A table with these keys and no others; where it is free, none of them must be there.
    fn object(&mut self, shape: &Shape, is_free: bool) -> Map<String, Value> {
        let mut properties = Map::new();
        for key in shape.keys {
            let mut property = self.holds(&key.holds());
            if let Value::Object(property) = &mut property {
                property.insert("description".to_owned(), key.says().get(self.locale).into());
            }
            properties.insert(key.name().to_owned(), property);
        }
        let needed: Vec<_> =
            shape.keys.iter().filter(|key| key.is_needed() && !is_free).map(|key| key.name()).collect();
        let mut object = Map::new();
        object.insert("type".to_owned(), "object".into());
        object.insert("properties".to_owned(), Value::Object(properties));
        if !needed.is_empty() {
            object.insert("required".to_owned(), needed.into());
        }
        let with = |names: &[&str]| names.iter().map(|name| json!({ "required": [name] })).collect::<Value>();
        match shape.choice {
            Choice::Free => {}
            Choice::One(names) => {
                object.insert("oneOf".to_owned(), with(names));
            }
            Choice::Any(names) => {
                object.insert("anyOf".to_owned(), with(names));
            }
        }
        object.insert("additionalProperties".to_owned(), false.into());
        object
    }

    fn holds(&mut self, holds: &Holds) -> Value {
        let text = || json!({ "type": "string", "pattern": NOT_BLANK });
        match holds {
            Holds::Text => text(),
            Holds::Kebab => json!({ "type": "string", "pattern": KEBAB }),
            Holds::Localised => self.reference(&crate::tree::reader::LOCALISED, false),
            Holds::AllLocalised => {
                json!({ "type": "array", "items": self.reference(&crate::tree::reader::LOCALISED, false) })
            }
            Holds::Words(words) => json!({ "enum": words }),
            Holds::AllWords(words) => json!({ "type": "array", "items": { "enum": words } }),
            Holds::Day => json!({ "type": "string", "format": "date", "pattern": DAY }),
            Holds::Whole(range) => json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() }),
            Holds::Number => json!({ "type": "number" }),
            Holds::Flag => json!({ "type": "boolean" }),
            Holds::Texts => json!({ "type": "array", "items": text() }),
            Holds::TextOrTexts => json!({ "anyOf": [text(), { "type": "array", "items": text() }] }),
            Holds::TextsOrTables(shape) => {
                let table = self.reference(shape, false);
                json!({ "anyOf": [text(), { "type": "array", "items": { "anyOf": [text(), table] } }] })
            }
            Holds::Table(shape) => self.reference(shape, false),
            Holds::Tables(shape, 0) => json!({ "type": "array", "items": self.reference(shape, false) }),
            Holds::Tables(shape, least) => {
                json!({ "type": "array", "items": self.reference(shape, false), "minItems": least })
            }
            Holds::Chosen(keys) => self.chosen(keys),
            Holds::Elsewhere(id, is_free) => match elsewhere(id) {
                Some(shape) => self.reference(shape, *is_free),
                None => json!({ "type": "object" }),
            },
            Holds::List => json!({ "type": "array" }),
            Holds::Any => json!({}),
        }
    }

    /// A table whose keys somebody chose.
    fn chosen(&mut self, keys: &[(&str, Holds)]) -> Value {
        if let [("", holds)] = keys {
            return json!({ "type": "object", "additionalProperties": self.holds(holds) });
        }
        let patterns: Map<_, _> =
            keys.iter().map(|(pattern, holds)| ((*pattern).to_owned(), self.holds(holds))).collect();
        json!({ "type": "object", "patternProperties": patterns, "additionalProperties": false })
    }
}

/// A shape of a room further on than the one that names it.
fn elsewhere(id: &str) -> Option<&'static Shape> {
    [&manifest::ANSWER, &manifest::PROJECT].into_iter().find(|shape| shape.id == id)
}

/// The ids that several shapes of a file share, or that no room knows.
#[cfg(test)]
pub(super) fn namesakes(shape: &'static Shape) -> Vec<&'static str> {
    let mut open = vec![shape];
    let mut seen: std::collections::BTreeMap<_, Vec<_>> = std::collections::BTreeMap::new();
    let mut wrong = Vec::new();
    while let Some(shape) = open.pop() {
        let names: Vec<_> = shape.names().collect();
        match seen.get(shape.id) {
            Some(other) if *other != names => wrong.push(shape.id),
            Some(_) => {}
            None => {
                seen.insert(shape.id, names);
                for key in shape.keys {
                    inside(&key.holds(), &mut open, &mut wrong);
                }
            }
        }
    }
    wrong
}

#[cfg(test)]
fn inside(holds: &Holds, open: &mut Vec<&'static Shape>, wrong: &mut Vec<&'static str>) {
    match holds {
        Holds::Table(shape) | Holds::Tables(shape, _) | Holds::TextsOrTables(shape) => open.push(shape),
        Holds::Chosen(keys) => keys.iter().for_each(|(_, holds)| inside(holds, open, wrong)),
        Holds::Elsewhere(id, _) => match elsewhere(id) {
            Some(shape) => open.push(shape),
            None => wrong.push(id),
        },
        _ => {}
    }
}
