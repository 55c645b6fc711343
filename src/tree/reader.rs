//! Typed reading from the tree that gathers every problem of a file in one run, each with its place, the nearest known word and
//! the line to write. What the values mean to each other is for the caller to judge.

mod fields;
pub(crate) mod keys;
pub(crate) mod kinds;
mod tell;

use std::ops::RangeInclusive;

use jiff::civil::Date;
use memchr::memchr;

pub(crate) use self::fields::Fields;
use self::keys::{Holds, Key, Shape};
use self::kinds::Plain;
use crate::finding::{Code, Edit, Problem};
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};
use crate::tree::syntax::{Syntax, day};
use crate::tree::{Entry, Node, Value, nearest, rename, rewritten};

/// A text in both languages.
const EN: Key<Plain> = Key::needed("en", Plain, "In English", "英文");
const ZH: Key<Plain> = Key::needed("zh", Plain, "In Chinese", "中文");
pub(crate) const LOCALISED: Shape = Shape::new("localised", ["the text", "文字"], &[&EN, &ZH]);

/// What a value is called in a message. It becomes words only when there is something to say.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Name<'a> {
    /// A key.
    Key(&'a str),
    /// An element of the list under a key.
    ElementOf(&'a str),
    /// Words of the caller's own, in both languages.
    Said([&'a str; 2]),
}

impl Name<'_> {
    fn of_element(self) -> Self {
        match self {
            Self::Key(key) | Self::ElementOf(key) => Self::ElementOf(key),
            Self::Said(_) => self,
        }
    }

    fn text(self) -> Text {
        match self {
            Self::Key(key) => Text::same(format!("`{key}`")),
            Self::ElementOf(key) => text!("an element of `{key}`", "`{key}` 的元素"),
            Self::Said([en, zh]) => text!("{en}", "{zh}"),
        }
    }
}

/// Collects the problems of one file.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    /// How the file is written, and so what it is told to write.
    syntax: Syntax,
    problems: Vec<Problem>,
    /// Where the file itself is broken, in order: what stands there has been told and is not judged again.
    broken: Vec<Span>,
}

impl<'t> Reader<'t> {
    /// A reader of the tree of this text, TOML unless it is said otherwise, which came with these problems.
    pub(crate) fn new(text: &'t str, problems: Vec<Problem>) -> Self {
        let mut broken: Vec<Span> = problems.iter().map(|problem| problem.span).collect();
        broken.sort_unstable();
        Self { text, syntax: Syntax::Toml, problems, broken }
    }

    /// The same for a file that is written so.
    pub(crate) fn of(self, syntax: Syntax) -> Self {
        Self { syntax, ..self }
    }

    /// How the file is written.
    pub(crate) fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The edit that writes something else where this text stands.
    pub(crate) fn rewritten(&self, from: &Spanned<String>, to: &str) -> Option<Edit> {
        rewritten(self.text, from.span, &from.value, to)
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Everything that is wrong with the file, in the order of the file.
    pub(crate) fn problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.span);
        self.problems
    }

    /// How many problems there are so far: more of them later means that what was read in between is not sound.
    pub(crate) fn count(&self) -> usize {
        self.problems.len()
    }

    /// Adds a problem.
    pub(crate) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds the problem that a value cannot stand where it stands.
    pub(crate) fn bad_value(&mut self, span: Span, message: Text, help: Text) {
        self.report(Problem::new(Code::BadValue, span, message).help(help));
    }

    /// A node as a table of a shape, called as the shape says.
    pub(crate) fn table<'n>(&mut self, node: &'n Node, shape: &'static Shape) -> Option<Fields<'n>> {
        self.table_at(node, Name::Said(shape.what), shape)
    }

    /// A node as a table that `name` leads to.
    fn table_at<'n>(&mut self, node: &'n Node, name: Name<'_>, shape: &'static Shape) -> Option<Fields<'n>> {
        let Value::Table(table) = &node.value else { return self.wrong_type(node, name, &Holds::Table(shape)) };
        Some(Fields::new(table, self.place_of(node), shape))
    }

    /// A node as a list of tables; an element that is none is told and left out.
    pub(crate) fn tables<'n>(&mut self, node: &'n Node, name: Name<'_>, shape: &'static Shape) -> Vec<Fields<'n>> {
        let Value::Array(nodes) = &node.value else {
            self.wrong_type::<()>(node, name, &Holds::Tables(shape, 0));
            return Vec::new();
        };
        let element = name.of_element();
        nodes.iter().filter_map(|node| self.table_at(node, element, shape)).collect()
    }

    /// A node as a table whose keys are names that somebody chose: none is unknown.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node, name: Name<'_>) -> Option<&'n [Entry]> {
        let Value::Table(table) = &node.value else { return self.wrong_type(node, name, &Holds::Chosen(&[])) };
        Some(&table.entries)
    }

    /// A node as a list of anything.
    fn list<'n>(&mut self, node: &'n Node, name: Name<'_>) -> Option<&'n [Node]> {
        let Value::Array(nodes) = &node.value else { return self.wrong_type(node, name, &Holds::List) };
        Some(nodes)
    }

    /// A node as a text in both languages, called after the key that it stands under.
    fn localised(&mut self, node: &Node, name: Name<'_>, key: &'static str) -> Option<Text> {
        let Value::Table(table) = &node.value else { return self.wrong_type(node, name, &Holds::Localised) };
        let fields = Fields::new(table, self.place_of(node), &LOCALISED).under(key);
        let (en, zh) = (fields.read(self, &EN), fields.read(self, &ZH));
        fields.finish(self);
        Some(Text { en: en?.value, zh: zh?.value })
    }

    /// A node as a text that is not blank.
    pub(crate) fn string(&mut self, node: &Node, name: Name<'_>) -> Option<Spanned<String>> {
        let Value::String(string) = &node.value else { return self.wrong_type(node, name, &Holds::Text) };
        if string.trim().is_empty() {
            let message = tell::about(name, format_args!("is empty"), format_args!("为空"));
            self.bad_value(node.span, message, text!("write something, or leave it out", "请写上内容，或整个删去"));
            return None;
        }
        Some(Spanned::new(string.clone(), node.span))
    }

    /// A node as one of a closed set of words.
    pub(crate) fn word<T: Clone>(&mut self, node: &Node, name: Name<'_>, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let Value::String(string) = &node.value else { return self.wrong_type(node, name, &Holds::Text) };
        if let Some((_, value)) = words.iter().find(|(word, _)| word == string) {
            return Some(Spanned::new(value.clone(), node.span));
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let near = nearest(string, known.iter().copied());
        let edit = near.and_then(|near| rewritten(self.text, node.span, string, near));
        let fix = near.and_then(|near| rename(edit, string, near, known.iter().copied()));
        self.report(tell::unknown_word(node.span, name, string, &known).fix(fix));
        None
    }

    /// A node as a day. Where the syntax has days, quotes round one are told as a wrong type, with the way out.
    pub(crate) fn date(&mut self, node: &Node, name: Name<'_>) -> Option<Spanned<Date>> {
        match &node.value {
            Value::Date(date) => Some(Spanned::new(*date, node.span)),
            Value::String(string) if self.syntax.days_are_texts() && day(string).is_some() => {
                day(string).map(|day| Spanned::new(day, node.span))
            }
            Value::String(string) if self.syntax.days_are_texts() || string.parse::<Date>().is_err() => {
                let message = tell::about(name, format_args!("is not a day"), format_args!("不是日期"));
                let shown = self.syntax.day();
                self.bad_value(node.span, message, text!("write {shown}", "请写成 {shown}"));
                None
            }
            _ => self.wrong_type(node, name, &Holds::Day),
        }
    }

    /// A node as a whole number within a range.
    pub(crate) fn integer(&mut self, node: &Node, name: Name<'_>, range: &RangeInclusive<i64>) -> Option<Spanned<i64>> {
        let Value::Integer(number) = node.value else {
            return self.wrong_type(node, name, &Holds::Whole(range.clone()));
        };
        if range.contains(&number) {
            return Some(Spanned::new(number, node.span));
        }
        let message = tell::about(name, format_args!("cannot be {number}"), format_args!("不能是 {number}"));
        let (low, high) = (range.start(), range.end());
        let help = if low == high {
            text!("write {low}", "请写 {low}")
        } else if *high == i64::MAX {
            text!("write {low} or more", "请写不小于 {low} 的整数")
        } else {
            text!("write a number from {low} to {high}", "请写 {low} 到 {high} 之间的整数")
        };
        self.bad_value(node.span, message, help);
        None
    }

    /// A node as a finite number, whole or not.
    pub(crate) fn number(&mut self, node: &Node, name: Name<'_>) -> Option<Spanned<f64>> {
        let number = match node.value {
            Value::Float(number) => number,
            #[expect(clippy::cast_precision_loss, reason = "a threshold beyond 2^53 needs no last digit")]
            Value::Integer(number) => number as f64,
            _ => return self.wrong_type(node, name, &Holds::Number),
        };
        if number.is_finite() {
            return Some(Spanned::new(number, node.span));
        }
        let message = tell::about(name, format_args!("must be finite"), format_args!("应为有限的数字"));
        self.bad_value(node.span, message, text!("write a number such as 0.5", "请写数字，例如 0.5"));
        None
    }

    /// A node as true or false.
    pub(crate) fn bool(&mut self, node: &Node, name: Name<'_>) -> Option<Spanned<bool>> {
        let Value::Bool(value) = node.value else { return self.wrong_type(node, name, &Holds::Flag) };
        Some(Spanned::new(value, node.span))
    }

    /// A node as a list of texts, none of them blank; an element that is none is told and left out.
    pub(crate) fn strings(&mut self, node: &Node, name: Name<'_>) -> Vec<Spanned<String>> {
        let Value::Array(nodes) = &node.value else {
            self.wrong_type::<()>(node, name, &Holds::Texts);
            return Vec::new();
        };
        let element = name.of_element();
        nodes.iter().filter_map(|node| self.string(node, element)).collect()
    }

    /// A node as a list of texts that is not empty: one that is would ask for nothing where it means to ask.
    fn some_strings(&mut self, node: &Node, name: Name<'_>) -> Vec<Spanned<String>> {
        if matches!(&node.value, Value::Array(nodes) if nodes.is_empty()) {
            let message = tell::about(name, format_args!("lists nothing"), format_args!("没有列出任何内容"));
            self.bad_value(
                node.span,
                message,
                text!("write at least one, or leave it out", "请至少写一项，或整个删去"),
            );
        }
        self.strings(node, name)
    }

    /// A node as a text or a list of texts, of which there is one at least.
    pub(crate) fn string_or_strings(&mut self, node: &Node, name: Name<'_>) -> Vec<Spanned<String>> {
        match &node.value {
            Value::String(_) => self.string(node, name).into_iter().collect(),
            Value::Array(_) => self.some_strings(node, name),
            _ => {
                self.wrong_type::<()>(node, name, &Holds::TextOrTexts);
                Vec::new()
            }
        }
    }

    /// Tells a wrong type, unless the node is what a broken line left behind.
    fn wrong_type<T>(&mut self, node: &Node, name: Name<'_>, expected: &Holds) -> Option<T> {
        if !(node.value == Value::Null && self.is_broken(node.span)) {
            let slice = self.text.get(node.span.range()).unwrap_or_default();
            self.report(tell::wrong_type(node, name, expected, slice, self.syntax));
        }
        None
    }

    /// Whether a problem of the file itself stands at this place.
    fn is_broken(&self, span: Span) -> bool {
        let index = self.broken.partition_point(|broken| broken.start < span.start);
        let before = index.checked_sub(1).and_then(|index| self.broken.get(index));
        before.is_some_and(|broken| broken.end >= span.start)
            || self.broken.get(index).is_some_and(|broken| broken.start <= span.end)
    }

    /// Where to show what a table lacks: its first line, or, for a whole file, its first key.
    fn place_of(&self, node: &Node) -> Span {
        if node.span.is_empty()
            && let Value::Table(table) = &node.value
            && let Some(first) = table.entries.first()
        {
            return first.key_span;
        }
        let slice = self.text.get(node.span.range()).unwrap_or_default();
        let end = memchr(b'\n', slice.as_bytes()).unwrap_or(slice.len());
        let line = slice.get(..end).unwrap_or_default().trim_end();
        Span::new(node.span.start, node.span.start + line.len())
    }
}

#[cfg(test)]
mod tests;
