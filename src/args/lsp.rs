//! What `lsp` takes.

use clap::{ArgMatches, Command};
use jiff::civil::Date;

use super::parts::{as_of, docs, flag, many, one, packs, verb};
use crate::locale::{Locale, text};

/// What `lsp` needs.
#[derive(Debug, Clone)]
pub(crate) struct Lsp {
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) docs: Option<String>,
}

pub(super) fn lsp(locale: Locale) -> Command {
    let about = text!(
        "Talk with an editor by the Language Server Protocol, over standard input and output",
        "通过标准输入输出以语言服务器协议（LSP）与编辑器通信"
    );
    // Some clients say so whatever they are told.
    let stdio = flag("stdio", text!("What it does in any case", "默认即如此"), locale).hide(true);
    verb("lsp", about, "guiju lsp [选项]", locale).arg(packs(locale)).arg(as_of(locale)).arg(docs(locale)).arg(stdio)
}

pub(super) fn read(given: &ArgMatches) -> Lsp {
    Lsp { packs: many(given, "pack"), as_of: given.get_one::<Date>("as-of").copied(), docs: one(given, "docs") }
}
