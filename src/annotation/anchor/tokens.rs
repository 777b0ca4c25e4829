//! Two texts as numbers, one a grapheme cluster, that are equal where readers take the clusters for the same.

use std::collections::HashMap;

use crate::text::{Span, clusters, fold, is_blank};

/// The most bytes between the first and the last change that are looked at cluster by cluster: each takes eight bytes
/// of memory in each text. More between them is one token, and nothing in it is found again.
const MOST_BYTES: usize = 256 << 20;

/// The number of what both texts begin with. Above every character, as are the next three.
const SAME_START: u32 = 0x11_0000;
const SAME_END: u32 = SAME_START + 1;
const TOO_LONG: [u32; 2] = [SAME_START + 2, SAME_START + 3];
const FIRST_CLUSTER: u32 = SAME_START + 4;

/// A text as tokens. The lines that both texts begin with are one token, those that they end with another.
pub(super) struct Tokens {
    /// What each token is: equal numbers, equal clusters.
    pub numbers: Vec<u32>,
    /// The byte at which each token begins, and the text's end.
    bytes: Vec<u32>,
}

impl Tokens {
    /// The tokens of both texts. `None` where a text is longer than offsets of 32 bits reach.
    pub fn of(old: &str, new: &str) -> Option<(Tokens, Tokens)> {
        u32::try_from(old.len().max(new.len())).ok()?;
        let start = same_start(old, new);
        let end = same_end(&old[start..], &new[start..]);
        let middle = |text: &str| Span::new(start, text.len() - end);
        let (old_middle, new_middle) = (middle(old), middle(new));
        let mut numbered = Numbered::default();
        let too_long = old_middle.len() > MOST_BYTES || new_middle.len() > MOST_BYTES;
        let mut tokens =
            |text: &str, middle, stand_in| numbered.tokens(text, middle, too_long.then_some(stand_in));
        Some((tokens(old, old_middle, TOO_LONG[0]), tokens(new, new_middle, TOO_LONG[1])))
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The byte at which a token begins; for the number of tokens, the text's end.
    pub fn byte(&self, token: usize) -> usize {
        self.bytes[token] as usize
    }

    /// Whether a token is the lines that both texts begin with, or end with.
    pub fn is_same_lines(&self, token: usize) -> bool {
        matches!(self.numbers.get(token), Some(&(SAME_START | SAME_END)))
    }

    /// The token that holds a byte of the text; for the text's end, the number of tokens.
    pub fn at(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&start| start as usize <= byte).saturating_sub(1)
    }
}

/// What a token is for the eye: its character; a line's end for lines that are the same in both texts; what no text has,
/// U+FFFF, for a cluster of several characters.
pub(super) fn character(number: u32) -> char {
    match number {
        SAME_START | SAME_END => '\n',
        _ => char::from_u32(number).unwrap_or('\u{ffff}'),
    }
}

/// The numbers given to clusters of several characters, by what they fold to.
#[derive(Default)]
struct Numbered(HashMap<String, u32>);

impl Numbered {
    fn tokens(&mut self, text: &str, middle: Span, stand_in: Option<u32>) -> Tokens {
        let mut tokens = Tokens { numbers: Vec::new(), bytes: Vec::new() };
        let mut push = |number: u32, byte: usize| {
            tokens.numbers.push(number);
            // `of` made sure that every offset fits.
            tokens.bytes.push(byte as u32);
        };
        if middle.start > 0 {
            push(SAME_START, 0);
        }
        match stand_in {
            Some(number) => push(number, middle.start),
            None => clusters(middle.of(text))
                .for_each(|(at, cluster)| push(self.number(cluster), middle.start + at)),
        }
        if middle.end < text.len() {
            push(SAME_END, middle.end);
        }
        tokens.bytes.push(text.len() as u32);
        tokens
    }

    fn number(&mut self, cluster: &str) -> u32 {
        let mut characters = cluster.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) if is_blank(only) => ' '.into(),
            (Some(only), None) => fold(only).into(),
            _ if cluster == "\r\n" => '\n'.into(),
            _ => {
                let next = FIRST_CLUSTER + self.0.len() as u32;
                *self.0.entry(cluster.chars().map(fold).collect()).or_insert(next)
            }
        }
    }
}

/// How many bytes of whole lines both texts begin with. After a line's end there is a cluster boundary, whatever follows.
fn same_start(old: &str, new: &str) -> usize {
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    old.as_bytes()[..same].iter().rposition(|&byte| byte == b'\n').map_or(0, |line_end| line_end + 1)
}

/// How many bytes of whole lines both texts end with.
fn same_end(old: &str, new: &str) -> usize {
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    let ending = &old.as_bytes()[old.len() - same..];
    ending.iter().position(|&byte| byte == b'\n').map_or(0, |line_end| same - line_end - 1)
}
