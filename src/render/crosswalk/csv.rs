//! A crosswalk as CSV (RFC 4180), a row for each provision and project. Words are the English ones, for programs and spreadsheets.

use crate::crosswalk::Crosswalk;
use crate::render::escape::csv;
use crate::report::ProjectReport;
use crate::vocabulary::Verdict;

const HEADS: [&str; 9] =
    ["manifest", "project", "framework", "provision", "gloss-en", "gloss-zh", "basis", "standing", "items"];

/// A line of heads, then the rows.
pub(super) fn page(projects: &[(&ProjectReport, Crosswalk<'_>)]) -> String {
    let mut out = format!("{}\r\n", HEADS.join(","));
    for (report, crosswalk) in projects {
        for row in &crosswalk.rows {
            let items = row.touches.iter().map(|touch| {
                let verdict = touch.verdict.map_or("unjudged", Verdict::word);
                format!("{} {} {verdict}", touch.item.id, touch.strength.word())
            });
            let cells = [
                report.manifest.as_str(),
                &report.name,
                &crosswalk.framework.id.value,
                &row.provision.id.value,
                &row.provision.gloss.en,
                &row.provision.gloss.zh,
                row.provision.ground.word(),
                row.standing.word(),
                &items.collect::<Vec<_>>().join("; "),
            ];
            out.push_str(&cells.map(csv).join(","));
            out.push_str("\r\n");
        }
    }
    out
}
