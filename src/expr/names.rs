//! Which variables and fields there are, told before an expression runs. It evaluates nothing.

use std::sync::Arc;

use super::ast::{Ast, Kind};
use super::problem;
use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::Span;

/// The variables that an expression may name, and the fields of those whose fields are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    roots: Vec<(String, Fields)>,
}

#[derive(Debug, Clone)]
enum Fields {
    Open,
    Closed(Vec<String>),
}

impl Schema {
    /// With a variable that has these fields and no other; none at all where the list is empty.
    pub(crate) fn closed(mut self, root: &str, fields: &[&str]) -> Self {
        let fields = fields.iter().map(|field| (*field).to_owned()).collect();
        self.roots.push((root.to_owned(), Fields::Closed(fields)));
        self
    }

    /// With a variable that may have any field.
    pub(crate) fn open(mut self, root: &str) -> Self {
        self.roots.push((root.to_owned(), Fields::Open));
        self
    }

    fn fields(&self, root: &str) -> Option<&Fields> {
        self.roots.iter().find(|(known, _)| known == root).map(|(_, fields)| fields)
    }
}

/// The known name that the written one was most likely meant to be.
fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let most = written.chars().count().max(3) / 3;
    let lower = written.to_lowercase();
    known
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name)
}

/// A problem for each name in `part` that the schema does not have.
pub(super) fn check(part: &Ast, known: &Schema) -> Vec<Problem> {
    let mut problems = Vec::new();
    Checker { known, problems: &mut problems }.part(part, None);
    problems
}

struct Checker<'k, 'p> {
    known: &'k Schema,
    problems: &'p mut Vec<Problem>,
}

impl Checker<'_, '_> {
    /// `bound` is the variable of the macro around.
    fn part(&mut self, part: &Ast, bound: Option<&Arc<str>>) {
        match &part.kind {
            Kind::Name(name) if bound != Some(name) => self.root(name, part.span),
            Kind::Field(of, name) | Kind::Has(of, name) => self.field(of, &name.value, name.span, bound),
            Kind::Index(pair) => {
                if let Some(name) = pair[1].literal_text() {
                    self.field(&pair[0], name, pair[1].span, bound);
                }
            }
            _ => {}
        }
        if let Kind::Macro { over, variable, body, .. } = &part.kind {
            self.part(over, bound);
            self.part(body, Some(variable));
        } else {
            for below in part.parts() {
                self.part(below, bound);
            }
        }
    }

    fn root(&mut self, name: &str, span: Span) {
        if self.known.fields(name).is_none() {
            let roots: Vec<_> = self.known.roots.iter().map(|(root, _)| root.as_str()).collect();
            let message = text!("there is no variable `{name}`", "没有变量 `{name}`");
            self.problems.push(problem(span, message).help(help(name, &roots)));
        }
    }

    fn field(&mut self, of: &Ast, name: &str, span: Span, bound: Option<&Arc<str>>) {
        let Kind::Name(root) = &of.kind else { return };
        if bound == Some(root) {
            return;
        }
        let Some(Fields::Closed(fields)) = self.known.fields(root) else { return };
        let fields: Vec<_> = fields.iter().map(String::as_str).collect();
        if fields.is_empty() {
            let message = text!("`{root}` has no fields", "`{root}` 没有字段");
            self.problems.push(problem(span, message).help(text!("write `{root}` alone", "请只写 `{root}`")));
        } else if !fields.contains(&name) {
            let message = text!("`{root}` has no field `{name}`", "`{root}` 没有字段 `{name}`");
            self.problems.push(problem(span, message).help(help(name, &fields)));
        }
    }
}

/// What to write instead of a name that is not known.
pub(super) fn help(written: &str, known: &[&str]) -> Text {
    if let Some(near) = nearest(written, known.iter().copied()) {
        return text!("did you mean `{near}`?", "是否想写 `{near}`？");
    }
    let (list, list_zh) = (known.join("`, `"), known.join("`、`"));
    text!("there are `{list}`", "可用的有 `{list_zh}`")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::parsed;
    use super::*;

    fn schema() -> Schema {
        Schema::default()
            .closed("project", &["stage", "impact", "traits", "level-aimed"])
            .closed("today", &[])
            .open("answers")
    }

    #[test]
    fn known_names_are_no_problem() {
        for source in [
            "project.stage == 'x' && has(project.impact) && project['level-aimed'] > 1",
            "answers['a/b'].status == 'met' && has(answers.whatever)",
            "project.traits.exists(t, t == 'x') && today > timestamp('2026-01-01T00:00:00Z')",
            "project.traits.all(project, project.anything)",
            "{'a': 1}.b == 2 && size(project) > 0",
        ] {
            assert_eq!(parsed(source).check_names(&schema()), [], "{source}");
        }
    }

    #[test]
    fn an_unknown_name_is_told_with_the_nearest() {
        for (source, name, help) in [
            ("projet.stage == 'x'", "projet", "did you mean `project`?"),
            ("1 + qqqqqq", "qqqqqq", "there are `project`, `today`, `answers`"),
            ("project.Stage == 'x'", "Stage", "did you mean `stage`?"),
            ("has(project.impct)", "impct", "did you mean `impact`?"),
            ("project['trait'].size()", "'trait'", "did you mean `traits`?"),
            ("today.year == 2026", "year", "write `today` alone"),
            ("[1].all(t, t > 0) && t", "t", "there are `project`, `today`, `answers`"),
            ("project.traits.all(t, project.x == t)", "x", "there are `stage`, `impact`, `traits`, `level-aimed`"),
            ("project.level-aimed > 1", "level", "there are `stage`, `impact`, `traits`, `level-aimed`"),
        ] {
            let problems = parsed(source).check_names(&schema());
            let first = problems.first().unwrap_or_else(|| panic!("{source}"));
            assert_eq!(&source[first.span.range()], name, "{source}");
            assert_eq!(first.help.as_ref().map(|help| help.en.as_str()), Some(help), "{source}");
        }
    }

    #[test]
    fn every_unknown_name_is_told() {
        assert_eq!(parsed("a && project.b || [c].all(d, e)").check_names(&schema()).len(), 4);
    }
}
