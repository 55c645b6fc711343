//! clap's answers in the reader's language: help, version, and what is wrong with the arguments or with the variables that stand in for
//! them.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::terminal::say;
use super::variables::Wrong;
use super::{BROKEN, PASSED};
use crate::args::Variable;
use crate::locale::{Locale, Text, text};
use crate::render::{Format, one_line, sanitise};

/// Tells why nothing can be made of the command line, or what it asks clap itself, and gives the exit status.
pub(super) fn answer(wrong: &Wrong, locale: Locale) -> u8 {
    match wrong {
        Wrong::Line(error) => line(error, locale),
        Wrong::Variables(wrong) => {
            for (variable, error) in wrong {
                let told = one_line(unfit(variable, error).get(locale));
                say(&format!("{}{told}", locale.pick("error: ", "错误：")));
            }
            BROKEN
        }
    }
}

/// The names of the variables that had a say, for a run that could not judge.
pub(super) fn tell_variables(variables: &[Variable], locale: Locale) {
    if !variables.is_empty() {
        let names: Vec<_> = variables.iter().map(|variable| variable.name.as_str()).collect();
        let (en, zh) = (names.join(", "), names.join("、"));
        say(text!("guiju: taken from the environment: {en}", "guiju: 取自环境变量：{zh}").get(locale));
    }
}

/// Prints clap's answer where it belongs, and gives its exit status.
fn line(error: &clap::Error, locale: Locale) -> u8 {
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

/// That a variable has a value which its option does not take.
fn unfit(variable: &Variable, error: &clap::Error) -> Text {
    let Variable { name, option, .. } = variable;
    let Text { en, zh } = accepted(error);
    match get(error, ContextKind::InvalidValue) {
        value if value.is_empty() => text!(
            "the environment variable {name} has a value that `--{option}` does not take{en}",
            "环境变量 {name} 的值不是 `--{option}` 的有效值{zh}"
        ),
        value => text!(
            "the environment variable {name} is `{value}`, which `--{option}` does not take{en}",
            "环境变量 {name} 的值 `{value}` 不是 `--{option}` 的有效值{zh}"
        ),
    }
}

/// What an option takes, to follow what it does not; empty where that is not known here.
fn accepted(error: &clap::Error) -> Text {
    let near = match get(error, ContextKind::SuggestedValue) {
        near if near.is_empty() => Text::default(),
        near => text!("; did you mean `{near}`?", "；是否想写 `{near}`？"),
    };
    if let Some(ContextValue::Strings(words)) = error.get(ContextKind::ValidValue) {
        let ((en, zh), Text { en: near, zh: near_zh }) = ((words.join(", "), words.join("、")), near);
        return text!("; it takes {en}{near}", "；可用的值有 {zh}{near_zh}");
    }
    let argument = get(error, ContextKind::InvalidArg);
    match argument.split(' ').next().unwrap_or_default() {
        "--as-of" => text!("; write it as 2026-01-31", "；请写成 2026-01-31"),
        "--jobs" => text!("; write a whole number from 1 to 256", "；请写 1 到 256 之间的整数"),
        "--output" => {
            let words = Format::WORDS.map(|(word, _)| word);
            let (en, zh) = (words.join(", "), words.join("、"));
            text!("; write it as FORMAT=FILE, with a format of {en}", "；请写成“格式=文件”，格式有 {zh}")
        }
        _ => Text::default(),
    }
}

/// What clap says of an error, as a text.
fn get(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// The commonest errors in Chinese; others keep clap's own words.
fn chinese(error: &clap::Error) -> String {
    let get = |kind: ContextKind| get(error, kind);
    let near = |kind: ContextKind| match get(kind) {
        near if near.is_empty() => near,
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
            format!("`{}` 不是 `{argument}` 的有效值{}", get(ContextKind::InvalidValue), accepted(error).zh)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => format!("`{argument}` 重复或互相冲突"),
            prior => format!("`{argument}` 不能与 `{prior}` 同时使用"),
        },
        _ => error.to_string().trim().trim_start_matches("error: ").to_owned(),
    }
}
