//! The kinds of what stands under a key: how each is read, and what it tells of itself. What a value means is for the caller.

use jiff::civil::Date;

use super::keys::{Holds, Shape};
use super::{Fields, Name, Reader};
use crate::locale::{Text, text};
use crate::source::Spanned;
use crate::tree::{Entry, Node, Value};

/// A kind of value.
pub(crate) trait Kind: Sync {
    /// What reading gives.
    type Read<'n>;

    /// Reads a value; what is wrong with it is told.
    fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<Self::Read<'n>>;

    /// What may stand there.
    fn holds(&self) -> Holds;
}

/// Kinds that are no more than a method of the reader.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident gives $read:ty, $holds:expr, $method:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $kind;

        impl Kind for $kind {
            type Read<'n> = $read;

            fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<Self::Read<'n>> {
                reader.$method(node, Name::Key(key)).into()
            }

            fn holds(&self) -> Holds {
                $holds
            }
        }
    )+};
}

kinds! {
    /// A text.
    Plain gives Spanned<String>, Holds::Text, string;
    /// A day.
    Day gives Spanned<Date>, Holds::Day, date;
    /// A number, whole or not.
    Number gives Spanned<f64>, Holds::Number, number;
    /// True or false.
    Flag gives Spanned<bool>, Holds::Flag, bool;
    /// A list of texts.
    Texts gives Vec<Spanned<String>>, Holds::Texts, strings;
    /// A list of one text or more.
    SomeTexts gives Vec<Spanned<String>>, Holds::SomeTexts, some_strings;
    /// A text, or a list of one or more.
    TextOrTexts gives Vec<Spanned<String>>, Holds::TextOrTexts, string_or_strings;
    /// A list of anything.
    List gives &'n [Node], Holds::List, list;
}

/// A name in kebab-case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kebab;

impl Kebab {
    /// Whether a name is in kebab-case: words of small letters and digits, with one short line between each two.
    pub(crate) fn allows(name: &str) -> bool {
        name.split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    }
}

impl Kind for Kebab {
    type Read<'n> = Spanned<String>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Spanned<String>> {
        let name = reader.string(node, Name::Key(key))?;
        if Self::allows(&name.value) {
            return Some(name);
        }
        let message = text!("`{key}` must be in kebab-case", "`{key}` 应为小写短横线形式");
        reader.bad_value(
            name.span,
            message,
            text!("write for example \"acme-rules\"", "请写成例如 \"acme-rules\" 的形式"),
        );
        None
    }

    fn holds(&self) -> Holds {
        Holds::Kebab
    }
}

/// A text of a form that its key asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formed {
    /// Whether a text has the form.
    pub(crate) allows: fn(&str) -> bool,
    /// The form as a pattern of ECMA 262.
    pub(crate) pattern: &'static str,
    /// The form in words, in both languages: the end of "`key` must be …".
    pub(crate) what: [&'static str; 2],
    /// A text that has it.
    pub(crate) example: &'static str,
}

impl Kind for Formed {
    type Read<'n> = Spanned<String>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Spanned<String>> {
        let text = reader.string(node, Name::Key(key))?;
        if (self.allows)(&text.value) {
            return Some(text);
        }
        let ([en, zh], example) = (self.what, self.example);
        let help = text!("write for example \"{example}\"", "请写成例如 \"{example}\" 的形式");
        reader.bad_value(text.span, text!("`{key}` must be {en}", "`{key}` 应为{zh}"), help);
        None
    }

    fn holds(&self) -> Holds {
        Holds::Formed(self.pattern)
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Localised;

impl Kind for Localised {
    type Read<'n> = Text;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Text> {
        reader.localised(node, Name::Key(key), key)
    }

    fn holds(&self) -> Holds {
        Holds::Localised
    }
}

/// A list of texts in both languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AllLocalised;

impl Kind for AllLocalised {
    type Read<'n> = Vec<Text>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Vec<Text>> {
        let Value::Array(nodes) = &node.value else {
            return reader.wrong_type(node, Name::Key(key), &Holds::AllLocalised);
        };
        Some(nodes.iter().filter_map(|node| reader.localised(node, Name::ElementOf(key), key)).collect())
    }

    fn holds(&self) -> Holds {
        Holds::AllLocalised
    }
}

/// One of a closed set of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<T: 'static>(pub(crate) &'static [(&'static str, T)]);

impl<T: Clone + Sync> Kind for Word<T> {
    type Read<'n> = Spanned<T>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Spanned<T>> {
        reader.word(node, Name::Key(key), self.0)
    }

    fn holds(&self) -> Holds {
        Holds::Words(self.0.iter().map(|(word, _)| *word).collect())
    }
}

/// A list of words of a closed set. That a word is none of them is for the caller to tell, who knows where they are listed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed(pub(crate) fn() -> Vec<&'static str>);

impl Kind for Listed {
    type Read<'n> = Vec<Spanned<String>>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Vec<Spanned<String>>> {
        Some(reader.strings(node, Name::Key(key)))
    }

    fn holds(&self) -> Holds {
        Holds::AllWords((self.0)())
    }
}

/// A whole number from the first to the second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole(pub(crate) i64, pub(crate) i64);

impl Kind for Whole {
    type Read<'n> = Spanned<i64>;

    fn read(&self, reader: &mut Reader<'_>, node: &Node, key: &'static str) -> Option<Spanned<i64>> {
        reader.integer(node, Name::Key(key), &(self.0..=self.1))
    }

    fn holds(&self) -> Holds {
        Holds::Whole(self.0..=self.1)
    }
}

/// A table of this shape.
#[derive(Clone, Copy)]
pub(crate) struct Inside(pub(crate) &'static Shape);

impl Kind for Inside {
    type Read<'n> = Fields<'n>;

    fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<Fields<'n>> {
        reader.table_at(node, Name::Key(key), self.0)
    }

    fn holds(&self) -> Holds {
        Holds::Table(self.0)
    }
}

/// A list of tables of this shape.
#[derive(Clone, Copy)]
pub(crate) struct Each {
    shape: &'static Shape,
    /// How many there must be.
    pub(crate) least: usize,
}

impl Each {
    /// However many.
    pub(crate) const fn of(shape: &'static Shape) -> Self {
        Self { shape, least: 0 }
    }

    /// So many or more. That there are fewer is for the caller to tell, who knows an example.
    pub(crate) const fn at_least(least: usize, shape: &'static Shape) -> Self {
        Self { shape, least }
    }
}

impl Kind for Each {
    type Read<'n> = Vec<Fields<'n>>;

    fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<Vec<Fields<'n>>> {
        Some(reader.tables(node, Name::Key(key), self.shape))
    }

    fn holds(&self) -> Holds {
        Holds::Tables(self.shape, self.least)
    }
}

/// A table whose keys somebody chose. What stands under them is for the caller to read, as is said here.
#[derive(Clone, Copy)]
pub(crate) struct Chosen(pub(crate) &'static [(&'static str, Holds)]);

impl Kind for Chosen {
    type Read<'n> = &'n [Entry];

    fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<&'n [Entry]> {
        reader.entries(node, Name::Key(key))
    }

    fn holds(&self) -> Holds {
        Holds::Chosen(self.0)
    }
}

/// A text, or a list of texts and of tables of this shape, for the caller to read.
#[derive(Clone, Copy)]
pub(crate) struct TextsOrTables(pub(crate) &'static Shape);

impl Kind for TextsOrTables {
    type Read<'n> = &'n Node;

    fn read<'n>(&self, _: &mut Reader<'_>, node: &'n Node, _: &'static str) -> Option<&'n Node> {
        Some(node)
    }

    fn holds(&self) -> Holds {
        Holds::TextsOrTables(self.0)
    }
}

/// A table that a room further on reads, by the id of its shape; with the flag, none of that shape's keys must be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere(pub(crate) &'static str, pub(crate) bool);

impl Kind for Elsewhere {
    type Read<'n> = &'n Node;

    fn read<'n>(&self, reader: &mut Reader<'_>, node: &'n Node, key: &'static str) -> Option<&'n Node> {
        reader.entries(node, Name::Key(key)).map(|_| node)
    }

    fn holds(&self) -> Holds {
        Holds::Elsewhere(self.0, self.1)
    }
}

/// Anything, as it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anything;

impl Kind for Anything {
    type Read<'n> = &'n Node;

    fn read<'n>(&self, _: &mut Reader<'_>, node: &'n Node, _: &'static str) -> Option<&'n Node> {
        Some(node)
    }

    fn holds(&self) -> Holds {
        Holds::Any
    }
}
