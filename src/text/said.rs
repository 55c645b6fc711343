//! What a stretch of Markdown or HTML says to a reader: its text without markup, and without what is hidden or struck out.
//! It is one string, so that sentences are cut where a reader sees them end; whether they say anything is not asked.

use std::borrow::Cow;
use std::ops::Range;

use super::html::Veil;
use super::inline::{self, Mode};

/// What a stretch says.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) raw: &'a str,
    pub(super) text: Cow<'a, str>,
    /// The bytes of the text that are code, in order.
    pub(super) code: Vec<Range<usize>>,
    /// From which byte of the text on it stands from which byte of `raw` on, in order. Empty where the two are the same.
    pub(super) places: Vec<(usize, usize)>,
    /// What hides the text after the stretch.
    pub(super) veil: Option<Veil>,
}

impl<'a> Said<'a> {
    /// What the Markdown `raw` says.
    pub(super) fn of(raw: &'a str) -> Self {
        inline::said(raw, Mode::Markdown)
    }

    /// What stands in the HTML `raw`, in which Markdown means nothing.
    pub(super) fn of_html(raw: &'a str) -> Self {
        inline::said(raw, Mode::Html)
    }

    /// What the cells of a table's row say, one after the other.
    pub(super) fn of_cells<'c>(raw: &'a str, cells: impl Iterator<Item = &'c Said<'c>>) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut code = Vec::new();
        for cell in cells {
            if !text.is_empty() {
                text.push_str("; ");
            }
            let at = text.len();
            code.extend(cell.code.iter().map(|code| code.start + at..code.end + at));
            text.push_str(&cell.text);
        }
        Self { raw, text: Cow::Owned(text), code, ..Self::default() }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the byte of the text stands in code.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|code| code.end <= at);
        self.code.get(next).is_some_and(|code| code.start <= at)
    }

    /// The bytes of the raw stretch that say a part of the text, its markup included.
    pub(super) fn raw(&self, part: Range<usize>) -> &'a str {
        let start = if part.start == 0 { 0 } else { self.place(part.start) };
        let end = if part.end == self.text.len() { self.raw.len() } else { self.place(part.end) };
        self.raw.get(start..end).unwrap_or(self.raw)
    }

    /// Whether no sentence ends at this byte of the text, whatever it is: it is code, or markup stands right after it.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let after = self.raw.get(self.place(at) + 1..).unwrap_or_default();
        let marked = !self.places.is_empty() && !after.is_empty() && !after.starts_with(char::is_whitespace);
        marked || self.is_code(at)
    }

    /// Where a byte of the text stands in the raw stretch.
    fn place(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        next.checked_sub(1).and_then(|last| self.places.get(last)).map_or(at, |(text, raw)| raw + at - text)
    }
}

/// What was copied of a raw stretch, before all that is markup around it is known.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What was copied.
    pub(super) out: String,
    /// Ranges of `out` that are no text.
    pub(super) drops: Vec<(usize, usize)>,
    /// Ranges of `out` that are code, in order.
    pub(super) code: Vec<Range<usize>>,
    /// From which byte of `out` on it stands from which byte of the raw stretch on, in order.
    pub(super) runs: Vec<(usize, usize)>,
}

/// A range of the copy that is text, and where it stands in it.
#[derive(Debug)]
struct Kept {
    range: Range<usize>,
    at: usize,
}

impl Draft {
    /// Leaves out what is to be dropped.
    pub(super) fn said(mut self, raw: &str, veil: Option<Veil>) -> Said<'_> {
        self.drops.sort_unstable();
        let mut kept = Vec::with_capacity(self.drops.len() + 1);
        let mut text = String::with_capacity(self.out.len());
        let mut from = 0;
        for (start, next) in self.drops.iter().copied().chain([(self.out.len(), usize::MAX)]) {
            if let Some(part) = self.out.get(from..start).filter(|part| !part.is_empty()) {
                kept.push(Kept { range: from..start, at: text.len() });
                text.push_str(part);
            }
            from = from.max(next);
        }
        let code = self.code.iter().map(|code| place(&kept, code.start)..place(&kept, code.end));
        let code = code.filter(|code| !code.is_empty()).collect();
        Said { raw, code, places: self.places(&kept), text: Cow::Owned(text), veil }
    }

    /// Where the text comes from, for each stretch of what was kept that was copied at once.
    fn places(&self, kept: &[Kept]) -> Vec<(usize, usize)> {
        let mut places = Vec::with_capacity(kept.len() + self.runs.len());
        let mut next = 0;
        for Kept { range, at } in kept {
            while let Some(&(out, raw)) = self.runs.get(next).filter(|(out, _)| *out < range.end) {
                let until = self.runs.get(next + 1).map_or(usize::MAX, |(out, _)| *out);
                if until > range.start {
                    let first = out.max(range.start);
                    places.push((at + first - range.start, raw + first - out));
                }
                if until >= range.end {
                    break;
                }
                next += 1;
            }
        }
        places
    }
}

/// Where a byte of the copy stands in the text.
fn place(kept: &[Kept], out: usize) -> usize {
    let next = kept.partition_point(|kept| kept.range.end <= out);
    match (kept.get(next), kept.last()) {
        (Some(kept), _) => kept.at + out.max(kept.range.start) - kept.range.start,
        (None, Some(last)) => last.at + last.range.len(),
        (None, None) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_is_not_said() {
        let long = "Words that nobody sees. ".repeat(400);
        let (attribute, title) = (format!("a <img alt=\"{long}\"> b"), format!("a [b](c \"{long}\") d"));
        for (raw, expected) in [
            ("a <!-- One. Two. Three. --> b", "a  b"),
            ("a <!-- open", "a <!-- open"),
            ("a <?php One. Two. ?> b", "a  b"),
            ("a <!X One. Two.> b", "a  b"),
            ("[here](docs.md \"One. Two. (Three) 1) Four.\") b", "here b"),
            ("[here](docs.md 'One. Two.') and [there](<a b> (One.))", "here and there"),
            ("[here][One. Two.] b", "here b"),
            ("![One. Two.](a.png) b", " b"),
            ("![One. Two.] b", " b"),
            ("<img src='a' alt='One. Two.'> b", " b"),
            ("<abbr title=\"One. Two.\">a</abbr>", "a"),
            ("<span hidden>One. Two.</span> b", " b"),
            ("<span HIDDEN=''><span>One.</span> Two.</span> b", " b"),
            ("a <span style='color: red; display : NONE'>One.", "a "),
            ("a <b style='visibility:hidden'>One.</b>", "a "),
            ("a <template>One. *Two.*</template> b", "a  b"),
            ("a <span data-hidden>b</span>", "a b"),
            ("a <img hidden> b", "a  b"),
            ("~~One. Two.~~ b", " b"),
            ("a ~One~ b ~~*c*~~", "a  b "),
            ("5~10 and 10~20, ~3 and ~~4 and 5", "5~10 and 10~20, ~3 and ~~4 and 5"),
            ("<del>One. Two.</del> <s>a</s> b", "  b"),
            ("`<span hidden>` b", "<span hidden> b"),
            ("a <describe the system> b", "a <describe the system> b"),
            ("&lt;b&gt; <https://a.b>", "<b> https://a.b"),
            (&attribute, "a  b"),
            (&title, "a b d"),
        ] {
            assert_eq!(Said::of(raw).text(), expected, "{raw:?}");
        }
    }

    #[test]
    fn html_is_not_markdown() {
        for (raw, expected) in [
            ("*a* `b` [c](d) <b>e</b> &amp; \\f", "*a* `b` [c](d) e & \\f"),
            ("`<s>One.</s>` b", "`` b"),
            ("a <!-- One. Two.", "a "),
        ] {
            assert_eq!(Said::of_html(raw).text(), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_part_of_the_text_has_its_place() {
        let said = Said::of("**A** [b](c). &amp; `d` ~~e~~ f");
        assert_eq!(said.text(), "A b. & d  f");
        for (part, expected) in
            [(0..1, "**A**"), (2..3, "b](c)"), (0..5, "**A** [b](c). "), (5..11, "&amp; `d` ~~e~~ f"), (10..11, "f")]
        {
            assert_eq!(said.raw(part.clone()), expected, "{part:?}");
        }
        assert_eq!((said.is_code(6), said.is_code(7), said.is_code(8)), (false, true, false));
        assert_eq!(Said::of("plain").raw(1..3), "la");
    }

    #[test]
    fn what_stays_hidden_is_told() {
        for (raw, open) in [("a <div hidden>b", true), ("<div hidden>a</div> b", false), ("a", false)] {
            assert_eq!(Said::of(raw).veil.is_some(), open, "{raw:?}");
        }
    }
}
