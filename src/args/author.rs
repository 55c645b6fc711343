//! What the verbs take that are for authors of packs: `test`.

use clap::{ArgMatches, Command};

use super::Verb;
use super::parts::{flag, one, pack, verb};
use crate::locale::{Locale, text};

pub(super) fn test(locale: Locale) -> Command {
    verb("test", text!("Run a pack's own cases", "运行规则包自带的用例"), "guiju test [选项] <规则包>", locale)
        .arg(pack(locale).required(true))
        .arg(flag("quiet", text!("Print only what differs", "只显示不符之处"), locale).short('q'))
}

pub(super) fn read_test(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::Test { pack: one(given, "pack")?, quiet: given.get_flag("quiet") })
}
