//! Keys, pastes, the mouse and answers, out of bytes cut anywhere.

use crossterm::event::{KeyCode, KeyEventKind, MouseEventKind};
use proptest::prelude::*;

use super::*;
use crate::properties::{Input, fuzzed, mutated, unrecorded};

fn decoded(bytes: &[u8]) -> Vec<Received> {
    let mut decoder = Decoder::default();
    let mut received = decoder.feed(bytes);
    received.extend(decoder.expire());
    received
}

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Received {
    Received::Key(KeyEvent::new(code, modifiers))
}

fn typed(text: &str) -> Vec<Received> {
    text.chars().map(|character| Received::Key(keys::character(character))).collect()
}

#[test]
fn text_and_controls() {
    assert_eq!(decoded("j中😀".as_bytes()), typed("j中😀"));
    assert_eq!(decoded(b"G"), [pressed(KeyCode::Char('G'), KeyModifiers::SHIFT)]);
    for (byte, code, modifiers) in [
        (b'\r', KeyCode::Enter, KeyModifiers::NONE),
        (b'\t', KeyCode::Tab, KeyModifiers::NONE),
        (0x7F, KeyCode::Backspace, KeyModifiers::NONE),
        (0x1B, KeyCode::Esc, KeyModifiers::NONE),
        (0, KeyCode::Char(' '), KeyModifiers::CONTROL),
        (4, KeyCode::Char('d'), KeyModifiers::CONTROL),
        (0x1A, KeyCode::Char('z'), KeyModifiers::CONTROL),
        (0x1F, KeyCode::Char('7'), KeyModifiers::CONTROL),
    ] {
        assert_eq!(decoded(&[byte]), [pressed(code, modifiers)], "{byte}");
    }
}

#[test]
fn sequences() {
    let none = KeyModifiers::NONE;
    for (sequence, code, modifiers) in [
        ("\x1b[A", KeyCode::Up, none),
        ("\x1bOB", KeyCode::Down, none),
        ("\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        ("\x1b[1;4D", KeyCode::Left, KeyModifiers::SHIFT | KeyModifiers::ALT),
        ("\x1b[5~", KeyCode::PageUp, none),
        ("\x1b[6;5~", KeyCode::PageDown, KeyModifiers::CONTROL),
        ("\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        ("\x1bOR", KeyCode::F(3), none),
        ("\x1b[1;2R", KeyCode::F(3), KeyModifiers::SHIFT),
        ("\x1b[15~", KeyCode::F(5), none),
        ("\x1b[24~", KeyCode::F(12), none),
        ("\x1b[[A", KeyCode::F(1), none),
        ("\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
        ("\x1b中", KeyCode::Char('中'), KeyModifiers::ALT),
        ("\x1b[", KeyCode::Char('['), KeyModifiers::ALT),
        ("\x1b[99;5u", KeyCode::Char('c'), KeyModifiers::CONTROL),
        ("\x1b[27;5;13~", KeyCode::Enter, KeyModifiers::CONTROL),
    ] {
        assert_eq!(decoded(sequence.as_bytes()), [pressed(code, modifiers)], "{sequence:?}");
    }
}

#[test]
fn keys_that_repeat_pass_and_keys_let_go_do_not() {
    let repeated = decoded(b"\x1b[97;1:2u");
    assert!(matches!(&repeated[..], [Received::Key(key)] if key.kind == KeyEventKind::Repeat));
    assert_eq!(decoded(b"\x1b[97;1:3u"), []);
}

#[test]
fn an_answer_among_keys_keeps_their_order() {
    let mut expected = typed("jk");
    expected.push(Received::CursorAt { row: 2, column: 3 });
    expected.push(pressed(KeyCode::Char('l'), KeyModifiers::NONE));
    assert_eq!(decoded(b"jk\x1b[2;3Rl"), expected);
}

#[test]
fn pastes_are_text_whatever_they_hold() {
    let text = "一\n\x1b[A\n\n終";
    let sent = "\x1b[200~一\r\x1b[A\r\n\n終\x1b[201~q";
    let mut expected = vec![Received::Paste(text.to_owned())];
    expected.extend(typed("q"));
    assert_eq!(decoded(sent.as_bytes()), expected);
}

#[test]
fn a_burst_without_brackets_is_pasted_text_until_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed("q x y d Q n x\r".repeat(20).as_bytes()), []);
    assert!(decoder.is_pasted_to());
    assert_eq!(decoder.feed(b"Q\r"), [], "its last piece is small");
    let wanted = "q x y d Q n x\n".repeat(20) + "Q\n";
    assert_eq!(decoder.expire(), [Received::Paste(wanted)]);
    assert_eq!(decoder.feed(b"j"), typed("j"));
}

#[test]
fn enter_after_text_is_the_key_and_a_line_is_told_apart() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"needs to be checked again"), []);
    let enter = pressed(KeyCode::Enter, KeyModifiers::NONE);
    assert_eq!(decoder.feed(b"\r"), [Received::Paste("needs to be checked again".into()), enter]);
    let line = Received::Line("needs to be checked again".into());
    assert_eq!(decoded(b"needs to be checked again\r"), [line]);
}

#[test]
fn keys_that_are_no_text_are_keys_within_what_comes_at_once() {
    let control = |letter: char| pressed(KeyCode::Char(letter), KeyModifiers::CONTROL);
    let pasted = |text: &str| Received::Paste(text.to_owned());
    let line = Received::Line("/a/path/to/out.jsonl".into());
    assert_eq!(decoded(b"\x01\x0b/a/path/to/out.jsonl\r"), [control('a'), control('k'), line]);
    let cut = "船隊已經到了港口沒有回應\x7f\x1b[A記者等了一夜\x1b[12;34R\x1b[200~\x1b[201~";
    let expected = [
        pasted("船隊已經到了港口沒有回應"),
        pressed(KeyCode::Backspace, KeyModifiers::NONE),
        pressed(KeyCode::Up, KeyModifiers::NONE),
        pasted("記者等了一夜"),
        Received::CursorAt { row: 12, column: 34 },
    ];
    assert_eq!(decoded(cut.as_bytes()), expected);
    // An escape within it begins no key with Alt.
    assert_eq!(
        decoded(b"first \x1bline \x1b[?9z here\rsecond\r"),
        [pasted("first \x1bline \x1b[?9z here\nsecond\n")]
    );
}

#[test]
fn a_paste_that_holds_its_own_end_runs_no_keys() {
    let sent = "\x1b[200~harmless\x1b[201~x Q\ry\r\x1b[201~";
    let pasted = |text: &str| Received::Paste(text.to_owned());
    assert_eq!(decoded(sent.as_bytes()), [pasted("harmless"), pasted("x Q\ny\n")]);
    // The real end comes in another read.
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~harmless\x1b[201~x Q\r"), [pasted("harmless")]);
    assert_eq!(decoder.feed(b"Q\x1b[201~"), [pasted("x Q\nQ")]);
    assert_eq!(decoder.feed(b"ab\x1b[201~cd\r"), [pasted("ab")]);
}

#[test]
fn the_mouse() {
    let seen = decoded(b"\x1b[<64;10;5M\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<99;0;0M");
    let kinds: Vec<_> = seen
        .iter()
        .map(|received| match received {
            Received::Mouse(mouse) => (mouse.kind, mouse.column, mouse.row),
            other => panic!("{other:?}"),
        })
        .collect();
    let left = crossterm::event::MouseButton::Left;
    assert_eq!(
        kinds,
        [
            (MouseEventKind::ScrollUp, 9, 4),
            (MouseEventKind::Down(left), 0, 0),
            (MouseEventKind::Up(left), 0, 0)
        ]
    );
}

#[test]
fn what_is_not_understood_is_dropped_and_nothing_with_it() {
    for noise in ["\x1b[?2026;2$y", "\x1b[I", "\x1b[>1;2c", "\u{9b}"] {
        let sent = format!("a{noise}b");
        let seen = decoded(sent.as_bytes());
        assert_eq!((seen.first(), seen.last()), (typed("a").first(), typed("b").first()), "{noise:?}");
    }
    assert_eq!(decoded(b"a\xff\xe4b").last(), typed("b").last());
    assert_eq!(decoded(b"\x1b[1\rb"), [pressed(KeyCode::Enter, KeyModifiers::NONE), typed("b")[0].clone()]);
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        "[a-z中文😀]{1,3}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "\x1b[A",
            "\x1bOP",
            "\x1b[2;3R",
            "\x1b[6~",
            "\x1b[200~文\r字\x1b[201~",
            "\x1b[<0;3;4M",
            "\r",
            "\x1bx",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn reads_may_cut_anywhere(pieces in prop::collection::vec(piece(), 0..8), size in 1usize..7) {
        let sent = pieces.concat();
        let mut decoder = Decoder::default();
        let mut received = Vec::new();
        for read in sent.chunks(size) {
            received.extend(decoder.feed(read));
        }
        received.extend(decoder.expire());
        // What comes at once is judged by how much it is: no matter where it is cut, below that all are keys.
        let typed = String::from_utf8(sent.clone()).unwrap().replace("\x1b[200~文\r字\x1b[201~", "");
        if judge(typed.as_bytes()) == Burst::Keys {
            prop_assert_eq!(received, decoded(&sent));
        }
    }

    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        decoder.expire();
        prop_assert!(!decoder.is_waiting());
    }
}

/// Keys, a paste, the mouse and an answer, as terminals send them.
const SESSION: &[u8] =
    "jk\x1b[A\x1b[1;5C\x1bOP\x1b\r字é\x1b[200~貼\r\n上\x1b[201~\x1b[<0;10;5M\x1b[<0;10;5m\x1b[12;34R\x1b[15~\x1b[27;5;9~\x1b[97;5u\x7f\t"
        .as_bytes();

proptest! {
    #![proptest_config(fuzzed(512))]
    #[test]
    fn whatever_a_terminal_sends_is_taken_wherever_reads_cut_it(Input(bytes) in mutated(vec![SESSION.to_vec()]), size in 1usize..9) {
        let cut = |size: usize| {
            let mut decoder = Decoder::default();
            let mut received: Vec<Received> = bytes.chunks(size).flat_map(|read| decoder.feed(read)).collect();
            received.extend(decoder.expire());
            (received, decoder.is_waiting())
        };
        // What is pasted is judged by what comes at once, so that a damaged paste is not the same however it is cut.
        let (received, whole) = (cut(size), cut(bytes.len().max(1)));
        prop_assert!(!received.1 && !whole.1);
        for one in received.0.iter().chain(&whole.0) {
            if let Received::Paste(text) = one {
                prop_assert!(text.len() <= 3 * bytes.len() && !text.contains('\r'));
            }
        }
        prop_assert!(received.0.len() <= bytes.len() && whole.0.len() <= bytes.len());
    }
}
