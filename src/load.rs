//! Finding manifests, and reading all that one project is judged by. Files, and only through their seam, come in here.

mod find;

use std::path::{Path, PathBuf};

use crate::error::{Error, os_reason};
use crate::evidence::{Contents, Files, Refusal, resolve, slashed};
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::{Text, text};
use crate::manifest::{self, LOCK, Lock, MANIFESTS, Manifest, Slot, WAIVERS, Waiver};
use crate::pack::{DEFAULT_PACK, Named};
use crate::source::{Source, Span, Spanned};
use crate::tree::{self, Parsed, Syntax, Value};

pub(crate) use find::{Manifests, find};

/// How large a manifest may be, in bytes.
pub(crate) const MANIFEST_LIMIT: u64 = 4 * 1024 * 1024;

/// A manifest that was read, and what is wrong with it as a file.
pub(crate) struct Loaded {
    pub(crate) manifest: Manifest,
    pub(crate) findings: Vec<Finding>,
    /// The folder it lies in, from the root of the files.
    pub(crate) folder: String,
}

/// Reads the manifest at `path`, and the waivers and the lock beside it.
///
/// # Errors
///
/// Everything that is wrong, when it cannot be read or is no TOML: then nothing can be judged.
pub(crate) fn load(files: &dyn Files, path: &str) -> Result<Loaded, Vec<Finding>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folder.to_owned();
    let source = open(files, path).map_err(|finding| vec![finding])?;
    if let Some(other) = rival(files, &folder, name) {
        return Err(vec![two_manifests(&source, name, other)]);
    }
    let syntax = Syntax::of(source.name());
    let parsed = syntax.parse(source.text());
    let slot = Slot::of(source.text(), parsed.root.as_ref(), syntax);
    let (mut manifest, problems) = manifest::read(&source, parsed);
    manifest.slot = slot;
    let mut findings = told(problems, &source);
    let (waivers, more) = waivers_beside(files, &folder).map_err(|finding| vec![finding])?;
    manifest.waivers.extend(waivers);
    findings.extend(more);
    let (lock, more) = lock_beside(files, &folder).map_err(|finding| vec![finding])?;
    manifest.lock = lock;
    findings.extend(more);
    if findings.iter().any(|finding| finding.code == Code::Syntax) {
        crate::finding::sort(&mut findings);
        return Err(findings);
    }
    Ok(Loaded { manifest, findings, folder })
}

/// Another manifest in the folder of this one. Which of the two counts is not for guiju to guess.
fn rival(files: &dyn Files, folder: &str, name: &str) -> Option<&'static str> {
    let others = MANIFESTS.into_iter().filter(|other| *other != name && MANIFESTS.contains(&name));
    others.into_iter().find(|other| files.read(&within(folder, other), 0).is_ok())
}

fn two_manifests(source: &Source, name: &str, other: &str) -> Finding {
    let message = text!(
        "the folder has two manifests, `{name}` and `{other}`; neither is judged",
        "文件夹中有两份清单：`{name}` 和 `{other}`，两份都不评判"
    );
    let problem = Problem::new(Code::Syntax, Span::default(), message);
    Finding::from_problem(problem.help(text!("keep one of the two", "请只保留其中一份")), source, "manifest")
}

/// The path of a file in a folder.
fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The waivers in the file beside a manifest that lies in `folder`, and what is wrong with it; none where there is no such file.
///
/// # Errors
///
/// When the file is there and cannot be read.
pub(crate) fn waivers_beside(files: &dyn Files, folder: &str) -> Result<(Vec<Waiver>, Vec<Finding>), Finding> {
    match beside(files, folder, WAIVERS)? {
        None => Ok((Vec::new(), Vec::new())),
        Some(source) => {
            let (waivers, problems) = manifest::read_waivers(&source, tree::toml::parse(source.text()));
            Ok((waivers, told(problems, &source)))
        }
    }
}

/// The lock beside a manifest that lies in `folder`, and what is wrong with it; none where there is no such file.
fn lock_beside(files: &dyn Files, folder: &str) -> Result<(Option<Lock>, Vec<Finding>), Finding> {
    let Some(source) = beside(files, folder, LOCK)? else { return Ok((None, Vec::new())) };
    let (lock, problems) = manifest::read_lock(&source);
    // What stands in a record is for `review` to write: nothing else mends it.
    let problems = problems.into_iter().map(|problem| problem.fix(None)).collect();
    Ok((Some(lock), told(problems, &source)))
}

/// The text of a file in `folder` that need not be there.
fn beside(files: &dyn Files, folder: &str, name: &str) -> Result<Option<Source>, Finding> {
    let path = within(folder, name);
    match files.read(&path, MANIFEST_LIMIT) {
        Err(Refusal::Missing) => Ok(None),
        read => text_of(files, &path, read).map(Some),
    }
}

/// The findings that the problems of a manifest's file are.
pub(crate) fn told(problems: Vec<Problem>, source: &Source) -> Vec<Finding> {
    problems.into_iter().map(|problem| Finding::from_problem(problem, source, "manifest")).collect()
}

fn open(files: &dyn Files, path: &str) -> Result<Source, Finding> {
    text_of(files, path, files.read(path, MANIFEST_LIMIT))
}

/// What was read, as text; else the finding that says why not.
fn text_of(files: &dyn Files, path: &str, read: Result<Contents, Refusal>) -> Result<Source, Finding> {
    let shown = files.display(path);
    let refuse = |why: Text| {
        let (en, zh) = (why.en, why.zh);
        let source = Source::new(shown.clone(), "");
        let problem =
            Problem::new(Code::Syntax, Span::default(), text!("the file cannot be read: {en}", "文件无法读取：{zh}"));
        Finding {
            place: Place::new(&source, Span::default(), Text::default()),
            ..Finding::from_problem(problem, &source, "manifest")
        }
    };
    let contents = read.map_err(|refusal| refuse(refusal.text()))?;
    if !contents.is_whole() {
        let limit = MANIFEST_LIMIT >> 20;
        return Err(refuse(text!("it has more than {limit} MiB", "文件超过 {limit} MiB")));
    }
    match String::from_utf8(contents.bytes) {
        Ok(text) => Ok(Source::new(shown, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to() + 1;
            Err(refuse(text!(
                "byte {at} is not UTF-8; save it as UTF-8",
                "第 {at} 字节不是 UTF-8 编码，请另存为 UTF-8"
            )))
        }
    }
}

/// That a file is not of the kind and version that this guiju understands. `said` is what it says that it is.
pub(crate) fn foreign(name: &str, said: Option<&str>, understood: &str) -> Error {
    let version = env!("CARGO_PKG_VERSION");
    let said = said.map(|said| said.chars().take(60).collect::<String>());
    Error::Plain(match said {
        Some(said) => text!(
            "`{name}` says that it is `{said}`; guiju {version} understands `{understood}` here",
            "`{name}` 自称是 `{said}`；guiju {version} 在此处只理解 `{understood}`"
        ),
        None => text!(
            "`{name}` does not say under `schema` what it is; guiju {version} understands `{understood}` here",
            "`{name}` 没有用 `schema` 写明是什么文件；guiju {version} 在此处只理解 `{understood}`"
        ),
    })
}

/// What a file says under `schema` that it is: the text there, or what stands there instead of one.
pub(crate) fn schema_of(parsed: &Parsed, source: &Source) -> Option<String> {
    let Value::Table(table) = &parsed.root.as_ref()?.value else { return None };
    let node = table.get("schema")?;
    Some(match &node.value {
        Value::String(said) => said.clone(),
        _ => source.slice(node.span).to_owned(),
    })
}

/// The packs that a manifest asks for, to be looked for in its project.
pub(crate) fn packs<'f>(loaded: &Loaded, files: &'f dyn Files) -> Vec<Named<'f>> {
    if loaded.manifest.packs.is_empty() {
        return vec![Named::embedded(DEFAULT_PACK)];
    }
    let named = |name: &Spanned<String>| Named {
        name: name.clone(),
        source: Some(loaded.manifest.source.clone()),
        files: Some((files, loaded.folder.clone())),
    };
    loaded.manifest.packs.iter().map(named).collect()
}

/// How many folders up a manifest widens its root, and the problem where it may not: it must stay within its git work tree.
pub(crate) fn widening(manifest: &Manifest, folder: &Path) -> Result<Option<PathBuf>, Finding> {
    let Some(root) = ways_up(manifest)? else { return Ok(None) };
    let wide = folder.join(root).canonicalize().map_err(|error| not_widened(manifest, os_reason(&error)))?;
    // The top is the nearest folder at or above the manifest that git keeps its own files in.
    let top = folder
        .canonicalize()
        .ok()
        .and_then(|own| own.ancestors().find(|up| up.join(".git").exists()).map(Path::to_owned));
    match top {
        Some(top) if wide.starts_with(&top) => Ok(Some(wide)),
        Some(_) => Err(leaves_the_tree(manifest)),
        None => Err(not_widened(manifest, text!("the project is in no git work tree", "项目不在 git 工作区内"))),
    }
}

/// The same for a manifest in a folder of a commit, by paths from its top.
pub(crate) fn widening_in_commit(manifest: &Manifest, folder: &str) -> Result<Option<String>, Finding> {
    let Some(root) = ways_up(manifest)? else { return Ok(None) };
    resolve(folder, root).map(Some).ok_or_else(|| leaves_the_tree(manifest))
}

/// What a manifest writes as its root, where that leads nowhere but up.
fn ways_up(manifest: &Manifest) -> Result<Option<&str>, Finding> {
    let Some(root) = &manifest.project.root else { return Ok(None) };
    if root.value.split('/').any(|part| part != ".." && part != ".") {
        return Err(not_widened(manifest, text!("write \"..\", or \"../..\"", "请写 \"..\" 或 \"../..\"")));
    }
    Ok(Some(&root.value))
}

fn leaves_the_tree(manifest: &Manifest) -> Finding {
    not_widened(manifest, text!("it would leave the git work tree", "会超出 git 工作区"))
}

fn not_widened(manifest: &Manifest, why: Text) -> Finding {
    let span = manifest.project.root.as_ref().map_or(manifest.project.span, |root| root.span);
    let (en, zh) = (why.en, why.zh);
    let message = text!("the project's root cannot be widened: {en}", "无法扩大项目根目录：{zh}");
    Finding::from_problem(Problem::new(Code::BadValue, span, message), &manifest.source, "manifest")
}

/// A path as it is shown: relative where it was given so, with `/`.
pub(crate) fn shown(path: &Path) -> String {
    slashed(path).filter(|_| path.is_relative()).unwrap_or_else(|| path.display().to_string())
}
