//! UTF-8 taken in piece by piece into one text: a file of 28 MB needs one allocation of its own size and a small
//! buffer, the check is simdutf8's, and no safe rule is bent to turn bytes into text without looking at them twice.

use memchr::memchr;

/// A text that grows, in which `\r\n` and a lone `\r` become `\n` on the way in. Nothing else is changed.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    /// The last piece ended in `\r`, already written as `\n`: a `\n` at the next one's start belongs to it.
    after_return: bool,
}

impl Lines {
    /// An empty text with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), after_return: false }
    }

    /// Appends `piece`.
    pub fn push(&mut self, mut piece: &str) {
        if piece.is_empty() {
            return;
        }
        if self.after_return {
            piece = piece.strip_prefix('\n').unwrap_or(piece);
            self.after_return = false;
        }
        while let Some(at) = memchr(b'\r', piece.as_bytes()) {
            self.text.push_str(&piece[..at]);
            self.text.push('\n');
            let rest = &piece[at + 1..];
            self.after_return = rest.is_empty();
            piece = rest.strip_prefix('\n').unwrap_or(rest);
        }
        self.text.push_str(piece);
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// The bytes are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotUtf8;

/// Takes UTF-8 in pieces cut anywhere.
pub(super) struct Utf8Pieces {
    lines: Lines,
    /// The first bytes of a character whose others are yet to come: three at most.
    begun: Vec<u8>,
}

impl Utf8Pieces {
    /// Nothing yet, with room for `bytes` of text.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { lines: Lines::with_capacity(bytes), begun: Vec::with_capacity(4) }
    }

    /// Appends `piece`.
    ///
    /// # Errors
    ///
    /// When the bytes so far cannot begin a UTF-8 text; what was taken is then worth nothing.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<(), NotUtf8> {
        while let (Some(&lead), Some(&next)) = (self.begun.first(), piece.first()) {
            self.begun.push(next);
            piece = &piece[1..];
            if self.begun.len() == length_by_lead(lead) {
                self.lines.push(simdutf8::basic::from_utf8(&self.begun).map_err(|_| NotUtf8)?);
                self.begun.clear();
            }
        }
        let whole = piece.len() - begun_at_end(piece);
        self.lines.push(simdutf8::basic::from_utf8(&piece[..whole]).map_err(|_| NotUtf8)?);
        self.begun.extend_from_slice(&piece[whole..]);
        Ok(())
    }

    /// The whole text.
    ///
    /// # Errors
    ///
    /// When the last character is not complete.
    pub fn finish(self) -> Result<String, NotUtf8> {
        if self.begun.is_empty() { Ok(self.lines.finish()) } else { Err(NotUtf8) }
    }
}

/// How many bytes at the end of `piece` begin a character that needs more: 0 to 3.
pub(super) fn begun_at_end(piece: &[u8]) -> usize {
    let begins = |&back: &usize| piece[piece.len() - back] & 0b1100_0000 != 0b1000_0000;
    match (1..=piece.len().min(3)).find(begins) {
        Some(back) if length_by_lead(piece[piece.len() - back]) > back => back,
        _ => 0,
    }
}

/// The length in bytes of the character that `lead` begins. 1 for what begins none: the check refuses it.
const fn length_by_lead(lead: u8) -> usize {
    match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lines, NotUtf8, Utf8Pieces, begun_at_end};
    use crate::properties::unrecorded;

    fn in_pieces(bytes: &[u8], size: usize) -> Result<String, NotUtf8> {
        let mut pieces = Utf8Pieces::with_capacity(bytes.len());
        bytes.chunks(size).try_for_each(|piece| pieces.push(piece))?;
        pieces.finish()
    }

    #[test]
    fn returns_become_newlines_across_pieces() {
        let mut lines = Lines::default();
        for piece in ["甲\r", "\n乙\r", "丙\r\r\n", "\n", "丁\r", "", "\r\n戊"] {
            lines.push(piece);
        }
        assert_eq!(lines.finish(), "甲\n乙\n丙\n\n\n丁\n\n戊");
    }

    #[test]
    fn a_character_cut_at_the_end_is_found() {
        let bytes = "字𠮷".as_bytes();
        assert_eq!(begun_at_end(bytes), 0);
        assert_eq!(begun_at_end(&bytes[..6]), 3);
        assert_eq!(begun_at_end(&bytes[..4]), 1);
        assert_eq!(begun_at_end(&bytes[..2]), 2);
        assert_eq!(begun_at_end(b""), 0);
        assert_eq!(in_pieces(&bytes[..6], 2), Err(NotUtf8));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn pieces_give_what_the_whole_gives(text in "[甲ña𠮷\r\n]{0,40}", size in 1usize..9) {
            let expected = text.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(in_pieces(text.as_bytes(), size), Ok(expected));
        }

        #[test]
        fn what_is_not_utf8_is_refused(bytes: Vec<u8>, size in 1usize..9) {
            prop_assert_eq!(in_pieces(&bytes, size).is_ok(), std::str::from_utf8(&bytes).is_ok());
        }
    }
}
