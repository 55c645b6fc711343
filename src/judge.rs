//! The one engine: from a project's files to its report. The command line, a pack's cases and every caller of the library go through it.

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::GlobMatcher;
use jiff::civil::Date;

use crate::error::Error;
use crate::evaluate::{Change, Piece, Terms, Trace, evaluate, pieces};
use crate::evidence::{Files, Readings, Shelf};
use crate::finding::Finding;
use crate::load::{Loaded, load, packs};
use crate::locale::text;
use crate::manifest::Manifest;
use crate::pack::{self, DEFAULT_PACK, Instead, Library, Named, Rulebook};
use crate::plan::{ProjectScope, plan};
use crate::report::{ProjectReport, Wanted, report};
use crate::source::{Source, Span, Spanned};

/// Judges projects: with what packs, on what day, and how strictly.
///
/// Packs are read once, however many projects are judged; one judge may be used from many threads.
///
/// ```
/// use guiju::{Judge, Memory, Verdict, date};
///
/// let files = Memory::from([
///     ("governance.toml", r#"
///         schema = 1
///         [project]
///         name = "tide-table"
///         description = "Predicts the tide at one pier"
///         owner = "Harbour master"
///         stage = "development"
///         impact = "minimal"
///         assessed = 2026-11-01
///         [answers.people.purpose]
///         status = "met"
///         statement = "The manual says whom it serves."
///         evidence = ["manual.md"]
///         reviewed = 2026-11-01
///     "#),
///     ("manual.md", "# Purpose\n\nTODO\n"),
/// ]);
/// let report = Judge::new(date(2026, 11, 23)).judge(&files, "governance.toml")?;
/// let purpose = report.items.iter().find(|item| item.id == "people/purpose").unwrap();
/// // The claim cites a section that says nothing, which is worse than an honest gap.
/// assert_eq!(purpose.verdict, Verdict::Overclaimed);
/// # Ok::<(), guiju::Error>(())
/// ```
pub struct Judge {
    today: Date,
    waivers: bool,
    details: bool,
    only: Option<GlobMatcher>,
    docs: Option<String>,
    packs: Vec<Asked>,
    library: Library,
    readings: Option<Readings>,
    keeps: Keeps,
}

/// What is kept beside the report, for those who ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Nothing,
    /// What is cited, as it is now.
    Pieces,
    /// How each verdict came about.
    Traces,
}

/// A report, and what is behind it.
pub(crate) struct Judged {
    pub(crate) report: ProjectReport,
    pub(crate) rulebook: Arc<Rulebook>,
    /// What was judged, with its record of reviews.
    pub(crate) manifest: Manifest,
    pub(crate) seen: Evidence,
}

/// What is behind a report as to evidence.
#[derive(Default)]
pub(crate) struct Evidence {
    /// What has changed since its review.
    pub(crate) changes: Vec<Change>,
    /// What the answer on each item cites, as it is now, where [`Judge::for_review`] asks for it.
    pub(crate) pieces: BTreeMap<String, Vec<Piece>>,
    /// How the verdict on each item came about, where [`Judge::for_reasons`] asks for it.
    pub(crate) traces: BTreeMap<String, Trace>,
}

/// A pack that the caller asks for, instead of those that the manifest names.
struct Asked {
    name: String,
    files: Option<Box<dyn Files + Send>>,
}

impl Judge {
    /// A judge whose today is this day.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            today,
            waivers: true,
            details: true,
            only: None,
            docs: None,
            packs: Vec::new(),
            library: Library::default(),
            readings: None,
            keeps: Keeps::Nothing,
        }
    }

    /// Judges by the built-in pack of this id. The packs that manifests name no longer count.
    #[must_use]
    pub fn with_pack(mut self, id: impl Into<String>) -> Self {
        self.packs.push(Asked { name: id.into(), files: None });
        self
    }

    /// Judges by the pack in the folder `path` of these files (`"./acme"`). The packs that manifests name no longer count.
    #[must_use]
    pub fn with_pack_folder(mut self, files: Box<dyn Files + Send>, path: impl Into<String>) -> Self {
        self.packs.push(Asked { name: path.into(), files: Some(files) });
        self
    }

    /// Whether waivers count; they do unless told otherwise.
    #[must_use]
    pub fn waivers(mut self, count: bool) -> Self {
        self.waivers = count;
        self
    }

    /// Whether the report carries what is cited with its digests, which clauses items serve, and why items do not apply. It does unless
    /// told otherwise; leaving them out is a little faster.
    #[must_use]
    pub fn details(mut self, wanted: bool) -> Self {
        self.details = wanted;
        self
    }

    /// These packs stand in for built-in ones of the same id, whoever names them.
    pub(crate) fn with_instead(mut self, instead: Instead) -> Self {
        self.library = Library::with_instead(instead);
        self
    }

    /// Judges as of another day from now on.
    pub(crate) fn set_today(&mut self, today: Date) {
        self.today = today;
    }

    /// Judges this one item alone from now on; every item where none is named.
    pub(crate) fn set_only(&mut self, item: Option<&str>) {
        let glob = item.and_then(|item| globset::Glob::new(&globset::escape(item)).ok());
        self.only = glob.map(|glob| glob.compile_matcher());
    }

    /// For many projects: what a text says is worked out once, however many of them hold it.
    pub(crate) fn for_many(mut self) -> Self {
        self.readings = Some(Readings::default());
        self
    }

    /// For a review: what is cited is kept as it is now, and no waiver hides what does not hold.
    pub(crate) fn for_review(mut self) -> Self {
        self.keeps = Keeps::Pieces;
        self.waivers = false;
        self
    }

    /// For somebody who asks why: how each verdict came about is kept.
    pub(crate) fn for_reasons(mut self) -> Self {
        self.keeps = Keeps::Traces;
        self
    }

    /// Judges only items whose id matches a glob, such as `security/*`.
    ///
    /// # Errors
    ///
    /// When it is no glob.
    pub fn only(mut self, glob: &str) -> Result<Self, Error> {
        let built = globset::GlobBuilder::new(glob).literal_separator(true).build().map_err(|error| {
            let why = error.kind();
            Error::Plain(text!("`{glob}` is no glob: {why}", "`{glob}` 不是有效的通配模式：{why}"))
        })?;
        self.only = Some(built.compile_matcher());
        Ok(self)
    }

    /// Findings on items whose pack names no address link to this one: where the pages of `guiju docs` are published, with `{item}` for
    /// the item's id and, if need be, `{locale}` for the language. Nothing is fetched from it.
    ///
    /// # Errors
    ///
    /// When it is no `https` address with `{item}` in it.
    pub fn docs(mut self, address: &str) -> Result<Self, Error> {
        if !pack::is_address(address) {
            return Err(Error::Plain(text!(
                "`{address}` is no address of items' pages: write https://docs.example/{{locale}}/{{item}}.html",
                "`{address}` 不是条目页面的地址：请写成 https://docs.example/{{locale}}/{{item}}.html"
            )));
        }
        self.docs = Some(address.to_owned());
        Ok(self)
    }

    /// Whether an item of this id is judged.
    pub(crate) fn concerns(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|glob| glob.is_match(id))
    }

    /// The day of judging.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// Judges the project whose manifest lies at `path` of these files.
    ///
    /// # Errors
    ///
    /// [`Error::Manifest`] when the manifest cannot be read or is broken as a file, [`Error::Packs`] when a pack is wrong, each with everything
    /// that is wrong at once. A project is never judged by half a manifest or half a pack.
    pub fn judge(&self, files: &dyn Files, path: &str) -> Result<ProjectReport, Error> {
        let loaded = load(files, path).map_err(Error::Manifest)?;
        self.judge_loaded(files, loaded).map(|judged| judged.report)
    }

    /// Judges a project whose manifest has been read. Also by which rulebook.
    pub(crate) fn judge_loaded(&self, files: &dyn Files, loaded: Loaded) -> Result<Judged, Error> {
        let rulebook = self.bound(if self.packs.is_empty() { packs(&loaded, files) } else { self.asked() })?;
        let shelf = Shelf::new(files, loaded.folder).sharing(self.readings.as_ref());
        let (report, seen) = self.judge_by(&rulebook, &shelf, &loaded.manifest, loaded.findings)?;
        Ok(Judged { report, rulebook, manifest: loaded.manifest, seen })
    }

    /// The rulebook of the packs that were asked for, or of the built-in one.
    pub(crate) fn rulebook(&self) -> Result<Arc<Rulebook>, Error> {
        self.bound(if self.packs.is_empty() { vec![Named::embedded(DEFAULT_PACK)] } else { self.asked() })
    }

    fn bound(&self, named: Vec<Named<'_>>) -> Result<Arc<Rulebook>, Error> {
        self.library.rulebook(&named).map_err(|findings| Error::Packs(findings.to_vec()))
    }

    /// Judges a manifest by a rulebook. Also what was seen of its evidence.
    pub(crate) fn judge_by(
        &self,
        rulebook: &Rulebook,
        shelf: &Shelf<'_>,
        manifest: &Manifest,
        file_findings: Vec<Finding>,
    ) -> Result<(ProjectReport, Evidence), Error> {
        let scope = ProjectScope::new(manifest, self.today);
        let (planned, mut faults) = plan(rulebook, &scope, self.only.as_ref());
        let terms = Terms { today: self.today, waivers: self.waivers, traces: self.keeps == Keeps::Traces };
        let mut evaluation = evaluate(planned, rulebook, &scope, shelf, terms);
        faults.append(&mut evaluation.faults);
        if !faults.is_empty() {
            crate::finding::sort(&mut faults);
            return Err(Error::Packs(faults));
        }
        let mut seen = Evidence::default();
        for outcome in &mut evaluation.outcomes {
            seen.changes.append(&mut outcome.changes);
            if let Some(trace) = outcome.trace.take() {
                seen.traces.insert(outcome.planned.item.id.clone(), trace);
            }
            if self.keeps == Keeps::Pieces {
                seen.pieces.insert(outcome.planned.item.id.clone(), pieces(shelf, &outcome.cited));
            }
        }
        let wanted = Wanted { details: self.details, whole: self.only.is_none(), docs: self.docs.as_deref() };
        Ok((report(&scope, rulebook, evaluation, file_findings, wanted), seen))
    }

    fn asked(&self) -> Vec<Named<'_>> {
        let named = |asked: &'_ Asked| Named {
            name: Spanned::new(asked.name.clone(), Span::default()),
            source: None::<Source>,
            files: None,
        };
        self.packs
            .iter()
            .map(|asked| match &asked.files {
                None => named(asked),
                Some(files) => Named { files: Some((&**files as &dyn Files, String::new())), ..named(asked) },
            })
            .collect()
    }
}
