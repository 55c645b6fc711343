//! `guiju init`: looks through a project, asks for what its files do not tell where somebody can be asked, and begins its manifest. Nothing
//! is written over unless that was asked for.

mod desk;

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::atomic::replace;
use super::projects::today;
use super::terminal::{Terminal, say};
use super::{PASSED, with_packs, write};
use crate::args::Init;
use crate::detect::{Detected, Profile, Told, detect};
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, slashed};
use crate::judge::Judge;
use crate::load;
use crate::locale::{Locale, Text, text};
use crate::manifest::{self, MANIFEST, MANIFESTS, SCHEMA};
use crate::pack::{DEFAULT_PACK, Item, Rulebook};
use crate::plan::{ProjectScope, plan};
use crate::render::draft::Draft;
use crate::render::{found, one_line};
use crate::schema::{self, schema};
use crate::source::Source;
use crate::tree;
use desk::Desk;

/// Looks, asks, writes, and gives the exit status.
pub(super) fn run(asked: &Init, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let folder = asked.folder.strip_prefix("./").unwrap_or(&asked.folder);
    let place = if folder == Path::new(".") { PathBuf::from(MANIFEST) } else { folder.join(MANIFEST) };
    if !asked.dry {
        hold_back(&place, asked.force)?;
    }
    let today = today()?;
    let rulebook = with_packs(Judge::new(today), &asked.packs)?.rulebook()?;
    known_level(asked.level, &rulebook)?;
    let packs = named(asked)?;
    let files = open(&asked.folder)?;
    let detected = detect(&files, &rulebook, today);
    let mut profile = Profile::of(&detected.facts, &rulebook);
    profile.name = profile.name.or_else(|| folder_name(&asked.folder));
    let begun = Begun { asked, rulebook, packs, detected, today, locale: terminal.locale, reports: locale };
    begun.tell_cut();
    if asked.dry {
        let ids: Vec<_> = begun.items(&profile).iter().map(|item| item.id.as_str()).collect();
        let view = terminal.view(false, today);
        write(&found::found(&begun.detected, &begun.rulebook, &ids, asked.json, &view))?;
        return Ok(PASSED);
    }
    if !asked.yes && io::stdin().is_terminal() && io::stderr().is_terminal() {
        let mut stdin = io::stdin().lock();
        let mut answer = || {
            let mut line = String::new();
            stdin.read_line(&mut line).ok().filter(|&read| read > 0).map(|_| line.trim().to_owned())
        };
        Desk { begun: &begun, profile: &mut profile }.ask(&mut answer);
    }
    let items = begun.items(&profile);
    let schema = begun.put_schema(&place)?;
    replace(&place, &begun.draft(&profile).page(&items))?;
    begun.told(schema.iter().chain([&place]), &items)
}

/// All that a manifest is begun from, besides what somebody answers.
struct Begun<'a> {
    asked: &'a Init,
    rulebook: Arc<Rulebook>,
    /// The packs as the manifest names them.
    packs: Vec<String>,
    detected: Detected,
    today: Date,
    locale: Locale,
    reports: Option<Locale>,
}

impl Begun<'_> {
    fn draft<'d>(&'d self, profile: &'d Profile) -> Draft<'d> {
        Draft {
            rulebook: &self.rulebook,
            profile,
            detected: &self.detected,
            packs: &self.packs,
            level: self.asked.level,
            locale: self.locale,
            with_schema: self.asked.schema || self.asked.folder.join(SCHEMA).is_file(),
            reports: self.reports,
        }
    }

    /// Puts the schema beside the place of the manifest, where that was asked for, and gives its own. One that is there stays unless it may be
    /// written over.
    fn put_schema(&self, manifest: &Path) -> Result<Option<PathBuf>, Error> {
        let place = manifest.with_file_name(SCHEMA);
        if !self.asked.schema || (place.is_file() && !self.asked.force) {
            return Ok(None);
        }
        let schema = schema(schema::File::Manifest, Some(&self.rulebook), self.locale);
        replace(&place, &format!("{schema:#}\n"))?;
        Ok(Some(place))
    }

    /// The items that concern such a project and are asked for at its level, as `check` will see them.
    fn items(&self, profile: &Profile) -> Vec<&Item> {
        let source = Source::new(MANIFEST, self.draft(profile).head());
        let (manifest, _) = manifest::read(&source, tree::toml::parse(source.text()));
        // A condition without an answer is the pack's fault, which `check` tells.
        let (planned, _) = plan(&self.rulebook, &ProjectScope::new(&manifest, self.today), None);
        planned.into_iter().filter(|planned| planned.applies && planned.asked).map(|planned| planned.item).collect()
    }

    /// Says so where not all was looked at.
    fn tell_cut(&self) {
        if let left @ 1.. = self.detected.left {
            let told = text!(
                "guiju: {left} files that lie deepest were not looked at, there are so many",
                "guiju：文件过多，层级最深的 {left} 个没有查看"
            );
            say(told.get(self.locale));
        }
    }

    /// Tells what was written.
    fn told<'p>(&self, places: impl Iterator<Item = &'p PathBuf>, items: &[&Item]) -> Result<u8, Error> {
        for place in places {
            write(&format!("{}\n", one_line(&load::shown(place))))?;
        }
        let (count, with) = (items.len(), items.iter().filter(|item| self.detected.on(&item.id).is_some()).count());
        let told = text!(
            "guiju: {count} items, evidence proposed for {with}; nothing is claimed yet. Next: look through the file, then guiju check",
            "guiju：共 {count} 个条目，其中 {with} 个找到了可能的证据；尚未声明任何事情。下一步：通读该文件，再运行 guiju check"
        );
        say(told.get(self.locale));
        Ok(PASSED)
    }
}

/// Refuses to write over what stands at the place of the manifest, and to put a second manifest beside one of another syntax.
fn hold_back(place: &Path, force: bool) -> Result<(), Error> {
    let mut others = MANIFESTS.iter().filter(|name| **name != MANIFEST).map(|name| place.with_file_name(name));
    if let Some(other) = others.find(|other| other.symlink_metadata().is_ok()) {
        let other = one_line(&load::shown(&other));
        return Err(Error::Plain(text!(
            "`{other}` is there already, and a folder holds one manifest; move it away first, or use `--dry-run` to see what is found",
            "`{other}` 已经存在，而一个文件夹只能有一份清单；请先将其移走，或用 `--dry-run` 只看能找到什么"
        )));
    }
    let shown = one_line(&load::shown(place));
    match place.symlink_metadata() {
        Ok(there) if there.is_dir() => Err(Error::Plain(text!("`{shown}` is a folder", "`{shown}` 是文件夹"))),
        Ok(_) if !force => Err(Error::Plain(text!(
            "`{shown}` is there already and is not written over; `--force` does so, and `--dry-run` only shows what is found",
            "`{shown}` 已经存在，未作改动；如要覆盖请用 `--force`，只想看能找到什么请用 `--dry-run`"
        ))),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Refuses a level that no pack has.
fn known_level(level: u8, rulebook: &Rulebook) -> Result<(), Error> {
    if rulebook.levels.is_empty() || rulebook.levels.iter().any(|known| known.rank == level) {
        return Ok(());
    }
    let known: Vec<_> = rulebook.levels.iter().map(|level| level.rank.to_string()).collect();
    let (en, zh) = (known.join(", "), known.join("、"));
    Err(Error::Plain(text!("there is no level {level}; there are {en}", "没有等级 {level}；可用的有 {zh}")))
}

/// The packs as a manifest in the folder names them; none where the built-in one is meant.
fn named(asked: &Init) -> Result<Vec<String>, Error> {
    if asked.packs.iter().all(|pack| pack == DEFAULT_PACK) {
        return Ok(Vec::new());
    }
    asked.packs.iter().map(|pack| pack_from(pack, &asked.folder)).collect()
}

fn pack_from(pack: &str, folder: &Path) -> Result<String, Error> {
    if !pack.contains(['/', '.', '\\']) {
        return Ok(pack.to_owned());
    }
    let own = Path::new(pack).canonicalize().ok();
    let root = folder.canonicalize().ok();
    let inside = own.zip(root).and_then(|(own, root)| own.strip_prefix(&root).ok().and_then(slashed));
    let refused = || {
        Error::Plain(text!(
            "the pack `{pack}` does not lie in the project, so its manifest cannot name it; put the pack in a folder of the project",
            "规则包 `{pack}` 不在项目之内，清单无法引用；请把它放进项目的文件夹"
        ))
    };
    inside.filter(|inside| !inside.is_empty()).map(|inside| format!("./{inside}")).ok_or_else(refused)
}

/// The project's folder, by its files.
fn open(folder: &Path) -> Result<Disk, Error> {
    Disk::open(folder, "").map_err(|error| {
        let (shown, Text { en, zh }) = (folder.display(), os_reason(&error));
        Error::Plain(text!("`{shown}` cannot be opened: {en}", "`{shown}` 无法打开：{zh}"))
    })
}

/// What the folder is called, where nothing in it says what the project is.
fn folder_name(folder: &Path) -> Option<Told> {
    let whole: PathBuf = folder.canonicalize().ok()?;
    let name = whole.file_name()?.to_str()?;
    Some(Told { value: name.to_owned(), path: Some(format!("{name}/")) })
}
