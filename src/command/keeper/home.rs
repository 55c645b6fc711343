//! Paths as a baseline has them: from its own folder, wherever the command runs.

use std::env;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::command::projects::folder_of;

/// Where a baseline lies, and where the command runs: paths in it are those from its own folder.
pub(super) struct Home {
    pub(super) folder: PathBuf,
    here: PathBuf,
}

impl Home {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { folder: folder_of(path).canonicalize()?, here: env::current_dir()?.canonicalize()? })
    }

    /// A path that is shown in this run, as seen from the baseline's folder.
    pub(super) fn named(&self, shown: &str) -> String {
        let mut whole = PathBuf::new();
        for part in self.here.join(shown).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    whole.pop();
                }
                part => whole.push(part),
            }
        }
        let common = self.folder.components().zip(whole.components()).take_while(|(one, other)| one == other).count();
        let up = self.folder.components().skip(common).map(|_| "..".to_owned());
        let down = whole.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_from_wherever_the_command_runs() {
        for (here, shown, expected) in [
            ("/r", "governance.toml", "governance.toml"),
            ("/r", "a/./governance.toml", "a/governance.toml"),
            ("/r/a/b", "../governance.toml", "a/governance.toml"),
            ("/", "r/a/governance.toml", "a/governance.toml"),
            ("/x", "/r/a/governance.toml", "a/governance.toml"),
            ("/r", "../s/governance.toml", "../s/governance.toml"),
        ] {
            let home = Home { folder: PathBuf::from("/r"), here: PathBuf::from(here) };
            assert_eq!(home.named(shown), expected, "{here} {shown}");
        }
    }
}
