//! Footnotes: which elements of a page are notes, and the marks that refer to them.
//!
//! A note is what a mark in the text before it leads to, or what says so of itself (the roles of DPUB-ARIA and EPUB).

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::html::words_of;
use super::tags::parts_words;

/// The elements of a page that are notes, with their marks.
#[derive(Debug, Default)]
pub(super) struct Notes(HashMap<NodeId, String>);

/// A mark has no more characters than this between its brackets.
const LONGEST_MARK: usize = 4;

/// Elements that can be notes.
const NOTES: [&str; 6] = ["aside", "dd", "div", "li", "p", "span"];

impl Notes {
    /// The notes in `page`.
    pub fn of(page: &NodeRef) -> Notes {
        let mut notes = HashMap::new();
        // By what they lead to: the first mark counts.
        let mut marks: HashMap<String, String> = HashMap::new();
        for node in page.descendants_it() {
            if let Some(id) = node.id_attr().or_else(|| node.attr("name").filter(|_| node.has_name("a")))
                && let Some(mark) = marks.get(&*id)
                && let Some(note) = note_of(&node)
            {
                notes.entry(note.id).or_insert_with(|| mark.clone());
            }
            if is_said_a_note(&node) {
                notes.entry(node.id).or_insert_with(String::new);
            }
            if let Some(mark) = note_mark(&node)
                && let Some(target) = fragment(&node)
            {
                marks.entry(target).or_insert(mark);
            }
        }
        Notes(notes)
    }

    /// The mark of `node` where it is a note; empty where none is known.
    pub fn mark(&self, node: &NodeRef) -> Option<&str> {
        self.0.get(&node.id).map(String::as_str)
    }

    /// Whether `link` leads from a note back to its mark and says nothing.
    pub fn leads_back(&self, link: &NodeRef) -> bool {
        !self.0.is_empty()
            && fragment(link).is_some()
            && !link.text().contains(|character: char| character.is_alphanumeric())
            && !link.descendants_it().any(|inner| inner.has_name("img"))
    }
}

/// The mark of a note that `link` is, in square brackets; None where it is no such link.
pub(super) fn note_mark(link: &NodeRef) -> Option<String> {
    if !link.has_name("a") {
        return None;
    }
    fragment(link)?;
    let text = link.text();
    // Not the words of a link to some heading.
    if text.len() > 64 {
        return None;
    }
    let words = words_of(&text);
    let core = words.trim_matches(|character: char| "[]()（）［］〔〕【】".contains(character)).trim();
    let core = core.trim_start_matches(['注', '註', '※']);
    let is_bracketed = core.len() < words.len();
    let is_raised = || {
        link.has_class("noteref")
            || says(link, "noteref")
            || link.parent().is_some_and(|parent| parent.has_name("sup"))
            || link.first_element_child().is_some_and(|child| child.has_name("sup"))
    };
    let is_mark = |character: char| character.is_alphanumeric() || "*†‡§-".contains(character);
    let short = (1..=LONGEST_MARK).contains(&core.chars().count()) && core.chars().all(is_mark);
    (short && (is_bracketed || is_raised())).then(|| format!("[{core}]"))
}

/// The part of a page that a link leads to.
fn fragment(link: &NodeRef) -> Option<String> {
    let href = link.attr("href")?;
    let (_, fragment) = href.split_once('#')?;
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// The note that an element with a name is or stands in.
fn note_of<'a>(named: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut node = *named;
    while !node.qual_name_ref().is_some_and(|name| parts_words(&name.local)) {
        node = node.parent()?;
    }
    let is_fit = node.qual_name_ref().is_some_and(|name| NOTES.contains(&&*name.local));
    let has_heading = || node.descendants_it().take(64).any(|inner| is_heading(&inner));
    (is_fit && !has_heading()).then_some(node)
}

fn is_heading(node: &NodeRef) -> bool {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| node.has_name(name))
}

fn is_said_a_note(node: &NodeRef) -> bool {
    ["footnote", "endnote", "rearnote"].iter().any(|role| says(node, role))
}

/// Whether an element says that its role is this one.
fn says(node: &NodeRef, role: &str) -> bool {
    let has = |name: &str, wanted: &str| {
        node.attr(name).is_some_and(|value| value.split_ascii_whitespace().any(|word| word == wanted))
    };
    has("epub:type", role) || has("role", &format!("doc-{role}"))
}
