//! The text of a manifest with an answer in it: a new one behind the others, of one that stands there only the keys that were said.

use crate::fix::apply;
use crate::manifest::{ANSWER, Slot};
use crate::tree::{Node, Syntax, Table, Value, alike, put};

use super::Reply;

/// The text with this answer in it; none where its layout leaves no place that guiju is sure of. `name` tells the syntax.
pub(crate) fn amended(name: &str, text: &str, item: &str, reply: &Reply) -> Option<String> {
    let syntax = Syntax::of(name);
    let mut made = text.to_owned();
    let root = syntax.parse(text).root?;
    if is_twice(&root, item) {
        return None;
    }
    let slot = || Slot::of(text, Some(&root), syntax)?.stub(item);
    if answer_in(&root, item).is_none()
        && let Some(fix) = slot()
    {
        made = apply(text, &[&fix]).0;
    }
    let (principle, name) = item.split_once('/')?;
    let root = syntax.parse(&made).root?;
    let path: &[&str] = if is_whole(&root, item) { &["answers", item] } else { &["answers", principle, name] };
    let order: Vec<_> = ANSWER.names().collect();
    let Some(answer) = answer_in(&root, item) else {
        return put(&made, syntax, path, &Value::Table(in_order(reply, &order)), &order);
    };
    let old = Reply::of(answer);
    for entry in in_order(reply, &order).entries {
        let same = old.entries().iter().any(|old| old.key == entry.key && alike(&old.value, &entry.value));
        if !same {
            made = put(&made, syntax, &[path, &[entry.key.as_str()]].concat(), &entry.value.value, &order)?;
        }
    }
    Some(made)
}

/// What was said, in the order in which answers are written.
fn in_order(reply: &Reply, order: &[&str]) -> Table {
    let mut entries = reply.entries().to_vec();
    entries.sort_by_key(|entry| order.iter().position(|known| *known == entry.key));
    Table { entries }
}

/// The answer on an item in the tree of a manifest, under its principle or under its whole id.
pub(crate) fn answer_in<'t>(root: &'t Node, item: &str) -> Option<&'t Node> {
    let (principle, name) = item.split_once('/')?;
    let answers = table(root)?.get("answers")?;
    let nested = || table(table(answers)?.get(principle)?)?.get(name);
    table(answers)?.get(item).or_else(nested)
}

/// Whether an item is answered under its principle and under its whole id as well.
fn is_twice(root: &Node, item: &str) -> bool {
    let nested = || {
        let (principle, name) = item.split_once('/')?;
        table(table(table(root)?.get("answers")?)?.get(principle)?)?.get(name)
    };
    is_whole(root, item) && nested().is_some()
}

/// Whether the answer on an item stands under its whole id.
fn is_whole(root: &Node, item: &str) -> bool {
    table(root).and_then(|root| table(root.get("answers")?)).is_some_and(|answers| answers.get(item).is_some())
}

fn table(node: &Node) -> Option<&Table> {
    let Value::Table(table) = &node.value else { return None };
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::super::Key;
    use super::*;
    use jiff::civil::date;

    fn reply() -> Reply {
        let mut reply = Reply::default();
        reply.say_text(Key::Statement, "so it is");
        reply.say_text(Key::Status, "partial");
        reply.say_evidence([Value::String("a.md".to_owned())]);
        reply.say_plan("write it", Some("me"), Some(date(2027, 1, 31)));
        reply
    }

    const KEYS: &str = "status = \"partial\"\nstatement = \"so it is\"\nevidence = [\"a.md\"]\n\
        plan = { action = \"write it\", owner = \"me\", by = 2027-01-31 }\n";

    #[test]
    fn a_new_answer_stands_behind_the_others() {
        let before = "schema = 1 # one\n\n[answers.a.b]\nstatus = 'met'\n";
        let rest = "\n# exceptions\n[[waivers]]\nitem = 'x'\n";
        let made = amended("governance.toml", &format!("{before}{rest}"), "a/new", &reply()).unwrap();
        assert_eq!(made, format!("{before}\n[answers.a.new]\n{KEYS}{rest}"));
        let made = amended("governance.yaml", "schema: 1\n", "a/new", &reply()).unwrap();
        assert!(made.starts_with("schema: 1\nanswers:\n  a:\n    new:\n      status: \"partial\"\n"), "{made}");
        let made = amended("governance.json", "{\n  \"schema\": 1\n}", "a/new", &reply()).unwrap();
        assert!(made.starts_with("{\n  \"schema\": 1,\n  \"answers\": {\n    \"a\": {\n      \"new\": {\n"), "{made}");
    }

    #[test]
    fn of_an_answer_that_stands_there_only_what_was_said_changes() {
        let before =
            "[answers.\"a/b\"] # asked\n# why\nstatus = \"unmet\"\nevidence = ['a.md'] # as it is\nowner = 'x'\n";
        let made = amended("governance.toml", before, "a/b", &reply()).unwrap();
        let after = "[answers.\"a/b\"] # asked\n# why\nstatus = \"partial\"\nstatement = \"so it is\"\nevidence = ['a.md'] # as it is\n\
            owner = 'x'\nplan = { action = \"write it\", owner = \"me\", by = 2027-01-31 }\n";
        assert_eq!(made, after);
        assert_eq!(amended("governance.toml", &made, "a/b", &reply()).as_deref(), Some(after), "twice is once");
        let twice = format!("{before}[answers.a.b]\nstatus = 'met'\n");
        assert_eq!(
            amended("governance.toml", &twice, "a/b", &reply()),
            None,
            "which of the two counts is not for guiju to say"
        );
    }
}
