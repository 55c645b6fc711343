//! The part of a drafted manifest that is about the project: a line a fact, and a line to fill in for each that nobody told.

use std::fmt::Write as _;

use super::{Draft, comment, list};
use crate::detect::{Profile, Told};
use crate::locale::{Locale, Text, text};
use crate::manifest::SCHEMA;
use crate::render::one_line;
use crate::tree::quoted;
use crate::vocabulary::{Impact, Stage, Words};

/// What opens the file.
fn opening() -> [Text; 3] {
    [
        text!(
            "A self-assessment that `guiju init` began. It claims nothing yet: every answer says `unmet`, which is the word for \"nobody has \
             said more\", and what is cited was found by its name, its headings or its values, not read as proof.",
            "由 `guiju init` 起草的自评。此时它什么也没有声明：每一项都写作 `unmet`，意思是“还没有人作出声明”；所列证据是按文件名、\
             标题或数值找到的，不等于已经核实。"
        ),
        text!(
            "To answer an item: look at what it cites, put right what is wrong, then change `status` to `met` with `statement` (what is \
             done, by whom) and `reviewed` (the day on which you looked), or to `partial` with a `plan`. `guiju explain ITEM` tells what counts.",
            "作答时：先看所引用的证据，改正不对之处，再把 `status` 改为 `met`，写上 `statement`（做了什么、由谁负责）和 `reviewed`\
             （查看证据的日期）；或改为 `partial` 并写明 `plan`。什么算证据，见 `guiju explain 条目`。"
        ),
        text!(
            "Lines that open with `# key =` are for you to fill in. `guiju check` asks after those that are needed, and tells what is missing.",
            "以 `# 键 =` 开头的行有待你填写。`guiju check` 会指出其中必填的，并说明还缺什么。"
        ),
    ]
}

pub(super) fn head(draft: &Draft<'_>) -> String {
    let locale = draft.locale;
    // Editors look for it before the first key.
    let mut out = if draft.with_schema { format!("#:schema ./{SCHEMA}\n") } else { String::new() };
    out += &opening().iter().map(|text| comment(text.get(locale))).collect::<Vec<_>>().join("#\n");
    out.push_str("schema = 1\n\n[project]\n");
    out.push_str(&project(draft.profile, locale));
    out.push_str(&traits(draft));
    out.push_str(&places(draft.profile, locale));
    let assessed =
        text!("Needed. The day on which you have gone through all the answers.", "必填。逐项看过全部回答的日期。");
    out.push_str(&comment(assessed.get(locale)));
    out.push_str("# assessed =\n\n[assessment]\n");
    if !draft.packs.is_empty() {
        let _ = writeln!(out, "packs = {}", list(draft.packs.iter().map(String::as_str)));
    }
    out.push_str(&levels(draft));
    if let Some(reports) = draft.reports {
        let _ = writeln!(out, "locale = {}", quoted(reports.tag()));
    }
    out
}

fn project(profile: &Profile, locale: Locale) -> String {
    let name = text!("What the project is called.", "项目名称。");
    let description = text!("What it does, in a sentence.", "用一句话说明项目做什么。");
    let owner = text!("The role or person who answers for it.", "对它负责的岗位或人员。");
    let lines = [
        line("name", &name, profile.name.as_ref(), true, locale),
        line("description", &description, profile.description.as_ref(), true, locale),
        line("owner", &owner, profile.owner.as_ref(), true, locale),
        line(
            "version",
            &text!("The version that is assessed.", "所评估的版本。"),
            profile.version.as_ref(),
            false,
            locale,
        ),
    ];
    let stage = text!("Where it stands in its life", "所处阶段");
    let impact = text!("How much its failures can hurt", "出错时影响有多大");
    lines.concat()
        + &word("stage", &stage, profile.stage.map(Stage::word), &meanings::<Stage>(Stage::text, locale), locale)
        + &word("impact", &impact, profile.impact.map(Impact::word), &meanings::<Impact>(Impact::text, locale), locale)
}

/// The line of a fact, with what it is for and who says so.
fn line(key: &str, what: &Text, told: Option<&Told>, is_needed: bool, locale: Locale) -> String {
    match told {
        Some(told) => {
            let from = told.path.as_ref().map(|path| source(path).get(locale).to_owned()).unwrap_or_default();
            format!("{}{key} = {}\n", comment(&format!("{}{from}", what.get(locale))), quoted(&told.value))
        }
        None => format!("{}# {key} = \"\"\n", comment(&format!("{}{}", needed(is_needed, locale), what.get(locale)))),
    }
}

/// The line of a word out of a closed set.
fn word(key: &str, what: &Text, told: Option<&str>, words: &str, locale: Locale) -> String {
    let shown = locale.pick(format!("{}: {words}.", what.en), format!("{}：{words}。", what.zh));
    match told {
        Some(told) => format!("{}{key} = {}\n", comment(&shown), quoted(told)),
        None => format!("{}# {key} = \"\"\n", comment(&format!("{}{shown}", needed(true, locale)))),
    }
}

fn meanings<W: Words>(text: impl Fn(W) -> Text, locale: Locale) -> String {
    let all = W::WORDS.iter().map(|(word, member)| match locale {
        Locale::En => (*word).to_owned(),
        Locale::Zh => format!("{word}（{}）", text(*member).zh),
    });
    all.collect::<Vec<_>>().join(locale.pick(", ", "、"))
}

fn needed(is_needed: bool, locale: Locale) -> &'static str {
    if is_needed { locale.pick("Needed. ", "必填。") } else { locale.pick("If you like. ", "选填。") }
}

fn source(path: &str) -> Text {
    let path = one_line(path);
    text!(" Read from {path}: is it right?", "读自 {path}，请核对。")
}

fn traits(draft: &Draft<'_>) -> String {
    let (locale, profile) = (draft.locale, draft.profile);
    if draft.rulebook.traits.is_empty() {
        return String::new();
    }
    let what = text!(
        "Which of these fit? They decide which items concern the project; leaving out a true one hides items. After a change `guiju check` \
         tells of items that have no answer here yet.",
        "符合以下哪些特征？它们决定哪些条目适用，漏写相符的特征会把条目藏起来。改动之后，`guiju check` 会指出这里还没有回答的条目。"
    );
    let mut out = comment(what.get(locale));
    for known in &draft.rulebook.traits {
        let told = profile.traits.iter().find(|told| told.value == known.id).and_then(|told| told.path.as_ref());
        let from = told.map(|path| source(path).get(locale).to_owned()).unwrap_or_default();
        let title = known.title.get(locale);
        out.push_str(&comment(
            &locale.pick(format!("  {}: {title}.{from}", known.id), format!("  {}：{title}。{from}", known.id)),
        ));
    }
    out + &format!("traits = {}\n", list(profile.traits.iter().map(|told| told.value.as_str())))
}

fn places(profile: &Profile, locale: Locale) -> String {
    let regions = text!(
        "If you like. Where it is used, as ISO 3166-1 codes such as \"CN\".",
        "选填。使用地区，写 ISO 3166-1 代码，如 \"CN\"。"
    );
    let languages = text!("The languages that it speaks, as BCP 47 tags.", "它使用的语言，写 BCP 47 代码。");
    let mut out = comment(regions.get(locale)) + "# regions = []\n";
    match profile.languages.first() {
        Some(first) => {
            let from = first.path.as_ref().map(|path| source(path).get(locale).to_owned()).unwrap_or_default();
            let tags = list(profile.languages.iter().map(|told| told.value.as_str()));
            let _ = writeln!(out, "{}languages = {tags}", comment(&format!("{}{from}", languages.get(locale))));
        }
        None => {
            let _ = writeln!(
                out,
                "{}# languages = []",
                comment(&format!("{}{}", needed(false, locale), languages.get(locale)))
            );
        }
    }
    out
}

fn levels(draft: &Draft<'_>) -> String {
    let locale = draft.locale;
    let all = draft.rulebook.levels.iter().map(|level| format!("{} {}", level.rank, level.title.get(locale)));
    let all = all.collect::<Vec<_>>().join(locale.pick(", ", "、"));
    let what = text!("The level aimed at: {all}.", "目标等级：{all}。");
    format!("{}level = {}\n", comment(what.get(locale)), draft.level)
}
