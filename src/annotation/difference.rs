//! What became of a passage's words, for people to see: what stayed, what went, what came.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::anchor::{Run, Stretch, without_chance};
use crate::text::clusters;

/// A part of a passage as it was and is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What became of it.
    pub fate: Fate,
    /// The words, of the former passage where they are gone, of the present one where not. Never empty.
    pub text: &'a str,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both.
    Same,
    /// They are no longer there.
    Gone,
    /// They are new.
    Come,
}

/// The pieces of which `former` and `now` are made, in order: those that are gone or the same make `former`, those that
/// came or are the same make `now`. What goes comes before what comes in its place. A number or a Latin word changes as
/// a whole, and what two different passages share by chance is shown as changed.
///
/// ```
/// use pingdian::annotation::{Fate, Piece, difference};
///
/// let pieces = difference("約32艘", "約30艘");
/// assert_eq!(pieces[1], Piece { fate: Fate::Gone, text: "32" });
/// assert_eq!(pieces[2], Piece { fate: Fate::Come, text: "30" });
/// ```
pub fn difference<'a>(former: &'a str, now: &'a str) -> Vec<Piece<'a>> {
    let (old, new) = (units(former), units(now));
    let whole = Stretch { old: 0..old.len(), new: 0..new.len() };
    let same =
        capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter_map(|change| match change {
            DiffOp::Equal { old_index, new_index, len } => {
                Some(Run { old: old_index, new: new_index, length: len })
            }
            _ => None,
        });
    let mut pieces = Vec::new();
    let mut push = |fate, text: &'a str| {
        if !text.is_empty() {
            pieces.push(Piece { fate, text });
        }
    };
    let (mut old_rest, mut new_rest) = (former, now);
    let (mut old_at, mut new_at) = (0, 0);
    let end = Run { old: old.len(), new: new.len(), length: 0 };
    for run in without_chance(same.collect(), &whole, |_| false).into_iter().chain([end]) {
        let (gone, rest) = old_rest.split_at(bytes(&old[old_at..run.old]));
        let (come, new_words) = new_rest.split_at(bytes(&new[new_at..run.new]));
        let length = bytes(&new[run.new..run.new_end()]);
        push(Fate::Gone, gone);
        push(Fate::Come, come);
        push(Fate::Same, &new_words[..length]);
        (old_rest, new_rest) = (&rest[length..], &new_words[length..]);
        (old_at, new_at) = (run.old_end(), run.new_end());
    }
    pieces
}

fn bytes(units: &[&str]) -> usize {
    units.iter().map(|unit| unit.len()).sum()
}

/// The grapheme clusters of `text`, with the letters and digits of ASCII in one piece where they stand together.
fn units(text: &str) -> Vec<&str> {
    let is_word = |cluster: &str| cluster.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut found: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut starts = clusters(text).peekable();
    while let Some((at, cluster)) = starts.next() {
        let end = at + cluster.len();
        if !(is_word(cluster) && starts.peek().is_some_and(|(_, next)| is_word(next))) {
            found.push(&text[start..end]);
            start = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn drawn(former: &str, now: &str) -> String {
        let drawn = difference(former, now).into_iter().map(|piece| match piece.fate {
            Fate::Same => piece.text.to_owned(),
            Fate::Gone => format!("[-{}-]", piece.text),
            Fate::Come => format!("{{+{}+}}", piece.text),
        });
        drawn.collect()
    }

    #[test]
    fn what_changed_is_shown_small() {
        assert_eq!(drawn("約32艘", "約30艘"), "約[-32-]{+30+}艘");
        assert_eq!(drawn("他表示不會來。", "他昨天表示不會來。"), "他{+昨天+}表示不會來。");
        assert_eq!(drawn("這艘F16戰機", "這架F35戰機"), "這[-艘F16-]{+架F35+}戰機");
        assert_eq!(drawn("同", "同"), "同");
        assert_eq!(drawn("", "來"), "{+來+}");
    }

    #[test]
    fn what_is_shared_by_chance_is_shown_as_changed() {
        assert_eq!(drawn("昨天夜裡的風很大", "今年的雨不多"), "[-昨天夜裡的風很大-]{+今年的雨不多+}");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn the_pieces_make_both(former in "([a-c1好か]|\u{3099}|👩🏽|\n){0,30}", now in "([a-c1好か]|\u{3099}|👩🏽|\n){0,30}") {
            let pieces = difference(&former, &now);
            let of = |other: Fate| pieces.iter().filter(|piece| piece.fate != other).map(|piece| piece.text).collect::<String>();
            prop_assert_eq!(of(Fate::Come), former.as_str());
            prop_assert_eq!(of(Fate::Gone), now.as_str());
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        }
    }
}
