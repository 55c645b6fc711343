//! The names that conditions know. What they stand for is filled in when a project is judged.

use crate::expr::Schema;

/// The fields of `project`.
pub(crate) const PROJECT_FIELDS: [&str; 11] = [
    "name",
    "description",
    "owner",
    "contact",
    "version",
    "stage",
    "impact",
    "traits",
    "regions",
    "languages",
    "assessed",
];

/// The fields of `answer`, and of each entry of `answers`.
pub(crate) const ANSWER_FIELDS: [&str; 6] = ["status", "statement", "evidence", "reviewed", "owner", "justification"];

/// The names, for a pack's conditions to be held against.
pub(crate) fn schema() -> Schema {
    Schema::default().closed("project", &PROJECT_FIELDS).closed("answer", &ANSWER_FIELDS).open("answers").open("today")
}
