//! A label's colour as other programs' configurations take it: `#rrggbb`, to stand behind dark or light text.

/// The colours that the configuration names, as shades on which black text reads well.
const NAMED: &[(&str, &str)] = &[
    ("black", "#9aa0a6"),
    ("red", "#f28b82"),
    ("green", "#9fd39a"),
    ("yellow", "#fdd663"),
    ("blue", "#8ab4f8"),
    ("magenta", "#d7a3f5"),
    ("cyan", "#78d9ec"),
    ("gray", "#cfd3d8"),
    ("darkgray", "#9aa0a6"),
    ("lightred", "#fbbab4"),
    ("lightgreen", "#c6e8c2"),
    ("lightyellow", "#feefb8"),
    ("lightblue", "#c2d8fc"),
    ("lightmagenta", "#ebd0fb"),
    ("lightcyan", "#bdeef7"),
    ("white", "#ffffff"),
];

/// Where a label has no colour that is known.
pub(super) const NEUTRAL: &str = "#cfd3d8";

/// `#rrggbb` for a colour of the configuration: a name, or `#rrggbb` itself.
pub(super) fn hexadecimal(colour: &str) -> &str {
    if rgb(colour).is_some() {
        return colour;
    }
    NAMED.iter().find(|(name, _)| *name == colour).map_or(NEUTRAL, |(_, shade)| shade)
}

/// Whether white text reads better on this `#rrggbb` than black text does: by its luminance (WCAG 2.2), roughly.
pub(super) fn is_dark(hexadecimal: &str) -> bool {
    rgb(hexadecimal).is_some_and(|[red, green, blue]| {
        let linear = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        // Contrast with black and with white are equal where (luminance + 0.05)² is 0.05 × 1.05.
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.179
    })
}

/// Red, green and blue of a `#rrggbb`; none where it is no such thing.
pub(super) fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_numbers() {
        assert_eq!(hexadecimal("yellow"), "#fdd663");
        assert_eq!(hexadecimal("#aa22Cc"), "#aa22Cc");
        for unknown in ["", "#12345", "#+12345", "#gggggg", "mauve"] {
            assert_eq!(hexadecimal(unknown), NEUTRAL, "{unknown}");
        }
    }

    #[test]
    fn names_are_shades_for_black_text() {
        assert!(NAMED.iter().all(|(_, shade)| rgb(shade).is_some() && !is_dark(shade)));
        assert!(is_dark("#aa22cc") && is_dark("#000000") && !is_dark("#ffff00"));
    }
}
