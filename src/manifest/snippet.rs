//! What helps tell people to write into a manifest, in the manifest's own syntax. A snippet asserts nothing: its blanks are theirs to fill.

use crate::tree::Syntax;

/// A text that is theirs to write.
const BLANK: &str = "\"…\"";

/// Where an answer on an item begins.
pub(super) fn header(syntax: Syntax, principle: &str, name: &str) -> String {
    match syntax {
        Syntax::Toml => format!("[answers.{principle}.{name}]"),
        Syntax::Yaml => format!("answers: {{ {principle}: {{ {name}: … }} }}"),
        Syntax::Json => format!("\"answers\": {{ \"{principle}\": {{ \"{name}\": … }} }}"),
    }
}

/// The honest answer that nothing is done yet.
pub(crate) fn stub(syntax: Syntax, item: &str) -> String {
    let (principle, name) = item.split_once('/').unwrap_or(("", item));
    match syntax {
        Syntax::Toml => format!("{}\nstatus = \"unmet\"", header(syntax, principle, name)),
        Syntax::Yaml => format!("answers:\n  {principle}:\n    {name}:\n      status: unmet"),
        Syntax::Json => {
            format!("\"answers\": {{ \"{principle}\": {{ \"{name}\": {{ \"status\": \"unmet\" }} }} }}")
        }
    }
}

/// A key of an answer, whose text is theirs to write.
pub(crate) fn text(syntax: Syntax, key: &str) -> String {
    syntax.pair(key, BLANK)
}

/// The evidence of an answer.
pub(crate) fn evidence(syntax: Syntax) -> String {
    syntax.pair("evidence", "[\"…\"]")
}

/// The day of a review.
pub(crate) fn reviewed(syntax: Syntax) -> String {
    syntax.pair("reviewed", syntax.day())
}

/// What is planned about a gap.
pub(crate) fn plan(syntax: Syntax) -> String {
    syntax.pair("plan", &syntax.table(&[("action", BLANK), ("owner", BLANK), ("by", "…")]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Value;

    #[test]
    fn a_stub_is_of_its_syntax_and_says_that_nothing_is_done() {
        for syntax in [Syntax::Toml, Syntax::Yaml, Syntax::Json] {
            let mut text = stub(syntax, "security/red-team");
            if syntax == Syntax::Json {
                text = format!("{{{text}}}");
            }
            let parsed = syntax.parse(&text);
            assert_eq!(parsed.problems, [], "{text}");
            let mut node = parsed.root.unwrap();
            for key in ["answers", "security", "red-team", "status"] {
                let Value::Table(table) = node.value else { panic!("{text}") };
                assert_eq!(table.entries.len(), 1, "{text}");
                node = table.get(key).unwrap().clone();
            }
            assert_eq!(node.value, Value::String("unmet".to_owned()), "{text}");
        }
    }
}
