//! The few forms of a condition that read like a sentence: what a path is, what it holds, how much of it there is. It finds no words
//! for them, and leaves every other form to CEL itself.

use super::ast::{Ast, Function, Kind, Operator};
use super::value::Value;

/// A condition, or a part of one, in a form for which there are words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// All of these hold; at least two, none of them an `All`.
    All(Vec<Phrase>),
    /// Any of these holds; at least two, none of them an `Any`.
    Any(Vec<Phrase>),
    /// `path == 'a'`, `path in ['a', 'b']`
    Is { path: String, one_of: Vec<String> },
    /// `'a' in path`, or several of them joined by `||`
    Holds { path: String, one_of: Vec<String> },
    /// `size(path) > than`
    MoreThan { path: String, than: i64 },
}

/// The condition as a phrase; none where a part of it has another form.
pub(super) fn phrase(part: &Ast) -> Option<Phrase> {
    match &part.kind {
        Kind::And(pair) => {
            let mut parts = Vec::new();
            for side in pair.iter() {
                match phrase(side)? {
                    Phrase::All(inner) => parts.extend(inner),
                    other => parts.push(other),
                }
            }
            Some(Phrase::All(parts))
        }
        Kind::Or(pair) => {
            let mut parts = Vec::new();
            for side in pair.iter() {
                match phrase(side)? {
                    Phrase::Any(inner) => inner.into_iter().for_each(|part| join(&mut parts, part)),
                    other => join(&mut parts, other),
                }
            }
            if parts.len() > 1 { Some(Phrase::Any(parts)) } else { parts.pop() }
        }
        Kind::Binary(operator, pair) => compared(*operator, &pair[0], &pair[1]),
        _ => None,
    }
}

/// Adds an alternative; one more thing that a path may hold joins those before it.
fn join(parts: &mut Vec<Phrase>, part: Phrase) {
    if let (Some(Phrase::Holds { path, one_of }), Phrase::Holds { path: own, one_of: more }) = (parts.last_mut(), &part)
        && path == own
    {
        one_of.extend(more.iter().cloned());
        return;
    }
    parts.push(part);
}

fn compared(operator: Operator, left: &Ast, right: &Ast) -> Option<Phrase> {
    match operator {
        Operator::Equal => Some(Phrase::Is { path: dotted(left)?, one_of: vec![right.literal_text()?.to_string()] }),
        Operator::In => match &right.kind {
            Kind::List(items, _) => {
                let texts = items.iter().map(|item| item.literal_text().map(ToString::to_string));
                let one_of: Vec<_> = texts.collect::<Option<_>>()?;
                (!one_of.is_empty()).then_some(Phrase::Is { path: dotted(left)?, one_of })
            }
            _ => Some(Phrase::Holds { path: dotted(right)?, one_of: vec![left.literal_text()?.to_string()] }),
        },
        Operator::Greater => match (&left.kind, &right.kind) {
            (Kind::Call(Function::Size, of), Kind::Literal(Value::Int(than))) => {
                Some(Phrase::MoreThan { path: dotted(of.first()?)?, than: *than })
            }
            _ => None,
        },
        Operator::NotEqual
        | Operator::Less
        | Operator::LessEqual
        | Operator::GreaterEqual
        | Operator::Arithmetic(_) => None,
    }
}

/// The path as `a.b`.
fn dotted(part: &Ast) -> Option<String> {
    let steps: Vec<_> = part.path()?.into_iter().map(AsRef::as_ref).collect();
    Some(steps.join("."))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::parsed;
    use super::*;

    /// A phrase in few marks.
    fn told(phrase: &Phrase) -> String {
        let all = |parts: &[Phrase], mark: &str| parts.iter().map(told).collect::<Vec<_>>().join(mark);
        match phrase {
            Phrase::All(parts) => format!("({})", all(parts, " & ")),
            Phrase::Any(parts) => format!("({})", all(parts, " | ")),
            Phrase::Is { path, one_of } => format!("{path} is {}", one_of.join("/")),
            Phrase::Holds { path, one_of } => format!("{path} holds {}", one_of.join("/")),
            Phrase::MoreThan { path, than } => format!("{path} > {than}"),
        }
    }

    #[test]
    fn what_reads_like_a_sentence_is_a_phrase() {
        for (source, expected) in [
            ("project.impact == 'high'", "project.impact is high"),
            ("project.stage in ['pilot', 'production']", "project.stage is pilot/production"),
            ("'a' in project.traits", "project.traits holds a"),
            ("'a' in project.traits || 'b' in project.traits", "project.traits holds a/b"),
            (
                "project.impact == 'high' || 'a' in project.traits || ('b' in project.traits || 'CN' in project.regions)",
                "(project.impact is high | project.traits holds a/b | project.regions holds CN)",
            ),
            (
                "'a' in project.traits && (size(project.regions) > 1 || project.regions.size() > 2)",
                "(project.traits holds a & (project.regions > 1 | project.regions > 2))",
            ),
            ("'a' in project.traits && 'b' in project.traits", "(project.traits holds a & project.traits holds b)"),
        ] {
            assert_eq!(parsed(source).phrase().as_ref().map(told).as_deref(), Some(expected), "{source}");
        }
    }

    #[test]
    fn what_has_another_form_is_left_to_cel() {
        for source in [
            "!('a' in project.traits)",
            "project.impact != 'high'",
            "project.traits.exists(t, t == 'a')",
            "project.stage in []",
            "project.stage in ['pilot', project.impact]",
            "size(project.regions) >= 1",
            "'a' in project.traits || project.share > 0.5",
            "true",
        ] {
            assert_eq!(parsed(source).phrase(), None, "{source}");
        }
    }
}
