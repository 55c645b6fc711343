//! What a check asks and of which files, in words, for those who read about an item: patterns, globs and paths stand in backticks. What
//! it saw is for its failures to say.

use super::agree::Says;
use super::value::ValueCheck;
use super::{Check, Days, Kind};
use crate::evidence::Globs;
use crate::locale::{Text, text};

impl Check {
    /// Which files the check looks at, where that is not simply those cited.
    pub(crate) fn looks_at(&self) -> Option<Text> {
        let within = match &self.kind {
            Kind::Section(section) => section.within.as_ref(),
            Kind::Text(text) => text.within.as_ref(),
            Kind::Value(value) => value.within.as_ref(),
            Kind::Files(_) | Kind::Agree(_) | Kind::Expr(_) => None,
        };
        let files = match (self.whole_project, within.map(listed)) {
            (true, None) => {
                text!("looks at every file of the project, cited or not", "查看项目的所有文件，不论是否引用")
            }
            (true, Some(globs)) => text!(
                "looks at every file of the project that matches {globs}, cited or not",
                "查看项目中符合 {globs} 的所有文件，不论是否引用"
            ),
            (false, Some(globs)) => {
                text!("looks at the cited files that match {globs}", "只看引用的文件中符合 {globs} 的")
            }
            (false, None) => Text::default(),
        };
        let (en, zh) = (&files.en, &files.zh);
        match (self.if_cited, en.is_empty()) {
            (false, true) => None,
            (false, false) => Some(files),
            (true, true) => Some(text!("left out where no file that it looks at is cited", "未引用此类文件时略过")),
            (true, false) => Some(text!("{en}; left out where no such file is cited", "{zh}；未引用此类文件时略过")),
        }
    }
}

/// The globs, each as code.
fn listed(globs: &Globs) -> String {
    globs.patterns().map(quoted).collect::<Vec<_>>().join(", ")
}

/// A text as code: between more backticks than it holds in a row.
fn quoted(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let (fence, space) = ("`".repeat(runs + 1), if runs > 0 { " " } else { "" });
    format!("{fence}{space}{text}{space}{fence}")
}

impl Kind {
    /// What the check asks.
    pub(crate) fn asks(&self) -> Text {
        let days = self.days().map(Days::asks).into_iter().flatten().flatten();
        days.fold(self.asks_first(), |asked, days| Text {
            en: format!("{}, with {}", asked.en, days.en),
            zh: format!("{}，{}", asked.zh, days.zh),
        })
    }

    fn asks_first(&self) -> Text {
        match self {
            Self::Files(files) => {
                let (globs, count) = (listed(&files.any), files.at_least);
                text!("{count} or more cited files match {globs}", "引用的文件中至少 {count} 个符合 {globs}")
            }
            Self::Section(section) => {
                let (heading, words) = (quoted(section.heading.as_str()), section.min_words);
                let rows = more(
                    section.min_rows > 0,
                    &text!(", {} or more filled rows or entries", "，至少 {} 项填写完整的行或条目", section.min_rows),
                );
                let must = section.must.as_ref().map(|must| quoted(must.as_str())).unwrap_or_default();
                let must = more(!must.is_empty(), &text!(", and says {must}", "，并写有 {must}"));
                let (rows_en, rows_zh, must_en, must_zh) = (rows.en, rows.zh, must.en, must.zh);
                text!(
                    "a heading matches {heading}, with {words} or more words under it{rows_en}{must_en}",
                    "标题与 {heading} 匹配，正文不少于 {words} 个词{rows_zh}{must_zh}"
                )
            }
            Self::Text(check) => {
                let part = |pattern: &Option<super::Pattern>, en: &str, zh: &str| match pattern {
                    Some(pattern) => {
                        let pattern = quoted(pattern.as_str());
                        Text { en: format!("{en} {pattern}"), zh: format!("{zh} {pattern}") }
                    }
                    None => Text::default(),
                };
                let (must, must_not) =
                    (part(&check.must, "says", "写有"), part(&check.must_not, "does not say", "没有写"));
                let both = check.must.is_some() && check.must_not.is_some();
                let join = more(both, &text!(", and ", "，且"));
                Text {
                    en: format!("the text {}{}{}", must.en, join.en, must_not.en),
                    zh: format!("文本{}{}{}", must.zh, join.zh, must_not.zh),
                }
            }
            Self::Value(value) => value.asks(),
            Self::Agree(agree) => {
                let of: Vec<_> = agree
                    .of
                    .iter()
                    .map(|voice| {
                        let globs = listed(&voice.within);
                        match &voice.says {
                            Says::LicenceText => {
                                text!("the licence that {globs} is the text of", "{globs} 的许可证文本")
                            }
                            Says::Value(path) => {
                                let path = quoted(path.text());
                                text!("{path} of {globs}", "{globs} 中的 {path}")
                            }
                        }
                    })
                    .collect();
                let en = of.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("; ");
                let zh = of.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join("；");
                text!("these say the same: {en}", "以下各处说法一致：{zh}")
            }
            Self::Expr(expression) => {
                let expr = quoted(&expression.text);
                text!("{expr} is true", "{expr} 为真")
            }
        }
    }
}

/// The text, where it is called for.
fn more(wanted: bool, text: &Text) -> Text {
    if wanted { text.clone() } else { Text::default() }
}

impl ValueCheck {
    fn asks(&self) -> Text {
        let path = quoted(self.path.text());
        let limits = [
            self.at_least.map(|limit| text!("at least {limit}", "不低于 {limit}")),
            self.at_most.map(|limit| text!("at most {limit}", "不高于 {limit}")),
            self.equals.as_ref().map(|value| Text {
                en: format!("equal to {}", super::value::shown(value)),
                zh: format!("等于 {}", super::value::shown(value)),
            }),
            self.one_of.as_ref().map(|values| {
                let values = values.iter().map(super::value::shown).collect::<Vec<_>>().join(", ");
                text!("one of {values}", "为 {values} 之一")
            }),
            self.matches.as_ref().map(|pattern| {
                let pattern = quoted(pattern.as_str());
                text!("matching {pattern}", "与 {pattern} 匹配")
            }),
            self.count_at_least.map(|count| text!("{count} or more of them", "至少 {count} 个")),
            self.count_at_most.map(|count| text!("no more than {count} of them", "至多 {count} 个")),
        ];
        let (en, zh): (Vec<_>, Vec<_>) = limits.into_iter().flatten().map(|text| (text.en, text.zh)).unzip();
        if en.is_empty() {
            return text!("{path} finds a value", "{path} 处有值");
        }
        let (en, zh) = (en.join(", "), zh.join("，"));
        text!("{path} is {en}", "{path} {zh}")
    }
}
