//! guiju 规矩 judges a project's AI-governance self-assessment: it reads what the project claims, and looks whether the evidence carries it.
//! **A claim without evidence is worse than an honest gap:** that sentence decides every doubt.
//!
//! # For callers
//!
//! [`Judge`] turns a project's [`Files`] (a [`Disk`] folder, a map in [`Memory`], or your own) into a [`ProjectReport`], on a day and by
//! packs that you choose. Nothing is fetched, printed or written, and the clock is never asked.
//!
//! # The way of the data
//!
//! ```text
//! argv ─► args ─► load ──────────► plan ────► evaluate ─► report ─► render ─► standard output
//!                  │ packs            ▲ (pure)   (pure)      (pure)    (pure)
//!                  │ manifest         │
//!                  │ waivers, reviews │
//!                  └ evidence, on demand, each file once
//! ```
//!
//! # The rooms, in import order
//!
//! | room | holds |
//! | --- | --- |
//! | `locale`, `source` | texts in both languages; named texts, byte spans, lines and columns |
//! | `finding`, `error`, `vocabulary`, `meaning` | diagnostics and their codes; what stops a run; closed sets of words; what codes mean |
//! | `table` | the patterns of the embedded packs, worked out when guiju is built |
//! | `tree` | TOML, JSON and YAML as one tree with spans; typed reading that tells every problem; JSONPath, our own to bound its work |
//! | `text` | Markdown as evidence: headings, anchors, substance, hollow files, licence texts, days, what a reader takes in |
//! | `expr` | the subset of CEL that conditions are written in |
//! | `evidence` | the [`Files`] seam and what may lie over it, citations, documents that are opened and parsed once |
//! | `check` | the closed list of checks: what each asks, and what it saw |
//! | `pack` | items, clauses, levels; reading, extending, tightening; the packs that are built in |
//! | `manifest` | the project, its answers, its waivers, its reviews |
//! | `load`, `plan`, `evaluate`, `report`, `judge` | the way of the data, in that order |
//! | `baseline` | the findings that were there when a project took guiju up, by what they are about |
//! | `cases`, `crosswalk` | a pack's own tests, judged as any project is; results by the provisions of another framework |
//! | `mutants` | items with a part taken out or loosened, which their cases must notice |
//! | `diff` | the rules of two packs held against each other, two reports on one project, and two runs |
//! | `forecast` | what falls due on which day |
//! | `ascent` | the shortest way up: what stands between a project and the next level, and what lifts its score most |
//! | `why` | why a project got its verdict on an item, condition by condition |
//! | `dossier` | all that a report for people holds on one project, its history among it |
//! | `portfolio` | all that an index of many projects holds |
//! | `fix` | the fixes that findings carry, put into their texts |
//! | `detect` | what a repository already holds: facts on the project, and places that could be evidence for an item |
//! | `interview` | what is asked on open items, what was said on them, and the manifest with an answer in it |
//! | `bundle` | all that a verdict rests on as the files of one folder, read back and held against what they were |
//! | `render` | one format a file, those for auditors among them; what there is to say on an item, and the reference made of it |
//! | `schema` | JSON Schemas of the files that people write, the manifest among them, from the keys that `tree` reads by |
//! | `lsp` | what an editor is told, as a function from what it says: findings in texts that are not saved and their fixes, meanings, what may be written |
//! | `args`, `command` | the command line, and what shells and `man` are told of it; a file a verb |
//!
//! # Invariants
//!
//! - There is one engine. The command line, a pack's cases and callers of this crate all go through [`Judge`].
//! - Files are read through [`Files`] alone; only `load` and [`Disk`] touch a disk, and [`Disk`] opens everything beneath a handle of the
//!   project's folder, so that no path and no link leads out.
//! - Only `command` writes, and runs a program: `init` writes a manifest, `review` replaces `governance.lock`, `fix` a manifest and its waivers,
//!   `interview` the answers of a manifest and a draft of what was typed, `check` a baseline, `bundle` a folder outside the project,
//!   `report` a page or a folder of them, and git is asked for the text that was reviewed, to be shown below a finding, and for the files
//!   of a revision, for `diff` and the history in a `report`. No verdict of `check` depends on what git says.
//! - Between `load` and `command` all is a function of its arguments: no clock, no environment, no globals, no printing.
//! - Evaluation does not fail. What cannot be decided is a finding; only a pack's own fault stops a run.
//! - Spans are bytes. A line and a column are worked out in `source`, when something is shown.
//! - What has a place is a [`Finding`]; what has none is an [`Error`].
//! - Verdicts and severities each stand in one table, `evaluate::verdict` and `evaluate::severity`.
//! - Domain types are not `Serialize`: a format owns its wire structs.
//! - The format never changes the exit status.
//! - No room imports one that stands below it in the table. `tests/suite/architecture.rs` reads the imports and says so.

mod args;
mod ascent;
mod baseline;
mod bundle;
mod cases;
mod check;
mod command;
mod crosswalk;
mod detect;
mod diff;
mod dossier;
mod error;
mod evaluate;
mod evidence;
mod expr;
mod finding;
mod fix;
mod forecast;
mod interview;
mod judge;
mod load;
mod locale;
mod lsp;
mod manifest;
mod meaning;
mod mutants;
mod pack;
mod plan;
mod portfolio;
mod render;
mod report;
mod schema;
mod source;
mod table;
mod text;
mod tree;
mod vocabulary;
mod why;

#[doc(hidden)]
pub use command::main;
pub use error::Error;
pub use evidence::{Contents, Disk, Files, Listed, Memory, Reach, Refusal};
pub use finding::{Code, Edit, Family, Finding, Fix, Place, Safety, Severity};
pub use jiff::civil::{Date, date};
pub use judge::Judge;
pub use locale::{Locale, Text};
pub use report::{
    ClauseReport, EvidenceReport, ItemReport, PackReport, PrincipleReport, ProjectReport, Totals, Verdicts,
    WaiverReport,
};
pub use source::{Position, Source, Span};
pub use vocabulary::{Basis, Impact, Requirement, Stage, Status, Verdict};
