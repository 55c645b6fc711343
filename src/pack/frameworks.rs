//! Other frameworks and what items have in common with them: `frameworks.toml`, and the `[crosswalk]` of each item held against it.
//! What a project's results mean for a framework is said in `crosswalk`; a mapping is never advice on law.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::compose::unknown;
use super::keys::frameworks as key;
use super::notes::Mapping;
use super::read::Apart;
use crate::check::Reading;
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span, Spanned};
use crate::tree::packed::Packed;
use crate::tree::reader::{Fields, Reader};
use crate::tree::{self, Node};
use crate::vocabulary::Ground;

/// The file of a pack that tells of frameworks. It is read when someone asks.
pub(super) const FILE: &str = "frameworks.toml";

/// Another framework that items touch.
#[derive(Debug)]
pub(crate) struct Framework {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Text,
    /// Where it comes from: a country, a union, a body.
    pub(crate) origin: String,
    /// Which text of it was looked at.
    pub(crate) edition: String,
    /// What kind of document it is.
    pub(crate) nature: Text,
    /// How its provisions are numbered here.
    pub(crate) source: Text,
    /// What is not certain about it.
    pub(crate) doubts: Vec<Text>,
    /// In the order of the file.
    pub(crate) provisions: Vec<Provision>,
}

/// One provision of a framework.
#[derive(Debug)]
pub(crate) struct Provision {
    pub(crate) id: Spanned<String>,
    /// A paraphrase.
    pub(crate) gloss: Text,
    /// What the paraphrase rests on.
    pub(crate) ground: Ground,
}

/// The frameworks of one pack, read at most once.
#[derive(Debug)]
pub(crate) struct Frameworks {
    source: Source,
    listed: OnceLock<Vec<Framework>>,
    /// All that a built-in file holds, packed by the build script.
    packed: Option<Packed>,
}

impl Frameworks {
    /// Those of a file that nobody has read yet.
    pub(super) fn unread(source: Source, apart: Option<Apart>) -> Self {
        let packed = match apart {
            Some(Apart::Frameworks(packed)) => Some(packed),
            Some(Apart::Item { .. }) | None => None,
        };
        Self { source, listed: OnceLock::new(), packed }
    }

    /// Those of a file's tree.
    pub(super) fn read(root: &Node, reading: &mut Reading<'_, '_>) -> Self {
        Self { source: reading.source.clone(), listed: OnceLock::from(read(root, reading)), packed: None }
    }

    /// Whether the file was read with its pack.
    pub(super) fn is_read(&self) -> bool {
        self.listed.get().is_some()
    }

    /// All of them.
    pub(crate) fn listed(&self) -> &[Framework] {
        self.listed.get_or_init(|| {
            // What is wrong with it was told when the pack was read, or shown to be nothing when guiju was built.
            let text = self.source.text();
            let root = self.packed.map_or_else(|| tree::toml::parse(text).root, Packed::unpack);
            let mut reader = Reader::new(text, Vec::new());
            let mut reading = Reading { reader: &mut reader, source: &self.source, validate: false };
            root.map(|root| read(&root, &mut reading)).unwrap_or_default()
        })
    }
}

fn read(root: &Node, reading: &mut Reading<'_, '_>) -> Vec<Framework> {
    let Some(fields) = reading.reader.table(root, &key::FRAMEWORKS) else {
        return Vec::new();
    };
    let listed = fields.read(reading.reader, &key::LISTED).unwrap_or_default();
    let mut frameworks: Vec<_> = listed.into_iter().filter_map(|fields| read_framework(fields, reading)).collect();
    let at: HashMap<_, _> =
        frameworks.iter().enumerate().map(|(at, framework)| (framework.id.value.clone(), at)).collect();
    for fields in fields.read(reading.reader, &key::PROVISIONS).unwrap_or_default() {
        let Some((framework, provision)) = read_provision(fields, reading) else { continue };
        match at.get(&framework.value).and_then(|at| frameworks.get_mut(*at)) {
            Some(framework) => framework.provisions.push(provision),
            None => {
                let known = sorted(at.keys().map(String::as_str));
                if let Some(problem) = unknown(&text!("framework", "框架"), &framework, &known) {
                    reading.reader.report(problem);
                }
            }
        }
    }
    fields.finish(reading.reader);
    frameworks
}

fn read_framework(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Framework> {
    let id = fields.read(reading.reader, &key::ID);
    let title = fields.read(reading.reader, &key::TITLE);
    let origin = fields.read(reading.reader, &key::ORIGIN);
    let edition = fields.read(reading.reader, &key::EDITION);
    let nature = fields.read(reading.reader, &key::NATURE);
    let source = fields.read(reading.reader, &key::SOURCE);
    let doubts = fields.read(reading.reader, &key::DOUBTS).unwrap_or_default();
    fields.finish(reading.reader);
    Some(Framework {
        id: id?,
        title: title?,
        origin: origin?.value,
        edition: edition?.value,
        nature: nature?,
        source: source?,
        doubts,
        provisions: Vec::new(),
    })
}

fn read_provision(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<(Spanned<String>, Provision)> {
    let framework = fields.read(reading.reader, &key::OF);
    let id = fields.read(reading.reader, &key::PROVISION_ID);
    let gloss = fields.read(reading.reader, &key::GLOSS);
    let ground = fields.read(reading.reader, &key::BASIS);
    fields.finish(reading.reader);
    Some((framework?, Provision { id: id?, gloss: gloss?, ground: ground?.value }))
}

/// What is wrong between the frameworks of packs and the mappings of the items in folders.
pub(super) fn faults(frameworks: &[Frameworks], mapped: &[(Source, Vec<Mapping>)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known: HashMap<&str, HashMap<&str, Span>> = HashMap::new();
    let mut places: HashMap<&str, (&Source, Span)> = HashMap::new();
    for file in frameworks {
        for framework in file.listed() {
            let place = (&file.source, framework.id.span);
            if let Some(first) = places.insert(&framework.id.value, place) {
                findings.push(twice(&text!("the framework", "框架"), &framework.id, &file.source, first));
            }
            let provisions = known.entry(&framework.id.value).or_default();
            for provision in &framework.provisions {
                if let Some(first) = provisions.insert(&provision.id.value, provision.id.span) {
                    let what = text!("the provision", "条文");
                    findings.push(twice(&what, &provision.id, &file.source, (&file.source, first)));
                }
            }
        }
    }
    for (source, mappings) in mapped {
        let mut told = HashSet::new();
        let mut seen: HashMap<(&str, &str), Span> = HashMap::new();
        for mapping in mappings {
            let (framework, provision) = (&mapping.framework, &mapping.provision);
            let Some(provisions) = known.get(framework.value.as_str()) else {
                // Said once, however many provisions stand under the name.
                if told.insert(framework.span) {
                    let problem = unknown(&text!("framework", "框架"), framework, &sorted(known.keys().copied()));
                    findings.extend(problem.map(|problem| Finding::from_problem(problem, source, "pack")));
                }
                continue;
            };
            if !provisions.contains_key(provision.value.as_str()) {
                let what = text!("provision of {}", "{} 条文", framework.value);
                let problem = unknown(&what, provision, &sorted(provisions.keys().copied()));
                findings.extend(problem.map(|problem| Finding::from_problem(problem, source, "pack")));
            } else if let Some(first) = seen.insert((&framework.value, &provision.value), provision.span) {
                findings.push(twice(&text!("the provision", "条文"), provision, source, (source, first)));
            }
        }
    }
    findings
}

/// In order, so that the nearest of several equally near is always the same.
fn sorted<'k>(known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    let mut known: Vec<_> = known.collect();
    known.sort_unstable();
    known
}

fn twice(what: &Text, id: &Spanned<String>, source: &Source, first: (&Source, Span)) -> Finding {
    let (en, zh, id, span) = (&what.en, &what.zh, &id.value, id.span);
    let problem =
        Problem::new(Code::DuplicateId, span, text!("{en} `{id}` stands here twice", "{zh} `{id}` 出现了两次"));
    let mut finding = Finding::from_problem(problem.label(text!("again here", "此处重复")), source, "pack");
    finding.related.push(Place::new(first.0, first.1, text!("first here", "首次出现")));
    finding
}
