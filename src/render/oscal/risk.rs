//! Risks: gaps that somebody answers for. One that a waiver names was accepted until a day; one with a plan is to be closed by a day. Of
//! any other gap guiju knows that it is there, not what it risks, so none is told of.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::property;
use super::result::Judged;
use crate::locale::text;
use crate::manifest::Plan;
use crate::render::standards::{inert, line, moment};
use crate::report::WaiverReport;
use crate::vocabulary::Verdict;

/// The risk of an item, where somebody has accepted it or plans against it.
pub(super) fn of_item(judged: &Judged<'_>) -> Option<Value> {
    let plan = judged.answer.and_then(|answer| answer.plan.as_ref());
    match (&judged.item.waiver, plan, judged.item.verdict) {
        (Some(waiver), _, Verdict::Waived) => Some(waived(judged, waiver)),
        (_, Some(plan), Verdict::Partial | Verdict::Unmet) => Some(planned(judged, plan)),
        _ => None,
    }
}

fn waived(judged: &Judged<'_>, waiver: &WaiverReport) -> Value {
    let (by, reason) = (inert(&waiver.approved_by), inert(&waiver.reason));
    let said = text!("Accepted by {by}: {reason}", "{by} 已接受：{reason}");
    let mut props = vec![property("approved-by", &waiver.approved_by)];
    props.extend(waiver.granted.map(|day| property("granted", &day.to_string())));
    props.extend(waiver.ticket.iter().map(|ticket| property("ticket", ticket)));
    let mut risk = risk(judged, said.get(judged.around.locale), Some(waiver.expires));
    risk["status"] = "deviation-approved".into();
    risk["props"] = json!(props);
    risk
}

fn planned(judged: &Judged<'_>, plan: &Plan) -> Value {
    let action = inert(&plan.action.value);
    let said = text!("A gap that the project admits. It plans: {action}", "项目承认的差距。其计划：{action}");
    let mut risk = risk(judged, said.get(judged.around.locale), plan.by.as_ref().map(|day| day.value));
    risk["status"] = "open".into();
    risk["remediations"] = json!([{
        "uuid": judged.around.name("remediation", &judged.item.id),
        "lifecycle": "planned",
        "title": line(&plan.action.value),
        "description": action,
    }]);
    risk
}

fn risk(judged: &Judged<'_>, statement: &str, deadline: Option<Date>) -> Value {
    let &Judged { item, around, .. } = judged;
    let title = line(item.title.get(around.locale));
    let said = text!("Not satisfied: {title}", "未满足：{title}");
    json!({
        "uuid": around.name("risk", &item.id),
        "title": title,
        "description": said.get(around.locale),
        "statement": statement,
        "props": null,
        "status": null,
        "deadline": deadline.map(moment),
        "remediations": null,
        "related-observations": [{ "observation-uuid": around.name("observation", &item.id) }],
    })
}
