//! Shades of a label's colour that read well on paper and on a dark screen, by the contrast that WCAG 2.2 defines.

use std::fmt;

/// Red, green and blue, in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shade(pub(super) [u8; 3]);

/// The ground of a page, and the ink upon it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub(super) ground: Shade,
    pub(super) ink: Shade,
}

/// The page in light; the style sheet has the same two.
pub(super) const LIGHT: Paper = Paper { ground: Shade([0xff, 0xfd, 0xf9]), ink: Shade([0x1c, 0x1b, 0x19]) };

/// The page in the dark; the style sheet has the same two.
pub(super) const DARK: Paper = Paper { ground: Shade([0x16, 0x17, 0x1a]), ink: Shade([0xe9, 0xe7, 0xe2]) };

/// The contrast that ink keeps on every tint: WCAG's enhanced one.
const INK_ON_TINT: f64 = 7.0;

/// The contrast of a line with the tint it stands on: WCAG's for graphical objects.
const LINE_ON_TINT: f64 = 3.0;

/// How many steps lie between two colours that are mixed.
const STEPS: u32 = 20;

/// Of these, how many the strongest tint has of its colour.
const STRONGEST: u32 = 13;

impl Paper {
    /// What stands behind the words: as much of `colour` as lets them be read.
    pub(super) fn tint(self, colour: Shade) -> Shade {
        let tints = (1..=STRONGEST).rev().map(|step| self.ground.towards(colour, step));
        tints.into_iter().find(|tint| tint.contrast(self.ink) >= INK_ON_TINT).unwrap_or(self.ground)
    }

    /// What underlines them on their tint: as much of `colour` as lets the line be seen.
    pub(super) fn line(self, colour: Shade) -> Shade {
        let tint = self.tint(colour);
        let lines = (0..=STEPS).map(|step| colour.towards(self.ink, step));
        lines.into_iter().find(|line| line.contrast(tint) >= LINE_ON_TINT).unwrap_or(self.ink)
    }
}

impl Shade {
    /// The mixture of so many of [`STEPS`] parts of `other`, and the rest of this.
    fn towards(self, other: Shade, parts: u32) -> Shade {
        let mixed = |place: usize| {
            let [one, other] = [self.0[place], other.0[place]].map(u32::from);
            u8::try_from((one * (STEPS - parts) + other * parts) / STEPS).unwrap_or(u8::MAX)
        };
        Shade([mixed(0), mixed(1), mixed(2)])
    }

    /// The contrast ratio of two colours, from 1 to 21.
    fn contrast(self, other: Shade) -> f64 {
        let [one, other] = [self.luminance() + 0.05, other.luminance() + 0.05];
        one.max(other) / one.min(other)
    }

    /// The relative luminance, from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Shade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn contrast_is_as_defined() {
        let [black, white, grey] = [Shade([0; 3]), Shade([255; 3]), Shade([0x76; 3])];
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((grey.contrast(white) - 4.54).abs() < 0.01);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn every_colour_can_be_read_and_seen(colour: [u8; 3]) {
            for paper in [LIGHT, DARK] {
                let tint = paper.tint(Shade(colour));
                prop_assert!(paper.ink.contrast(tint) >= INK_ON_TINT);
                prop_assert!(paper.line(Shade(colour)).contrast(tint) >= LINE_ON_TINT);
            }
        }
    }
}
