//! From bytes to text, whatever encoding they are in.
//!
//! Unicode is told by its mark or its structure, never guessed where it is whole; the rest is `guess`'s matter.

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};

use super::binary::known_kind;
use super::guess::likely_encodings;
use super::utf8::{Lines, Utf8Pieces, begun_at_end};
use super::utf16;

/// How many of a file's first bytes are looked at to see what it is.
pub(super) const HEAD: usize = 64 * 1024;

/// A NUL within this many first bytes means that there is no text, unless it is UTF-16.
const NUL_FREE: usize = 8 * 1024;

/// What UTF-8 files may begin with. It is no part of the text.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes UTF-16's byte order mark takes.
const UTF16_MARK: usize = 2;

/// How many whole multi-byte characters must stand against each damaged place for a text to be UTF-8.
const WHOLE_TO_DAMAGED: usize = 20;

/// A text with what is known of its encoding.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, its newlines `\n`.
    pub text: String,
    /// The encoding's name, where it had to be guessed.
    pub guessed_encoding: Option<&'static str>,
    /// How many damaged places became U+FFFD.
    pub replaced: usize,
}

/// What a file's first bytes say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// UTF-8 until the contrary is seen.
    Utf8,
    /// Some other encoding that has a clear sign: a mark, or (`guessed`) a structure.
    Known { encoding: &'static Encoding, guessed: bool },
}

/// Bytes that are no plain text. The words follow "it is": "a PDF document".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText(pub &'static str);

/// What form the text has that begins with `head`: the first [`HEAD`] bytes, or all if there are fewer.
///
/// # Errors
///
/// When it is no text.
pub(super) fn form(head: &[u8]) -> Result<Form, NotText> {
    if let Some(kind) = known_kind(head) {
        return Err(NotText(kind));
    }
    if head.starts_with(b"\xFF\xFE") {
        return Ok(Form::Known { encoding: UTF_16LE, guessed: false });
    }
    if head.starts_with(b"\xFE\xFF") {
        return Ok(Form::Known { encoding: UTF_16BE, guessed: false });
    }
    let has_nul = memchr(0, &head[..head.len().min(NUL_FREE)]).is_some();
    let is_utf8 = simdutf8::basic::from_utf8(&head[..head.len() - begun_at_end(head)]).is_ok();
    if (has_nul || !is_utf8)
        && let Some(encoding) = utf16::without_mark(head)
    {
        return Ok(Form::Known { encoding, guessed: true });
    }
    if has_nul {
        return Err(NotText("a binary file"));
    }
    if head.is_ascii() && shifts_to_kanji(head) {
        return Ok(Form::Known { encoding: ISO_2022_JP, guessed: true });
    }
    Ok(Form::Utf8)
}

/// Whether ISO-2022-JP's escape sequences to JIS X 0208 are there.
fn shifts_to_kanji(head: &[u8]) -> bool {
    memmem::find(head, b"\x1B$B").is_some() || memmem::find(head, b"\x1B$@").is_some()
}

/// The text of `bytes`, a whole file.
///
/// # Errors
///
/// When it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    match form(&bytes[..bytes.len().min(HEAD)])? {
        Form::Utf8 => {
            let unmarked = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
            let mut pieces = Utf8Pieces::with_capacity(unmarked.len());
            let whole = pieces.push(unmarked).and_then(|()| pieces.finish());
            Ok(whole.map_or_else(|_| decode_other(bytes), Decoded::sure))
        }
        Form::Known { encoding, guessed } => {
            // The mark is no part of the text.
            let unmarked = if guessed { bytes } else { &bytes[UTF16_MARK..] };
            let (text, replaced) = decode_with(encoding, unmarked);
            Ok(Decoded { text, guessed_encoding: guessed.then(|| encoding.name()), replaced })
        }
    }
}

impl Decoded {
    /// A text whose encoding was never in doubt.
    pub fn sure(text: String) -> Self {
        Self { text, guessed_encoding: None, replaced: 0 }
    }
}

/// The text of `bytes` that are not wholly UTF-8 and show no other form.
fn decode_other(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = damaged_utf8(bytes) {
        return decoded;
    }
    let read_as = |encoding: &'static Encoding| {
        let (text, replaced) = decode_with(encoding, bytes);
        Decoded { text, guessed_encoding: Some(encoding.name()), replaced }
    };
    let (likeliest, others) = likely_encodings(bytes);
    let decoded = read_as(likeliest);
    if decoded.replaced == 0 {
        return decoded;
    }
    others.into_iter().map(read_as).find(|other| other.replaced == 0).unwrap_or(decoded)
}

/// The text, where the bytes are UTF-8 but for a few places.
fn damaged_utf8(bytes: &[u8]) -> Option<Decoded> {
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let chunks = || bytes.utf8_chunks();
    let damaged = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let leads = |text: &str| text.bytes().filter(|&byte| byte >= 0xC0).count();
    let whole: usize = chunks().map(|chunk| leads(chunk.valid())).sum();
    let rare = damaged * 1000 <= bytes.len() && whole > damaged * 2;
    if !rare && whole < damaged * WHOLE_TO_DAMAGED {
        return None;
    }
    let mut lines = Lines::with_capacity(bytes.len() + damaged * 3);
    for chunk in chunks() {
        lines.push(chunk.valid());
        if !chunk.invalid().is_empty() {
            lines.push("\u{FFFD}");
        }
    }
    Some(Decoded { text: lines.finish(), guessed_encoding: Some("UTF-8"), replaced: damaged })
}

/// The text that `bytes` are in this encoding, and how many damaged places became U+FFFD.
pub(super) fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Two bytes of an ideograph become three.
    let mut lines = Lines::with_capacity(bytes.len() / 2 * 3);
    let mut piece = String::with_capacity(HEAD);
    let mut rest = bytes;
    let mut replaced = 0;
    loop {
        piece.clear();
        let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut piece, true);
        rest = &rest[taken..];
        lines.push(&piece);
        match result {
            DecoderResult::InputEmpty => return (lines.finish(), replaced),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                lines.push("\u{FFFD}");
                replaced += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests;
