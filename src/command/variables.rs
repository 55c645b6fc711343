//! The command line with what the environment says of options that it leaves out. An option always wins over its variable, and one that
//! is empty is as good as not set.

use std::env;
use std::ffi::OsString;

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::args::{self, Variable};
use crate::locale::Locale;

/// What was asked for, and which variables had a say in it.
pub(super) struct Asked {
    pub(super) matches: ArgMatches,
    pub(super) variables: Vec<Variable>,
}

/// Why nothing can be made of the command line.
pub(super) enum Wrong {
    Line(clap::Error),
    /// Each variable whose value its option does not take.
    Variables(Vec<(Variable, clap::Error)>),
}

/// Reads the command line.
pub(super) fn read(given: &[OsString], locale: Locale) -> Result<Asked, Wrong> {
    let mut line = args::command(locale);
    let matches = line.try_get_matches_from_mut(given).map_err(Wrong::Line)?;
    let Some((verb, said)) = matches.subcommand() else { return Ok(Asked { matches, variables: Vec::new() }) };
    let set: Vec<_> = args::variables(&line, verb)
        .into_iter()
        .filter(|variable| !is_given(said, &variable.option))
        .filter_map(|variable| value(&variable.name).map(|value| (variable, value)))
        .collect();
    if set.is_empty() {
        return Ok(Asked { matches, variables: Vec::new() });
    }
    // What stands before the verb are options that every verb takes, and none of them takes the name of a verb.
    let at = given.iter().position(|word| word == verb).map_or(given.len(), |at| at + 1);
    let (before, after) = given.split_at(at);
    let mut with = |more: Vec<OsString>| line.try_get_matches_from_mut([before, &more, after].concat());
    match with(set.iter().flat_map(|(variable, value)| variable.arguments(value)).collect()) {
        Ok(matches) => Ok(Asked { matches, variables: set.into_iter().map(|(variable, _)| variable).collect() }),
        Err(error) => {
            let wrong = |(variable, value): (Variable, OsString)| {
                with(variable.arguments(&value)).err().map(|error| (variable, error))
            };
            let wrong: Vec<_> = set.into_iter().filter_map(wrong).collect();
            Err(if wrong.is_empty() { Wrong::Line(error) } else { Wrong::Variables(wrong) })
        }
    }
}

/// Whether an option stands on the command line.
fn is_given(said: &ArgMatches, option: &str) -> bool {
    let known = said.try_contains_id(option).is_ok_and(|known| known);
    known && said.value_source(option) == Some(ValueSource::CommandLine)
}

fn value(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
