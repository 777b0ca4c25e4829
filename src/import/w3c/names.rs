//! Names of this program's in other shapes: as UUIDs, and with characters that no IRI holds.

use crate::import::incoming::is_own;

/// The name that an annotation or a link has here, of the one that stands for it in the document.
pub(super) fn own(name: &str) -> String {
    if let Some(uuid) = name.strip_prefix("urn:uuid:") {
        let digits = uuid.replace('-', "").to_ascii_lowercase();
        if is_own(&digits) {
            return digits;
        }
    }
    match name.strip_prefix("urn:x-pingdian:") {
        Some(encoded) => decoded(encoded).unwrap_or_else(|| name.to_owned()),
        None => name.to_owned(),
    }
}

/// A percent-encoded text; `None` where it is none.
fn decoded(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        assert_eq!(own("urn:uuid:01234567-89AB-cdef-0123-456789abcdef"), "0123456789abcdef0123456789abcdef");
        assert_eq!(own("urn:x-pingdian:a%20b%2F%E8%A9%95"), "a b/評");
        for other in ["urn:uuid:7", "urn:x-pingdian:%8", "urn:x-pingdian:%ff", "https://a.example/1"] {
            assert_eq!(own(other), other);
        }
    }
}
