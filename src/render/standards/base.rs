//! Where the files of a project lie as seen from where the command ran, and which of them a report rests on. Formats follow paths as URIs.

use std::collections::BTreeMap;

use crate::evidence::sha256;
use crate::manifest::Manifest;
use crate::render::uri::{part, uri};
use crate::report::ProjectReport;

/// What the paths of a project are relative to.
pub(in crate::render) struct Base(Vec<String>);

/// A file that a report rests on.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Artifact {
    pub(in crate::render) path: String,
    pub(in crate::render) sha256: String,
}

impl Base {
    /// That of the project of this manifest: its folder, or the root that it widens that to.
    pub(in crate::render) fn of(manifest: &Manifest) -> Self {
        let name = manifest.source.name();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<String> = Vec::new();
        if folder.starts_with('/') || (name.starts_with('/') && folder.is_empty()) {
            parts.push(String::new());
        }
        let root = manifest.project.root.as_ref().map_or("", |root| root.value.as_str());
        for part in folder.split('/').chain(root.split('/')).filter(|part| !part.is_empty() && *part != ".") {
            let goes_up = part == ".." && parts.last().is_some_and(|last| !last.is_empty() && last != "..");
            if goes_up {
                parts.pop();
            } else {
                parts.push(part.to_owned());
            }
        }
        Self(parts)
    }

    /// A path from the project's root, as seen from where the command ran.
    pub(in crate::render) fn path(&self, path: &str) -> String {
        let mut all = self.0.join("/");
        if !self.0.is_empty() {
            all.push('/');
        }
        all.push_str(path);
        all
    }

    /// The same as a URI reference, with the part of the file that is meant.
    pub(in crate::render) fn href(&self, path: &str, anchor: Option<&str>) -> String {
        let path = self.path(path);
        let href = uri(&path);
        match anchor.filter(|anchor| !anchor.is_empty()) {
            Some(anchor) => format!("{href}#{}", part(anchor)),
            None => href.into_owned(),
        }
    }
}

/// The files that a report rests on, by path: the manifest, the waivers and the record of reviews beside it, and all evidence that was
/// read. Each has the digest of the bytes that were judged.
pub(in crate::render) fn artifacts(manifest: &Manifest, report: &ProjectReport) -> Vec<Artifact> {
    let base = Base::of(manifest);
    let own = [&manifest.source].into_iter().chain(manifest.lock.as_ref().map(|lock| &lock.source));
    let own = own.chain(manifest.waivers.iter().map(|waiver| &waiver.source));
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for source in own {
        let path = source.name().trim_start_matches("./");
        if !all.contains_key(path) {
            all.insert(path.to_owned(), sha256(source.text().as_bytes()));
        }
    }
    for evidence in report.items.iter().flat_map(|item| &item.evidence) {
        if let (Some(path), Some(digest)) = (&evidence.path, &evidence.sha256) {
            all.entry(base.path(path)).or_insert_with(|| digest.clone());
        }
    }
    all.into_iter().map(|(path, sha256)| Artifact { path, sha256 }).collect()
}
