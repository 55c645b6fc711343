//! clap's answers in the reader's language: help, version, and what is wrong with the arguments.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{BROKEN, PASSED};
use crate::locale::Locale;
use crate::render::{Format, sanitise};

/// Prints clap's answer where it belongs, and gives its exit status.
pub(super) fn answer(error: &clap::Error, locale: Locale) -> u8 {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let shown = asked || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    // A reader that has gone away is nothing to stop for.
    let _ = match locale {
        _ if shown => error.print(),
        Locale::En => write!(std::io::stderr().lock(), "{}", sanitise(&error.render().to_string())),
        Locale::Zh => {
            writeln!(
                std::io::stderr().lock(),
                "错误：{}；参见 guiju --help",
                sanitise(&chinese(error)).replace('\n', " ")
            )
        }
    };
    if asked { PASSED } else { BROKEN }
}

/// The commonest errors in Chinese; others keep clap's own words.
fn chinese(error: &clap::Error) -> String {
    let get = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let near = |kind: ContextKind| match get(kind) {
        near if near.is_empty() => String::new(),
        near => format!("（是否想写 `{near}`？）"),
    };
    let argument = get(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("未知参数 `{argument}`{}", near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let word = get(ContextKind::InvalidSubcommand);
            format!("未知命令 `{word}`{}", near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = get(ContextKind::InvalidValue);
            let valid = match get(ContextKind::ValidValue) {
                valid if valid.is_empty() && argument.starts_with("--as-of") => "；请写成 2026-01-31".to_owned(),
                valid if valid.is_empty() && argument.starts_with("--jobs") => "；请写 1 到 256 之间的整数".to_owned(),
                valid if valid.is_empty() && argument.starts_with("--output") => {
                    let words = Format::WORDS.map(|(word, _)| word).join("、");
                    format!("；请写成“格式=文件”，格式有 {words}")
                }
                valid if valid.is_empty() => String::new(),
                valid => format!("；可用的值有 {valid}"),
            };
            format!("`{value}` 不是 `{argument}` 的有效值{valid}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("`{argument}` 重复或互相冲突"),
        _ => error.to_string().trim().trim_start_matches("error: ").to_owned(),
    }
}
