//! `soa` and `soa-csv`: that nothing of an item is lost, that no text breaks a table or becomes a formula, and what is said of what.

use std::collections::HashMap;
use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{LOCALES, given, list, report, word};
use crate::canonical::{ITEMS, canonical, canonical_beside_broken};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};
use crate::tools::python;

/// The rows of a table as Python reads it, by head.
fn rows(text: &str) -> Vec<HashMap<String, String>> {
    const READ: &str = "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("soa.csv");
    fs::write(&path, text).expect("a file");
    let read = python("python", &["-c", READ, &path.display().to_string()]);
    serde_json::from_str(&read.stdout).unwrap_or_else(|error| panic!("{error}: {}", read.stderr))
}

/// Adds to the last cell; what stands above the first table is in none.
fn say(rows: &mut [Vec<String>], text: &str) {
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        cell.push_str(text);
    }
}

/// The cells of all tables of a page, by rows, as a reader of Markdown sees them; and what is more than text in the page.
fn tables(page: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut rows, mut more) = (Vec::<Vec<String>>::new(), Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            Event::Text(text) | Event::Code(text) => say(&mut rows, &text),
            Event::InlineHtml(html) if &*html == "<br>" => say(&mut rows, "\n"),
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => more.push(format!("{tag:?}")),
            Event::Html(html) | Event::InlineHtml(html) => more.push(html.to_string()),
            _ => {}
        }
    }
    (rows, more)
}

#[test]
fn every_item_is_a_row_with_its_verdict_in_both_forms_and_languages() {
    let project = canonical();
    each(LOCALES, |locale| {
        let of_csv = rows(&given(&project, "soa-csv", locale).stdout);
        let seen: Vec<_> = of_csv.iter().map(|row| (row["item"].as_str(), row["verdict"].as_str())).collect();
        assert_eq!(seen, ITEMS.map(|(item, .., verdict)| (item, verdict)));
        let (of_page, more) = tables(&given(&project, "soa", locale).stdout);
        assert!(more.is_empty(), "{more:?}");
        assert_eq!(of_page.len(), ITEMS.len());
        for ((item, ..), row) in ITEMS.iter().zip(&of_page) {
            assert_eq!(row.len(), 7, "{row:?}");
            assert!(row[0].ends_with(item), "{row:?}");
        }
    });
}

#[test]
fn what_applies_says_why_who_and_until_when() {
    let project = canonical();
    let all = rows(&given(&project, "soa-csv", "en").stdout);
    let row = |item: &str| all.iter().find(|row| row["item"] == item).expect("a row");
    assert_eq!((row("trial/other")["applies"].as_str(), row("trial/held")["applies"].as_str()), ("no", "yes"));
    assert!(all.iter().all(|row| !row["why"].is_empty() && !row["owner"].is_empty()), "{all:?}");
    assert_eq!(row("trial/waived")["waived-until"], "2026-12-01");
    assert_eq!(row("trial/partial")["plan-by"], "2027-01-31");
    assert_eq!((row("trial/held")["reviewed"].as_str(), row("trial/held")["claimed"].as_str()), ("2026-10-12", "met"));
    assert!(row("trial/overclaimed")["evidence"].contains(" (missing)"), "{:?}", row("trial/overclaimed"));
    let report = report(&project, "en");
    for item in list(&report["projects"][0]["items"]) {
        assert_eq!(row(word(&item["id"]))["level"], item["level"].to_string());
    }
}

#[test]
fn the_day_on_which_a_review_is_due_again_is_that_of_the_forecast() {
    let args =
        |format: &'static str| ["check", "--as-of", TODAY, "--locale", "en", "--only", OWNER, "--format", format];
    let project = Scratch::sound();
    let row = rows(&project.run(&args("soa-csv")).stdout).remove(0);
    let due = project.run(&["forecast", "--days", "3660", "--as-of", TODAY, "--locale", "en"]).stdout;
    assert!(!row["review-due"].is_empty() && due.contains(&row["review-due"]), "{row:?}: {due}");
    assert!(project.run(&args("soa")).stdout.contains("**Not whole: some of the items were left out of this run**"));
}

#[test]
fn no_cell_is_a_formula() {
    for start in ["=", "+", "-", "@"] {
        let manifest = format!("{PROJECT}{ANSWER}owner = \"{start}cmd|' /C calc'!A0\"\n")
            .replace("ferry-times", &format!("{start}HYPERLINK(1)"));
        let output = Scratch::with(&manifest).file("GOVERNANCE.md", GOVERNANCE).run(&super::arguments("soa-csv", "en"));
        for row in rows(&output.stdout) {
            let formula = row.values().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(formula, None);
            assert_eq!(row["project"], format!("'{start}HYPERLINK(1)"));
        }
    }
}

#[test]
fn a_manifest_that_cannot_be_judged_is_told_in_both() {
    let project = canonical_beside_broken();
    let all = rows(&given(&project, "soa-csv", "en").stdout);
    let broken: Vec<_> = all.iter().filter(|row| row["manifest"] == "broken/governance.toml").collect();
    assert!(matches!(broken.as_slice(), [row] if row["verdict"] == "unjudged" && !row["why"].is_empty()), "{broken:?}");
    let page = given(&project, "soa", "zh").stdout;
    assert!(page.contains("# 没有声明：broken/governance.toml 无法评判"), "{page}");
    assert_eq!(page.matches("\n# ").count() + usize::from(page.starts_with("# ")), 2);
}
