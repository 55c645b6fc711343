//! The reference: the packs as pages of Markdown, in both languages, that GitHub shows as they are and mdBook makes a book of. A pure
//! function of a rulebook: where the pages are kept is for `command`.

mod codes;
mod frameworks;
mod front;
mod indexes;
mod item;
mod page;

use std::collections::{BTreeMap, HashMap};

use crate::locale::{Locale, Text, text};
use crate::pack::{Details, Item, Rulebook};
use page::Page;

/// How a page begins. A file that begins otherwise is none of ours.
pub(crate) const MARKS: [&str; 2] = ["<!-- guiju docs: ", "# guiju docs: "];
/// What follows.
const MARK: &str = "written by the program from the packs; do not edit";

/// Pages by their path, with `/`.
pub(crate) type Pages = BTreeMap<String, String>;

/// The pages of a rulebook.
pub(crate) fn reference(rulebook: &Rulebook) -> Pages {
    let entries: Vec<_> = rulebook.items.iter().map(Entry::new).collect();
    let mut pages = Pages::from([front::root(rulebook)]);
    for locale in [Locale::En, Locale::Zh] {
        let mut book = Book { rulebook, entries: &entries, locale, clauses: Anchors::new(), codes: Anchors::new() };
        // Those that others link to come first.
        pages.extend([indexes::by_clause(&mut book), codes::codes(&mut book), codes::verdicts(&book)]);
        pages.extend([front::front(&book), front::summary(&book), front::settings(&book)]);
        pages.extend([indexes::by_principle(&book), indexes::by_level(&book), frameworks::index(&book)]);
        pages.extend(rulebook.frameworks().map(|framework| frameworks::page(framework, &book)));
        pages.extend(entries.iter().map(|entry| item::page(entry, &book)));
    }
    pages
}

/// Where the page of an item lies in a folder that the reference was written to.
pub(crate) fn item_path(item: &str, locale: Locale) -> String {
    format!("{}/items/{item}.md", locale.tag())
}

/// The anchors of a page's headings, by what the headings are about.
type Anchors = HashMap<String, String>;

/// An item with what its file says beside its definition.
struct Entry<'r> {
    item: &'r Item,
    details: Option<Details>,
}

impl<'r> Entry<'r> {
    fn new(item: &'r Item) -> Self {
        Self { item, details: Details::of(item).0 }
    }
}

/// What the pages of one language are made from.
struct Book<'r> {
    rulebook: &'r Rulebook,
    entries: &'r [Entry<'r>],
    locale: Locale,
    clauses: Anchors,
    codes: Anchors,
}

impl Book<'_> {
    /// A new page, begun with its title and the way to the other language.
    fn page(&self, path: &str, title: &Text) -> Page {
        Page::begun(self.locale, path, title.get(self.locale))
    }

    /// A link to an item, by its title.
    fn item_link(&self, item: &Item, page: &Page) -> String {
        page.link(item.title.get(self.locale), &format!("items/{}.md", item.id))
    }
}

/// What stands on every page that speaks of clauses whose duty is not a project's.
fn on_proxies() -> Text {
    text!(
        "A clause marked *proxy* lays its duty on states or organisations. An item can only show a stand-in for it: passing that item never meets the clause.",
        "标有*替代*的条款，其义务属于国家或机构。条目只能以替代方式说明相关做法：通过该条目绝不等于条款得到满足。"
    )
}
