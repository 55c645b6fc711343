//! `guiju lsp`: standard input and output, the disk and the day for the server that `lsp` is. What arrives while it judges is heard before
//! it judges again.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

use super::projects::{Around, Reach, folder_of, judge_with, today};
use super::terminal::Terminal;
use super::{FAILED, PASSED, with_packs};
use crate::args::Lsp;
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Files, Overlay};
use crate::judge::{Judge, Judged};
use crate::load;
use crate::locale::{Locale, Text, text};
use crate::lsp::{Heard, Server, Subject, Unsaved, World, read, write};
use crate::manifest::MANIFESTS;
use crate::pack::Rulebook;

/// How many messages wait at most: an editor that is faster waits itself.
const MOST_WAITING: usize = 256;
/// How long nothing comes in before it judges: what an editor asks about a text that it has just changed is answered first.
const PAUSE: Duration = Duration::from_millis(5);

/// Talks with an editor until it leaves.
pub(super) fn run(asked: &Lsp, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let Lsp { packs, as_of, docs } = asked.clone();
    let world = Here { as_of, packs, docs, reaches: RefCell::default() };
    // What is wrong with the options is told here, rather than in each file.
    world.judge()?;
    let mut server = Server::new(world, locale, terminal.locale);
    let (inbox, withdrawn) = listen();
    let mut out = io::stdout().lock();
    while !server.is_over() {
        let next = match inbox.try_recv() {
            Err(TryRecvError::Empty) => {
                // Whatever was withdrawn so far is answered.
                locked(&withdrawn).clear();
                if server.is_due() { inbox.recv_timeout(PAUSE) } else { inbox.recv().map_err(RecvTimeoutError::from) }
            }
            other => other.map_err(|_| RecvTimeoutError::Disconnected),
        };
        let heard = match next {
            Ok(heard) => heard,
            Err(RecvTimeoutError::Timeout) => {
                let messages = settle(&mut server).unwrap_or_default();
                messages.iter().try_for_each(|message| write(&mut out, message)).map_err(|error| gone(&error))?;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let is_withdrawn = heard.asks().is_some_and(|id| locked(&withdrawn).remove(&id));
        let messages = if is_withdrawn {
            Server::<Here>::withdraw(&heard).into_iter().collect()
        } else {
            hear(&mut server, heard)
        };
        messages.iter().try_for_each(|message| write(&mut out, message)).map_err(|error| gone(&error))?;
    }
    Ok(if server.was_polite() { PASSED } else { FAILED })
}

/// The requests, by their ids, that a client wants no more.
type Withdrawn = Arc<Mutex<HashSet<String>>>;

/// Reads standard input beside all else, until it ends: a request may be withdrawn before its turn has come.
fn listen() -> (Receiver<Heard>, Withdrawn) {
    let (sender, receiver) = sync_channel(MOST_WAITING);
    let withdrawn = Withdrawn::default();
    let noted = Arc::clone(&withdrawn);
    thread::spawn(move || {
        let mut stream = io::stdin().lock();
        while let Ok(Some(heard)) = read(&mut stream) {
            if let Some(id) = heard.withdraws() {
                locked(&noted).insert(id);
            }
            if sender.send(heard).is_err() {
                return;
            }
        }
    });
    (receiver, withdrawn)
}

fn locked(withdrawn: &Withdrawn) -> std::sync::MutexGuard<'_, HashSet<String>> {
    withdrawn.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the server says; a fault of ours costs one answer, not the conversation.
fn hear(server: &mut Server<Here>, heard: Heard) -> Vec<serde_json::Value> {
    let apology = Server::<Here>::apologise(&heard);
    let answered = catch_unwind(AssertUnwindSafe(|| server.hear(heard)));
    answered.unwrap_or_else(|_| apology.into_iter().collect())
}

fn settle(server: &mut Server<Here>) -> Option<Vec<serde_json::Value>> {
    catch_unwind(AssertUnwindSafe(|| server.settle())).unwrap_or_else(|_| Some(Vec::new()))
}

fn gone(error: &io::Error) -> Error {
    let Text { en, zh } = os_reason(error);
    Error::Plain(text!("the output cannot be written: {en}", "无法写出结果：{zh}"))
}

/// This machine.
struct Here {
    as_of: Option<Date>,
    packs: Vec<String>,
    docs: Option<String>,
    /// How far each project reached when it could last be judged.
    reaches: RefCell<HashMap<PathBuf, Reach>>,
}

impl Here {
    /// A judge of today, who knows no pack from before: a file of one may have changed.
    fn judge(&self) -> Result<Judge, Error> {
        let judge = with_packs(Judge::new(self.as_of.map_or_else(today, Ok)?), &self.packs)?;
        match &self.docs {
            Some(address) => judge.docs(address),
            None => Ok(judge),
        }
    }
}

/// What a run brings along.
fn around(unsaved: &Unsaved) -> Around {
    Around { unsaved: unsaved.clone(), ..Around::default() }
}

impl World for Here {
    fn subject(&self, path: &Path) -> Option<Subject> {
        let folder = path.parent()?;
        let is_toml = path.extension().is_some_and(|end| end == "toml");
        if path.file_name().is_some_and(|name| MANIFESTS.iter().any(|own| name == *own)) {
            return Some(Subject::Project(path.to_owned()));
        }
        if path.file_name().is_some_and(|name| name == "pack.toml") {
            return Some(Subject::Pack(folder.to_owned()));
        }
        let pack = [Some(folder), folder.parent()].into_iter().flatten().find(|up| up.join("pack.toml").is_file());
        if let Some(pack) = pack.filter(|_| is_toml) {
            return Some(Subject::Pack(pack.to_owned()));
        }
        for up in path.ancestors().skip(1) {
            if let Some(manifest) = MANIFESTS.map(|name| up.join(name)).into_iter().find(|manifest| manifest.is_file())
            {
                return Some(Subject::Project(manifest));
            }
            if up.join(".git").exists() {
                return None;
            }
        }
        None
    }

    fn judge(&self, manifest: &Path, unsaved: &Unsaved) -> Result<Judged, Error> {
        let judged = judge_with(&self.judge()?, manifest, &around(unsaved))?;
        let own = Reach::own(manifest)?;
        let wide = own.widened(manifest, &judged.manifest).ok().flatten();
        self.reaches.borrow_mut().insert(manifest.to_owned(), wide.unwrap_or(own));
        Ok(judged)
    }

    fn pack(&self, folder: &Path, unsaved: &Unsaved) -> Result<Arc<Rulebook>, Error> {
        let parent = folder_of(folder);
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let shown = load::shown(folder);
        let disk = Disk::open(parent, shown.strip_suffix(name).unwrap_or_default()).map_err(|error| {
            let (folder, Text { en, zh }) = (parent.display(), os_reason(&error));
            Error::Plain(text!("`{folder}` cannot be opened: {en}", "`{folder}` 无法打开：{zh}"))
        })?;
        let files = Overlay::new(disk, around(unsaved).texts(parent, None));
        Judge::new(Date::MIN).with_pack_folder(Box::new(files), format!("./{name}")).rulebook()
    }

    fn rulebook(&self) -> Result<Arc<Rulebook>, Error> {
        self.judge()?.rulebook()
    }

    fn files(&self, manifest: &Path, unsaved: &Unsaved) -> Result<(Box<dyn Files>, String), Error> {
        let known = self.reaches.borrow().get(manifest).cloned();
        let reach = known.map_or_else(|| Reach::own(manifest), Ok)?;
        let folder = reach.inner.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Ok((reach.open(manifest, &around(unsaved))?, folder))
    }
}
