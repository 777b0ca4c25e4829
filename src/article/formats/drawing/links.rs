//! Links to other sites. Marks in the text would stand in the way of whoever reads and quotes it, so the text keeps the
//! words alone, and the addresses stand after it, each with its words.

use std::collections::HashSet;

use super::addresses::Base;
use super::html::{Under, Walk};
use crate::article::BlockKind;
use crate::text::{Ambiguous, shortened};

/// More links than this are no list that anybody reads.
const MOST: usize = 200;

/// Cells that a link's words may take in the list.
const WORDS: usize = 60;

/// The links of a page that lead to other sites.
#[derive(Debug)]
pub(super) struct Links {
    base: Base,
    seen: HashSet<String>,
    /// Words and address of each.
    found: Vec<(String, String)>,
}

impl Links {
    pub fn new(base: Base) -> Links {
        Links { base, seen: HashSet::new(), found: Vec::new() }
    }

    /// Where the page's addresses are understood from.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Remembers where `words` lead to. Nothing is to be remembered of words that are the address themselves.
    pub fn add(&mut self, words: &str, href: &str) {
        let words = words.trim();
        if words.is_empty() || self.found.len() >= MOST {
            return;
        }
        let Some(address) = self.base.elsewhere(href) else { return };
        if !same_address(words, &address) && self.seen.insert(address.clone()) {
            self.found.push((words.to_owned(), address));
        }
    }
}

impl Walk<'_> {
    /// Adds the list of links.
    pub fn write_links(&mut self) {
        self.under = Under::Blank;
        for (place, (words, address)) in std::mem::take(&mut self.links.found).into_iter().enumerate() {
            let line = format!("{}: {address}", shortened(&words, WORDS, Ambiguous::Narrow));
            if place == 0 {
                self.drawing.push(BlockKind::Footnote, &line);
            } else {
                self.drawing.push_under(BlockKind::Footnote, &line);
            }
        }
    }
}

fn same_address(words: &str, address: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        let address = address.strip_prefix("www.").unwrap_or(address);
        address.trim_end_matches('/').to_owned()
    };
    bare(words) == bare(address)
}
