//! The article in a page, told from menus, advertisements and comments around it by `dom_smoothie`.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::article::BlockKind;
use crate::article::formats::drawing::{Drawing, words_of};

/// An article of at least this many characters is believed; where less is found, it is looked for more and more
/// leniently. A short piece of news in Chinese has no more.
const ENOUGH: usize = 140;

/// In a page of more elements than this, the whole is taken: it is no page of a site but a book.
const MOST_ELEMENTS: usize = 60_000;

/// Of a hundred characters of a page's whole text, an article has at least so many.
const LEAST_PERCENT: usize = 4;

/// Draws what is to be read of a page, under its title; and gives the byline found in it, or nothing. Addresses in it are
/// understood from `address`.
pub(super) fn draw(document: Document, title: &str, address: &str) -> (Drawing, String) {
    let whole = document.clone();
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        char_threshold: ENOUGH,
        ..Config::default()
    };
    let mut byline = String::new();
    let found = Readability::with_document(document, None, Some(config)).ok().and_then(|mut readability| {
        let article = readability.parse().ok()?;
        let content = readability.doc.select_single("#readability-page-1");
        let drawing = under_title(content.nodes().first()?, title, address);
        byline = article.byline.unwrap_or_default();
        Some((drawing, article.length))
    });
    let body = whole.body().unwrap_or_else(|| whole.root());
    let all = || body.normalized_char_count();
    match found {
        Some((drawing, length)) if has_words(&drawing) && length * 100 >= all() * LEAST_PERCENT => {
            (drawing, words_of(&byline))
        }
        _ => (under_title(&body, title, address), words_of(&byline)),
    }
}

fn under_title(node: &NodeRef, title: &str, address: &str) -> Drawing {
    let mut drawing = Drawing::default();
    drawing.titled_page(title, node, address);
    drawing
}

fn has_words(drawing: &Drawing) -> bool {
    drawing.blocks().iter().any(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Image))
}
