//! `guiju docs`: the reference is what the packs say, its pages lead to each other, and the program touches no file that is not its own.

mod address;
mod folder;
mod hostile;
mod links;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::run::{Output, guiju, guiju_in};

/// What every page begins with.
const MARK: &str = "guiju docs: written by the program from the packs; do not edit";
/// The reference in the repository.
const KEPT: &str = "docs/reference";

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn gather(at: &Path, path: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("names are UTF-8");
            let path = if path.is_empty() { name } else { format!("{path}/{name}") };
            if entry.file_type().expect("a type").is_dir() {
                gather(&entry.path(), &path, found);
            } else {
                found.insert(path, fs::read_to_string(entry.path()).expect("pages are UTF-8"));
            }
        }
    }
    let mut found = BTreeMap::new();
    gather(folder, "", &mut found);
    found
}

/// Whether a file is a page, rather than mdBook's settings.
fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

/// Writes the reference of the packs that the arguments name.
fn write(out: &Path, more: &[&str]) -> Output {
    guiju(&[&["docs", "--out", out.to_str().expect("a path"), "--locale", "en"], more].concat())
}

/// The reference of the built-in pack, written once.
fn built_in() -> &'static BTreeMap<String, String> {
    static WRITTEN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    WRITTEN.get_or_init(write_built_in)
}

fn write_built_in() -> BTreeMap<String, String> {
    let out = tempfile::tempdir().expect("a folder");
    let output = write(out.path(), &[]);
    assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{}", output.stderr);
    files(out.path())
}

/// With `GUIJU_BLESS=1` the reference is written anew. The test fails all the same, so that nobody blesses without looking.
#[test]
fn the_reference_in_the_repository_is_what_the_pack_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (kept, written) = (files(&root.join(KEPT)), built_in());
    let stale: Vec<_> = kept
        .keys()
        .chain(written.keys())
        .filter(|path| kept.get(*path) != written.get(*path))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    if !stale.is_empty() && std::env::var("GUIJU_BLESS").is_ok_and(|word| word == "1") {
        let output = guiju_in(&root, &["docs", "--out", KEPT, "--locale", "en"]);
        panic!("`{KEPT}` was written anew: look at what changed\n{}", output.stderr);
    }
    let (count, some) = (stale.len(), stale.iter().take(10).collect::<Vec<_>>());
    assert!(stale.is_empty(), "{count} pages of `{KEPT}` are stale, refreshed with GUIJU_BLESS=1: {some:?} …");
}

#[test]
fn the_same_pack_gives_the_same_bytes_in_any_language_of_the_reader() {
    let out = tempfile::tempdir().expect("a folder");
    let output = guiju(&["docs", "--out", out.path().to_str().expect("a path"), "--locale", "zh"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stderr.contains("写入"), "{}", output.stderr);
    assert_eq!(&files(out.path()), built_in());
}

#[test]
fn every_item_has_a_page_in_both_languages_and_stands_in_every_index() {
    let pages = built_in();
    let listed = guiju(&["list", "items", "--format", "json"]).stdout;
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("a list");
    let ids: Vec<_> = listed.as_array().into_iter().flatten().filter_map(|item| item["id"].as_str()).collect();
    assert!(ids.len() > 20, "{ids:?}");
    for locale in ["en", "zh"] {
        for id in &ids {
            let page = format!("{locale}/items/{id}.md");
            assert!(pages.contains_key(&page), "there is no {page}");
            for index in ["by-principle", "by-clause", "by-level", "SUMMARY"] {
                assert!(pages[&format!("{locale}/{index}.md")].contains(&format!("(items/{id}.md)")), "{index}: {id}");
            }
        }
        let items = pages.keys().filter(|path| path.starts_with(&format!("{locale}/items/"))).count();
        assert_eq!(items, ids.len());
    }
    for (path, text) in pages {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.contains(MARK), "{path} begins with {first}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} does not end with one line end");
    }
}

#[test]
fn a_page_says_all_that_there_is_to_say_on_an_item() {
    let out = tempfile::tempdir().expect("a folder");
    let output = write(out.path(), &["--pack", "examples/acme-pack/governance/acme"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let pages = files(out.path());
    for (page, parts) in [
        (
            "en/items/acme/spending-cap.md",
            [
                "\n# Spending cap\n\n[中文](../../../zh/items/acme/spending-cap.md)\n\n`acme/spending-cap`\n\n> Is there a monthly cap",
                "\n- applies: the project has the trait pays-by-use (Calls an outside service that is paid by use)\n  - CEL: `'pays-by-use' in project.traits`\n",
                "\n- [acme-9.1](../../by-clause.md#acme-91) What a service may cost",
                "\n- `value`: nobody is named who hears of the alert\n  - holds when `$.budget.alert_to` is matching `[A-Za-z0-9]@[A-Za-z0-9]`\n",
                "\n## An answer that passes\n\nCase: a cap, an early alert and an address. Judged as of 2026-01-15.\n\n```toml\n[project]\nstage = \"development\"\ntraits = [\"pays-by-use\"]\n\n[answers.acme.spending-cap]\nstatus = \"met\"\n",
                "\n`config/budget.json`:\n\n```json\n{ \"budget\": {",
                "\nVerdict: [`overclaimed`](../../verdicts.md#overclaimed). Findings: [`value-mismatch`](../../codes.md#value-mismatch).\n",
            ],
        ),
        (
            "zh/items/acme/staff-consulted.md",
            [
                "\n# 征求员工意见\n\n[English](../../../en/items/acme/staff-consulted.md)\n\n`acme/staff-consulted`\n\n> 系统上线前是否征求过",
                "\n- 何时必需：阶段为试点或投入使用\n  - CEL：`project.stage in ['pilot', 'production']`\n- 复核周期：365 天\n",
                "\n- [acme-9.2](../../by-clause.md#acme-92) 系统上线前",
                "\n- `text`：没有写明意见是怎样处理的\n  - 通过条件：文本写有 `(?i-u:",
                "\n## 能够通过的回答\n\n评判日期：2026-01-15。\n\n```toml\n",
                "\n- 接受：`**/*.{md,rst,txt,html}`\n- 常见于：`docs/*consult*.md`、`docs/*staff*.md`",
                "\n结论：[`overclaimed`](../../verdicts.md#overclaimed)。问题：[`",
            ],
        ),
    ] {
        for part in parts {
            assert!(pages[page].contains(part), "{part} is not on\n{}", pages[page]);
        }
    }
    let explained =
        guiju(&["explain", "acme/spending-cap", "--pack", "examples/acme-pack/governance/acme", "--locale", "en"]);
    let flat = explained.stdout.replace('\n', " ");
    let said = "applies: the project has the trait pays-by-use (Calls an outside service that is paid by use) ('pays-by-use' in project.traits)";
    assert!(flat.contains(said), "{}", explained.stdout);
    // What a pack tightens of another shows on its own pages.
    let owner = &pages["en/items/security/accountable-owner.md"];
    assert!(owner.contains("- reviewed every: 90 days\n") && owner.contains("expected a deputy"), "{owner}");
}

#[test]
fn the_pages_say_what_they_must_not_leave_out() {
    let pages = built_in();
    let texts = |folder: &str| -> Vec<_> { pages.iter().filter(|(path, _)| path.starts_with(folder)).collect() };
    for (locale, proxy, advice, unread, files) in [
        (
            "en",
            "(*proxy: passing shows a stand-in, and never that the clause is met*)",
            "no legal advice, and no proof that a framework is complied with",
            ", **unverified** |",
            "; left out where no such file is cited",
        ),
        (
            "zh",
            "（*替代项：通过只能说明有相关做法，绝不等于条款得到满足*）",
            "不构成法律意见，也不能证明符合任何框架",
            "，**未核实** |",
            "；未引用此类文件时略过",
        ),
    ] {
        let items = texts(&format!("{locale}/items/"));
        for said in [proxy, files] {
            assert!(items.iter().any(|(_, text)| text.contains(said)), "no page of an item says {said}");
        }
        // Every page that names a provision says what a mapping is not.
        for (path, text) in texts(&format!("{locale}/")) {
            let maps = text.contains("](../../frameworks/") || path.contains("framework");
            assert!(!maps || text.contains(advice), "{path} does not say {advice}");
        }
        let frameworks = texts(&format!("{locale}/frameworks/"));
        assert!(frameworks.iter().any(|(_, text)| text.contains(unread)), "{unread}");
    }
}
