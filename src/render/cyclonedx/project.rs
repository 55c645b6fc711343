//! What one project declares: an attestation that maps each requirement to its claim, and the claims, the evidence and the target.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::claim::{Claims, Judged};
use super::{ASSESSOR, requirement};
use crate::locale::{Locale, Text, text};
use crate::meaning::verdict_meaning;
use crate::render::standards::{Base, line, rules_ref, tidy};
use crate::render::summary::{attained, severities};
use crate::render::{Piece, Told, View, json};
use crate::report::{ItemReport, ProjectReport, Totals};
use crate::vocabulary::Verdict;

/// The attestation of one project, and what it refers to.
pub(in crate::render) fn project(told: &Told<'_>, view: &View) -> Piece {
    let (report, manifest) = (told.report, &told.judged.manifest);
    let rules = rules_ref(&report.packs);
    let mut found: HashMap<&str, Vec<_>> = HashMap::new();
    for (finding, _) in report.all_findings() {
        found.entry(&finding.rule).or_default().push(finding);
    }
    let answers: HashMap<_, _> = manifest.answers.iter().map(|answer| (answer.item.as_str(), answer)).collect();
    let mut claims = Claims::new(&report.manifest, Base::of(manifest), view.locale);
    let mut map = Vec::with_capacity(report.items.len());
    for item in &report.items {
        let judged = Judged {
            item,
            answer: answers.get(item.id.as_str()).copied(),
            found: found.remove(item.id.as_str()).unwrap_or_default(),
        };
        let [claim, counter] = claims.add(&judged);
        map.push(json!({
            "requirement": requirement(&rules, &item.id),
            "claims": claim.into_iter().collect::<Vec<_>>(),
            "counterClaims": counter.into_iter().collect::<Vec<_>>(),
            "conformance": { "score": score(item.verdict), "rationale": rationale(item, view.locale) },
            "confidence": item.basis.map(|basis| json!({ "rationale": basis.text().get(view.locale) })),
        }));
    }
    let attestation = json!({ "summary": summary(report, view.locale), "assessor": ASSESSOR, "map": map });
    let target = json!({
        "type": "application",
        "bom-ref": claims.target(),
        "name": line(&report.name),
        "version": manifest.project.version.as_deref().map(line),
        "description": line(&manifest.project.description),
    });
    let (claims, evidence) = claims.lists();
    let text = format!("\n{}", json::line(&tidy(attestation)));
    Piece { text, kept: vec![claims, evidence, format!("\n{}", tidy(target))] }
}

/// How far a claim conforms, where that can be said: not of what does not apply, and not of what has to be looked at again.
fn score(verdict: Verdict) -> Value {
    match verdict {
        Verdict::Satisfied => json!(1),
        Verdict::Partial => json!(0.5),
        Verdict::Overclaimed | Verdict::Unmet | Verdict::Unanswered | Verdict::Waived => json!(0),
        Verdict::Stale | Verdict::NotApplicable => Value::Null,
    }
}

fn rationale(item: &ItemReport, locale: Locale) -> String {
    let verdict = item.verdict.text();
    let mut out =
        format!("{}{}{}", verdict.get(locale), locale.pick(": ", "："), verdict_meaning(item.verdict).get(locale));
    let more = match (&item.excused, &item.waiver) {
        (Some(Text { en, zh }), _) => text!(" Does not apply: {en}", "不适用：{zh}"),
        (None, Some(waiver)) => {
            let (day, reason, by) = (waiver.expires, line(&waiver.reason), line(&waiver.approved_by));
            text!(" Until {day}: {reason} (approved by {by})", "至 {day}：{reason}（批准：{by}）")
        }
        (None, None) => Text::default(),
    };
    out.push_str(more.get(locale));
    out
}

fn summary(report: &ProjectReport, locale: Locale) -> String {
    let (name, counted, level) = (line(&report.name), severities(&Totals::of(report)), attained(report));
    let told = match locale {
        Locale::En => format!(
            "{name}, judged by its evidence and affirmed by nobody: {}; {}",
            counted.en,
            level.en.replace('\n', "; ")
        ),
        Locale::Zh => format!("{name}：依据证据评判，未经任何人确认；{}；{}", counted.zh, level.zh.replace('\n', "；")),
    };
    line(&told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Words;

    #[test]
    fn nothing_but_what_is_satisfied_conforms_wholly() {
        for verdict in Verdict::all() {
            assert_eq!(score(verdict) == json!(1), verdict == Verdict::Satisfied, "{verdict:?}");
        }
    }
}
