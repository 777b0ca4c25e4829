//! Bytes from the terminal into keys, pastes, mouse and cursor reports, in the order in which they came.
//!
//! crossterm has a reader of its own, but it keeps cursor reports from its callers: asking for one holds all keys
//! back for up to two seconds where the terminal does not answer. It also loops for ever once the terminal is
//! gone. Reading here, an answer is one more event, whenever it comes, and no key waits for it.

use crossterm::event::{KeyEvent, KeyModifiers, MouseEvent};

use super::burst::{Burst, PASTE_END, judge, text_of};
use super::keys;

/// A control sequence longer than this is none: what follows its introducer is taken as text again.
const LONGEST_SEQUENCE: usize = 64;

/// Something that the terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Received {
    Key(KeyEvent),
    /// Pasted text, its lines ended by `\n`.
    Paste(String),
    /// A line that came at once with its end, which is left out.
    Line(String),
    Mouse(MouseEvent),
    /// The answer to `CSI 6 n`, counted from 1.
    CursorAt {
        row: u32,
        column: u32,
    },
}

/// Decodes a stream of bytes that may be cut anywhere.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    mode: Mode,
    /// How much of `bytes` was searched for the end of a paste.
    searched: usize,
}

/// What is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Keys,
    /// A paste in brackets.
    Paste,
    /// What follows such a paste at once: it is still of the paste where another end comes, since the pasted text held an
    /// end itself.
    AfterPaste,
    /// Text without brackets, until nothing follows.
    Burst,
}

/// What the beginning of the bytes is: so many bytes that mean this, or mean nothing, or not enough of them.
enum Step {
    Take(usize, Option<Received>),
    BeginPaste(usize),
    More,
}

impl Decoder {
    /// Takes what was read and gives what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Received> {
        // A read of Enter or Tab alone is the key, though text came just before.
        if self.mode == Mode::Burst && is_key_alone(bytes) {
            let mut received = self.end_burst();
            self.bytes.extend_from_slice(bytes);
            received.extend(self.decode(false));
            return received;
        }
        self.bytes.extend_from_slice(bytes);
        if self.mode == Mode::Keys && self.begins_burst() {
            self.mode = Mode::Burst;
        }
        if self.mode == Mode::Burst { Vec::new() } else { self.decode(false) }
    }

    /// Whether what is there up to the next paste in brackets is more than a hand sends at once.
    fn begins_burst(&self) -> bool {
        let begin = memchr::memmem::find(&self.bytes, b"\x1b[200~");
        judge(&self.bytes[..begin.unwrap_or(self.bytes.len())]) != Burst::Keys
    }

    /// Whether something may have begun that no byte has ended. After a moment [`Self::expire`] settles it.
    pub fn is_waiting(&self) -> bool {
        !self.bytes.is_empty() && self.mode != Mode::Paste
    }

    /// Whether a paste may still go on, which takes longer than the rest of a sequence.
    pub fn is_pasted_to(&self) -> bool {
        matches!(self.mode, Mode::AfterPaste | Mode::Burst)
    }

    /// Nothing followed: an escape that began a sequence was the Escape key, and pasted text has come to its end.
    pub fn expire(&mut self) -> Vec<Received> {
        match self.mode {
            Mode::Burst => return self.end_burst(),
            Mode::AfterPaste => {
                self.mode = Mode::Keys;
                if self.begins_burst() {
                    return self.end_burst();
                }
            }
            Mode::Keys | Mode::Paste => {}
        }
        self.decode(true)
    }

    /// Gives what came at once: its text as pasted, and keys that are no text, which were pressed before, in or after it.
    fn end_burst(&mut self) -> Vec<Received> {
        self.mode = Mode::Keys;
        let bytes = std::mem::take(&mut self.bytes);
        let is_line = judge(&bytes) == Burst::Line;
        let mut received = Vec::new();
        let mut text = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            match step_in_burst(rest) {
                Step::Take(length, Some(event)) => {
                    received.extend(pasted(&std::mem::take(&mut text), is_line));
                    received.push(event);
                    rest = &rest[length..];
                }
                Step::BeginPaste(length) => rest = &rest[length..],
                Step::Take(length, None) => {
                    text.extend_from_slice(&rest[..length]);
                    rest = &rest[length..];
                }
                Step::More => break,
            }
        }
        received.extend(pasted(&text, is_line));
        received
    }

    fn decode(&mut self, ended: bool) -> Vec<Received> {
        let mut received = Vec::new();
        let mut start = 0;
        while start < self.bytes.len() {
            if self.mode == Mode::AfterPaste {
                // Unless it is seen to be of the paste, or another paste begins, it waits to be judged as a whole.
                let rest = &self.bytes[start..];
                let end = memchr::memmem::find(rest, PASTE_END);
                let begin = memchr::memmem::find(rest, b"\x1b[200~");
                match (end, begin) {
                    (Some(end), begin) if begin.is_none_or(|begin| end < begin) => {
                        received.push(Received::Paste(text_of(&rest[..end])));
                        start += end + PASTE_END.len();
                        continue;
                    }
                    (_, Some(begin)) if judge(&rest[..begin]) == Burst::Keys => self.mode = Mode::Keys,
                    (_, Some(begin)) => {
                        received.push(Received::Paste(text_of(&rest[..begin])));
                        start += begin;
                        self.mode = Mode::Keys;
                        continue;
                    }
                    (_, None) if ended => self.mode = Mode::Keys,
                    _ => break,
                }
            }
            if self.mode == Mode::Paste {
                let Some(length) = self.find_paste_end(start) else { break };
                let text = String::from_utf8_lossy(&self.bytes[start..start + length]);
                received.push(Received::Paste(text.replace("\r\n", "\n").replace('\r', "\n")));
                start += length + PASTE_END.len();
                self.mode = Mode::AfterPaste;
                continue;
            }
            match step(&self.bytes[start..], ended) {
                Step::Take(length, one) => {
                    start += length;
                    received.extend(one);
                }
                Step::BeginPaste(length) => {
                    start += length;
                    self.mode = Mode::Paste;
                    self.searched = 0;
                }
                Step::More => break,
            }
        }
        self.bytes.drain(..start);
        received
    }

    /// The length of the pasted text that begins at `start`, once its end is there.
    fn find_paste_end(&mut self, start: usize) -> Option<usize> {
        let pasted = &self.bytes[start..];
        // The end may have been cut in two by the last read.
        let from = self.searched.saturating_sub(PASTE_END.len());
        let found = memchr::memmem::find(&pasted[from..], PASTE_END).map(|at| from + at);
        self.searched = pasted.len();
        found
    }
}

/// Whether a read is of few keys of which none is text.
fn is_key_alone(bytes: &[u8]) -> bool {
    const MOST: usize = 8;
    let is_control = bytes.iter().all(|byte| *byte < 0x20 || *byte == 0x7F);
    bytes.len() <= MOST && (is_control || bytes.starts_with(b"\x1b[") && bytes[2..].iter().all(u8::is_ascii))
}

/// What begins text that came at once: a control character or a sequence that is a key or a report, or one byte of the text.
/// An Escape key and one with Alt count as text, as nothing tells them from an escape within it.
fn step_in_burst(bytes: &[u8]) -> Step {
    let whole = match bytes {
        [b'\t' | b'\r' | b'\n', ..] => Step::Take(1, None),
        [0..0x20 | 0x7F, ..] if bytes[0] != 0x1B => step(bytes, true),
        [0x1B, b'[' | b'O', ..] if !bytes.starts_with(PASTE_END) => step(bytes, true),
        _ => Step::Take(1, None),
    };
    match whole {
        // Alone, or of no meaning.
        Step::Take(1, Some(Received::Key(_))) if bytes[0] == 0x1B => Step::Take(1, None),
        step => step,
    }
}

/// A piece of text that came at once; where all of it is a line and its end, the piece with that end is the line.
fn pasted(bytes: &[u8], is_line: bool) -> Option<Received> {
    let mut text = text_of(bytes);
    if text.is_empty() {
        return None;
    }
    if is_line && text.ends_with('\n') {
        text.truncate(text.trim_end_matches('\n').len());
        return Some(Received::Line(text));
    }
    Some(Received::Paste(text))
}

fn step(bytes: &[u8], ended: bool) -> Step {
    match bytes[0] {
        0x1B => escape(bytes, ended),
        byte @ (0..0x20 | 0x7F) => key(1, keys::control(byte)),
        _ => text(bytes, ended),
    }
}

fn key(length: usize, key: KeyEvent) -> Step {
    Step::Take(length, Some(Received::Key(key)))
}

fn text(bytes: &[u8], ended: bool) -> Step {
    let length = match bytes[0] {
        0..0x80 => 1,
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => return Step::Take(1, None),
    };
    let Some(whole) = bytes.get(..length) else {
        let may_follow = bytes[1..].iter().all(|byte| (0x80..0xC0).contains(byte));
        return if may_follow && !ended { Step::More } else { Step::Take(1, None) };
    };
    match std::str::from_utf8(whole).ok().and_then(|text| text.chars().next()) {
        Some(character) => key(length, keys::character(character)),
        None => Step::Take(1, None),
    }
}

fn escape(bytes: &[u8], ended: bool) -> Step {
    let whole = match bytes.get(1) {
        None => Step::More,
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Step::More,
            Some(&last) => Step::Take(3, keys::letter(last).map(|code| Received::Key(code.into()))),
        },
        // Two escapes are two keys, unless the second begins something.
        Some(0x1B) => key(1, keys::control(0x1B)),
        Some(_) => with_alt(&bytes[1..], ended),
    };
    match whole {
        Step::More if ended && bytes.len() == 2 => with_alt(&bytes[1..], ended),
        Step::More if ended => key(1, keys::control(0x1B)),
        step => step,
    }
}

fn with_alt(bytes: &[u8], ended: bool) -> Step {
    match step(bytes, ended) {
        Step::Take(length, Some(Received::Key(event))) => {
            key(length + 1, KeyEvent { modifiers: event.modifiers | KeyModifiers::ALT, ..event })
        }
        Step::Take(length, other) => Step::Take(length + 1, other),
        step => step,
    }
}

fn control_sequence(bytes: &[u8]) -> Step {
    // The Linux console sends its first function keys as `CSI [ A` and so on.
    if bytes.get(2) == Some(&b'[') {
        return match bytes.get(3) {
            None => Step::More,
            Some(&last @ b'A'..=b'E') => key(4, crossterm::event::KeyCode::F(last - b'A' + 1).into()),
            Some(_) => Step::Take(4, None),
        };
    }
    let is_last = |byte: &u8| !(0x20..0x40).contains(byte);
    let Some(end) = bytes[2..].iter().take(LONGEST_SEQUENCE).position(is_last).map(|at| at + 2) else {
        return if bytes.len() > LONGEST_SEQUENCE { Step::Take(2, None) } else { Step::More };
    };
    let last = bytes[end];
    if !(0x40..0x7F).contains(&last) {
        // A control character or text broke in: it stands for itself.
        return Step::Take(end, None);
    }
    let (private, parameters) = match &bytes[2..end] {
        [mark @ b'<'..=b'?', rest @ ..] => (Some(*mark), rest),
        rest => (None, rest),
    };
    let numbers = parse_numbers(parameters);
    let received = match (private, last, numbers.as_slice()) {
        (None, b'~', [(200, _)]) => return Step::BeginPaste(end + 1),
        (None, b'R', &[(row, _), (column, _)]) if is_cursor_report(row, column) => {
            Some(Received::CursorAt { row, column })
        }
        (None, ..) => keys::sequence(&numbers, last).map(Received::Key),
        (Some(b'<'), b'M' | b'm', numbers) => keys::mouse(numbers, last).map(Received::Mouse),
        _ => None,
    };
    Step::Take(end + 1, received)
}

/// F3 with modifiers, `CSI 1 ; 2 R` to `CSI 1 ; 16 R`, looks like a report from the first row. Questions about the
/// cursor are therefore asked on the second.
fn is_cursor_report(row: u32, column: u32) -> bool {
    row != 1 || !(2..=16).contains(&column)
}

/// Parameters separated by `;`, each with the number after a `:`, where there is one. What is missing is 0.
fn parse_numbers(parameters: &[u8]) -> Vec<(u32, u32)> {
    if parameters.is_empty() {
        return Vec::new();
    }
    let number = |digits: Option<&[u8]>| {
        digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()).unwrap_or(0)
    };
    parameters
        .split(|byte| *byte == b';')
        .map(|parameter| {
            let mut parts = parameter.split(|byte| *byte == b':');
            (number(parts.next()), number(parts.next()))
        })
        .collect()
}

#[cfg(test)]
mod tests;
