//! `guiju bundle`: judges one project, and writes what it was judged by and what was concluded into one folder. What is written is what
//! was read for the verdict: nothing is read twice, so nothing can change between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::folder::{free, put};
use super::outputs::absolute;
use super::projects::{Reach, find_only, today};
use super::terminal::{Terminal, say};
use super::{PASSED, PackFolder, is_folder, pack_folder, write};
use crate::args::Bundle;
use crate::bundle::{self, Facts, INDEX, PackFact, SUMS, Stored};
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Record, Recorded, sha256};
use crate::judge::{Judge, Judged};
use crate::load::{self, load};
use crate::locale::{Locale, Text, text};
use crate::pack::Library;
use crate::render::bundle::made;
use crate::render::one_line;
use crate::report::Totals;

/// Judges, writes, and tells by which digest the bundle is known. Whatever is concluded, it is written, and that is no failure.
pub(super) fn run(asked: &Bundle, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let help = text!("name the one that is meant", "请指明是哪一份");
    let reach = Reach::whole(&find_only(&asked.path, &help)?)?;
    let replaces = place(&asked.output, &reach, asked.force)?;
    let (facts, stored) = gather(asked, &reach, today, locale)?;
    let stored = bundle::seal(&facts, stored);
    put(&asked.output, stored.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())), replaces)?;
    let (shown, count) = (one_line(&load::shown(&asked.output)), stored.len());
    let seal = stored.get(SUMS).map(|sums| sha256(sums)).unwrap_or_default();
    let told = text!(
        "{shown}: {count} files\nSHA-256 of {SUMS}: {seal}\n",
        "{shown}：{count} 个文件\n{SUMS} 的 SHA-256：{seal}\n"
    );
    write(told.get(terminal.locale))?;
    let next = text!(
        "keep that digest apart from the bundle, or sign it: it tells whether anything was replaced",
        "请将此摘要与证据包分开保存，或为其签名：凭它可知是否有内容被替换"
    );
    say(&format!("guiju: {}", next.get(terminal.locale)));
    Ok(PASSED)
}

/// Makes sure that the bundle may stand there. Whether it takes the place of another.
fn place(output: &Path, reach: &Reach, force: bool) -> Result<bool, Error> {
    let shown = load::shown(output);
    let root = reach.root().canonicalize().unwrap_or_else(|_| reach.root().to_owned());
    if real(output).starts_with(&root) {
        return Err(Error::Plain(text!(
            "`{shown}` lies within the project, which would then be judged with its own bundle; name a folder outside of it",
            "`{shown}` 在项目之内，之后评判项目时会连同自身的证据包一起评判；请指定项目之外的文件夹"
        )));
    }
    // A link is never followed to what it replaces.
    let is_bundle = !output.is_symlink() && output.join(INDEX).is_file();
    if force && is_bundle {
        return Ok(true);
    }
    let help = if is_bundle {
        text!("`--force` replaces a bundle", "用 `--force` 可替换证据包")
    } else {
        text!("name a folder that is not there yet", "请指定一个尚不存在的文件夹")
    };
    free(output, &help).map(|()| false)
}

/// The path without links, as far as there is something.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut there = path.ancestors();
    let found = there.find_map(|up| up.canonicalize().ok().map(|real| (real, up.to_owned())));
    match found {
        Some((real, up)) => real.join(path.strip_prefix(&up).unwrap_or(Path::new(""))),
        None => absolute(&path),
    }
}

/// Judges, and gathers what was read for it and what is made of it.
fn gather(asked: &Bundle, reach: &Reach, today: Date, locale: Option<Locale>) -> Result<(Facts, Stored), Error> {
    let (project, packs) = (Arc::new(Record::default()), Arc::new(Record::default()));
    let (judge, named) = judge(&asked.packs, today, &packs)?;
    let disk = Disk::open(reach.root(), "").map_err(|error| {
        let (folder, Text { en, zh }) = (reach.root().display(), os_reason(&error));
        Error::Plain(text!("`{folder}` cannot be opened: {en}", "`{folder}` 无法打开：{zh}"))
    })?;
    let files = Recorded::new(disk, &project);
    let judged = judge.judge_loaded(&files, load(&files, &reach.inner).map_err(Error::Manifest)?)?;
    if Totals::of(&judged.report).items == 0 {
        return Err(Error::Plain(text!(
            "nothing was judged, so there is nothing to carry away",
            "没有评判任何条目，没有可带走的内容"
        )));
    }
    let facts = facts(&judged, reach, today, locale, named);
    let mut stored = bundle::project(project.take());
    stored.extend(bundle::packs(packs.take()));
    stored.extend(built_in(&judged));
    stored.extend(made(&facts, &judged));
    Ok((facts, stored))
}

fn facts(judged: &Judged, reach: &Reach, today: Date, locale: Option<Locale>, asked: Vec<String>) -> Facts {
    Facts {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: today,
        // The reader's own language would make other bytes on another desk.
        locale: locale.or(judged.report.locale).unwrap_or_default(),
        manifest: reach.inner.clone(),
        asked,
        packs: PackFact::all(&judged.rulebook),
    }
}

/// The files of the built-in packs that were judged by.
fn built_in(judged: &Judged) -> Stored {
    let packs = judged.rulebook.packs.iter().filter(|pack| pack.is_built_in());
    packs.flat_map(|pack| stored_pack(&pack.id.value)).collect()
}

/// The files of a pack that is built in, as a bundle has them.
pub(super) fn stored_pack(id: &str) -> impl Iterator<Item = (String, Vec<u8>)> {
    Library::texts(id).map(move |(path, text)| (format!("{}{id}/{path}", bundle::PACKS), text.as_bytes().to_vec()))
}

/// The judge by the packs that were asked for, what is read of them kept; and how the bundle names them.
fn judge(asked: &[String], today: Date, record: &Arc<Record>) -> Result<(Judge, Vec<String>), Error> {
    let (mut judge, mut named, mut around) = (Judge::new(today), Vec::new(), None);
    for pack in asked {
        if !is_folder(pack) {
            judge = judge.with_pack(pack.as_str());
            named.push(pack.clone());
            continue;
        }
        let PackFolder { parent, name, .. } = pack_folder(pack)?;
        if around.get_or_insert_with(|| parent.clone()) != &parent {
            return Err(Error::Plain(text!(
                "the packs that are asked for lie in several folders; put them beside each other, for a bundle keeps them so",
                "所要求的规则包位于不同的文件夹；请放在同一文件夹下，证据包即如此存放"
            )));
        }
        let shown = PackFolder { parent, name, around: bundle::PACKS.to_owned() };
        let (files, name) = shown.open()?;
        let name = format!("./{name}");
        judge = judge.with_pack_folder(Box::new(Recorded::new(files, record)), name.as_str());
        named.push(name);
    }
    Ok((judge, named))
}
