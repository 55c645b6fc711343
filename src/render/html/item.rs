//! One item of the report: the question, the answer, the verdict and why, the evidence with the lines that were looked at, the waiver, and
//! what else the item touches.

use super::ahead::at;
use super::excerpt::excerpt;
use super::icons;
use super::markup::{Html, anchor, begun, tag, word};
use super::touches::{clauses, touches};
use crate::dossier::{Exhibit, Sheet};
use crate::finding::Finding;
use crate::locale::{Locale, Text, text};
use crate::manifest::Manifest;
use crate::meaning::verdict_meaning;
use crate::pack::{Item, Rulebook};
use crate::render::about::applies;
use crate::report::{ItemReport, WaiverReport};
use crate::source::{Source, Span};
use crate::vocabulary::Basis;

/// How many findings of an item are shown.
const FINDINGS: usize = 12;
/// How many citations of an answer are shown, and how many lines that carry them.
const EXHIBITS: usize = 12;
const SIGHTS: usize = 4;
/// How many characters of a text that the project wrote are shown.
const LONGEST: usize = 4000;

/// What a page that is linked to may know of this one: nothing.
const REL: &str = "noopener noreferrer nofollow";

/// What an item is read against.
#[derive(Clone, Copy)]
pub(super) struct Desk<'d> {
    pub(super) rulebook: &'d Rulebook,
    pub(super) manifest: &'d Manifest,
    /// The number of the item's principle, by which it is chosen.
    pub(super) principle: usize,
}

/// The item, which opens and closes by script. Without it, and on paper, all of it stands there. It is no `<details>`: a browser builds a
/// tree with a style of its own for each, and sixty of those are a sixth of what it takes until the page answers.
pub(super) fn item(html: &mut Html, sheet: &Sheet<'_>, desk: Desk<'_>) {
    let item = sheet.item;
    let class = format!("item {} r-{} p-{}", icons::colour(item.verdict), item.requirement.word(), desk.principle);
    html.tag("div", &[("class", &class), ("id", &anchor(&item.id))], |html| {
        html.tag("h4", &[], |html| html.classed("span", "head", |html| head(html, item)));
        html.classed("div", "body", |html| {
            html.said("p", "question", &sheet.rule.question);
            html.classed("div", "columns", |html| {
                html.tag("div", &[], |html| {
                    answer(html, sheet, desk.manifest);
                    waiver(html, item.waiver.as_ref());
                });
                html.tag("div", &[], |html| {
                    why(html, sheet, desk.rulebook);
                    evidence(html, &sheet.exhibits);
                });
            });
            html.classed("div", "also", |html| {
                html.classed("p", "id", |html| {
                    html.code(&item.id);
                    page(html, sheet.rule, desk.rulebook);
                });
                clauses(html, sheet.rule, desk.rulebook);
                touches(html, sheet.rule, desk.rulebook);
            });
        });
    });
    html.raw("\n");
}

/// The line of an item: what it comes to, what it is called, what it is.
fn head(html: &mut Html, item: &ItemReport) {
    html.classed("span", "chip", |html| {
        icons::verdict(html, item.verdict);
        html.said("span", "", &word(&item.verdict.text()));
    });
    html.said("span", "title", &item.title);
    let (Text { en, zh }, level) = (word(&item.requirement.text()), item.level);
    html.said("span", "meta", &text!("{en} · Level {level}", "{zh} · 等级 {level}"));
}

fn heading(html: &mut Html, text: &Text) {
    html.said("h5", "", text);
}

fn answer(html: &mut Html, sheet: &Sheet<'_>, manifest: &Manifest) {
    heading(html, &text!("Answer", "回答"));
    let Some(answer) = sheet.answer else {
        html.said("p", "none", &text!("The manifest says nothing on it.", "清单没有回答。"));
        return;
    };
    html.tag("dl", &[], |html| {
        if let Some(status) = &answer.status {
            html.fact(&text!("Says", "自称"), |html| html.said("b", "", &word(&status.value.text())));
        }
        let words = [
            (text!("Statement", "说明"), answer.statement.as_ref()),
            (text!("Justification", "理由"), answer.justification.as_ref()),
            (text!("Plan", "计划"), answer.plan.as_ref().map(|plan| &plan.action)),
        ];
        for (label, words) in words {
            if let Some(words) = words.filter(|words| !words.value.is_empty()) {
                html.fact(&label, |html| html.text(&short(&words.value)));
            }
        }
        if let Some(by) = answer.plan.as_ref().and_then(|plan| plan.by.as_ref()) {
            html.fact(&text!("Due by", "期限"), |html| html.text(&by.value.to_string()));
        }
        let owner = answer.owner.as_ref().unwrap_or(&manifest.project.owner);
        if !owner.is_empty() {
            html.fact(&text!("Owner", "负责人"), |html| html.text(&short(owner)));
        }
        if let Some(day) = sheet.item.reviewed {
            html.fact(&text!("Reviewed", "复核日期"), |html| html.text(&day.to_string()));
        }
        html.fact(&text!("Written in", "位置"), |html| html.code(&at(&sheet.item.place)));
    });
}

fn waiver(html: &mut Html, waiver: Option<&WaiverReport>) {
    let Some(waiver) = waiver else { return };
    heading(html, &text!("Waiver", "豁免"));
    html.tag("dl", &[], |html| {
        html.fact(&text!("Reason", "理由"), |html| html.text(&short(&waiver.reason)));
        html.fact(&text!("Approved by", "批准人"), |html| html.text(&short(&waiver.approved_by)));
        if let Some(day) = waiver.granted {
            html.fact(&text!("Granted", "批准日期"), |html| html.text(&day.to_string()));
        }
        html.fact(&text!("Last day", "有效至"), |html| html.text(&waiver.expires.to_string()));
        if let Some(ticket) = &waiver.ticket {
            html.fact(&text!("Ticket", "工单"), |html| link(html, ticket));
        }
    });
}

/// Where the page of an item is published, if its pack says so.
fn page(html: &mut Html, rule: &Item, rulebook: &Rulebook) {
    let Some(address) = rulebook.address(rule, None) else { return };
    for (locale, words) in [(Locale::En, "About this item"), (Locale::Zh, "条目说明")] {
        html.raw(" ");
        let attributes = [("lang", tag(locale)), ("href", address.get(locale)), ("rel", REL)];
        html.tag("a", &attributes, |html| html.raw(words));
    }
}

/// What the project wrote, so much of it as a page has room for.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A link where it is an address of the web, else code.
fn link(html: &mut Html, address: &str) {
    let lower = address.to_ascii_lowercase();
    let is_plain = address.chars().all(|c| c.is_ascii_graphic());
    if is_plain && address.len() < 2000 && (lower.starts_with("https://") || lower.starts_with("http://")) {
        let attributes = [("href", address), ("rel", REL)];
        html.tag("a", &attributes, |html| html.text(address));
    } else {
        html.code(&short(address));
    }
}

fn why(html: &mut Html, sheet: &Sheet<'_>, rulebook: &Rulebook) {
    let item = sheet.item;
    heading(html, &text!("Why this verdict", "结论依据"));
    let whom = applies(sheet.rule, rulebook).filter(|_| sheet.is_left_out);
    let meaning = match (whom, &item.excused) {
        (Some(whom), _) => concerns(&whom),
        (None, Some(excused)) => sentence(excused),
        (None, None) => verdict_meaning(item.verdict),
    };
    html.said("p", "meaning", &meaning);
    if let Some(basis) = item.basis {
        html.said("p", "basis", &strength(basis));
    }
    findings(html, &sheet.findings);
}

/// Why an item is left alone: whom it concerns.
fn concerns(whom: &Text) -> Text {
    let Text { en, zh } = whom;
    text!("It applies where {en}, which is not so here.", "适用条件：{zh}；本项目不符合。")
}

/// A reason as a sentence of its own.
fn sentence(text: &Text) -> Text {
    let Text { en, zh } = begun(text);
    text!("{en}.", "{zh}。")
}

/// How strong what carries it is, in words.
fn strength(basis: Basis) -> Text {
    match basis {
        Basis::Claimed => text!("What carries it: words alone.", "依据：仅有声明。"),
        Basis::Attested => text!(
            "What carries it: something stands there and a named person reviewed it; no content was read.",
            "依据：有文件在，且有人署名复核；未读取内容。"
        ),
        Basis::Verified => text!("What carries it: a check read the content.", "依据：检查读取了内容。"),
    }
}

/// Findings, the worst first, and how many more there are.
pub(super) fn findings(html: &mut Html, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    html.classed("ul", "findings", |html| {
        for finding in findings.iter().take(FINDINGS) {
            html.tag("li", &[], |html| self::finding(html, finding));
        }
    });
    if let more @ 1.. = findings.len().saturating_sub(FINDINGS) {
        html.said(
            "p",
            "more",
            &text!("And {more} more; `guiju check` shows them all.", "另有 {more} 处，`guiju check` 列出全部。"),
        );
    }
}

fn finding(html: &mut Html, finding: &Finding) {
    html.classed("p", "found", |html| {
        icons::severity(html, finding.severity);
        html.said("b", "", &word(&finding.severity.text()));
        html.raw(" ");
        html.say(&begun(&finding.message));
    });
    if !finding.place.label.en.is_empty() {
        html.said("p", "label", &begun(&finding.place.label));
    }
    if let Some(help) = &finding.help {
        html.classed("p", "help", |html| {
            html.said("b", "", &text!("What to do: ", "怎么办："));
            html.say(&begun(help));
        });
    }
    excerpt(html, &finding.place.source, &[finding.place.span]);
}

fn evidence(html: &mut Html, exhibits: &[Exhibit<'_>]) {
    if exhibits.is_empty() {
        return;
    }
    heading(html, &text!("Evidence", "证据"));
    html.classed("ul", "exhibits", |html| {
        exhibits.iter().take(EXHIBITS).for_each(|one| html.tag("li", &[], |html| exhibit(html, one)));
    });
    if let more @ 1.. = exhibits.len().saturating_sub(EXHIBITS) {
        html.said("p", "more", &text!("And {more} more.", "另有 {more} 份。"));
    }
}

fn exhibit(html: &mut Html, exhibit: &Exhibit<'_>) {
    html.classed("p", "cited", |html| {
        link(html, exhibit.cited);
        html.raw(" ");
        let stands = if exhibit.stands { text!("found", "可查看") } else { text!("cannot be used", "无法采用") };
        html.said("span", if exhibit.stands { "stands" } else { "falls" }, &stands);
    });
    if let Some(note) = exhibit.note.filter(|note| !note.is_empty()) {
        html.classed("p", "note", |html| html.text(&short(note)));
    }
    for text in exhibit.found.iter().take(SIGHTS) {
        html.said("p", "label", &begun(&without(text, exhibit.cited)));
    }
    for text in exhibit.wrong.iter().take(SIGHTS) {
        html.said("p", "label falls", &begun(text));
    }
    let mut shown: Vec<(&Source, Vec<Span>)> = Vec::new();
    for place in exhibit.sights.iter().take(SIGHTS).filter(|place| !place.source.text().is_empty()) {
        match shown.last_mut().filter(|(source, _)| source.is(&place.source)) {
            Some((_, spans)) => spans.push(place.span),
            None => shown.push((&place.source, vec![place.span])),
        }
    }
    for (source, spans) in shown {
        excerpt(html, source, &spans);
    }
}

/// What is said of a file, without its name where that has just been told.
fn without(text: &Text, cited: &str) -> Text {
    let rest = |text: &str, comma: &str| {
        let rest = text.strip_prefix('`')?.strip_prefix(cited)?.strip_prefix('`')?.strip_prefix(comma);
        rest.map(|rest| rest.trim_start().to_owned())
    };
    match (rest(&text.en, ","), rest(&text.zh, "，")) {
        (Some(en), Some(zh)) => Text { en, zh },
        (None, _) | (_, None) => text.clone(),
    }
}
