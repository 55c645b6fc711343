//! `guiju pack new`: writes a small pack to start from, whose cases pass.

use super::folder::{no_name, write_new};
use super::terminal::{Terminal, say};
use super::{PASSED, judge, write};
use crate::args::NewPack;
use crate::error::Error;
use crate::load;
use crate::locale::{Text, text};
use crate::pack::{Library, Rulebook, Starter};
use crate::render::sanitise;
use crate::tree::nearest;
use crate::tree::reader::kinds::Kebab;

/// Writes the pack, and tells what was written.
pub(super) fn run(new: &NewPack, terminal: &Terminal) -> Result<u8, Error> {
    let id = id(new)?;
    let extended = match &new.extends {
        Some(pack) => Some((pack.as_str(), extended(pack)?)),
        None => None,
    };
    if let Some((pack, rulebook)) = &extended {
        hold_apart(&id, pack, rulebook)?;
    }
    let extended = extended.as_ref().map(|(pack, rulebook)| (*pack, &**rulebook));
    let files = Starter { id: &id, extended, locale: terminal.locale }.files();
    write_new(&new.folder, &files)?;
    let folder = load::shown(&new.folder);
    let folder = folder.trim_end_matches('/');
    for (path, _) in &files {
        write(&format!("{}\n", line(&format!("{folder}/{path}"))))?;
    }
    // A name alone would mean a built-in pack.
    let named = if folder.contains('/') { folder.to_owned() } else { format!("./{folder}") };
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let named = if named.chars().all(plain) { named } else { format!("'{}'", named.replace('\'', r"'\''")) };
    let next = text!("next: guiju test {named}", "下一步：guiju test {named}");
    say(&line(next.get(terminal.locale)));
    Ok(PASSED)
}

/// A text on one line, safe for a terminal.
fn line(text: &str) -> String {
    sanitise(text).replace(['\n', '\r', '\t'], " ")
}

/// The id that was given, or that of the folder.
fn id(new: &NewPack) -> Result<String, Error> {
    let named = || new.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let Some(id) = new.id.clone().or_else(named) else {
        return Err(no_name(&new.folder));
    };
    if !Kebab::allows(&id) {
        let help = if new.id.is_some() {
            text!("small letters, digits, and short lines between words", "小写字母、数字，词之间用短横线")
        } else {
            text!("choose one with `--id acme-rules`", "请用 `--id acme-rules` 的形式另选")
        };
        let Text { en, zh } = help;
        return Err(Error::Plain(text!("`{id}` is no id of a pack: {en}", "`{id}` 不能作为规则包编号：{zh}")));
    }
    if Library::embedded().any(|embedded| embedded == id) {
        return Err(Error::Plain(text!(
            "`{id}` is a built-in pack; choose another id with `--id`",
            "`{id}` 是内置规则包；请用 `--id` 另选编号"
        )));
    }
    Ok(id)
}

/// A built-in pack, to be extended.
fn extended(pack: &str) -> Result<std::sync::Arc<Rulebook>, Error> {
    if Library::embedded().any(|id| id == pack) {
        return judge(&[pack.to_owned()])?.rulebook();
    }
    Err(Error::Plain(match nearest(pack, Library::embedded()) {
        Some(near) => text!(
            "no pack `{pack}` is built in; did you mean `{near}`?",
            "没有内置规则包 `{pack}`；是否想写 `{near}`？"
        ),
        None => {
            let known: Vec<_> = Library::embedded().collect();
            let (en, zh) = (known.join("`, `"), known.join("`、`"));
            text!(
                "no pack `{pack}` is built in; built in are `{en}`, and a folder can be written into pack.toml later",
                "没有内置规则包 `{pack}`；内置的有 `{zh}`，文件夹可稍后写进 pack.toml"
            )
        }
    }))
}

/// Refuses an id that the extended pack has for a principle already: the new one is called so.
fn hold_apart(id: &str, pack: &str, rulebook: &Rulebook) -> Result<(), Error> {
    if rulebook.principles.iter().any(|principle| principle.id == id) {
        return Err(Error::Plain(text!(
            "`{id}` is a principle of `{pack}` already; choose another id with `--id`",
            "`{pack}` 已有名为 `{id}` 的原则；请用 `--id` 另选编号"
        )));
    }
    Ok(())
}
