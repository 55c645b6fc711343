//! Puts the answers of a manifest into the order of the packs. An answer moves with the comments that belong to it, into the place of
//! another; a comment with blank lines around it, and all else, stays where it is.

use std::collections::BTreeMap;

use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::parts::{Tangle, behind_key, parts, roots};
use crate::tree::toml::blocks::blocks;
use crate::tree::{Entry, Node, Syntax, Value, alike};

const ANSWERS: &str = "answers";

/// The text with its answers in this order; none where they are in it. Answers on other items come last. In YAML and JSON the principles are
/// put in order, and the answers of each.
///
/// # Errors
///
/// Why they cannot be moved, as the end of a sentence.
pub(crate) fn sorted(text: &str, syntax: Syntax, order: &[&str]) -> Result<Option<String>, Text> {
    let parsed = syntax.parse_as_written(text);
    let Some(root) = parsed.root.filter(|_| parsed.problems.is_empty()) else {
        return Err(text!("what is wrong with the file as a whole has to be mended first", "请先改正文件本身的错误"));
    };
    let ranks = Ranks::of(order);
    let units = match syntax {
        Syntax::Toml => of_tables(text, &root, &ranks)?,
        Syntax::Yaml | Syntax::Json => of_parts(text, &root, &ranks).map_err(reason)?,
    };
    if is_in_order(&units) {
        return Ok(None);
    }
    let made = moved(text, Span::new(0, text.len()), &units);
    let after = syntax.parse_as_written(&made);
    if after.problems.is_empty() && after.root.is_some_and(|after| alike(&after, &root)) {
        return Ok(Some(made));
    }
    Err(text!("they would not say the same in another order", "换了顺序之后，内容就不再相同"))
}

/// What moves as a whole, and what moves within it.
struct Unit {
    rank: usize,
    span: Span,
    inner: Vec<Unit>,
}

fn is_in_order(units: &[Unit]) -> bool {
    units.is_sorted_by_key(|unit| unit.rank) && units.iter().all(|unit| is_in_order(&unit.inner))
}

/// What stands in a span, with each of its units in the place of the one that stands where it belongs.
fn moved(text: &str, within: Span, units: &[Unit]) -> String {
    let mut ranked: Vec<_> = units.iter().collect();
    ranked.sort_by_key(|unit| unit.rank);
    let (mut made, mut at) = (String::with_capacity(within.len()), within.start);
    for (place, unit) in units.iter().zip(ranked) {
        made.push_str(text.get(at..place.span.start).unwrap_or_default());
        made.push_str(&moved(text, unit.span, &unit.inner));
        at = place.span.end;
    }
    made.push_str(text.get(at..within.end).unwrap_or_default());
    made
}

/// Where items and principles belong.
struct Ranks<'o> {
    known: BTreeMap<&'o str, usize>,
    last: usize,
}

impl<'o> Ranks<'o> {
    fn of(order: &[&'o str]) -> Self {
        let mut known = BTreeMap::new();
        for (rank, item) in order.iter().enumerate() {
            known.insert(*item, rank);
            if let Some((principle, _)) = item.split_once('/') {
                known.entry(principle).or_insert(rank);
            }
        }
        Self { known, last: order.len() }
    }

    /// That of an item, or of the first item of a principle.
    fn of_name(&self, name: &str) -> usize {
        self.known.get(name).copied().unwrap_or(self.last)
    }

    /// Those of what stands in the table of a principle.
    fn within(&self, principle: &Entry) -> Vec<usize> {
        entries(&principle.value)
            .iter()
            .map(|entry| self.of_name(&format!("{}/{}", principle.key, entry.key)))
            .collect()
    }
}

/// The principles of a manifest of YAML or JSON with the answers in each. What is in order already need not be told apart.
fn of_parts(text: &str, root: &Node, ranks: &Ranks<'_>) -> Result<Vec<Unit>, Tangle> {
    let mut keys = entries(root).iter().enumerate();
    let Some((at, answers)) = keys.find(|(_, entry)| entry.key == ANSWERS) else { return Ok(Vec::new()) };
    let principles = entries(&answers.value);
    let own: Vec<_> = principles.iter().map(|entry| ranks.of_name(&entry.key)).collect();
    if own.is_sorted() && principles.iter().all(|principle| ranks.within(principle).is_sorted()) {
        return Ok(Vec::new());
    }
    let whole = roots(text, root)?.get(at).copied().unwrap_or_default();
    let spans = parts(text, &answers.value, behind_key(answers, whole))?;
    let mut units = Vec::new();
    for ((principle, rank), span) in principles.iter().zip(own).zip(spans) {
        let inner = ranks.within(principle);
        let inner = if inner.is_sorted() {
            Vec::new()
        } else {
            let spans = parts(text, &principle.value, behind_key(principle, span))?;
            inner.into_iter().zip(spans).map(|(rank, span)| Unit { rank, span, inner: Vec::new() }).collect()
        };
        units.push(Unit { rank, span, inner });
    }
    Ok(units)
}

/// Why parts that cannot be told apart are not moved.
fn reason(tangle: Tangle) -> Text {
    match tangle {
        Tangle::Between => text!(
            "comments or marks stand between answers in braces; write each answer on lines of its own",
            "花括号里的回答之间有注释或标记；请将每项回答分行书写"
        ),
        Tangle::Shared => text!(
            "not each of its keys begins a line of its own, such as `purpose:`",
            "并非每个键都另起一行书写（如 `purpose:`）"
        ),
        Tangle::Elsewhere => text!(
            "some of its answers are written elsewhere, and an alias stands for them",
            "部分回答写在别处，这里只有指向它们的别名"
        ),
    }
}

/// The answers of TOML that are tables of their own; none where they need not move.
fn of_tables(text: &str, root: &Node, ranks: &Ranks<'_>) -> Result<Vec<Unit>, Text> {
    let mut answers = answered(root);
    answers.sort_unstable();
    let is_sorted = answers.is_sorted_by_key(|(_, item)| ranks.of_name(item));
    let mut answers: Vec<_> = answers.into_iter().map(|(_, item)| item).collect();
    answers.sort_unstable();
    let tables = tables(text).filter(|tables| {
        let mut own: Vec<_> = tables.iter().map(|(item, _)| item.as_str()).collect();
        own.sort_unstable();
        own == answers
    });
    match tables {
        Some(tables) => {
            let unit = |(item, span): (String, Span)| Unit { rank: ranks.of_name(&item), span, inner: Vec::new() };
            Ok(tables.into_iter().map(unit).collect())
        }
        None if is_sorted => Ok(Vec::new()),
        None => Err(text!(
            "not each of its answers is a table with a header of its own, such as `[answers.people.purpose]`, in one place",
            "并非每一项回答都是写在一处、有自己表头的表（如 `[answers.people.purpose]`）"
        )),
    }
}

/// The answers that are tables of their own, in the order of the text, each with all its tables; none where those of one stand apart.
fn tables(text: &str) -> Option<Vec<(String, Span)>> {
    let mut tables: Vec<(String, Span)> = Vec::new();
    let mut is_open = false;
    for block in blocks(text) {
        let Some(item) = item_of(&block.path) else {
            is_open = false;
            continue;
        };
        match tables.last_mut().filter(|(last, _)| is_open && *last == item) {
            Some((_, span)) => span.end = block.span.end,
            None => tables.push((item, block.span)),
        }
        is_open = true;
    }
    let mut items: Vec<_> = tables.iter().map(|(item, _)| item).collect();
    items.sort_unstable();
    let once = items.is_sorted_by(|one, other| one < other);
    once.then_some(tables)
}

/// The item that a header of these keys is about.
fn item_of(path: &[String]) -> Option<String> {
    match path {
        [answers, whole, ..] if answers == ANSWERS && whole.contains('/') => Some(whole.clone()),
        [answers, principle, name, ..] if answers == ANSWERS => Some(format!("{principle}/{name}")),
        _ => None,
    }
}

/// The items that a tree has an answer on, each with where its key stands.
fn answered(root: &Node) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    let answers = entries(root).iter().filter(|entry| entry.key == ANSWERS);
    for entry in answers.flat_map(|answers| entries(&answers.value)) {
        if entry.key.contains('/') {
            items.push((entry.key_span.start, entry.key.clone()));
        } else {
            let id = |name: &Entry| (name.key_span.start, format!("{}/{}", entry.key, name.key));
            items.extend(entries(&entry.value).iter().map(id));
        }
    }
    items
}

fn entries(node: &Node) -> &[Entry] {
    let Value::Table(table) = &node.value else { return &[] };
    &table.entries
}

#[cfg(test)]
mod tests;
