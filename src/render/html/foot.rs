//! What stands below: what the verdicts mean, what the report was made by and from, and what it is not.

use super::icons;
use super::markup::{Html, word};
use super::touches::frameworks;
use crate::dossier::Dossier;
use crate::locale::text;
use crate::meaning::verdict_meaning;
use crate::report::PackReport;
use crate::vocabulary::{Verdict, Words as _};

/// The foot of a report.
pub(super) fn foot(html: &mut Html, dossier: &Dossier) {
    let report = &dossier.judged.report;
    html.said("h2", "", &text!("What the verdicts mean", "各种结论的含义"));
    html.classed("dl", "meanings", |html| {
        for verdict in Verdict::all() {
            html.tag("div", &[], |html| {
                html.tag("dt", &[], |html| {
                    icons::verdict(html, verdict);
                    html.said("span", "", &word(&verdict.text()));
                });
                html.said("dd", "", &verdict_meaning(verdict));
            });
        }
    });
    frameworks(html, &dossier.judged.rulebook);
    html.said("h2", "", &text!("How this report was made", "本报告的由来"));
    let version = env!("CARGO_PKG_VERSION");
    let (day, manifest) = (dossier.window.today, &report.manifest);
    html.said("p", "", &text!(
        "guiju {version} judged `{manifest}` as of {day}. Nothing was fetched, and nothing on this page is: it holds all that it shows. The same files and the same day give the same page.",
        "由 guiju {version} 按 {day} 评判 `{manifest}` 生成。评判和阅读都不联网：所示内容全在本页之中。相同的文件和日期得到相同的页面。"
    ));
    packs(html, &report.packs);
    caution(html);
}

/// The packs that a page rests on.
pub(super) fn packs(html: &mut Html, packs: &[PackReport]) {
    html.classed("ul", "packs", |html| {
        for pack in packs {
            html.tag("li", &[], |html| {
                html.tag("b", &[], |html| html.text(&format!("{} {}", pack.id, pack.version)));
                html.raw(" ");
                html.code(&format!("sha256:{}", pack.sha256));
            });
        }
    });
}

/// What a report is not.
pub(super) fn caution(html: &mut Html) {
    html.said("p", "", &text!(
        "It says whether the evidence carries the claims, not whether the claims are true, and it is no legal advice.",
        "本报告说明证据是否撑得起声明，不判断声明是否属实，也不构成法律意见。"
    ));
}
