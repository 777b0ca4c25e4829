//! HTML to a tree, within bounds that no page for reading reaches.
//!
//! The parser's time grows with the square of a page's depth and of a tag's attributes, and a few unclosed tags can make
//! it build millions of elements: so what goes in is watched. Elements nested too deep are left out (their words stay),
//! and a page beyond every measure is refused.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId, local_name};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, TokenizerResult};
use thiserror::Error;

use super::attributes::most_attributes;
use super::tags::{Nesting, nesting, parts_words};

/// The largest page that is parsed, in bytes of UTF-8: some five million ideographs.
pub(in crate::article) const LARGEST_PAGE: usize = 16 << 20;

/// The largest Markdown that is taken apart, in bytes: some two and a half million ideographs.
pub(in crate::article) const LARGEST_MARKDOWN: usize = 8 << 20;

/// Elements may be nested this deep. Browsers draw a line at 512; pages stay below 100.
const DEEPEST: usize = 256;

/// How many elements for emphasis and the like may be open at once: each is made anew in every paragraph.
const MOST_FORMATTING: usize = 16;

/// A page may have this many elements, those made anew included.
const MOST_ELEMENTS: usize = 1_000_000;

/// A tag may have this many attributes.
const MOST_ATTRIBUTES: usize = 1_000;

/// Longer comments are left out, in bytes: what tells of a page in a comment is short.
const LONGEST_COMMENT: usize = 4 << 10;

/// Only the first comments are kept: what tells of a page stands before it. Each is a node, and a page may have millions.
const MOST_COMMENTS: usize = 32;

/// How far an end tag's start is looked for among open elements.
const REACH: usize = 2 * DEEPEST;

/// A page beyond every measure.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unparsable {
    /// More HTML than is parsed.
    #[error(
        "its HTML is larger than {} MiB; save the part to read as a page of its own, or as text",
        LARGEST_PAGE >> 20
    )]
    Large,
    /// More Markdown than is taken apart.
    #[error(
        "its Markdown is larger than {} MiB; named with .txt at its end, it is read as it stands",
        LARGEST_MARKDOWN >> 20
    )]
    LongMarkdown,
    /// More elements or attributes than any page for reading has.
    #[error("its HTML has more elements or attributes than any page for reading; save the words as text")]
    Intricate,
}

/// The tree of a page or of a part of one.
///
/// # Errors
///
/// When it is too large or too intricate.
pub(in crate::article) fn parse(html: &str) -> Result<Document, Unparsable> {
    if html.len() > LARGEST_PAGE {
        return Err(Unparsable::Large);
    }
    if most_attributes(html) > MOST_ATTRIBUTES {
        return Err(Unparsable::Intricate);
    }
    let document = parse_to(html, DEEPEST)?;
    // Where the watch was evaded after all, the words alone are left.
    if depth(&document) > 4 * DEEPEST { parse_to(html, 0) } else { Ok(document) }
}

fn parse_to(html: &str, deepest: usize) -> Result<Document, Unparsable> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let watch = Watch {
        builder: TreeBuilder::new(Document::default(), options),
        deepest,
        open: RefCell::default(),
        formatting: Cell::default(),
        elements: Cell::default(),
        comments: Cell::default(),
    };
    let tokenizer = Tokenizer::new(watch, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Scripts and declared encodings stop the tokenizer: nothing is to be done about either.
    while tokenizer.feed(&input) != TokenizerResult::Done {}
    tokenizer.end();
    if tokenizer.sink.is_over() {
        return Err(Unparsable::Intricate);
    }
    Ok(tokenizer.sink.builder.sink.finish())
}

/// The depth of the deepest node.
pub(in crate::article) fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut depth = 0;
    let mut node = Some(document.root());
    while let Some(here) = node {
        deepest = deepest.max(depth);
        node = here.first_child().inspect(|_| depth += 1);
        let mut back = here;
        while node.is_none() {
            node = back.next_sibling();
            if node.is_none() {
                let Some(parent) = back.parent() else { return deepest };
                back = parent;
                depth -= 1;
            }
        }
    }
    deepest
}

/// Stands between tokenizer and tree builder, and keeps count of what is open.
struct Watch {
    builder: TreeBuilder<NodeId, Document>,
    deepest: usize,
    open: RefCell<Vec<Open>>,
    /// How many of them are formatting elements that were passed on.
    formatting: Cell<usize>,
    elements: Cell<usize>,
    /// How many comments were passed on.
    comments: Cell<usize>,
}

/// An element whose end has not come.
struct Open {
    name: LocalName,
    nesting: Nesting,
    /// Whether the tree builder was told of it.
    passed: bool,
}

impl TokenSink for Watch {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_over() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => self.start(tag),
                TagKind::EndTag => self.end_tag(tag),
            },
            // The tree would keep each, and a page may have millions.
            Token::ParseError(_) => None,
            Token::CommentToken(words) if !self.keeps_comment(&words) => None,
            token => Some(token),
        };
        token.map_or(TokenSinkResult::Continue, |token| self.builder.process_token(token, line))
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Watch {
    fn is_over(&self) -> bool {
        self.elements.get() > MOST_ELEMENTS
    }

    fn keeps_comment(&self, words: &str) -> bool {
        let kept = words.len() <= LONGEST_COMMENT && self.comments.get() < MOST_COMMENTS;
        self.comments.set(self.comments.get() + usize::from(kept));
        kept
    }

    /// What the tree builder is told of a start tag.
    fn start(&self, tag: Tag) -> Option<Token> {
        self.elements.set(self.elements.get() + 1 + self.formatting.get());
        let is_foreign = self.adjusted_current_node_present_but_not_in_html_namespace();
        let nesting = if is_foreign { Nesting::Nests } else { nesting(&tag.name) };
        if nesting == Nesting::Never || (is_foreign && tag.self_closing) {
            return Some(Token::TagToken(tag));
        }
        if nesting == Nesting::NotInItself {
            self.close(&tag.name);
        }
        let full = nesting == Nesting::Formatting && self.formatting.get() >= MOST_FORMATTING;
        let mut open = self.open.borrow_mut();
        let passed = open.len() < self.deepest && !full;
        if passed && nesting == Nesting::Formatting {
            self.formatting.set(self.formatting.get() + 1);
        }
        open.push(Open { name: tag.name.clone(), nesting, passed });
        if passed {
            return Some(Token::TagToken(tag));
        }
        parts_words(&tag.name).then(|| {
            Token::TagToken(Tag {
                name: local_name!("br"),
                attrs: Vec::new(),
                self_closing: false,
                had_duplicate_attributes: false,
                ..tag
            })
        })
    }

    /// What the tree builder is told of an end tag.
    fn end_tag(&self, tag: Tag) -> Option<Token> {
        let passed = self.close(&tag.name).unwrap_or(true);
        passed.then_some(Token::TagToken(tag))
    }

    /// Closes the last open element of this name, with all within it; one for formatting is closed by itself. Says
    /// whether the tree builder knew of it; None where none is open.
    fn close(&self, name: &LocalName) -> Option<bool> {
        let mut open = self.open.borrow_mut();
        let mut found = None;
        for (place, element) in open.iter().enumerate().rev().take(REACH) {
            if element.name == *name {
                found = Some(place);
                break;
            }
            if element.nesting == Nesting::Encloses {
                break;
            }
        }
        let place = found?;
        let alone = matches!(open[place].nesting, Nesting::Formatting | Nesting::NotInItself);
        let end = if alone { place + 1 } else { open.len() };
        let passed = open[place].passed;
        let formatting =
            open.drain(place..end).filter(|gone| gone.passed && gone.nesting == Nesting::Formatting).count();
        self.formatting.set(self.formatting.get().saturating_sub(formatting));
        Some(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        parse(html).unwrap().text().to_string()
    }

    #[test]
    fn a_page_is_what_it_was() {
        let html = "<html><head></head><body><div><p>甲<b>乙</b></p><ul><li>丙</li></ul></div></body></html>";
        assert_eq!(parse(html).unwrap().html().to_string(), html);
    }

    #[test]
    fn nothing_gets_deep() {
        let count = 20_000;
        for (open, close) in [
            ("<div>", ""),
            ("<div>", "</div>"),
            ("<div></span>", ""),
            ("<b><div></b>", ""),
            ("<svg><td>", ""),
            ("<table><tr><td>", ""),
            ("<ul><li>", ""),
            ("<p><b>", ""),
            ("<button><p>", ""),
            ("<div><table></div>", ""),
        ] {
            let html = format!("{}字{}", open.repeat(count), close.repeat(count));
            let document = parse(&html).unwrap();
            assert!(depth(&document) <= 4 * DEEPEST, "{open}");
            assert_eq!(document.text().matches('字').count(), 1, "{open}");
        }
    }

    #[test]
    fn words_after_what_is_too_deep_stay_apart() {
        let html = format!("{}<p>甲<div>乙</div><p>丙", "<section>".repeat(600));
        let document = parse(&html).unwrap();
        assert_eq!(document.select("p").length(), 2);
        assert_eq!(text(&html), "甲乙丙");
    }

    #[test]
    fn tags_that_are_never_closed_do_not_count_where_they_close_each_other() {
        let html = format!("{}<div><h1>題</h1></div>", "<p>句<a name=x>".repeat(1_000));
        let document = parse(&html).unwrap();
        assert_eq!(document.select("div h1").length(), 1);
        assert_eq!(document.select("p").length(), 1_000);
    }

    #[test]
    fn errors_and_long_comments_are_not_kept() {
        let document = parse(&format!("<!-- saved from --><p>字{}", "<!--".repeat(20_000))).unwrap();
        assert!(document.errors.borrow().len() < 10, "{}", document.errors.borrow().len());
        assert!(document.html().len() < 100, "{}", document.html().len());
        assert!(document.html().contains("<!-- saved from -->"));
        let document = parse(&"<!--x-->字".repeat(1_000)).unwrap();
        assert_eq!(document.html().matches("<!--").count(), MOST_COMMENTS);
        assert_eq!(document.text().matches('字').count(), 1_000);
    }

    #[test]
    fn what_multiplies_is_refused() {
        let mut html: String = (0..400).map(|number| format!("<b id={number}>")).collect();
        html.push_str(&"<p>字".repeat(100_000));
        assert_eq!(parse(&html).err(), Some(Unparsable::Intricate));
        let attributes: String = (0..5_000).map(|number| format!(" a{number}")).collect();
        assert_eq!(parse(&format!("<p{attributes}>字")).err(), Some(Unparsable::Intricate));
        assert_eq!(parse(&"字".repeat(LARGEST_PAGE / 3 + 1)).err(), Some(Unparsable::Large));
    }
}
