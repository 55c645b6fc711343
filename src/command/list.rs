//! `guiju list`: what the packs hold, and the codes of findings, as a table or as JSON.

use serde_json::{Value, json};

use super::terminal::{Terminal, say};
use super::{PASSED, write};
use crate::args::What;
use crate::error::Error;
use crate::finding::{Code, Family};
use crate::judge::Judge;
use crate::locale::{Locale, Text, text};
use crate::meaning::meaning;
use crate::pack::{Library, Rulebook};
use crate::render::View;
use crate::render::table::{cut, table};

/// Prints a list.
pub(super) fn run(what: What, as_json: bool, judge: &Judge, terminal: &Terminal) -> Result<u8, Error> {
    let rulebook = judge.rulebook()?;
    let view = terminal.view(false, judge.today());
    let rows = match what {
        What::Packs => packs(&rulebook),
        What::Items => items(&rulebook),
        What::Clauses => clauses(&rulebook),
        What::Frameworks => frameworks(&rulebook),
        What::Traits => traits(&rulebook),
        What::Codes => codes(),
    };
    if rows.is_empty() && !as_json {
        say(text!("the packs in use hold none", "所用规则包中没有此类内容").get(view.locale));
    }
    write(&if as_json { as_data(&rows, view.locale) } else { as_table(&rows, &view) })?;
    Ok(PASSED)
}

/// A row: keys with what stands under them, the text in the last place the longest.
type Row = Vec<(&'static str, Text)>;

fn word(word: &impl ToString) -> Text {
    Text::same(word.to_string())
}

fn packs(rulebook: &Rulebook) -> Vec<Row> {
    let used = rulebook.packs.iter().map(|pack| {
        vec![("id", word(&pack.id.value)), ("version", word(&pack.version)), ("title", pack.title.clone())]
    });
    let embedded = Library::embedded().filter(|id| rulebook.packs.iter().all(|pack| pack.id.value != *id));
    used.chain(embedded.map(|id| vec![("id", word(&id))])).collect()
}

fn items(rulebook: &Rulebook) -> Vec<Row> {
    let row = |item: &crate::pack::Item| {
        vec![
            ("id", word(&item.id)),
            ("level", word(&item.level.value)),
            ("requirement", item.requirement.value.text()),
            ("title", Text::clone(&item.title)),
        ]
    };
    rulebook.items.iter().map(row).collect()
}

fn clauses(rulebook: &Rulebook) -> Vec<Row> {
    let row = |clause: &crate::pack::Clause| {
        vec![
            ("id", word(&clause.id)),
            ("kind", clause.kind.text()),
            ("reach", clause.reach.text()),
            ("gloss", clause.gloss.clone()),
        ]
    };
    rulebook.clauses.iter().map(row).collect()
}

fn frameworks(rulebook: &Rulebook) -> Vec<Row> {
    let row = |framework: &crate::pack::Framework| {
        vec![
            ("id", word(&framework.id.value)),
            ("edition", word(&framework.edition)),
            ("provisions", word(&framework.provisions.len())),
            ("title", framework.title.clone()),
        ]
    };
    rulebook.frameworks().map(row).collect()
}

fn traits(rulebook: &Rulebook) -> Vec<Row> {
    rulebook.traits.iter().map(|known| vec![("id", word(&known.id)), ("title", known.title.clone())]).collect()
}

fn codes() -> Vec<Row> {
    let family = |code: &Code| match code.family() {
        Family::Claims => "claims",
        Family::Evidence => "evidence",
        Family::Time => "time",
        Family::Waivers => "waivers",
        Family::File => "file",
        Family::Pack => "pack",
    };
    Code::ALL
        .iter()
        .map(|code| vec![("code", word(code)), ("family", word(&family(code))), ("meaning", meaning(*code))])
        .collect()
}

fn as_table(rows: &[Row], view: &View) -> String {
    let cells = |row: &Row| row.iter().map(|(_, text)| text.get(view.locale).to_owned()).collect::<Vec<_>>();
    let whole = table(&rows.iter().map(cells).collect::<Vec<_>>());
    if !view.cuts {
        return whole;
    }
    let lines: Vec<_> = whole.lines().map(|line| cut(line, view.width)).collect();
    format!("{}\n", lines.join("\n"))
}

fn as_data(rows: &[Row], locale: Locale) -> String {
    let object = |row: &Row| {
        let fields = row.iter().map(|(key, text)| {
            let same = text.en == text.zh;
            let value = if same { json!(text.get(locale)) } else { json!({ "en": text.en, "zh": text.zh }) };
            ((*key).to_owned(), value)
        });
        Value::Object(fields.collect())
    };
    format!("{:#}\n", Value::Array(rows.iter().map(object).collect()))
}
