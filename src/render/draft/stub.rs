//! The stub of an answer: the question, what was found and what is still missing in it, and a status that claims nothing.

use std::fmt::Write as _;

use super::{comment, list};
use crate::detect::Found;
use crate::locale::{Locale, text};
use crate::pack::Item;
use crate::render::one_line;
use crate::tree::quoted;

/// How many suggestions are named where nothing was found.
const SUGGESTED: usize = 3;

pub(super) fn stub(item: &Item, found: Option<&Found>, locale: Locale) -> String {
    let mut out = format!(
        "\n{}",
        comment(&format!("{}{}{}", item.title.get(locale), locale.pick(". ", "。"), item.question.get(locale)))
    );
    match found {
        Some(found) => found_in(found, locale, &mut out),
        None => nothing(item, locale, &mut out),
    }
    let key = item.id.split('/').map(bare).collect::<Vec<_>>().join(".");
    let _ = writeln!(out, "[answers.{key}]\nstatus = \"unmet\"");
    if let Some(found) = found {
        let cited: Vec<_> = found.places.iter().map(crate::detect::Proposal::cited).collect();
        let _ = writeln!(out, "evidence = {}", list(cited.iter().map(String::as_str)));
    }
    out
}

fn found_in(found: &Found, locale: Locale, out: &mut String) {
    for place in &found.places {
        let (cited, why) = (one_line(&place.cited()), place.why.get(locale));
        out.push_str(&comment(text!("Found: {cited} ({why}).", "找到：{cited}（{why}）。").get(locale)));
    }
    for lack in &found.lacks {
        let (en, zh) = (&lack.en, &lack.zh);
        out.push_str(&comment(text!("Missing so far: {en}.", "尚缺：{zh}。").get(locale)));
    }
}

fn nothing(item: &Item, locale: Locale, out: &mut String) {
    // What is easily read comes first; a glob of many choices alone is better than nothing.
    let (mut usual, long): (Vec<_>, Vec<_>) =
        item.evidence.suggest.iter().map(|glob| one_line(glob)).partition(|glob| !glob.contains('{'));
    usual.extend(long.into_iter().take(usize::from(usual.is_empty())));
    usual.truncate(SUGGESTED);
    let (en, zh) = (usual.join(", "), usual.join("、"));
    let told = if usual.is_empty() {
        text!("Nothing was found.", "没有找到证据。")
    } else {
        text!("Nothing was found; it usually stands in one of {en}.", "没有找到证据；常见的位置有 {zh}。")
    };
    out.push_str(&comment(told.get(locale)));
}

/// A part of a key as TOML writes it.
fn bare(part: &str) -> String {
    let is_bare =
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { part.to_owned() } else { quoted(part) }
}
