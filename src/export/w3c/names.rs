//! Names that are IRIs: of annotations, links, articles and collections.

use std::borrow::Cow;
use std::fmt::Write;

/// What an annotation or a link is called outside of the library: 32 hexadecimal digits as a UUID (RFC 9562), anything
/// else as a name of this program's.
pub(in crate::export) fn urn(id: &str) -> String {
    if id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let lower = id.to_ascii_lowercase();
        let part = |from: usize, to: usize| &lower[from..to];
        format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
    } else {
        let mut name = "urn:x-pingdian:".to_owned();
        for byte in id.bytes() {
            encode(&mut name, byte, byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        }
        name
    }
}

/// An article's URI with what no IRI may hold (RFC 3987) percent-encoded; most are fit as they are.
pub(in crate::export) fn iri(uri: &str) -> Cow<'_, str> {
    let fits = |character: char| !character.is_control() && !" <>\"{}|\\^`".contains(character);
    if uri.chars().all(fits) {
        return Cow::Borrowed(uri);
    }
    let mut iri = String::new();
    for character in uri.chars() {
        if fits(character) {
            iri.push(character);
        } else {
            character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| encode(&mut iri, byte, false));
        }
    }
    Cow::Owned(iri)
}

fn encode(out: &mut String, byte: u8, plain: bool) {
    if plain {
        out.push(char::from(byte));
    } else {
        // Writing into a string does not fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

/// The names of a collection's items, gathered into one that stands for all of them.
#[derive(Default)]
pub(super) struct Names(blake3::Hasher);

impl Names {
    pub(super) fn add(&mut self, name: &str) {
        self.0.update(name.as_bytes());
    }

    /// The collection's name.
    pub(super) fn collection(&self) -> String {
        urn(&self.0.finalize().to_hex()[..32])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn names_are_uuids_where_they_can_be() {
        assert_eq!(urn("0123456789ABCDEF0123456789abcdef"), "urn:uuid:01234567-89ab-cdef-0123-456789abcdef");
        assert_eq!(urn("a b/評"), "urn:x-pingdian:a%20b%2F%E8%A9%95");
    }

    #[test]
    fn addresses_stay_where_they_are_fit() {
        assert_eq!(iri("file:///a%20b/%E8%A9%95.txt"), "file:///a%20b/%E8%A9%95.txt");
        assert_eq!(iri("https://評.example/<a b>\u{1b}"), "https://評.example/%3Ca%20b%3E%1B");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn different_names_stay_different(one: String, other: String) {
            prop_assert_eq!(one == other, urn(&one) == urn(&other));
            prop_assert!(urn(&one).is_ascii());
        }
    }
}
