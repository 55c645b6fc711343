//! Two languages: which one is asked for, and a text that is there in both. It does not know where a reader's language comes from.

use std::fmt::{self, Write as _};

/// A language in which guiju speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Locale {
    /// The locale of a language tag such as `zh-CN` or `en_GB.UTF-8`; `None` for every language but the two.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Some(Self::Zh)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The tag that a user writes: `en` or `zh`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The one of the two that this locale asks for.
    #[must_use]
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// A text in both languages. Neither can be left out, so no reader meets a message that was never translated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Text {
    /// The text in `locale`.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        locale.pick(&self.en, &self.zh)
    }

    /// A text that reads the same in both languages: a name, a number, a quotation.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { zh: en.clone(), en }
    }
}

/// A [`Text`] from two format strings, English first. Both see the same captured variables.
macro_rules! text {
    ($en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        $crate::locale::Text {
            en: $crate::locale::written(format_args!($en $(, $($arg)*)?)),
            zh: $crate::locale::written(format_args!($zh $(, $($arg)*)?)),
        }
    };
}
pub(crate) use text;

/// What most messages have room in, in bytes: one that grows as it is written is moved again and again.
const USUAL_LENGTH: usize = 128;

/// A text as it is formatted.
pub(crate) fn written(said: fmt::Arguments<'_>) -> String {
    if let Some(text) = said.as_str() {
        return text.to_owned();
    }
    let mut text = String::with_capacity(USUAL_LENGTH);
    // Only a `Display` of its own can refuse, and then `format!` would panic.
    let _ = text.write_fmt(said);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_gives_its_locale() {
        for (tag, locale) in [
            ("zh", Some(Locale::Zh)),
            ("zh-Hans-CN", Some(Locale::Zh)),
            ("ZH_tw.UTF-8", Some(Locale::Zh)),
            ("en_GB", Some(Locale::En)),
            ("C", None),
            ("", None),
            ("zhuang", None),
        ] {
            assert_eq!(Locale::from_tag(tag), locale, "{tag}");
        }
    }
}
