//! What the lock records held against what is cited now: whether it is this project's, who looked last, and what has changed since.
//! What stood there then is not known here; only that it was something else.

use std::sync::Arc;

use jiff::civil::Date;

use super::gather::Cited;
use super::inquiry::{Draft, Inquiry};
use crate::evidence::{Document, Shelf};
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::{Text, text};
use crate::manifest::{Lock, Manifest, Review};
use crate::pack::Rulebook;
use crate::source::{Source, Span};

/// How many files a message names.
const NAMED: usize = 3;

/// A day on which somebody looked at the evidence, and where that is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked<'a> {
    pub(super) day: Date,
    pub(super) source: &'a Source,
    pub(super) span: Span,
}

impl Looked<'_> {
    /// The place where it is written.
    pub(super) fn place(&self, label: Text) -> Place {
        Place::new(self.source, self.span, label)
    }
}

/// A cited file or section that is not what it was.
pub(crate) struct Change {
    /// The item whose finding it belongs to, and that finding's subject.
    pub(crate) item: String,
    pub(crate) subject: String,
    /// What stands there now.
    pub(crate) document: Arc<Document>,
    pub(crate) anchor: Option<String>,
    /// What was looked at, as the lock calls it.
    pub(crate) evidence: String,
    pub(crate) sha256: String,
    pub(crate) git_blob: Option<String>,
}

/// A cited file or section as it is now, to be recorded.
pub(crate) struct Piece {
    /// As the lock calls it.
    pub(crate) evidence: String,
    pub(crate) document: Arc<Document>,
    pub(crate) anchor: Option<String>,
    /// None where the file was not wholly read.
    pub(crate) sha256: Option<String>,
}

/// What was seen to have changed.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) drafts: Vec<Draft>,
    pub(super) changes: Vec<Change>,
}

/// The lock, where it is this project's; else the finding that says whose it is. A lock that is refused records nothing.
pub(super) fn in_force<'m>(manifest: &'m Manifest, rulebook: &Rulebook) -> Result<Option<&'m Lock>, Finding> {
    let Some(lock) = &manifest.lock else { return Ok(None) };
    let refuse = |problem: Problem| Err(Finding::from_problem(problem, &lock.source, "manifest"));
    let name = manifest.project.name.as_str();
    if let Some(project) = lock.project.as_ref().filter(|project| project.value != name && !name.is_empty()) {
        let other = &project.value;
        let message = text!(
            "the lock is for the project `{other}`, and this is `{name}`; none of its reviews counts",
            "复核记录属于项目 `{other}`，而这是 `{name}`；其中的复核一概不计"
        );
        let help = text!(
            "if the project was renamed, write its name here; else take the file away and review the evidence: `guiju review --all`",
            "若项目只是改了名，请在此写上新名称；否则请移走该文件，重新复核证据：`guiju review --all`"
        );
        return refuse(Problem::new(Code::BadValue, project.span, message).help(help));
    }
    let known = |id: &str| rulebook.packs.iter().any(|pack| pack.id.value == id);
    if let Some(first) = lock.packs.first().filter(|_| !lock.packs.iter().any(|pack| known(&pack.value))) {
        let last = lock.packs.last().unwrap_or(first);
        let names: Vec<_> = lock.packs.iter().map(|pack| format!("`{}`", pack.value)).collect();
        let (en, zh) = (names.join(", "), names.join("、"));
        let message = text!(
            "the lock is for the packs {en}, none of which is in use; none of its reviews counts",
            "复核记录针对规则包 {zh}，而这些都没有使用；其中的复核一概不计"
        );
        let help = text!(
            "judge by one of these packs, or take the file away and review the evidence: `guiju review --all`",
            "请使用其中的规则包评判，或移走该文件，重新复核证据：`guiju review --all`"
        );
        return refuse(Problem::new(Code::BadValue, Span::new(first.span.start, last.span.end), message).help(help));
    }
    Ok(Some(lock))
}

/// How the lock calls a cited file or section.
fn name(shelf: &Shelf<'_>, document: &Document, anchor: Option<&str>) -> String {
    let path = shelf.relative(&document.path);
    anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}"))
}

/// Everything cited that stands, each once, as it is now.
pub(crate) fn pieces(shelf: &Shelf<'_>, cited: &[Cited]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for cited in cited.iter().filter(|cited| cited.stands) {
        let Some(document) = &cited.document else { continue };
        let evidence = name(shelf, document, cited.anchor.as_deref());
        let sha256 = document.cited_sha256(cited.anchor.as_deref());
        pieces.push(Piece { evidence, document: Arc::clone(document), anchor: cited.anchor.clone(), sha256 });
    }
    pieces.sort_by(|one, other| one.evidence.cmp(&other.evidence));
    pieces.dedup_by(|second, first| second.evidence == first.evidence);
    pieces
}

/// Holds what an answer cites against what was recorded of it. Where nothing was, nothing is said.
pub(super) fn changes(inquiry: &Inquiry<'_>, cited: &[Cited]) -> Changes {
    let mut found = Changes::default();
    let reviews = inquiry.reviews();
    if reviews.is_empty() {
        return found;
    }
    let pieces = pieces(inquiry.shelf, cited);
    let gone: Vec<_> =
        reviews.iter().filter(|review| pieces.iter().all(|piece| piece.evidence != review.evidence.value)).collect();
    let mut groups: Vec<(&str, Group<'_>)> = Vec::new();
    for piece in &pieces {
        let Some(sha256) = &piece.sha256 else { continue };
        let recorded = reviews.iter().find(|review| review.evidence.value == piece.evidence);
        // What was looked at under another name is what was looked at.
        if recorded.map_or_else(
            || reviews.iter().any(|review| review.sha256.value == *sha256),
            |review| review.sha256.value == *sha256,
        ) {
            continue;
        }
        let citation = citation_of(piece, cited);
        let at = groups.iter().position(|(known, _)| *known == citation).unwrap_or_else(|| {
            groups.push((citation, Group::default()));
            groups.len() - 1
        });
        let Some((_, group)) = groups.get_mut(at) else { continue };
        match recorded {
            Some(review) => group.changed.push((piece, review)),
            None => group.new.push(piece),
        }
    }
    let is_one = groups.iter().map(|(_, group)| group.new.len()).sum::<usize>() == 1;
    for (citation, group) in groups {
        if !group.changed.is_empty() {
            found.add(inquiry, citation, &group.changed);
        }
        if !group.new.is_empty() {
            let instead = gone.first().filter(|_| is_one && gone.len() == 1).copied();
            found.add_new(inquiry, citation, &group.new, instead);
        }
    }
    found
}

/// What one citation finds that is not what was looked at.
#[derive(Default)]
struct Group<'a> {
    changed: Vec<(&'a Piece, &'a Review)>,
    new: Vec<&'a Piece>,
}

fn citation_of<'c>(piece: &Piece, cited: &'c [Cited]) -> &'c str {
    let own = cited.iter().find(|cited| {
        cited.document.as_ref().is_some_and(|document| Arc::ptr_eq(document, &piece.document))
            && cited.anchor == piece.anchor
    });
    own.map_or("", |cited| &cited.cited)
}

impl Changes {
    fn add(&mut self, inquiry: &Inquiry<'_>, citation: &str, changed: &[(&Piece, &Review)]) {
        let Some((_, first)) = changed.first() else { return };
        let (day, by, names) = (first.reviewed.value, &first.by.value, named(changed.iter().map(|(piece, _)| *piece)));
        let (en, zh) = names;
        let verb = if changed.len() == 1 { "has" } else { "have" };
        let message = text!("{en} {verb} changed since the review of {day}", "{zh} 自 {day} 复核以来已有改动");
        let label = text!("{by} looked at something else", "{by} 当时看到的不是这样");
        let mut draft = draft(inquiry, citation, Problem::new(Code::Drifted, Span::default(), message).label(label));
        draft.related.push(recorded(inquiry, first));
        for (piece, review) in changed {
            self.changes.push(Change::new(inquiry, &draft.subject, piece, review));
        }
        self.drafts.push(draft);
    }

    /// Files that nobody had looked at; of the only one, perhaps what it stands instead of.
    fn add_new(&mut self, inquiry: &Inquiry<'_>, citation: &str, new: &[&Piece], instead: Option<&Review>) {
        let Some(first) = instead.or_else(|| inquiry.reviews().first()) else { return };
        let (day, (en, zh)) = (first.reviewed.value, named(new.iter().copied()));
        let verb = if new.len() == 1 { "was" } else { "were" };
        let message = text!("{en} {verb} not looked at in the review of {day}", "{day} 复核时没有看过 {zh}");
        let label = match instead {
            Some(review) => {
                let other = &review.evidence.value;
                text!("`{other}` was cited then", "当时引用的是 `{other}`")
            }
            None => text!("cited or added since", "此后才引用或新增"),
        };
        let mut draft = draft(inquiry, citation, Problem::new(Code::Drifted, Span::default(), message).label(label));
        draft.subject.push_str(":new");
        draft.related.push(recorded(inquiry, first));
        if let (Some(review), [piece]) = (instead, new) {
            self.changes.push(Change::new(inquiry, &draft.subject, piece, review));
        }
        self.drafts.push(draft);
    }
}

impl Change {
    fn new(inquiry: &Inquiry<'_>, subject: &str, piece: &Piece, review: &Review) -> Self {
        Self {
            item: inquiry.item.id.clone(),
            subject: subject.to_owned(),
            document: Arc::clone(&piece.document),
            anchor: piece.anchor.clone(),
            evidence: review.evidence.value.clone(),
            sha256: review.sha256.value.clone(),
            git_blob: review.git_blob.as_ref().map(|blob| blob.value.clone()),
        }
    }
}

/// The first few names, and how many more there are.
fn named<'p>(pieces: impl ExactSizeIterator<Item = &'p Piece>) -> (String, String) {
    let more = pieces.len().saturating_sub(NAMED);
    let names: Vec<_> = pieces.take(NAMED).map(|piece| format!("`{}`", piece.evidence)).collect();
    let (en, zh) = (names.join(", "), names.join("、"));
    if more == 0 { (en, zh) } else { (format!("{en} and {more} more"), format!("{zh} 等另外 {more} 个文件")) }
}

/// A draft at the place of a citation.
fn draft(inquiry: &Inquiry<'_>, citation: &str, problem: Problem) -> Draft {
    let written = inquiry.answer.and_then(|answer| answer.evidence.iter().find(|own| own.cited == citation));
    let span = written.map_or_else(|| inquiry.nearest(), |written| written.span);
    let item = &inquiry.item.id;
    let help = text!("look at it again, then run `guiju review {item}`", "请重新查看，再运行 `guiju review {item}`");
    let draft = inquiry.draft(problem.code, problem.message, inquiry.claim(span, problem.label));
    draft.about(format!("review:{citation}")).help(help)
}

fn recorded(inquiry: &Inquiry<'_>, review: &Review) -> Place {
    let source = inquiry.lock.map_or(&inquiry.manifest.source, |lock| &lock.source);
    Place::new(source, review.evidence.span, text!("recorded here", "复核记录在此"))
}
