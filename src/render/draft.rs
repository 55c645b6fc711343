//! The manifest that `init` writes: what is known of the project, and a stub for each item that claims nothing, with what was found beside
//! it. Whatever needs a person to say it stands there as a comment, for `check` to ask after.

mod head;
mod stub;

use std::fmt::Write as _;

use crate::detect::{Detected, Profile};
use crate::locale::Locale;
use crate::pack::{Item, Rulebook};
use crate::render::one_line;
use crate::render::table::wrap;
use crate::tree::quoted;

/// How wide comments are, in columns, with the mark before them.
const WIDTH: usize = 108;

/// What a manifest is drafted from.
pub(crate) struct Draft<'d> {
    pub(crate) rulebook: &'d Rulebook,
    pub(crate) profile: &'d Profile,
    pub(crate) detected: &'d Detected,
    /// The packs to name, as a manifest writes them; none where the built-in one is meant.
    pub(crate) packs: &'d [String],
    pub(crate) level: u8,
    /// The language of the comments.
    pub(crate) locale: Locale,
    /// Whether the schema that editors read lies beside it.
    pub(crate) with_schema: bool,
    /// The language to ask reports in, where somebody chose one.
    pub(crate) reports: Option<Locale>,
}

impl Draft<'_> {
    /// The part on the project alone, from which it follows which items concern it.
    pub(crate) fn head(&self) -> String {
        head::head(self)
    }

    /// The whole manifest, with a stub for each of these items.
    pub(crate) fn page(&self, items: &[&Item]) -> String {
        let mut out = self.head();
        let mut principle = "";
        for item in items {
            if item.principle != principle {
                principle = &item.principle;
                let known = self.rulebook.principles.iter().find(|known| known.id == principle);
                let title = known.map_or(principle, |known| known.title.get(self.locale));
                let _ = writeln!(out, "\n# --- {} ---", one_line(title));
            }
            out.push_str(&stub::stub(item, self.detected.on(&item.id), self.locale));
        }
        out
    }
}

/// A text as lines of a comment.
fn comment(text: &str) -> String {
    let lines = wrap(&one_line(text), WIDTH - 2);
    lines.iter().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect()
}

/// Texts as a list of TOML on one line.
fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}
