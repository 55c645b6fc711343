//! What the verbs take that show what packs hold and judge nothing: `explain`, `list`, `trace`.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};

use super::Verb;
use super::parts::{is_json, many, one, pack, packs, place, shape, verb, word};
use crate::locale::{Locale, Text, text};

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Packs,
    Items,
    Clauses,
    Frameworks,
    Traits,
    Codes,
}

const WHATS: [(&str, What); 6] = [
    ("packs", What::Packs),
    ("items", What::Items),
    ("clauses", What::Clauses),
    ("frameworks", What::Frameworks),
    ("traits", What::Traits),
    ("codes", What::Codes),
];

pub(super) fn explain(locale: Locale) -> Command {
    let help = text!(
        "An item's id (security/red-team) or a code (section-thin)",
        "条目编号（security/red-team）或代码（section-thin）"
    );
    let rule = place("rule", locale.pick("RULE", "条目或代码"), help, locale).required(true);
    let about = text!("Explain an item or a code", "解释条目或代码");
    verb("explain", about, "guiju explain [选项] <条目或代码>", locale).arg(rule).arg(packs(locale))
}

pub(super) fn read_explain(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::Explain { rule: one(given, "rule")?, packs: many(given, "pack") })
}

pub(super) fn list(locale: Locale) -> Command {
    let words = WHATS.map(|(word, _)| word);
    let what = place("what", locale.pick("WHAT", "内容"), Text::same(words.join("|")), locale).required(true);
    let what = what.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true);
    let about = text!("List what the packs hold", "列出规则包中的内容");
    verb("list", about, "guiju list [选项] <内容>", locale).arg(what).arg(packs(locale)).arg(shape(locale))
}

pub(super) fn read_list(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::List { what: word(given, "what", &WHATS)?, json: is_json(given), packs: many(given, "pack") })
}

pub(super) fn trace(locale: Locale) -> Command {
    let about = text!("Show which items serve each clause of the source", "列出来源的每一条款由哪些条目落实");
    verb("trace", about, "guiju trace [选项] [规则包]...", locale).arg(pack(locale).num_args(0..)).arg(shape(locale))
}

pub(super) fn read_trace(given: &ArgMatches) -> Verb {
    Verb::Trace { packs: many(given, "pack"), json: is_json(given) }
}
