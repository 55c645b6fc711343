//! A project's results turned round: by the provisions of another framework. How it is shown is for `render`; that a framework is
//! complied with is said nowhere.

use crate::pack::{Framework, Item, Provision, Rulebook};
use crate::report::ProjectReport;
use crate::vocabulary::{Ground, Standing, Strength, Verdict};

/// What a project's results mean for one framework.
pub(crate) struct Crosswalk<'r> {
    pub(crate) framework: &'r Framework,
    /// In the framework's order.
    pub(crate) rows: Vec<Row<'r>>,
}

/// One provision.
pub(crate) struct Row<'r> {
    pub(crate) provision: &'r Provision,
    pub(crate) standing: Standing,
    /// The items that touch it, the closest first.
    pub(crate) touches: Vec<Touch<'r>>,
}

/// An item that touches a provision.
pub(crate) struct Touch<'r> {
    pub(crate) item: &'r Item,
    pub(crate) strength: Strength,
    /// What was concluded on the item; none where it was not judged.
    pub(crate) verdict: Option<Verdict>,
}

impl Row<'_> {
    /// Whether nobody read what is said of the provision.
    pub(crate) fn is_unverified(&self) -> bool {
        self.provision.ground == Ground::Recalled
    }
}

impl Crosswalk<'_> {
    /// How many provisions stand so.
    pub(crate) fn count(&self, standing: Standing) -> usize {
        self.rows.iter().filter(|row| row.standing == standing).count()
    }
}

/// The framework of this id, with what the items that touch its provisions came to.
pub(crate) fn crosswalk<'r>(id: &str, rulebook: &'r Rulebook, report: &ProjectReport) -> Option<Crosswalk<'r>> {
    let framework = rulebook.frameworks().find(|framework| framework.id.value == id)?;
    let mut touching = Vec::new();
    for item in &rulebook.items {
        let verdict = report.items.iter().find(|judged| judged.id == item.id).map(|judged| judged.verdict);
        let own = item.notes.crosswalk.iter().filter(|mapping| mapping.framework.value == id);
        touching
            .extend(own.map(|mapping| (&mapping.provision.value, Touch { item, strength: mapping.strength, verdict })));
    }
    let mut rows: Vec<_> = framework
        .provisions
        .iter()
        .map(|provision| Row { provision, standing: Standing::Untouched, touches: Vec::new() })
        .collect();
    for (provision, touch) in touching {
        if let Some(row) = rows.iter_mut().find(|row| row.provision.id.value == *provision) {
            row.touches.push(touch);
        }
    }
    for row in &mut rows {
        row.touches.sort_by_key(|touch| std::cmp::Reverse(touch.strength));
        let touches: Vec<_> = row.touches.iter().map(|touch| (touch.strength, touch.verdict)).collect();
        row.standing = standing(&touches);
    }
    Some(Crosswalk { framework, rows })
}

/// What the items that touch a provision come to, the first row that holds. Only an item that asks the same can show that a provision
/// is met, and only when none that answers a part of it fails; what is due for a review shows a part.
fn standing(touches: &[(Strength, Option<Verdict>)]) -> Standing {
    let judged = || touches.iter().filter_map(|(strength, verdict)| Some((*strength, (*verdict)?)));
    let applying = || judged().filter(|(_, verdict)| *verdict != Verdict::NotApplicable);
    let answering = || applying().filter(|(strength, _)| *strength > Strength::Related);
    let all_hold = answering().all(|(_, verdict)| verdict == Verdict::Satisfied);
    if touches.is_empty() {
        Standing::Untouched
    } else if applying().next().is_none() {
        if judged().next().is_some() { Standing::NotApplicable } else { Standing::Unjudged }
    } else if answering().next().is_none() {
        Standing::Related
    } else if all_hold && answering().any(|(strength, _)| strength == Strength::Equivalent) {
        Standing::Met
    } else if answering().any(|(_, verdict)| verdict.is_met() || verdict == Verdict::Partial) {
        Standing::Partly
    } else {
        Standing::Not
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provision_stands_as_the_items_that_touch_it() {
        use Strength::{Equivalent, Partial, Related};
        use Verdict::{NotApplicable, Overclaimed, Satisfied, Stale, Unanswered, Unmet, Waived};

        for (touches, expected) in [
            (&[][..], Standing::Untouched),
            (&[(Equivalent, None)], Standing::Unjudged),
            (&[(Equivalent, Some(NotApplicable)), (Partial, Some(NotApplicable))], Standing::NotApplicable),
            (&[(Related, Some(Satisfied))], Standing::Related),
            (&[(Related, Some(Unmet))], Standing::Related),
            (&[(Equivalent, Some(NotApplicable)), (Related, Some(Satisfied))], Standing::Related),
            (&[(Equivalent, Some(Satisfied))], Standing::Met),
            (&[(Equivalent, Some(Satisfied)), (Partial, Some(Satisfied))], Standing::Met),
            (&[(Equivalent, Some(Satisfied)), (Related, Some(Unmet))], Standing::Met),
            (&[(Equivalent, Some(Satisfied)), (Partial, Some(NotApplicable))], Standing::Met),
            (&[(Equivalent, Some(Satisfied)), (Partial, Some(Overclaimed))], Standing::Partly),
            (&[(Equivalent, Some(Satisfied)), (Equivalent, Some(Unanswered))], Standing::Partly),
            (&[(Partial, Some(Satisfied))], Standing::Partly),
            (&[(Equivalent, Some(Stale))], Standing::Partly),
            (&[(Equivalent, Some(Verdict::Partial))], Standing::Partly),
            (&[(Equivalent, Some(Waived))], Standing::Not),
            (&[(Equivalent, Some(Overclaimed)), (Partial, Some(Unanswered))], Standing::Not),
            (&[(Partial, Some(Unmet)), (Related, Some(Satisfied))], Standing::Not),
        ] {
            assert_eq!(standing(touches), expected, "{touches:?}");
        }
    }
}
