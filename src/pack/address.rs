//! Where the pages of a pack's items are published: one address for all of them, with a place for the item and one for the language.
//! Nothing is ever fetched from it.

use crate::locale::{Locale, Text};

/// What stands for an item's id.
const ITEM: &str = "{item}";
/// What stands for the language of the page.
const LOCALE: &str = "{locale}";
/// What an address begins with.
const SCHEME: &str = "https://";
/// What [`allows`] takes, as a pattern of ECMA 262.
pub(super) const PATTERN: &str = concat!(
    r"^https://[A-Za-z0-9.-]+(:[0-9]+)?/",
    r"([A-Za-z0-9._~/?#&=%+,;:-]|\{locale\})*\{item\}([A-Za-z0-9._~/?#&=%+,;:-]|\{locale\}|\{item\})*$"
);

/// Whether this is such an address: `https`, a host, and a path that names the item. No character of it means anything to a terminal,
/// to Markdown or to HTML.
pub(crate) fn allows(address: &str) -> bool {
    let Some((host, path)) = address.strip_prefix(SCHEME).and_then(|rest| rest.split_once('/')) else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"._~/?#&=%+,;:-".contains(&byte);
    named
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && path.contains(ITEM)
        && path.split(ITEM).flat_map(|part| part.split(LOCALE)).all(|part| part.bytes().all(safe))
}

/// The address of an item's page, in each language.
pub(super) fn of(address: &str, item: &str) -> Text {
    let page = |locale: Locale| address.replace(LOCALE, locale.tag()).replace(ITEM, item);
    Text { en: page(Locale::En), zh: page(Locale::Zh) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_and_names_the_item() {
        let pattern = regex::Regex::new(PATTERN).unwrap();
        for (address, allowed) in [
            ("https://docs.acme.example/{locale}/items/{item}.html", true),
            ("https://acme.example:8443/{item}", true),
            ("https://acme.example/rules?lang={locale}#{item}", true),
            ("https://acme.example/{item}/{item}", true),
            ("http://acme.example/{item}", false),
            ("https://acme.example/items", false),
            ("https:///{item}", false),
            ("https://{item}/", false),
            ("https://acme.example", false),
            ("https://me@acme.example/{item}", false),
            ("https://acme.example:/{item}", false),
            ("https://acme.example:x/{item}", false),
            ("https://acme.example/{other}/{item}", false),
            ("https://acme.example/{{item}}", false),
            ("https://acme.example/{item}\u{1b}]8;;", false),
            ("https://acme.example/{item})<b>", false),
            ("https://acme.example/a b/{item}", false),
            ("https://acme.example/中/{item}", false),
            ("javascript:alert(1)//{item}", false),
            ("", false),
        ] {
            assert_eq!((allows(address), pattern.is_match(address)), (allowed, allowed), "{address}");
        }
    }

    #[test]
    fn each_language_has_its_page() {
        let page = of("https://acme.example/{locale}/{item}.html", "people/purpose");
        assert_eq!(page.en, "https://acme.example/en/people/purpose.html");
        assert_eq!(page.zh, "https://acme.example/zh/people/purpose.html");
    }
}
