//! What a check asks, in words, for those who read about an item. What it saw is for its failures to say.

use super::Kind;
use super::agree::Says;
use super::value::ValueCheck;
use crate::locale::{Text, text};

impl Kind {
    /// What the check asks.
    pub(crate) fn asks(&self) -> Text {
        match self {
            Self::Files(files) => {
                let globs = files.any.patterns().collect::<Vec<_>>().join(", ");
                let count = files.at_least;
                text!("{count} or more cited files match {globs}", "引用的文件中至少 {count} 个符合 {globs}")
            }
            Self::Section(section) => {
                let (heading, words) = (section.heading.as_str(), section.min_words);
                let rows = more(
                    section.min_rows > 0,
                    &text!(", {} or more filled rows or entries", "，至少 {} 项填写完整的行或条目", section.min_rows),
                );
                let must = section.must.as_ref().map(super::Pattern::as_str).unwrap_or_default();
                let must = more(!must.is_empty(), &text!(", and says `{must}`", "，并写有 `{must}`"));
                let (rows_en, rows_zh, must_en, must_zh) = (rows.en, rows.zh, must.en, must.zh);
                text!(
                    "a heading matches `{heading}`, with {words} or more words under it{rows_en}{must_en}",
                    "标题与 `{heading}` 匹配，正文不少于 {words} 个词{rows_zh}{must_zh}"
                )
            }
            Self::Text(check) => {
                let part = |pattern: &Option<super::Pattern>, en: &str, zh: &str| match pattern {
                    Some(pattern) => {
                        Text { en: format!("{en} `{}`", pattern.as_str()), zh: format!("{zh} `{}`", pattern.as_str()) }
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
                        let globs = voice.within.patterns().collect::<Vec<_>>().join(", ");
                        match &voice.says {
                            Says::LicenceText => {
                                text!("the licence that {globs} is the text of", "{globs} 的许可证文本")
                            }
                            Says::Value(path) => {
                                let path = path.text();
                                text!("`{path}` of {globs}", "{globs} 中的 `{path}`")
                            }
                        }
                    })
                    .collect();
                let en = of.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("; ");
                let zh = of.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join("；");
                text!("these say the same: {en}", "以下各处说法一致：{zh}")
            }
            Self::Expr(expression) => {
                let expr = &expression.text;
                text!("`{expr}` is true", "`{expr}` 为真")
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
        let path = self.path.text();
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
                let pattern = pattern.as_str();
                text!("matching `{pattern}`", "与 `{pattern}` 匹配")
            }),
            self.count_at_least.map(|count| text!("{count} or more of them", "至少 {count} 个")),
            self.count_at_most.map(|count| text!("no more than {count} of them", "至多 {count} 个")),
        ];
        let (en, zh): (Vec<_>, Vec<_>) = limits.into_iter().flatten().map(|text| (text.en, text.zh)).unzip();
        if en.is_empty() {
            return text!("`{path}` finds a value", "`{path}` 处有值");
        }
        let (en, zh) = (en.join(", "), zh.join("，"));
        text!("`{path}` is {en}", "`{path}` {zh}")
    }
}
