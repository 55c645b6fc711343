//! guiju 规矩 judges a project's AI-governance self-assessment: it reads what the project claims, and looks whether the evidence carries it.

mod args;
mod cases;
mod check;
mod command;
mod error;
mod evaluate;
mod evidence;
mod expr;
mod finding;
mod judge;
mod load;
mod locale;
mod manifest;
mod meaning;
mod pack;
mod plan;
mod render;
mod report;
mod source;
mod text;
mod tree;
mod vocabulary;

#[doc(hidden)]
pub use command::main;
pub use error::Error;
pub use evidence::{Contents, Disk, Files, Listed, Memory, Refusal};
pub use finding::{Code, Family, Finding, Place, Severity};
pub use jiff::civil::{Date, date};
pub use judge::Judge;
pub use locale::{Locale, Text};
pub use report::{
    EvidenceReport, ItemReport, PackReport, PrincipleReport, ProjectReport, Totals, Verdicts, WaiverReport,
};
pub use source::{Position, Source, Span};
pub use vocabulary::{Basis, Impact, Requirement, Stage, Status, Verdict};
