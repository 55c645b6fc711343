//! `guiju trace`: what the source asks, clause by clause, and which items serve it. A stand-in is always shown as one.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::terminal::Terminal;
use super::{PASSED, write};
use crate::error::Error;
use crate::judge::Judge;
use crate::locale::{Locale, text};
use crate::pack::{Clause, Item, Rulebook};
use crate::render::View;
use crate::render::table::wrap;
use crate::vocabulary::Reach;

/// Prints the trace of the packs in use.
pub(super) fn run(judge: &Judge, as_json: bool, terminal: &Terminal) -> Result<u8, Error> {
    let rulebook = judge.rulebook()?;
    let view = terminal.view(false, judge.today());
    write(&if as_json { as_data(&rulebook) } else { as_text(&rulebook, &view) })?;
    Ok(PASSED)
}

fn serving<'b>(rulebook: &'b Rulebook, clause: &'b Clause) -> impl Iterator<Item = &'b Item> {
    rulebook.items.iter().filter(|item| item.clauses.iter().any(|id| id.value == clause.id))
}

fn as_text(rulebook: &Rulebook, view: &View) -> String {
    let locale = view.locale;
    let mut out = String::new();
    let mut served = 0;
    for origin in rulebook.packs.iter().filter_map(|pack| pack.origin.as_ref()) {
        let day =
            origin.published.map(|day| locale.pick(format!(" ({day})"), format!("（{day}）"))).unwrap_or_default();
        let _ = writeln!(out, "{}{day}\n", origin.title.get(locale));
    }
    let mut principle = None;
    for clause in &rulebook.clauses {
        let own = clause.principle.as_ref().map(|id| id.value.as_str());
        if own != principle {
            principle = own;
            out.push_str(&heading(rulebook, own, view));
        }
        let kind = clause.kind.text();
        let proxy = match clause.reach {
            Reach::Direct => "",
            Reach::Proxy => locale.pick(", proxy", "，替代"),
        };
        let head = match locale {
            Locale::En => format!("{} ({}{proxy}) {}", clause.id, kind.en, clause.gloss.en),
            Locale::Zh => format!("{}（{}{proxy}）{}", clause.id, kind.zh, clause.gloss.zh),
        };
        for (at, line) in wrap(&head, view.width.saturating_sub(4)).iter().enumerate() {
            let _ = writeln!(out, "{}{line}", if at == 0 { "" } else { "    " });
        }
        let ids: Vec<_> = serving(rulebook, clause).map(|item| item.id.as_str()).collect();
        served += usize::from(!ids.is_empty());
        for id in &ids {
            let _ = writeln!(out, "    → {id}");
        }
        if ids.is_empty() {
            let why = clause.reason.as_ref().map_or_else(
                || text!("no item of these packs serves it", "这些规则包中没有落实它的条目"),
                |reason| text!("no item: {}", "无条目：{}", reason.get(locale)),
            );
            let _ = writeln!(out, "    – {}", why.get(locale));
        }
    }
    let (count, proxies) = counts(rulebook);
    let sum = text!(
        "{served} of {count} clauses are served by an item; {proxies} of the {count} can only be shown by a stand-in",
        "{count} 条条款中有 {served} 条由条目落实；其中 {proxies} 条只能以替代方式说明"
    );
    let _ = writeln!(out, "\n{}", sum.get(locale));
    out
}

/// The principle that the next clauses belong to, and what it is about.
fn heading(rulebook: &Rulebook, id: Option<&str>, view: &View) -> String {
    let found = rulebook.principles.iter().find(|principle| Some(principle.id.as_str()) == id);
    let Some(principle) = found else { return String::new() };
    let summary = wrap(principle.summary.get(view.locale), view.width).join("\n");
    format!("\n{}\n{summary}\n\n", principle.title.get(view.locale))
}

fn counts(rulebook: &Rulebook) -> (usize, usize) {
    let proxies = rulebook.clauses.iter().filter(|clause| clause.reach == Reach::Proxy).count();
    (rulebook.clauses.len(), proxies)
}

fn as_data(rulebook: &Rulebook) -> String {
    let object = |clause: &Clause| {
        let items: Vec<_> = serving(rulebook, clause).map(|item| item.id.as_str()).collect();
        json!({
            "id": clause.id,
            "principle": clause.principle.as_ref().map(|principle| &principle.value),
            "kind": clause.kind.word(),
            "reach": clause.reach.word(),
            "gloss": { "en": clause.gloss.en, "zh": clause.gloss.zh },
            "items": items,
            "reason": clause.reason.as_ref().map(|reason| json!({ "en": reason.en, "zh": reason.zh })),
        })
    };
    format!("{:#}\n", Value::Array(rulebook.clauses.iter().map(object).collect()))
}
