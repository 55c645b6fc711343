//! A project's self-assessment as its authors wrote it: the project, its answers, its waivers, its reviews. What they are worth is for `evaluate`.

mod answers;
mod gap;
mod keyed;
mod keys;
mod lock;
mod read;
mod slot;
pub(crate) mod snippet;
mod waivers;

use jiff::civil::Date;

pub(crate) use answers::read_answers;
pub(crate) use gap::{Gaps, admitted};
pub(crate) use keyed::Keys;
pub(crate) use keys::{MANIFEST as SHAPE, WAIVERS_FILE as WAIVERS_SHAPE};
pub(crate) use keys::{answer::SHAPE as ANSWER, project::SHAPE as PROJECT};
pub(crate) use lock::{Lock, Record, Review, read_lock, write_lock};
pub(crate) use read::read;
pub(crate) use slot::Slot;
pub(crate) use waivers::{Waiver, read_waivers};

use crate::evidence::Citation;
use crate::locale::Locale;
use crate::source::{Source, Span, Spanned};
use crate::tree::Syntax;
use crate::vocabulary::{Impact, Stage, Status};

/// The usual name of a manifest.
pub(crate) const MANIFEST: &str = "governance.toml";
/// The names of a manifest in each syntax, of which a folder holds one.
pub(crate) const MANIFESTS: [&str; 3] = [MANIFEST, "governance.yaml", "governance.json"];
/// The name of the file of waivers beside a manifest.
pub(crate) const WAIVERS: &str = "governance.waivers.toml";
/// The name of the record of reviews beside a manifest.
pub(crate) const LOCK: &str = "governance.lock";
/// The name of the file beside a manifest of what was typed in an interview and not kept yet. It claims nothing.
pub(crate) const DRAFT: &str = "governance.draft.toml";
/// The name of the JSON Schema beside a manifest, by which editors know its keys.
pub(crate) const SCHEMA: &str = "governance.schema.json";
/// The files of the self-assessment itself, which are never evidence.
pub(crate) const OWN_FILES: [&str; 7] = [MANIFESTS[0], MANIFESTS[1], MANIFESTS[2], WAIVERS, LOCK, DRAFT, SCHEMA];

/// A manifest, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Manifest {
    /// The file.
    pub(crate) source: Source,
    /// How it is written.
    pub(crate) syntax: Syntax,
    /// What is assessed.
    pub(crate) project: Project,
    /// The packs to judge by, as written; the embedded one when left out.
    pub(crate) packs: Vec<Spanned<String>>,
    /// The level aimed at.
    pub(crate) level: u8,
    /// The language of the report.
    pub(crate) locale: Option<Locale>,
    /// The answers, in the order of the file.
    pub(crate) answers: Vec<Answer>,
    /// The waivers of the manifest and of the file beside it.
    pub(crate) waivers: Vec<Waiver>,
    /// The record of reviews beside it, where there is one.
    pub(crate) lock: Option<Lock>,
    /// Where further answers may be written, where that is known.
    pub(crate) slot: Option<Slot>,
}

/// What the manifest says of the project itself.
#[derive(Debug, Default)]
pub(crate) struct Project {
    /// Where `[project]` stands: the place of what is missing.
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) owner: String,
    pub(crate) contact: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) stage: Stage,
    pub(crate) impact: Impact,
    pub(crate) traits: Vec<Spanned<String>>,
    pub(crate) regions: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) assessed: Option<Spanned<Date>>,
    /// How the root is widened, as written.
    pub(crate) root: Option<Spanned<String>>,
}

/// What the manifest says on one item.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The item's id, `principle/name`.
    pub(crate) item: String,
    /// Where its id is written, where each part of it is written once.
    pub(crate) keys: Option<Keys>,
    /// Where the answer stands: its header.
    pub(crate) span: Span,
    /// The claim; none when the word is not one of the four.
    pub(crate) status: Option<Spanned<Status>>,
    pub(crate) statement: Option<Spanned<String>>,
    pub(crate) evidence: Vec<Citation>,
    /// Where `evidence` stands.
    pub(crate) evidence_span: Option<Span>,
    pub(crate) reviewed: Option<Spanned<Date>>,
    pub(crate) owner: Option<String>,
    pub(crate) justification: Option<Spanned<String>>,
    pub(crate) plan: Option<Plan>,
}

/// What will be done about a gap.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) action: Spanned<String>,
    pub(crate) by: Option<Spanned<Date>>,
}

impl Manifest {
    /// The answer on an item.
    pub(crate) fn answer(&self, item: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.item == item)
    }
}
