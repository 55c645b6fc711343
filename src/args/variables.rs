//! Which options may be given by a variable of the environment, and what each is called. What stands in it is for `command` to read.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgAction, Command};

use crate::locale::Locale;

/// The verb whose own options have variables; of the others, those have one that every verb takes.
const VERB: &str = "check";
/// Options without one: a text on standard input belongs to one run, and so does the writing of a baseline.
const LEFT_OUT: [&str; 2] = ["stdin-path", "write-baseline"];

/// A variable that stands in for an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// What it is called: `GUIJU_FAIL_ON`.
    pub(crate) name: String,
    /// The option without its dashes: `fail-on`.
    pub(crate) option: String,
    /// Whether it holds several values, parted by commas.
    repeats: bool,
}

impl Variable {
    fn of(arg: &Arg) -> Option<Self> {
        let option = arg.get_long().filter(|option| !LEFT_OUT.contains(option))?;
        let repeats = match arg.get_action() {
            ArgAction::Set => false,
            ArgAction::Append => true,
            _ => return None,
        };
        let name = format!("GUIJU_{}", option.replace('-', "_").to_ascii_uppercase());
        Some(Self { name, option: option.to_owned(), repeats })
    }

    /// The arguments that say the same as the variable with this value.
    pub(crate) fn arguments(&self, value: &OsStr) -> Vec<OsString> {
        let argument = |value: &OsStr| {
            let mut argument = OsString::from(format!("--{}=", self.option));
            argument.push(value);
            argument
        };
        match value.to_str().filter(|_| self.repeats) {
            Some(list) => {
                let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
                parts.map(|part| argument(OsStr::new(part))).collect()
            }
            None => vec![argument(value)],
        }
    }
}

/// The variables that a verb looks at.
pub(crate) fn variables(line: &Command, verb: &str) -> Vec<Variable> {
    let own = line.find_subcommand(VERB).filter(|_| verb == VERB);
    let own = own.into_iter().flat_map(Command::get_arguments).filter(|arg| !arg.is_global_set());
    line.get_arguments().chain(own).filter_map(Variable::of).collect()
}

/// A verb whose help names the variables.
pub(super) fn shown(command: Command, locale: Locale) -> Command {
    command.mut_args(|arg| match (Variable::of(&arg), arg.get_help()) {
        (Some(Variable { name, .. }), Some(help)) => {
            let help = locale.pick(format!("{help} [env: {name}]"), format!("{help} [环境变量：{name}]"));
            arg.help(help)
        }
        _ => arg,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(verb: &str) -> Vec<Variable> {
        variables(&crate::args::command(Locale::En), verb)
    }

    #[test]
    fn each_option_of_check_with_a_value_has_a_variable() {
        let names: Vec<_> = all("check").into_iter().map(|variable| variable.name).collect();
        for name in ["LOCALE", "COLOR", "FORMAT", "OUTPUT", "PACK", "AS_OF", "FAIL_ON", "ONLY", "JOBS"] {
            assert!(names.contains(&format!("GUIJU_{name}")), "{name}: {names:?}");
        }
        for name in ["QUIET", "HELP", "VERSION", "NO_WAIVERS", "STDIN_PATH", "WATCH", "PATHS"] {
            assert!(!names.contains(&format!("GUIJU_{name}")), "{name}: {names:?}");
        }
        let others: Vec<_> = all("list").into_iter().map(|variable| variable.name).collect();
        assert_eq!(others, ["GUIJU_LOCALE", "GUIJU_COLOR"]);
    }

    #[test]
    fn a_list_is_parted_by_commas_where_an_option_repeats() {
        let given = |option: &str, value: &str| {
            let variable = all("check").into_iter().find(|variable| variable.option == option).unwrap();
            variable.arguments(OsStr::new(value))
        };
        assert_eq!(given("pack", "./a, four-principles,"), ["--pack=./a", "--pack=four-principles"]);
        assert_eq!(given("only", "security/{a,b}"), ["--only=security/{a,b}"]);
    }
}
