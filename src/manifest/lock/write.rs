//! A lock as text: always the whole of it, in one order, so that the same reviews give the same bytes and two people's reviews
//! seldom meet in one place. It opens no file.

use std::fmt::Write as _;

use super::Record;
use crate::tree::quoted;

/// What stands at the top, for those who open the file.
const HEAD: &str = "\
# What the evidence was when somebody last looked at it. `guiju review` writes this file; comments in it do not last.
# 证据在最近一次复核时的样子。本文件由 `guiju review` 写成，其中的注释不会保留。
";

/// The text of a lock. Of entries on the same evidence of the same item, the last counts.
pub(crate) fn write_lock(project: &str, packs: &[&str], mut records: Vec<Record>) -> String {
    // What changes with a review stands together, under two lines that do not: git then merges neighbours without asking.
    records.sort_by(|one, other| (&one.item, &one.evidence).cmp(&(&other.item, &other.evidence)));
    let mut packs: Vec<_> = packs.iter().map(|pack| quoted(pack)).collect();
    packs.sort();
    packs.dedup();
    let mut out = format!("{HEAD}schema = 1\nproject = {}\npacks = [{}]\n", quoted(project), packs.join(", "));
    let mut records = records.into_iter().peekable();
    while let Some(record) = records.next() {
        let is_last = |next: &Record| (&next.item, &next.evidence) != (&record.item, &record.evidence);
        if records.peek().is_none_or(is_last) {
            entry(&record, &mut out);
        }
    }
    out
}

fn entry(record: &Record, out: &mut String) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "\n[[reviews]]");
    let _ = writeln!(out, "item = {}", quoted(&record.item));
    let _ = writeln!(out, "evidence = {}", quoted(&record.evidence));
    let _ = writeln!(out, "sha256 = {}", quoted(&record.sha256));
    if let Some(blob) = &record.git_blob {
        let _ = writeln!(out, "git-blob = {}", quoted(blob));
    }
    let _ = writeln!(out, "reviewed = {}", record.reviewed);
    let _ = writeln!(out, "by = {}", quoted(&record.by));
}
