//! What findings are about, in digests that stay when lines move. Of what they are made is for `finding` to say.

use std::collections::HashMap;

use crate::evidence::sha256;
use crate::finding::Finding;

/// How many hexadecimal digits a fingerprint has.
const DIGITS: usize = 32;

/// The fingerprints of a project's findings, each of them another: those that are about the same thing are told apart by their order.
pub(crate) fn fingerprints<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    told_apart(findings.into_iter().map(Finding::identity))
}

/// The digests of what several things are about, in their order, each of them another.
pub(crate) fn told_apart(identities: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut told = Vec::with_capacity(identities.size_hint().0);
    for identity in identities {
        let own = digest(&identity);
        let before = seen.entry(own.clone()).and_modify(|count| *count += 1).or_default();
        told.push(if *before > 0 { format!("{own}-{before}") } else { own });
    }
    told
}

/// The digest of what something is about.
pub(crate) fn digest(identity: &str) -> String {
    let mut digest = sha256(identity.as_bytes());
    digest.truncate(DIGITS);
    digest
}
