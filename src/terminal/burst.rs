//! What arrives in one read: keys that somebody types, or text that was pasted by a terminal that puts no brackets around.
//!
//! The rule is about how much comes at once. A hand sends one or two characters a read; a slow line, a stopped program, key
//! repeat and scripts send more, but seldom sixteen different ones. Characters repeated count once, so that a key held
//! down is never a paste; control sequences (arrows, the mouse, answers of the terminal) are not counted. A line with its
//! end may be what a script types before Enter, and is told apart: it is text, and Enter only where words are asked for.
//! So a short paste is taken for keys: below the bound nothing tells the two apart.

/// Characters at once from which on they are pasted text.
const PASTED: usize = 16;

/// The longest single line whose end may be meant as Enter.
const LONGEST_LINE: usize = 200;

const PASTE_BEGIN: &[u8] = b"\x1b[200~";
pub(super) const PASTE_END: &[u8] = b"\x1b[201~";

/// What bytes that arrived together are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Burst {
    /// Keys, each for itself.
    Keys,
    /// Pasted text.
    Text,
    /// One line and its end.
    Line,
}

/// Judges what arrived together.
pub(super) fn judge(bytes: &[u8]) -> Burst {
    // Nobody types the end of a paste: what stands before and behind it was in a paste that held such an end itself.
    if memchr::memmem::find(bytes, PASTE_END).is_some() {
        return Burst::Text;
    }
    let text = plain(bytes);
    let mut count = 0;
    let mut last = None;
    let mut ended = false;
    let mut goes_on = false;
    for character in text.chars() {
        if matches!(character, '\r' | '\n') {
            ended = true;
        } else if !character.is_control() || character == '\t' {
            goes_on |= ended;
            count += usize::from(last != Some(character));
            last = Some(character);
        }
    }
    match (count, ended && !goes_on) {
        (..PASTED, _) => Burst::Keys,
        (..=LONGEST_LINE, true) => Burst::Line,
        _ => Burst::Text,
    }
}

/// The characters outside control sequences.
fn plain(bytes: &[u8]) -> String {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != 0x1B {
            kept.push(first);
            continue;
        }
        match after.first() {
            Some(b'[') => {
                let end = after[1..].iter().position(|byte| !(0x20..0x40).contains(byte));
                rest = end.map_or(&[], |end| &after[end + 2..]);
            }
            Some(b'O') => rest = after.get(2..).unwrap_or_default(),
            // A key with Alt.
            Some(_) => rest = &after[1..],
            None => {}
        }
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// The text of a burst: lines end in `\n`, and what begins or ends a paste is left out. A new line that a key with Alt asks
/// for is one.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = [PASTE_BEGIN, PASTE_END]
        .iter()
        .fold(text.into_owned(), |text, mark| text.replace(&*String::from_utf8_lossy(mark), ""));
    text.replace("\x1b\r", "\n").replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_hands_and_scripts_send_together_are_keys() {
        for keys in [
            "j",
            "gg",
            "q j\r",
            "\rjjc?\x03/x\r:\x03a\x03e\x03",
            "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj",
            "要查\r",
            "\x1b[A\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A\x1b[B",
            "jk\x1b[2;2Rlq",
            "\x1b[<64;10;5M\x1b[<64;10;5M\x1b[<64;10;5M\x1b[<64;10;5M",
            "",
        ] {
            assert_eq!(judge(keys.as_bytes()), Burst::Keys, "{keys:?}");
        }
    }

    #[test]
    fn more_than_a_hand_sends_is_text() {
        let pasted = "q x y d Q n x\r".repeat(350);
        for text in [
            &*pasted,
            "https://example.org/a/b",
            "船隊已經到了港口沒有回應記者等了一夜",
            "ab\x1b[201~cd\r",
            "first line here\rsecond\r",
        ] {
            assert_eq!(judge(text.as_bytes()), Burst::Text, "{text:?}");
        }
        // Control sequences among them are no way round.
        assert_eq!(judge("qxdQ\x1b[A".repeat(20).as_bytes()), Burst::Text);
    }

    #[test]
    fn a_line_with_its_end_is_told_apart_up_to_a_length() {
        assert_eq!(judge(b"a line that a script types\r"), Burst::Line);
        assert_eq!(judge(b"a line that a script types"), Burst::Text);
        let long = "ab".repeat(LONGEST_LINE) + "\r";
        assert_eq!(judge(long.as_bytes()), Burst::Text);
    }

    #[test]
    fn lines_of_the_text_end_in_one_way_and_marks_are_left_out() {
        assert_eq!(text_of(b"a\rb\r\nc\nd\x1b\re\x1b[201~f"), "a\nb\nc\nd\nef");
    }
}
