//! A page being written: its first lines, headings with their anchors, tables, and links that hold on GitHub as in a book. All that it is
//! given beside titles is Markdown already.

use std::fmt::Write as _;

use super::{MARK, MARKS};
use crate::locale::Locale;
use crate::render::escape::markdown;
use crate::render::one_line;
use crate::text::Slugs;

/// The front page of a language.
pub(super) const FRONT: &str = "README.md";

/// A page.
pub(super) struct Page {
    locale: Locale,
    /// From the folder of its language.
    path: String,
    out: String,
    slugs: Slugs,
}

impl Page {
    /// A page with no more than the line that says whose it is.
    pub(super) fn new(locale: Locale, path: &str) -> Self {
        let out = format!("{}{MARK} -->\n", MARKS[0]);
        Self { locale, path: path.to_owned(), out, slugs: Slugs::default() }
    }

    /// A page with its title and the way to the same page in the other language.
    pub(super) fn begun(locale: Locale, path: &str, title: &str) -> Self {
        let mut page = Self::new(locale, path);
        page.heading(1, title);
        let (name, other) = locale.pick(("中文", Locale::Zh), ("English", Locale::En));
        let up = "../".repeat(path.matches('/').count() + 1);
        // Of another book mdBook does not know that the front page is called `index`: the folder leads to it there as on GitHub.
        let path = if path == FRONT { "" } else { path };
        page.paragraph(&format!("[{name}]({up}{}/{path})", other.tag()));
        page
    }

    /// A heading of plain text; gives its anchor.
    pub(super) fn heading(&mut self, rank: usize, title: &str) -> String {
        let title = one_line(title);
        let title = title.trim();
        self.gap();
        let _ = writeln!(self.out, "{} {}", "#".repeat(rank), markdown(title));
        self.slugs.next(title)
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap();
        self.line(text);
    }

    /// A line right below the last.
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Blocks that were made elsewhere.
    pub(super) fn block(&mut self, blocks: &str) {
        self.gap();
        self.out.push_str(blocks);
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A list.
    pub(super) fn list(&mut self, entries: impl IntoIterator<Item = String>) {
        self.gap();
        for entry in entries {
            let _ = writeln!(self.out, "- {entry}");
        }
    }

    /// A table with a row of heads.
    pub(super) fn table<const N: usize>(&mut self, heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) {
        self.gap();
        let _ = writeln!(self.out, "| {} |\n|{}", heads.join(" | "), " --- |".repeat(N));
        for row in rows {
            let _ = writeln!(self.out, "| {} |", row.join(" | "));
        }
    }

    /// A link to another page of the language, `to` being a path from its folder, perhaps with an anchor. The label is plain text.
    pub(super) fn link(&self, label: &str, to: &str) -> String {
        self.link_to(&markdown(label), to)
    }

    /// As [`Self::link`], with a label that is Markdown.
    pub(super) fn link_to(&self, label: &str, to: &str) -> String {
        format!("[{label}]({}{to})", "../".repeat(self.path.matches('/').count()))
    }

    /// The page's path and its text.
    pub(super) fn done(self) -> (String, String) {
        (format!("{}/{}", self.locale.tag(), self.path), self.out)
    }
}
