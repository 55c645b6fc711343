//! `value`: figures and words that a JSONPath selects, within limits. It reads values, never prose.

use super::{Days, Failure, Look, Outcome, Pattern};
use crate::evidence::Globs;
use crate::finding::{Code, Place};
use crate::locale::{Text, text};
use crate::source::Source;
use crate::text::days;
use crate::tree::path::JsonPath;
use crate::tree::{Node, Value};

/// What selected values must be.
#[derive(Debug)]
pub(crate) struct ValueCheck {
    /// Which files.
    pub(crate) within: Option<Globs>,
    /// Which values of them.
    pub(crate) path: JsonPath,
    /// Each is at least this.
    pub(crate) at_least: Option<f64>,
    /// Each is at most this.
    pub(crate) at_most: Option<f64>,
    /// Each is this.
    pub(crate) equals: Option<Value>,
    /// Each is one of these.
    pub(crate) one_of: Option<Vec<Value>>,
    /// Each matches, as written.
    pub(crate) matches: Option<Pattern>,
    /// So many are selected, or more.
    pub(crate) count_at_least: Option<usize>,
    /// So many are selected, or fewer.
    pub(crate) count_at_most: Option<usize>,
    /// What the days must be that they name.
    pub(crate) days: Days,
}

impl ValueCheck {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        let mut failures = Vec::new();
        let mut selected = 0;
        let mut last = None;
        let mut named = Vec::new();
        for part in &look.parts {
            let (Some(source), Some(data)) = (part.document.source(), part.document.data()) else { continue };
            if let Some(problem) = data.problems.first() {
                failures.push(broken(source, problem));
                continue;
            }
            let selection = data.select(&self.path);
            if !selection.complete {
                failures.push(too_much(source, &self.path));
            }
            for node in selection.nodes {
                selected += 1;
                last = Some(Place::new(source, node.span, Text::default()));
                let place = || Place::new(source, node.span, Text::default());
                named.extend(days(&plain(&node.value)).first().map(|(day, _)| (*day, Some(place()))));
                failures.extend(self.shortfall(node).map(|label| self.mismatch(Place::new(source, node.span, label))));
            }
        }
        if failures.is_empty() {
            failures.extend(self.miscount(selected, last, look));
        }
        if failures.is_empty() && self.days.are_asked() {
            failures.extend(self.days.failure(&named, look, Code::ValueMismatch));
        }
        if failures.is_empty() { Outcome::Held { read: true } } else { Outcome::Failed(failures) }
    }

    /// What is wrong with one value, to stand beside it.
    fn shortfall(&self, node: &Node) -> Option<Text> {
        let found = shown(&node.value);
        if self.at_least.is_some() || self.at_most.is_some() {
            let Some(number) = number(&node.value) else {
                return Some(text!("{found} is no number", "{found} 不是数字"));
            };
            if let Some(limit) = self.at_least.filter(|&limit| number < limit) {
                return Some(text!("{found}; at least {limit} is asked for", "此处为 {found}，要求不低于 {limit}"));
            }
            if let Some(limit) = self.at_most.filter(|&limit| number > limit) {
                return Some(text!("{found}; at most {limit} is allowed", "此处为 {found}，上限为 {limit}"));
            }
        }
        if let Some(wanted) = self.equals.as_ref().filter(|wanted| !same(wanted, &node.value)) {
            let wanted = shown(wanted);
            return Some(text!("{found}; it must be {wanted}", "此处为 {found}，应为 {wanted}"));
        }
        if let Some(wanted) = self.one_of.as_ref().filter(|wanted| !wanted.iter().any(|one| same(one, &node.value))) {
            let wanted: Vec<_> = wanted.iter().map(shown).collect();
            let (en, zh) = (wanted.join(", "), wanted.join("、"));
            return Some(text!("{found}; it must be one of {en}", "此处为 {found}，应为 {zh} 之一"));
        }
        let pattern = self.matches.as_ref().filter(|pattern| !pattern.is_match(&plain(&node.value)))?;
        let (pattern, _) = pattern.legible();
        Some(text!("{found} does not match `{pattern}`", "{found} 与 `{pattern}` 不匹配"))
    }

    fn mismatch(&self, place: Place) -> Failure {
        let path = self.path.text();
        let message = text!(
            "the evidence has a value at `{path}` that the item does not accept",
            "证据中 `{path}` 处的值不符合要求"
        );
        Failure::new(Code::ValueMismatch, message).at(Some(place))
    }

    /// How many values must be selected.
    pub(super) fn least(&self) -> usize {
        self.count_at_least.unwrap_or(usize::from(self.count_at_most.is_none()))
    }

    fn miscount(&self, selected: usize, last: Option<Place>, look: &Look<'_>) -> Option<Failure> {
        let path = self.path.text();
        if let Some(most) = self.count_at_most.filter(|&most| selected > most) {
            let message = text!(
                "`{path}` finds {selected} values, at most {most} are allowed",
                "`{path}` 选出 {selected} 个值，最多允许 {most} 个"
            );
            let place = last.map(|place| Place { label: text!("one of them", "其中之一"), ..place });
            return Some(Failure::new(Code::ValueMismatch, message).at(place));
        }
        let least = self.least();
        if selected >= least {
            return None;
        }
        let message = text!(
            "`{path}` finds {selected} values in the cited evidence, at least {least} must be there",
            "`{path}` 在引用的证据中选出 {selected} 个值，至少应有 {least} 个"
        );
        let place = match look.parts.as_slice() {
            [only] => only.start(text!("looked for it in this file", "在此文件中查找")),
            _ => None,
        };
        let help = text!("cite a JSON, YAML or TOML file that has it", "请引用包含该值的 JSON、YAML 或 TOML 文件");
        let code = if selected == 0 { Code::ValueMissing } else { Code::ValueMismatch };
        Some(Failure::new(code, message).at(place).help(help))
    }
}

fn broken(source: &Source, problem: &crate::finding::Problem) -> Failure {
    let (name, why) = (source.name(), &problem.message);
    let (en, zh) = (&why.en, &why.zh);
    let message = text!("`{name}` cannot be read: {en}", "`{name}` 无法读取：{zh}");
    let place = Place::new(source, problem.span, problem.label.clone());
    Failure { help: problem.help.clone(), ..Failure::new(Code::EvidenceUnreadable, message).at(Some(place)) }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "limits are written by people, far below 2^53")]
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Null | Value::Bool(_) | Value::Date(_) | Value::String(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

/// Whether two values are the same; 1 and 1.0 are, and so are a day and its text.
fn same(wanted: &Value, found: &Value) -> bool {
    match (number(wanted), number(found)) {
        (Some(wanted), Some(found)) => wanted.total_cmp(&found).is_eq(),
        _ => {
            wanted == found
                || matches!((wanted, found), (Value::Date(_), Value::String(_)) | (Value::String(_), Value::Date(_)) if plain(wanted) == plain(found))
        }
    }
}

/// A value as a pattern sees it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        Value::Date(value) => value.to_string(),
        Value::String(value) => value.clone(),
        Value::Array(_) | Value::Table(_) => String::new(),
    }
}

/// A value as a reader sees it, cut to a length that fits a line.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) if text.chars().count() > 60 => {
            format!("\"{}…\"", text.chars().take(60).collect::<String>())
        }
        Value::String(text) => format!("\"{text}\""),
        Value::Array(items) => format!("[{}]", items.len()),
        Value::Table(table) => format!("{{{}}}", table.entries.len()),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) => plain(value),
    }
}

/// That a file holds more than a query may look at.
pub(super) fn too_much(source: &Source, path: &JsonPath) -> Failure {
    let (name, path) = (source.name(), path.text());
    let message =
        text!("`{name}` holds too much to look for `{path}` in it", "`{name}` 内容过多，无法在其中查找 `{path}`");
    Failure::new(Code::EvidenceUnreadable, message)
}
