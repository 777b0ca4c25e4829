//! One JSON document: a list of records, an object that has such a list, or an object that is an article itself.

use std::cell::RefCell;
use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::MOST_RECORD;
use super::brackets::Brackets;
use super::columns::{Columns, Role, by_length};
use super::input::{Bounded, Budget, beginning, words};
use super::json::{Element, ElementSeed, OwnSigns, Value, scalars};
use super::look::{LISTS, Look};
use crate::article::formats::giving::Giving;
use crate::article::formats::record::{Record, place};
use crate::article::formats::{Each, Format, Head, Options, Reading, Stream};
use crate::article::read_error::Unreadable;

pub(in crate::article::formats) const FORMAT: Format = Format {
    name: "json",
    recognises: |head| is_document(head, &Columns::default()),
    read: Reading::Streamed(|stream, options, each| read(stream, options, each, MOST_RECORD)),
};

/// What the document says of itself that `pingdian export --format json` writes.
const OWN_FORMAT: &str = "pingdian annotations";

/// Whether it is a document of articles, as far as its first record tells, or one that must be refused.
pub fn is_document(head: &Head, columns: &Columns) -> bool {
    if !head.begins_with(b"{[") {
        return false;
    }
    let Some(text) = beginning(head.bytes) else { return false };
    let is_whole = head.bytes.len() < Head::BYTES;
    let text = text.trim_start();
    let look = Look::at(text);
    let mut signs = OwnSigns::default();
    look.fields.iter().for_each(|(name, _)| signs.see(name));
    let fields = look.lengths();
    look.says.contains(OWN_FORMAT)
        || signs.is_annotation()
        || fields.iter().any(|(name, _)| columns.is_text(name))
        || by_length(&fields).is_some()
        || Brackets::of(text, is_whole).is_some()
}

/// The column that is the text by its length alone; empty where the names tell.
///
/// # Errors
///
/// Where nothing tells.
pub fn text_column(look: &Look, columns: &Columns) -> Result<String, Unreadable> {
    let fields = look.lengths();
    let mut signs = OwnSigns::default();
    fields.iter().for_each(|(name, _)| signs.see(name));
    if signs.is_annotation() || look.says.contains(OWN_FORMAT) {
        return Err(Unreadable::Annotations);
    }
    if fields.iter().any(|(name, _)| columns.is_text(name)) {
        return Ok(String::new());
    }
    let long = if columns.requires(Role::Text) { None } else { by_length(&fields) };
    long.map(str::to_owned).ok_or_else(|| Unreadable::no_text_column(fields.iter().map(|(name, _)| *name)))
}

/// Reads `stream`, of which no record may take more than `most` bytes.
pub fn read(stream: Stream, options: &Options, each: Each, most: usize) -> Result<(), Unreadable> {
    let words = words(stream)?;
    let giving = Giving::new("record", each, words.guessed_encoding).requiring(&options.columns);
    let text = text_column(&Look::at(&words.beginning), &options.columns).map_err(|error| {
        match (error, Brackets::of(&words.beginning, words.is_whole)) {
            (Unreadable::NoTextColumn(_), Some(brackets)) => brackets.refusal(),
            (error, _) => error,
        }
    })?;
    let (bounded, budget) = Bounded::new(words.input, most);
    let reading = Reader {
        seed: ElementSeed {
            columns: &options.columns,
            text: Some(text.as_str()).filter(|name| !name.is_empty()),
        },
        giving: RefCell::new(giving),
        budget,
        number: RefCell::new(0),
        broken_off: RefCell::new(false),
        annotations: RefCell::new(false),
    };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(bounded));
    let read = reading.deserialize_with(&mut json).and_then(|alone| json.end().map(|()| alone));
    if *reading.annotations.borrow() {
        return Err(Unreadable::Annotations);
    }
    if *reading.broken_off.borrow() {
        return Ok(());
    }
    let number = *reading.number.borrow();
    let is_spent = reading.budget.is_spent();
    let mut giving = reading.giving.into_inner();
    match read {
        Ok(None) => {}
        Ok(Some(alone)) => giving.give_alone(&alone)?,
        Err(_) if is_spent => {
            giving.leave_out(format!("record {}", number + 1), "it is too long; the rest was not read")
        }
        Err(error) if error.is_io() => return Err(Unreadable::Failed(error.into())),
        Err(error) => giving.leave_out(
            format!("line {}", error.line()),
            "it is no whole JSON; what comes after it was not read",
        ),
    }
    giving.end()
}

/// A document on its way through the parser.
struct Reader<'a> {
    seed: ElementSeed<'a>,
    giving: RefCell<Giving<'a>>,
    budget: Budget,
    /// How many records came.
    number: RefCell<usize>,
    broken_off: RefCell<bool>,
    annotations: RefCell<bool>,
}

impl<'a> Reader<'a> {
    /// The record that the document is itself, if it is one.
    fn deserialize_with<'de, D: Deserializer<'de>>(&self, json: D) -> Result<Option<Record>, D::Error> {
        json.deserialize_any(Top(self))
    }

    fn take(&self, element: Element) -> ControlFlow<()> {
        *self.number.borrow_mut() += 1;
        let number = *self.number.borrow();
        let place = || format!("record {number}");
        let mut giving = self.giving.borrow_mut();
        let flow = match element {
            Element::Record(record) => giving.give(place, &record, 0),
            Element::Annotation => {
                *self.annotations.borrow_mut() = true;
                return ControlFlow::Break(());
            }
            Element::Other => {
                giving.leave_out(place(), "it is no JSON object");
                ControlFlow::Continue(())
            }
        };
        *self.broken_off.borrow_mut() = flow.is_break();
        flow
    }

    fn take_all<'de, A: SeqAccess<'de>>(&self, mut elements: A) -> Result<(), A::Error> {
        loop {
            self.budget.renew();
            let Some(element) = elements.next_element_seed(self.seed)? else { return Ok(()) };
            if self.take(element).is_break() {
                return Err(A::Error::custom("broken off"));
            }
        }
    }
}

/// The document's value.
struct Top<'r, 'a>(&'r Reader<'a>);

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = Option<Record>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("articles")
    }

    scalars!(None);

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Self::Value, A::Error> {
        self.0.take_all(elements).map(|()| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let ElementSeed { columns, text } = self.0.seed;
        let mut record = Record::default();
        let mut has_list = false;
        let mut signs = OwnSigns::default();
        while let Some(name) = fields.next_key::<String>()? {
            self.0.budget.renew();
            signs.see(&name);
            if LISTS.contains(&name.as_str()) && fields.next_value_seed(List(self.0))? {
                has_list = true;
                continue;
            }
            if LISTS.contains(&name.as_str()) {
                continue;
            }
            match place(columns, text, &name) {
                Some(role) => record.take(role, fields.next_value_seed(Value::of(role.0))?),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        *self.0.annotations.borrow_mut() |= signs.is_annotation();
        Ok((!has_list).then_some(record))
    }
}

/// A value that may be the list of records: whether it is.
struct List<'r, 'a>(&'r Reader<'a>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    scalars!(false);

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<bool, A::Error> {
        self.0.take_all(elements).map(|()| true)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<bool, A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}
