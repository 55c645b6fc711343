//! What verifying a bundle found, as text: what it is, what rules it was judged by, what is not as it was, what is concluded now.

use std::fmt::Write as _;

use super::rule;
use crate::bundle::{Again, Difference, Fault, REPORT, State, Verification};
use crate::locale::{Locale, Text, text};
use crate::render::changes::Form;
use crate::render::changes::runs::runs;
use crate::render::{View, one_line};

/// How many faults are shown.
const SHOWN: usize = 100;

/// All of it.
pub(super) fn whole(found: &Verification, view: &View) -> String {
    let mut out = String::new();
    for line in head(found) {
        push(&mut out, "", &line, view.locale);
    }
    if let Ok(again) = &found.again {
        for (pack, trust) in &again.rules {
            let Text { en, zh } = rule(pack, trust);
            push(&mut out, "", &text!("rules: {en}", "规则包：{zh}"), view.locale);
        }
    }
    if !found.faults.is_empty() {
        out.push('\n');
        for fault in found.faults.iter().take(SHOWN) {
            let (mark, lines) = (if view.unicode { "✗ " } else { "- " }, self::fault(fault));
            for (at, line) in lines.iter().enumerate() {
                push(&mut out, if at == 0 { mark } else { "    " }, line, view.locale);
            }
        }
        let more = found.faults.len().saturating_sub(SHOWN);
        if more > 0 {
            push(&mut out, "", &text!("… and {more} more", "……另有 {more} 处"), view.locale);
        }
    }
    out.push('\n');
    match &found.again {
        Err(why) => {
            let Text { en, zh } = why;
            push(&mut out, "", &text!("it cannot be judged again: {en}", "无法重新评判：{zh}"), view.locale);
        }
        Ok(again) => concluded(again, found, view, &mut out),
    }
    out
}

fn push(out: &mut String, before: &str, line: &Text, locale: Locale) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{before}{}", one_line(line.get(locale)));
}

fn head(found: &Verification) -> Vec<Text> {
    let (folder, facts, files) = (&found.folder, &found.facts, found.files);
    let (tool, day, own) = (&facts.tool, facts.as_of, env!("CARGO_PKG_VERSION"));
    let mut lines = vec![text!(
        "{folder}: judged as of {day} by guiju {tool}; {files} files and two lists of them",
        "{folder}：由 guiju {tool} 按 {day} 评判；{files} 个文件及两份文件列表"
    )];
    if let Some(seal) = &found.seal {
        lines.push(text!("SHA-256 of SHA256SUMS: {seal}", "SHA256SUMS 的 SHA-256：{seal}"));
    }
    if tool != own {
        lines.push(text!(
            "this is guiju {own}: the report is compared by its verdicts, not by its bytes",
            "本程序是 guiju {own}：只比较报告的结论，不逐字节比较"
        ));
    }
    lines
}

fn concluded(again: &Again, found: &Verification, view: &View, out: &mut String) {
    let Some(diff) = &again.diff else {
        let told = text!(
            "judged again, but `{REPORT}` is no report to compare with",
            "已重新评判，但 `{REPORT}` 不是可供比较的报告"
        );
        return push(out, "", &told, view.locale);
    };
    if !again.is_same() {
        out.push_str(&runs(Form::Text, diff, view));
        return;
    }
    let remade = found.faults.iter().any(|fault| matches!(fault, Fault::Remade { path, .. } if path == REPORT));
    let told = match (again.to_the_byte, again.by_others, remade) {
        (_, _, true) => text!("judged again: the same verdicts, in another report", "重新评判：结论相同，报告不同"),
        (true, _, false) => text!("judged again: the same report, byte for byte", "重新评判：报告逐字节相同"),
        (false, true, false) => text!("judged by these rules: the same verdicts", "按这些规则评判：结论相同"),
        (false, false, false) => text!("judged again: the same verdicts", "重新评判：结论相同"),
    };
    push(out, "", &told, view.locale);
}

/// What is not as it was, the first line saying what it is.
fn fault(fault: &Fault) -> Vec<Text> {
    match fault {
        Fault::Missing { path } => vec![text!("{path}: it is not there", "{path}：文件不存在")],
        Fault::Extra { path } => vec![text!("{path}: the bundle does not list it", "{path}：未列入证据包")],
        Fault::NoFile { path } => {
            vec![text!("{path}: a link or something else that is no file", "{path}：是链接或其他非普通文件")]
        }
        Fault::Changed { path, was, is, within, line } => changed(path, was, is, *within, *line),
        Fault::Sums { difference } => {
            let mut lines =
                vec![text!("SHA256SUMS: it does not say what bundle.json says", "SHA256SUMS：与 bundle.json 所述不符")];
            lines.extend(parted(difference));
            lines
        }
        Fault::Remade { path, difference } => {
            let mut lines = vec![text!("{path}: made anew, it comes out otherwise", "{path}：重新生成的内容与之不同")];
            lines.extend(parted(difference));
            lines
        }
        Fault::Unread { path } => {
            vec![text!(
                "{path}: no verdict rests on it; judging did not read it",
                "{path}：没有结论依据它，评判时未读取"
            )]
        }
        Fault::Beyond { path } => vec![text!(
            "project/{path}: judging asked for it, and the bundle does not say whether it was there",
            "project/{path}：评判需要它，而证据包未说明它是否存在"
        )],
        Fault::PackChanged { id, was, is } => vec![
            text!("{id}: the pack in the bundle is not the one that it names", "{id}：证据包中的规则包与其所述不符"),
            text!("SHA-256 {is} instead of {was}", "SHA-256 为 {is}，应为 {was}"),
        ],
        Fault::OtherPack { id, is, built_in } => vec![
            text!(
                "{id}: this version of guiju has another pack of this name: the rules were changed",
                "{id}：此版本 guiju 内置的同名规则包与之不同：规则已被改动"
            ),
            text!("SHA-256 {is} instead of {built_in}", "SHA-256 为 {is}，应为 {built_in}"),
        ],
    }
}

fn changed(path: &str, was: &State, is: &State, within: Option<[u64; 2]>, line: Option<usize>) -> Vec<Text> {
    let ([before, now], digest) = ([was.bytes, is.bytes], |state: &State| state.sha256.clone().unwrap_or_default());
    let mut lines = vec![text!("{path}: it was changed", "{path}：内容已改动")];
    if let Some([first, last]) = within {
        let Text { en, zh } = match line {
            Some(line) => text!(", line {line}", "（第 {line} 行）"),
            None => Text::default(),
        };
        lines.push(text!(
            "the first change lies between byte {first} and byte {last}{en}",
            "第一处改动在第 {first} 至 {last} 字节之间{zh}"
        ));
    }
    if before != now {
        lines.push(text!("{now} bytes instead of {before}", "{now} 字节，应为 {before} 字节"));
    }
    let (was, is) = (digest(was), digest(is));
    lines.push(text!("SHA-256 {is} instead of {was}", "SHA-256 为 {is}，应为 {was}"));
    lines
}

fn parted(difference: &Difference) -> [Text; 3] {
    let Difference { byte, line, shown: [is, should] } = difference;
    [
        text!("from byte {byte}, line {line}", "自第 {byte} 字节（第 {line} 行）起"),
        text!("here:     …{is}…", "此处：…{is}…"),
        text!("expected: …{should}…", "应为：…{should}…"),
    ]
}
