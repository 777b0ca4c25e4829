//! A record in JSON, read value by value: of what no role wants, nothing is kept.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::columns::{Columns, Role};
use crate::article::formats::record::{Record, place};

/// What an element of a corpus is.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and nearly all are records")]
pub enum Element {
    /// An object.
    Record(Record),
    /// An annotation that pingdian wrote.
    Annotation,
    /// No object.
    Other,
}

/// Reads an element.
#[derive(Clone, Copy)]
pub struct ElementSeed<'a> {
    /// The columns as named.
    pub columns: &'a Columns,
    /// The column that is the text though its name does not say so.
    pub text: Option<&'a str>,
}

impl<'de> DeserializeSeed<'de> for ElementSeed<'_> {
    type Value = Element;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Element, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The scalars, of which nothing is made.
macro_rules! scalars {
    ($value:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}
pub(super) use scalars;

impl<'de> Visitor<'de> for ElementSeed<'_> {
    type Value = Element;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    scalars!(Element::Other);

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Element, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Element::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Element, A::Error> {
        let mut record = Record::default();
        let mut signs = OwnSigns::default();
        while let Some(name) = fields.next_key::<String>()? {
            signs.see(&name);
            match place(self.columns, self.text, &name) {
                Some(role) => record.take(role, fields.next_value_seed(Value::of(role.0))?),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(if signs.is_annotation() { Element::Annotation } else { Element::Record(record) })
    }
}

/// What pingdian's own annotations are told by.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnSigns(u8);

/// Fields that all of them have, and hardly anything else has together.
const OWN: [&str; 5] = ["label", "quote", "start", "end", "reader"];

impl OwnSigns {
    /// Sees a field's name.
    pub fn see(&mut self, name: &str) {
        if let Some(place) = OWN.iter().position(|own| *own == name) {
            self.0 |= 1 << place;
        }
    }

    /// Whether all were seen.
    pub fn is_annotation(self) -> bool {
        self.0 == (1 << OWN.len()) - 1
    }
}

/// Reads a field's value as words: of a list its parts, of an object its name or title.
#[derive(Clone, Copy)]
pub struct Value {
    separator: &'static str,
}

impl Value {
    /// A value in that role.
    pub fn of(role: Role) -> Self {
        Self { separator: if role == Role::Text { "\n" } else { ", " } }
    }
}

/// What an object that stands in a value's place is called by.
const INNER: [&str; 7] = ["name", "title", "text", "value", "content", "#text", "名稱"];

impl<'de> DeserializeSeed<'de> for Value {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("words")
    }

    fn visit_str<E>(self, words: &str) -> Result<String, E> {
        Ok(words.to_owned())
    }

    fn visit_string<E>(self, words: String) -> Result<String, E> {
        Ok(words)
    }

    fn visit_bool<E>(self, _: bool) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<String, A::Error> {
        let mut all = String::new();
        while let Some(words) = elements.next_element_seed(self)? {
            if !all.is_empty() && !words.is_empty() {
                all.push_str(self.separator);
            }
            all.push_str(&words);
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<String, A::Error> {
        let mut found = String::new();
        while let Some(name) = fields.next_key::<String>()? {
            if found.is_empty() && INNER.contains(&name.as_str()) {
                found = fields.next_value_seed(self)?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}
