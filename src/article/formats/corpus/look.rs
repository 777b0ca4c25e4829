//! A first look at JSON: which fields the first record has, of a beginning that may be cut anywhere.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::json::scalars;

/// The names under which a document has its list of articles.
pub const LISTS: [&str; 14] = [
    "articles",
    "items",
    "data",
    "records",
    "results",
    "documents",
    "docs",
    "news",
    "entries",
    "rows",
    "文章",
    "新聞",
    "新闻",
    "記事",
];

/// What was seen of a beginning.
#[derive(Debug, Default)]
pub struct Look {
    /// Whether the value is an object.
    pub is_object: bool,
    /// Whether the value ended within the beginning.
    pub is_whole: bool,
    /// The object's fields, or those of the first object in the list, with the length of their words in characters.
    pub fields: Vec<(String, usize)>,
    /// Fields of the first object in a list that the object has under one of [`LISTS`].
    pub listed: Vec<(String, usize)>,
    /// What the object's `format` or `version` says.
    pub says: String,
}

impl Look {
    /// Looks at `beginning`.
    pub fn at(beginning: &str) -> Look {
        let mut look = Look::default();
        let mut json = serde_json::Deserializer::from_str(beginning);
        look.is_whole = Top(&mut look).deserialize(&mut json).is_ok();
        look
    }

    /// The names and lengths of the fields.
    pub fn lengths(&self) -> Vec<(&str, usize)> {
        let fields = if self.listed.is_empty() { &self.fields } else { &self.listed };
        fields.iter().map(|(name, length)| (name.as_str(), *length)).collect()
    }
}

/// The value itself.
struct Top<'a>(&'a mut Look);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a corpus")
    }

    scalars!(());

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        elements.next_element_seed(First(&mut self.0.fields))?;
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let look = self.0;
        look.is_object = true;
        while let Some(name) = fields.next_key::<String>()? {
            let is_list = LISTS.contains(&name.as_str());
            let says = matches!(name.as_str(), "format" | "version");
            look.fields.push((name, 0));
            if is_list {
                fields.next_value_seed(First(&mut look.listed))?;
                continue;
            }
            let (length, words) = fields.next_value_seed(Length { keep: says })?;
            if let Some(last) = look.fields.last_mut() {
                last.1 = length;
            }
            look.says.push_str(&words);
        }
        Ok(())
    }
}

/// The fields of an object, or of the first object in a list.
struct First<'a>(&'a mut Vec<(String, usize)>);

impl<'de> DeserializeSeed<'de> for First<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for First<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    scalars!(());

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        elements.next_element_seed(First(self.0))?;
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            self.0.push((name, 0));
            let (length, _) = fields.next_value_seed(Length { keep: false })?;
            if let Some(last) = self.0.last_mut() {
                last.1 = length;
            }
        }
        Ok(())
    }
}

/// How many characters a value has, and, where they are wanted, which.
#[derive(Clone, Copy)]
struct Length {
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Length {
    type Value = (usize, String);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Length {
    type Value = (usize, String);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Default::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Default::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Default::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Default::default())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Default::default())
    }

    fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
        Ok((words.chars().count(), if self.keep { words.to_owned() } else { String::new() }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut all = 0;
        while let Some((length, _)) = elements.next_element_seed(Length { keep: false })? {
            all += length;
        }
        Ok((all, String::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Default::default())
    }
}
