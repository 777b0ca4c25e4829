//! Control and bidirectional characters made visible: an article may hold escape sequences, and none of them may
//! act on a terminal or turn a line of an exported document around.

use std::io::{self, Write};

use crate::text::{acts, hidden, push_sign};

/// Appends `character`, or its visible sign where it is a control.
pub(super) fn push_visible(shown: &mut String, character: char) {
    if acts(character) { push_sign(shown, character) } else { shown.push(character) }
}

/// Whether `character` must not reach a terminal as it is: a control, or one that shows nothing and shapes nothing.
pub(super) fn is_unseen(character: char) -> bool {
    let shapes = matches!(character,
        '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}');
    !shapes && hidden(character)
}

/// Passes UTF-8 on to a terminal with controls and the invisible made visible; line ends (LF and CRLF) and TAB stay. A
/// byte order mark at the beginning, which is for programs, is left out.
pub struct VisibleWriter<W> {
    inner: W,
    /// The end of what came, where it is not yet known what it is: part of a character, or a CR. At most 3 bytes
    /// between writes.
    pending: Vec<u8>,
    /// Whether nothing was passed on yet.
    at_start: bool,
}

impl<W: Write> VisibleWriter<W> {
    /// Nothing passed on to `inner` yet.
    pub fn new(inner: W) -> Self {
        Self { inner, pending: Vec::new(), at_start: true }
    }

    /// Writes out what was held back and flushes.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.pending);
        self.pass_on(&String::from_utf8_lossy(&rest))?;
        self.inner.flush()
    }

    fn pass_on(&mut self, text: &str) -> io::Result<()> {
        let mark = text.strip_prefix('\u{feff}').filter(|_| self.at_start);
        self.at_start &= text.is_empty();
        let text = mark.unwrap_or(text);
        let mut shown = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\n' | '\t' => shown.push(character),
                '\r' if characters.peek() == Some(&'\n') => shown.push(character),
                _ if is_unseen(character) => push_sign(&mut shown, character),
                _ => shown.push(character),
            }
        }
        self.inner.write_all(shown.as_bytes())
    }
}

impl<W: Write> Write for VisibleWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = std::mem::take(&mut self.pending);
        held.extend_from_slice(bytes);
        let mut whole = match std::str::from_utf8(&held) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => held.len(),
        };
        if whole == held.len() && held.last() == Some(&b'\r') {
            whole -= 1;
        }
        self.pending = held.split_off(whole);
        self.pass_on(&String::from_utf8_lossy(&held))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn through(chunks: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut writer = VisibleWriter::new(&mut out);
        for chunk in chunks {
            writer.write_all(chunk).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_terminal_gets_line_ends_but_no_controls() {
        assert_eq!(through(&[b"a\r", b"\nb\tc\n"]), "a\r\nb\tc\n");
        assert_eq!(through(&[b"a\rb\x1b]0;x\x07\r"]), "a␍b␛]0;x␇␍");
        assert_eq!(through(&["\u{9b}31m".as_bytes()]), "<009B>31m");
    }

    #[test]
    fn a_terminal_gets_nothing_invisible_but_what_shapes_clusters() {
        assert_eq!(through(&["一\u{200b}二\u{feff}".as_bytes()]), "一<200B>二<FEFF>");
        assert_eq!(through(&["👨‍👩‍👧‍👦葛\u{e0100}".as_bytes()]), "👨‍👩‍👧‍👦葛\u{e0100}");
        assert_eq!(through(&[b"\xef\xbb", b"\xbfid,label"]), "id,label");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn where_the_writes_are_cut_makes_no_difference(text in any::<String>(), cut in 0usize..64) {
            let bytes = text.as_bytes();
            let cut = cut.min(bytes.len());
            prop_assert_eq!(through(&[&bytes[..cut], &bytes[cut..]]), through(&[bytes]));
        }
    }
}
