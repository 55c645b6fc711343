//! `section`: a heading that matches, with something to say under it. What reads as something is `text`'s judgement.

use super::{Days, Failure, Look, Outcome, Part, Pattern};
use crate::evidence::{Document, Globs};
use crate::finding::{Code, Place};
use crate::locale::{Text, text};
use crate::source::{Source, Span};
use crate::text::{Heading, Outline, Substance, Weight};

/// How much of a long section is weighed first, in bytes.
const FIRST_BYTES: usize = 1024;
/// How many bytes a word takes, markup and all, in a text that is not terse.
const BYTES_A_WORD: usize = 16;

/// A section that must be there.
#[derive(Debug)]
pub(crate) struct Section {
    /// Matches its heading.
    pub(crate) heading: Pattern,
    /// How many words it has at least.
    pub(crate) min_words: usize,
    /// How many filled rows or list entries it has at least.
    pub(crate) min_rows: usize,
    /// What its text must contain.
    pub(crate) must: Option<Pattern>,
    /// What the days must be that its text names.
    pub(crate) days: Days,
    /// Which files.
    pub(crate) within: Option<Globs>,
}

impl Section {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        match self.find(look) {
            Ok(_) => Outcome::Held { read: true },
            Err(failures) => {
                // One section that is nearly there says more than a list of all that are not.
                let nearest = failures.into_iter().max_by_key(|failure| failure.code == Code::TextMissing);
                Outcome::Failed(vec![nearest.unwrap_or_else(|| self.missing(look))])
            }
        }
    }

    /// The first section that is as it must be; else what each that was meant lacks.
    pub(super) fn find<'l>(&self, look: &'l Look<'_>) -> Result<(&'l Source, &'l Heading), Vec<Failure>> {
        let mut failures = Vec::new();
        for part in &look.parts {
            let (Some(source), Some(outline)) = (part.document.source(), part.document.outline()) else { continue };
            let candidates = self.candidates(part, outline);
            for heading in &candidates {
                let failure = self.judge(part, source, heading);
                let failure = failure.or_else(|| self.lacks(part, source, heading, look));
                let failure = failure.or_else(|| self.outdated(part, source, heading, look));
                match failure.or_else(|| unfilled(&part.document, source, heading, &candidates)) {
                    None => return Ok((source, heading)),
                    Some(failure) => failures.push(failure),
                }
            }
        }
        Err(failures)
    }

    /// Whether a section is as it must be, for who need not be told what is wrong. What a text contains is found out sooner than whether it
    /// says something, so that is asked first.
    pub(crate) fn holds(&self, look: &Look<'_>) -> bool {
        look.parts.iter().any(|part| {
            let (Some(source), Some(outline)) = (part.document.source(), part.document.outline()) else { return false };
            let candidates = self.candidates(part, outline);
            candidates.iter().any(|heading| {
                self.is_said(&part.document, heading)
                    && self.judge(part, source, heading).is_none()
                    && self.outdated(part, source, heading, look).is_none()
                    && unfilled(&part.document, source, heading, &candidates).is_none()
            })
        })
    }

    /// Whether the text under a heading contains what it must, whatever else is wrong with it.
    pub(crate) fn is_said(&self, document: &Document, heading: &Heading) -> bool {
        let seen = |must: &Pattern| must.is_match(document.seen(heading.body).unwrap_or_default());
        self.must.as_ref().is_none_or(seen)
    }

    /// The headings that are meant: those that match within the part; else the part's own, when it stands under one that matches.
    fn candidates<'d>(&self, part: &Part, outline: &'d Outline) -> Vec<&'d Heading> {
        let matches = |heading: &&Heading| self.heading.is_match(&heading.title);
        let Some(own) = part.heading.and_then(|at| outline.headings.get(at)) else {
            return outline.headings.iter().filter(matches).collect();
        };
        let found: Vec<_> = outline.under(own.part()).iter().filter(matches).collect();
        if found.is_empty() && outline.above(own).into_iter().any(|above| matches(&above)) {
            return vec![own];
        }
        found
    }

    fn judge(&self, part: &Part, source: &Source, heading: &Heading) -> Option<Failure> {
        let title = &heading.title;
        let thin = |label: Text, span: Span| {
            let message = text!("the section “{title}” does not carry the claim", "“{title}”一节撑不起这项声明");
            Some(Failure::new(Code::SectionThin, message).at(Some(Place::new(source, span, label))))
        };
        let weight = self.weigh(part.document.as_ref(), source, heading.body)?;
        match weight.substance {
            Substance::Enough => {}
            Substance::Placeholder(span) => {
                return thin(text!("a placeholder", "只是占位文字"), span.shifted(heading.body.start));
            }
            other => return thin(self.shortfall(&other), heading.span),
        }
        if self.min_rows > 0 {
            let (rows, wanted) = (weight.rows, self.min_rows);
            if rows < wanted {
                let label = text!(
                    "{rows} filled rows or entries; at least {wanted} are asked for",
                    "填写完整的行或条目有 {rows} 项，至少需要 {wanted} 项"
                );
                return thin(label, heading.span);
            }
        }
        None
    }

    /// What its text was to contain, where it does not.
    fn lacks(&self, part: &Part, source: &Source, heading: &Heading, look: &Look<'_>) -> Option<Failure> {
        let must = self.must.as_ref().filter(|_| !self.is_said(&part.document, heading))?;
        let title = &heading.title;
        let message = text!("the section “{title}” lacks what it is to say", "“{title}”一节缺少应写的内容");
        let (pattern, cut) = must.legible();
        let label = if look.worded {
            text!("nothing under it says so", "其下没有写到")
        } else {
            text!("nothing under it matches `{pattern}`", "其下没有与 `{pattern}` 匹配的内容")
        };
        let failure = Failure::new(Code::TextMissing, message).at(Some(Place::new(source, heading.span, label)));
        Some(Failure { help: look.more(cut), ..failure })
    }

    /// The days that its text names, where they are not what was asked for.
    fn outdated(&self, part: &Part, source: &Source, heading: &Heading, look: &Look<'_>) -> Option<Failure> {
        if !self.days.are_asked() {
            return None;
        }
        let named = part.days(heading.body, |_| true);
        let failure = self.days.failure(&named, look, Code::TextMissing)?;
        let label = || text!("no such day is named under it", "其下没有写这样的日期");
        let place = failure.place.clone().unwrap_or_else(|| Place::new(source, heading.span, label()));
        Some(failure.at(Some(place)))
    }

    /// Weighs a section. Where its first paragraphs carry enough, the rest of a long one need not be read to know it.
    fn weigh(&self, document: &Document, source: &Source, section: Span) -> Option<Weight> {
        let body = source.slice(section);
        let enough = FIRST_BYTES.max(self.min_words * BYTES_A_WORD);
        if self.min_rows == 0 && body.len() > 2 * enough {
            let opening = body.get(enough..).or_else(|| body.get(enough + 1..)).or_else(|| body.get(enough + 2..));
            let gap = opening.and_then(|rest| rest.find("\n\n").map(|at| body.len() - rest.len() + at));
            let opening = gap.map(|gap| Span::new(section.start, section.start + gap));
            let weight = opening.and_then(|opening| document.weigh(opening, self.min_words));
            if let Some(weight) = weight.filter(|weight| weight.substance == Substance::Enough) {
                return Some(weight);
            }
        }
        document.weigh(section, self.min_words)
    }

    fn shortfall(&self, substance: &Substance) -> Text {
        let wanted = self.min_words;
        match substance {
            Substance::Empty => text!("nothing stands under it", "其下没有内容"),
            Substance::Thin { words } => {
                text!("{words} words; at least {wanted} are asked for", "只有 {words} 个词，至少需要 {wanted} 个")
            }
            Substance::Heap => {
                text!("a heap of words, no sentences and no filled rows", "只是词语堆砌，没有成句或填写完整的行")
            }
            Substance::Repetition => text!("the same words over and over", "反复堆砌同样的词语"),
            Substance::Enough | Substance::Placeholder(_) => Text::default(),
        }
    }

    fn missing(&self, look: &Look<'_>) -> Failure {
        let (en, zh, min_words) = (&look.title.en, &look.title.zh, self.min_words);
        let message = text!("no section of the cited evidence is about “{en}”", "引用的证据中没有与“{zh}”有关的章节");
        let (pattern, cut) = self.heading.legible();
        let wanted = if look.worded {
            text!(
                "cite a section under such a heading, with at least {min_words} words",
                "请引用这类标题下正文不少于 {min_words} 个词的章节"
            )
        } else {
            text!(
                "cite a section whose heading matches `{pattern}`, with at least {min_words} words under it",
                "请引用标题与 `{pattern}` 匹配、正文不少于 {min_words} 个词的章节"
            )
        };
        let told = [Some(wanted), Some(headings(look)), look.more(cut)];
        let (en, zh): (Vec<_>, Vec<_>) = told.into_iter().flatten().map(|text| (text.en, text.zh)).unzip();
        Failure::new(Code::SectionMissing, message).help(Text { en: en.join("; "), zh: zh.join("；") })
    }
}

/// How many headings are listed, and how many characters of each.
const LISTED: usize = 5;
const LONGEST: usize = 60;

/// The first headings that stand in what is cited, so that one sees which was near.
fn headings(look: &Look<'_>) -> Text {
    let of_part = |part: &Part| -> Vec<String> {
        let Some(outline) = part.document.outline() else { return Vec::new() };
        let own = part.heading.and_then(|at| outline.headings.get(at));
        let headings = own.map_or(outline.headings.as_slice(), |own| outline.under(own.part()));
        headings.iter().map(|heading| heading.title.chars().take(LONGEST).collect()).collect()
    };
    let all: Vec<_> = look.parts.iter().flat_map(of_part).collect();
    let listed: Vec<_> = all.iter().take(LISTED).map(|title| format!("“{title}”")).collect();
    let (en, zh, more) = (listed.join(", "), listed.join("、"), all.len() - listed.len());
    match (listed.len(), more) {
        (0, _) => text!("nothing that is cited has a heading", "引用的内容没有标题"),
        (_, 0) => text!("the headings there are {en}", "现有的标题是{zh}"),
        _ => text!("the headings there are {en} and {more} more", "现有的标题有{zh}，另有 {more} 个"),
    }
}

/// A section that holds does so by what its chapters say; one of the same subject that says nothing was left to be written.
fn unfilled(document: &Document, source: &Source, whole: &Heading, candidates: &[&Heading]) -> Option<Failure> {
    let inside = |chapter: &&&Heading| whole.body.start <= chapter.span.start && chapter.body.end <= whole.body.end;
    candidates.iter().filter(inside).find_map(|chapter| {
        let (label, span) = match document.weigh(chapter.body, 1)?.substance {
            Substance::Empty => (text!("nothing stands under it", "其下没有内容"), chapter.span),
            Substance::Placeholder(span) => (text!("a placeholder", "只是占位文字"), span.shifted(chapter.body.start)),
            Substance::Enough | Substance::Thin { .. } | Substance::Heap | Substance::Repetition => return None,
        };
        let title = &chapter.title;
        let message = text!("the section “{title}” does not carry the claim", "“{title}”一节撑不起这项声明");
        Some(Failure::new(Code::SectionThin, message).at(Some(Place::new(source, span, label))))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::evidence::Contents;
    use crate::expr::{Scope, Value};

    struct Nothing;

    impl Scope for Nothing {
        fn variable(&self, _: &str) -> Option<Value> {
            None
        }
    }

    #[test]
    fn who_need_not_be_told_what_is_wrong_hears_the_same() {
        let said = "A nurse confirms or replaces every suggestion before it reaches the patient within 5 minutes.";
        for (text, expected) in [
            (format!("# Stop\n\n{said}\n"), true),
            (format!("# Other\n\n{said}\n"), false),
            ("# Stop\n\nWithin 5 minutes.\n".to_owned(), false),
            (format!("# Stop\n\n{}\n", said.replace('5', "five")), false),
            (format!("# Stop\n\nTBD\n\n# Stop again\n\n{said}\n"), true),
            (format!("# Stop\n\n{said}\n\n## Stop it at night\n\nTBD\n"), false),
            (String::new(), false),
        ] {
            let section = Section {
                heading: Pattern::new("Stop"),
                min_words: 8,
                min_rows: 0,
                must: Some(Pattern::new("[0-9] minutes")),
                days: Days::default(),
                within: None,
            };
            let contents = Contents { bytes: text.clone().into_bytes(), size: text.len() as u64 };
            let document = Document::new(("a.md".into(), "a.md".into()), Ok(contents), "a.md".into(), None);
            let parts = vec![Part { document: Arc::new(document), heading: None }];
            let (title, today) = (Text::same("Stop"), jiff::civil::date(2026, 11, 23));
            let look = Look { parts, scope: &Nothing, today, title: &title, item: "a/stop", worded: false };
            assert_eq!(section.holds(&look), expected, "{text:?}");
            assert_eq!(matches!(section.evaluate(&look), Outcome::Held { .. }), expected, "{text:?}");
        }
    }
}
