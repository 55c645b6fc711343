//! A pack's files as trees, read into a pack. What its parts refer to in other packs is for `compose`.

use std::fmt::Write as _;
use std::path::Path;

use crate::check::Reading;
use crate::evidence::{Files, Refusal};
use crate::finding::{Code, Finding, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span};
use crate::tree::packed::Packed;
use crate::tree::reader::keys::Key;
use crate::tree::reader::kinds::{Each, Kebab};
use crate::tree::reader::{Fields, Reader};
use crate::tree::{self, Node, Parsed};

use super::details::Details;
use super::frameworks::{self, Frameworks};
use super::item::{read as read_item, read_tightening};
use super::keys::head as key;
use super::{Clause, Head, Level, Origin, Pack, Principle, Trait};

/// How large a file of a pack may be, in bytes.
const FILE_LIMIT: u64 = 1024 * 1024;
/// How many files a pack may have.
const MOST_FILES: usize = 5_000;

/// What the build script packed apart of a built-in file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Apart {
    /// Of an item.
    Item { checks: Packed, notes: Packed },
    /// All of the file that tells of frameworks.
    Frameworks(Packed),
}

/// One file of a pack.
pub(super) struct PackFile {
    /// The path from the pack's folder.
    pub(super) path: String,
    pub(super) source: Source,
    pub(super) parsed: Parsed,
    /// Of a built-in file, what its tree lacks.
    pub(super) apart: Option<Apart>,
}

/// A pack that lies in a folder: every file of it, parsed.
pub(crate) struct FolderPack {
    pub(super) files: Vec<PackFile>,
    pub(super) sha256: String,
}

impl FolderPack {
    /// Reads the files of a pack: `pack.toml`, `frameworks.toml`, and one file an item in a folder for each principle.
    ///
    /// # Errors
    ///
    /// When there is no pack, or a file of it cannot be read.
    pub(crate) fn open(files: &dyn Files, folder: &str) -> Result<Self, Text> {
        let join = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let mut paths = vec!["pack.toml".to_owned()];
        for entry in files.list(folder) {
            if entry.is_folder {
                let inside = files.list(&join(&entry.name));
                let items = inside.into_iter().filter(|file| !file.is_folder && is_toml(&file.name));
                paths.extend(items.map(|file| format!("{}/{}", entry.name, file.name)));
            } else if entry.name == frameworks::FILE {
                paths.push(entry.name);
            }
        }
        let shown = files.display(folder);
        if paths.len() > MOST_FILES {
            return Err(text!(
                "`{shown}` has more than {MOST_FILES} files: no pack",
                "`{shown}` 的文件超过 {MOST_FILES} 个，不是规则包"
            ));
        }
        let mut read = Vec::new();
        for path in paths {
            let at = join(&path);
            let source = open_text(files, &at)?;
            let parsed = tree::toml::parse(source.text());
            read.push(PackFile { path, source, parsed, apart: None });
        }
        read[1..].sort_by(|one, other| one.path.cmp(&other.path));
        let sha256 = digest(read.iter().map(|file| (file.path.as_str(), file.source.text())));
        Ok(Self { files: read, sha256 })
    }
}

fn is_toml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "toml")
}

fn open_text(files: &dyn Files, path: &str) -> Result<Source, Text> {
    let shown = files.display(path);
    let contents = files.read(path, FILE_LIMIT).map_err(|refusal| {
        let why = refusal.text();
        let (en, zh) = (&why.en, &why.zh);
        match refusal {
            Refusal::Missing if path.ends_with("pack.toml") => {
                text!("no pack: there is no `{shown}`", "没有规则包：找不到 `{shown}`")
            }
            _ => text!("`{shown}`: {en}", "`{shown}`：{zh}"),
        }
    })?;
    if !contents.is_whole() {
        return Err(text!("`{shown}` has more than 1 MiB: no file of a pack", "`{shown}` 超过 1 MiB，不是规则包文件"));
    }
    let text =
        String::from_utf8(contents.bytes).map_err(|_| text!("`{shown}` is not UTF-8", "`{shown}` 不是 UTF-8 编码"))?;
    Ok(Source::new(shown, text))
}

/// The SHA-256 over the names and texts of a pack's files, in the order of their paths after `pack.toml`.
pub(super) fn digest<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    let mut whole = String::new();
    for (path, text) in files {
        let each = crate::evidence::sha256(text.as_bytes());
        // Writing to a string does not fail.
        let _ = writeln!(whole, "{each}  {path}");
    }
    crate::evidence::sha256(whole.as_bytes())
}

/// A pack and everything that is wrong with its files.
pub(super) fn read(files: Vec<PackFile>, sha256: &str, validate: bool) -> (Option<Pack>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut pack = None;
    for file in files {
        let problems = file.parsed.problems;
        let mut reader = Reader::new(file.source.text(), problems);
        if let Some(root) = &file.parsed.root {
            let mut reading = Reading { reader: &mut reader, source: &file.source, validate };
            match (&mut pack, file.path.as_str()) {
                (_, "pack.toml") => pack = read_head(root, &mut reading, sha256),
                (Some(pack), frameworks::FILE) if validate => {
                    pack.frameworks = Some(Frameworks::read(root, &mut reading));
                }
                (Some(pack), frameworks::FILE) => {
                    pack.frameworks = Some(Frameworks::unread(file.source.clone(), file.apart));
                }
                (Some(pack), path) => {
                    let id = path.strip_suffix(".toml").unwrap_or(path);
                    check_name(id, root.span, &mut reading);
                    pack.items.extend(read_item(id, root, file.apart, &mut reading));
                    if let Some(details) = validate.then(|| Details::read(root, &mut reading)).flatten()
                        && !details.notes.crosswalk.is_empty()
                    {
                        pack.mapped.push((file.source.clone(), details.notes.crosswalk));
                    }
                }
                (None, _) => {}
            }
        }
        findings
            .extend(reader.problems().into_iter().map(|problem| Finding::from_problem(problem, &file.source, "pack")));
    }
    (pack, findings)
}

fn check_name(id: &str, span: Span, reading: &mut Reading<'_, '_>) {
    if !id.split('/').all(Kebab::allows) {
        let message = text!(
            "`{id}` is no item id: its path must be in kebab-case",
            "`{id}` 不是条目编号：路径应为小写短横线形式"
        );
        let help = text!(
            "rename the file, for example `security/human-oversight.toml`",
            "请重命名文件，例如 `security/human-oversight.toml`"
        );
        reading.reader.report(Problem::new(Code::BadValue, span, message).help(help));
    }
}

fn read_head(root: &Node, reading: &mut Reading<'_, '_>, sha256: &str) -> Option<Pack> {
    let fields = reading.reader.table(root, &key::PACK)?;
    fields.read(reading.reader, &key::SCHEMA);
    let id = fields.read(reading.reader, &key::ID);
    let version = fields.read(reading.reader, &key::VERSION);
    let title = fields.read(reading.reader, &key::TITLE);
    let origin = fields.read(reading.reader, &key::SOURCE).and_then(|fields| read_origin(fields, reading));
    let docs = fields.read(reading.reader, &key::DOCS).map(|address| address.value);
    let extends = fields.read(reading.reader, &key::EXTENDS).unwrap_or_default();
    let max_waiver_days = fields.read(reading.reader, &key::MAX_WAIVER_DAYS);
    let levels = each(&fields, reading, &key::LEVELS, read_level);
    let traits = each(&fields, reading, &key::TRAITS, read_trait);
    let principles = each(&fields, reading, &key::PRINCIPLES, read_principle);
    let clauses = each(&fields, reading, &key::CLAUSES, read_clause);
    let tightenings = each(&fields, reading, &key::TIGHTEN, read_tightening);
    fields.finish(reading.reader);
    let head = Head {
        id: id?,
        version: version?.value,
        title: title?,
        origin,
        docs,
        // What is built in was validated with the program's own tests.
        is_built_in: !reading.validate,
        max_waiver_days,
        source: reading.source.clone(),
        sha256: sha256.to_owned(),
    };
    let (frameworks, items, mapped) = (None, Vec::new(), Vec::new());
    Some(Pack { head, extends, levels, traits, principles, clauses, frameworks, items, mapped, tightenings })
}

/// What can be read of a list.
fn each<T>(
    fields: &Fields<'_>,
    reading: &mut Reading<'_, '_>,
    key: &Key<Each>,
    read: fn(Fields<'_>, &mut Reading<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let listed = fields.read(reading.reader, key).unwrap_or_default();
    listed.into_iter().filter_map(|fields| read(fields, reading)).collect()
}

fn read_origin(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Origin> {
    let title = fields.read(reading.reader, &key::source::TITLE);
    let published = fields.read(reading.reader, &key::source::PUBLISHED).map(|day| day.value);
    fields.finish(reading.reader);
    title.map(|title| Origin { title, published })
}

fn read_level(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Level> {
    let rank = fields.read(reading.reader, &key::level::RANK);
    let id = fields.read(reading.reader, &key::level::ID);
    let title = fields.read(reading.reader, &key::level::TITLE);
    let span = fields.key_span(&key::level::RANK);
    fields.finish(reading.reader);
    let rank = u8::try_from(rank?.value).ok()?;
    Some(Level { rank, id: id?.value, title: title?, source: reading.source.clone(), span })
}

fn read_trait(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Trait> {
    let id = fields.read(reading.reader, &key::feature::ID);
    let title = fields.read(reading.reader, &key::feature::TITLE);
    fields.finish(reading.reader);
    let id = id?;
    Some(Trait { id: id.value, title: title?, source: reading.source.clone(), span: id.span })
}

fn read_principle(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Principle> {
    let id = fields.read(reading.reader, &key::principle::ID);
    let title = fields.read(reading.reader, &key::principle::TITLE);
    let summary = fields.read(reading.reader, &key::principle::SUMMARY);
    fields.finish(reading.reader);
    let id = id?;
    Some(Principle { id: id.value, title: title?, summary: summary?, source: reading.source.clone(), span: id.span })
}

fn read_clause(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Clause> {
    let id = fields.read(reading.reader, &key::clause::ID);
    let principle = fields.read(reading.reader, &key::clause::PRINCIPLE);
    let kind = fields.read(reading.reader, &key::clause::KIND);
    let reach = fields.read(reading.reader, &key::clause::REACH);
    let gloss = fields.read(reading.reader, &key::clause::GLOSS);
    let reason = fields.read(reading.reader, &key::clause::REASON);
    fields.finish(reading.reader);
    let id = id?;
    Some(Clause {
        id: id.value,
        principle,
        kind: kind?.value,
        reach: reach?.value,
        gloss: gloss?,
        reason,
        source: reading.source.clone(),
        span: id.span,
    })
}
