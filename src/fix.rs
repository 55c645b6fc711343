//! Puts the fixes that findings carry into the texts that they are about. Every byte outside of the edits stays as it is; a fix of which an
//! edit overlaps that of an earlier one waits for the next time. It writes nothing.

use std::collections::BTreeMap;

use crate::finding::{Code, Edit, Finding, Fix, Safety};
use crate::report::ProjectReport;
use crate::source::Source;
use crate::tree::Syntax;

/// A text with fixes in it.
#[derive(Debug)]
pub(crate) struct Fixed<'r> {
    pub(crate) source: &'r Source,
    pub(crate) text: String,
    /// What was done, in the order of the packs.
    pub(crate) made: Vec<&'r Fix>,
}

/// How many fixes a report has that need a look.
pub(crate) fn unsure(report: &ProjectReport) -> usize {
    let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_deref());
    fixes.filter(|fix| fix.safety == Safety::Unsafe).count()
}

/// The texts of a report's fixes, up to this safety, with the fixes in them.
///
/// # Errors
///
/// A text whose fixes would break its syntax, each by itself though none does.
pub(crate) fn fixed(report: &ProjectReport, most: Safety) -> Result<Vec<Fixed<'_>>, &Source> {
    let mut groups: Vec<(&Source, Vec<&Fix>)> = Vec::new();
    for (source, fix) in in_order(report, most) {
        match groups.iter_mut().find(|(own, _)| *own == source) {
            Some((_, fixes)) => fixes.push(fix),
            None => groups.push((source, vec![fix])),
        }
    }
    let fixed = groups.into_iter().map(|(source, fixes)| {
        let (text, made) = apply(source.text(), &fixes);
        let parsed = Syntax::of(source.name()).parse(&text);
        let is_sound = parsed.problems.iter().all(|problem| problem.code != Code::Syntax);
        if is_sound { Ok(Fixed { source, text, made }) } else { Err(source) }
    });
    fixed.collect()
}

/// The fixes with the texts that they are about: those of the file first, then those of the items as the packs have them. As long as there
/// are others, no answer is added: which ones are missing may hang on them.
fn in_order(report: &ProjectReport, most: Safety) -> Vec<(&Source, &Fix)> {
    let ranks: BTreeMap<_, _> = report.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    let fixes = report.findings.iter().filter_map(|finding| Some((finding, finding.fix.as_deref()?)));
    let mut fixes: Vec<_> = fixes.filter(|(_, fix)| fix.safety <= most).collect();
    let adds = |finding: &Finding| finding.code == Code::Unanswered;
    let others = fixes.iter().any(|(finding, _)| !adds(finding));
    fixes.retain(|(finding, _)| !(others && adds(finding)));
    fixes.sort_by_key(|(finding, _)| ranks.get(finding.rule.as_str()));
    fixes.into_iter().map(|(finding, fix)| (&finding.place.source, fix)).collect()
}

/// A text with as many of the fixes as go together, the earlier ones first, and those that do. What is put in one place by several stands
/// there in their order.
pub(crate) fn apply<'f>(text: &str, fixes: &[&'f Fix]) -> (String, Vec<&'f Fix>) {
    let mut taken = Taken::default();
    let made: Vec<_> = fixes.iter().copied().filter(|fix| taken.take(text, fix)).collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for ((start, end, _), new) in taken.edits {
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(new);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, made)
}

/// The edits so far, by where they start and end and by their order. None overlaps another.
#[derive(Default)]
struct Taken<'f> {
    edits: BTreeMap<(usize, usize, usize), &'f str>,
    /// How many were ever put here.
    count: usize,
}

impl<'f> Taken<'f> {
    /// Takes all edits of a fix, or none.
    fn take(&mut self, text: &str, fix: &'f Fix) -> bool {
        let mut own = Self { count: self.count, ..Self::default() };
        for edit in &fix.edits {
            let fits = text.get(edit.span.range()).is_some();
            if !fits || own.overlaps(edit) || (self.overlaps(edit) && !self.has(edit)) {
                return false;
            }
            own.put(edit);
        }
        self.count = own.count;
        for (key, new) in own.edits {
            // What an alias of YAML names twice is mended once.
            let twice =
                key.0 < key.1 && self.edits.range((key.0, key.1, 0)..=(key.0, key.1, usize::MAX)).next().is_some();
            if !twice {
                self.edits.insert(key, new);
            }
        }
        true
    }

    fn put(&mut self, edit: &'f Edit) {
        self.edits.insert((edit.span.start, edit.span.end, self.count), &edit.text);
        self.count += 1;
    }

    /// Whether the same is done already.
    fn has(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.span.start, edit.span.end);
        start < end && self.edits.range((start, end, 0)..=(start, end, usize::MAX)).any(|(_, new)| **new == edit.text)
    }

    fn overlaps(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.span.start, edit.span.end);
        let before = self.edits.range(..=(start, end, usize::MAX)).next_back();
        let behind = self.edits.range((start, end, 0)..).next();
        before.is_some_and(|(before, _)| before.1 > start) || behind.is_some_and(|(behind, _)| behind.0 < end)
    }
}

#[cfg(test)]
mod tests;
