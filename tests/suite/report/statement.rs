//! `guiju report --format soa`, `soa-csv` and `soa-html`: the statement of `check`, and the same as a page.

use super::{between, report};
use crate::canonical::{ITEMS, canonical};
use crate::run::guiju;
use crate::scratch::{Scratch, TODAY, each};

#[test]
fn it_is_the_statement_of_check() {
    let project = canonical();
    each([("soa", "en"), ("soa", "zh"), ("soa-csv", "en"), ("soa-csv", "zh")], |(format, locale)| {
        let more = ["--format", format, "--locale", locale];
        let own = report(&project, &more);
        let check = project.run(&[&["check", "--as-of", TODAY, "--fail-on", "never"], &more[..]].concat());
        assert_eq!((own.status, own.stdout.as_str()), (0, check.stdout.as_str()), "{format}: {}", own.stderr);
    });
}

#[test]
fn the_page_has_a_row_for_each_item_with_the_words_of_the_markdown() {
    let project = canonical();
    let output = report(&project, &["--format", "soa-html", "--locale", "zh"]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    let page = output.stdout;
    assert!(page.starts_with("<!doctype html>\n<html lang=zh-Hans>"), "{}", &page[..80]);
    let rows: Vec<_> =
        page.split("<tr class=row>").flat_map(|part| part.split("<tr class=\"row off\">")).skip(1).collect();
    assert_eq!(rows.len(), ITEMS.len());
    for ((item, .., verdict), row) in ITEMS.iter().zip(&rows) {
        assert!(row.contains(&format!("<code>{item}</code>")), "{item}: {row}");
        assert!(row.contains(&format!("class=\"icon v-{verdict}\"")), "{item}: {row}");
    }
    let page = guiju(&["report", "examples/clinic-triage", "--as-of", TODAY, "--format", "soa-html"]).stdout;
    assert!(page.len() < 200 * 1024, "{}", page.len());
    let row = between(&page, "<code>security/threat-model</code>", "</tr>");
    for said in ["Waived until 2027-02-28: ", "(approved by Chief medical information officer)", "豁免至 2027-02-28："]
    {
        assert!(row.contains(said), "{said}: {row}");
    }
}

#[test]
fn a_page_without_items_has_no_search_and_a_policy_all_the_same() {
    let page = report(&Scratch::sound(), &["--format", "soa-html"]).stdout;
    assert!(page.contains("http-equiv=Content-Security-Policy") && !page.contains("id=find"));
    for word in [" onclick", " style=", "src=", "@import", "://"] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(word), "{word}");
    }
}
