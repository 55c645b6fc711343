//! Where packs come from: built in, or a folder. Each set of packs is read and put together once, however many projects use it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::compose::compose;
use super::embedded::{EmbeddedPack, PACKS};
use super::read::{FolderPack, read};
use super::{Pack, Rulebook};
use crate::evidence::{Files, resolve};
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span, Spanned};
use crate::tree::nearest;

/// The pack that projects are judged by when they name none.
pub(crate) const DEFAULT_PACK: &str = "four-principles";
/// How many rulebooks are kept: memory does not grow with the number of projects that bring packs of their own.
const MOST_BOOKS: usize = 64;
/// How many packs may extend each other in a row.
const DEEPEST: usize = 8;

/// A pack that somebody names.
#[derive(Clone)]
pub(crate) struct Named<'f> {
    /// As written: an embedded id, or a folder.
    pub(crate) name: Spanned<String>,
    /// The text it is named in; none for the command line.
    pub(crate) source: Option<Source>,
    /// The files to look for a folder in, and the folder it is relative to.
    pub(crate) files: Option<Around<'f>>,
}

/// A rulebook, or all that is wrong with its packs; shared by all projects that use it.
type Bound = Result<Arc<Rulebook>, Arc<Vec<Finding>>>;

/// Files to look for folders in, and the folder that names are relative to.
type Around<'f> = (&'f dyn Files, String);

/// Rulebooks that were put together, by the packs in them; no more of them than are likely to be needed again.
#[derive(Default)]
pub(crate) struct Library {
    books: Mutex<HashMap<Vec<String>, Kept>>,
    /// Packs that stand in for built-in ones.
    instead: Option<Instead>,
}

/// Packs that stand in for built-in ones of the same id: the files in which each is a folder, and their ids.
pub(crate) struct Instead {
    pub(crate) files: Box<dyn Files + Send>,
    pub(crate) ids: Vec<String>,
}

struct Kept {
    book: Bound,
    /// Whether no manifest names its packs: then every project may need it again.
    is_for_all: bool,
}

impl Library {
    /// The rulebook of these packs, or everything that is wrong with them.
    pub(crate) fn rulebook(&self, named: &[Named<'_>]) -> Bound {
        let key: Vec<_> = named.iter().map(Named::key).collect();
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = books.get(&key) {
            return kept.book.clone();
        }
        let shelving = Shelving { instead: self.instead.as_ref(), ..Shelving::default() };
        let book = shelving.rulebook(named);
        let book = book.map(Arc::new).map_err(Arc::new);
        let is_for_all = named.iter().all(|name| name.source.is_none());
        // What is wrong is told at the place of the manifest that names the pack, and another has another.
        if book.is_ok() || is_for_all {
            if books.len() >= MOST_BOOKS {
                books.retain(|_, kept| kept.is_for_all);
            }
            books.insert(key, Kept { book: book.clone(), is_for_all });
        }
        book
    }

    /// A library in which these packs stand in for built-in ones.
    pub(crate) fn with_instead(instead: Instead) -> Self {
        Self { instead: Some(instead), ..Self::default() }
    }

    /// The digest of a pack that is built in.
    pub(crate) fn digest(id: &str) -> Option<&'static str> {
        PACKS.iter().find(|pack| pack.id == id).map(|pack| pack.sha256)
    }

    /// The digest of a pack in a folder of these files; none where there is no pack.
    pub(crate) fn digest_of(files: &dyn Files, folder: &str) -> Option<String> {
        FolderPack::open(files, folder).ok().map(|pack| pack.sha256)
    }

    /// The files of a pack that is built in: the path of each from the pack's folder, and its text.
    pub(crate) fn texts(id: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        PACKS.iter().filter(move |pack| pack.id == id).flat_map(EmbeddedPack::texts)
    }

    /// The ids of the packs that are built in.
    pub(crate) fn embedded() -> impl Iterator<Item = &'static str> {
        PACKS.iter().map(|pack| pack.id)
    }
}

impl Named<'_> {
    /// A pack that is built in.
    pub(crate) fn embedded(id: &str) -> Self {
        Self { name: Spanned::new(id.to_owned(), Span::default()), source: None, files: None }
    }

    fn is_folder(&self) -> bool {
        self.files.is_some() && self.name.value.contains(['/', '.', '\\'])
    }

    fn key(&self) -> String {
        match &self.files {
            Some((files, folder)) if self.is_folder() => {
                files.display(&resolve(folder, &self.name.value).unwrap_or_else(|| self.name.value.clone()))
            }
            _ => self.name.value.clone(),
        }
    }

    fn finding(&self, code: Code, message: Text, help: Option<Text>) -> Finding {
        let source = self.source.clone().unwrap_or_else(|| Source::new("--pack", self.name.value.clone()));
        let span = if self.source.is_some() { self.name.span } else { Span::new(0, self.name.value.len()) };
        let mut problem = Problem::new(code, span, message).label(text!("named here", "在此指定"));
        problem.help = help;
        Finding::from_problem(problem, &source, "pack")
    }
}

/// Packs being gathered for one rulebook.
#[derive(Default)]
struct Shelving<'l> {
    instead: Option<&'l Instead>,
    packs: Vec<Pack>,
    /// The keys of the packs that are there already.
    there: Vec<String>,
    /// The keys and places of the packs being read, each extended by the one before.
    open: Vec<(String, Place)>,
    findings: Vec<Finding>,
    /// Whether a pack is not an embedded one.
    foreign: bool,
}

impl Shelving<'_> {
    fn rulebook(mut self, named: &[Named<'_>]) -> Result<Rulebook, Vec<Finding>> {
        for name in named {
            self.add(name);
        }
        let (book, findings) = compose(self.packs, self.foreign);
        self.findings.extend(findings);
        if book.items.is_empty() && self.findings.is_empty() {
            let message = text!("the packs hold no item", "规则包中没有任何条目");
            self.findings.extend(named.first().map(|name| name.finding(Code::PackNotFound, message, None)));
        }
        if self.findings.is_empty() {
            return Ok(book);
        }
        crate::finding::sort(&mut self.findings);
        Err(self.findings)
    }

    fn add(&mut self, named: &Named<'_>) {
        let key = named.key();
        if let Some(at) = self.open.iter().position(|(open, _)| *open == key) {
            return self.cycle(named, at);
        }
        if self.there.contains(&key) {
            return;
        }
        let place = named.finding(Code::ExtendsCycle, Text::default(), None).place;
        self.open.push((key.clone(), place));
        if self.open.len() > DEEPEST {
            let message =
                text!("more than {DEEPEST} packs extend each other in a row", "连续扩展的规则包超过 {DEEPEST} 个");
            self.findings.push(named.finding(Code::ExtendsCycle, message, None));
        } else if let Some((pack, files)) = self.find(named) {
            for extended in &pack.extends {
                let source = Some(pack.head.source.clone());
                self.add(&Named { name: extended.clone(), source, files: files.clone() });
            }
            self.packs.push(pack);
        }
        self.open.pop();
        self.there.push(key);
    }

    fn cycle(&mut self, named: &Named<'_>, at: usize) {
        let message = text!("the packs extend each other in a circle", "规则包相互扩展，形成循环");
        let mut finding = named.finding(Code::ExtendsCycle, message, None);
        let others = self.open[at..]
            .iter()
            .skip(1)
            .map(|(_, place)| Place { label: text!("and here", "以及此处"), ..place.clone() });
        finding.related.extend(others);
        self.findings.push(finding);
    }

    fn find<'f>(&mut self, named: &Named<'f>) -> Option<(Pack, Option<Around<'f>>)> {
        let stand_in = self.instead.filter(|instead| instead.ids.contains(&named.name.value));
        let (pack, findings, files) = match (&named.files, stand_in) {
            (Some((files, folder)), _) if named.is_folder() => {
                self.foreign = true;
                let name = &named.name.value;
                let Some(path) = resolve(folder, name) else {
                    let message = text!(
                        "the pack `{name}` lies outside the project, and is not read",
                        "规则包 `{name}` 在项目之外，不予读取"
                    );
                    self.findings.push(named.finding(Code::PackNotFound, message, None));
                    return None;
                };
                match FolderPack::open(*files, &path) {
                    Ok(folder) => {
                        let (pack, findings) = read(folder.files, &folder.sha256, true);
                        (pack, findings, Some((*files, path)))
                    }
                    Err(message) => {
                        self.findings.push(named.finding(Code::PackNotFound, message, None));
                        return None;
                    }
                }
            }
            (_, Some(instead)) => {
                self.foreign = true;
                match FolderPack::open(&*instead.files, &named.name.value) {
                    Ok(folder) => {
                        let (pack, findings) = read(folder.files, &folder.sha256, true);
                        (pack, findings, None)
                    }
                    Err(message) => {
                        self.findings.push(named.finding(Code::PackNotFound, message, None));
                        return None;
                    }
                }
            }
            _ => {
                let Some(pack) = PACKS.iter().find(|pack| pack.id == named.name.value) else {
                    self.findings.push(not_found(named));
                    return None;
                };
                let (read, findings) = read(pack.files(), pack.sha256, false);
                (read, findings, None)
            }
        };
        self.findings.extend(findings);
        pack.map(|pack| (pack, files))
    }
}

fn not_found(named: &Named<'_>) -> Finding {
    let name = &named.name.value;
    let known: Vec<_> = Library::embedded().collect();
    let message = text!("no pack `{name}` is built in", "没有内置规则包 `{name}`");
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => {
            text!("did you mean `{near}`? A folder is written `./{name}`", "是否想写 `{near}`？文件夹请写成 `./{name}`")
        }
        None => {
            let (en, zh) = (known.join("`, `"), known.join("`、`"));
            text!("built in: `{en}`; a folder is written `./{name}`", "内置的有 `{zh}`；文件夹请写成 `./{name}`")
        }
    };
    named.finding(Code::PackNotFound, message, Some(help))
}
