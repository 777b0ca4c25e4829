//! Control sequences that stand for keys and the mouse, as xterm, VTE, the Linux console and rxvt send them.

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// The key of a character, as crossterm tells it: a capital letter comes with Shift.
pub(super) fn character(character: char) -> KeyEvent {
    let shift = if character.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(character), shift)
}

/// The key of a control character: Ctrl with a letter, but for the keys of their own.
pub(super) fn control(byte: u8) -> KeyEvent {
    let (code, modifiers) = match byte {
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        0x1B => (KeyCode::Esc, KeyModifiers::NONE),
        0x7F => (KeyCode::Backspace, KeyModifiers::NONE),
        0 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        1..=0x1A => (KeyCode::Char(char::from(byte - 1 + b'a')), KeyModifiers::CONTROL),
        _ => (KeyCode::Char(char::from(byte.saturating_sub(0x1C).min(3) + b'4')), KeyModifiers::CONTROL),
    };
    KeyEvent::new(code, modifiers)
}

/// The key of the letter that ends `CSI …` or `SS3 …`.
pub(super) fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

/// The key of `CSI number ~`.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28..=29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

/// The key of a whole sequence: `numbers` are its parameters, each with what follows it after a colon.
/// A key that was let go is none.
pub(super) fn sequence(numbers: &[(u32, u32)], last: u8) -> Option<KeyEvent> {
    let number = |index: usize| numbers.get(index).map_or(0, |number| number.0);
    let (state, kind) = numbers.get(1).copied().unwrap_or_default();
    let key = match (last, number(0)) {
        // xterm's modifyOtherKeys
        (b'~', 27) => coded(number(2))?,
        (b'~', key) => KeyEvent::from(numbered(key)?),
        (b'u', code) => coded(code)?,
        _ => KeyEvent::from(letter(last)?),
    };
    let kind = match kind {
        3 => return None,
        2 => KeyEventKind::Repeat,
        _ => KeyEventKind::Press,
    };
    let mut modifiers = key.modifiers | modifiers(state);
    if key.code == KeyCode::BackTab {
        modifiers |= KeyModifiers::SHIFT;
    }
    Some(KeyEvent { modifiers, kind, ..key })
}

/// A key told by its code point.
fn coded(code: u32) -> Option<KeyEvent> {
    match char::from_u32(code)? {
        '\t' | '\r' | '\x1b' | '\x7f' => Some(control(code as u8)),
        // Functional keys in the private use area, controls, and nothing at all.
        '\u{E000}'..='\u{F8FF}' => None,
        letter if letter.is_control() => None,
        letter => Some(character(letter)),
    }
}

/// A modifier parameter: a bit set plus one; absent, nothing is held.
fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    [KeyModifiers::SHIFT, KeyModifiers::ALT, KeyModifiers::CONTROL, KeyModifiers::SUPER]
        .into_iter()
        .enumerate()
        .filter(|(bit, _)| bits & (1 << bit) != 0)
        .map(|(_, modifier)| modifier)
        .collect()
}

/// A mouse report in the SGR form, `CSI < code ; column ; row M` or `m`, its position counted from 1.
pub(super) fn mouse(numbers: &[(u32, u32)], last: u8) -> Option<MouseEvent> {
    let &[(code, _), (column, _), (row, _)] = numbers else { return None };
    let button = match code & 0b11 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let (wheel, moves) = (code & 64 != 0, code & 32 != 0);
    let kind = match (wheel, code & 0b11, button) {
        (true, 0, _) => MouseEventKind::ScrollUp,
        (true, 1, _) => MouseEventKind::ScrollDown,
        (true, 2, _) => MouseEventKind::ScrollLeft,
        (true, ..) => MouseEventKind::ScrollRight,
        (_, _, Some(button)) if moves => MouseEventKind::Drag(button),
        (_, _, Some(button)) if last == b'm' => MouseEventKind::Up(button),
        (_, _, Some(button)) => MouseEventKind::Down(button),
        (_, _, None) => MouseEventKind::Moved,
    };
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, code & 4 != 0);
    modifiers.set(KeyModifiers::ALT, code & 8 != 0);
    modifiers.set(KeyModifiers::CONTROL, code & 16 != 0);
    let column = u16::try_from(column.checked_sub(1)?).ok()?;
    let row = u16::try_from(row.checked_sub(1)?).ok()?;
    Some(MouseEvent { kind, column, row, modifiers })
}
