//! The packs that a project was judged by as one standard: a requirement a principle and an item, and the levels with what each asks.

use serde_json::{Value, json};

use super::requirement;
use crate::locale::Locale;
use crate::pack::{Item, Level, Principle, Rulebook};
use crate::render::standards::{line, plain, tidy};

/// The standard that requirements are referred to in by this name.
pub(super) fn standard(rules: &str, rulebook: &Rulebook, locale: Locale) -> Value {
    let titles = rulebook.packs.iter().map(|pack| pack.title.get(locale));
    let origins = rulebook.packs.iter().filter_map(|pack| pack.origin.as_ref());
    let origins: Vec<_> = origins.map(|origin| origin.title.get(locale)).collect();
    let versions = rulebook.packs.iter().map(|pack| pack.version.as_str());
    let principles = rulebook.principles.iter().map(|principle| of_principle(rules, principle, locale));
    let items = rulebook.items.iter().map(|item| of_item(rules, item, locale));
    tidy(json!({
        "bom-ref": format!("standard:{rules}"),
        "name": line(&titles.collect::<Vec<_>>().join(locale.pick("; ", "；"))),
        "version": line(&versions.collect::<Vec<_>>().join("+")),
        "description": (!origins.is_empty()).then(|| plain(&origins.join(locale.pick("; ", "；")))),
        "requirements": principles.chain(items).collect::<Vec<_>>(),
        "levels": rulebook.levels.iter().map(|level| of_level(rules, level, rulebook, locale)).collect::<Vec<_>>(),
    }))
}

fn of_principle(rules: &str, principle: &Principle, locale: Locale) -> Value {
    json!({
        "bom-ref": requirement(rules, &principle.id),
        "identifier": principle.id,
        "title": line(principle.title.get(locale)),
        "text": plain(principle.summary.get(locale)),
    })
}

fn of_item(rules: &str, item: &Item, locale: Locale) -> Value {
    let property = |name: &str, value: &str| json!({ "name": format!("guiju:{name}"), "value": line(value) });
    let mut properties =
        vec![property("requirement", item.requirement.value.word()), property("level", &item.level.value.to_string())];
    properties.extend(item.clauses.iter().map(|clause| property("clause", &clause.value)));
    properties.extend(item.applies.iter().map(|condition| property("applies", &condition.text)));
    properties.extend(item.required_when.iter().map(|condition| property("required-when", &condition.text)));
    json!({
        "bom-ref": requirement(rules, &item.id),
        "identifier": item.id,
        "title": line(item.title.get(locale)),
        "text": plain(item.question.get(locale)),
        "parent": requirement(rules, &item.principle),
        "properties": properties,
    })
}

/// A level asks for its own items and for those of the levels below it.
fn of_level(rules: &str, level: &Level, rulebook: &Rulebook, locale: Locale) -> Value {
    let items = rulebook.items.iter().filter(|item| item.level.value <= level.rank);
    json!({
        "bom-ref": format!("level:{rules}/{}", level.rank),
        "identifier": level.id,
        "title": line(level.title.get(locale)),
        "requirements": items.map(|item| requirement(rules, &item.id)).collect::<Vec<_>>(),
    })
}
