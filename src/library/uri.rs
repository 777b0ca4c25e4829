//! `file://` URIs (RFC 8089) and the paths they name, both ways and for every name a file can have.

use std::path::{Path, PathBuf};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The URI of an absolute path. Every byte but unreserved ASCII (RFC 3986, 2.3) and the slash is percent-encoded, so
/// that a name in any encoding comes back as it was.
pub fn file_uri(path: &Path) -> String {
    let bytes = bytes_of(path);
    let mut uri = String::with_capacity(bytes.len() + 8);
    uri.push_str("file://");
    if !bytes.starts_with(b"/") {
        uri.push('/');
    }
    for &byte in &bytes {
        push_encoded(&mut uri, byte);
    }
    uri
}

/// The URI with a fragment, percent-encoded likewise: one of the articles that it holds.
pub fn with_fragment(uri: &str, fragment: &str) -> String {
    let mut whole = String::with_capacity(uri.len() + 1 + fragment.len());
    whole.push_str(uri);
    whole.push('#');
    fragment.bytes().for_each(|byte| push_encoded(&mut whole, byte));
    whole
}

fn push_encoded(uri: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
        uri.push(char::from(byte));
    } else {
        uri.push('%');
        uri.push(char::from(HEX[usize::from(byte >> 4)]));
        uri.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

/// The path that a `file://` URI of this machine names, whatever its fragment; `None` for any other URI and for a broken
/// one.
pub fn file_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.split_once('#').map_or(rest, |(path, _)| path);
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    if !rest.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(rest.len());
    let mut encoded = rest.bytes();
    while let Some(byte) = encoded.next() {
        let decoded = match byte {
            b'%' => hex_value(encoded.next()?)? << 4 | hex_value(encoded.next()?)?,
            other => other,
        };
        // No system has a zero byte in a path.
        if decoded == 0 {
            return None;
        }
        bytes.push(decoded);
    }
    path_of(bytes)
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    // `/C:/texts` names `C:/texts`.
    let path = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(path.strip_prefix('/').filter(|rest| rest.contains(':')).unwrap_or(&path)))
}

#[cfg(all(test, unix))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn names_are_percent_encoded() {
        assert_eq!(file_uri(Path::new("/a b/評.txt")), "file:///a%20b/%E8%A9%95.txt");
        assert_eq!(file_uri(Path::new("/100%#?.md")), "file:///100%25%23%3F.md");
    }

    #[test]
    fn other_uris_are_no_paths() {
        for uri in [
            "https://example.org/a",
            "sample:first",
            "file://elsewhere/a",
            "file:///a%2",
            "file:///a%zz",
            "file:///a%00",
        ] {
            assert_eq!(file_path(uri), None, "{uri}");
        }
        assert_eq!(file_path("file://localhost/a"), Some(PathBuf::from("/a")));
        assert_eq!(file_path("file:///%e8%a9%95"), Some(PathBuf::from("/評")));
    }

    #[test]
    fn a_fragment_names_an_article_of_a_file() {
        let uri = with_fragment("file:///a.jsonl", "第 1/#");
        assert_eq!(uri, "file:///a.jsonl#%E7%AC%AC%201/%23");
        assert_eq!(file_path(&uri), Some(PathBuf::from("/a.jsonl")));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn any_name_comes_back(name in proptest::collection::vec(1u8.., 0..40)) {
            let path = path_of([b"/".as_slice(), &name].concat()).unwrap();
            prop_assert_eq!(file_path(&file_uri(&path)), Some(path));
        }
    }
}
