//! The small pictures: the mark of compass and square, and one for each verdict and weight, of a shape of its own, so that colour is never
//! the only sign.

use super::markup::Html;
use crate::finding::Severity;
use crate::locale::{Text, text};
use crate::vocabulary::Verdict;

/// Each picture once, to be used by its name. All are drawn on a square of 16.
pub(super) fn sprite(html: &mut Html) {
    html.raw(concat!(
        r#"<svg class="sprite" aria-hidden="true" width="0" height="0">"#,
        r#"<symbol id="i-satisfied" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5"/><path class="cut" d="M4.6 8.3l2.3 2.3 4.6-5"/></symbol>"#,
        r#"<symbol id="i-stale" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.6"/><path class="line" d="M8 4.4V8l2.6 1.7"/></symbol>"#,
        r#"<symbol id="i-overclaimed" viewBox="0 0 16 16"><path d="M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z"/><path class="cut" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2"/></symbol>"#,
        r#"<symbol id="i-partial" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.6"/><path d="M8 1.4a6.6 6.6 0 0 1 0 13.2z"/></symbol>"#,
        r#"<symbol id="i-unmet" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.6"/><path class="line" d="M5.5 5.5l5 5m0-5l-5 5"/></symbol>"#,
        r#"<symbol id="i-unanswered" viewBox="0 0 16 16"><circle class="line dash" cx="8" cy="8" r="6.6"/><path class="line" d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.4"/><circle cx="8" cy="11.6" r=".9"/></symbol>"#,
        r#"<symbol id="i-waived" viewBox="0 0 16 16"><path class="line" d="M8 1.3l5.5 1.9v4.3c0 3.3-2.3 5.7-5.5 7.2-3.2-1.5-5.5-3.9-5.5-7.2V3.2z"/><path class="line" d="M5.5 8h5"/></symbol>"#,
        r#"<symbol id="i-not-applicable" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.6"/><path class="line" d="M5 8h6"/></symbol>"#,
        r#"<symbol id="i-error" viewBox="0 0 16 16"><path d="M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z"/><path class="cut" d="M8 4v5m0 2.2v.8"/></symbol>"#,
        r#"<symbol id="i-warning" viewBox="0 0 16 16"><path d="M8 1l7.5 13.5H.5z"/><path class="cut" d="M8 6v4.2m0 1.7v.6"/></symbol>"#,
        r#"<symbol id="i-note" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.6"/><path class="line" d="M8 7.4V11m0-6.2v.6"/></symbol>"#,
        "</svg>"
    ));
}

/// The picture of a verdict, in its colour.
pub(super) fn verdict(html: &mut Html, verdict: Verdict) {
    html.tag("svg", &[("class", &format!("icon {}", colour(verdict))), ("aria-hidden", "true")], |html| {
        html.tag("use", &[("href", &format!("#i-{}", verdict.word()))], |_| ());
    });
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
    html.tag("svg", &[("class", &format!("icon s-{}", severity.word())), ("aria-hidden", "true")], |html| {
        html.tag("use", &[("href", &format!("#i-{}", severity.word()))], |_| ());
    });
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
