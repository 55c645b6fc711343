//! The objects of SARIF 2.1.0 that a run of guiju has, under the names of the standard. What is put into them is said beside.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A text for people (section 3.11).
#[derive(Debug, Serialize)]
pub(super) struct Message<'r> {
    pub(super) text: Cow<'r, str>,
}

/// A list of which each member is made when it is written, and kept no longer.
pub(super) struct Each<F>(pub(super) F);

impl<I: IntoIterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A text that a viewer may show as Markdown instead (section 3.12).
#[derive(Debug, Serialize)]
pub(super) struct Multiformat {
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) markdown: Option<String>,
}

/// Where a file lies (section 3.4).
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact<'r> {
    pub(super) uri: Cow<'r, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
}

/// A part of a file: lines and columns from 1, the last column excluded (section 3.30).
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// A file and a part of it (section 3.29).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical<'r> {
    pub(super) artifact_location: Artifact<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

/// A place, with what to say there (section 3.28).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message<'r>>,
    pub(super) physical_location: Physical<'r>,
}

/// An exception that somebody has approved (section 3.35).
#[derive(Debug, Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
    pub(super) properties: Approval,
}

/// Who has approved an exception, and for how long.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Approval {
    pub(super) approved_by: String,
    pub(super) granted: Option<String>,
    pub(super) expires: String,
    pub(super) ticket: Option<String>,
}

/// What would mend a result (section 3.55).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Mending<'r> {
    pub(super) description: Message<'r>,
    pub(super) artifact_changes: [Change<'r>; 1],
}

/// The changes of one file (section 3.56).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change<'r> {
    pub(super) artifact_location: Artifact<'r>,
    pub(super) replacements: Vec<Replacement<'r>>,
}

/// A part of a file that goes, and what comes in its place (section 3.57).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement<'r> {
    pub(super) deleted_region: Region,
    pub(super) inserted_content: Message<'r>,
}

/// One conclusion (section 3.27).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Conclusion<'r> {
    pub(super) rule_id: Cow<'r, str>,
    pub(super) kind: &'static str,
    pub(super) level: &'static str,
    pub(super) message: Message<'r>,
    pub(super) locations: [Location<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) occurrence_count: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<Mending<'r>>,
    pub(super) partial_fingerprints: Fingerprints<'r>,
    /// None in a run that tells no exceptions: all conclusions of a run have them, or none has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<Vec<Suppression>>,
    /// Whether it stands in the baseline; none where no baseline is in use, or nothing was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    pub(super) properties: Properties<'r>,
}

/// What a conclusion is about, in a digest that stays when lines move (section 3.27.17).
#[derive(Debug, Serialize)]
pub(super) struct Fingerprints<'r> {
    #[serde(rename = "guiju/v1")]
    pub(super) first: Cow<'r, str>,
}

/// What SARIF has no member for: of findings, or of an item.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Properties<'r> {
    Findings(OfFindings<'r>),
    Item(OfItem<'r>),
}

/// What all conclusions on a manifest have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'r> {
    /// None where the manifest could not be judged.
    pub(super) project: Option<&'r str>,
    pub(super) manifest: &'r str,
}

/// What is said beside findings.
#[derive(Debug, Serialize)]
pub(super) struct OfFindings<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) project: Option<&'r str>,
    pub(super) manifest: &'r str,
    pub(super) item: &'r str,
    pub(super) code: &'static str,
    /// Of each of them, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fingerprints: Vec<&'r str>,
}

/// What the JSON report says of an item.
#[derive(Debug, Serialize)]
pub(super) struct OfItem<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) project: Option<&'r str>,
    pub(super) manifest: &'r str,
    pub(super) item: &'r str,
    pub(super) principle: &'r str,
    pub(super) requirement: &'static str,
    pub(super) level: u8,
    pub(super) verdict: &'static str,
    pub(super) basis: Option<&'static str>,
    pub(super) status: Option<&'static str>,
    pub(super) statement: Option<Cow<'r, str>>,
    pub(super) reviewed: Option<String>,
    pub(super) evidence: Vec<Evidence<'r>>,
    pub(super) findings: Vec<Found<'r>>,
}

/// What an item's answer cites.
#[derive(Debug, Serialize)]
pub(super) struct Evidence<'r> {
    pub(super) cited: Cow<'r, str>,
    pub(super) path: Option<Cow<'r, str>>,
    pub(super) anchor: Option<Cow<'r, str>>,
    pub(super) sha256: Option<&'r str>,
    pub(super) verified: bool,
}

/// What was found on an item.
#[derive(Debug, Serialize)]
pub(super) struct Found<'r> {
    pub(super) code: &'static str,
    pub(super) severity: &'static str,
    pub(super) message: Cow<'r, str>,
    pub(super) fingerprint: &'r str,
    /// None where no baseline is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baselined: Option<bool>,
}

/// A rule or a provision (section 3.49).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor<'r, P> {
    pub(super) id: Cow<'r, str>,
    pub(super) name: Cow<'r, str>,
    pub(super) short_description: Message<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) full_description: Option<Message<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<Multiformat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_configuration: Option<Configuration>,
    pub(super) properties: P,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) relationships: Vec<Relationship<'r>>,
}

/// How a rule is reported unless somebody says otherwise (section 3.50).
#[derive(Debug, Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

/// A text in both languages.
#[derive(Debug, Serialize)]
pub(super) struct Both<'r> {
    pub(super) en: Cow<'r, str>,
    pub(super) zh: Cow<'r, str>,
}

impl Both<'_> {
    /// The same, whatever becomes of the text.
    pub(super) fn into_owned(self) -> Both<'static> {
        Both { en: self.en.into_owned().into(), zh: self.zh.into_owned().into() }
    }
}

/// What is said beside a rule.
#[derive(Debug, Serialize)]
pub(super) struct OfRule<'r> {
    pub(super) tags: Vec<Cow<'r, str>>,
    pub(super) precision: &'static str,
    #[serde(rename = "problem.severity")]
    pub(super) weight: &'static str,
    pub(super) title: Both<'r>,
    #[serde(flatten)]
    pub(super) item: Option<OfRulesItem<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'static str>,
}

/// What is said beside a rule that is made of an item.
#[derive(Debug, Serialize)]
pub(super) struct OfRulesItem<'r> {
    pub(super) item: &'r str,
    pub(super) requirement: &'static str,
    pub(super) level: u8,
    pub(super) clauses: Vec<Cow<'r, str>>,
    pub(super) question: Both<'r>,
}

/// What is said beside a provision.
#[derive(Debug, Serialize)]
pub(super) struct OfProvision<'r> {
    pub(super) basis: &'static str,
    pub(super) unverified: bool,
    pub(super) gloss: Both<'r>,
}

/// How a rule is related to a provision (section 3.53).
#[derive(Debug, Serialize)]
pub(super) struct Relationship<'r> {
    pub(super) target: Target<'r>,
    pub(super) kinds: &'static [&'static str],
    pub(super) description: Message<'r>,
    pub(super) properties: OfRelationship,
}

/// Which provision that is (section 3.52).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target<'r> {
    pub(super) id: Cow<'r, str>,
    pub(super) index: usize,
    pub(super) tool_component: Reference<'r>,
}

/// A taxonomy, by its place among all (section 3.54).
#[derive(Debug, Serialize)]
pub(super) struct Reference<'r> {
    pub(super) name: Cow<'r, str>,
    pub(super) index: usize,
}

/// What is said beside a relationship.
#[derive(Debug, Serialize)]
pub(super) struct OfRelationship {
    pub(super) strength: &'static str,
    pub(super) unverified: bool,
}

/// A taxonomy (section 3.19); of `T` are its taxa.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxonomy<'r, T> {
    pub(super) name: Cow<'r, str>,
    pub(super) full_name: Cow<'r, str>,
    pub(super) organization: Cow<'r, str>,
    pub(super) version: Cow<'r, str>,
    pub(super) language: &'static str,
    pub(super) short_description: Message<'r>,
    pub(super) full_description: Message<'r>,
    pub(super) is_comprehensive: bool,
    pub(super) taxa: T,
    pub(super) properties: OfTaxonomy<'r>,
}

/// What is said beside a taxonomy.
#[derive(Debug, Serialize)]
pub(super) struct OfTaxonomy<'r> {
    pub(super) title: Both<'r>,
}

/// The program (section 3.18).
#[derive(Debug, Serialize)]
pub(super) struct Tool<'r, R> {
    pub(super) driver: Driver<'r, R>,
}

/// The program itself, as the component that has the rules, which are of `R` (section 3.19).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'r, R> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) language: &'static str,
    pub(super) short_description: Message<'r>,
    pub(super) rules: R,
    pub(super) supported_taxonomies: Vec<Reference<'r>>,
}

/// What stands in a run behind its results, its tool and its taxonomies (section 3.14).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rest {
    pub(super) language: &'static str,
    pub(super) automation_details: Value,
    pub(super) original_uri_base_ids: Value,
    pub(super) invocations: [Value; 1],
    pub(super) properties: Value,
}
