//! A forecast as a calendar (RFC 5545): an event of one day for each thing that falls due. An event keeps its name from run to run, so that
//! a calendar that is imported again moves what has moved. It sets no alarm: how early to be told is the reader's choice.

use jiff::civil::Date;

use super::name;
use crate::forecast::{Due, Forecast, Kind};
use crate::locale::{Locale, Text, text};
use crate::render::View;
use crate::render::fingerprint::digest;
use crate::render::sanitise::sanitise;

/// How many octets a line has at most, its end not counted (RFC 5545, section 3.1).
const LINE: usize = 75;

/// A calendar must hold something (RFC 5545, section 3.6): what stands in one without events, and has no meaning for them.
const NOTHING: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The calendar of all projects.
pub(super) fn calendar(projects: &[Forecast], view: &View) -> String {
    let mut out = Lines(String::new());
    let language = view.locale.pick("EN", "ZH");
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line(&format!("PRODID:-//guiju//guiju {}//{language}", env!("CARGO_PKG_VERSION")));
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    for project in projects {
        // Projects of one name are told apart by where they lie; alone, one may lie anywhere.
        let is_alone = projects.iter().filter(|other| other.name == project.name).count() == 1;
        let owner = if is_alone { project.name.clone() } else { format!("{}\0{}", project.name, project.manifest) };
        for due in &project.dues {
            out.event(&uid(&owner, due), project, due, view);
        }
    }
    if projects.iter().all(|project| project.dues.is_empty()) {
        for line in NOTHING {
            out.line(line);
        }
    }
    out.line("END:VCALENDAR");
    out.0
}

/// The name of an event: what it is about, never its day or a position.
fn uid(owner: &str, due: &Due) -> String {
    format!("{}@guiju", digest(&[owner, due.kind.word(), &due.item].join("\0")))
}

/// Lines that end in CRLF and are folded.
struct Lines(String);

impl Lines {
    fn event(&mut self, uid: &str, project: &Forecast, due: &Due, view: &View) {
        let locale = view.locale;
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}"));
        // The day of judging, so that the same input gives the same bytes.
        self.line(&format!("DTSTAMP:{}T000000Z", basic(view.today)));
        self.line(&format!("DTSTART;VALUE=DATE:{}", basic(due.day)));
        if let Ok(end) = due.day.tomorrow() {
            self.line(&format!("DTEND;VALUE=DATE:{}", basic(end)));
        }
        self.line(&format!("SUMMARY:{}", escape(summary(project, due).get(locale))));
        self.line(&format!("DESCRIPTION:{}", escape(&description(due, locale))));
        self.line(&format!("CATEGORIES:guiju,{}", due.kind.word()));
        // A day on which something falls due is no busy day.
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// Writes a line, folded between characters: the octets of each part, with the space before it, are no more than allowed.
    fn line(&mut self, line: &str) {
        let mut taken = 0;
        for character in line.chars() {
            if taken + character.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                taken = 1;
            }
            self.0.push(character);
            taken += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A day as RFC 5545 writes it.
fn basic(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// "Review due: security/red-team (clinic-triage)".
fn summary(project: &Forecast, due: &Due) -> Text {
    let (item, name) = (&due.item, name(project));
    let text = match due.kind {
        Kind::Review => text!("Review {item} ({name})", "复核 {item}（{name}）"),
        Kind::Waiver => text!("Waiver of {item} ends ({name})", "{item} 的豁免到期（{name}）"),
        Kind::Plan => text!("Planned for {item} ({name})", "{item} 的整改计划到期（{name}）"),
        Kind::Rule => text!("{item} takes effect ({name})", "{item} 生效（{name}）"),
        Kind::Verdict => text!("{item} gets worse ({name})", "{item} 结论变差（{name}）"),
    };
    if !due.is_overdue {
        return text;
    }
    let (en, zh) = (text.en, text.zh);
    text!("Overdue: {en}", "已逾期：{zh}")
}

/// What there is to know, and where it is written.
fn description(due: &Due, locale: Locale) -> String {
    let (file, line) = (due.place.source.name(), due.place.source.position(due.place.span.start).line);
    format!("{}\n{}\n{file}:{line}", due.title.get(locale), due.what.get(locale))
}

/// A value of type TEXT (RFC 5545, section 3.3.11), without what could steer whoever shows it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in sanitise(&text.replace("\r\n", "\n")).chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        let mut lines = Lines(String::new());
        lines.line(line);
        lines.0.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_line_is_folded_between_characters_at_seventy_five_octets() {
        assert_eq!(folded(&"a".repeat(75)), ["a".repeat(75)]);
        assert_eq!(folded(&"a".repeat(76)), ["a".repeat(75), " a".to_owned()]);
        // The second part has 74 octets beside its space.
        assert_eq!(folded(&"a".repeat(75 + 75)).iter().map(String::len).collect::<Vec<_>>(), [75, 75, 2]);
        for wide in ["规", "😀", "é"] {
            let parts = folded(&format!("SUMMARY:{}", wide.repeat(100)));
            assert!(parts.iter().all(|part| part.len() <= LINE), "{parts:?}");
            assert!(parts.iter().skip(1).all(|part| part.starts_with(' ')), "{parts:?}");
            let joined: String = parts.iter().enumerate().map(|(at, part)| &part[usize::from(at > 0)..]).collect();
            assert_eq!(joined, format!("SUMMARY:{}", wide.repeat(100)));
        }
    }

    #[test]
    fn a_text_ends_no_line_and_forges_no_property() {
        assert_eq!(escape("a\r\nEND:VEVENT\nb\rc"), "a\\nEND:VEVENT\\nb?c");
        assert_eq!(escape("a;b,c\\n\u{1b}[2J\u{202e}"), "a\\;b\\,c\\\\n?[2J\u{fffd}");
    }
}
