//! `guiju.baseline/1` as a file: read with all that is wrong with it, and always written as a whole and in one order, so that the same
//! findings give the same bytes. It opens no file.

use std::fmt::Write as _;

use super::keys::{self, VERSION};
use super::{Baseline, Entry};
use crate::error::Error;
use crate::finding::Finding;
use crate::load::{foreign, schema_of};
use crate::source::Source;
use crate::tree::quoted;
use crate::tree::reader::{Fields, Reader};
use crate::tree::{self, Parsed};

/// What stands at the top, for those who open the file.
const HEAD: &str = "\
# Findings that were there when this file was written: with --baseline they are counted, and nothing fails by them.
# `guiju check --write-baseline` writes it, `--prune-baseline` takes out what is mended; comments in it do not last.
# 写下本文件时已有的问题：使用 --baseline 时只计数，不因其失败。
# 由 `guiju check --write-baseline` 写成；`--prune-baseline` 删去已解决的；文件中的注释不会保留。
";

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// When it is another kind of file or of another version, which is told; or with everything that is wrong with it.
    pub(crate) fn read(source: &Source) -> Result<Self, Error> {
        // What begins so is JSON, most likely a report.
        let is_json = source.text().trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('{');
        let parsed = if is_json { tree::json::parse(source.text()) } else { tree::toml::parse(source.text()) };
        let said = schema_of(&parsed, source);
        if is_json
            || said.as_deref().is_some_and(|said| said != VERSION)
            || (said.is_none() && parsed.problems.is_empty())
        {
            return Err(foreign(source.name(), said.as_deref(), VERSION));
        }
        Self::of(parsed, source)
    }

    fn of(parsed: Parsed, source: &Source) -> Result<Self, Error> {
        let mut reader = Reader::new(source.text(), parsed.problems);
        let mut baseline = Self::default();
        if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &keys::SHAPE)) {
            fields.read(&mut reader, &keys::SCHEMA);
            let listed = fields.read(&mut reader, &keys::FINDINGS).unwrap_or_default();
            for entry in listed.into_iter().filter_map(|fields| entry(fields, &mut reader)) {
                baseline.insert(entry);
            }
            fields.finish(&mut reader);
        }
        let problems = reader.problems();
        if problems.is_empty() {
            return Ok(baseline);
        }
        let told = problems.into_iter().map(|problem| Finding::from_problem(problem, source, "baseline"));
        Err(Error::Input(VERSION, told.collect()))
    }

    /// The file's text.
    pub(crate) fn write(&self) -> String {
        let mut out = format!("{HEAD}schema = {}\n", quoted(VERSION));
        for entry in &self.sorted() {
            let Entry { manifest, rule, code, about, severity, fingerprint } = entry;
            // Writing to a string does not fail.
            let _ = write!(out, "\n[[findings]]\nmanifest = {}\nrule = {}\n", quoted(manifest), quoted(rule));
            let _ = writeln!(out, "code = {}", quoted(code));
            if !about.is_empty() {
                let _ = writeln!(out, "about = {}", quoted(about));
            }
            let _ = writeln!(out, "severity = \"{}\"\nfingerprint = {}", severity.word(), quoted(fingerprint));
        }
        out
    }
}

fn entry(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Entry> {
    let manifest = fields.read(reader, &keys::MANIFEST);
    let rule = fields.read(reader, &keys::RULE);
    let code = fields.read(reader, &keys::CODE);
    let about = fields.read(reader, &keys::ABOUT);
    let severity = fields.read(reader, &keys::SEVERITY);
    let fingerprint = fields.read(reader, &keys::FINGERPRINT);
    fields.finish(reader);
    Some(Entry {
        manifest: manifest?.value,
        rule: rule?.value,
        code: code?.value,
        about: about.map(|about| about.value).unwrap_or_default(),
        severity: severity?.value,
        fingerprint: fingerprint?.value,
    })
}
