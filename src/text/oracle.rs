//! The block scanner against pulldown-cmark: the same headings, of the same rank, at the same places, in lists and
//! quotations too. Left out are front matter and reStructuredText, which come before the scanner, and lists nested so that
//! the two read a tab, or a blank line, each in its own way.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::blocks::{Blocks, Kind};

/// The headings of a text by the oracle: rank and bytes.
fn expected(text: &str) -> Vec<(u8, std::ops::Range<usize>)> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let headings = parser.filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some((level as u8, range)),
        _ => None,
    });
    headings.collect()
}

/// The headings of a text by our scanner.
fn found(text: &str) -> Vec<(u8, std::ops::Range<usize>)> {
    let blocks = Blocks::of(text, 0);
    let headings = blocks.list.iter().filter_map(|block| match block.kind {
        Kind::Atx(level) | Kind::Setext(level) => Some((level, blocks.span_of(block).range())),
        _ => None,
    });
    headings.collect()
}

fn agree(text: &str) -> Result<(), String> {
    let (expected, found) = (expected(text), found(text));
    let same = expected.len() == found.len()
        && expected
            .iter()
            .zip(&found)
            .all(|((level, outer), (own, inner))| level == own && outer.start <= inner.start && inner.end <= outer.end);
    if same { Ok(()) } else { Err(format!("{text:?}\n expected {expected:?}\n    found {found:?}")) }
}

#[test]
fn headings_of_a_corpus_are_the_same() {
    for text in [
        "# a\n## b\n\ntext\n### c ###\n",
        "a\n===\nb\n---\n",
        "a\nb\n===\n\n---\n",
        "```\n# a\n```\n# b\n",
        "~~~ x\n# a\n~~~~\n# b\n",
        "    # code\n\n# a\n",
        "text\n    # lazy\n# a\n",
        "<!--\n# a\n\n# b\n-->\n# c\n",
        "<div>\n# a\n\n# b\n</div>\n",
        "<pre>\n\n# a\n</pre>\n# b\n",
        "<script>\n\n# a\n\n</script> x\n# b\n",
        "<span>\n# a\n\n# b\n",
        "text\n<span>\n# a\n",
        "- # a\n  ## b\n\n# c\n",
        "- a\n\n  b\n  ===\n- c\n===\n",
        "1. a\n2. # b\n14) # c\n",
        "text\n2. # no\n",
        "text\n- # yes\n",
        "> # a\n> b\n> ---\nc\n===\n",
        "> a\n---\n",
        "> a\n===\n",
        "> ```\n# a\n",
        "- ```\n# a\n",
        "- ```\n  # a\n  ```\n  # b\n",
        "[a]: /b\n===\n",
        "[a]: /b\nc\n===\n",
        "[a]: /b\n'title'\n===\nx\n---\n",
        "| a | b |\n|---|---|\n| c | d |\n---\n# e\n",
        "a | b\n--- | ---\nc | d\n===\n",
        "* * *\n# a\n***\n",
        "#\n##\n# #\n####### a\n#a\n",
        "a\r\n===\r\n# b\r\n",
        "a\r===\r# b\r",
        "\t# a\n \t# b\n",
        "-\n\n  # a\n",
        "-\n  # a\n",
        "-    # a\n\n     # b\n",
        "-     # a\n",
        "a\n  ===  \nb\n    ---\n",
        "模型\n===\n## 限制 ##\n",
        "<a id=\"x\"></a>\n# a\n\n<a id=\"x\"></a>\n\n# b\n",
        "<h1>a</h1>\n# b\n",
        "<?php\n# a\n?>\n# b\n",
        "<!DOCTYPE html>\n# a\n",
        "<![CDATA[\n# a\n]]>\n# b\n",
        "\\# a\n\n`# b\n# c`\n",
        "a\\\n===\n",
        "- a\n  - b\n    - c\n      # d\n  # e\n# f\n",
        "> > # a\n> # b\n\n> c\nd\n> ---\n",
    ] {
        agree(text).unwrap();
    }
}

fn soup() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        6 => Just(""),
        6 => Just("text"),
        2 => Just("# a"),
        2 => Just("## b ##"),
        3 => Just("==="),
        3 => Just("---"),
        1 => Just("***"),
        2 => Just("```"),
        1 => Just("~~~~"),
        1 => Just("````x"),
        2 => Just("<!-- c"),
        2 => Just("d -->"),
        1 => Just("<div>"),
        1 => Just("</div> e"),
        1 => Just("<span class='x'>"),
        1 => Just("<pre>"),
        1 => Just("</pre>"),
        2 => Just("    # code"),
        1 => Just("   # c"),
        1 => Just("  text"),
        1 => Just("| a | b |"),
        1 => Just("|---|---|"),
        1 => Just("[r]: /u"),
        1 => Just("#"),
        1 => Just("模型 限制"),
        1 => Just("####### no"),
        1 => Just("`x"),
        1 => Just("\\# no"),
    ];
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

fn nested_soup() -> impl Strategy<Value = String> {
    let mark = prop_oneof![4 => Just(""), 2 => Just("> "), 1 => Just("- "), 1 => Just("  "), 1 => Just("1. "), 1 => Just("   ")];
    let line = prop_oneof![
        Just("text"),
        Just("# a"),
        Just("==="),
        Just("---"),
        Just("```"),
        Just(""),
        Just("<div>"),
        Just("* b"),
    ];
    let line = (mark.clone(), mark, line).prop_map(|(outer, inner, line)| format!("{outer}{inner}{line}"));
    prop::collection::vec(line, 0..10).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn headings_of_line_soups_are_the_same(text in soup()) {
        prop_assert!(agree(&text).is_ok(), "{}", agree(&text).unwrap_err());
    }

    #[test]
    fn headings_of_nested_soups_are_the_same(text in nested_soup()) {
        prop_assert!(agree(&text).is_ok(), "{}", agree(&text).unwrap_err());
    }

    #[test]
    fn no_text_breaks_the_room(text in "[\\PC\n\r\t#*_`<>\\[\\]|:=~-]{0,200}") {
        let outline = super::outline(&text);
        for heading in &outline.headings {
            prop_assert!(text.get(heading.span.range()).is_some() && text.get(heading.body.range()).is_some());
            prop_assert!(heading.span.end <= heading.body.start || heading.body.is_empty());
        }
        super::Tally::of(&text).weight(10);
        super::hollowness(&text);
        super::spdx_of(&text);
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        ">",
        "> ",
        "- ",
        "[a]: b\n===\n",
        "# a\n",
        "<a ",
        "<!--",
        "**a**",
        "**a** b\n\n",
        "\t",
        "|",
        "[[",
        "{{",
        "1. ",
        "a\n===\n",
        "- **a**\n",
        "<details>\n\n",
        "> **a**\n\n",
        "x\n\n- \n\n",
        "<h1>\n\n",
        "<b>",
        "<div hidden>\n\n",
        "](a \"",
        "to be done ",
        "TODO ",
        "，",
        "a,",
        "。",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let outline = super::outline(&text);
        assert!(outline.headings.len() <= text.len());
        super::Tally::of(&text).weight(10);
        super::hollowness(&text);
    }
}
