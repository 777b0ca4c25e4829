//! Words of one block as a browser sets them: each stretch of white space is one blank, and none where a line of the
//! source merely broke between two ideographs.

/// The words of one block as they are gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inline {
    text: String,
    blank: Blank,
    /// How often the words were taken away.
    taken: usize,
}

/// A place between words that were added and those that will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the words before it.
    at: usize,
    taken: usize,
}

/// White space that was met, but not yet anything after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Blank {
    #[default]
    None,
    /// A line of the source ended.
    LineEnd,
    Space,
}

impl Inline {
    /// Adds words of the source.
    pub fn push(&mut self, words: &str) {
        for character in words.chars() {
            match character {
                '\n' | '\r' => self.blank = self.blank.max(Blank::LineEnd),
                ' ' | '\t' | '\x0C' => {
                    // Indentation of the source's next line belongs to the line end.
                    if self.blank == Blank::None {
                        self.blank = Blank::Space;
                    }
                }
                '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
                _ => {
                    self.settle(character);
                    self.text.push(character);
                }
            }
        }
    }

    /// Parts what was added from what comes, with a blank.
    pub fn part(&mut self) {
        self.blank = Blank::Space;
    }

    /// All words so far, without the blanks at their end.
    pub fn words(&self) -> &str {
        &self.text
    }

    /// The place after all words so far.
    pub fn mark(&self) -> Mark {
        Mark { at: self.text.len(), taken: self.taken }
    }

    /// The words since `mark`; None where some of them were taken away, as by a block that ended.
    pub fn since(&self, mark: Mark) -> Option<&str> {
        if mark.taken == self.taken { self.text.get(mark.at..) } else { None }
    }

    /// The words since `mark` are replaced. Where some of them were taken away, nothing is.
    pub fn replace(&mut self, mark: Mark, by: &str) {
        if self.since(mark).is_some() {
            self.text.truncate(mark.at);
            self.text.push_str(by);
        }
    }

    /// The words, which are gone from here.
    pub fn take(&mut self) -> String {
        self.blank = Blank::None;
        self.taken += 1;
        std::mem::take(&mut self.text)
    }

    fn settle(&mut self, next: char) {
        let blank = std::mem::take(&mut self.blank);
        let Some(before) = self.text.chars().next_back() else { return };
        let joins = blank == Blank::LineEnd && joins(before, next);
        if blank != Blank::None && !joins {
            self.text.push(' ');
        }
    }
}

/// Whether a line that breaks between the two leaves no blank there: as CSS Text's segment break transformation does it,
/// and between an ideograph and a mark that stands in the same text, too.
fn joins(before: char, next: char) -> bool {
    let mark = |character| matches!(character, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    match (is_set_solid(before), is_set_solid(next)) {
        (true, true) => true,
        (true, false) => mark(next),
        (false, true) => mark(before),
        (false, false) => false,
    }
}

/// Whether `character` belongs to a script that is written without blanks and is wide: all of them but Hangul.
fn is_set_solid(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::Inline;

    fn set(parts: &[&str]) -> String {
        let mut inline = Inline::default();
        parts.iter().for_each(|part| inline.push(part));
        inline.take()
    }

    #[test]
    fn white_space_is_one_blank() {
        assert_eq!(set(&["  a \t b\n", "\n c  "]), "a b c");
        assert_eq!(set(&["甲 ", " 乙"]), "甲 乙");
        assert_eq!(set(&["\u{3000}甲\u{A0}"]), "\u{3000}甲\u{A0}");
    }

    #[test]
    fn a_line_end_between_ideographs_is_none() {
        assert_eq!(set(&["河水漲了，\n    堤上", "\n", "站滿了人"]), "河水漲了，堤上站滿了人");
        assert_eq!(set(&["他说：\n“走”\n吧"]), "他说：“走”吧");
        assert_eq!(set(&["비가\n내렸다"]), "비가 내렸다");
        assert_eq!(set(&["第\n3 項"]), "第 3 項");
    }

    #[test]
    fn a_mark_holds_until_words_are_taken() {
        let mut inline = Inline::default();
        inline.push("甲");
        let mark = inline.mark();
        inline.push("12");
        assert_eq!(inline.since(mark), Some("12"));
        inline.replace(mark, "¹²");
        assert_eq!(inline.take(), "甲¹²");
        inline.push("乙12");
        assert_eq!(inline.since(mark), None);
        inline.replace(mark, "¹²");
        assert_eq!(inline.take(), "乙12");
    }

    #[test]
    fn what_is_never_seen_is_left_out() {
        assert_eq!(set(&["\u{FEFF}a\u{AD}b\u{200B}甲\u{2060}乙"]), "ab甲乙");
    }
}
