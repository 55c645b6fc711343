//! Markdown, and a little reStructuredText, as evidence: headings and the text under them, anchors, words, substance,
//! hollow files, licences, days, what a reader takes in. Pure functions over text: which file it is, and what a claim needs of it, others know.

mod anchor;
mod blocks;
mod bold;
mod days;
mod definition;
mod emphasis;
mod front_matter;
mod gather;
mod hollow;
mod html;
mod inline;
mod lexicon;
mod licence;
mod line;
mod link;
mod marker;
mod opening;
mod outline;
mod phrases;
mod placeholder;
mod reading;
mod rst;
mod said;
mod scanner;
mod sentences;
mod soft;
mod spelling;
mod substance;
mod table;
mod units;
mod visible;
mod words;

#[cfg(test)]
mod lists;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod samples;

pub(crate) use anchor::Slugs;
pub(crate) use days::days;
pub(crate) use hollow::{Hollow, hollow_data, hollowness};
pub(crate) use licence::spdx_of;
pub(crate) use outline::{FrontMatterFormat, Heading, HeadingKind, Outline, outline};
pub(crate) use placeholder::{is_placeholder, is_weak_reason};
pub(crate) use spelling::normalise_licence;
pub(crate) use substance::{Substance, Tally, Weight};
pub(crate) use visible::{Visible, Writing};
pub(crate) use words::is_han;
