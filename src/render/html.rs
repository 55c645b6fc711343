//! `html`: a report on one project that stands by itself.

use super::View;
use crate::dossier::Dossier;

/// The page.
pub(crate) fn page(dossier: &Dossier, _view: &View) -> String {
    format!("{} {}", dossier.sheets().len(), dossier.loose().len())
}
