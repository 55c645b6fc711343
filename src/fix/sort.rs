//! Puts the answers of a manifest into the order of the packs. An answer moves with the comments that touch it, into the place of another;
//! a comment with blank lines around it, and all else, stays where it is.

use std::collections::BTreeMap;

use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::toml::blocks::blocks;
use crate::tree::{Node, Syntax, Value, alike};

/// The text with its answers in this order; none where they are in it. Answers on other items come last.
///
/// # Errors
///
/// Why they cannot be moved, as the end of a sentence.
pub(crate) fn sorted(text: &str, syntax: Syntax, order: &[&str]) -> Result<Option<String>, Text> {
    if syntax != Syntax::Toml {
        return Err(text!(
            "only in TOML are answers put into the order of the packs",
            "只有 TOML 清单中的回答才能按规则包的顺序排列"
        ));
    }
    let parsed = syntax.parse(text);
    let answers = parsed.root.as_ref().map(answered).unwrap_or_default();
    let units = units(text).filter(|units| {
        let mut own: Vec<_> = units.iter().map(|unit| unit.item.as_str()).collect();
        own.sort_unstable();
        own == answers
    });
    let units = units.ok_or_else(|| {
        text!(
            "not each of its answers is a table with a header of its own, such as `[answers.people.purpose]`, in one place",
            "并非每一项回答都是写在一处、有自己表头的表（如 `[answers.people.purpose]`）"
        )
    })?;
    let ranks: BTreeMap<_, _> = order.iter().enumerate().map(|(rank, item)| (*item, rank)).collect();
    let rank = |unit: &Unit| ranks.get(unit.item.as_str()).copied().unwrap_or(order.len());
    if units.is_sorted_by_key(rank) {
        return Ok(None);
    }
    let mut moved: Vec<_> = units.iter().collect();
    moved.sort_by_key(|unit| rank(unit));
    let (mut made, mut at) = (String::with_capacity(text.len()), 0);
    for (place, unit) in units.iter().zip(moved) {
        made.push_str(text.get(at..place.span.start).unwrap_or_default());
        made.push_str(text.get(unit.span.range()).unwrap_or_default());
        at = place.span.end;
    }
    made.push_str(text.get(at..).unwrap_or_default());
    let after = syntax.parse(&made);
    let is_same = after.root.zip(parsed.root).is_some_and(|(new, old)| alike(&new, &old));
    if is_same && after.problems.is_empty() {
        return Ok(Some(made));
    }
    Err(text!("they would not say the same in another order", "换了顺序之后，内容就不再相同"))
}

/// An answer with all its tables.
struct Unit {
    item: String,
    span: Span,
}

/// The answers that are tables of their own, in the order of the text; none where the tables of one stand apart.
fn units(text: &str) -> Option<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    let mut is_open = false;
    for block in blocks(text) {
        let Some(item) = item_of(&block.path) else {
            is_open = false;
            continue;
        };
        match units.last_mut().filter(|last| is_open && last.item == item) {
            Some(last) => last.span.end = block.span.end,
            None => units.push(Unit { item, span: block.span }),
        }
        is_open = true;
    }
    let mut items: Vec<_> = units.iter().map(|unit| &unit.item).collect();
    items.sort_unstable();
    let once = items.is_sorted_by(|one, other| one < other);
    once.then_some(units)
}

/// The item that a header of these keys is about.
fn item_of(path: &[String]) -> Option<String> {
    match path {
        [answers, whole, ..] if answers == "answers" && whole.contains('/') => Some(whole.clone()),
        [answers, principle, name, ..] if answers == "answers" => Some(format!("{principle}/{name}")),
        _ => None,
    }
}

/// The items that a tree has an answer on, in the order of the alphabet.
fn answered(root: &Node) -> Vec<String> {
    let mut items = Vec::new();
    let answers = entries(root).iter().filter(|entry| entry.key == "answers");
    for entry in answers.flat_map(|answers| entries(&answers.value)) {
        if entry.key.contains('/') {
            items.push(entry.key.clone());
        } else {
            items.extend(entries(&entry.value).iter().map(|name| format!("{}/{}", entry.key, name.key)));
        }
    }
    items.sort_unstable();
    items
}

fn entries(node: &Node) -> &[crate::tree::Entry] {
    let Value::Table(table) = &node.value else { return &[] };
    &table.entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ORDER: [&str; 4] = ["a/one", "a/two", "b/one", "b/two"];

    fn made(text: &str) -> Result<Option<String>, Text> {
        sorted(text, Syntax::Toml, &ORDER)
    }

    #[test]
    fn answers_move_with_their_comments_and_what_stands_alone_stays() {
        let two = "# of two\n[answers.a.two] # here\nstatus = 'met'\nstatement = \"\"\"\n[answers.a.one]\n\"\"\"\n  [answers.a.two.plan]\n  by = 2026-01-01\n# behind";
        let (one, last) = ("[answers.\"a/one\"]\r\nstatus = 'unmet'", "[answers.x.y]\n#\nstatus = 'unmet'");
        let frame = |one: &str, two: &str, three: &str| {
            format!(
                "\u{feff}# top\nschema = 1\n\n# --- A ---\n\n{one}\n\n# alone\n\n[project]\nname = 'x'\n{two}\n\n\n{three}\n\n# end\n[[waivers]]\nitem = 'a/two'\n"
            )
        };
        let after = frame(one, two, last);
        for before in [frame(two, one, last), frame(last, two, one), frame(two, last, one)] {
            assert_eq!(made(&before).unwrap().as_deref(), Some(after.as_str()));
        }
        assert_eq!(made(&after), Ok(None));
        assert_eq!(made("schema = 1\n"), Ok(None));
        assert_eq!(
            made("[answers]\n[answers.a]\n[answers.a.two]\nx = 1\n[answers.a.one]").unwrap().as_deref(),
            Some("[answers]\n[answers.a]\n[answers.a.one]\n[answers.a.two]\nx = 1")
        );
    }

    #[test]
    fn what_is_laid_out_otherwise_is_refused_with_the_reason() {
        for text in [
            "answers.a.two.status = 'met'\n",
            "[answers]\na.two = { status = 'met' }\na.one = {}\n",
            "[answers.a]\ntwo = { status = 'met' }\n[answers.a.one]\n",
            "[answers.a.two]\n[answers.a.one]\n[answers.a.two.plan]\nby = 1\n",
            "[answers.a.two]\n[project]\n[answers.a.two.plan]\nby = 1\n",
        ] {
            let why = made(text).unwrap_err();
            assert!(why.en.contains("a header of its own") && why.zh.contains("表头"), "{text}: {why:?}");
        }
        for syntax in [Syntax::Yaml, Syntax::Json] {
            assert!(sorted("{}", syntax, &ORDER).unwrap_err().en.contains("only in TOML"));
        }
    }

    proptest! {
        #[test]
        fn twice_is_once_and_no_line_is_lost(
            order in Just(ORDER.to_vec()).prop_shuffle(),
            gaps in proptest::collection::vec(proptest::sample::select(&["\n", "\n\n", "\n# x\n", "\n\n# 模\n\n", "\n[c]\n"][..]), 4),
            windows in any::<bool>(),
        ) {
            let mut text = String::new();
            for (at, (item, gap)) in order.iter().zip(gaps).enumerate() {
                let gap = gap.replace("[c]", &format!("[c{at}]"));
                text += &["[answers.", &item.replace('/', "."), "]\nstatus = 'met' # ", item, &gap].concat();
            }
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            let once = made(&text).unwrap().unwrap_or_else(|| text.clone());
            prop_assert_eq!(made(&once), Ok(None));
            let lines = |text: &str| { let mut lines: Vec<_> = text.lines().map(str::to_owned).collect(); lines.sort(); lines };
            prop_assert_eq!(lines(&once), lines(&text));
            let items = units(&once).unwrap().into_iter().map(|unit| unit.item).collect::<Vec<_>>();
            prop_assert_eq!(items, ORDER.map(str::to_owned));
        }
    }
}
