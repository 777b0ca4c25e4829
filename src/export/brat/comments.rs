//! Comments: lines `#1<TAB>TYPE TARGET<TAB>words`.

use std::fmt::Write as _;
use std::io;

use super::fragments::ends_line;

/// Numbers an article's comments.
#[derive(Default)]
pub(super) struct Comments {
    written: usize,
}

impl Comments {
    /// One comment of `kind` on the line named `target`; none where there are no words.
    pub(super) fn write(
        &mut self,
        out: &mut dyn io::Write,
        kind: &str,
        target: &str,
        words: &str,
    ) -> io::Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        self.written += 1;
        writeln!(out, "#{}\t{kind} {target}\t{}", self.written, one_line(words))
    }
}

/// `words` on one line. The escapes are JSON's; white space at the end is one of them, since readers strip lines.
fn one_line(words: &str) -> String {
    let kept = words.trim_end().len();
    let mut line = String::with_capacity(words.len());
    for (byte, character) in words.char_indices() {
        match character {
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            _ if byte >= kept || character.is_control() || ends_line(character) => {
                // Writing into a string does not fail; all of these are in the Basic Multilingual Plane.
                let _ = write!(line, "\\u{:04x}", u32::from(character));
            }
            _ => line.push(character),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn a_note_is_one_line() {
        assert_eq!(
            one_line("甲\n\t「乙」\\n\u{1b}\u{2028} \u{3000}"),
            r"甲\n\t「乙」\\n\u001b\u2028\u0020\u3000"
        );
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn json_gives_the_words_back(words in any::<String>()) {
            let line = one_line(&words);
            prop_assert!(!line.contains(|character| character == '\t' || ends_line(character)));
            prop_assert_eq!(line.trim_end(), &line);
            let json = format!("\"{}\"", line.replace('"', "\\\""));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
        }
    }
}
