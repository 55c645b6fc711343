//! Which items concern a project, how much each asks of it, and why one does not. It looks at no evidence.

use std::cell::OnceCell;
use std::rc::Rc;

use globset::GlobMatcher;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::expr::{Fault, Scope, Value};
use crate::finding::{Code, Finding, Problem};
use crate::locale::{Text, text};
use crate::manifest::{Answer, Manifest};
use crate::pack::{Condition, Item, Rulebook};
use crate::source::Spanned;
use crate::vocabulary::{Requirement, Stage};

/// One item, and what it asks of this project.
pub(crate) struct Planned<'r> {
    pub(crate) item: &'r Item,
    /// What it asks, raised where its condition says so.
    pub(crate) requirement: Requirement,
    /// Whether it concerns this project. [`reason`] tells why not.
    pub(crate) applies: bool,
    /// Whether it is asked for already: at or below the level aimed at, and in effect.
    pub(crate) asked: bool,
}

/// The items in the rulebook's order, and every condition that has no answer: the pack is wrong then.
pub(crate) fn plan<'r>(
    rulebook: &'r Rulebook,
    scope: &ProjectScope<'_>,
    only: Option<&GlobMatcher>,
) -> (Vec<Planned<'r>>, Vec<Finding>) {
    let ProjectScope { manifest, today, .. } = *scope;
    let mut faults = Vec::new();
    let chosen = rulebook.items.iter().filter(|item| only.is_none_or(|glob| glob.is_match(&item.id)));
    let planned = chosen
        .map(|item| {
            let scope = scope.on(manifest.answer(&item.id));
            let mut holds = |condition: &Condition| {
                condition.expr.holds(&scope).unwrap_or_else(|fault| {
                    faults.push(fault_finding(item, condition, fault));
                    true
                })
            };
            let raised = item.required_when.iter().any(&mut holds);
            let applies = !is_left_alone(item, manifest) && item.applies.as_ref().is_none_or(&mut holds);
            Planned {
                item,
                requirement: if raised { Requirement::Required } else { item.requirement.value },
                applies,
                asked: item.level.value <= manifest.level && item.effective_from.is_none_or(|day| day <= today),
            }
        })
        .collect();
    (planned, faults)
}

/// Whether the project is retired and the item does not speak of that.
fn is_left_alone(item: &Item, manifest: &Manifest) -> bool {
    let retired = Stage::Retired.word();
    let names = |condition: &Condition| condition.expr.mentions(retired);
    manifest.project.stage == Stage::Retired && !item.applies.as_ref().is_some_and(names)
}

/// Why an item does not concern a project; none where it does.
pub(crate) fn reason(item: &Item, scope: &ProjectScope<'_>) -> Option<Text> {
    if is_left_alone(item, scope.manifest) {
        return Some(text!(
            "the project is retired, and the item does not speak of that",
            "项目已退役，而本项未涉及退役阶段"
        ));
    }
    let condition = item.applies.as_ref()?;
    let clues = condition.expr.explain(&scope.on(scope.manifest.answer(&item.id)));
    let deciding = clues.iter().filter(|clue| clue.outcome == Ok(false));
    let told = |[open, close, gap]: [&str; 3]| {
        let mut out = String::new();
        for clue in deciding.clone() {
            out.extend([if out.is_empty() { "" } else { gap }, &clue.text]);
            for (at, (path, value)) in clue.saw.iter().enumerate() {
                out.extend([if at == 0 { open } else { ", " }, path, " = ", value]);
            }
            out.push_str(if clue.saw.is_empty() { "" } else { close });
        }
        if out.is_empty() { condition.text.clone() } else { out }
    };
    let (en, zh) = (told([" (", ")", "; "]), told(["（", "）", "；"]));
    Some(text!("does not hold: {en}", "条件不成立：{zh}"))
}

/// The pack error that a condition without an answer is.
pub(crate) fn fault_finding(item: &Item, condition: &Condition, fault: Fault) -> Finding {
    let span = condition.offset.map_or(condition.span, |offset| fault.span.shifted(offset));
    let text = &condition.text;
    let label = text!("in `{text}`", "见 `{text}`");
    Finding::from_problem(Problem::new(Code::BadExpression, span, fault.message).label(label), &item.source, "pack")
}

/// What conditions see of one project.
pub(crate) struct ProjectScope<'m> {
    manifest: &'m Manifest,
    answer: Option<&'m Answer>,
    today: Date,
    seen: Rc<Seen>,
}

/// The project and its answers as values, each made when first asked for.
#[derive(Default)]
struct Seen {
    project: OnceCell<Value>,
    answers: OnceCell<Value>,
}

impl<'m> ProjectScope<'m> {
    pub(crate) fn new(manifest: &'m Manifest, today: Date) -> Self {
        Self { manifest, answer: None, today, seen: Rc::default() }
    }

    pub(crate) fn manifest(&self) -> &'m Manifest {
        self.manifest
    }

    /// The same project, seen from an item with this answer.
    pub(crate) fn on(&self, answer: Option<&'m Answer>) -> Self {
        Self { answer, seen: Rc::clone(&self.seen), ..*self }
    }
}

impl Scope for ProjectScope<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        match name {
            "project" => Some(self.seen.project.get_or_init(|| project(self.manifest)).clone()),
            "answer" => Some(self.answer.map_or_else(|| Value::map::<&str>([]), answer)),
            "answers" => Some(self.seen.answers.get_or_init(|| answers(self.manifest)).clone()),
            "today" => Some(moment(self.today)),
            _ => None,
        }
    }
}

fn project(manifest: &Manifest) -> Value {
    let project = &manifest.project;
    let text = |text: &str| Value::from(text);
    let list = |words: &[String]| Value::list(words.iter().map(String::as_str));
    let mut fields = vec![
        ("name", text(&project.name)),
        ("description", text(&project.description)),
        ("owner", text(&project.owner)),
        ("stage", text(project.stage.word())),
        ("impact", text(project.impact.word())),
        ("traits", Value::list(project.traits.iter().map(|word| word.value.as_str()))),
        ("regions", list(&project.regions)),
        ("languages", list(&project.languages)),
    ];
    fields.extend(project.contact.as_deref().map(|contact| ("contact", text(contact))));
    fields.extend(project.version.as_deref().map(|version| ("version", text(version))));
    fields.extend(project.assessed.as_ref().map(|day| ("assessed", moment(day.value))));
    Value::map(fields)
}

fn answers(manifest: &Manifest) -> Value {
    Value::map(manifest.answers.iter().map(|given| (given.item.as_str(), answer(given))))
}

fn answer(answer: &Answer) -> Value {
    let words = |field: &'static str, text: Option<&Spanned<String>>| {
        text.map(|text| (field, Value::from(text.value.as_str())))
    };
    let mut fields = vec![("evidence", Value::list(answer.evidence.iter().map(|citation| citation.cited.as_str())))];
    fields.extend(answer.status.as_ref().map(|status| ("status", Value::from(status.value.word()))));
    fields.extend(words("statement", answer.statement.as_ref()));
    fields.extend(words("justification", answer.justification.as_ref()));
    fields.extend(answer.owner.as_deref().map(|owner| ("owner", Value::from(owner))));
    fields.extend(answer.reviewed.as_ref().map(|day| ("reviewed", moment(day.value))));
    Value::map(fields)
}

/// A day as CEL knows time: its first moment, in UTC.
fn moment(day: Date) -> Value {
    Value::from(Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN))
}
