//! A text of HTML as it grows. Markup is a literal of the program or a tag that is closed where it was opened; whatever else is written
//! is escaped, so that nothing that a project says can be more than text. What the pages say is in the files beside.

use std::fmt::Write as _;

use crate::locale::{Locale, Text};
use crate::render::sanitise;

/// A name and a value. The value is escaped.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// What has been written so far.
#[derive(Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// Markup of the program's own.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// An element with what stands in it.
    pub(super) fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>], inner: impl FnOnce(&mut Self)) {
        self.void(name, attributes);
        inner(self);
        self.out.extend(["</", name, ">"]);
    }

    /// An element that holds nothing and is not closed.
    pub(super) fn void(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.out.extend(["<", name]);
        for (name, value) in attributes {
            self.out.extend([" ", name]);
            // A value of plain letters needs no quotation marks, and there are very many of those.
            if value.is_empty() || is_plain(value) {
                self.out.extend([if value.is_empty() { "" } else { "=" }, value]);
            } else {
                self.out.push_str("=\"");
                escape(value, &mut self.out);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    /// An element of a class that says something: one for each language, as beside each other they are fewer than within one.
    pub(super) fn said(&mut self, name: &'static str, class: &'static str, text: &Text) {
        if text.en == text.zh {
            return self.classed(name, class, |html| html.ticked(&text.en));
        }
        for locale in [Locale::En, Locale::Zh] {
            let attributes = [("lang", tag(locale)), ("class", class)];
            let attributes = attributes.get(..if class.is_empty() { 1 } else { 2 }).unwrap_or_default();
            self.tag(name, attributes, |html| html.ticked(text.get(locale)));
        }
    }

    /// An element of a class.
    pub(super) fn classed(&mut self, name: &'static str, class: &'static str, inner: impl FnOnce(&mut Self)) {
        let attributes = [("class", class)];
        self.tag(name, if class.is_empty() { &[] } else { &attributes }, inner);
    }

    /// A row of a list of facts: what it is called, and what it is.
    pub(super) fn fact(&mut self, label: &Text, value: impl FnOnce(&mut Self)) {
        self.tag("div", &[], |html| {
            html.said("dt", "", label);
            html.tag("dd", &[], value);
        });
    }

    /// Text that is the same in every language.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// Code as text.
    pub(super) fn code(&mut self, text: &str) {
        self.tag("code", &[], |html| html.text(text));
    }

    /// A text in both languages, of which the reader sees one. What stands between backticks is code.
    pub(super) fn say(&mut self, text: &Text) {
        if text.en == text.zh {
            return self.ticked(&text.en);
        }
        for locale in [Locale::En, Locale::Zh] {
            self.tag("span", &[("lang", tag(locale))], |html| html.ticked(text.get(locale)));
        }
    }

    /// A text in which what stands between backticks is code.
    fn ticked(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, code, after)) = tick(rest) {
            self.text(before);
            self.code(code);
            rest = after;
        }
        self.text(rest);
    }

    /// A number, with no more digits than a picture needs.
    pub(super) fn number(value: f64) -> String {
        let mut shown = format!("{value:.2}");
        let kept = shown.trim_end_matches('0').trim_end_matches('.').len();
        shown.truncate(kept);
        if shown == "-0" { "0".to_owned() } else { shown }
    }

    /// A style or a script of the program's own, as it stands.
    pub(super) fn block(&mut self, name: &'static str, text: &str) {
        // Writing to a string does not fail. Neither holds what would end it: a test says so.
        let _ = write!(self.out, "<{name}>{text}</{name}>");
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._#".contains(&byte))
}

/// The first stretch between backticks on one line, with what stands before and after it.
fn tick(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    (!code.is_empty() && !code.contains('\n')).then_some((before, code, after))
}

/// A message as a sentence begins: it is written to stand behind a colon. A name in backticks or of the project stays as it is.
pub(super) fn begun(text: &Text) -> Text {
    let mut characters = text.en.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    Text { en: first.into_iter().chain(characters).collect(), zh: text.zh.clone() }
}

/// A word of a closed set as people write it, at the start of a line.
pub(super) fn word(text: &Text) -> Text {
    begun(&Text { en: text.en.replace('-', " "), zh: text.zh.clone() })
}

/// The tag of a language as browsers choose glyphs by it.
pub(super) fn tag(locale: Locale) -> &'static str {
    locale.pick("en", "zh-Hans")
}

/// The text as a browser shows it and nothing else: in an element, or in an attribute between double quotes.
fn escape(text: &str, out: &mut String) {
    for character in sanitise(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// The name by which an item is linked to: made of letters, digits, hyphens and dots, whatever the id holds, and another for each id.
pub(super) fn anchor(id: &str) -> String {
    let mut out = String::from("item.");
    for character in id.chars() {
        match character {
            'a'..='z' | '0'..='9' | '-' => out.push(character),
            '/' => out.push('.'),
            // Writing to a string does not fail.
            other => {
                let _ = write!(out, "_{:x}_", u32::from(other));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::text;

    #[test]
    fn what_is_said_is_never_markup() {
        let mut html = Html::default();
        html.tag("p", &[("title", "\"><script>alert(1)</script>"), ("hidden", "")], |html| {
            html.say(&text!("<b>`a<b` & \u{202e}'x'", "“`<i>`”\u{1b}[2J"));
            html.say(&Text::same("a ` b"));
        });
        html.said("b", "", &text!("<one>", "一"));
        html.said("b", "c", &text!("`<`", "`<`"));
        html.said("b", "c", &text!("two", "二"));
        assert_eq!(
            html.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\" hidden>\
             <span lang=en>&lt;b&gt;<code>a&lt;b</code> &amp; \u{fffd}&#39;x&#39;</span>\
             <span lang=zh-Hans>“<code>&lt;i&gt;</code>”?[2J</span>a ` b</p>\
             <b lang=en>&lt;one&gt;</b><b lang=zh-Hans>一</b><b class=c><code>&lt;</code></b><b lang=en class=c>two</b><b lang=zh-Hans class=c>二</b>"
        );
    }

    #[test]
    fn an_anchor_is_a_name_of_its_own() {
        let ids = ["a/b-c", "a-b/c", "a/b.c", "a/b_c", "A/b", "x\" onclick=\"y", "条/目"];
        let anchors: std::collections::BTreeSet<_> = ids.iter().map(|id| anchor(id)).collect();
        assert_eq!(anchors.len(), ids.len());
        assert!(anchors.iter().all(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))));
        assert_eq!(anchor("people/purpose"), "item.people.purpose");
    }

    #[test]
    fn a_number_is_short() {
        for (value, shown) in [(1.0, "1"), (0.5, "0.5"), (12.345_6, "12.35"), (-0.001, "0"), (100.0, "100")] {
            assert_eq!(Html::number(value), shown);
        }
    }
}
