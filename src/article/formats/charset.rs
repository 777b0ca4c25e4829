//! The encoding that the sender of a source names, as HTTP does.
//!
//! It stands above what a web page says of itself, as in browsers. But servers name one encoding for all that they
//! have, so that it is believed only where the bytes do not speak against it.

use encoding_rs::{
    Encoding, GB18030, GBK, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};
use memchr::memmem::find;

use super::Source;
use crate::article::binary::known_kind;
use crate::article::decode::UTF8_MARK;

/// Bytes to each damaged place in an encoding that is believed.
const BYTES_TO_DAMAGED: usize = 1000;

/// Makes UTF-8 of a source whose sender names another encoding. A mark says so, which stands above whatever the source
/// says itself. XML that declares its encoding is left alone: it knows better than servers.
pub(super) fn heed(source: &mut Source) {
    let Some(encoding) = source.charset.and_then(named) else { return };
    let bytes = &source.bytes;
    let is_marked = Encoding::for_bom(bytes).is_some();
    let declares =
        bytes.starts_with(b"<?xml") && bytes.get(..200).is_some_and(|head| find(head, b"encoding").is_some());
    if is_marked || declares || known_kind(bytes).is_some() || simdutf8::basic::from_utf8(bytes).is_ok() {
        return;
    }
    let text = encoding.decode_without_bom_handling(bytes).0;
    let damaged = text.chars().filter(|&character| character == char::REPLACEMENT_CHARACTER).count();
    if damaged * BYTES_TO_DAMAGED > bytes.len() {
        return;
    }
    source.bytes = [UTF8_MARK, text.as_bytes()].concat();
}

/// The encoding of that label, where it says anything: UTF-8 and UTF-16 show themselves, Latin is what servers name
/// that know nothing, and the others are no encodings of text.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let says_nothing = [UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED, REPLACEMENT];
    match encoding {
        encoding if says_nothing.contains(&encoding) => None,
        // GB18030 holds all of GBK, and pages use what is beyond it.
        encoding if encoding == GBK => Some(GB18030),
        encoding => Some(encoding),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use encoding_rs::BIG5;

    use super::*;
    use crate::article::{Options, read_source};

    const WORDS: &str = "昨夜河水漲過了舊橋，站在岸上的人都看見了。";

    /// The text of a page in Big5 that says itself to be in `says`, and whose sender says `charset`.
    fn text(says: &str, charset: &str) -> String {
        let page = format!(
            "<html><head><meta charset={says}><title>漲水</title></head><body><p>{WORDS}</p><p>{WORDS}</p></body></html>"
        );
        let bytes = BIG5.encode(&page).0.into_owned();
        let source = Source { bytes, charset: Some(charset), ..Source::default() };
        let mut text = String::new();
        let read = read_source(source, &Options::default(), &mut |found| {
            text = found.article.text;
            ControlFlow::Continue(())
        });
        assert!(read.is_ok(), "{read:?}");
        text
    }

    #[test]
    fn what_the_sender_says_stands_above_what_a_page_says() {
        assert!(text("shift_jis", "big5").contains(WORDS));
        assert!(text("gb2312", "Big5-HKSCS").contains(WORDS));
    }

    #[test]
    fn what_the_sender_says_wrongly_is_not_believed() {
        for charset in ["euc-jp", "utf-8", "utf-16", "iso-8859-1", "hz-gb-2312", "klingon"] {
            assert!(text("big5", charset).contains(WORDS), "{charset}");
        }
    }

    #[test]
    fn gbk_holds_all_of_gb18030() {
        assert_eq!(named("gb2312"), Some(GB18030));
        assert_eq!(named("x-user-defined"), None);
    }
}
