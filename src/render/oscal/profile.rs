//! The profile of a level: the items that a project at that level answers, chosen from the catalog.

use jiff::civil::Date;
use serde_json::json;

use super::catalog::{title, version};
use super::{control, metadata, property};
use crate::locale::{Locale, Text};
use crate::pack::{Level, Rulebook};
use crate::render::standards::{Uuid, rules, rules_sha256, tidy};
use crate::report::PackReport;

/// Where the profile looks for the catalog: beside itself.
const CATALOG: &str = "catalog.json";

/// The profile of the items of a level and of those below it, as of a day.
pub(crate) fn profile(rulebook: &Rulebook, level: &Level, day: Date, locale: Locale) -> String {
    let packs = PackReport::all(rulebook);
    let sha256 = rules_sha256(&packs);
    let items = rulebook.items.iter().filter(|item| item.level.value <= level.rank);
    let ids: Vec<_> = items.map(|item| control(&item.id)).collect();
    let rank = level.rank.to_string();
    let titled = |locale: Locale| format!("{}: {}", title(rulebook).get(locale), level.title.get(locale));
    let mut metadata =
        metadata(&Text { en: titled(Locale::En), zh: titled(Locale::Zh) }, &version(rulebook), day, locale);
    if let Some(props) = metadata["props"].as_array_mut() {
        props.push(json!(property("level", &rank)));
    }
    let value = json!({ "profile": {
        "uuid": Uuid::of(&["oscal", "profile", &rules(&packs), &sha256, &rank, &day.to_string(), locale.tag()]).to_string(),
        "metadata": metadata,
        "imports": [{ "href": CATALOG, "include-controls": [{ "with-ids": ids }] }],
        "merge": { "as-is": true },
    }});
    format!("{:#}\n", tidy(value))
}
