//! `seen.json`: what judging saw beside the files that it read. Without it, a glob would find less in the bundle than it found in the
//! project, and a link that leads out would be a file that is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::keys as key;
use super::names::{carried, real};
use crate::error::Error;
use crate::evidence::{Answers, Contents, Listed, Refusal};
use crate::finding::{Code, Finding, Problem};
use crate::load::{foreign, schema_of};
use crate::locale::text;
use crate::source::{Source, Spanned};
use crate::tree::reader::{Fields, Reader};
use crate::tree::{Syntax, json};

/// What stands for the root among the folders.
const ROOT: &str = ".";

/// What judging saw beside the files that it read, by paths from the project's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(super) absent: BTreeSet<String>,
    pub(super) refused: BTreeMap<String, Refusal>,
    /// How many bytes those files have of which only the first were read.
    pub(super) cut: BTreeMap<String, u64>,
    pub(super) listed: BTreeMap<String, Vec<Listed>>,
    pub(super) walked: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Wire {
    schema: &'static str,
    absent: Vec<String>,
    refused: Vec<RefusedOut>,
    cut: Vec<CutOut>,
    listed: Vec<ListedOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    walked: Option<Vec<String>>,
}

#[derive(Serialize)]
struct RefusedOut {
    path: String,
    why: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<String>,
}

#[derive(Serialize)]
struct CutOut {
    path: String,
    bytes: u64,
}

#[derive(Serialize)]
struct ListedOut {
    folder: String,
    files: Vec<String>,
    folders: Vec<String>,
}

impl Seen {
    /// What there is beside what was read.
    pub(super) fn of(answers: &Answers) -> Self {
        let mut seen = Self { listed: answers.listed.clone(), walked: answers.walked.clone(), ..Self::default() };
        for (path, answer) in &answers.read {
            match answer {
                Ok(contents) if contents.is_whole() => {}
                Ok(Contents { size, .. }) => {
                    seen.cut.insert(path.clone(), *size);
                }
                Err(Refusal::Missing) => {
                    seen.absent.insert(path.clone());
                }
                Err(refusal) => {
                    seen.refused.insert(path.clone(), refusal.clone());
                }
            }
        }
        seen
    }

    /// The file's text.
    pub(super) fn write(&self) -> String {
        let names = |listed: &[Listed], folders: bool| {
            listed.iter().filter(|one| one.is_folder == folders).map(|one| carried(&one.name)).collect()
        };
        let listed = self.listed.iter().map(|(folder, listed)| ListedOut {
            folder: if folder.is_empty() { ROOT.to_owned() } else { carried(folder) },
            files: names(listed, false),
            folders: names(listed, true),
        });
        let refused = self.refused.iter().map(|(path, refusal)| {
            let (why, told) = word(refusal);
            RefusedOut { path: carried(path), why, told }
        });
        let wire = Wire {
            schema: key::SEEN_VERSION,
            absent: self.absent.iter().map(|path| carried(path)).collect(),
            refused: refused.collect(),
            cut: self.cut.iter().map(|(path, bytes)| CutOut { path: carried(path), bytes: *bytes }).collect(),
            listed: listed.collect(),
            walked: self.walked.as_ref().map(|walked| walked.iter().map(|path| carried(path)).collect()),
        };
        // It holds texts and numbers, so writing it does not fail.
        format!("{}\n", serde_json::to_string_pretty(&wire).unwrap_or_default())
    }

    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it is another kind of file or of another version, which is told; or with everything that is wrong with it.
    pub(crate) fn read(source: &Source) -> Result<Self, Error> {
        let parsed = json::parse(source.text());
        let said = schema_of(&parsed, source);
        if said.as_deref() != Some(key::SEEN_VERSION) && parsed.root.is_some() {
            return Err(foreign(source.name(), said.as_deref(), key::SEEN_VERSION));
        }
        let mut reader = Reader::new(source.text(), parsed.problems).of(Syntax::Json);
        let root = parsed.root.as_ref().and_then(|root| reader.table(root, &key::SEEN_SHAPE));
        let seen = root.map(|fields| seen(fields, &mut reader)).unwrap_or_default();
        let problems = reader.problems();
        if problems.is_empty() {
            return Ok(seen);
        }
        Err(Error::Input(key::SEEN_VERSION, findings(problems, source)))
    }
}

fn seen(fields: Fields<'_>, reader: &mut Reader<'_>) -> Seen {
    let mut seen = Seen::default();
    fields.read(reader, &key::SEEN_SCHEMA);
    let absent = fields.read(reader, &key::ABSENT).unwrap_or_default();
    seen.absent = absent.iter().filter_map(|path| meant(path, reader)).collect();
    for entry in fields.read(reader, &key::REFUSED).unwrap_or_default() {
        let (path, why, told) = (
            entry.read(reader, &key::REFUSED_PATH).and_then(|path| meant(&path, reader)),
            entry.read(reader, &key::WHY),
            entry.read(reader, &key::TOLD),
        );
        let refusal = why.and_then(|why| refusal(&why, told.map(|told| told.value), reader));
        seen.refused.extend(path.zip(refusal));
        entry.finish(reader);
    }
    for entry in fields.read(reader, &key::CUT).unwrap_or_default() {
        let path = entry.read(reader, &key::REFUSED_PATH).and_then(|path| meant(&path, reader));
        let bytes = entry.read(reader, &key::BYTES).and_then(|bytes| u64::try_from(bytes.value).ok());
        seen.cut.extend(path.zip(bytes));
        entry.finish(reader);
    }
    for entry in fields.read(reader, &key::LISTED).unwrap_or_default() {
        let folder = entry.read(reader, &key::LISTED_FOLDER).and_then(|folder| match folder.value.as_str() {
            ROOT => Some(String::new()),
            _ => meant(&folder, reader),
        });
        let mut listed = Vec::new();
        for (names, is_folder) in [(&key::LISTED_FILES, false), (&key::LISTED_FOLDERS, true)] {
            let names = entry.read(reader, names).unwrap_or_default();
            let names = names.iter().filter_map(|name| meant(name, reader));
            listed.extend(names.map(|name| Listed { name, is_folder }));
        }
        listed.sort();
        seen.listed.extend(folder.map(|folder| (folder, listed)));
        entry.finish(reader);
    }
    if fields.node(&key::WALKED).is_some() {
        let walked = fields.read(reader, &key::WALKED).unwrap_or_default();
        seen.walked = Some(walked.iter().filter_map(|path| meant(path, reader)).collect());
    }
    fields.finish(reader);
    seen
}

/// The path that is meant; that no bundle writes one so is told.
pub(super) fn meant(path: &Spanned<String>, reader: &mut Reader<'_>) -> Option<String> {
    let meant = real(&path.value);
    if meant.is_none() {
        let message = text!("this is no path of a bundle", "这不是证据包中的路径");
        reader.report(Problem::new(Code::BadValue, path.span, message).label(text!(
            "it leaves its folder, or holds what no bundle writes",
            "它离开了所在文件夹，或含有证据包不会写出的字符"
        )));
    }
    meant
}

fn word(refusal: &Refusal) -> (&'static str, Option<String>) {
    match refusal {
        Refusal::Missing => ("missing", None),
        Refusal::Dangling => ("dangling", None),
        Refusal::Outside => ("outside", None),
        Refusal::Folder => ("folder", None),
        Refusal::Special => ("special", None),
        Refusal::Denied => ("denied", None),
        Refusal::Failed(why) => ("failed", Some(why.clone())),
    }
}

fn refusal(why: &Spanned<String>, told: Option<String>, reader: &mut Reader<'_>) -> Option<Refusal> {
    Some(match why.value.as_str() {
        "dangling" => Refusal::Dangling,
        "outside" => Refusal::Outside,
        "folder" => Refusal::Folder,
        "special" => Refusal::Special,
        "denied" => Refusal::Denied,
        "failed" => Refusal::Failed(told.unwrap_or_default()),
        _ => {
            let message = text!("this is no reason why a file is not read", "这不是文件无法读取的原因");
            reader.report(Problem::new(Code::BadValue, why.span, message));
            return None;
        }
    })
}

/// The findings that the problems of a file of a bundle are.
pub(super) fn findings(problems: Vec<Problem>, source: &Source) -> Vec<Finding> {
    // How to write a key by hand helps nobody with a file that a program writes.
    let told = problems.into_iter().map(|problem| Problem { help: None, fix: None, ..problem });
    told.map(|problem| Finding::from_problem(problem, source, "bundle")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_comes_back() {
        let listed = |name: &str, is_folder| Listed { name: name.to_owned(), is_folder };
        let read = |path: &str, answer| (path.to_owned(), answer);
        let answers = Answers {
            read: [
                read("a.md", Ok(Contents { bytes: b"one".to_vec(), size: 3 })),
                read("big.bin", Ok(Contents { bytes: b"one".to_vec(), size: 1 << 33 })),
                read("gone: \u{202e}.md", Err(Refusal::Missing)),
                read("out.md", Err(Refusal::Outside)),
                read("odd.md", Err(Refusal::Failed("odd".to_owned()))),
            ]
            .into(),
            listed: [
                (String::new(), vec![listed("a\nb", false), listed("docs", true)]),
                ("docs".to_owned(), Vec::new()),
            ]
            .into(),
            walked: Some(vec!["a.md".to_owned(), "x\\y".to_owned()]),
        };
        let seen = Seen::of(&answers);
        let text = seen.write();
        assert_eq!(Seen::read(&Source::new("seen.json", text.clone())).unwrap(), seen, "{text}");
        let empty = Seen::default();
        assert_eq!(Seen::read(&Source::new("seen.json", empty.write())).unwrap(), empty);
    }

    #[test]
    fn what_is_wrong_is_told_wholly() {
        let text = "{\"schema\":\"guiju.seen/1\",\"absent\":[\"../x\",\"/etc/passwd\"],\"cut\":[{\"path\":\"a\",\"bytes\":-1}],\
                    \"refused\":[{\"path\":\"a\",\"why\":\"mood\"}],\"more\":1}";
        let Err(Error::Input(_, told)) = Seen::read(&Source::new("seen.json", text)) else { panic!("it was read") };
        assert_eq!(told.len(), 5, "{told:#?}");
        assert!(Seen::read(&Source::new("seen.json", "[]")).is_err());
        assert!(Seen::read(&Source::new("seen.json", "")).is_err());
    }
}
