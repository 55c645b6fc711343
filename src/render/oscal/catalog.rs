//! The catalog of a pack, or of several that were put together: a group a principle, a control an item.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{control, defined, metadata, objective, property};
use crate::locale::{Locale, Text, text};
use crate::pack::{Item, Principle, Rulebook};
use crate::render::prose::blocks;
use crate::render::standards::{Uuid, line, rules, rules_sha256, tidy};
use crate::report::PackReport;

/// The rank of the headings that a reader sets above a text.
const DEPTH: usize = 2;

/// The catalog, as of a day.
pub(crate) fn catalog(rulebook: &Rulebook, day: Date, locale: Locale) -> String {
    let packs = PackReport::all(rulebook);
    let groups = rulebook.principles.iter().map(|principle| group(principle, rulebook, locale));
    let value = json!({ "catalog": {
        "uuid": name(&packs, day, locale).to_string(),
        "metadata": metadata(&title(rulebook), &version(rulebook), day, locale),
        "groups": groups.collect::<Vec<_>>(),
    }});
    format!("{:#}\n", tidy(value))
}

/// What tells this catalog from every other.
fn name(packs: &[PackReport], day: Date, locale: Locale) -> Uuid {
    Uuid::of(&["oscal", "catalog", &rules(packs), &rules_sha256(packs), &day.to_string(), locale.tag()])
}

/// The titles of the packs, an extended one before the one that extends it.
pub(super) fn title(rulebook: &Rulebook) -> Text {
    let all = |locale: Locale| {
        let titles = rulebook.packs.iter().map(|pack| pack.title.get(locale));
        titles.collect::<Vec<_>>().join(locale.pick("; ", "；"))
    };
    Text { en: all(Locale::En), zh: all(Locale::Zh) }
}

/// Their versions, in the same order.
pub(super) fn version(rulebook: &Rulebook) -> String {
    rulebook.packs.iter().map(|pack| pack.version.as_str()).collect::<Vec<_>>().join("+")
}

fn group(principle: &Principle, rulebook: &Rulebook, locale: Locale) -> Value {
    let id = control(&principle.id);
    let own = rulebook.items.iter().filter(|item| item.principle == principle.id);
    json!({
        "id": id,
        "class": "principle",
        "title": line(principle.title.get(locale)),
        "parts": [{ "id": format!("{id}_ovw"), "name": "overview", "prose": blocks(principle.summary.get(locale), DEPTH) }],
        "controls": own.map(|item| described(item, locale)).collect::<Vec<_>>(),
    })
}

fn described(item: &Item, locale: Locale) -> Value {
    let id = control(&item.id);
    let mut props = vec![
        defined("label", &item.id),
        defined("sort-id", &id),
        property("requirement", item.requirement.value.word()),
        property("level", &item.level.value.to_string()),
        property("waivable", if item.waivable { "yes" } else { "no" }),
    ];
    props.extend(item.clauses.iter().map(|clause| property("clause", &clause.value)));
    props.extend(item.applies.iter().map(|condition| property("applies", &condition.text)));
    props.extend(item.required_when.iter().map(|condition| property("required-when", &condition.text)));
    props.extend(item.fresh_days.iter().map(|fresh| property("fresh-days", &fresh.days.to_string())));
    let prose = item.notes.guidance.get(locale);
    let title = line(item.title.get(locale));
    let asked = text!(
        "Determine whether the evidence that the project cites carries its claim: {title}",
        "判断项目所引用的证据是否撑得起其声明：{title}"
    );
    let mut parts = vec![
        json!({ "id": format!("{id}_smt"), "name": "statement", "prose": blocks(item.question.get(locale), DEPTH) }),
        json!({ "id": objective(&item.id), "name": "assessment-objective", "prose": asked.get(locale) }),
    ];
    if !prose.trim().is_empty() {
        parts.push(json!({ "id": format!("{id}_gdn"), "name": "guidance", "prose": blocks(prose, DEPTH) }));
    }
    json!({ "id": id, "class": "item", "title": title, "props": props, "parts": parts })
}
