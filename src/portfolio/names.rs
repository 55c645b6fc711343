//! The names of the pages of projects. Each follows from the manifest's path alone, so that a link holds when other projects come and go;
//! every system takes it, and no two are one file where small letters are told from capital ones or where they are not.

use std::collections::HashSet;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::manifest::MANIFESTS;

/// How many bytes of a name come from the path where it cannot stand as it is.
const KEPT: usize = 80;
/// How many bytes a name has that stands as it is.
const LONGEST: usize = 120;
/// What Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of the page of each manifest, without its ending, in their order.
pub(crate) fn assigned(manifests: &[String]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut one = |path: &String| {
        let name = name(path);
        let others = (2..).map(|number: usize| format!("{name}~{number}"));
        std::iter::once(name.clone()).chain(others).find(|name| taken.insert(name.clone())).unwrap_or_default()
    };
    manifests.iter().map(&mut one).collect()
}

/// `apps/clinic` is `apps.clinic`, as nothing else is. What has other characters than small letters, digits, `-` and `_` keeps those that
/// are letters, and the digest of the path sets it apart.
fn name(manifest: &str) -> String {
    let project = match manifest.rsplit_once('/') {
        Some((folder, file)) if MANIFESTS.contains(&file) => folder,
        _ => manifest,
    };
    let parts: Vec<_> = project.split('/').collect();
    let plain = parts.join(".");
    if parts.iter().all(|part| is_plain(part)) && plain.len() <= LONGEST && !is_device(&parts) {
        return plain;
    }
    let mut letters = String::new();
    for letter in project.chars() {
        match letter {
            letter if letter.is_alphanumeric() => letters.extend(letter.to_lowercase()),
            _ if letters.ends_with('-') || letters.is_empty() => {}
            _ => letters.push('-'),
        }
    }
    // The end of a path says more than its beginning.
    let from = letters.len().saturating_sub(KEPT);
    let from = (from..letters.len()).find(|at| letters.is_char_boundary(*at)).unwrap_or_default();
    let mut out = letters.get(from..).unwrap_or_default().trim_matches('-').to_owned();
    out.push('~');
    for byte in Sha256::digest(manifest.as_bytes()).iter().take(6) {
        // Writing to a string does not fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

/// Whether a name begins as that of a device does, before its first dot.
fn is_device(parts: &[&str]) -> bool {
    let first = parts.first().copied().unwrap_or_default();
    let numbered = |kind: &str| first.strip_prefix(kind).is_some_and(|number| number.len() == 1);
    DEVICES.contains(&first) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_path_can_be_read_in_its_name() {
        for (manifest, expected) in [
            ("clinic/governance.toml", "clinic"),
            ("apps/river-watch/governance.yaml", "apps.river-watch"),
            ("a_b/c/governance.json", "a_b.c"),
        ] {
            assert_eq!(name(manifest), expected);
        }
    }

    #[test]
    fn whatever_a_path_holds_its_name_is_one_that_every_system_takes() {
        let long = format!("{}/governance.toml", "深".repeat(200));
        let paths = [
            "../a/governance.toml",
            "/a/governance.toml",
            "A/governance.toml",
            "a.b/governance.toml",
            "a/b/governance.toml",
            "con/governance.toml",
            "com1/x/governance.toml",
            "nul",
            "评测/结果/governance.toml",
            "a\u{202e}<b>\"'&%2e?#/governance.toml",
            "a~b/governance.toml",
            "a/other.toml",
            "governance.toml",
            "Ä/governance.toml",
            "ä/governance.toml",
            "",
            "a\\b:c/governance.toml",
            &long,
        ];
        let names = assigned(&paths.map(str::to_owned));
        let unlike: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(unlike.len(), paths.len(), "{names:?}");
        for name in &names {
            assert!(name.len() < 200 && !name.starts_with('.') && !name.contains(".."), "{name}");
            assert!(name.chars().all(|c| c.is_alphanumeric() || "-_.~".contains(c)), "{name}");
            let first = name.split('.').next().unwrap();
            assert!(!DEVICES.contains(&first) && !first.starts_with("com1.") && first != "com1", "{name}");
        }
        assert!(names[8].starts_with("评测-结果~"), "{}", names[8]);
    }

    #[test]
    fn a_name_hangs_on_its_own_path_alone() {
        let all = ["X/governance.toml", "x/governance.toml", "y/governance.toml"].map(str::to_owned);
        let names = assigned(&all);
        for (path, name) in all.iter().zip(&names) {
            assert_eq!(assigned(std::slice::from_ref(path)), [name.as_str()]);
        }
        assert_eq!(assigned(&[all[1].clone(), all[1].clone()]), ["x", "x~2"]);
    }
}
