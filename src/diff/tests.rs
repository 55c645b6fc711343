//! Two packs that differ in one thing, and what is said of it.

use jiff::civil::date;

use super::{RulesDiff, Strictness, rules};
use crate::evidence::Memory;
use crate::judge::Judge;
use crate::locale::Text;

const HEAD: &str = r#"schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "艾克米" }
max-waiver-days = 90

[[levels]]
rank = 1
id = "basis"
title = { en = "Basis", zh = "基础" }

[[levels]]
rank = 2
id = "more"
title = { en = "More", zh = "更多" }

[[principles]]
id = "acme"
title = { en = "Acme", zh = "艾克米" }
summary = { en = "All of it.", zh = "全部。" }

[[clauses]]
id = "A.1"
kind = "duty"
reach = "direct"
gloss = { en = "Somebody answers.", zh = "有人接听。" }

[[clauses]]
id = "A.2"
kind = "aim"
reach = "direct"
gloss = { en = "At once.", zh = "立即。" }
"#;

const ITEM: &str = r#"title = { en = "Telephone", zh = "电话" }
clauses = ["A.1"]
requirement = "recommended"
required-when = "project.stage == 'production'"
level = 2
applies = "project.impact != 'minimal'"
opt-out = true
waivable = true
fresh-days = 100
effective-from = 2026-01-01
question = { en = "Does somebody answer?", zh = "有人接吗？" }
guidance = { en = "Write it down.", zh = "写下来。" }
evidence = { accept = ["**/*.md", "**/*.txt"], at-least = 2, accept-address = true }

[[checks]]
section = { heading = 'call', min-words = 20 }

[[checks]]
text = { must = '[0-9]', must-not = 'nobody' }
message = { en = "a number", zh = "号码" }

[[checks]]
value = { path = "$.a", at-least = 1, at-most = 5, count-at-least = 1, in = "**/*.json" }
if-cited = true
"#;

fn diff(old: [&str; 2], new: [&str; 2]) -> RulesDiff {
    let [old, new] = [old, new].map(|[head, item]| {
        let files = Memory::from([("acme/pack.toml", head), ("acme/acme/telephone.toml", item)]);
        Judge::new(date(2026, 1, 15)).with_pack_folder(Box::new(files), "./acme").rulebook().unwrap()
    });
    rules(&old, &new)
}

/// Every change of the item: "stricter level of subject: 2 → 1".
fn told(diff: &RulesDiff) -> Vec<String> {
    let changes = diff.changed.iter().flat_map(|item| &item.changes).chain(&diff.waivers);
    let value = |value: &Option<Text>| value.as_ref().map_or("–".to_owned(), |value| value.en.clone());
    let said = changes.map(|change| {
        let of = change.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
        format!("{} {}{of}: {} → {}", change.strictness.word(), change.field, value(&change.old), value(&change.new))
    });
    said.collect()
}

#[test]
fn each_field_is_stricter_one_way_and_looser_the_other() {
    for (from, to, stricter) in [
        ("requirement = \"recommended\"", "requirement = \"required\"", "requirement: recommended → required"),
        ("level = 2", "level = 1", "level: 2 → 1"),
        ("applies = \"project.impact != 'minimal'\"\n", "", "applies: `project.impact != 'minimal'` → –"),
        ("opt-out = true\n", "", "opt-out: true → false"),
        ("waivable = true", "waivable = false", "waivable: true → false"),
        ("fresh-days = 100", "fresh-days = 99", "fresh-days: 100 → 99"),
        ("effective-from = 2026-01-01\n", "", "effective-from: 2026-01-01 → –"),
        ("effective-from = 2026-01-01", "effective-from = 2025-01-01", "effective-from: 2026-01-01 → 2025-01-01"),
        (", \"**/*.txt\"", "", "evidence accept: **/*.md, **/*.txt → **/*.md"),
        ("at-least = 2, ", "at-least = 3, ", "evidence at-least: 2 → 3"),
        (", accept-address = true", "", "evidence accept-address: true → false"),
        ("min-words = 20", "min-words = 21", "checks section min-words: 20 → 21"),
        ("min-words = 20", "min-words = 20, min-rows = 1", "checks section min-rows: 0 → 1"),
        ("min-words = 20", "min-words = 20, must = 'x'", "checks section must: – → `x`"),
        ("at-most = 5", "at-most = 4.5", "checks value at-most: 5 → 4.5"),
        ("at-least = 1,", "at-least = 2,", "checks value at-least: 1 → 2"),
        ("at-most = 5", "at-most = 5, newest-within-days = 400", "checks value newest-within-days: – → 400"),
        ("at-most = 5", "at-most = 5, after-today = true", "checks value after-today: – → `true`"),
        ("if-cited = true\n", "", "checks value if-cited: true → false"),
        ("path = \"$.a\"", "path = \"$.a\", one-of = [1, 2]", "checks value one-of: – → `1, 2`"),
        ("path = \"$.a\"", "path = \"$.a\", count-at-most = 3", "checks value count-at-most: – → 3"),
    ] {
        assert!(ITEM.contains(from), "{from}");
        let other = ITEM.replacen(from, to, 1);
        assert_eq!(told(&diff([HEAD, ITEM], [HEAD, &other])), [format!("stricter {stricter}")]);
        let back = stricter.split_once(": ").and_then(|(field, values)| {
            values.split_once(" → ").map(|(old, new)| format!("looser {field}: {new} → {old}"))
        });
        assert_eq!(told(&diff([HEAD, &other], [HEAD, ITEM])), [back.unwrap()], "{from} → {to}");
    }
}

#[test]
fn what_cannot_be_told_is_a_change() {
    for (from, to, changed) in [
        ("clauses = [\"A.1\"]", "clauses = [\"A.2\"]", "clauses: A.1 → A.2"),
        (
            "project.impact != 'minimal'",
            "size(project.regions) > 1",
            "applies: `project.impact != 'minimal'` → `size(project.regions) > 1`",
        ),
        ("'production'", "'pilot'", "required-when: `project.stage == 'production'` → `project.stage == 'pilot'`"),
        ("\"**/*.txt\"", "\"**/*.rst\"", "evidence accept: **/*.md, **/*.txt → **/*.md, **/*.rst"),
        ("heading = 'call'", "heading = 'ring'", "checks section: `call` → `ring`"),
        ("must-not = 'nobody'", "must-not = 'none'", "checks text must-not: `nobody` → `none`"),
        ("in = \"**/*.json\"", "in = \"a.json\"", "checks value in: **/*.json → a.json"),
        ("if-cited = true", "if-cited = true\nscope = \"project\"", "checks value scope: cited → project"),
    ] {
        assert!(ITEM.contains(from), "{from}");
        let told = told(&diff([HEAD, ITEM], [HEAD, &ITEM.replacen(from, to, 1)]));
        assert_eq!(told, [format!("changed {changed}")]);
    }
}

#[test]
fn checks_and_conditions_come_and_go() {
    let without = ITEM.replacen("[[checks]]\nsection = { heading = 'call', min-words = 20 }\n\n", "", 1);
    let gone = "checks: section: a heading matches `call`, with 20 or more words under it → –";
    assert_eq!(told(&diff([HEAD, ITEM], [HEAD, &without])), [format!("looser {gone}")]);
    let two = ITEM.replacen(
        "[[checks]]\ntext",
        "[[checks]]\nsection = { heading = 'a' }\n\n[[checks]]\nsection = { heading = 'b' }\n\n[[checks]]\ntext",
        1,
    );
    let told_two = told(&diff([HEAD, &without], [HEAD, &two]));
    assert_eq!(told_two.len(), 3, "{told_two:?}");
    assert!(told_two.iter().all(|told| told.starts_with("stricter checks: – → section: ")), "{told_two:?}");
    let always = ITEM.replacen("required-when = \"project.stage == 'production'\"\n", "", 1);
    assert_eq!(
        told(&diff([HEAD, ITEM], [HEAD, &always])),
        ["looser required-when: `project.stage == 'production'` → –"]
    );
    // Required anyway: that the condition goes takes nothing away.
    let required = always.replacen("\"recommended\"", "\"required\"", 1);
    assert_eq!(
        told(&diff([HEAD, ITEM], [HEAD, &required])),
        ["stricter requirement: recommended → required", "changed required-when: `project.stage == 'production'` → –"]
    );
}

#[test]
fn an_order_is_no_change_and_texts_are_counted() {
    let swapped = ITEM.replacen(
        "[[checks]]\nsection = { heading = 'call', min-words = 20 }\n\n[[checks]]\ntext = { must = '[0-9]', must-not = 'nobody' }\nmessage = { en = \"a number\", zh = \"号码\" }\n",
        "[[checks]]\ntext = { must = '[0-9]', must-not = 'nobody' }\nmessage = { en = \"a number\", zh = \"号码\" }\n\n[[checks]]\nsection = { heading = 'call', min-words = 20 }\n",
        1,
    );
    assert_ne!(swapped, ITEM);
    let same = diff([HEAD, ITEM], [HEAD, &swapped]);
    assert!(same.is_empty() && !same.packs[0].is_same, "{same:?}");
    assert!(diff([HEAD, ITEM], [HEAD, ITEM]).packs[0].is_same);
    // What stands for itself when it is left out.
    let shorter = ITEM.replacen(", count-at-least = 1", "", 1);
    assert!(diff([HEAD, ITEM], [HEAD, &shorter]).is_empty());
    for (from, to) in
        [("Telephone", "The telephone"), ("有人接吗", "有没有人接"), ("Write it", "Note it"), ("a number", "number")]
    {
        assert!(ITEM.contains(from), "{from}");
        let diff = diff([HEAD, ITEM], [HEAD, &ITEM.replacen(from, to, 1)]);
        assert_eq!((diff.texts, diff.changed.len(), diff.is_empty()), (1, 0, false), "{to}");
    }
    let head = HEAD.replace("艾克米", "艾美").replace("At once", "At any hour").replace("All of it", "Much of it");
    assert_eq!(diff([HEAD, ITEM], [&head, ITEM]).texts, 3);
}

#[test]
fn what_a_pack_declares_is_compared_by_name() {
    let head = HEAD
        .replace("max-waiver-days = 90", "max-waiver-days = 30")
        .replace("1.0.0", "1.1.0")
        .replace("id = \"more\"", "id = \"most\"")
        .replace("\"A.2\"", "\"A.3\"");
    let head = format!("{head}\n[[traits]]\nid = \"loud\"\ntitle = {{ en = \"Loud\", zh = \"响\" }}\n");
    let diff = diff([HEAD, ITEM], [&head, ITEM]);
    assert_eq!(told(&diff), ["stricter max-waiver-days: 90 → 30"]);
    let lists: Vec<_> =
        diff.lists.iter().map(|list| (list.list, list.added.join(" "), list.removed.join(" "))).collect();
    let list = |name, added: &str, removed: &str| (name, added.to_owned(), removed.to_owned());
    assert_eq!(lists, [list("levels", "2 most", "2 more"), list("traits", "loud", ""), list("clauses", "A.3", "A.2")]);
    let pack = &diff.packs[0];
    assert_eq!((pack.old.as_deref(), pack.new.as_deref(), pack.is_same), (Some("1.0.0"), Some("1.1.0"), false));
    assert_eq!(diff.count(Strictness::Stricter), 0, "no item asks for more");
}
