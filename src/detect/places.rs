//! Where evidence of a project may lie: by the path alone, which folders are not its own word, which files are pages that people read.
//! Which item a page is about is settled elsewhere.

use std::collections::HashSet;
use std::sync::Arc;

use memchr::memmem::find;
use memchr::memrchr;

use crate::evidence::Document;
use crate::source::Source;

/// Folders whose files are made by others, made by a machine, or made to be tried: what stands there is no statement of this project.
#[rustfmt::skip] // one word a line would hide the list
const OUTSIDE: &[&str] = &[
    "3rdparty", "__mocks__", "__pycache__", "__tests__", "_assets", "_build", "_site", "_static", "_templates", "archive", "archived",
    "assets", "bower_components", "build", "cache", "cookbook", "cookbooks", "coverage", "demo", "demos", "deps", "dist", "env",
    "example", "examples", "extern", "external", "externals", "fixture", "fixtures", "generated", "jspm_packages", "locale", "locales",
    "migrations", "mock", "mocks", "node_modules", "notebook", "notebooks", "out", "playground", "pods", "recipes", "sample", "samples",
    "site-packages", "snapshots", "spec", "specs", "storybook", "submodules", "target", "template", "templates", "test", "test-data",
    "test_data", "testdata", "testing", "tests", "third-party", "third_party", "thirdparty", "tmp", "vendor", "vendored", "vendors",
    "venv", "wandb",
];
/// Folders whose pages a project writes on itself.
#[rustfmt::skip] // one word a line would hide the list
const TELLING: &[&str] = &[
    ".github", ".gitlab", "ai-governance", "cards", "compliance", "data", "dataset", "datasets", "doc", "docs", "documentation", "ethics",
    "eval", "evals", "evaluation", "evaluations", "evidence", "governance", "legal", "model-card", "model-cards", "model_card",
    "model_cards", "modelcards", "policies", "policy", "privacy", "reports", "responsible-ai", "responsible_ai", "risk", "risks", "safety",
    "security", "transparency", "文档", "治理", "评测",
];
/// Folders within those whose pages are about something else: an interface, what happened on a day, how to use it.
#[rustfmt::skip] // one word a line would hide the list
const ASIDE: &[&str] = &[
    "_autosummary", "advisories", "api", "api-reference", "api_reference", "apidocs", "apis", "autoapi", "blog", "blogs", "changelog",
    "changelogs", "gallery", "how-to", "how_to", "howto", "howtos", "javadoc", "news", "posts", "reference", "references",
    "release-notes", "release_notes", "releasenotes", "releases", "tutorial", "tutorials", "versioned_docs", "whatsnew",
];
/// What text and data end in.
#[rustfmt::skip] // one word a line would hide the list
const ENDS: &[&str] = &[
    "adoc", "cff", "csv", "htm", "html", "ipynb", "json", "markdown", "md", "mdx", "rst", "toml", "txt", "yaml", "yml",
];
const PAGES: &[&str] = &["adoc", "html", "markdown", "md", "mdx", "rst", "txt"];
const VALUES: [&str; 4] = ["json", "toml", "yaml", "yml"];
/// Files whose headings are those of another text: a licence, a covenant, a list of versions or of names.
#[rustfmt::skip] // one word a line would hide the list
const BORROWED: &[&str] = &[
    "authors", "change_log", "changelog", "changes", "citation", "code-of-conduct", "code_of_conduct", "codeofconduct", "contributors",
    "copying", "credits", "history", "licence", "license", "maintainers", "news", "notice", "release-notes", "release_notes", "releases",
    "requirements", "third-party-notices", "third_party_notices", "thirdpartynotices", "todo", "roadmap", "cmakelists", "robots",
    "agents", "claude", "gemini", "copilot-instructions", "行为准则", "更新日志",
];
/// Lists of packages, set-ups of tools: never evidence, whatever their names.
#[rustfmt::skip] // one word a line would hide the list
const TOOLS: &[&str] = &[
    "bun.lock", "cargo.lock", "cmakelists.txt", "composer.lock", "deno.lock", "gemfile.lock", "package-lock.json", "pdm.lock",
    "pipfile.lock", "pnpm-lock.yaml", "poetry.lock", "tsconfig.json", "uv.lock", "yarn.lock",
];
/// Files that say what a project is.
const FACTS: &[&str] = &["cargo.toml", "citation.cff", "codemeta.json", "package.json", "pyproject.toml"];
/// How deep a page may lie whose headings speak for it.
const DEEPEST: usize = 3;

/// How many folders a file lies in.
pub(super) fn depth(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}

/// The name of a file.
pub(super) fn name(path: &str) -> &str {
    memrchr(b'/', path.as_bytes()).and_then(|at| path.get(at + 1..)).unwrap_or(path)
}

/// The name up to its first dot, in lower case.
pub(super) fn stem(path: &str) -> String {
    let name = name(path);
    name.split('.').find(|part| !part.is_empty()).unwrap_or(name).to_lowercase()
}

/// What a name ends in, as it is written.
fn end(path: &str) -> Option<&str> {
    let name = name(path);
    let dot = memrchr(b'.', name.as_bytes()).filter(|at| *at > 0)?;
    name.get(dot + 1..)
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').filter(|folder| !folder.is_empty())
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a file of this path can be text or data that somebody wrote.
pub(super) fn may_matter(path: &str) -> bool {
    let own = crate::manifest::OWN_FILES.contains(&name(path));
    let is_text = end(path).is_none_or(|end| is_in(ENDS, end));
    // A name such as `Acme License.v2` or `LICENSE-2.0` has no such end, and says what it is.
    (is_text || is_licence(path)) && !own && !is_in(TOOLS, name(path)) && !is_template(path)
}

/// Whether a file is there to be copied and filled in. What GitHub offers to those who write to a project is its own word all the same.
fn is_template(path: &str) -> bool {
    let name = name(path).to_lowercase();
    let marks = ["template", ".example", ".sample", "模板"];
    !path.starts_with(".github/") && marks.iter().any(|mark| find(name.as_bytes(), mark.as_bytes()).is_some())
}

/// The folders on the way to a file that are not a project's own word.
pub(super) fn outside(path: &str) -> Vec<&str> {
    let is_hidden = |folder: &str| folder.starts_with('.') && !matches!(folder, ".github" | ".gitlab");
    folders(path).filter(|folder| is_in(OUTSIDE, folder) || is_hidden(folder)).collect()
}

/// The folders on the way to a file whose pages are about something else than the project.
pub(super) fn aside(path: &str) -> Vec<&str> {
    folders(path).filter(|folder| is_in(ASIDE, folder)).collect()
}

/// Whether a file is one that is read for what it says of the project as a whole.
pub(super) fn tells_facts(path: &str) -> bool {
    depth(path) == 0 && is_in(FACTS, path)
}

/// Whether a file is a licence by its name.
pub(super) fn is_licence(path: &str) -> bool {
    let first = name(path).as_bytes().first_chunk::<7>();
    first.is_some_and(|first| {
        [b"LICENSE", b"LICENCE", b"COPYING"].iter().any(|known| first.eq_ignore_ascii_case(*known))
    })
}

/// Whether the headings of a file may speak for it: a page in the root, in a folder for such pages, or the page that opens a folder.
pub(super) fn is_page(path: &str) -> bool {
    if is_values(path) {
        return true;
    }
    if !end(path).is_some_and(|end| is_in(PAGES, end)) {
        return false;
    }
    // What is offered to those who write to a project has headings for them to fill in.
    if path.to_lowercase().contains("_template") {
        return false;
    }
    let stem = stem(path);
    if is_borrowed(&stem) {
        return false;
    }
    let (depth, opens) = (depth(path), stem.starts_with("readme") || stem.starts_with("model"));
    let Some(first) = folders(path).next() else { return true };
    aside(path).is_empty() && depth <= DEEPEST && (is_in(TELLING, first) || (opens && depth == 1))
}

/// Whether the name of a file without its end, in lower case, says that its headings are those of another text. Whole words of it count:
/// `org_code_of_conduct` is one, `newsletter` is not `news`.
fn is_borrowed(stem: &str) -> bool {
    let behind_marks = stem.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8());
    std::iter::once(0).chain(behind_marks).filter_map(|start| stem.get(start..)).any(|words| {
        let after = |known: &&str| words.strip_prefix(*known);
        BORROWED.iter().filter_map(after).any(|after| !after.starts_with(char::is_alphanumeric))
    })
}

/// Whether the values of a file may speak for it: data in the root, or in a folder for what a project says of itself.
fn is_values(path: &str) -> bool {
    let is_data = end(path).is_some_and(|end| is_in(&VALUES, end));
    let is_placed = folders(path).next().is_none_or(|first| is_in(TELLING, first) && !first.starts_with('.'));
    is_data && is_placed && depth(path) <= 1 && !name(path).starts_with('.') && !is_in(FACTS, name(path))
}

/// The folders that hold what somebody else wrote: a licence stands in them that is another than the project's.
pub(super) struct Foreign(HashSet<String>);

impl Foreign {
    pub(super) fn of(documents: &[Arc<Document>]) -> Self {
        let licences = || documents.iter().filter(|document| is_licence(&document.path));
        let id = |document: &Document| document.licence().map(|(id, _)| id);
        let own: Vec<_> = licences().filter(|document| depth(&document.path) == 0).collect();
        let is_own = |other: &Document| {
            own.iter().any(|own| match (id(own), id(other)) {
                (Some(own), Some(other)) => own == other,
                _ => own.source().map(Source::text) == other.source().map(Source::text),
            })
        };
        let below = licences().filter(|document| !own.is_empty() && depth(&document.path) > 0);
        let folders = below
            .filter(|document| !is_own(document))
            .filter_map(|document| document.path.rsplit_once('/'))
            .filter(|(folder, _)| {
                !folder.split('/').any(|part| is_in(TELLING, part) || part.to_lowercase().starts_with("licen"))
            })
            .map(|(folder, _)| folder.to_owned());
        Self(folders.collect())
    }

    /// Whether a file lies in one of them.
    pub(super) fn holds(&self, path: &str) -> bool {
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        folders.into_iter().any(|folder| self.0.contains(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_one_that_a_project_writes_on_itself() {
        for (path, expected) in [
            ("README.md", true),
            ("README_zh.md", true),
            ("SECURITY.md", true),
            ("docs/oversight.md", true),
            ("docs/en/model/card.rst", true),
            ("model/README.md", true),
            (".github/SECURITY.md", true),
            (".github/ISSUE_TEMPLATE/feature.md", false),
            ("CHANGELOG.md", false),
            ("LICENSE.txt", false),
            ("CODE_OF_CONDUCT.md", false),
            ("requirements.txt", false),
            ("requirements-dev.txt", false),
            ("ORG_CODE_OF_CONDUCT.md", false),
            ("newsletter.md", true),
            ("newsletter-news.md", false),
            ("docs/api/risks.md", false),
            ("docs/a/b/c/d.md", false),
            ("src/notes.md", false),
            ("src/a/README.md", false),
            ("docs/picture.png", false),
        ] {
            assert_eq!(is_page(path), expected, "{path}");
        }
    }

    #[test]
    fn what_others_wrote_or_made_to_be_tried_is_outside() {
        for (path, expected) in [
            ("docs/oversight.md", &[][..]),
            (".github/ISSUE_TEMPLATE/bug.yml", &[]),
            ("tests/data/SECURITY.md", &["tests"]),
            ("web/node_modules/a/LICENSE", &["node_modules"]),
            ("Third_Party/ggml/LICENSE", &["Third_Party"]),
            (".cache/a.md", &[".cache"]),
            ("examples/a/tests/b.md", &["examples", "tests"]),
        ] {
            assert_eq!(outside(path), expected, "{path}");
        }
        for (path, expected) in [
            ("docs/readme_template.md", false),
            (".github/ISSUE_TEMPLATE/bug.yml", true),
            ("config.example.yaml", false),
            ("package-lock.json", false),
            ("governance.toml", false),
            ("Acme Licence.v2", false),
            ("LICENSE-2.0", true),
            ("model.safetensors", false),
        ] {
            assert_eq!(may_matter(path), expected, "{path}");
        }
    }
}
