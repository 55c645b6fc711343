//! A badge: what is verified and which level is attained, never what is declared. As a picture that needs nothing beside itself, or as
//! the data of an endpoint of shields.io (`https://shields.io/badges/endpoint-badge`).

mod svg;

use serde::Serialize;

use super::View;
use crate::error::Error;
use crate::locale::{Locale, Text, text};
use crate::report::{ProjectReport, Totals};

/// The form of a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A picture.
    Svg,
    /// Data for shields.io.
    Json,
}

impl Form {
    /// Every form, by its word.
    pub(crate) const WORDS: [(&'static str, Self); 2] = [("svg", Self::Svg), ("json", Self::Json)];
}

/// How a project stands, at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// The level aimed at is attained, and nothing stands against it.
    Well,
    /// Something is open, and nobody is misled.
    Open,
    /// There are errors, or nothing that could be judged.
    Bad,
    /// Nothing is asked of it.
    Silent,
}

impl Mood {
    /// The colour by its name at shields.io.
    fn word(self) -> &'static str {
        match self {
            Self::Well => "green",
            Self::Open => "yellow",
            Self::Bad => "red",
            Self::Silent => "lightgrey",
        }
    }
}

/// What a badge says.
#[derive(Debug)]
pub(crate) struct Badge {
    label: String,
    message: String,
    /// The whole of it in words, for those who hear it.
    title: String,
    mood: Mood,
}

/// What is sent to shields.io: the properties of its endpoint, `schemaVersion` always 1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint<'b> {
    schema_version: u8,
    label: &'b str,
    message: &'b str,
    color: &'b str,
    /// Whoever shows an error may not give it another colour.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_error: bool,
}

impl Badge {
    /// The badge in a form.
    pub(crate) fn draw(&self, form: Form) -> String {
        match form {
            Form::Svg => svg::picture(self),
            Form::Json => {
                let endpoint = Endpoint {
                    schema_version: 1,
                    label: &self.label,
                    message: &self.message,
                    color: self.mood.word(),
                    is_error: self.mood == Mood::Bad,
                };
                // It holds texts and a number, so writing it does not fail.
                format!("{}\n", serde_json::to_string(&endpoint).unwrap_or_default())
            }
        }
    }

    fn new(message: &Text, title: &Text, mood: Mood, view: &View) -> Self {
        let [label, message, title] =
            [&text!("AI governance", "AI 治理"), message, title].map(|text| text.get(view.locale).to_owned());
        let title = match view.locale {
            Locale::En => format!("{label}: {title}"),
            Locale::Zh => format!("{label}：{title}"),
        };
        Self { label, message, title, mood }
    }
}

/// What a project comes to.
pub(crate) fn badge(report: &ProjectReport, view: &View) -> Badge {
    let (sum, today) = (Totals::of(report), view.today);
    let Some(score) = report.score else {
        let message = text!("nothing applies", "无适用条目");
        let title = text!("nothing applies, as of {today}", "无适用条目（评判日 {today}）");
        let mood = if sum.errors > 0 { Mood::Bad } else { Mood::Silent };
        return Badge::new(&message, &title, mood, view);
    };
    // A badge never says more than holds: 99.6 % is not all.
    let score = score.floor();
    let level = match report.level_attained {
        0 => text!("no level", "未达等级"),
        rank => text!("level {rank}", "等级 {rank}"),
    };
    let packs: Vec<_> = report.packs.iter().map(|pack| format!("{} {}", pack.id, pack.version)).collect();
    let packs = packs.join(", ");
    let (Text { en, zh }, aimed, errors, warnings) = (level, report.level_aimed, sum.errors, sum.warnings);
    let message = text!("verified {score} % · {en}", "经核验 {score} % · {zh}");
    let title = text!(
        "verified {score} %, {en} attained, level {aimed} aimed at; errors: {errors}, warnings: {warnings}; by {packs}, as of {today}",
        "经核验 {score} %，{zh}，目标等级 {aimed}；错误 {errors} 处，警告 {warnings} 处；规则包 {packs}，评判日 {today}"
    );
    let mood = match (errors, warnings) {
        (0, 0) if report.level_attained >= aimed => Mood::Well,
        (0, _) => Mood::Open,
        _ => Mood::Bad,
    };
    Badge::new(&message, &title, mood, view)
}

/// That nothing could be judged.
pub(crate) fn unjudged(error: &Error, view: &View) -> Badge {
    let message = match error {
        Error::Packs(_) => text!("not judged: faulty rules", "未评判：规则包有误"),
        Error::Plain(_) | Error::Manifest(_) | Error::Input(..) => {
            text!("no valid self-assessment", "没有有效的自评")
        }
    };
    let (Text { en, zh }, today) = (&message, view.today);
    let title = text!("{en}, as of {today}", "{zh}（评判日 {today}）");
    Badge::new(&message, &title, Mood::Bad, view)
}
