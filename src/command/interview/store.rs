//! The manifest and the draft beside it, as an interview reads and writes them. A manifest that another hand has changed is read anew
//! before anything is put into it, and written as a whole or not at all.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::super::atomic::replace;
use super::super::input::{read, unread};
use super::super::projects::folder_of;
use crate::error::{Error, os_reason};
use crate::finding::{Code, Finding};
use crate::interview::{Reply, amended, answer_in, draft, drafted};
use crate::load::{self, told};
use crate::locale::{Text, text};
use crate::manifest::DRAFT;
use crate::source::Source;
use crate::tree::{Node, Syntax, alike};

/// What became of an answer that was to be kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// It stands in the manifest; the flag says whether another hand had changed other parts of it meanwhile.
    Done(bool),
    /// Another hand has answered the same item meanwhile.
    Contested,
}

/// The files of one interview.
pub(super) struct Store {
    /// Where the manifest really lies: a link to it stays one.
    place: PathBuf,
    /// As its path is shown.
    pub(super) shown: String,
    /// What it held when it was last read.
    pub(super) text: String,
    draft: PathBuf,
    /// What was typed and not kept, by item.
    typed: Vec<(String, Reply)>,
}

impl Store {
    /// The files of the manifest at a path, which held this text.
    ///
    /// # Errors
    ///
    /// When the manifest may not be written, or there is a draft that cannot be read: nobody should type for nothing.
    pub(super) fn open(path: &Path, text: &str) -> Result<Self, Error> {
        let shown = load::shown(path);
        let refuse = |why: Text| {
            let (Text { en, zh }, shown) = (why, &shown);
            Error::Plain(text!("`{shown}` cannot be written: {en}", "无法写入 `{shown}`：{zh}"))
        };
        let place = path.canonicalize().map_err(|error| refuse(os_reason(&error)))?;
        let file = OpenOptions::new().write(true).open(&place).map_err(|error| refuse(os_reason(&error)))?;
        if file.metadata().is_ok_and(|metadata| metadata.permissions().readonly()) {
            return Err(refuse(text!("it is marked as not to be written", "文件为只读")));
        }
        let draft = folder_of(path).join(DRAFT);
        let draft = draft.strip_prefix("./").map(Path::to_owned).unwrap_or(draft);
        let typed = typed(&draft)?;
        Ok(Self { place, shown, text: text.to_owned(), draft, typed })
    }

    /// The path of the draft as it is shown.
    pub(super) fn draft_shown(&self) -> String {
        load::shown(&self.draft)
    }

    /// The items on which something was typed and not kept.
    pub(super) fn drafted(&self) -> impl Iterator<Item = &str> {
        self.typed.iter().map(|(item, _)| item.as_str())
    }

    /// What was typed on an item and not kept.
    pub(super) fn typed_on(&self, item: &str) -> Option<&Reply> {
        self.typed.iter().find(|(own, _)| own == item).map(|(_, reply)| reply)
    }

    /// The answer that stands in the manifest.
    pub(super) fn stands(&self, item: &str) -> Reply {
        let root = tree(&self.shown, &self.text);
        root.as_ref().and_then(|root| answer_in(root, item)).map(Reply::of).unwrap_or_default()
    }

    /// Notes what was typed on an item, so that it is there whatever happens next.
    pub(super) fn note(&mut self, item: &str, reply: &Reply) -> Result<(), Error> {
        self.typed = typed(&self.draft)?;
        match self.typed.iter_mut().find(|(own, _)| own == item) {
            Some((_, typed)) => typed.clone_from(reply),
            None => self.typed.push((item.to_owned(), reply.clone())),
        }
        self.save()
    }

    /// Forgets what was typed on an item. What another interview has noted on others stays.
    pub(super) fn forget(&mut self, item: &str) -> Result<(), Error> {
        self.typed = typed(&self.draft)?;
        let before = self.typed.len();
        self.typed.retain(|(own, _)| own != item);
        if self.typed.len() == before { Ok(()) } else { self.save() }
    }

    fn save(&self) -> Result<(), Error> {
        let text = draft(&self.typed);
        if !text.is_empty() {
            return replace(&self.draft, &text);
        }
        match fs::remove_file(&self.draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let (shown, Text { en, zh }) = (self.draft_shown(), os_reason(&error));
                Err(Error::Plain(text!("`{shown}` cannot be removed: {en}", "无法删除 `{shown}`：{zh}")))
            }
            _ => Ok(()),
        }
    }

    /// The manifest with this answer in it.
    ///
    /// # Errors
    ///
    /// When its layout leaves no place for it that is sure.
    pub(super) fn with(&self, item: &str, reply: &Reply) -> Result<String, Error> {
        self.amended(&self.text, item, reply)
    }

    fn amended(&self, text: &str, item: &str, reply: &Reply) -> Result<String, Error> {
        let shown = &self.shown;
        amended(shown, text, item, reply).ok_or_else(|| {
            Error::Plain(text!(
                "the answer on `{item}` cannot be put into `{shown}` without changing what stands around it; write it by hand",
                "无法在不改动其他内容的情况下把 `{item}` 的回答写入 `{shown}`；请手工填写"
            ))
        })
    }

    /// Puts an answer into the manifest as it is now, and forgets the draft of it.
    ///
    /// # Errors
    ///
    /// When it cannot be read or written any more; then the draft stays.
    pub(super) fn keep(&mut self, item: &str, reply: &Reply) -> Result<Written, Error> {
        let now = read(&self.place).map_err(|error| unread(&self.shown, &error))?;
        let has_changed = now != self.text;
        if has_changed {
            let (new, old) = (sound(&self.shown, &now)?, tree(&self.shown, &self.text));
            let is_same = match (old.as_ref().and_then(|old| answer_in(old, item)), answer_in(&new, item)) {
                (Some(old), Some(new)) => alike(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            if !is_same {
                self.text = now;
                return Ok(Written::Contested);
            }
        }
        let made = self.amended(&now, item, reply)?;
        replace(&self.place, &made)?;
        self.text = made;
        self.forget(item)?;
        Ok(Written::Done(has_changed))
    }

    /// Puts another text in the manifest's place, unless another hand has changed it.
    pub(super) fn replace_all(&self, made: &str) -> Result<(), Error> {
        let now = read(&self.place).map_err(|error| unread(&self.shown, &error))?;
        if now != self.text {
            let shown = &self.shown;
            return Err(Error::Plain(text!(
                "`{shown}` has changed meanwhile and stays as it is; run again",
                "`{shown}` 刚刚被改动，保持不变；请重新运行"
            )));
        }
        if made == now { Ok(()) } else { replace(&self.place, made) }
    }
}

/// What a draft holds; nothing where there is none.
fn typed(path: &Path) -> Result<Vec<(String, Reply)>, Error> {
    let shown = load::shown(path);
    let text = match read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|error| unread(&shown, &error))?,
    };
    drafted(&Source::new(shown, text)).map_err(|findings| Error::Input("draft", findings))
}

fn tree(name: &str, text: &str) -> Option<Node> {
    Syntax::of(name).parse(text).root
}

/// The tree of a manifest whose syntax is whole.
fn sound(name: &str, text: &str) -> Result<Node, Error> {
    let parsed = Syntax::of(name).parse(text);
    let source = Source::new(name, text.to_owned());
    let broken: Vec<Finding> =
        told(parsed.problems, &source).into_iter().filter(|it| it.code == Code::Syntax).collect();
    match parsed.root.filter(|_| broken.is_empty()) {
        Some(root) => Ok(root),
        None => Err(Error::Manifest(broken)),
    }
}
