//! What stands below the findings: what is declared and what is verified, each principle, the waivers, and why the run ends as it does.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::table::{cut, table};
use super::{View, one_line};
use crate::finding::{Safety, Severity};
use crate::locale::{Locale, Text, text};
use crate::pack::DEFAULT_PACK;
use crate::report::{ProjectReport, Totals, Verdicts};
use crate::vocabulary::{Basis, Verdict};

/// How many cells a bar has, each for a tenth.
const BAR: usize = 10;

/// The summary of one project.
pub(super) fn project(report: &ProjectReport, view: &View, drawn: bool) -> String {
    let mut out = headline(report, view);
    out.push('\n');
    let rows: Vec<_> = report
        .principles
        .iter()
        .map(|principle| {
            let title = cut(principle.title.get(view.locale), 44);
            let mut row = vec![format!("  {title}")];
            if drawn {
                row.push(bar(principle.score, view));
            }
            row.push(percent(principle.score, view.locale));
            row.push(aimed(report, &principle.id, view.locale));
            row
        })
        .collect();
    let narrow = rows.iter().any(|row| row.iter().map(|cell| cell.width() + 2).sum::<usize>() > view.width + 2);
    if drawn && narrow {
        let starts: Vec<_> = rows.iter().filter_map(|row| row.split_last()).map(|(_, start)| start.to_vec()).collect();
        for (start, last) in table(&starts).lines().zip(rows.iter().filter_map(|row| row.last())) {
            let _ = writeln!(out, "{start}\n    {last}");
        }
    } else {
        out.push_str(&table(&rows));
    }
    out.push('\n');
    let mut lines = vec![attained(report)];
    lines.extend(bases(report));
    lines.extend(waivers(report));
    lines.extend(baselined(report));
    lines.extend(fixable(report));
    if drawn {
        lines.extend(more(report));
    }
    for line in lines {
        let _ = writeln!(out, "{}", one_line(line.get(view.locale)));
    }
    out
}

/// "clinic-triage declares 92 %, verified 71 %".
fn headline(report: &ProjectReport, view: &View) -> String {
    let (bold, reset) = if view.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    format!("{bold}{}{reset}\n", one_line(&declares(report, report_name(report), view.locale)))
}

/// The project's name; its manifest's path where it has none.
pub(super) fn report_name(report: &ProjectReport) -> &str {
    if report.name.is_empty() { &report.manifest } else { &report.name }
}

/// What a project of this name, as the format writes it, declares and what is verified.
pub(super) fn declares(report: &ProjectReport, name: &str, locale: Locale) -> String {
    let (declared, verified) = (percent(report.declared, locale), percent(report.score, locale));
    match locale {
        Locale::En => format!("{name} declares {declared}, verified {verified}"),
        Locale::Zh => format!("{name}：自称 {declared}，经核验 {verified}"),
    }
}

pub(super) fn percent(score: Option<f64>, locale: Locale) -> String {
    match score {
        Some(score) => format!("{score:.0} %"),
        None => locale.pick("nothing applies", "无适用条目").to_owned(),
    }
}

fn bar(score: Option<f64>, view: &View) -> String {
    if score.is_none() {
        return " ".repeat(BAR);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score lies between 0 and 100")]
    let full = score.map_or(0, |score| (score / 10.0).floor() as usize).min(BAR);
    let (on, off) = if view.unicode { ("█", "░") } else { ("#", "-") };
    format!("{}{}", on.repeat(full), off.repeat(BAR - full))
}

/// The verdicts of a principle's items at the level aimed at and below, of which the score is made, and how many items stand above.
pub(super) fn aimed(report: &ProjectReport, principle: &str, locale: Locale) -> String {
    let (mut verdicts, mut above) = (Verdicts::default(), 0_usize);
    for item in report.items.iter().filter(|item| item.principle == principle) {
        if item.level <= report.level_aimed {
            verdicts.add(item.verdict);
        } else {
            above += usize::from(item.verdict != Verdict::NotApplicable);
        }
    }
    let counted = counts(&verdicts, locale);
    match (above, counted.is_empty()) {
        (0, _) => counted,
        (_, true) => text!("{above} above the level aimed at", "高于目标等级的 {above} 项").get(locale).to_owned(),
        (_, false) => text!("{counted}; {above} above the level aimed at", "{counted}；另有 {above} 项高于目标等级")
            .get(locale)
            .to_owned(),
    }
}

pub(super) fn counts(verdicts: &Verdicts, locale: Locale) -> String {
    let counted = verdicts.iter().collect::<Vec<_>>();
    let shown = counted.into_iter().rev().map(|(verdict, count)| match locale {
        Locale::En => format!("{count} {}", verdict.word()),
        Locale::Zh => format!("{count} 项{}", verdict.text().zh),
    });
    shown.collect::<Vec<_>>().join(locale.pick(", ", "，"))
}

/// Which level is attained, and which was aimed at.
pub(super) fn attained(report: &ProjectReport) -> Text {
    if !report.is_whole {
        return text!(
            "level attained: not told where only some items are judged",
            "达到等级：只评判部分条目时不作结论"
        );
    }
    let name = |rank: u8, title: Option<&Text>| match title {
        Some(title) => Text { en: format!("{rank} ({})", title.en), zh: format!("{rank}（{}）", title.zh) },
        None => Text::same(rank.to_string()),
    };
    let [aimed, attained] = &report.level_titles;
    let aimed = name(report.level_aimed, aimed.as_ref());
    let attained = match report.level_attained {
        0 => text!("none", "无"),
        rank => name(rank, attained.as_ref()),
    };
    Text {
        en: format!("level attained: {}; aimed at: {}", attained.en, aimed.en),
        zh: format!("达到等级：{}；目标等级：{}", attained.zh, aimed.zh),
    }
}

/// How what is met is carried.
fn bases(report: &ProjectReport) -> Option<Text> {
    let count = |basis: Basis| {
        let met = report.items.iter().filter(|item| item.verdict.is_met());
        met.filter(|item| item.basis == Some(basis)).count()
    };
    let [verified, attested, claimed] = [Basis::Verified, Basis::Attested, Basis::Claimed].map(count);
    (verified + attested + claimed > 0).then(|| {
        text!(
            "what is met rests on: {verified} verified, {attested} attested, {claimed} claimed",
            "已满足各项的依据：{verified} 项已核验，{attested} 项有人复核，{claimed} 项仅声明"
        )
    })
}

pub(super) fn waivers(report: &ProjectReport) -> Option<Text> {
    let mut waived: Vec<_> =
        report.items.iter().filter_map(|item| Some((item.waiver.as_ref()?.expires, item.id.as_str()))).collect();
    waived.sort_unstable();
    let count = waived.len();
    let (day, item) = waived.first()?;
    Some(text!(
        "waivers in force: {count}; the next ends on {day} ({item})",
        "生效的豁免：{count} 项；最早于 {day} 到期（{item}）"
    ))
}

/// How many findings can be mended without a look.
fn fixable(report: &ProjectReport) -> Option<Text> {
    let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_deref());
    let count = fixes.filter(|fix| fix.safety == Safety::Safe).count();
    (count > 0).then(|| text!("fixable with `guiju fix`: {count}", "可用 `guiju fix` 修复：{count} 处"))
}

/// How many findings stand in the baseline and are not shown.
fn baselined(report: &ProjectReport) -> Option<Text> {
    let known = report.baselined.as_ref().filter(|known| !known.is_empty())?;
    let count = |severity| known.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let Text { en, zh } = severities(&Totals { errors, warnings, notes, ..Totals::default() });
    Some(text!("in the baseline, and not shown: {en}", "已在基线中、未予列出：{zh}"))
}

/// Where to read on: how to see all about the item of the first finding. Of items of other packs their findings say it themselves.
fn more(report: &ProjectReport) -> Option<Text> {
    let built_in = matches!(report.packs.as_slice(), [pack] if pack.id == DEFAULT_PACK);
    let found = report.findings.iter().find(|finding| report.items.iter().any(|item| item.id == finding.rule));
    let rule = &found.filter(|_| built_in)?.rule;
    Some(text!(
        "more about an item, and an answer that passes: guiju explain {rule}",
        "查看某个条目的说明和能够通过的回答：guiju explain {rule}"
    ))
}

/// Why the exit status is what it is, in one line.
pub(crate) fn reason(sum: &Totals, fail_on: Option<Severity>) -> Text {
    let Totals { items, projects, .. } = *sum;
    let overclaimed = sum.verdicts.count(Verdict::Overclaimed);
    let found = severities(sum);
    let (en, zh) = (&found.en, &found.zh);
    if items == 0 {
        return {
            let en = many(projects, "project", "projects");
            text!("nothing was judged in {en}", "{projects} 个项目中没有评判任何条目")
        };
    }
    match fail_on {
        None => text!("{en}; nothing fails with --fail-on never", "{zh}；--fail-on never 不因发现问题而失败"),
        Some(severity) if sum.at_least(severity) > 0 => {
            let word = severity.text();
            let (word_en, word_zh) = (&word.en, &word.zh);
            let claims = if overclaimed == 0 {
                Text::default()
            } else {
                text!(
                    "; {overclaimed} claims are not carried by their evidence",
                    "；{overclaimed} 项声明得不到证据支持"
                )
            };
            let (claims_en, claims_zh) = (&claims.en, &claims.zh);
            text!(
                "failed: {en}, and --fail-on is {word_en}{claims_en}",
                "未通过：{zh}，而 --fail-on 为“{word_zh}”{claims_zh}"
            )
        }
        Some(severity) => {
            let word = severity.text();
            let (word_en, word_zh) = (&word.en, &word.zh);
            text!("passed: {en}, none at or above {word_en}", "通过：{zh}，没有达到“{word_zh}”级别的问题")
        }
    }
}

/// "1 error, 2 warnings, 0 notes"; with a baseline, those that it does not hold.
pub(super) fn severities(sum: &Totals) -> Text {
    let Totals { errors, warnings, notes, baselined, .. } = *sum;
    let en = [many(errors, "error", "errors"), many(warnings, "warning", "warnings"), many(notes, "note", "notes")];
    let (en, zh) = (en.join(", "), format!("{errors} 个错误、{warnings} 个警告、{notes} 个提示"));
    match baselined {
        None => Text { en, zh },
        Some(known) => text!("{en} beside {known} in the baseline", "{zh}，另有 {known} 个在基线中"),
    }
}

/// A count with its noun.
fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
