//! The encoding of a page: its byte order mark, what it says itself, or else what it looks like.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::article::decode::{self, Decoded, Form, HEAD, NotText, decode_with, form};

/// How far into a page its encoding is looked for, in bytes: browsers look at 1024, but saved pages begin with comments.
const REACH: usize = 16 << 10;

/// How many bytes of a page are looked at to see that it is one.
const BEGINNING: usize = 16 << 10;

/// The text of the page that `bytes` are.
///
/// # Errors
///
/// When they are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let is_unicode = |decoded: &Decoded| decoded.replaced == 0 && decoded.guessed_encoding.is_none();
    let Some(declared) = declared(bytes).filter(|_| form(head(bytes)) == Ok(Form::Utf8)) else {
        return decode::decode(bytes);
    };
    // Many a page was turned into UTF-8 when it was saved, and still says what it was in.
    if declared == UTF_8 || simdutf8::basic::from_utf8(bytes).is_ok() {
        return decode::decode(bytes);
    }
    let (text, replaced) = decode_with(declared, bytes);
    let declared = Decoded { text, guessed_encoding: None, replaced };
    if replaced == 0 {
        return Ok(declared);
    }
    let guessed = decode::decode(bytes)?;
    Ok(if is_unicode(&guessed) || guessed.replaced * 4 < replaced { guessed } else { declared })
}

/// The page's beginning, of which ASCII at least is right.
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    let start = &bytes[..bytes.len().min(BEGINNING)];
    match form(head(bytes)) {
        Ok(Form::Known { encoding, .. }) if encoding == UTF_16LE || encoding == UTF_16BE => {
            encoding.decode(start).0
        }
        _ => String::from_utf8_lossy(start),
    }
}

fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(HEAD)]
}

/// The encoding that a page names, in a `meta` element or in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(REACH)]).to_ascii_lowercase();
    let in_declaration = start.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let declaration = &rest[..rest.find('>')?];
        label(declaration, "encoding")
    });
    let in_meta = || {
        start.match_indices("<meta").find_map(|(at, _)| {
            let rest = &start[at..];
            label(&rest[..rest.find('>').unwrap_or(rest.len())], "charset")
        })
    };
    let label = in_declaration.or_else(in_meta)?;
    match Encoding::for_label(label.as_bytes())? {
        // They cannot be what the page is in, or its name would not have been read.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding if encoding == X_USER_DEFINED => None,
        // GB18030 holds all of GBK, and pages use what is beyond it.
        encoding if encoding == GBK => Some(GB18030),
        encoding => Some(encoding),
    }
}

/// The value that stands after `name` and `=` in `tag`.
fn label<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|character: char| character.is_whitespace() || "\"';/".contains(character));
    let label = rest[..end.unwrap_or(rest.len())].trim();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8};

    use super::{beginning, declared, decode};

    fn page(declaration: &str, words: &str) -> String {
        format!("<html><head>{declaration}</head><body><p>{words}</p></body></html>")
    }

    #[test]
    fn pages_are_read_as_they_say() {
        let cases: [(&'static Encoding, &str, &str); 6] = [
            (BIG5, "<meta charset=big5>", "昨夜河水漲過了舊橋。"),
            (
                GBK,
                "<META http-equiv='Content-Type' content='text/html; charset=gb2312'>",
                "昨夜河水涨过了旧桥。",
            ),
            (SHIFT_JIS, "<meta charset=\"Shift_JIS\" />", "昨夜、川の水が橋を越えた。"),
            (EUC_JP, "<meta charset = 'euc-jp'>", "昨夜、川の水が橋を越えた。"),
            (ISO_2022_JP, "<meta charset=iso-2022-jp>", "昨夜、川の水が橋を越えた。"),
            (
                EUC_KR,
                "<meta http-equiv=content-type content=text/html;charset=euc-kr>",
                "어젯밤 강물이 넘쳤다.",
            ),
        ];
        for (encoding, declaration, words) in cases {
            let page = page(declaration, words);
            let decoded = decode(&encoding.encode(&page).0).unwrap();
            assert_eq!(decoded.text, page, "{declaration}");
            assert_eq!(decoded.replaced, 0);
        }
    }

    #[test]
    fn utf8_is_utf8_whatever_the_page_says() {
        let page = page("<meta charset=big5>", "昨夜河水漲過了舊橋。");
        let decoded = decode(page.as_bytes()).unwrap();
        assert_eq!((decoded.text, decoded.guessed_encoding), (page, None));
    }

    #[test]
    fn what_a_page_says_wrongly_is_not_believed() {
        let page = page("<meta charset=euc-kr>", &"昨夜河水涨过了旧桥，没有人受伤。".repeat(3));
        let decoded = decode(&GBK.encode(&page).0).unwrap();
        assert_eq!(decoded.text, page);
        let says_utf8 = page.replace("euc-kr", "utf-8");
        assert_eq!(decode(&GBK.encode(&says_utf8).0).unwrap().text, says_utf8);
    }

    #[test]
    fn marks_count_most() {
        let page = page("<meta charset=big5>", "昨夜河水漲過了舊橋。");
        let mut bytes = b"\xFF\xFE".to_vec();
        bytes.extend(page.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&bytes).unwrap().text, page);
        assert!(beginning(&bytes).trim_start_matches('\u{FEFF}').starts_with("<html>"));
    }

    #[test]
    fn declarations_of_xml_and_odd_labels() {
        assert_eq!(declared(b"<?xml version='1.0' encoding='Big5'?><html>"), Some(BIG5));
        assert_eq!(declared(b"<meta charset=utf-16>"), Some(UTF_8));
        assert_eq!(declared(b"<meta charset=klingon>"), None);
        assert_eq!(declared(b"<meta charset"), None);
    }
}
