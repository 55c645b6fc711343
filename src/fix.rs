//! Puts the fixes that findings carry into the texts that they are about. Every byte outside of the edits stays as it is; a fix of which an
//! edit overlaps that of an earlier one waits for the next time. It writes nothing.

mod sort;

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use crate::error::Error;
use crate::finding::{Code, Edit, Finding, Fix, Safety};
use crate::locale::{Text, text};
use crate::manifest::admitted;
use crate::report::ProjectReport;
use crate::source::{Source, Span};
use crate::tree::Syntax;

pub(crate) use sort::sorted;

/// How often a project is judged anew: a fix may bring another finding to light, but not for ever.
const PASSES: usize = 10;

/// A file before and after, and what was done.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) name: String,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) titles: Vec<Text>,
}

/// The files of a report with all its fixes in them, up to this safety, and with those that come to light when they are judged anew; and
/// the last report.
///
/// # Errors
///
/// Fixes that do not go together, and what stops judging.
pub(crate) fn mend(
    mut report: ProjectReport,
    most: Safety,
    mut again: impl FnMut(&[Mended]) -> Result<ProjectReport, Error>,
) -> Result<(Vec<Mended>, ProjectReport), Error> {
    let mut files: Vec<Mended> = Vec::new();
    for _ in 0..PASSES {
        let done = fixed(&report, most).map_err(|source| {
            let name = source.name();
            Error::Plain(text!(
                "the fixes of `{name}` do not go together; it stays as it is",
                "`{name}` 的各项修复互相冲突；文件保持不变"
            ))
        })?;
        if done.is_empty() {
            break;
        }
        for Fixed { source, text, made } in done {
            let titles = made.iter().map(|fix| fix.title.clone());
            match files.iter_mut().find(|file| file.name == source.name()) {
                Some(file) => {
                    file.new = text;
                    file.titles.extend(titles);
                }
                None => files.push(Mended {
                    name: source.name().to_owned(),
                    old: source.text().to_owned(),
                    new: text,
                    titles: titles.collect(),
                }),
            }
        }
        report = again(&files)?;
    }
    Ok((files, report))
}

/// What makes one text of another, in whole lines.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(old, new);
    let (mut edits, mut at, mut is_same): (Vec<Edit>, _, _) = (Vec::new(), 0, true);
    for change in diff.iter_all_changes() {
        let line = change.value();
        if change.tag() == ChangeTag::Equal {
            at += line.len();
            is_same = true;
            continue;
        }
        if std::mem::take(&mut is_same) {
            edits.push(Edit { span: Span::new(at, at), text: String::new() });
        }
        let Some(edit) = edits.last_mut() else { break };
        if change.tag() == ChangeTag::Delete {
            at += line.len();
            edit.span.end = at;
        } else {
            edit.text.push_str(line);
        }
    }
    edits
}

/// A text with fixes in it.
#[derive(Debug)]
struct Fixed<'r> {
    source: &'r Source,
    text: String,
    /// What was done, in the order of the packs.
    made: Vec<&'r Fix>,
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
fn fixed(report: &ProjectReport, most: Safety) -> Result<Vec<Fixed<'_>>, &Source> {
    let mut groups: Vec<(&Source, Vec<(&Finding, &Fix)>)> = Vec::new();
    for (finding, fix) in in_order(report, most) {
        let source = &finding.place.source;
        match groups.iter_mut().find(|(own, _)| *own == source) {
            Some((_, fixes)) => fixes.push((finding, fix)),
            None => groups.push((source, vec![(finding, fix)])),
        }
    }
    let fixed = groups.into_iter().map(|(source, fixes)| {
        let syntax = Syntax::of(source.name());
        let adds = fixes.iter().all(|(finding, _)| finding.code == Code::Unanswered);
        let (text, made) = if adds && syntax != Syntax::Toml {
            answered(source.text(), syntax, &fixes)
        } else {
            apply(source.text(), &fixes.iter().map(|(_, fix)| *fix).collect::<Vec<_>>())
        };
        if is_sound(source, &text) { Ok(Fixed { source, text, made }) } else { Err(source) }
    });
    fixed.collect()
}

/// A text of YAML or JSON with an honest gap for each of these findings, one after the other: the edits by themselves do not go together,
/// since several may need a key above them that is not there yet, or a comma between them.
fn answered<'r>(text: &str, syntax: Syntax, fixes: &[(&'r Finding, &'r Fix)]) -> (String, Vec<&'r Fix>) {
    let (mut text, mut made) = (text.to_owned(), Vec::new());
    for (finding, fix) in fixes {
        if let Some(next) = admitted(&text, syntax, &finding.rule) {
            text = next;
            made.push(*fix);
        }
    }
    (text, made)
}

/// Whether a fix by itself can be made in its text, and leaves it no more broken than it is.
pub(crate) fn fits(source: &Source, fix: &Fix) -> bool {
    let (text, made) = apply(source.text(), &[fix]);
    let syntax = Syntax::of(source.name());
    let broken =
        |text: &str| syntax.parse(text).problems.into_iter().filter(|problem| problem.code == Code::Syntax).count();
    !made.is_empty() && broken(&text) <= broken(source.text())
}

/// Whether a text could be read in the place of the one that is there.
fn is_sound(source: &Source, text: &str) -> bool {
    let parsed = Syntax::of(source.name()).parse(text);
    parsed.problems.iter().all(|problem| problem.code != Code::Syntax)
}

/// The fixes with the findings that carry them: those of the file first, then those of the items as the packs have them. As long as there
/// are others, no answer is added: which ones are missing may hang on them.
fn in_order(report: &ProjectReport, most: Safety) -> Vec<(&Finding, &Fix)> {
    let ranks: BTreeMap<_, _> = report.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    let fixes = report.findings.iter().filter_map(|finding| Some((finding, finding.fix.as_deref()?)));
    let mut fixes: Vec<_> = fixes.filter(|(_, fix)| fix.safety <= most).collect();
    let adds = |finding: &Finding| finding.code == Code::Unanswered;
    let others = fixes.iter().any(|(finding, _)| !adds(finding));
    fixes.retain(|(finding, _)| !(others && adds(finding)));
    fixes.sort_by_key(|(finding, _)| ranks.get(finding.rule.as_str()));
    fixes
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
