//! A report on one project as a file of its own, that comes out the same wherever it is made.

use jiff::civil::Date;

use super::{Format, Sink, Style, View, markdown, pieces};
use crate::judge::Judged;
use crate::locale::Locale;
use crate::report::Survey;

/// How wide tables are drawn, in columns.
const WIDTH: usize = 100;

/// The report in a format and a language.
pub(super) fn whole(format: Format, judged: &Judged, locale: Locale, today: Date) -> String {
    let view = View { locale, width: WIDTH, colour: false, unicode: true, cuts: false, quiet: false, today };
    let style = Style { format, view, is_many: false };
    let mut sink = match format {
        // Nobody's comment is longer than this; a file may be.
        Format::Markdown => Sink::markdown(style, markdown::SUMMARY),
        _ => Sink::new(style),
    };
    let mut out = sink.head();
    for piece in pieces(&[style], judged, Some(locale)) {
        out.push_str(&sink.join(piece, &judged.report.findings, locale));
    }
    sink.note(judged, locale);
    let mut survey = Survey::default();
    survey.add(&judged.report);
    sink.tail(&survey, &mut |part| out.push_str(part));
    out
}
