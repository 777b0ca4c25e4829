//! Lists of words with quick tests of a text's start and end.

use std::collections::HashMap;

/// Words of one kind. Built once from a plain string, so that a list is as easy to read as to add to.
pub(super) struct Words {
    by_first: ByCharacter,
    by_last: ByCharacter,
}

impl Words {
    /// The words of `list`, divided by white space.
    pub fn of(list: &'static str) -> Self {
        let mut words = Self { by_first: ByCharacter::new(), by_last: ByCharacter::new() };
        for word in list.split_whitespace() {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                words.by_first.add(first, word);
                words.by_last.add(last, word);
            }
        }
        words
    }

    /// Bytes of the longest word that `text` starts with.
    pub fn at_start(&self, text: &str) -> Option<usize> {
        let words = self.by_first.of(text.chars().next()?);
        words.iter().filter(|word| text.starts_with(**word)).map(|word| word.len()).max()
    }

    /// Bytes of the longest word that `text` ends with.
    pub fn at_end(&self, text: &str) -> Option<usize> {
        let words = self.by_last.of(text.chars().next_back()?);
        words.iter().filter(|word| text.ends_with(**word)).map(|word| word.len()).max()
    }

    /// Whether `text` is one of the words.
    pub fn contains(&self, text: &str) -> bool {
        self.at_start(text) == Some(text.len())
    }

    /// First byte, and one past the last, of the word in `text` that ends last; of several the longest.
    pub fn last_in(&self, text: &str) -> Option<(usize, usize)> {
        let mut last: Option<(usize, usize)> = None;
        for (at, _) in text.char_indices() {
            if let Some(bytes) = self.at_start(&text[at..])
                && last.is_none_or(|(_, end)| end < at + bytes)
            {
                last = Some((at, at + bytes));
            }
        }
        last
    }
}

/// Words by a character of theirs.
struct ByCharacter {
    words: HashMap<char, Vec<&'static str>>,
    /// Which characters may be in `words`, by their twelve low bits: most questions end here.
    may_hold: [u64; 64],
}

impl ByCharacter {
    fn new() -> Self {
        Self { words: HashMap::new(), may_hold: [0; 64] }
    }

    fn add(&mut self, character: char, word: &'static str) {
        let (block, bit) = place(character);
        self.may_hold[block] |= bit;
        self.words.entry(character).or_default().push(word);
    }

    fn of(&self, character: char) -> &[&'static str] {
        let (block, bit) = place(character);
        match self.may_hold[block] & bit != 0 {
            true => self.words.get(&character).map_or(&[], Vec::as_slice),
            false => &[],
        }
    }
}

fn place(character: char) -> (usize, u64) {
    let low = character as usize & 0xFFF;
    (low / 64, 1 << (low % 64))
}
