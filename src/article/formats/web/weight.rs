//! Weight for ideographs, while an article is looked for.
//!
//! What tells an article from what surrounds it counts characters, by measures that fit alphabets: a paragraph of fewer than
//! 25 is none. An ideograph says as much as three letters, a syllable of Hangul as much as two, so characters that no text
//! holds make up for it until the article is found.

use dom_query::{Document, NodeData, NodeRef};
use html5ever::tendril::StrTendril;

/// A noncharacter, which no text for people holds.
const WEIGHT: char = '\u{FDD0}';

/// Adds the weights to all words of a page.
pub(super) fn add(document: &Document) {
    each_text(&document.root(), |words| {
        let mut weighed = String::with_capacity(words.len() * 3);
        for character in words.chars().filter(|&character| character != WEIGHT) {
            weighed.push(character);
            (0..weight(character)).for_each(|_| weighed.push(WEIGHT));
        }
        weighed
    });
}

/// Takes the weights out again.
pub(super) fn take_out(node: &NodeRef) {
    each_text(node, without);
}

/// `words` without weights.
pub(super) fn without(words: &str) -> String {
    words.replace(WEIGHT, "")
}

/// How many letters more than one a character is worth.
const fn weight(character: char) -> usize {
    match character {
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' => 1,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => 2,
        _ => 0,
    }
}

fn each_text(node: &NodeRef, change: impl Fn(&str) -> String) {
    let texts: Vec<NodeRef> = node.descendants_it().filter(NodeRef::is_text).collect();
    for text in texts {
        text.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && !contents.is_ascii()
            {
                *contents = StrTendril::from(change(contents));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{add, take_out};

    #[test]
    fn weights_come_and_go() {
        let document = Document::from("<p>水 a</p>비か");
        let root = document.root();
        add(&document);
        assert_eq!(document.text().chars().count(), 9);
        take_out(&root);
        assert_eq!(&*document.text(), "水 a비か");
    }
}
