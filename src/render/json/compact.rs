//! JSON on one line, put behind a text that is there already. It is what `serde_json` would write, byte for byte; that one looks at every
//! byte of a text by itself, and a report is little else than texts. Reading JSON is not done here.

use std::fmt::{Error, Write as _};

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};
use serde_json::Number;

use crate::render::bytes::first;

/// Writes one value.
pub(super) struct Compact<'o>(pub(super) &'o mut String);

/// Writes what a value is made of.
pub(super) struct Parts<'o> {
    out: &'o mut String,
    is_begun: bool,
    end: &'static str,
}

/// A text in quotation marks (RFC 8259, section 7).
fn text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = first(rest.as_bytes(), [b'"', b'\\']) {
        let (before, found) = rest.split_at(at);
        let mut characters = found.chars();
        out.push_str(before);
        match characters.next().unwrap_or_default() {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            mark @ ('"' | '\\') => out.extend(['\\', mark]),
            // Writing to a string does not fail.
            other => drop(write!(out, "\\u{:04x}", u32::from(other))),
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

impl<'o> Compact<'o> {
    fn shown(self, value: impl std::fmt::Display) -> Result<(), Error> {
        write!(self.0, "{value}")
    }

    fn parts(self, start: char, end: &'static str) -> Parts<'o> {
        self.0.push(start);
        Parts { out: self.0, is_begun: false, end }
    }

    /// The name of an enum's variant, before what it holds.
    fn variant(self, name: &str) -> Self {
        self.0.push('{');
        text(name, self.0);
        self.0.push(':');
        self
    }
}

impl Parts<'_> {
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(Compact(self.out))
    }

    /// The names of fields are written in the program, and hold nothing to escape.
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.comma();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        value.serialize(Compact(self.out))
    }

    fn comma(&mut self) {
        if std::mem::replace(&mut self.is_begun, true) {
            self.out.push(',');
        }
    }

    fn finish(self) {
        self.out.push_str(self.end);
    }
}

macro_rules! numbers {
    ($($name:ident $type:ty,)+) => {
        $(fn $name(self, value: $type) -> Result<(), Error> {
            self.shown(value)
        })+
    };
}

impl<'o> Serializer for Compact<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Parts<'o>;
    type SerializeTupleVariant = Parts<'o>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Parts<'o>;

    numbers! {
        serialize_bool bool,
        serialize_i8 i8,
        serialize_i16 i16,
        serialize_i32 i32,
        serialize_i64 i64,
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_u64 u64,
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        // Its own digits, rather than those of the same number with twice as many bits.
        self.serialize_f64(value.to_string().parse().unwrap_or(f64::NAN))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        match Number::from_f64(value) {
            Some(number) => self.shown(number),
            None => self.serialize_unit(),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        text(value, self.0);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let within = self.variant(variant);
        value.serialize(Compact(within.0))?;
        within.0.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(self.parts('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.parts('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.parts('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Error> {
        Ok(self.variant(variant).parts('[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(self.parts('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.parts('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Error> {
        Ok(self.variant(variant).parts('{', "}}"))
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    /// Keys are texts: JSON has no others.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(':');
        value.serialize(Compact(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.finish();
        Ok(())
    }
}

macro_rules! parts {
    (values $($part:ident $method:ident,)+) => {
        $(impl $part for Parts<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.value(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish();
                Ok(())
            }
        })+
    };
    (fields $($part:ident,)+) => {
        $(impl $part for Parts<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish();
                Ok(())
            }
        })+
    };
}

parts! {
    values
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}
parts! { fields SerializeStruct, SerializeStructVariant, }

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Pair(u8, char);

    #[derive(Serialize)]
    enum Kind {
        Plain,
        Of(i64),
        Two(bool, Option<u8>),
        Named { text: String },
    }

    fn same(value: &impl Serialize) {
        let mut written = String::from("before ");
        value.serialize(Compact(&mut written)).unwrap();
        assert_eq!(written, format!("before {}", serde_json::to_string(value).unwrap()));
    }

    #[test]
    fn every_kind_of_value_is_written_as_serde_json_does() {
        let named = Kind::Named { text: "a\"b".to_owned() };
        same(&(Unit, Pair(7, '"'), [Kind::Plain, Kind::Of(-3), Kind::Two(true, None), named]));
        same(&(i8::MIN, 0.1_f32, u16::MAX, i32::MIN, u64::MAX, (), Some("x"), "\u{1}\u{8}\u{c}\r\n\t\u{7f}规矩🧭"));
        for number in [0.0, 100.0, 71.428_571_428_571_43, 1e16, 1e-7, -2.5, f64::MAX, f64::NAN, f64::INFINITY] {
            same(&number);
        }
        same(&BTreeMap::from([("a\\", vec![1_u8]), ("b", Vec::new())]));
        same(&serde_json::json!({ "a": [null, true, { "b": 1.5 }], "": {}, "n": -1 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_is_written_as_serde_json_does(text in any::<String>(), lines in "[ -~\n\"\\\\]{0,80}") {
            same(&[text, lines]);
        }
    }
}
