//! One test binary with a module a concern. Each module runs the real program; none reaches into its rooms.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by falling over"
)]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "a hostile text is made once")]

mod architecture;
mod ascent;
mod badge;
mod baseline;
mod browser;
mod bundle;
mod canonical;
mod cases;
mod cli;
mod crosswalk;
mod diff;
mod editors;
mod examples;
mod fix;
mod forecast;
mod formats;
mod full;
mod guide;
mod honesty;
mod hostile;
mod index;
mod init;
mod interview;
mod laws;
mod lsp;
mod many;
mod messages;
mod pack;
mod pictures;
mod present;
mod reference;
mod report;
mod repository;
mod review;
mod run;
mod sarif;
mod schema;
mod scores;
mod scratch;
mod setup;
mod syntaxes;
mod tools;
mod unsaved;
mod variables;
mod why;
