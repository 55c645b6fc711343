//! Which licence a text is, told by the phrase that no other licence has. It reads no terms and gives no advice.

use super::spelling::normalise_licence;
use crate::source::Span;

/// A licence and what tells it: one of `any` stands in the text, with white space folded and in lower case, all of `with`
/// and none of `without`.
struct Telling {
    id: &'static str,
    any: &'static [&'static str],
    with: &'static [&'static str],
    without: &'static [&'static str],
}

const fn title(id: &'static str, any: &'static [&'static str]) -> Telling {
    Telling { id, any, with: &[], without: &[] }
}

const MIT: &[&str] = &["permission is hereby granted, free of charge, to any person obtaining a copy"];
const MIT_NOTICE: &[&str] = &["this permission notice shall be included in all copies"];
const BSD: &[&str] =
    &["redistribution and use in source and binary forms, with or without modification, are permitted"];
const BSD_NAME: &[&str] = &["neither the name", "may not be used to endorse", "the name of the copyright holder"];
const BSD_CLEAR: &[&str] = &["no express or implied licenses to any party's patent rights"];
const BSD_ADVERTISING: &[&str] = &["all advertising materials mentioning"];
const ISC: &[&str] = &[
    "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted",
    "permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted",
];
const ISC_NOTICE: &[&str] = &["provided that the above copyright notice"];

const KNOWN: &[Telling] = &[
    Telling { id: "MIT", any: MIT, with: MIT_NOTICE, without: &[] },
    Telling { id: "MIT-0", any: MIT, with: &[], without: MIT_NOTICE },
    Telling { id: "BSD-4-Clause", any: BSD, with: BSD_ADVERTISING, without: &[] },
    Telling { id: "BSD-3-Clause-Clear", any: BSD, with: BSD_CLEAR, without: &[] },
    Telling { id: "BSD-2-Clause", any: BSD, with: &[], without: BSD_NAME },
    Telling { id: "BSD-3-Clause", any: BSD, with: &[], without: &[] },
    Telling { id: "ISC", any: ISC, with: ISC_NOTICE, without: &[] },
    Telling { id: "0BSD", any: ISC, with: &[], without: ISC_NOTICE },
    title(
        "Apache-2.0",
        &["apache license version 2.0, january 2004", "licensed under the apache license, version 2.0"],
    ),
    title("MPL-2.0", &["mozilla public license version 2.0", "mozilla public license, v. 2.0"]),
    title("GPL-2.0", &["gnu general public license version 2, june 1991"]),
    title("GPL-3.0", &["gnu general public license version 3, 29 june 2007"]),
    title("LGPL-2.1", &["gnu lesser general public license version 2.1, february 1999"]),
    title("LGPL-3.0", &["gnu lesser general public license version 3, 29 june 2007"]),
    title("AGPL-3.0", &["gnu affero general public license version 3, 19 november 2007"]),
    title("Unlicense", &["this is free and unencumbered software released into the public domain"]),
    title("CC0-1.0", &["cc0 1.0 universal"]),
    title("CC-BY-NC-SA-4.0", &["attribution-noncommercial-sharealike 4.0 international"]),
    title("CC-BY-NC-ND-4.0", &["attribution-noncommercial-noderivatives 4.0 international"]),
    title("CC-BY-NC-4.0", &["attribution-noncommercial 4.0 international"]),
    title("CC-BY-SA-4.0", &["attribution-sharealike 4.0 international"]),
    title("CC-BY-ND-4.0", &["attribution-noderivatives 4.0 international"]),
    title("CC-BY-4.0", &["attribution 4.0 international"]),
    title("MulanPSL-2.0", &["mulan psl v2", "木兰宽松许可证, 第2版", "木兰宽松许可证，第2版"]),
    title("Zlib", &["this software is provided 'as-is', without any express or implied warranty"]),
    title("BSL-1.0", &["boost software license - version 1.0"]),
    title("EPL-2.0", &["eclipse public license - v 2.0"]),
    title("EUPL-1.2", &["european union public licence v. 1.2"]),
    title("Artistic-2.0", &["the artistic license 2.0"]),
    title("ODbL-1.0", &["odc open database license (odbl)", "open database license (odbl) v1.0"]),
    title("CDLA-Permissive-2.0", &["community data license agreement - permissive - version 2.0"]),
    title("LicenseRef-CreativeML-OpenRAIL-M", &["creativeml open rail-m"]),
    title("LicenseRef-CreativeML-OpenRAIL-PlusPlus-M", &["creativeml open rail++-m"]),
    title("LicenseRef-BigScience-OpenRAIL-M", &["bigscience open rail-m", "bigscience openrail-m"]),
    title("LicenseRef-BigScience-RAIL-1.0", &["bigscience rail license v1.0"]),
    title("LicenseRef-BigCode-OpenRAIL-M", &["bigcode open rail-m", "bigcode openrail-m"]),
    title("LicenseRef-Llama-2", &["llama 2 community license agreement"]),
    title("LicenseRef-Llama-3", &["llama 3 community license agreement"]),
    title("LicenseRef-Llama-3.1", &["llama 3.1 community license agreement"]),
    title("LicenseRef-Llama-3.2", &["llama 3.2 community license agreement"]),
    title("LicenseRef-Llama-3.3", &["llama 3.3 community license agreement"]),
    title("LicenseRef-Llama-4", &["llama 4 community license agreement"]),
    title("LicenseRef-Gemma", &["gemma terms of use"]),
    title("LicenseRef-Tongyi-Qianwen", &["tongyi qianwen license agreement"]),
    title("LicenseRef-DeepSeek", &["deepseek license agreement"]),
];

/// The line that names a licence by its id.
const SPDX: &str = "SPDX-License-Identifier:";
/// No licence is longer, in bytes; what stands further down is another text.
const MAX_LICENCE: usize = 256 * 1024;

/// The SPDX id of the licence that a text is, and the phrase that tells it. Where a text holds several licences, or one cites
/// others, the first one counts. An id starting with `LicenseRef-` stands for a licence of which SPDX knows none.
pub(crate) fn spdx_of(text: &str) -> Option<(&'static str, Span)> {
    named(text).or_else(|| told(text))
}

fn named(text: &str) -> Option<(&'static str, Span)> {
    let at = text.find(SPDX)?;
    let line = text.get(at + SPDX.len()..)?.lines().next()?;
    let name = line.trim().trim_end_matches("*/").trim_end_matches("-->").trim();
    let wanted = normalise_licence(name);
    let known = KNOWN.iter().find(|known| known.id == wanted)?;
    let start = at + SPDX.len() + (line.len() - line.trim_start().len());
    Some((known.id, Span::new(start, start + name.len())))
}

fn told(text: &str) -> Option<(&'static str, Span)> {
    let folded = Folded::of(text);
    let has = |phrase: &&str| folded.text.contains(*phrase);
    let mut best: Option<(usize, usize, &'static str)> = None;
    for known in KNOWN {
        for phrase in known.any {
            let Some(at) = folded.text.find(phrase) else { continue };
            let earlier = best.is_none_or(|(start, length, _)| at < start || (at == start && phrase.len() > length));
            if earlier && known.with.iter().all(has) && !known.without.iter().any(has) {
                best = Some((at, phrase.len(), known.id));
            }
        }
    }
    let (at, length, id) = best?;
    Some((id, folded.original(at, at + length)))
}

/// A text in lower case with white space, quotation and emphasis folded, and where each byte came from.
struct Folded {
    text: String,
    from: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::new(), from: Vec::new() };
        for (at, c) in text.char_indices().take_while(|&(at, _)| at < MAX_LICENCE) {
            match c {
                // Marks of comments, quotations and emphasis stand between the words of a licence.
                _ if c.is_whitespace() || matches!(c, '*' | '#' | '>' | '_') => {
                    if !folded.text.ends_with(' ') {
                        folded.push(' ', at);
                    }
                }
                '’' | '‘' | '`' => folded.push('\'', at),
                '–' | '—' => folded.push('-', at),
                c => folded.push(c.to_ascii_lowercase(), at),
            }
        }
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(at, c.len_utf8()));
    }

    /// The bytes of the original that a stretch of the folded text stands for.
    fn original(&self, start: usize, end: usize) -> Span {
        let first = self.from.get(start).copied().unwrap_or_default();
        let last = end.checked_sub(1).and_then(|last| self.from.get(last)).copied().unwrap_or(first);
        let length = self.text.get(..end).and_then(|text| text.chars().next_back()).map_or(1, char::len_utf8);
        Span::new(first, last + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_told_by_its_phrase() {
        let mit = "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this \
                   software … this permission notice shall be included in all copies or …";
        let bsd = "Redistribution and use in source and binary forms, with or\nwithout modification, are permitted";
        let bsd3 = format!("{bsd} … Neither the name of the author");
        let gpl = "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n … use the GNU Lesser General Public License \
                   instead … GNU AFFERO GENERAL PUBLIC LICENSE";
        let lgpl = "GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007 … GNU General Public License\nVersion 3, 29 \
                    June 2007";
        for (text, id, phrase) in [
            (mit, Some("MIT"), "Permission is hereby granted"),
            (bsd, Some("BSD-2-Clause"), "Redistribution"),
            (&bsd3, Some("BSD-3-Clause"), "Redistribution"),
            (
                "                Apache License\n        Version 2.0, January 2004\n",
                Some("Apache-2.0"),
                "Apache License",
            ),
            ("# Mozilla Public License Version 2.0\n", Some("MPL-2.0"), "Mozilla"),
            (gpl, Some("GPL-3.0"), "GNU GENERAL"),
            (lgpl, Some("LGPL-3.0"), "GNU LESSER"),
            ("Attribution-NonCommercial-ShareAlike 4.0\nInternational", Some("CC-BY-NC-SA-4.0"), "Attribution-Non"),
            ("Creative Commons Attribution 4.0 International Public License", Some("CC-BY-4.0"), "Attribution 4.0"),
            ("木兰宽松许可证，第2版", Some("MulanPSL-2.0"), "木兰"),
            ("CreativeML Open RAIL-M\ndated August 22, 2022", Some("LicenseRef-CreativeML-OpenRAIL-M"), "CreativeML"),
            ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", Some("LicenseRef-Llama-3.1"), "LLAMA 3.1"),
            (
                "Apache License\nVersion 2.0, January 2004\n…\nPermission is hereby granted, free of charge, to any person \
              obtaining a copy … this permission notice shall be included in all copies",
                Some("Apache-2.0"),
                "Apache",
            ),
            (
                "// SPDX-License-Identifier: GPL-3.0-or-later\nMozilla Public License Version 2.0",
                Some("GPL-3.0"),
                "GPL-3.0-or",
            ),
            ("All rights reserved.", None, ""),
            ("MIT License", None, ""),
            ("", None, ""),
        ] {
            let found = spdx_of(text);
            assert_eq!(found.map(|(id, _)| id), id, "{text:?}");
            if let Some((_, span)) = found {
                assert!(text[span.range()].starts_with(phrase), "{:?}", &text[span.range()]);
            }
        }
    }

    #[test]
    fn every_id_is_one_spelling_of_itself() {
        for known in KNOWN {
            assert_eq!(normalise_licence(known.id), known.id);
            for phrase in known.any.iter().chain(known.with).chain(known.without) {
                assert_eq!(*phrase, Folded::of(phrase).text, "a phrase is written as it is compared");
            }
        }
    }
}
