//! The formats of `check`, by their words, and what follows from which one it is. How each looks is said in the file of its name.

/// A format of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Pictures of the places, for a terminal.
    Pretty,
    /// A line a finding.
    Plain,
    /// Sentences, for a screen reader.
    Narrated,
    /// The report as data.
    Json,
    /// The report as data, a line a project and a line a finding.
    Ndjson,
    /// A log and annotations for GitHub Actions.
    Github,
    /// Code Quality for GitLab.
    Gitlab,
    /// A test suite a project, a case an item.
    Junit,
    /// Diagnostics for reviewdog.
    Rdjson,
    /// A comment on a pull request.
    Markdown,
    /// SARIF: findings, for GitHub code scanning.
    Sarif,
    /// SARIF: verdicts, for auditors.
    SarifAudit,
    /// Assessment results in OSCAL.
    Oscal,
    /// Declarations in `CycloneDX`.
    Cyclonedx,
    /// An in-toto statement a project, to be signed.
    Intoto,
    /// A statement of applicability, as Markdown.
    Soa,
    /// The same as CSV.
    SoaCsv,
}

impl Format {
    /// Every format by the word that users write.
    pub(crate) const WORDS: [(&'static str, Self); 17] = [
        ("pretty", Self::Pretty),
        ("plain", Self::Plain),
        ("narrated", Self::Narrated),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("rdjson", Self::Rdjson),
        ("markdown", Self::Markdown),
        ("sarif", Self::Sarif),
        ("sarif-audit", Self::SarifAudit),
        ("oscal", Self::Oscal),
        ("cyclonedx", Self::Cyclonedx),
        ("intoto", Self::Intoto),
        ("soa", Self::Soa),
        ("soa-csv", Self::SoaCsv),
    ];

    /// Whether it shows the digests of evidence, or why items do not apply: working them out costs.
    pub(crate) fn shows_details(self) -> bool {
        match self {
            Self::Json
            | Self::Ndjson
            | Self::Junit
            | Self::SarifAudit
            | Self::Oscal
            | Self::Cyclonedx
            | Self::Intoto
            | Self::Soa
            | Self::SoaCsv => true,
            Self::Pretty
            | Self::Plain
            | Self::Narrated
            | Self::Github
            | Self::Gitlab
            | Self::Rdjson
            | Self::Markdown
            | Self::Sarif => false,
        }
    }

    /// Whether the document has a name of its own, another for other content.
    pub(super) fn is_named(self) -> bool {
        match self {
            Self::Oscal | Self::Cyclonedx => true,
            Self::Pretty
            | Self::Plain
            | Self::Narrated
            | Self::Json
            | Self::Ndjson
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Rdjson
            | Self::Markdown
            | Self::Sarif
            | Self::SarifAudit
            | Self::Intoto
            | Self::Soa
            | Self::SoaCsv => false,
        }
    }

    /// How what stops a run is told on standard error beside results in this format: with pictures, unless lines or sentences were
    /// asked for.
    pub(crate) fn beside(self) -> Self {
        match self {
            Self::Plain | Self::Github => Self::Plain,
            Self::Narrated => Self::Narrated,
            Self::Pretty
            | Self::Json
            | Self::Ndjson
            | Self::Gitlab
            | Self::Junit
            | Self::Rdjson
            | Self::Markdown
            | Self::Sarif
            | Self::SarifAudit
            | Self::Oscal
            | Self::Cyclonedx
            | Self::Intoto
            | Self::Soa
            | Self::SoaCsv => Self::Pretty,
        }
    }
}
