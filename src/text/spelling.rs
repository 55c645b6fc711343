//! The many spellings of a licence's name, folded to one id that can be compared. What an unknown name means it does not guess.

/// One id for all spellings of a licence's name: `apache 2.0` and `Apache-2.0` give `Apache-2.0`; `-only`, `-or-later` and `+`
/// go, since a licence's text is the same for all. Choices (`MIT OR Apache-2.0`) keep their parts, in order. A name that is
/// not known comes back in lower case with `-` between its words.
pub(crate) fn normalise_licence(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let mut plain = lower.replace(['(', ')', '"', '\''], " ");
    for later in ["or any later version", "or later", "or newer", "-or-later", "-only", " only"] {
        plain = plain.replace(later, " ");
    }
    for joint in [" or ", " and "] {
        if plain.contains(joint) {
            let mut parts: Vec<_> = plain.split(joint).map(|part| one(part.trim())).collect();
            parts.sort();
            parts.dedup();
            return parts.join(&joint.to_uppercase());
        }
    }
    one(&plain)
}

fn one(name: &str) -> String {
    if name.starts_with("licenseref-") {
        return reference(name);
    }
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect();
    let compact = words.concat();
    let version = version(&words, &compact);
    known(&words, &compact, version.as_deref()).unwrap_or_else(|| words.join("-"))
}

const FILLERS: &[&str] = &["the", "license", "licence", "licenses", "licensed", "under", "gnu", "version", "v", "spdx"];

/// The first number of a name, with its point: `2.0` of `apache2` and of `Apache v2`.
fn version(words: &[&str], compact: &str) -> Option<String> {
    let number = |word: &str| {
        let start = word.find(|c: char| c.is_ascii_digit())?;
        let number = word.get(start..)?;
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        number.get(..end).map(|number| number.trim_end_matches('.').to_owned())
    };
    let found =
        words.iter().filter(|word| **word != "cc0").find_map(|word| number(word)).or_else(|| number(compact))?;
    Some(if found.contains('.') { found } else { format!("{found}.0") })
}

fn known(words: &[&str], compact: &str, version: Option<&str>) -> Option<String> {
    let has = |word: &str| words.contains(&word);
    let fixed = match compact {
        "mit" | "mitx11" | "expat" | "mitexpat" => "MIT",
        "mit0" | "mitnoattribution" => "MIT-0",
        "isc" | "iscl" => "ISC",
        "0bsd" | "bsd0clause" | "zeroclausebsd" => "0BSD",
        "bsd3clauseclear" | "clearbsd" => "BSD-3-Clause-Clear",
        "unlicense" | "unlicensed.org" => "Unlicense",
        "zlib" => "Zlib",
        "bsl1.0" | "boost" | "boostsoftware1.0" | "boost1.0" => "BSL-1.0",
        "cc0" | "cc01.0" | "cczero" | "cc01.0universal" | "creativecommonszero" => "CC0-1.0",
        "odbl" | "odbl1.0" => "ODbL-1.0",
        "artistic2.0" => "Artistic-2.0",
        "cdlapermissive2.0" => "CDLA-Permissive-2.0",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    if compact.contains("mulan") || compact.contains("木兰") {
        return Some("MulanPSL-2.0".to_owned());
    }
    if compact.starts_with("apache") || (has("apache") && has("asl")) {
        return Some(format!("Apache-{}", version.unwrap_or("2.0")));
    }
    if compact.contains("bsd") {
        return bsd(compact);
    }
    if let Some(name) = rail(compact).or_else(|| llama(compact, version)) {
        return Some(name);
    }
    family(compact, version).or_else(|| commons(words, compact, version))
}

fn bsd(compact: &str) -> Option<String> {
    let three = ["3clause", "bsd3", "3bsd", "new", "revised", "modified", "threeclause"];
    let two = ["2clause", "bsd2", "2bsd", "simplified", "freebsd", "twoclause"];
    let clauses = if compact.contains("4clause") {
        "4"
    } else if three.iter().any(|word| compact.contains(word)) {
        "3"
    } else if two.iter().any(|word| compact.contains(word)) {
        "2"
    } else {
        return None;
    };
    Some(format!("BSD-{clauses}-Clause"))
}

/// The licences that carry their version after a name.
fn family(compact: &str, version: Option<&str>) -> Option<String> {
    let names: [(&str, &[&str], &str); 6] = [
        ("AGPL", &["agpl", "affero"], "3.0"),
        ("LGPL", &["lgpl", "lessergeneral"], ""),
        ("GPL", &["gpl", "generalpublic"], ""),
        ("MPL", &["mpl", "mozilla"], "2.0"),
        ("EPL", &["epl", "eclipsepublic"], "2.0"),
        ("EUPL", &["eupl", "europeanunionpublic"], "1.2"),
    ];
    let (name, _, usual) = names.iter().find(|(_, words, _)| words.iter().any(|word| compact.starts_with(word)))?;
    let version = version.unwrap_or(usual);
    Some(if version.is_empty() { (*name).to_owned() } else { format!("{name}-{version}") })
}

/// Creative Commons: its elements in the order of SPDX.
fn commons(words: &[&str], compact: &str, version: Option<&str>) -> Option<String> {
    if !compact.starts_with("ccby") && !compact.contains("creativecommons") && !compact.starts_with("attribution") {
        return None;
    }
    let has = |short: &str, long: &str| words.contains(&short) || compact.contains(long);
    let run = words.first().filter(|first| first.starts_with("ccby")).copied().unwrap_or_default();
    let mut name = String::from("CC-BY");
    for (short, long) in [("nc", "noncommercial"), ("sa", "sharealike"), ("nd", "noderiv")] {
        if has(short, long) || run.contains(short) {
            name.push('-');
            name.push_str(&short.to_uppercase());
        }
    }
    if let Some(version) = version {
        name.push('-');
        name.push_str(version);
    }
    Some(name)
}

/// The licences that restrict use: see [`super::licence`].
fn rail(compact: &str) -> Option<String> {
    let name = match compact {
        "creativemlopenrailm" => "CreativeML-OpenRAIL-M",
        "openrail++" | "creativemlopenrailplusplusm" => "CreativeML-OpenRAIL-PlusPlus-M",
        "bigscienceopenrailm" => "BigScience-OpenRAIL-M",
        "bigsciencebloomrail1.0" | "bigsciencerail1.0" => "BigScience-RAIL-1.0",
        "bigcodeopenrailm" => "BigCode-OpenRAIL-M",
        _ => return None,
    };
    Some(format!("LicenseRef-{name}"))
}

fn llama(compact: &str, version: Option<&str>) -> Option<String> {
    let compact = compact.strip_prefix("meta").unwrap_or(compact);
    let rest = compact.strip_prefix("llama")?.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let version = version?.trim_end_matches(".0");
    matches!(rest, "" | "community" | "communityagreement").then(|| format!("LicenseRef-Llama-{version}"))
}

/// The spelling of our own references; that of others stays.
fn reference(name: &str) -> String {
    let rest = name.strip_prefix("licenseref-").unwrap_or(name);
    let compact: String = rest.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
    let version = version(&[&compact], &compact);
    let ours = match compact.as_str() {
        "gemma" => Some("LicenseRef-Gemma".to_owned()),
        "tongyiqianwen" => Some("LicenseRef-Tongyi-Qianwen".to_owned()),
        "deepseek" => Some("LicenseRef-DeepSeek".to_owned()),
        _ => rail(&compact).or_else(|| llama(&compact, version.as_deref())),
    };
    ours.unwrap_or_else(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_licence_are_one() {
        for (id, spellings) in [
            (
                "Apache-2.0",
                &[
                    "apache 2.0",
                    "Apache-2.0",
                    "apache-2.0",
                    "Apache License 2.0",
                    "Apache License, Version 2.0",
                    "apache2",
                    "Apache v2",
                    "APACHE",
                ][..],
            ),
            ("MIT", &["MIT", "mit", "MIT License", "The MIT License", "the MIT licence", "MIT/X11", "Expat"]),
            (
                "GPL-3.0",
                &[
                    "gpl-3.0",
                    "GPL-3.0-or-later",
                    "GPL-3.0-only",
                    "GPLv3",
                    "GPL v3",
                    "GPLv3+",
                    "GNU General Public License v3.0",
                    "GPL 3 or later",
                ],
            ),
            ("LGPL-2.1", &["LGPL-2.1", "lgpl 2.1", "GNU Lesser General Public License v2.1"]),
            ("AGPL-3.0", &["agpl", "AGPL-3.0-or-later", "GNU Affero General Public License"]),
            ("MPL-2.0", &["MPL 2.0", "mpl-2.0", "Mozilla Public License 2.0"]),
            ("BSD-3-Clause", &["bsd-3-clause", "BSD 3-Clause", "3-Clause BSD", "New BSD", "BSD-3"]),
            ("BSD-2-Clause", &["BSD 2-Clause \"Simplified\" License", "bsd2"]),
            ("CC0-1.0", &["cc0", "CC0-1.0", "CC0 1.0 Universal", "cc0-1.0"]),
            ("CC-BY-4.0", &["cc-by-4.0", "CC BY 4.0", "Creative Commons Attribution 4.0", "ccby 4.0"]),
            (
                "CC-BY-NC-SA-4.0",
                &[
                    "cc-by-nc-sa-4.0",
                    "CC BY-NC-SA 4.0",
                    "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
                ],
            ),
            ("MulanPSL-2.0", &["Mulan PSL v2", "mulanpsl-2.0", "木兰宽松许可证第2版"]),
            ("LicenseRef-Llama-3.1", &["llama3.1", "Llama 3.1 Community License", "LicenseRef-Llama-3.1"]),
            ("LicenseRef-CreativeML-OpenRAIL-M", &["creativeml-openrail-m", "CreativeML Open RAIL-M"]),
            ("Apache-2.0 OR MIT", &["MIT OR Apache-2.0", "Apache-2.0 or MIT", "(MIT OR Apache-2.0)"]),
            ("my-own-terms", &["My own terms", "my_own_terms", "my-own-terms"]),
            ("", &["", "License"]),
        ] {
            for spelling in spellings {
                assert_eq!(normalise_licence(spelling), id, "{spelling}");
            }
        }
    }

    #[test]
    fn licences_that_differ_stay_apart() {
        let names = [
            "MIT",
            "MIT-0",
            "GPL-2.0",
            "GPL-3.0",
            "LGPL-3.0",
            "cc-by-4.0",
            "cc-by-nc-4.0",
            "cc-by-sa-4.0",
            "cc-by-3.0",
            "Apache-1.1",
            "Apache-2.0",
            "other",
        ];
        let ids: std::collections::BTreeSet<_> = names.iter().map(|name| normalise_licence(name)).collect();
        assert_eq!(ids.len(), names.len());
    }
}
