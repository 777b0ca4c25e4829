//! The objects of a JSON document, one at a time: of a list, of a list within an object that holds it, of several
//! documents one after the other. Memory holds one of them, however long the document is.

use std::fmt;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::lines::BYTE_ORDER_MARK;

/// Takes a record, with its number from 1.
pub(super) type Each<'a> = &'a mut dyn FnMut(usize, Value) -> ControlFlow<()>;

/// Gives each object to `each`. What lies in a list under one of the names `within` is an object of its own.
///
/// # Errors
///
/// Where the input cannot be read or is no JSON. What came before was given.
pub(super) fn for_each_record(
    input: &mut dyn BufRead,
    within: &'static [&'static str],
    each: Each<'_>,
) -> io::Result<()> {
    if input.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        input.consume(BYTE_ORDER_MARK.len());
    }
    let mut records = Records { within, each, number: 0, is_over: false };
    while has_more(input)? && !records.is_over {
        let mut document = serde_json::Deserializer::from_reader(&mut *input);
        match Seed(&mut records).deserialize(&mut document) {
            Err(_) if records.is_over => break,
            other => other?,
        }
    }
    Ok(())
}

/// Steps over white space between documents.
fn has_more(input: &mut dyn BufRead) -> io::Result<bool> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let blank = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let all_blank = blank == buffer.len();
        input.consume(blank);
        if !all_blank {
            return Ok(true);
        }
    }
}

struct Records<'a> {
    within: &'static [&'static str],
    each: Each<'a>,
    number: usize,
    is_over: bool,
}

impl Records<'_> {
    fn give<E: Error>(&mut self, value: Value) -> Result<(), E> {
        self.number += 1;
        match (self.each)(self.number, value) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                self.is_over = true;
                Err(E::custom("no more is wanted"))
            }
        }
    }
}

struct Seed<'s, 'a>(&'s mut Records<'a>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            self.0.give(value)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut rest = Map::new();
        let mut holds = false;
        while let Some(name) = map.next_key::<String>()? {
            if self.0.within.contains(&name.as_str()) {
                holds = true;
                map.next_value_seed(Seed(&mut *self.0))?;
            } else if holds {
                map.next_value::<IgnoredAny>()?;
            } else {
                rest.insert(name, map.next_value()?);
            }
        }
        if holds { Ok(()) } else { self.0.give(Value::Object(rest)) }
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        // The address of a list that lies elsewhere.
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, most: usize) -> (Vec<String>, bool) {
        let mut found = Vec::new();
        let read = for_each_record(&mut text.as_bytes(), &["items", "first"], &mut |number, value| {
            found.push(format!("{number}{value}"));
            if found.len() == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (found, read.is_ok())
    }

    #[test]
    fn objects_are_found_wherever_they_lie() {
        let two = (vec!["1{\"a\":1}".to_owned(), "2{\"b\":2}".to_owned()], true);
        for text in [
            "\u{feff} [{\"a\":1},{\"b\":2}]",
            "{\"a\":1}\n{\"b\":2}\n",
            "{\"x\":0,\"first\":{\"y\":[],\"items\":[{\"a\":1},{\"b\":2}],\"z\":7},\"w\":{}}",
        ] {
            assert_eq!(all(text, 9), two, "{text}");
        }
        assert_eq!(all("[{\"a\":1},{\"b\":2},{]", 2), two);
        assert_eq!(all("[{\"a\":1},{\"b\":2},{]", 3), (two.0, false));
        assert_eq!(all("7", 9), (vec![], false));
        assert_eq!(all("{\"first\":\"http://x\"}", 9), (vec![], true));
    }
}
