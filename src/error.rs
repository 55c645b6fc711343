//! What stops a run: errors without a place in a file, and packs that are wrong. Where there is a place, it is a finding.

use std::{fmt, io};

use crate::finding::Finding;
use crate::locale::{Locale, Text, text};

/// Why guiju could not judge.
#[derive(Debug)]
pub enum Error {
    /// Nothing that has a place in a file: usage, input, output.
    Plain(Text),
    /// The rule packs are wrong, with every fault of them.
    Packs(Vec<Finding>),
    /// The manifest cannot be read at all, with every reason.
    Manifest(Vec<Finding>),
    /// A baseline or a report is damaged: the kind and version that it should be, and every reason.
    Input(&'static str, Vec<Finding>),
}

impl Error {
    /// The error in one line.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Plain(text) => text.get(locale).to_owned(),
            Self::Packs(findings) | Self::Manifest(findings) | Self::Input(_, findings) => {
                let first = findings.first().map_or("", |finding| finding.message.get(locale));
                let place = findings.first().map_or("", |finding| finding.place.source.name());
                let count = findings.len();
                match (self, locale) {
                    (Self::Packs(_), Locale::En) => format!("the rule packs are wrong ({count}): {place}: {first}"),
                    (Self::Packs(_), Locale::Zh) => format!("规则包有误（{count} 处）：{place}：{first}"),
                    (Self::Input(kind, _), Locale::En) => format!("no sound `{kind}` ({count}): {place}: {first}"),
                    (Self::Input(kind, _), Locale::Zh) => {
                        format!("不是完好的 `{kind}`（{count} 处）：{place}：{first}")
                    }
                    (_, Locale::En) => format!("the manifest cannot be judged ({count}): {place}: {first}"),
                    (_, Locale::Zh) => format!("清单无法评判（{count} 处）：{place}：{first}"),
                }
            }
        }
    }

    /// The findings that say more, where there are any.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Plain(_) => &[],
            Self::Packs(findings) | Self::Manifest(findings) | Self::Input(_, findings) => findings,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

impl std::error::Error for Error {}

/// What the operating system says, in both languages for what is common.
pub(crate) fn os_reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => text!("there is no such file or folder", "没有这个文件或文件夹"),
        io::ErrorKind::PermissionDenied => text!("it is not permitted", "没有权限"),
        io::ErrorKind::NotADirectory => text!("it is no folder", "不是文件夹"),
        io::ErrorKind::QuotaExceeded => text!("the quota is used up", "磁盘配额已用完"),
        io::ErrorKind::FileTooLarge => text!("the file would be larger than is permitted", "文件会超过允许的大小"),
        io::ErrorKind::StorageFull => text!("the disk is full", "磁盘空间已满"),
        _ => Text::same(error.to_string()),
    }
}
