//! What an interview on a manifest's open items is made of: which items it asks about, what was said on one, where evidence could be
//! picked, and the text of the manifest with an answer in it. It asks nobody and writes nothing, and it never judges.

mod agenda;
mod amend;
mod draft;
mod places;
mod reply;

pub(crate) use agenda::{Wanted, agenda};
pub(crate) use amend::{amended, answer_in};
pub(crate) use draft::{draft, drafted, replies};
pub(crate) use places::{Listing, Pick, Places};
pub(crate) use reply::{Key, Reply, hidden_in};
