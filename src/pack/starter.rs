//! A pack to start from: a head, one principle, one item with its cases, and comments that teach, in the author's language. It writes no
//! file.

use super::Rulebook;
use crate::locale::Locale;

/// The name of the item's file, without its end.
const ITEM: &str = "on-call";
/// The period in the example of a tightening, in days.
const DAYS: i64 = 90;

/// What a pack is to be.
pub(crate) struct Starter<'b> {
    /// Its id, which is that of its principle too.
    pub(crate) id: &'b str,
    /// The built-in pack that it extends, by id and as it is.
    pub(crate) extended: Option<(&'b str, &'b Rulebook)>,
    /// The language of the comments.
    pub(crate) locale: Locale,
}

impl Starter<'_> {
    /// The files of the pack: each with its path from the pack's folder.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let item = self.locale.pick(include_str!("starter/item.en.toml"), include_str!("starter/item.zh.toml"));
        let item = item.replace("%ID%", self.id);
        vec![("pack.toml".to_owned(), self.head()), (format!("{}/{ITEM}.toml", self.id), item)]
    }

    fn head(&self) -> String {
        let head = self.locale.pick(include_str!("starter/pack.en.toml"), include_str!("starter/pack.zh.toml"));
        let (extends, levels, tighten) = match self.extended {
            None => {
                let levels =
                    self.locale.pick(include_str!("starter/levels.en.toml"), include_str!("starter/levels.zh.toml"));
                (String::new(), levels, String::new())
            }
            Some((id, rulebook)) => {
                (format!("extends = [\"{id}\"]\n"), "", self.tightening(id, rulebook).unwrap_or_default())
            }
        };
        // An empty part leaves its line as the empty line that stands between two others.
        let head = head.replace("%EXTENDS%\n", &format!("{extends}\n")).replace("%LEVELS%\n", &format!("{levels}\n"));
        head.replace("%TIGHTEN%\n", &tighten).replace("%ID%", self.id)
    }

    /// An example of a tightening, of an item whose period is longer.
    fn tightening(&self, id: &str, rulebook: &Rulebook) -> Option<String> {
        let longer = |days: i64| days > DAYS;
        let item = rulebook.items.iter().find(|item| item.fresh_days.as_ref().is_some_and(|days| longer(days.days)))?;
        let text = self.locale.pick(include_str!("starter/tighten.en.toml"), include_str!("starter/tighten.zh.toml"));
        Some(text.replace("%EXTENDED%", id).replace("%ITEM%", &item.id).replace("%DAYS%", &DAYS.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::Memory;
    use crate::judge::Judge;

    /// The pack that came out, as guiju reads it.
    fn read(files: Vec<(String, String)>) -> Result<std::sync::Arc<Rulebook>, crate::Error> {
        let mut memory = Memory::new();
        for (path, text) in files {
            memory.insert(format!("acme/{path}"), text);
        }
        Judge::new(date(2026, 1, 15)).with_pack_folder(Box::new(memory), "./acme").rulebook()
    }

    #[test]
    fn what_is_commented_out_holds_as_well() {
        let built_in = Judge::new(date(2026, 1, 15)).rulebook().unwrap();
        for locale in [Locale::En, Locale::Zh] {
            for extended in [None, Some(("four-principles", &*built_in))] {
                let starter = Starter { id: "acme", extended, locale };
                let whole: Vec<_> = starter
                    .files()
                    .into_iter()
                    .map(|(path, text)| {
                        assert!(!text.contains('%'), "{path}: {text}");
                        assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
                        // A comment that opens with a header, or with a key and its sign, is an example.
                        let is_key = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                        let uncommented = text.lines().map(|line| match line.strip_prefix("# ") {
                            Some(code) if code.starts_with("[[") => code,
                            Some(code) if code.split_once(" = ").is_some_and(|(key, _)| is_key(key)) => code,
                            _ => line,
                        });
                        (path, uncommented.collect::<Vec<_>>().join("\n"))
                    })
                    .collect();
                assert!(whole[0].1.contains("\nsource = ") && whole[0].1.contains("\n[[traits]]"));
                assert_eq!(whole[0].1.contains("\n[[tighten]]"), extended.is_some());
                assert!(whole[1].1.contains("\nfresh-days = ") && whole[1].1.contains("\napplies = "));
                let rulebook = read(whole).unwrap();
                assert_eq!(rulebook.own_items().len(), 1);
            }
        }
    }
}
