//! Findings in OSCAL's sense: what was concluded on an item. Only what guiju calls satisfied is.

use serde_json::{Value, json};

use super::result::Judged;
use super::{objective, property};
use crate::meaning::verdict_meaning;
use crate::render::standards::line;
use crate::vocabulary::{Basis, Status, Verdict};

/// The conclusion on an item that applies.
pub(super) fn of_item(judged: &Judged<'_>, has_risk: bool) -> Value {
    let &Judged { item, around, ref found, .. } = judged;
    let locale = around.locale;
    let (state, reason) = status(item.verdict);
    let told = verdict_meaning(item.verdict);
    let mut props = vec![
        property("item", &item.id),
        property("verdict", item.verdict.word()),
        property("requirement", item.requirement.word()),
        property("level", &item.level.to_string()),
    ];
    props.extend(item.status.map(|status| property("claimed", Status::word(status))));
    props.extend(item.basis.map(|basis| property("basis", Basis::word(basis))));
    let own = std::iter::once(around.name("observation", &item.id));
    let related = own.chain(found.iter().map(|(_, print)| around.name("found", print)));
    let risk = has_risk.then(|| json!({ "risk-uuid": around.name("risk", &item.id) }));
    json!({
        "uuid": around.name("finding", &item.id),
        "title": line(item.title.get(locale)),
        "description": told.get(locale),
        "props": props,
        "target": {
            "type": "objective-id",
            "target-id": objective(&item.id),
            "status": { "state": state, "reason": reason, "remarks": item.verdict.text().get(locale) },
        },
        "related-observations": related.map(|uuid| json!({ "observation-uuid": uuid })).collect::<Vec<_>>(),
        "related-risks": risk.into_iter().collect::<Vec<_>>(),
    })
}

/// OSCAL's words for a verdict: `other` where nothing was found wanting that was looked at.
fn status(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Satisfied => ("satisfied", "pass"),
        Verdict::Overclaimed | Verdict::Unmet | Verdict::Partial => ("not-satisfied", "fail"),
        Verdict::Stale | Verdict::Unanswered | Verdict::Waived | Verdict::NotApplicable => ("not-satisfied", "other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Words;

    #[test]
    fn nothing_but_what_is_satisfied_is() {
        for verdict in Verdict::all() {
            assert_eq!(status(verdict).0 == "satisfied", verdict == Verdict::Satisfied, "{verdict:?}");
            assert_eq!(status(verdict).1 == "pass", verdict == Verdict::Satisfied, "{verdict:?}");
        }
    }
}
