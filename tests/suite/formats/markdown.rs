//! `markdown`, read by pulldown-cmark as GitHub reads a comment: what a project writes is text in its cell, and nothing more.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{LOCALES, findings, full_rule, given, many, report, word};
use crate::canonical::{canonical, canonical_beside_broken};
use crate::scratch::{PROJECT, Scratch, TODAY, each};

/// How many characters a comment on GitHub has at most.
const LONGEST: usize = 65_536;

/// The rows of the tables, each with its cells as a reader sees them.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => rows.last_mut().expect("a row").push(String::new()),
            Event::Text(text) => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            Event::Html(html) => assert_eq!(html.trim(), "<!-- guiju -->"),
            // Our own word on what was left out.
            Event::Code(code) if code.as_ref() == "guiju check" => {}
            Event::InlineHtml(_) | Event::Code(_) | Event::FootnoteReference(_) => panic!("{event:?}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::List(_)) => {
                panic!("{event:?}")
            }
            _ => {}
        }
    }
    rows
}

#[test]
fn every_finding_is_a_row_worst_first_and_nothing_forges_a_cell() {
    let project = canonical();
    each(LOCALES, |locale| {
        let report = report(&project, locale);
        let text = given(&project, "markdown", locale).stdout;
        let rows = rows(&text);
        let rows: Vec<_> = rows.iter().filter(|row| row.len() == 3).skip(1).collect();
        let mut expected = findings(&report);
        let rank = |severity: &str| ["error", "warning", "note"].iter().position(|word| *word == severity);
        expected.sort_by_key(|finding| rank(word(&finding["severity"])));
        assert_eq!(rows.len(), expected.len(), "{text}");
        for (row, finding) in rows.iter().zip(expected) {
            let place = &finding["place"];
            let file = word(&place["file"]).replace('\u{202e}', "\u{fffd}");
            let at = format!("{file}:{}:{}", place["line"], place["column"]).replace('\u{200b}', "");
            assert_eq!(row[2].replace('\u{200b}', ""), at);
            assert!(row[1].starts_with(&full_rule(finding)), "{row:?}");
        }
    });
}

#[test]
fn a_comment_calls_nobody_and_links_nowhere() {
    let name = "@org/team #12 !3 https://x.example www.x.example <img src=x> [a](b) | c";
    let text = given(&Scratch::with(&PROJECT.replace("ferry-times", name)), "markdown", "en").stdout;
    let heading = text.lines().nth(1).expect("a heading");
    for live in ["@org", "#12", "!3", "https://", "www.x", "<img", "[a](b)"] {
        assert!(!heading.contains(live), "{live}: {heading}");
    }
}

#[test]
fn a_manifest_that_cannot_be_judged_is_told() {
    let text = given(&canonical_beside_broken(), "markdown", "en").stdout;
    assert!(text.contains("## broken/governance.toml could not be judged\n"), "{text}");
    assert!(
        rows(&text).iter().any(|row| row.last().is_some_and(|at| at.starts_with("broken/governance.toml:"))),
        "{text}"
    );
}

#[test]
fn a_comment_is_no_longer_than_the_platform_takes_and_counts_what_it_leaves_out() {
    let one = many(5_000);
    // So many that not all of them find a place.
    let projects =
        (0..200).fold(Scratch::new(), |around, at| around.file(&format!("p{at:03}/governance.toml"), PROJECT));
    for (project, locale) in [(&one, "en"), (&one, "zh"), (&projects, "en"), (&projects, "zh")] {
        let text = given(project, "markdown", locale).stdout;
        let report = report(project, locale);
        assert!(text.chars().count() <= LONGEST && text.len() > 40_000, "{}", text.len());
        let shown = rows(&text).iter().filter(|row| row.len() == 3).count();
        let heads = text.matches("| severity |").count() + text.matches("| 级别 |").count();
        let left = findings(&report).len() - (shown - heads);
        let told = text.lines().last().expect("a last line");
        assert!(left > 0 && told.contains(&left.to_string()), "{left}: {told}");
    }
}

#[test]
fn a_clean_project_has_no_table_of_findings() {
    let project = Scratch::sound();
    let output = project.run(&[
        "check",
        "--as-of",
        TODAY,
        "--only",
        crate::scratch::OWNER,
        "--format",
        "markdown",
        "--locale",
        "en",
    ]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(!output.stdout.contains("| severity |") && !output.stdout.contains("Left out"), "{}", output.stdout);
}
