//! What every page of a report has around its content: the head with its policy, the mark, the switches of language and light, the foot.

use super::icons;
use super::markup::{Html, tag};
use super::policy::policy;
use crate::locale::{Locale, Text, text};

const STYLE: &str = concat!(include_str!("page.css"), include_str!("icons.css"));
/// What turns the choices into classes before anything is drawn, and remembers language and light, on every page.
const FIRST: &str = include_str!("shell.js");
/// The mark, as browsers show it beside the title.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M5 4v23h23M16 6l-6 15M16 6l6 15M11.5 17h9' fill='none' stroke='%23a8321f' stroke-width='2.6' stroke-linecap='round'/%3E%3C/svg%3E";

/// A page to be written.
pub(super) struct Shell<'s> {
    pub(super) title: &'s Text,
    /// The language that it opens in.
    pub(super) locale: Locale,
    /// Rules of style that only this page needs.
    pub(super) style: &'s str,
    /// What only this page does.
    pub(super) script: &'s str,
    /// The page above this one, where there is one.
    pub(super) above: Option<&'static str>,
}

impl Shell<'_> {
    /// The whole document.
    pub(super) fn document(&self, main: impl FnOnce(&mut Html), foot: impl FnOnce(&mut Html)) -> String {
        let mut html = Html::default();
        html.raw("<!doctype html>\n");
        html.tag("html", &[("lang", tag(self.locale))], |html| {
            html.tag("head", &[], |html| self.head(html));
            html.raw("\n");
            html.tag("body", &[], |html| {
                let skip = text!("Skip to the verdict", "跳到结论");
                html.tag("a", &[("class", "skip"), ("href", "#main")], |html| html.say(&skip));
                self.bar(html);
                html.tag("main", &[("id", "main"), ("tabindex", "-1")], main);
                html.classed("footer", "foot", foot);
                if !self.script.is_empty() {
                    html.block("script", self.script);
                }
            });
        });
        html.raw("\n");
        html.finish()
    }

    fn head(&self, html: &mut Html) {
        let style = format!("{STYLE}{}", self.style);
        html.void("meta", &[("charset", "utf-8")]);
        html.void(
            "meta",
            &[("http-equiv", "Content-Security-Policy"), ("content", &policy(&style, [FIRST, self.script]))],
        );
        for (name, content) in [
            ("viewport", "width=device-width, initial-scale=1"),
            ("color-scheme", "light dark"),
            ("referrer", "no-referrer"),
            ("robots", "noindex"),
            ("generator", concat!("guiju ", env!("CARGO_PKG_VERSION"))),
        ] {
            html.void("meta", &[("name", name), ("content", content)]);
        }
        html.void("link", &[("rel", "icon"), ("href", ICON)]);
        html.tag("title", &[], |html| html.text(self.title.get(self.locale)));
        html.block("script", FIRST);
        html.block("style", &style);
    }

    fn bar(&self, html: &mut Html) {
        html.classed("header", "bar", |html| {
            html.classed("p", "brand", |html| {
                icons::mark(html);
                html.raw("<b>guiju</b> <span lang=\"zh-Hans\" class=\"seal\">规矩</span>");
            });
            if let Some(above) = self.above {
                html.tag("a", &[("class", "back"), ("href", above)], |html| {
                    html.say(&text!("All projects", "全部项目"));
                });
            }
            let is_zh = self.locale == Locale::Zh;
            switch(
                html,
                "lang",
                &text!("Language", "语言"),
                &[("lang-en", &Text::same("English"), !is_zh), ("lang-zh", &Text::same("中文"), is_zh)],
            );
            switch(
                html,
                "light",
                &text!("Appearance", "外观"),
                &[
                    ("light-auto", &text!("Auto", "自动"), true),
                    ("light-light", &text!("Light", "浅色"), false),
                    ("light-dark", &text!("Dark", "深色"), false),
                ],
            );
        });
    }
}

/// A choice of one among several. It works by style alone; the script remembers it, and spares the style looking for it.
fn switch(html: &mut Html, name: &'static str, title: &Text, choices: &[(&'static str, &Text, bool)]) {
    html.classed("fieldset", "switch", |html| {
        html.classed("legend", "unseen", |html| html.say(title));
        for (id, text, is_chosen) in choices {
            html.tag("label", &[], |html| {
                radio(html, name, id, *is_chosen);
                html.said("span", "", text);
            });
        }
    });
}

/// A button of a choice.
pub(super) fn radio(html: &mut Html, name: &'static str, id: &str, is_chosen: bool) {
    // Without this, a browser keeps what was chosen when the page was last loaded.
    let attributes = [("type", "radio"), ("name", name), ("id", id), ("autocomplete", "off"), ("checked", "")];
    html.void("input", attributes.get(..if is_chosen { 5 } else { 4 }).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_hold_nothing_that_ends_them_or_leads_out() {
        let others = [
            include_str!("page.js"),
            super::super::index::SCRIPT,
            include_str!("past.css"),
            include_str!("statement.css"),
        ];
        for text in [STYLE, FIRST, super::super::index::STYLE].into_iter().chain(others) {
            for word in ["</", "<!--", "@import", "url(", "://", "eval", "innerHTML", "fetch"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}
