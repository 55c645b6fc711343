//! Every link of every page leads to a page, and every anchor to a heading of it, as GitHub names them.

use std::collections::{BTreeMap, HashMap, HashSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{built_in, is_page};

/// What a reader of Markdown finds on a page.
#[derive(Default)]
pub(super) struct Read {
    pub(super) links: Vec<String>,
    /// The words of each heading, with its rank.
    pub(super) headings: Vec<(usize, String)>,
    /// HTML, images and all else that no page has.
    pub(super) strange: Vec<String>,
}

/// Reads a page as GitHub and mdBook do.
pub(super) fn read(markdown: &str) -> Read {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let (mut read, mut heading) = (Read::default(), None);
    for event in Parser::new_ext(markdown, options) {
        match &event {
            Event::Start(Tag::Heading { level, id: None, classes, attrs })
                if classes.is_empty() && attrs.is_empty() =>
            {
                heading = Some((*level as usize, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => read.headings.extend(heading.take()),
            Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.to_string()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut heading {
                    words.push_str(text);
                }
            }
            Event::Html(html) if html.trim_end() == format!("<!-- {} -->", super::MARK) => {}
            Event::InlineHtml(html) if &**html == "<br>" => {}
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Image { .. } | Tag::Heading { .. } | Tag::FootnoteDefinition(_)) => {
                read.strange.push(format!("{event:?}"));
            }
            _ => {}
        }
    }
    read
}

/// The anchors that GitHub gives headings.
fn anchors(headings: &[(usize, String)]) -> HashSet<String> {
    let mut count: HashMap<String, usize> = HashMap::new();
    let slug = |words: &str| -> String {
        let kept = words.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
        kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    let mut next = |words: &str| {
        let base = slug(words);
        let before = count.entry(base.clone()).and_modify(|count| *count += 1).or_default();
        if *before == 0 { base } else { format!("{base}-{before}") }
    };
    headings.iter().map(|(_, words)| next(words)).collect()
}

/// Where a relative link leads, from the folder of the reference.
fn target(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    // A folder shows its front page.
    let link = if link.ends_with('/') { format!("{link}README.md") } else { link.to_owned() };
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." | "" => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The links of pages that lead nowhere.
pub(super) fn broken(pages: &BTreeMap<String, String>) -> (usize, Vec<String>) {
    let known: HashMap<_, _> =
        pages.iter().filter(|(path, _)| is_page(path)).map(|(path, text)| (path.as_str(), read(text))).collect();
    let (mut count, mut broken) = (0, Vec::new());
    for (path, page) in &known {
        for link in page.links.iter().filter(|link| !link.starts_with("https://")) {
            count += 1;
            let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
            let found = target(path, to).and_then(|to| known.get(to.as_str()));
            let lands = found.is_some_and(|page| anchor.is_empty() || anchors(&page.headings).contains(anchor));
            if !lands {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    broken.sort();
    (count, broken)
}

#[test]
fn every_link_leads_to_a_page_and_every_anchor_to_a_heading() {
    let pages = built_in();
    let (count, broken) = broken(pages);
    assert!(count > 2_000, "only {count} links");
    assert!(broken.is_empty(), "{} of {count}:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn a_link_that_leads_nowhere_is_seen() {
    let page = |text: &str| text.to_owned();
    let pages = BTreeMap::from([
        ("en/a/b.md".to_owned(), page("# B\n\n[x](../c.md#one-1) [y](../c.md#two) [z](d.md) [w](../../../e.md)\n")),
        ("en/c.md".to_owned(), page("# One\n\n## One\n")),
    ]);
    let expected = ["en/a/b.md: ../../../e.md", "en/a/b.md: ../c.md#two", "en/a/b.md: d.md"];
    assert_eq!(broken(&pages), (4, expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_page_leads_to_itself_in_the_other_language() {
    let pages = built_in();
    for (path, text) in pages.iter().filter(|(path, _)| is_page(path)) {
        let other = match path.split_once('/') {
            Some(("en", rest)) => format!("zh/{rest}"),
            Some(("zh", rest)) => format!("en/{rest}"),
            _ => continue,
        };
        assert!(pages.contains_key(&other), "there is no {other}");
        let links = read(text).links;
        let leads = links.iter().any(|link| target(path, link).as_deref() == Some(&other));
        assert!(leads || path.ends_with("SUMMARY.md"), "{path} does not lead to {other}");
    }
}

#[test]
fn no_page_has_html_or_pictures_and_each_has_one_title() {
    for (path, text) in built_in().iter().filter(|(path, _)| is_page(path)) {
        let read = read(text);
        assert_eq!(read.strange, Vec::<String>::new(), "{path}");
        let titles = read.headings.iter().filter(|(rank, _)| *rank == 1).count();
        assert!(titles == 1 || path.ends_with("SUMMARY.md"), "{path} has {titles} titles");
        let ranks = read.headings.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 1);
        assert!(ranks, "{path} leaves out a rank: {:?}", read.headings);
    }
}
