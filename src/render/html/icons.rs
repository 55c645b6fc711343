//! The small pictures: the mark of compass and square, and one for each verdict and weight, of a shape of its own, so that colour is never
//! the only sign. The shapes stand in `icons.css`.

use super::markup::Html;
use crate::finding::Severity;
use crate::locale::{Text, text};
use crate::vocabulary::Verdict;

/// The picture of a verdict, in its colour.
pub(super) fn verdict(html: &mut Html, verdict: Verdict) {
    icon(html, &colour(verdict));
}

/// How many items have a verdict, as an entry of a list.
pub(super) fn counted(html: &mut Html, verdict: Verdict, count: usize) {
    html.tag("li", &[], |html| {
        self::verdict(html, verdict);
        let Text { en, zh } = verdict.text();
        let en = en.replace('-', " ");
        html.say(&text!("{count} {en}", "{count} 项{zh}"));
    });
}

/// The picture of a weight, in its colour.
pub(super) fn severity(html: &mut Html, severity: Severity) {
    icon(html, &format!("s-{}", severity.word()));
}

/// An element that holds nothing, which a reader by ear passes over: the style gives it shape and colour.
fn icon(html: &mut Html, class: &str) {
    html.tag("span", &[("class", &format!("icon {class}"))], |_| ());
}

/// The class that gives a verdict its colour, and by which items are chosen.
pub(super) fn colour(verdict: Verdict) -> String {
    format!("v-{}", verdict.word())
}

/// 规矩: a compass over a square.
pub(super) fn mark(html: &mut Html) {
    html.raw(concat!(
        r#"<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path class="square" d="M4.5 4v23.5H28"/>"#,
        r#"<path class="compass" d="M17 5.2l-6.2 17M17 5.2l6.2 17M12.6 17.4a9.2 9.2 0 0 0 8.8 0"/><circle cx="17" cy="5" r="2.2"/></svg>"#
    ));
}
