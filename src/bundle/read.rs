//! `bundle.json` read back. A bundle may come from anybody: a path that leaves the folder, two names of one file and keys that nobody
//! writes are told, all in one run, before any file is opened.

use std::collections::BTreeMap;

use super::facts::{Entry, Facts, PackFact};
use super::seen::{findings, meant};
use super::{HEADS, INDEX, MOST_FILES, PACKS, PROJECT, SEEN, SUMS, VERSION, keys as key, names};
use crate::error::Error;
use crate::finding::{Code, Problem};
use crate::load::{foreign, schema_of};
use crate::locale::{Text, text};
use crate::report::PackReport;
use crate::source::{Source, Span, Spanned};
use crate::tree::reader::{Fields, Reader};
use crate::tree::{Syntax, json};

/// What `bundle.json` says.
#[derive(Debug, Clone)]
pub(crate) struct Bundle {
    pub(crate) facts: Facts,
    /// Every file but itself and the digests, by paths.
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// Reads the file.
///
/// # Errors
///
/// When it is another kind of file or of another version, which is told; or with everything that is wrong with it.
pub(crate) fn read(source: &Source) -> Result<Bundle, Error> {
    let parsed = json::parse(source.text());
    let said = schema_of(&parsed, source);
    if said.as_deref() != Some(VERSION) && parsed.root.is_some() {
        return Err(foreign(source.name(), said.as_deref(), VERSION));
    }
    let mut reader = Reader::new(source.text(), parsed.problems).of(Syntax::Json);
    let root = parsed.root.as_ref().and_then(|root| reader.table(root, &key::SHAPE));
    let bundle = root.and_then(|fields| bundle(fields, &mut reader));
    let problems = reader.problems();
    match bundle {
        Some(bundle) if problems.is_empty() => Ok(bundle),
        _ => Err(Error::Input(VERSION, findings(problems, source))),
    }
}

fn bundle(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Bundle> {
    fields.read(reader, &key::SCHEMA);
    let tool = fields.read(reader, &key::TOOL).and_then(|tool| {
        tool.read(reader, &key::NAME);
        let version = tool.read(reader, &key::TOOL_VERSION);
        tool.finish(reader);
        version
    });
    let (as_of, locale) = (fields.read(reader, &key::AS_OF), fields.read(reader, &key::LOCALE));
    let manifest = fields.read(reader, &key::MANIFEST).and_then(|path| meant(&path, reader));
    let asked = fields.read(reader, &key::ASKED).unwrap_or_default();
    let packs = fields.read(reader, &key::PACKS).unwrap_or_default();
    let packs = packs.into_iter().filter_map(|fields| pack(fields, reader)).collect();
    let entries = entries(fields.read(reader, &key::FILES).unwrap_or_default(), fields.place(), reader);
    fields.finish(reader);
    let facts = Facts {
        tool: tool?.value,
        as_of: as_of?.value,
        locale: locale?.value,
        manifest: manifest?,
        asked: asked.into_iter().map(|name| name.value).collect(),
        packs,
    };
    Some(Bundle { facts, entries })
}

fn pack(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<PackFact> {
    let (id, version) = (fields.read(reader, &key::ID), fields.read(reader, &key::PACK_VERSION));
    let (sha256, folder) = (fields.read(reader, &key::SHA256), fields.read(reader, &key::FOLDER));
    fields.finish(reader);
    let pack = PackReport { id: id?.value, version: version?.value, sha256: sha256?.value };
    Some(PackFact { pack, folder: folder?.value })
}

fn entries(listed: Vec<Fields<'_>>, whole: Span, reader: &mut Reader<'_>) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    if listed.len() > MOST_FILES {
        let message = text!("a bundle has at most {MOST_FILES} files", "证据包最多有 {MOST_FILES} 个文件");
        reader.report(Problem::new(Code::BadValue, whole, message));
        return entries;
    }
    let mut taken: BTreeMap<String, Span> = BTreeMap::new();
    for fields in listed {
        let path = fields.read(reader, &key::PATH);
        let (bytes, sha256) = (fields.read(reader, &key::BYTES), fields.read(reader, &key::SHA256));
        let blocks = fields.read(reader, &key::BLOCKS).map(|blocks| blocks.value).unwrap_or_default();
        fields.finish(reader);
        let Some(path) = path else { continue };
        if let Some(why) = wrong(&path.value) {
            let message = text!("this is no path of a bundle", "这不是证据包中的路径");
            reader.report(Problem::new(Code::BadValue, path.span, message).label(why));
            continue;
        }
        if let Some(first) = taken.insert(path.value.to_lowercase(), path.span) {
            let Spanned { value, span } = &path;
            let message =
                text!("`{value}` is one file with another of the list", "`{value}` 与列表中的另一项是同一个文件");
            let problem = Problem::new(Code::BadValue, *span, message);
            reader.report(problem.related(first, text!("the other one", "另一项")));
            continue;
        }
        if let (Some(bytes), Some(sha256)) = (bytes, sha256) {
            let bytes = u64::try_from(bytes.value).unwrap_or_default();
            let entry = Entry { path: path.value.clone(), bytes, sha256: sha256.value, blocks };
            entries.insert(path.value, entry);
        }
    }
    entries
}

/// Why no file of a bundle has this path; none where it may have.
fn wrong(path: &str) -> Option<Text> {
    if !names::is_sound(path) {
        return Some(text!(
            "it leaves the bundle, or holds what no bundle writes",
            "它离开了证据包，或含有证据包不会写出的字符"
        ));
    }
    if path == INDEX || path == SUMS {
        return Some(text!("this file has no digest in itself", "该文件不在自身中记录摘要"));
    }
    let within = [PROJECT, HEADS, PACKS].into_iter().find_map(|top| path.strip_prefix(top));
    let known = within.map_or_else(
        || path == SEEN || path.starts_with("report/") || path.starts_with("README."),
        |within| names::real(within).is_some(),
    );
    (!known).then(|| text!("a bundle has no such place", "证据包中没有这个位置"))
}

#[cfg(test)]
mod tests {
    use super::super::{Stored, seal};
    use super::*;
    use crate::locale::Locale;

    fn facts() -> Facts {
        let pack = PackReport { id: "four-principles".into(), version: "1.0.0".into(), sha256: "0".repeat(64) };
        Facts {
            tool: "0.1.0".to_owned(),
            as_of: jiff::civil::date(2026, 11, 23),
            locale: Locale::Zh,
            manifest: "services/a:b/governance.toml".to_owned(),
            asked: vec!["./acme".to_owned()],
            packs: vec![PackFact { pack, folder: "packs/four-principles".to_owned() }],
        }
    }

    fn said(text: &str) -> Vec<String> {
        match read(&Source::new("bundle.json", text.to_owned())) {
            Ok(_) => Vec::new(),
            Err(Error::Input(_, findings)) => findings.into_iter().map(|finding| finding.message.en).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let files =
            Stored::from([("README.md".to_owned(), b"one".to_vec()), ("project/a.md".to_owned(), vec![0xff; 900])]);
        let sealed = seal(&facts(), files.clone());
        let index = String::from_utf8(sealed[INDEX].clone()).unwrap();
        let bundle = read(&Source::new(INDEX, index)).unwrap();
        assert_eq!(bundle.facts, facts());
        let entries: Vec<_> = files.iter().map(|(path, bytes)| Entry::of(path, bytes)).collect();
        assert_eq!(bundle.entries.into_values().collect::<Vec<_>>(), entries);
    }

    #[test]
    fn a_hostile_list_is_told_wholly_and_never_followed() {
        let sealed = seal(&facts(), Stored::from([("project/a.md".to_owned(), b"one".to_vec())]));
        let index = String::from_utf8(sealed[INDEX].clone()).unwrap();
        for path in [
            "../a",
            "/etc/passwd",
            "project/../../a",
            "C:/a",
            "project\\\\a",
            "bundle.json",
            "SHA256SUMS",
            "elsewhere/a",
            "project/a\\u202eb",
            "project/%2e%2e/a",
            "project/a%2Fb",
            "project//a",
            "project",
            "",
        ] {
            let told = said(&index.replace("\"project/a.md\"", &format!("\"{path}\"")));
            assert_eq!(told.len(), 1, "{path}: {told:?}");
        }
        let file = |path: &str| format!("{{\"path\":\"{path}\",\"bytes\":1,\"sha256\":\"{}\"}}", "0".repeat(64));
        let twice = index.replace("\"files\": [", &format!("\"files\": [{},", file("project/A.md")));
        assert_eq!(said(&twice).len(), 1);
        let mut worse = index.replace("\"sha256\": \"0", "\"sha256\": \"X").replace("\"bytes\": 3", "\"bytes\": -3");
        worse = worse.replace("\"as-of\"", "\"more\": 1,\n  \"as-of\"");
        assert_eq!(said(&worse).len(), 3, "{:?}", said(&worse));
        assert!(said("{\"schema\":\"guiju.bundle/2\"}")[0].contains("guiju.bundle/1"));
        for text in ["", "[]", "{", "{\"schema\":\"guiju.bundle/1\"}", &"[".repeat(100_000)] {
            assert!(!said(text).is_empty());
        }
    }
}
