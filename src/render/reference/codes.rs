//! The pages of what guiju says: the codes of findings, and the verdicts.

use super::Book;
use crate::finding::{Code, Family};
use crate::locale::{Locale, Text, text};
use crate::meaning::{family_title, meaning, remedy, verdict_meaning};
use crate::render::prose::inline;
use crate::vocabulary::{Verdict, Words};

/// What the page is called.
pub(super) fn codes_title() -> Text {
    text!("Codes of findings", "问题代码")
}

/// What the page is called.
pub(super) fn verdicts_title() -> Text {
    text!("Verdicts", "结论")
}

/// The codes, family by family. Notes where each stands.
pub(super) fn codes(book: &mut Book<'_>) -> (String, String) {
    let mut page = book.page("codes.md", &codes_title());
    let said = text!(
        "A finding shows its rule and its code: `error[people/purpose/section-thin]` is the code `section-thin`, drawn on the item `people/purpose`.",
        "每个问题都写明条目和代码：`error[people/purpose/section-thin]` 表示条目 `people/purpose` 上出现了代码 `section-thin`。"
    );
    page.paragraph(said.get(book.locale));
    let mut family: Option<Family> = None;
    for code in Code::ALL {
        if family != Some(code.family()) {
            family = Some(code.family());
            page.heading(2, family_title(code.family()).get(book.locale));
            page.paragraph(&inline(remedy(code.family()).get(book.locale)));
        }
        let anchor = page.heading(3, code.word());
        book.codes.insert(code.word().to_owned(), anchor);
        page.paragraph(&inline(meaning(*code).get(book.locale)));
    }
    page.done()
}

/// The verdicts, in the order of the table that decides them.
pub(super) fn verdicts(book: &Book<'_>) -> (String, String) {
    let mut page = book.page("verdicts.md", &verdicts_title());
    let said = text!(
        "Each item that is judged gets one verdict: the first of these that holds.",
        "每个被评判的条目得到一个结论：按以下顺序，取最先成立的一个。"
    );
    page.paragraph(said.get(book.locale));
    for verdict in Verdict::all() {
        page.heading(2, verdict.word());
        let word = verdict.text();
        let said = match book.locale {
            Locale::En => String::new(),
            Locale::Zh => format!("**{}**：", word.zh),
        };
        page.paragraph(&format!("{said}{}", inline(verdict_meaning(verdict).get(book.locale))));
    }
    page.done()
}
