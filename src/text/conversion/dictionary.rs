//! One dictionary of words and what they become, as a trie: the longest word that a text begins with is found by going
//! through the text's characters once. The words stay where the program's file holds them.

use std::collections::VecDeque;
use std::num::NonZeroU16;
use std::ops::Range;

/// What becomes of words.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// Lines of a word, a tab and what it becomes; of the word alone, where it stays.
    source: &'static str,
    /// In the order of their distance from the root, which is the first; the children of one stand together, in the order
    /// of their characters. One that is no node ends the last node's children.
    nodes: Vec<Node>,
    /// For each of [`IDEOGRAPHS`] the node that it leads to from the root, or none: most words end there, or do not begin.
    first: Vec<Option<NonZeroU16>>,
}

/// The usual ideographs.
const IDEOGRAPHS: Range<u32> = 0x4e00..0xa000;

#[derive(Clone, Copy, Debug)]
struct Node {
    /// The character that leads here.
    character: char,
    /// Where the node's children begin; they end where the next node's do.
    children: u32,
    /// Where in the source stands what the word that ends here becomes.
    value: u32,
    /// How many bytes that has; 0 where no word ends here.
    length: u32,
}

/// Words from one node on, which have `depth` bytes in common.
struct Branch {
    node: usize,
    words: Range<usize>,
    depth: usize,
}

impl Dictionary {
    /// The dictionary of the lines of `source`, which stand in the order of their words, after one line that says what
    /// it is.
    pub(super) fn new(source: &'static str) -> Dictionary {
        let words = words(source);
        let root = Node { character: '\0', children: 0, value: 0, length: 0 };
        let mut nodes = vec![root];
        let mut branches = VecDeque::from([Branch { node: 0, words: 0..words.len(), depth: 0 }]);
        while let Some(Branch { node, words: mut range, depth }) = branches.pop_front() {
            if let Some((_, value)) = words.get(range.start).filter(|(word, _)| word.len() == depth) {
                (nodes[node].value, nodes[node].length) = (value.start as u32, value.len() as u32);
                range.start += 1;
            }
            nodes[node].children = nodes.len() as u32;
            while let Some(character) =
                words[range.clone()].first().and_then(|word| word.0[depth..].chars().next())
            {
                let same =
                    words[range.clone()].partition_point(|word| word.0[depth..].starts_with(character));
                let child = range.start..range.start + same;
                branches.push_back(Branch {
                    node: nodes.len(),
                    words: child,
                    depth: depth + character.len_utf8(),
                });
                nodes.push(Node { character, ..root });
                range.start += same;
            }
        }
        nodes.push(Node { children: nodes.len() as u32, ..root });
        nodes.shrink_to_fit();
        let mut first = vec![None; IDEOGRAPHS.len()];
        for (place, node) in nodes.iter().enumerate().take(nodes[1].children as usize).skip(1) {
            if let Some(known) = ideograph(node.character).and_then(|index| first.get_mut(index)) {
                *known = u16::try_from(place).ok().and_then(NonZeroU16::new);
            }
        }
        Dictionary { source, nodes, first }
    }

    /// How many bytes the longest word has that `text` begins with, and what it becomes.
    pub(super) fn longest(&self, text: &str) -> Option<(usize, &'static str)> {
        let mut found = None;
        let mut node = 0;
        for (start, character) in text.char_indices() {
            let Some(child) = self.child(node, character) else { break };
            node = child;
            let Node { value, length, .. } = self.nodes[node];
            if length > 0 {
                found = Some((start + character.len_utf8(), value as usize..(value + length) as usize));
            }
        }
        found.map(|(bytes, value)| (bytes, &self.source[value]))
    }

    fn child(&self, node: usize, character: char) -> Option<usize> {
        if node == 0
            && let Some(index) = ideograph(character)
        {
            return self.first.get(index).copied().flatten().map(|child| usize::from(child.get()));
        }
        let (first, end) = (self.nodes[node].children as usize, self.nodes[node + 1].children as usize);
        let found = self.nodes[first..end].binary_search_by_key(&character, |child| child.character);
        found.ok().map(|place| first + place)
    }

    /// Every word and what it becomes.
    #[cfg(test)]
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        words(self.source).into_iter().map(|(word, value)| (word, &self.source[value]))
    }
}

/// The place of a usual ideograph among them.
fn ideograph(character: char) -> Option<usize> {
    let code = character as u32;
    IDEOGRAPHS.contains(&code).then(|| (code - IDEOGRAPHS.start) as usize)
}

/// The words of a source, and the bytes at which stands in it what they become.
fn words(source: &'static str) -> Vec<(&'static str, Range<usize>)> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in source.split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').len();
        let (word, value) = match line.find('\t') {
            Some(tab) => (&line[..tab], start + tab + 1..end),
            None => (&source[start..end], start..end),
        };
        found.push((word, value));
        start += line.len();
    }
    found.split_off(found.len().min(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found() {
        let dictionary = Dictionary::new("# of tests\n一\n一二\t甲乙\n一二三四\t丙\n五\t戊己\n");
        assert_eq!(dictionary.longest("一三"), Some((3, "一")));
        assert_eq!(dictionary.longest("一二三五"), Some((6, "甲乙")));
        assert_eq!(dictionary.longest("一二三四五"), Some((12, "丙")));
        assert_eq!(dictionary.longest("五"), Some((3, "戊己")));
        assert_eq!(dictionary.longest("六"), None);
        assert_eq!(dictionary.longest(""), None);
        assert_eq!(Dictionary::new("# of nothing\n").longest("一"), None);
    }
}
