//! What stands below the findings where several projects were judged, instead of a summary of each: the totals, the worst projects, the
//! items that fall short most often. People read it; data has all of it.

mod worst;

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::summary::{counts, percent, severities};
use super::table::{cut, table};
use super::{View, one_line};
use crate::locale::{Locale, Text, text};
use crate::report::{Brief, Gap, Survey};

pub(super) use worst::{folder, rows};

/// How many gaps are shown.
const GAPS: usize = 10;
/// How many columns an item's title takes at most.
const TITLE: usize = 44;

/// All of it, for a terminal or a log.
pub(super) fn text(survey: &Survey, view: &View) -> String {
    let mut out = totals(survey, view.locale);
    // Writing to a string does not fail.
    let _ = write!(out, "\n{}\n{}", worst_title(survey, view.locale), worst::drawn(survey, view));
    let gaps = survey.gaps();
    if !gaps.is_empty() {
        let _ = write!(out, "\n{}\n{}", gaps_title(view.locale), commonest(&gaps, view));
    }
    out
}

/// The same in sentences, for a screen reader.
pub(super) fn narrated(survey: &Survey, view: &View) -> String {
    let locale = view.locale;
    let mut out = totals(survey, locale);
    let _ = writeln!(out, "\n{}", worst_title(survey, locale));
    for brief in survey.worst() {
        let _ = writeln!(out, "{}", project(brief, locale).get(locale));
    }
    out.extend(more(survey.totals.projects - survey.worst().len(), locale));
    let gaps = survey.gaps();
    if !gaps.is_empty() {
        let _ = writeln!(out, "\n{}", gaps_title(locale));
    }
    for gap in gaps.iter().take(GAPS) {
        let (item, Text { en, zh }, by) = (gap.item, gap.title, counts(&gap.short(), locale));
        let (short, all) = (gap.projects(), gap.applies());
        let line = text!("{item}, {en}: {short} of {all}: {by}.", "{item}（{zh}）：{all} 个中的 {short} 个，{by}。");
        let _ = writeln!(out, "{}", one_line(line.get(locale)));
    }
    out.extend(more(gaps.len().saturating_sub(GAPS), locale));
    out
}

/// A project in a sentence.
fn project(brief: &Brief, locale: Locale) -> Text {
    let (path, Brief { errors, warnings, .. }) = (one_line(worst::folder(&brief.manifest)), brief);
    let [declared, score] = [brief.declared, brief.score].map(|score| percent(score, locale));
    let level = brief.level.map(|[attained, aimed]| {
        text!("; level {attained} attained, {aimed} aimed at", "；达到 {attained} 级，目标 {aimed} 级")
    });
    let Text { en, zh } = level.unwrap_or_default();
    let each = brief.principles.iter().filter_map(|(id, score)| Some(format!("{} {:.0} %", one_line(id), (*score)?)));
    let each: Vec<_> = each.collect();
    let (each_en, each_zh) = match each.as_slice() {
        [] => Default::default(),
        all => (format!("; {}", all.join(", ")), format!("；{}", all.join("、"))),
    };
    text!(
        "{path}: errors {errors}, warnings {warnings}{en}; declares {declared}, verified {score}{each_en}.",
        "{path}：错误 {errors} 个，警告 {warnings} 个{zh}；自称 {declared}，经核验 {score}{each_zh}。"
    )
}

/// How many projects and findings there are, and how many projects have errors or attain their level.
pub(super) fn totals(survey: &Survey, locale: Locale) -> String {
    let Survey { totals, with_errors, attaining, unjudged, .. } = survey;
    let (projects, Text { en, zh }, by) = (totals.projects, severities(totals), counts(&totals.verdicts, locale));
    let noun = if projects == 1 { "project" } else { "projects" };
    let mut lines = vec![text!("{projects} {noun}: {en}; {by}\n", "共 {projects} 个项目：{zh}；{by}\n")];
    lines.push(text!("projects with errors: {with_errors}", "有错误的项目：{with_errors} 个"));
    if survey.worst().iter().any(|brief| brief.level.is_some()) {
        lines.push(text!("; at the level aimed at: {attaining}", "；达到目标等级的项目：{attaining} 个"));
    }
    if *unjudged > 0 {
        lines.push(text!("; not judged: {unjudged}", "；无法评判的清单：{unjudged} 份"));
    }
    lines.push(Text::same("\n"));
    lines.iter().map(|line| line.get(locale)).collect()
}

/// What stands above the projects.
pub(super) fn worst_title(survey: &Survey, locale: Locale) -> &'static str {
    if survey.totals.projects > survey.worst().len() {
        locale.pick("The worst projects (level: attained/aimed at)", "问题最多的项目（等级：达到/目标）")
    } else {
        locale.pick("Projects, worst first (level: attained/aimed at)", "各项目，问题多者在前（等级：达到/目标）")
    }
}

/// What stands above the gaps.
pub(super) fn gaps_title(locale: Locale) -> &'static str {
    locale.pick(
        "Commonest gaps, up to the level aimed at (projects that fall short/all that it concerns)",
        "最常见的差距，限目标等级及以下（有差距的项目数/适用的项目数）",
    )
}

/// A line on what is not shown; none where all is.
pub(super) fn more(count: usize, locale: Locale) -> Option<String> {
    let line = text!("… {count} more; --format json has them all", "……另有 {count} 个；--format json 可查看全部");
    (count > 0).then(|| format!("{}\n", line.get(locale)))
}

/// What the columns of the gaps hold.
pub(super) fn gap_heads(locale: Locale) -> Vec<String> {
    let heads = match locale {
        Locale::En => ["item", "title", "projects", "verdicts"],
        Locale::Zh => ["条目", "标题", "项目数", "结论"],
    };
    heads.map(str::to_owned).into()
}

/// The commonest gaps, a list a row. Texts are as packs write them.
pub(super) fn gap_rows(gaps: &[Gap<'_>], locale: Locale) -> Vec<Vec<String>> {
    let row = |gap: &Gap<'_>| {
        let projects = format!("{}/{}", gap.projects(), gap.applies());
        vec![gap.item.to_owned(), gap.title.get(locale).to_owned(), projects, counts(&gap.short(), locale)]
    };
    gaps.iter().take(GAPS).map(row).collect()
}

/// The commonest gaps as text, within the width of a terminal.
fn commonest(gaps: &[Gap<'_>], view: &View) -> String {
    let mut rows = gap_rows(gaps, view.locale);
    for row in &mut rows {
        for cell in row.iter_mut() {
            *cell = one_line(cell);
        }
        if let [item, title, ..] = row.as_mut_slice() {
            item.insert_str(0, "  ");
            *title = cut(title, TITLE);
        }
    }
    if view.cuts && table(&rows).lines().any(|line| line.width() > view.width) {
        for row in &mut rows {
            row.remove(1);
        }
    }
    let mut out = String::new();
    for line in table(&rows).lines() {
        let _ = writeln!(out, "{}", if view.cuts { cut(line, view.width) } else { line.to_owned() });
    }
    out.extend(more(gaps.len().saturating_sub(GAPS), view.locale).map(|line| format!("  {line}")));
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::Memory;
    use crate::judge::Judge;

    const MANIFEST: &str = "schema = 1\n[project]\nname = 'f'\ndescription = 'a b c'\nowner = 'Harbour master'\n\
        stage = 'production'\nimpact = 'high'\nassessed = 2026-01-01\n";

    fn survey() -> Survey {
        let mut survey = Survey::default();
        for folder in ["services/tides", "服务/潮汐预报", "x", "a/very/long/way/down/to/a/project/of/its/own"] {
            let files = Memory::from([("governance.toml", MANIFEST)]);
            let mut report = Judge::new(date(2026, 11, 23)).judge(&files, "governance.toml").unwrap();
            report.manifest = format!("{folder}/governance.toml");
            survey.add(&report);
        }
        survey
    }

    #[test]
    fn all_of_it_fits_a_terminal_and_what_does_not_is_named() {
        let survey = survey();
        let seen = |width, locale| {
            let today = date(2026, 11, 23);
            text(&survey, &View { locale, width, colour: false, unicode: true, cuts: true, quiet: false, today })
        };
        for width in [40, 50, 60, 70, 80, 90, 100, 120] {
            for locale in [Locale::En, Locale::Zh] {
                let text = seen(width, locale);
                let rows: Vec<_> = text.lines().filter(|line| line.starts_with("  ")).collect();
                assert!(rows.len() > 13 && rows.iter().all(|row| row.width() <= width), "{width}: {text}");
                // Figures end in one column, whatever stands before them.
                let ends: Vec<_> = rows.iter().take(5).map(|row| row.width()).collect();
                assert!(ends.iter().all(|end| *end == ends[0]), "{width}: {text}");
                let names = text.contains("no room for") || text.contains("宽度不足");
                assert!(if width < 90 { names } else { width < 120 || !names }, "{width}: {text}");
            }
        }
        let narrow = seen(80, Locale::En);
        for part in [
            "  errors  warni…  level  verif…  people  fairn…  coope…  secur…\n",
            "\n  …ect/of/its/own  ",
            "\n  服务/潮汐预报",
        ] {
            assert!(narrow.contains(part), "{part}: {narrow}");
        }
        assert!(narrow.contains("\n  no room for: declared\n"), "{narrow}");
        assert!(seen(40, Locale::Zh).contains("未显示：等级、自称、people、\n"), "{}", seen(40, Locale::Zh));
    }
}
