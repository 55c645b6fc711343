//! `guiju fix`: judges projects, and makes the fixes that their findings carry, until there are none left to make. It writes a manifest and
//! the waivers beside it, each as a whole, and with `--diff` nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::projects::{Around, find, judge_with, today};
use super::terminal::{Terminal, is_person, say};
use super::{BROKEN, FAILED, PASSED, atomic, with_packs, write};
use crate::args::Mend;
use crate::error::{Error, os_reason};
use crate::fix::{self, unsure};
use crate::judge::Judge;
use crate::locale::{Locale, Text, text};
use crate::manifest::WAIVERS;
use crate::pack::Rulebook;
use crate::render::{one_line, sanitise, unified};
use crate::source::Source;
use crate::tree::Syntax;

/// Judges, mends, and gives the exit status: with `--diff`, 1 where there is something to mend.
pub(super) fn run(asked: &Mend, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let judge = with_packs(Judge::new(today).details(false), &asked.packs)?;
    let (mut broken, mut made, mut left) = (false, 0, 0);
    for path in find(&asked.paths)? {
        let told = mend(&judge, &path, asked).and_then(|mended| {
            let locale = locale.or(mended.locale).unwrap_or(terminal.locale);
            left += mended.left;
            mended.files.iter().try_for_each(|file| {
                if asked.diff { show(file) } else { put(file, &path, locale) }?;
                made += file.titles.len();
                Ok(())
            })?;
            mended.unsorted.map_or(Ok(()), Err)
        });
        if let Err(error) = told {
            terminal.tell(&error, None);
            broken = true;
        }
    }
    say(one_line(end((asked.diff, broken), made, left).get(terminal.locale)).as_ref());
    Ok(match (broken, asked.diff && made > 0) {
        (true, _) => BROKEN,
        (false, true) => FAILED,
        (false, false) => PASSED,
    })
}

/// What became of one project.
struct Mended {
    files: Vec<fix::Mended>,
    /// How many fixes are left that need a look.
    left: usize,
    /// The language that the manifest asks for.
    locale: Option<Locale>,
    /// Why its answers stay in their order, where another was asked for.
    unsorted: Option<Error>,
}

fn mend(judge: &Judge, path: &Path, asked: &Mend) -> Result<Mended, Error> {
    let mut around = Around::default();
    let first = judge_with(judge, path, &around)?;
    let (manifest, rulebook) = (first.manifest.source, first.rulebook);
    let (mut files, last) = fix::mend(first.report, asked.most, |files| {
        around.unsaved.extend(files.iter().map(|file| (place_of(&file.name, path), file.new.as_bytes().into())));
        Ok(judge_with(judge, path, &around)?.report)
    })?;
    let sorted = if asked.sort { sort(&mut files, &manifest, &rulebook) } else { Ok(()) };
    Ok(Mended { files, left: unsure(&last), locale: last.locale, unsorted: sorted.err() })
}

/// Puts the answers of a manifest into the order of the packs, on top of what was mended in it.
fn sort(files: &mut Vec<fix::Mended>, manifest: &Source, rulebook: &Rulebook) -> Result<(), Error> {
    let order: Vec<_> = rulebook.items.iter().map(|item| item.id.as_str()).collect();
    let at = files.iter().position(|file| file.name == manifest.name());
    let text = at.and_then(|at| files.get(at)).map_or(manifest.text(), |file| &file.new);
    let sorted = fix::sorted(text, Syntax::of(manifest.name()), &order).map_err(|Text { en, zh }| {
        let name = manifest.name();
        Error::Plain(text!("the answers of `{name}` stay in their order: {en}", "`{name}` 中的回答保持原有顺序：{zh}"))
    })?;
    let Some(new) = sorted else { return Ok(()) };
    let title = text!("put the answers into the order of the packs", "按规则包的顺序排列回答");
    match at.and_then(|at| files.get_mut(at)) {
        Some(file) => {
            file.new = new;
            file.titles.push(title);
        }
        None => {
            let (name, old) = (manifest.name().to_owned(), manifest.text().to_owned());
            files.push(fix::Mended { name, old, new, titles: vec![title] });
        }
    }
    Ok(())
}

/// Shows what would change, byte for byte unless a person looks.
fn show(file: &fix::Mended) -> Result<(), Error> {
    let diff = unified(&file.name, &file.old, &file.new);
    if is_person() { write(&sanitise(&diff)) } else { write(&diff) }
}

/// Puts a file in place and tells what was done.
fn put(file: &fix::Mended, manifest: &Path, locale: Locale) -> Result<(), Error> {
    let path = place_of(&file.name, manifest);
    let refuse = |why: Text| {
        let (name, Text { en, zh }) = (&file.name, why);
        Error::Plain(text!("`{name}` stays as it is: {en}", "`{name}` 保持不变：{zh}"))
    };
    // A link stays one. Where it leads was read beneath the project's folder.
    let real = || path.canonicalize().map_err(|error| refuse(os_reason(&error)));
    let place = if path.is_symlink() { real()? } else { path.clone() };
    // Another file is put in its place, which a mark on the old one does not hinder.
    if fs::metadata(&place).is_ok_and(|old| old.permissions().readonly()) {
        return Err(refuse(text!("it is marked as not to be written", "文件为只读")));
    }
    if fs::read(&place).map_err(|error| refuse(os_reason(&error)))? != file.old.as_bytes() {
        return Err(refuse(text!("it has changed meanwhile; run again", "文件刚刚被改动；请重新运行")));
    }
    atomic::replace(&place, &file.new)?;
    let lines = file.titles.iter().map(|title| format!("{}: {}\n", one_line(&file.name), one_line(title.get(locale))));
    write(&lines.collect::<String>())
}

/// Where a file of that name lies: the manifest, or the waivers beside it.
fn place_of(name: &str, manifest: &Path) -> PathBuf {
    let is_waivers = name.rsplit('/').next() == Some(WAIVERS);
    if is_waivers { manifest.with_file_name(WAIVERS) } else { manifest.to_owned() }
}

/// How it ended, in one line.
fn end((diff, broken): (bool, bool), made: usize, left: usize) -> Text {
    let plural = if made == 1 { "" } else { "es" };
    let done = match (diff, made) {
        (_, 0) if broken => text!("nothing was fixed", "没有作出任何修复"),
        (_, 0) => text!("nothing to fix", "没有可修复之处"),
        (true, _) => text!("{made} fix{plural} to make; nothing was written", "可修复 {made} 处；没有写入任何文件"),
        (false, _) => text!("{made} fix{plural} made", "已修复 {made} 处"),
    };
    let more = match left {
        0 => Text::default(),
        _ => text!("; {left} more with --unsafe, to be looked at", "；另有 {left} 处需人工确认，可加 --unsafe"),
    };
    Text { en: format!("guiju: {}{}", done.en, more.en), zh: format!("guiju: {}{}", done.zh, more.zh) }
}
