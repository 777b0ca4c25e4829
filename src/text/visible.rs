//! Makes visible what an article must not do to a terminal or to a reader unseen: controls, escape sequences,
//! bidirectional overrides, invisible characters.
//!
//! C0 controls and DEL take their pictures (U+2400 and following); everything else that draws nothing takes its code
//! point in angle brackets. Joiners stay where a script or an emoji sequence needs them. Of a cluster that no script
//! writes, a letter under thousands of marks, the first characters are shown and how many more there are: `<+4988>`.

use std::borrow::Cow;
use std::fmt::Write;
use std::str::Chars;

use super::clusters;
use super::width::is_mark;

/// Characters of one cluster that are shown. The longest emoji sequence in use has ten.
const MOST: usize = 12;

/// What stands on the screen for one grapheme cluster: itself, unless something in it cannot be seen.
pub fn shown(cluster: &str) -> Cow<'_, str> {
    let mut characters = cluster.chars();
    let first = characters.next();
    let single = characters.next().is_none();
    match first {
        Some(' '..='~' | '\u{3001}'..='\u{3029}' | '\u{4e00}'..='\u{9fff}') if single => {
            return Cow::Borrowed(cluster);
        }
        Some('\t') => return Cow::Borrowed("    "),
        _ => {}
    }
    let Some(base) = first else { return Cow::Borrowed(cluster) };
    let kept = match cluster.len() {
        0..=MOST => cluster,
        _ => cluster.char_indices().nth(MOST).map_or(cluster, |(end, _)| &cluster[..end]),
    };
    let before = stands_on(base);
    if before.is_empty() && kept.len() == cluster.len() && !cluster.chars().any(hidden) {
        return Cow::Borrowed(cluster);
    }
    let mut line = String::from(before);
    let mut base = line.chars().next().unwrap_or(base);
    let mut rest = kept.chars();
    // The character before, if it stands there as itself; what follows a sign is a cluster of the sign's.
    let mut before = None;
    while let Some(character) = rest.next() {
        if hidden(character) && !needed(base, before, character, rest.clone()) {
            push_sign(&mut line, character);
            (base, before) = ('>', None);
        } else {
            line.push(character);
            before = Some(character);
        }
    }
    if kept.len() < cluster.len() {
        // Writing to a String cannot fail.
        let _ = write!(line, "<+{}>", cluster[kept.len()..].chars().count());
    }
    Cow::Owned(line)
}

/// What a cluster without a base is shown upon, lest it be drawn upon its neighbour: a circle for marks, the fillers for
/// conjoining vowels and final consonants.
fn stands_on(base: char) -> &'static str {
    match base {
        '\0'..='\u{2ff}' => "",
        '\u{1161}'..='\u{11a7}' | '\u{d7b0}'..='\u{d7c6}' => "\u{115f}",
        '\u{11a8}'..='\u{11ff}' | '\u{d7cb}'..='\u{d7fb}' => "\u{115f}\u{1160}",
        _ if is_mark(base) && !hidden(base) => "◌",
        _ => "",
    }
}

/// A title, name or message on one line, with everything unseen made visible.
pub fn visible(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(clusters(line).map(|(_, cluster)| shown(cluster)).collect())
}

/// Whether `character` must not reach the terminal as it is: a control, or one that draws nothing.
///
/// The list is Unicode's `Default_Ignorable_Code_Point` with the controls (`Cc`), the line and paragraph separators,
/// the interlinear annotation marks and the noncharacters.
pub fn hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `character` acts instead of showing: C0, DEL, C1, a bidirectional control, or a separator of lines or
/// paragraphs. Joiners and variation selectors shape clusters and do not act.
pub fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether an unseen character does a script's or an emoji sequence's work where it stands.
fn needed(base: char, before: Option<char>, character: char, mut rest: Chars) -> bool {
    match character {
        '\u{200d}' if pictograph(base) => before.is_some() && rest.next().is_some_and(pictograph),
        '\u{200c}' | '\u{200d}' => before.is_some() && ('\u{600}'..='\u{dff}').contains(&base),
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(|c| !hidden(c) && (pictograph(c) || "0123456789#*".contains(c)))
        }
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
            before.is_some_and(|c| c >= '\u{2e80}' && !hidden(c))
        }
        '\u{e0020}'..='\u{e007f}' => base == '\u{1f3f4}',
        // Fillers alone draw nothing, however many there are.
        '\u{115f}' | '\u{1160}' => rest.find(|&c| c != '\u{1160}').is_some_and(conjoins),
        _ => false,
    }
}

/// Whether `character` is a vowel or final consonant of Hangul that conjoins with what is before it.
fn conjoins(character: char) -> bool {
    matches!(character, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}')
}

fn pictograph(character: char) -> bool {
    matches!(character, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Appends the visible sign of a character that is [`hidden`]: its picture, or its code point in angle brackets.
pub fn push_sign(line: &mut String, character: char) {
    match character {
        '\0'..='\u{1f}' => line.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => line.push('␡'),
        // Writing to a String cannot fail.
        _ => drop(write!(line, "<{:04X}>", character as u32)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn controls_and_overrides_are_signs() {
        assert_eq!(visible("a\x1b]52;c;eA==\x07b"), "a␛]52;c;eA==␇b");
        assert_eq!(visible("\u{9b}31m"), "<009B>31m");
        assert_eq!(visible("甲\u{202e}乙\u{200b}丙\u{7f}"), "甲<202E>乙<200B>丙␡");
        assert_eq!(visible("一\n二"), "一␊二");
    }

    #[test]
    fn joiners_stay_where_they_work() {
        for kept in ["👨‍👩‍👧‍👦", "❤️", "葛\u{e0100}", "می‌خواهم", "क्‍ष", "1️⃣"]
        {
            assert_eq!(visible(kept), kept);
        }
        assert_eq!(visible("字\u{200d}"), "字<200D>");
        assert_eq!(visible("a\u{fe0f}"), "a<FE0F>");
        assert_eq!(visible("\u{301}a"), "◌\u{301}a");
    }

    #[test]
    fn what_has_no_base_is_given_one() {
        assert_eq!(visible("\u{93f}"), "◌\u{93f}");
        assert_eq!(visible("\u{1161}"), "\u{115f}\u{1161}");
        assert_eq!(visible("\u{11a8}"), "\u{115f}\u{1160}\u{11a8}");
        for kept in ["\u{115f}\u{1161}", "\u{1112}\u{1161}\u{11ab}", "\u{115f}\u{1160}\u{11a8}", "\u{d4e}ക"]
        {
            assert_eq!(visible(kept), kept);
        }
        assert_eq!(visible("\u{115f}a"), "<115F>a");
    }

    #[test]
    fn fillers_alone_are_told() {
        assert_eq!(visible("\u{115f}\u{1160}"), "<115F><1160>");
        assert_eq!(visible("\u{115f}\u{1160}\u{11a8}"), "\u{115f}\u{1160}\u{11a8}");
    }

    #[test]
    fn of_thousands_of_marks_some_are_shown_and_the_rest_counted() {
        let text = format!("甲e{}乙", "\u{301}".repeat(5000));
        assert_eq!(visible(&text), format!("甲e{}<+4989>乙", "\u{301}".repeat(11)));
        let written = "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿";
        assert_eq!(visible(written), written);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn no_control_gets_through(
            text in prop_oneof![any::<String>(), "([a-c©葛कᄀ◌👩🏴🇹\u{301}\u{93f}ﾞ🏽\u{94d}\u{1161}\u{11a8}\u{115f}\u{1160}\u{600}\u{605}\u{fe00}\u{fe0f}\u{200c}\u{200d}\u{e0067}\u{34f}\u{180b}]){0,20}"]
        ) {
            let line = visible(&text);
            let unseen = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}');
            prop_assert!(!line.chars().any(|c| c.is_control() || unseen(c)), "{:?}", line);
            prop_assert!(clusters(&line).all(|(_, cluster)| cluster.chars().count() <= MOST + 2), "{:?}", line);
            prop_assert_eq!(visible(&line), &*line);
        }
    }
}
