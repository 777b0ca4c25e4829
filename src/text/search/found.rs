//! Folded words found in a text, in one pass that keeps a few thousand characters at a time.

use memchr::memmem::Finder;

use super::search_fold;
use super::units::{PASSED, UNIT_BYTES, find_unit, is_shared, unit_of, whole};
use crate::text::{Span, is_cluster_boundary};

/// Characters looked at in one go.
const GO: usize = 1 << 14;

/// Whether a letter is a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Height {
    Capital,
    Small,
    Neither,
}

/// What was typed, folded.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    /// Its characters that are seen, whole.
    characters: Vec<char>,
    finder: Finder<'static>,
    /// Whether capitals are told from small letters.
    cased: bool,
    /// Whether equal units may be different characters.
    shared: bool,
}

impl Folded {
    /// `None` where nothing of `words` can be seen.
    pub(super) fn new(words: &str, cased: bool) -> Option<Folded> {
        let characters: Vec<char> = Characters::of(words).map(|(_, character, _)| character).collect();
        let units: Vec<u8> = characters.iter().flat_map(|&one| unit_of(one).to_le_bytes()).collect();
        let shared = characters.iter().any(|&character| is_shared(unit_of(character)));
        let finder = Finder::new(&units).into_owned();
        (!characters.is_empty()).then_some(Folded { characters, finder, cased, shared })
    }

    /// Finds the units of what is looked for among others, without [`PASSED`] between.
    pub(super) fn finder(&self) -> &Finder<'static> {
        &self.finder
    }

    /// Whether all characters that are looked for are letters, ideographs and digits.
    pub(super) fn is_of_letters(&self) -> bool {
        self.characters.iter().all(|character| character.is_alphanumeric())
    }

    /// How many units are looked for.
    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// Whether equal units are not enough.
    pub(super) fn must_be_checked(&self) -> bool {
        self.cased || self.shared
    }

    /// Where it is found in `text`.
    pub(super) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let characters = Characters::of(text);
        let mut finding =
            Finding { wanted: self, characters, units: Vec::new(), places: Vec::new(), from: 0 };
        std::iter::from_fn(move || finding.next())
    }

    /// Whether the characters at `places` of `text` are those looked for, as far as their units do not tell.
    fn is_at(&self, text: &str, places: &[Span]) -> bool {
        !self.must_be_checked()
            || self.characters.iter().zip(places).all(|(&wanted, place)| {
                let Some((_, character, _)) = (Characters { text, at: place.start }).next() else {
                    return false;
                };
                search_fold(character) == search_fold(wanted)
                    && (!self.cased || height(character) == height(wanted))
            })
    }
}

/// Capitals are told apart in full-width letters as in others.
fn height(character: char) -> Height {
    match character {
        _ if character.is_uppercase() => Height::Capital,
        _ if character.is_lowercase() => Height::Small,
        _ => Height::Neither,
    }
}

/// The characters of a text that are seen, each with its place, the marks that belong to it included, and its unit.
pub(super) struct Characters<'a> {
    text: &'a str,
    /// Where the next one begins, or something that is not seen.
    at: usize,
}

impl<'a> Characters<'a> {
    pub(super) fn of(text: &'a str) -> Characters<'a> {
        Characters { text, at: 0 }
    }
}

impl Iterator for Characters<'_> {
    type Item = (Span, char, u16);

    fn next(&mut self) -> Option<(Span, char, u16)> {
        loop {
            let start = self.at;
            let mut rest = self.text[start..].chars();
            let character = rest.next()?;
            let found = match whole(character, rest.as_str()) {
                Some((whole, parts)) => {
                    rest.by_ref().take(parts).for_each(drop);
                    whole
                }
                None => character,
            };
            self.at = self.text.len() - rest.as_str().len();
            let unit = unit_of(found);
            if unit != PASSED {
                return Some((Span::new(start, self.at), found, unit));
            }
        }
    }
}

struct Finding<'a> {
    wanted: &'a Folded,
    characters: Characters<'a>,
    /// Units of the characters in view, and where they stand.
    units: Vec<u8>,
    places: Vec<Span>,
    /// The first of them that has not been looked at.
    from: usize,
}

impl Finding<'_> {
    fn next(&mut self) -> Option<Span> {
        loop {
            while let Some(found) = find_unit(&self.wanted.finder, &self.units, self.from * UNIT_BYTES) {
                let first = found / UNIT_BYTES;
                let end = first + self.wanted.len();
                let places = &self.places[first..end];
                if let Some(span) = self.passage(places) {
                    self.from = end;
                    return Some(span);
                }
                self.from = first + 1;
            }
            self.go_on()?;
        }
    }

    /// The match at `places`, if the text bears it out there.
    fn passage(&self, places: &[Span]) -> Option<Span> {
        let text = self.characters.text;
        let (first, last) = (places.first()?, places.last()?);
        if !self.wanted.is_at(text, places) || !is_cluster_boundary(text, first.start) {
            return None;
        }
        let mut end = last.end;
        // What belongs to the last character without being seen.
        while !is_cluster_boundary(text, end) {
            let next = text[end..].chars().next().filter(|&next| unit_of(next) == PASSED)?;
            end += next.len_utf8();
        }
        Some(Span::new(first.start, end))
    }

    /// Looks at the next characters, and keeps as many of the last ones as a match may begin in.
    fn go_on(&mut self) -> Option<()> {
        let kept = (self.wanted.len() - 1).min(self.places.len().saturating_sub(self.from));
        let gone = self.places.len() - kept;
        self.places.drain(..gone);
        self.units.drain(..gone * UNIT_BYTES);
        self.from = 0;
        for (place, _, unit) in self.characters.by_ref().take(GO.max(self.wanted.len())) {
            self.units.extend_from_slice(&unit.to_le_bytes());
            self.places.push(place);
        }
        (self.places.len() > kept).then_some(())
    }
}
