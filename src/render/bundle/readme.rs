//! The page that a bundle opens with, for somebody who has never heard of guiju.

use std::fmt::Write as _;

use crate::bundle::{Facts, PackFact};
use crate::locale::{Locale, Text, text};
use crate::render::escape::code;
use crate::render::markdown::cell;
use crate::render::summary::{attained, declares, report_name};
use crate::report::ProjectReport;

/// The page in one language.
pub(super) fn page(facts: &Facts, report: &ProjectReport, locale: Locale) -> String {
    let name = cell(report_name(report));
    let (tool, day, manifest) = (cell(&facts.tool), facts.as_of, code(&facts.manifest_place(), true));
    let attained = attained(report);
    let parts = [
        text!("# {name}: what was judged, and by what\n", "# {name}：评判了什么，依据什么\n"),
        text!(
            "guiju {tool} judged the self-assessment of this project as of {day}. This folder holds the conclusion and everything that it rests on; nothing was fetched from a network.\n",
            "guiju {tool} 按 {day} 评判了本项目的自评。本文件夹包含结论及其所依据的一切；没有从网络获取任何内容。\n"
        ),
        Text {
            en: format!("**{}**; {}\n", declares(report, &name, Locale::En), cell(&attained.en)),
            zh: format!("**{}**；{}\n", declares(report, &name, Locale::Zh), cell(&attained.zh)),
        },
        places(&manifest),
        rules(facts),
        checking(),
        limits(),
    ];
    parts.iter().map(|part| part.get(locale)).collect::<Vec<_>>().join("\n")
}

fn places(manifest: &str) -> Text {
    text!(
        "## What is where

| path | holds |
| --- | --- |
| `report/` | the conclusion: `report.en.md` and `report.zh.md` for people, `report.json` for programs |
| `project/` | the self-assessment ({manifest}), and every file of the project that was read for it, as it was read |
| `packs/` | the rules that do not lie in the project |
| `heads/` | where there is one: the first bytes of files that are too large to be read |
| `seen.json` | what was seen beside that: names in folders, files that were looked for and are not there, files that could not be read |
| `bundle.json` | who judged when and by which rules, and the length and SHA-256 of every file |
| `SHA256SUMS` | the same digests, for `sha256sum` |

A character that some systems keep for themselves stands in a name as the percent-encoding of its bytes.
",
        "## 各文件的位置

| 路径 | 内容 |
| --- | --- |
| `report/` | 结论：供人阅读的 `report.zh.md` 和 `report.en.md`，供程序读取的 `report.json` |
| `project/` | 自评清单（{manifest}），以及评判时读取的项目文件，内容与读取时相同 |
| `packs/` | 不在项目中的规则包 |
| `heads/` | 如有：因过大而不读取全文的文件的开头部分 |
| `seen.json` | 此外看到的内容：文件夹中的名称、曾查找但不存在的文件、无法读取的文件 |
| `bundle.json` | 由谁、在何时、依据哪些规则评判，以及每个文件的长度和 SHA-256 |
| `SHA256SUMS` | 同样的摘要，供 `sha256sum` 使用 |

文件名中某些系统保留的字符以其字节的百分号编码书写。
"
    )
}

fn rules(facts: &Facts) -> Text {
    let mut rows = String::new();
    for PackFact { pack, folder } in &facts.packs {
        // Writing to a string does not fail.
        let _ = writeln!(
            rows,
            "| {} | {} | {} | `{}` |",
            cell(&pack.id),
            cell(&pack.version),
            code(folder, true),
            pack.sha256
        );
    }
    text!(
        "## The rules\n\n| pack | version | place | SHA-256 over its files |\n| --- | --- | --- | --- |\n{rows}",
        "## 规则\n\n| 规则包 | 版本 | 位置 | 全部文件的 SHA-256 |\n| --- | --- | --- | --- |\n{rows}"
    )
}

fn checking() -> Text {
    text!(
        "## How to check it

```console
$ sha256sum -c SHA256SUMS     # every file is what it was
$ sha256sum SHA256SUMS        # the one digest to compare with what the sender told you apart from this folder
$ guiju verify .              # the same, and judged again: whether the conclusion is the same, and which byte changed
```

`guiju verify . --pack four-principles` judges by the rules that your own guiju brings along, rather than by those in here.
",
        "## 如何核对

```console
$ sha256sum -c SHA256SUMS     # 每个文件都与原先相同
$ sha256sum SHA256SUMS        # 唯一需要与发送方另行告知的值比对的摘要
$ guiju verify .              # 同上，并重新评判：结论是否一致，哪个字节有改动
```

`guiju verify . --pack four-principles` 按您自己的 guiju 内置的规则评判，而不用这里的规则。
"
    )
}

fn limits() -> Text {
    text!(
        "## What it does not show

Digests show that nothing changed since the bundle was written, not who wrote it: whoever changes a file can write the digests anew. Compare
the digest of `SHA256SUMS` with one that reached you another way. guiju reads form and figures; whether a text is true is for people to
judge. An address that is cited as evidence was not opened.

The evidence itself is in here, and `seen.json` names files that are not: pass it on as you would pass them on.
",
        "## 它不能说明什么

摘要只能说明证据包写成之后没有改动，不能说明由谁写成：改动文件的人也可以重写摘要。请将 `SHA256SUMS` 的摘要与经其他途径得到的值比对。
guiju 读的是形式和数字；文字是否属实，要由人来判断。作为证据引用的网址没有被打开。

这里包含证据本身，`seen.json` 还列出了未包含的文件的名称：转交时请与证据本身同样谨慎。
"
    )
}
