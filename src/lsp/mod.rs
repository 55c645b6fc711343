//! What an editor is told: a server of the Language Server Protocol as a function from what it knows and what it hears to what it says.
//! Texts that are not saved go through the one engine. The streams, the disk and the clock come in through [`World`].

mod actions;
mod ask;
mod complete;
mod documents;
mod frame;
mod hover;
mod jump;
mod place;
mod scene;
mod server;
mod told;
mod uri;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use frame::{Heard, read, write};
pub(crate) use server::Server;

use crate::error::Error;
use crate::evidence::Files;
use crate::judge::Judged;
use crate::pack::Rulebook;

/// Texts that are not saved, by the paths of their files.
pub(crate) type Unsaved = BTreeMap<PathBuf, Arc<[u8]>>;

/// What is judged as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A project, by its manifest.
    Project(PathBuf),
    /// A pack, by its folder.
    Pack(PathBuf),
}

impl Subject {
    /// The file that it is known by.
    fn own(&self) -> PathBuf {
        match self {
            Self::Project(manifest) => manifest.clone(),
            Self::Pack(folder) => folder.join("pack.toml"),
        }
    }
}

/// What a server asks the world around it.
pub(crate) trait World {
    /// What a file belongs to.
    fn subject(&self, path: &Path) -> Option<Subject>;

    /// Judges a project.
    fn judge(&self, manifest: &Path, unsaved: &Unsaved) -> Result<Judged, Error>;

    /// Reads a pack as strictly as one that is judged by.
    fn pack(&self, folder: &Path, unsaved: &Unsaved) -> Result<Arc<Rulebook>, Error>;

    /// What projects are judged by that name no packs.
    fn rulebook(&self) -> Result<Arc<Rulebook>, Error>;

    /// The files of a project, and the folder in them that its manifest lies in.
    fn files(&self, manifest: &Path, unsaved: &Unsaved) -> Result<(Box<dyn Files>, String), Error>;
}
