//! The page's style sheet: what is written down, and the labels' colours as configured. The page's policy allows this
//! style alone, by its hash (Content Security Policy 3, section 8.4), and nothing from elsewhere.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::shades::{DARK, LIGHT, Paper, Shade};

/// What does not depend on the configuration.
const SHEET: &str = include_str!("../../../assets/report/report.css");

/// How lines under passages are drawn, label after label: told apart without colours.
const LINES: [&str; 5] = ["solid", "double", "dashed", "wavy", "dotted"];

/// The whole style sheet for labels of these colours: that of the class `l0`, of `l1` and so on.
pub(super) fn sheet(colours: &[Shade]) -> String {
    // A parser of HTML reads a line end as one character, and the hash is that of what it read.
    let mut sheet = SHEET.replace("\r\n", "\n");
    for place in 0..colours.len() {
        let line = LINES[place % LINES.len()];
        push(&mut sheet, format_args!(".l{place}{{--stroke:{line}}}\n"));
    }
    push_colours(&mut sheet, LIGHT, colours);
    sheet.push_str("@media screen and (prefers-color-scheme:dark){\n");
    push_colours(&mut sheet, DARK, colours);
    sheet.push_str("}\n");
    sheet
}

/// The policy for a page whose only style is `sheet`, as the `content` of its `meta` element.
pub(super) fn policy(sheet: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(sheet));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn push_colours(sheet: &mut String, paper: Paper, colours: &[Shade]) {
    for (place, &colour) in colours.iter().enumerate() {
        let [tint, line] = [paper.tint(colour), paper.line(colour)];
        push(sheet, format_args!(".l{place}{{--tint:{tint};--line:{line}}}\n"));
    }
}

fn push(sheet: &mut String, rule: std::fmt::Arguments<'_>) {
    // Writing into memory does not fail.
    let _ = sheet.write_fmt(rule);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_the_grounds_and_inks_that_contrasts_are_reckoned_with() {
        for paper in [LIGHT, DARK] {
            assert!(SHEET.contains(&format!("--ground:{}", paper.ground)), "{}", paper.ground);
            assert!(SHEET.contains(&format!("--ink:{}", paper.ink)), "{}", paper.ink);
        }
    }

    #[test]
    fn the_policy_holds_the_hash_of_the_sheet() {
        // The hash of nothing, as everyone knows it.
        assert!(policy("").contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }

    #[test]
    fn each_label_has_its_colours_in_both_lights() {
        let sheet = sheet(&[Shade([255, 0, 0]), Shade([0, 0, 255])]);
        assert_eq!(sheet.matches(".l1{--tint:#").count(), 2);
        assert!(sheet.contains(".l1{--stroke:double}") && !sheet.contains("</"));
    }
}
