//! The manual as pages for `man`, made from the same description that reads the command line. Where they are written is for `command`.

use std::collections::BTreeMap;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::variables::variables;
use crate::locale::{Locale, Text, text};

/// What a page begins with: a comment, by which a page of ours is known.
pub(crate) const MARK: &str = ".\\\" written by guiju man\n";

/// What clap calls the parts of a page that have no name of ours, and what readers of `man` expect.
const HEADINGS: [(&str, &str, &str); 5] = [
    ("NAME", "NAME", "名称"),
    ("SYNOPSIS", "SYNOPSIS", "概要"),
    ("DESCRIPTION", "DESCRIPTION", "描述"),
    ("Commands", "COMMANDS", "命令"),
    ("VERSION", "VERSION", "版本"),
];

/// A page a verb, by the name of its file; `guiju.1` is that of the program.
pub(crate) fn manual(locale: Locale) -> BTreeMap<String, String> {
    let mut line = super::command(locale);
    line.build();
    let mut pages = BTreeMap::new();
    add(&line, locale, &mut pages);
    pages
}

fn add(command: &Command, locale: Locale, pages: &mut BTreeMap<String, String>) {
    let page = Man::new(command.clone()).source(concat!("guiju ", env!("CARGO_PKG_VERSION")));
    let name = page.get_filename();
    let is_whole = command.get_display_name().is_none_or(|name| name == "guiju");
    let mut text = MARK.as_bytes().to_vec();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    // Words are not parted and lines not filled up: both make names of options hard to read.
    text = text.replacen("\n.SH NAME\n", "\n.ad l\n.nh\n.SH NAME\n", 1);
    for (clap, en, zh) in HEADINGS {
        text = text.replace(&format!("\n.SH {clap}\n"), &format!("\n.SH {}\n", locale.pick(en, zh)));
    }
    if is_whole {
        text.push_str(&more(command, locale));
    }
    pages.insert(name, text);
    command.get_subcommands().for_each(|verb| add(verb, locale, pages));
}

/// What the page of the program says beside its options.
fn more(line: &Command, locale: Locale) -> String {
    let statuses = [
        (
            "0",
            text!(
                "at least one item was judged, and nothing stands at or above --fail-on",
                "至少评判了一个条目，且没有达到 --fail-on 级别的问题"
            ),
        ),
        ("1", text!("findings at or above it", "有达到该级别的问题")),
        (
            "2",
            text!(
                "it could not judge: usage, no manifest, a manifest or a pack with a fault, an output that cannot be written",
                "无法评判：命令行有误、没有清单、清单或规则包有错、结果无法写出"
            ),
        ),
    ];
    let files = [
        (
            "governance.toml",
            text!("the manifest: what a project claims, with its evidence", "清单：项目的声明及其证据"),
        ),
        ("governance.waivers.toml", text!("waivers, where they do not stand in the manifest", "豁免，可不写在清单中")),
        ("governance.lock", text!("what the evidence was when it was reviewed", "复核时证据的样子")),
    ];
    let mut names: Vec<_> = variables(line, "check").into_iter().map(|variable| variable.name).collect();
    names.sort();
    let (en, zh) = (names.join(", "), names.join(" "));
    let environment = [
        (
            "GUIJU_*",
            text!(
                "stand in for the options of their names where these are not given; lists are parted by commas: {en}",
                "没有写出相应选项时代替该选项，多个值用逗号分隔： {zh}"
            ),
        ),
        (
            "SOURCE_DATE_EPOCH",
            text!("the day of judging, in seconds, where no day is given", "未给出日期时的评判日期，以秒计"),
        ),
        ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR", text!("whether there is colour", "是否使用颜色")),
    ];
    let mut page = Roff::default();
    part(&mut page, locale.pick("EXIT STATUS", "退出状态"), &statuses, locale);
    part(&mut page, locale.pick("FILES", "文件"), &files, locale);
    part(&mut page, locale.pick("ENVIRONMENT", "环境变量"), &environment, locale);
    page.to_roff()
}

fn part(page: &mut Roff, heading: &str, rows: &[(&str, Text)], locale: Locale) {
    page.control("SH", [heading]);
    for (name, what) in rows {
        page.control("TP", []);
        page.text([bold(*name)]);
        page.text([roman(what.get(locale))]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_a_page_with_headings_of_its_language() {
        for (locale, parts) in [(Locale::En, ["NAME", "SYNOPSIS", "OPTIONS"]), (Locale::Zh, ["名称", "概要", "选项"])]
        {
            let pages = manual(locale);
            for name in ["guiju.1", "guiju-check.1", "guiju-pack-diff.1", "guiju-man.1"] {
                let page = &pages[name];
                assert!(page.starts_with(MARK), "{name}");
                let headings: Vec<_> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
                assert_eq!(headings[..2], parts[..2], "{name}");
                assert!(headings.contains(&parts[2]), "{name}: {headings:?}");
                for heading in headings {
                    assert_eq!(heading.is_ascii(), locale == Locale::En, "{name}: {heading}");
                    assert_eq!(heading, heading.to_uppercase(), "{name}");
                }
            }
        }
    }
}
