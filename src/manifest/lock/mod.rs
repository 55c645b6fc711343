//! `governance.lock`: what each cited file or section was when somebody last looked at it. Read with all that is wrong with it, and
//! written anew as a whole. What a change since then means is for `evaluate`.

mod conflict;
mod keys;
mod write;

use jiff::civil::Date;

use super::keys::SCHEMA;
use super::read::person;
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::{Source, Spanned};
use crate::tree;
use crate::tree::reader::{Fields, Reader};

pub(crate) use write::write_lock;

/// A record of reviews, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Lock {
    /// The file.
    pub(crate) source: Source,
    /// The name of the project whose evidence was looked at.
    pub(crate) project: Option<Spanned<String>>,
    /// The ids of the packs whose items the evidence was held against.
    pub(crate) packs: Vec<Spanned<String>>,
    /// By item, then evidence; none twice.
    reviews: Vec<Review>,
}

/// One piece of evidence of one item, and when it was looked at. Where it stands in the file is kept.
#[derive(Debug)]
pub(crate) struct Review {
    pub(crate) item: Spanned<String>,
    pub(crate) evidence: Spanned<String>,
    pub(crate) sha256: Spanned<String>,
    pub(crate) git_blob: Option<Spanned<String>>,
    pub(crate) reviewed: Spanned<Date>,
    pub(crate) by: Spanned<String>,
}

/// What one entry of the file says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Record {
    /// The item's id.
    pub(crate) item: String,
    /// The file, as the manifest's folder sees it, with `#anchor` where a section is cited.
    pub(crate) evidence: String,
    /// The digest of just what was cited, 64 lower-case hexadecimal digits.
    pub(crate) sha256: String,
    /// Under which name git would keep the whole text: where to look for what stood there. It proves nothing.
    pub(crate) git_blob: Option<String>,
    /// The day.
    pub(crate) reviewed: Date,
    /// Who looked.
    pub(crate) by: String,
}

impl Review {
    /// What it says.
    pub(crate) fn record(&self) -> Record {
        Record {
            item: self.item.value.clone(),
            evidence: self.evidence.value.clone(),
            sha256: self.sha256.value.clone(),
            git_blob: self.git_blob.as_ref().map(|blob| blob.value.clone()),
            reviewed: self.reviewed.value,
            by: self.by.value.clone(),
        }
    }
}

impl Lock {
    /// Every review, by item, then evidence.
    pub(crate) fn reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// The reviews of one item.
    pub(crate) fn of(&self, item: &str) -> &[Review] {
        let from = self.reviews.partition_point(|review| review.item.value.as_str() < item);
        let to = self.reviews.partition_point(|review| review.item.value.as_str() <= item);
        self.reviews.get(from..to).unwrap_or_default()
    }
}

/// Reads a lock, and everything that is wrong with it. A merge that is not over is told as that and nothing else.
pub(crate) fn read_lock(source: &Source) -> (Lock, Vec<Problem>) {
    let mut lock = Lock { source: source.clone(), project: None, packs: Vec::new(), reviews: Vec::new() };
    let conflicts = conflict::conflicts(source.text());
    if !conflicts.is_empty() {
        return (lock, conflicts);
    }
    let parsed = tree::toml::parse(source.text());
    let mut reader = Reader::new(source.text(), parsed.problems);
    if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &keys::LOCK)) {
        fields.read(&mut reader, &SCHEMA);
        lock.project = fields.read(&mut reader, &keys::PROJECT);
        lock.packs = fields.read(&mut reader, &keys::PACKS).unwrap_or_default();
        let listed = fields.read(&mut reader, &keys::REVIEWS).unwrap_or_default();
        lock.reviews = listed.into_iter().filter_map(|fields| read_review(fields, &mut reader)).collect();
        keep_first(&mut lock.reviews, &mut reader);
        fields.finish(&mut reader);
    }
    (lock, reader.problems())
}

fn read_review(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Review> {
    let item = fields.read(reader, &keys::ITEM);
    let evidence = fields.read(reader, &keys::EVIDENCE);
    let sha256 = fields.read(reader, &keys::SHA256).and_then(|digest| digits(digest, keys::SHA256.name, 64, reader));
    let blob = fields.read(reader, &keys::GIT_BLOB);
    let git_blob = blob.and_then(|digest| digits(digest, keys::GIT_BLOB.name, 40, reader));
    let reviewed = fields.read(reader, &keys::REVIEWED);
    let by = person(&fields, reader, &keys::BY);
    fields.finish(reader);
    Some(Review { item: item?, evidence: evidence?, sha256: sha256?, git_blob, reviewed: reviewed?, by: by? })
}

/// A digest of so many digits, in lower case. What is none is told: it may be handed to git as a name.
fn digits(digest: Spanned<String>, key: &str, count: usize, reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    if digest.value.len() == count && digest.value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(Spanned::new(digest.value.to_ascii_lowercase(), digest.span));
    }
    let message = text!("`{key}` is no digest", "`{key}` 不是摘要值");
    let help = text!(
        "it has {count} hexadecimal digits; take the entry out and run `guiju review` on its item",
        "应为 {count} 位十六进制数字；请删去此条，再用 `guiju review` 复核该条目"
    );
    reader.bad_value(digest.span, message, help);
    None
}

/// Sorts the reviews, tells each that stands there twice, and keeps the first: two records are never one.
fn keep_first(reviews: &mut Vec<Review>, reader: &mut Reader<'_>) {
    // Stable: of two alike, the first in the file comes first.
    reviews.sort_by(|one, other| {
        let items = one.item.value.cmp(&other.item.value);
        items.then_with(|| one.evidence.value.cmp(&other.evidence.value))
    });
    reviews.dedup_by(|second, first| {
        let alike = second.item.value == first.item.value && second.evidence.value == first.evidence.value;
        if alike {
            let (item, evidence) = (&second.item.value, &second.evidence.value);
            let message =
                text!("`{evidence}` is recorded twice for `{item}`", "`{item}` 的 `{evidence}` 有两条复核记录");
            let help = text!(
                "keep one of the two; if you cannot tell which, take both out and run `guiju review {item}`",
                "请只保留一条；若无法判断，请两条都删去，再运行 `guiju review {item}`"
            );
            let problem = Problem::new(Code::BadValue, second.evidence.span, message).help(help);
            reader
                .report(problem.related(first.evidence.span, text!("the first one, which counts", "第一条，以此为准")));
        }
        alike
    });
}

#[cfg(test)]
mod tests;
