//! Changes to an input at random: bits, pieces between delimiters, and what is known to trouble parsers.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::Index;

/// What is put in: delimiters of all formats, openings, controls, what is no character, numbers out of range.
const TOKENS: [&[u8]; 74] = [
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE",
    b"<?xml",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"&#x110000;",
    b"&amp",
    b"<p>",
    b"<table><tr><td>",
    b"<script>",
    b"<ruby><rt>",
    b"<template>",
    b"<svg><title>",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"'",
    b":",
    b",",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\udc00",
    b"\\ud83d\\ude00",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"\"\"",
    b"0",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"18446744073709551615",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"|",
    b";",
    b"#",
    b"---\n",
    b"```\n",
    b"> ",
    b"- ",
    b"* ",
    b"![",
    b"](",
    b"$$",
    b"=\r\n",
    b"=E5=A",
    b"--",
    b"Content-Type: text/html; charset=utf-16\r\n\r\n",
    b"\0",
    b"\x1b[2J",
    b"\x7f",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    "e\u{301}\u{301}".as_bytes(),
    "𠮷👨‍👩‍👧".as_bytes(),
];

/// One change. Places are told by a share of the input's length, so that a change fits any input.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// A bit is another.
    Flip(Index, u8),
    /// A byte is another.
    Set(Index, u8),
    /// A piece is left out.
    Cut(Index, Index),
    /// A piece is there so many times more.
    Repeat(Index, Index, usize),
    /// Two pieces that follow one another change places.
    Swap(Index, Index, Index),
    /// Something is put in, so many times.
    Insert(Index, usize, usize),
    /// The end is missing.
    Truncate(Index),
}

/// No input grows beyond this by repeating.
const MOST_BYTES: usize = 64 << 10;

impl Mutation {
    /// Makes the change.
    pub fn apply(&self, bytes: &mut Vec<u8>) {
        match *self {
            Mutation::Flip(at, bit) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << (bit % 8);
            }
            Mutation::Set(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            Mutation::Flip(..) | Mutation::Set(..) => {}
            Mutation::Cut(from, to) => {
                let [from, to] = sorted([border(bytes, from), border(bytes, to)]);
                bytes.drain(from..to);
            }
            Mutation::Repeat(from, to, times) => {
                let [from, to] = sorted([border(bytes, from), border(bytes, to)]);
                let room = MOST_BYTES.saturating_sub(bytes.len()) / (to - from).max(1);
                let more = bytes[from..to].repeat(times.min(room));
                bytes.splice(to..to, more);
            }
            Mutation::Swap(first, second, third) => {
                let [first, second, third] =
                    sorted([border(bytes, first), border(bytes, second), border(bytes, third)]);
                bytes[first..third].rotate_left(second - first);
            }
            Mutation::Insert(at, token, times) => {
                let at = border(bytes, at);
                let token = TOKENS[token % TOKENS.len()];
                bytes.splice(at..at, token.repeat(times));
            }
            Mutation::Truncate(at) => {
                let at = border(bytes, at);
                bytes.truncate(at);
            }
        }
    }
}

fn sorted<const N: usize>(mut places: [usize; N]) -> [usize; N] {
    places.sort_unstable();
    places
}

/// A place in the input: mostly beside a delimiter, so that pieces are what a format has for pieces.
fn border(bytes: &[u8], at: Index) -> usize {
    let is_delimiter = |byte: &u8| b"<>{}[]\",:;\n&=|#()\t-".contains(byte);
    let at = at.index(bytes.len() + 1);
    if at.is_multiple_of(4) {
        return at;
    }
    bytes[at..].iter().position(is_delimiter).map_or(at, |more| at + more + at % 2)
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        2 => (index(), any::<u8>()).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        1 => (index(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        3 => (index(), index()).prop_map(|(from, to)| Mutation::Cut(from, to)),
        2 => (index(), index(), 1..4usize).prop_map(|(from, to, times)| Mutation::Repeat(from, to, times)),
        1 => (index(), index(), 30..300usize).prop_map(|(from, to, times)| Mutation::Repeat(from, to, times)),
        2 => (index(), index(), index()).prop_map(|(a, b, c)| Mutation::Swap(a, b, c)),
        6 => (index(), 0..TOKENS.len()).prop_map(|(at, token)| Mutation::Insert(at, token, 1)),
        1 => (index(), 0..TOKENS.len(), 2..600usize).prop_map(|(at, token, times)| Mutation::Insert(at, token, times)),
        1 => index().prop_map(Mutation::Truncate),
    ]
}

/// An input, printed as text where a test fails.
#[derive(Clone)]
pub struct Input(pub Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "b\"{}\"", self.0.escape_ascii())
    }
}

/// A few changes.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    prop::collection::vec(mutation(), 0..8)
}

/// One of `examples`, changed.
pub fn mutated(examples: Vec<Vec<u8>>) -> impl Strategy<Value = Input> {
    (prop::sample::select(examples), mutations()).prop_map(|(mut bytes, mutations)| {
        mutations.iter().for_each(|mutation| mutation.apply(&mut bytes));
        Input(bytes)
    })
}
