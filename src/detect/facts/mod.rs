//! What files say of the project itself, each fact with the file that says it. What nobody says stays open: nothing is made up.

mod languages;
mod packages;
mod traits;

use std::sync::Arc;

use super::places;
use crate::evidence::Document;
use crate::text::is_placeholder;
use crate::tree::Value;
use crate::tree::path::JsonPath;

/// Something that a file says of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// What it says.
    pub(crate) value: String,
    /// The file that says it.
    pub(crate) path: String,
}

/// What could be read of the project.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) name: Option<Fact>,
    pub(crate) description: Option<Fact>,
    pub(crate) version: Option<Fact>,
    /// The SPDX id of the licence.
    pub(crate) licence: Option<Fact>,
    /// BCP 47 tags.
    pub(crate) languages: Vec<Fact>,
    /// Words of packs that fit.
    pub(crate) traits: Vec<Fact>,
}

impl Facts {
    /// Every fact with what it is, as users write it.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        let single = [
            ("name", &self.name),
            ("description", &self.description),
            ("version", &self.version),
            ("licence", &self.licence),
        ];
        let many = [("languages", &self.languages), ("traits", &self.traits)];
        let single = single.into_iter().filter_map(|(kind, fact)| Some((kind, fact.as_ref()?)));
        single.chain(many.into_iter().flat_map(|(kind, facts)| facts.iter().map(move |fact| (kind, fact))))
    }
}

/// The facts in these files, of all that there are.
pub(super) fn facts(walked: &[String], documents: &[Arc<Document>]) -> Facts {
    let roots: Vec<_> =
        documents.iter().map(AsRef::as_ref).filter(|document| places::depth(&document.path) == 0).collect();
    let cards = cards(&roots);
    let licence = packages::licence(&roots, &cards);
    Facts {
        name: packages::name(&roots, &cards),
        description: packages::description(&roots),
        version: packages::version(&roots),
        traits: traits::traits(walked, licence.as_ref(), &cards),
        licence,
        languages: languages::languages(&roots, &cards),
    }
}

/// The pages in the root that open with a front matter: model and data cards.
fn cards<'d>(roots: &[&'d Document]) -> Vec<&'d Document> {
    let is_card = |document: &&&Document| document.outline().is_some_and(|outline| outline.front_matter.is_some());
    roots.iter().filter(|document| !document.is_data()).filter(is_card).copied().collect()
}

/// What texts stand at a path of a file's values.
fn texts(document: &Document, path: &str) -> Vec<String> {
    let Some(data) = document.data() else { return Vec::new() };
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Float(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Date(_) | Value::Array(_) | Value::Table(_) => None,
    };
    let found = data.select(&JsonPath::new(path)).nodes.into_iter().filter_map(|node| text(&node.value));
    found.filter(|text| !is_placeholder(text)).collect()
}

/// The first of these that a file of the root says.
fn first(roots: &[&Document], asked: &[(&str, &str)]) -> Option<Fact> {
    asked.iter().find_map(|(name, path)| {
        let document = roots.iter().find(|document| document.path.eq_ignore_ascii_case(name))?;
        Some(Fact { value: texts(document, path).into_iter().next()?, path: document.path.clone() })
    })
}

/// The page that opens the project: the one without a language in its name before the others.
fn readme<'d>(roots: &[&'d Document]) -> Option<&'d Document> {
    let opens = roots.iter().filter(|document| places::stem(&document.path).starts_with("readme"));
    opens.filter(|document| document.source().is_some()).min_by_key(|document| document.path.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Contents, Files, Memory};

    /// What these files say of the project, a line a fact.
    fn told<const N: usize>(files: [(&str, &str); N]) -> Vec<String> {
        let files = Memory::from(files);
        let walked = files.walk();
        let open = |path: &String| {
            let read: Result<Contents, _> = files.read(path, 1 << 20);
            Arc::new(Document::new((path.clone(), path.clone()), read, path.clone(), None))
        };
        let documents: Vec<_> = walked.iter().map(open).collect();
        let facts = facts(&walked, &documents);
        facts.listed().map(|(kind, fact)| format!("{kind} {} {}", fact.value, fact.path)).collect()
    }

    #[test]
    fn what_package_files_declare_comes_before_what_pages_say() {
        let readme =
            "# Title\n\nA tool that sorts letters. It is fast.\n\n## Use\n\nOther words that say nothing of it.\n";
        assert_eq!(
            told([("README.md", readme), ("pyproject.toml", "[project]\nname = 'sorter'\nversion = '0.0.0'\n")]),
            ["name sorter pyproject.toml", "description A tool that sorts letters README.md"]
        );
        assert_eq!(
            told([("README.md", "# Title\n\n## Use\n\nOther words that say nothing of it.\n")]),
            ["name Title README.md"]
        );
        assert_eq!(
            told([("CITATION.cff", "title: 'Tide Voice: warnings read aloud'\nversion: '3.1'\n")]),
            ["name Tide Voice CITATION.cff", "version 3.1 CITATION.cff"]
        );
        assert_eq!(told([("package.json", "{ \"name\": \"TODO\", \"description\": [1] }"), ("src/a.py", "")]), [""; 0]);
    }

    #[test]
    fn a_card_tells_languages_and_traits_and_a_readme_its_translations() {
        let card = "---\nlicense: mit\nlanguage: [en, code, zh]\nbase_model: other/model\npipeline_tag: text-generation\n---\n# Card\n";
        assert_eq!(
            told([("MODEL_CARD.md", card), ("a/b/c.safetensors", ""), ("w.safetensors", "")]),
            [
                "licence MIT MODEL_CARD.md",
                "languages en MODEL_CARD.md",
                "languages zh MODEL_CARD.md",
                "traits open-source MODEL_CARD.md",
                "traits third-party-models MODEL_CARD.md",
                "traits generative MODEL_CARD.md",
                "traits open-weights w.safetensors",
            ]
        );
        assert_eq!(
            told([("README.md", "Plain words.\n"), ("README_zh-CN.md", "中文说明。\n"), ("README-dev.md", "Words.\n")]),
            ["languages en README.md", "languages zh-Hans README_zh-CN.md"]
        );
    }
}
