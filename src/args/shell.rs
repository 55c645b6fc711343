//! What the verbs take that tell shells and `man` of the command line: `completions`, `man`; and what shells are told.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::Verb;
use super::parts::{place, value, verb, word};
use crate::locale::{Locale, Text, text};

const SHELLS: [(&str, Shell); 5] = [
    ("bash", Shell::Bash),
    ("elvish", Shell::Elvish),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
    ("zsh", Shell::Zsh),
];

pub(super) fn completions(locale: Locale) -> Command {
    let words = SHELLS.map(|(word, _)| word);
    let shell = place("shell", locale.pick("SHELL", "SHELL"), Text::same(words.join("|")), locale).required(true);
    let about = text!("Print what a shell needs to complete commands", "输出 shell 的命令补全脚本");
    verb("completions", about, "guiju completions [选项] <SHELL>", locale)
        .arg(shell.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true))
}

pub(super) fn read_completions(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::Completions { shell: word(given, "shell", &SHELLS)? })
}

pub(super) fn man(locale: Locale) -> Command {
    let out = text!(
        "Write all pages into this folder (default: print the page of guiju itself)",
        "把所有手册页写入此文件夹（默认：输出 guiju 自身的手册页）"
    );
    let about = text!("Print the manual as pages for man", "输出供 man 阅读的手册页");
    verb("man", about, "guiju man [选项]", locale)
        .arg(value("out", out, locale).value_name(locale.pick("DIR", "文件夹")).value_parser(value_parser!(PathBuf)))
}

pub(super) fn read_man(given: &ArgMatches) -> Verb {
    Verb::Man { out: given.get_one::<PathBuf>("out").cloned() }
}

/// The script that completes commands in a shell.
pub(crate) fn script(shell: Shell, locale: Locale) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::command(locale), "guiju", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
