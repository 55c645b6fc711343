//! A difference as Markdown, for a pull request.

use std::fmt::Write as _;

use super::{Effect, counts, field, figures, joined, pack, said, state, sum};
use crate::diff::{PackDiff, Remark, RuleChange, RulesDiff};
use crate::locale::Locale;
use crate::render::escape::markdown;

pub(super) fn rules(diff: &RulesDiff, locale: Locale) -> String {
    let mut out = packs(&diff.packs, locale);
    let _ = writeln!(out, "{}", markdown(counts(diff).get(locale)));
    let mut rows = Vec::new();
    for (word, items) in [(locale.pick("added", "新增"), &diff.added), (locale.pick("removed", "删除"), &diff.removed)]
    {
        rows.extend(items.iter().map(|item| {
            [word.to_owned(), markdown(&item.id), markdown(item.title.get(locale)), String::new(), String::new()]
        }));
    }
    for item in &diff.changed {
        rows.extend(item.changes.iter().map(|change| row(&item.item.id, change, locale)));
    }
    rows.extend(diff.waivers.iter().map(|change| row("pack.toml", change, locale)));
    for list in &diff.lists {
        let names = |names: &[String]| markdown(&names.join(", "));
        let word = locale.pick("changed", "变更").to_owned();
        rows.push([word, "pack.toml".to_owned(), list.list.to_owned(), names(&list.removed), names(&list.added)]);
    }
    let heads = locale.pick(["", "Item", "What", "Before", "After"], ["", "条目", "内容", "旧", "新"]);
    table(&mut out, heads, &rows);
    out
}

fn row(item: &str, change: &RuleChange, locale: Locale) -> [String; 5] {
    let about = change.subject.as_ref().map(|subject| format!(" ({subject})")).unwrap_or_default();
    let field = format!("{}{about}", field(change));
    let said = |value| markdown(&said(value, locale));
    [
        change.strictness.text().get(locale).to_owned(),
        markdown(item),
        markdown(&field),
        said(change.old.as_ref()),
        said(change.new.as_ref()),
    ]
}

pub(super) fn effect(packs: &[PackDiff], effect: &Effect<'_>, locale: Locale) -> String {
    let mut out = self::packs(packs, locale);
    let _ = writeln!(out, "{}", markdown(sum(effect).get(locale)));
    for diff in effect.projects {
        let figures = match figures(diff) {
            figures if diff.is_empty() && figures.is_empty() => locale.pick("nothing changes", "没有变化").to_owned(),
            figures => joined(&figures, locale),
        };
        let _ = writeln!(out, "\n## {} ({})\n", markdown(&diff.name), markdown(&diff.manifest));
        if !figures.is_empty() {
            let _ = writeln!(out, "{}", markdown(&figures));
        }
        let mut rows = Vec::new();
        for change in &diff.changes {
            let (old, new) = (state(change.old, change.new), state(change.new, change.old));
            rows.push([
                change.trend.text().get(locale).to_owned(),
                markdown(&change.item),
                old.get(locale).to_owned(),
                new.get(locale).to_owned(),
                change.why.as_ref().map(|why| remark(why, locale)).unwrap_or_default(),
            ]);
        }
        for told in &diff.remarks {
            let word = told.severity.text().get(locale).to_owned();
            rows.push([word, markdown(&told.rule), String::new(), String::new(), remark(told, locale)]);
        }
        let heads = locale.pick(["", "Item", "Before", "After", "Why"], ["", "条目", "旧", "新", "原因"]);
        table(&mut out, heads, &rows);
    }
    for unjudged in effect.unjudged {
        let (manifest, reason) = (markdown(&unjudged.manifest), markdown(&unjudged.reason));
        let _ = match locale {
            Locale::En => writeln!(out, "\n{manifest} could not be judged: {reason}"),
            Locale::Zh => writeln!(out, "\n{manifest} 无法评判：{reason}"),
        };
    }
    out
}

fn remark(remark: &Remark, locale: Locale) -> String {
    markdown(&format!("{} ({})", remark.message.get(locale), remark.place))
}

fn packs(packs: &[PackDiff], locale: Locale) -> String {
    let lines: Vec<_> = packs.iter().map(|one| format!("- {}", markdown(pack(one).get(locale)))).collect();
    format!("{}\n\n", lines.join("\n"))
}

fn table(out: &mut String, heads: [&str; 5], rows: &[[String; 5]]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n| {} |\n| --- | --- | --- | --- | --- |", heads.join(" | "));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}
