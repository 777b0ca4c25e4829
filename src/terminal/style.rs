//! Colours and attributes as SGR parameters: only what changes from one cell to the next is written.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Attributes that show on a blank cell; with one of them the foreground shows as well.
pub(super) const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each attribute with the parameter that turns it on and the one that turns it off. Two attributes share
/// a parameter that turns them off in two places; who turns one off must turn the other on again.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What the terminal draws with: two colours and a set of attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub foreground: Color,
    pub background: Color,
    pub modifier: Modifier,
}

impl Pen {
    pub const DEFAULT: Self =
        Self { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() };

    pub fn of(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    /// The pen nearest to `self` that draws a blank as `wanted` would: what a blank does not show is kept.
    pub fn for_blank(self, wanted: Self) -> Self {
        if wanted.modifier.intersects(VISIBLE_ON_BLANK) {
            return wanted;
        }
        Self { background: wanted.background, modifier: self.modifier - VISIBLE_ON_BLANK, ..self }
    }

    /// Whether a blank drawn with this pen looks like an erased cell.
    pub fn draws_plain_blank(self) -> bool {
        self.background == Color::Reset && !self.modifier.intersects(VISIBLE_ON_BLANK)
    }

    /// Appends what turns a terminal that draws with `self` into one that draws with `next`.
    pub fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        if next == Self::DEFAULT {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        out.extend_from_slice(b"\x1b[");
        self.change_attributes(next, out);
        if self.foreground != next.foreground {
            color(next.foreground, 30, out);
        }
        if self.background != next.background {
            color(next.background, 40, out);
        }
        out.pop();
        out.push(b'm');
    }

    fn change_attributes(self, next: Self, out: &mut Vec<u8>) {
        let removed = self.modifier - next.modifier;
        let mut kept = self.modifier & next.modifier;
        let mut last_off = 0;
        for (modifier, _, off) in ATTRIBUTES {
            if removed.contains(modifier) {
                if off != last_off {
                    parameter(off, out);
                }
                last_off = off;
                kept.remove(sharing(off));
            }
        }
        for (modifier, on, _) in ATTRIBUTES {
            if (next.modifier - kept).contains(modifier) {
                parameter(on, out);
            }
        }
    }
}

/// The attributes that parameter `off` turns off.
fn sharing(off: u8) -> Modifier {
    ATTRIBUTES.iter().filter(|entry| entry.2 == off).map(|entry| entry.0).collect()
}

/// Appends the parameters of a colour. `base` is 30 for the foreground and 40 for the background.
fn color(color: Color, base: u8, out: &mut Vec<u8>) {
    match color {
        Color::Reset => parameter(base + 9, out),
        Color::Black => parameter(base, out),
        Color::Red => parameter(base + 1, out),
        Color::Green => parameter(base + 2, out),
        Color::Yellow => parameter(base + 3, out),
        Color::Blue => parameter(base + 4, out),
        Color::Magenta => parameter(base + 5, out),
        Color::Cyan => parameter(base + 6, out),
        Color::Gray => parameter(base + 7, out),
        Color::DarkGray => parameter(base + 60, out),
        Color::LightRed => parameter(base + 61, out),
        Color::LightGreen => parameter(base + 62, out),
        Color::LightYellow => parameter(base + 63, out),
        Color::LightBlue => parameter(base + 64, out),
        Color::LightMagenta => parameter(base + 65, out),
        Color::LightCyan => parameter(base + 66, out),
        Color::White => parameter(base + 67, out),
        Color::Indexed(index) => [base + 8, 5, index].into_iter().for_each(|value| parameter(value, out)),
        Color::Rgb(red, green, blue) => {
            [base + 8, 2, red, green, blue].into_iter().for_each(|value| parameter(value, out));
        }
    }
}

fn parameter(value: u8, out: &mut Vec<u8>) {
    number(u16::from(value), out);
    out.push(b';');
}

/// Appends a number in decimal, without the formatting machinery: this runs for every change of style.
pub(super) fn number(value: u16, out: &mut Vec<u8>) {
    let mut digits = [0; 5];
    let mut start = digits.len();
    let mut rest = value;
    loop {
        start -= 1;
        // A remainder of ten is a digit, so it fits.
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(to, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn pen(foreground: Color, background: Color, modifier: Modifier) -> Pen {
        Pen { foreground, background, modifier }
    }

    #[test]
    fn nothing_is_written_when_nothing_changes() {
        let red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert_eq!(changed(red, red), "");
    }

    #[test]
    fn only_the_difference_is_written() {
        let red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        let green = pen(Color::Green, Color::Reset, Modifier::BOLD | Modifier::UNDERLINED);
        assert_eq!(changed(red, green), "\x1b[4;32m");
        assert_eq!(changed(green, Pen::DEFAULT), "\x1b[m");
    }

    #[test]
    fn what_shares_an_off_parameter_is_turned_on_again() {
        let both = pen(Color::Reset, Color::Reset, Modifier::BOLD | Modifier::DIM);
        let dim = pen(Color::Reset, Color::Reset, Modifier::DIM);
        assert_eq!(changed(both, dim), "\x1b[22;2m");
        let neither = pen(Color::Red, Color::Reset, Modifier::empty());
        assert_eq!(changed(both, neither), "\x1b[22;31m");
    }

    #[test]
    fn colors_of_every_depth() {
        let from = Pen::DEFAULT;
        assert_eq!(changed(from, pen(Color::LightBlue, Color::White, Modifier::empty())), "\x1b[94;107m");
        assert_eq!(
            changed(from, pen(Color::Indexed(208), Color::Rgb(1, 20, 255), Modifier::empty())),
            "\x1b[38;5;208;48;2;1;20;255m"
        );
        let blue = pen(Color::Blue, Color::Blue, Modifier::empty());
        assert_eq!(changed(blue, pen(Color::Reset, Color::Blue, Modifier::empty())), "\x1b[39m");
    }

    #[test]
    fn numbers_in_decimal() {
        for value in [0, 7, 10, 99, 100, 12_345, u16::MAX] {
            let mut out = Vec::new();
            number(value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), value.to_string());
        }
    }
}
