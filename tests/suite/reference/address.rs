//! A pack that says where its pages are: findings on its items show the link, `explain` as well, and an address that could do more than
//! lead there is refused.

use serde_json::Value;

use crate::run::guiju;
use crate::scratch::{PROJECT, Scratch, TODAY, each};

/// A small pack with an item that nobody answers.
fn project(docs: &str) -> Scratch {
    let head = format!(
        "schema = 1\nid = \"acme\"\nversion = \"1.0.0\"\ntitle = {{ en = \"Acme\", zh = \"艾克米\" }}\n{docs}\n\
         extends = [\"four-principles\"]\n[[principles]]\nid = \"acme\"\ntitle = {{ en = \"Own\", zh = \"自有\" }}\n\
         summary = {{ en = \"Own.\", zh = \"自有。\" }}\n[[clauses]]\nid = \"A.1\"\nprinciple = \"acme\"\nkind = \"duty\"\n\
         reach = \"direct\"\ngloss = {{ en = \"Somebody answers.\", zh = \"有人接听。\" }}\n"
    );
    let item = "title = { en = \"Telephone\", zh = \"电话\" }\nclauses = [\"A.1\"]\nrequirement = \"required\"\nlevel = 1\n\
                question = { en = \"Is there one?\", zh = \"有电话吗？\" }\nguidance = { en = \"Write it.\", zh = \"写下。\" }\n\
                evidence = { accept = [\"**/*.md\"] }\n";
    Scratch::with(&format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n"))
        .file("acme/pack.toml", head)
        .file("acme/acme/telephone.toml", item)
}

const DOCS: &str = "docs = \"https://docs.acme.example/{locale}/items/{item}.html\"";

#[test]
fn a_finding_shows_where_its_item_is_described() {
    let project = project(DOCS);
    let page = |locale: &str| format!("https://docs.acme.example/{locale}/items/acme/telephone.html");
    for (format, locale, shown) in [
        ("pretty", "en", format!("error[acme/telephone/unanswered] ({})", page("en"))),
        ("pretty", "zh", format!("error[acme/telephone/unanswered] ({})", page("zh"))),
        ("narrated", "en", format!("\nMore: {}\n", page("en"))),
        ("narrated", "zh", format!("\n详见：{}\n", page("zh"))),
        ("json", "zh", format!("\"url\":\"{}\"", page("zh"))),
    ] {
        let output = project.run(&["check", "--as-of", TODAY, "--format", format, "--locale", locale]);
        assert_eq!(output.status, 1, "{}", output.stderr);
        assert_eq!(output.stdout.matches(&shown).count(), 1, "{format} {locale}: {shown}\n{}", output.stdout);
        assert_eq!(output.stdout.matches("docs.acme.example").count(), 1, "{format} {locale}");
    }
    // The line of `plain` is for programs, and stays what it is.
    let plain = project.run(&["check", "--as-of", TODAY, "--format", "plain"]);
    assert!(!plain.stdout.contains("https://"), "{}", plain.stdout);
}

#[test]
fn only_findings_on_items_of_that_pack_have_a_link() {
    let judged = project(DOCS).judge(&[]);
    let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
    assert!(findings.len() > 3, "{}", judged.printed());
    for finding in findings {
        let own = finding["rule"] == "acme/telephone";
        assert_eq!(finding.get("url").is_some_and(Value::is_string), own, "{finding}");
    }
    let judged = project("").judge(&[]);
    assert!(!judged.printed().contains("\"url\""), "{}", judged.printed());
}

#[test]
fn explain_names_the_page() {
    let explained = |docs: &str, item: &str, locale: &str| {
        let output = project(docs).run(&["explain", item, "--pack", "./acme", "--locale", locale]);
        assert_eq!(output.status, 0, "{}", output.stderr);
        output.stdout
    };
    let page = "page: https://docs.acme.example/en/items/acme/telephone.html\n";
    assert!(explained(DOCS, "acme/telephone", "en").contains(page));
    assert!(!explained("", "acme/telephone", "en").contains("page:"));
    for (locale, page) in [
        ("en", "page: docs/reference/en/items/people/purpose.md in the repository of guiju\n"),
        ("zh", "页面：guiju 代码库中的 docs/reference/zh/items/people/purpose.md\n"),
    ] {
        assert!(explained(DOCS, "people/purpose", locale).contains(page), "{locale}");
        assert!(guiju(&["explain", "people/purpose", "--locale", locale]).stdout.contains(page), "{locale}");
    }
}

#[test]
fn an_address_that_could_do_more_is_refused() {
    let refused = [
        "http://acme.example/{item}",
        "https://acme.example/items",
        "https://acme.example/{page}/{item}",
        "https://me:word@acme.example/{item}",
        "javascript:alert(1)//{item}",
        "https://acme.example/{item})](javascript:x)",
        "https://acme.example/\\u001b]8;;{item}",
    ];
    each(refused, |address| {
        let project = project(&format!("docs = \"{address}\""));
        let output = project.run(&["check", "--as-of", TODAY, "--format", "plain", "--locale", "en"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{address}: {}", output.stderr);
        let told = "acme/pack.toml:5:8: error[pack/bad-value]: `docs` must be an https address with {item} in its path";
        assert!(output.stderr.starts_with(told), "{address}: {}", output.stderr);
        assert!(!output.stderr.contains('\u{1b}'), "{address}");
    });
}

#[test]
fn the_address_of_a_run_stands_in_for_packs_without_one() {
    let elsewhere = "https://pages.example/{locale}/{item}";
    for (docs, own) in [
        (DOCS, "https://docs.acme.example/en/items/acme/telephone.html"),
        ("", "https://pages.example/en/acme/telephone"),
    ] {
        let judged = project(docs).judge(&["--docs", elsewhere]);
        let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
        for finding in findings
            .iter()
            .filter(|finding| finding["rule"].as_str().is_some_and(|rule| !rule.starts_with("manifest/")))
        {
            let rule = finding["rule"].as_str().unwrap_or_default();
            let expected =
                if rule == "acme/telephone" { own.to_owned() } else { format!("https://pages.example/en/{rule}") };
            assert_eq!(finding["url"], expected.as_str(), "{finding}");
        }
    }
    for (locale, said) in
        [("en", "is no address of items' pages: write https://"), ("zh", "不是条目页面的地址：请写成 https://")]
    {
        let refused = project("").run(&["check", "--docs", "http://pages.example/{item}", "--locale", locale]);
        assert_eq!((refused.status, refused.stderr.contains(said)), (2, true), "{}", refused.stderr);
        assert!(refused.stderr.contains("{locale}/{item}.html"), "{}", refused.stderr);
    }
}
