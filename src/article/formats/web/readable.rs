//! The article in a page, told from menus, advertisements and comments around it by `dom_smoothie`.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, Readability};

use super::weight;
use crate::article::BlockKind;
use crate::article::formats::drawing::{Drawing, depth, is_hidden, words_of};

/// An article of at least this many characters, as `weight` counts them, is believed; where less is found, it is looked for
/// more and more leniently, and what readers wrote under it is found at last.
const ENOUGH: usize = 140;

/// Fewer characters than this are believed only where a page has hardly more.
const FEW: usize = 25;

/// In a page of more elements than this, the whole is taken: it is no page of a site but a book.
const MOST_ELEMENTS: usize = 60_000;

/// For each element the words in it are looked at. Where a page's bytes of words times its depth are more, that would take
/// long, and the whole is taken: no page of a site has a twentieth of it.
const MOST_WORK: usize = 200 << 20;

/// Where writing the page out again goes through more bytes than this, the whole is taken.
const MOST_WRITING: usize = 1 << 30;

/// Draws what is to be read of a page, under its title; and gives the byline found in it, or nothing. Addresses in it are
/// understood from `address`.
pub(super) fn draw(document: Document, title: &str, address: &str) -> (Drawing, String) {
    if document.text().len().saturating_mul(depth(&document)) > MOST_WORK
        || writing_work(&document) > MOST_WRITING
    {
        return (under_title(&document, title, address), String::new());
    }
    unveil(&document);
    let whole = document.clone();
    weight::add(&document);
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        char_threshold: ENOUGH,
        ..Config::default()
    };
    let body = whole.body().unwrap_or_else(|| whole.root());
    let is_enough = |count: usize| count >= FEW || count * 3 >= body.normalized_char_count();
    let found = Readability::with_document(document, None, Some(config)).ok().and_then(|mut readability| {
        let byline = readability.parse().ok()?.byline.unwrap_or_default();
        let content = readability.doc.select_single("#readability-page-1");
        let content = content.nodes().first()?;
        weight::take_out(content);
        let mut drawing = Drawing::default();
        let count = content.normalized_char_count();
        drawing.titled_page(title, content, address);
        (has_words(&drawing) && is_enough(count)).then(|| (drawing, words_of(&weight::without(&byline))))
    });
    found.unwrap_or_else(|| (under_title(&whole, title, address), String::new()))
}

/// All of a page, under its title.
fn under_title(document: &Document, title: &str, address: &str) -> Drawing {
    let mut drawing = Drawing::default();
    drawing.titled_page(title, &document.body().unwrap_or_else(|| document.root()), address);
    drawing
}

/// How many bytes are gone through in writing a page out as HTML, at most: of a stretch of text all that is left of it is
/// gone through again after each character that is written otherwise there.
fn writing_work(document: &Document) -> usize {
    let work = |text: &str| {
        // U+00A0 is one of several characters that begin so.
        let escaped = memchr::memchr2_iter(b'&', 0xC2, text.as_bytes()).count();
        text.len().saturating_mul(escaped + 1)
    };
    let of = |node: NodeRef| {
        node.query_or(0, |node| match &node.data {
            NodeData::Text { contents } => work(contents),
            NodeData::Element(element) => element.attrs.iter().map(|attribute| work(&attribute.value)).sum(),
            _ => 0,
        })
    };
    document.root().descendants_it().map(of).fold(0, usize::saturating_add)
}

/// Shows what a page hides until a script of its own shows it: much of its words, and no menu.
fn unveil(document: &Document) {
    let Some(body) = document.body() else { return };
    let all = body.normalized_char_count();
    let styled: Vec<NodeRef> = body.descendants_it().filter(|node| node.has_attr("style")).collect();
    for node in styled.iter().filter(|node| is_hidden(node)) {
        let count = node.normalized_char_count();
        let links = node.descendants_it().filter(|inner| inner.has_name("a"));
        let in_links = || links.map(|link| link.normalized_char_count()).sum::<usize>();
        if count * 8 > all && in_links() * 4 < count {
            node.remove_attr("style");
        }
    }
}

fn has_words(drawing: &Drawing) -> bool {
    drawing.blocks().iter().any(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Image))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::formats::drawing::parse;

    /// What is gone through in writing `page` out, in multiples of its length.
    fn work(page: &str) -> usize {
        writing_work(&parse(page).unwrap()) / page.len()
    }

    #[test]
    fn a_page_that_would_be_gone_through_again_and_again_is_taken_whole() {
        let line = "字&amp;句";
        for page in [
            format!("<article><p>{}</p></article>", line.repeat(20_000)),
            format!("<article><p>{}</p></article>", "字\u{A0}句".repeat(20_000)),
            format!("<article><p title='{}'>字句。</p></article>", line.repeat(20_000)),
        ] {
            assert!(work(&page) > 1_000, "{}", work(&page));
            assert!(writing_work(&parse(&page).unwrap()) > MOST_WRITING);
            let (drawing, _) = draw(parse(&page).unwrap(), "題", "");
            let (text, _) = drawing.finish();
            assert!(text.starts_with('題') && text.contains('句'));
        }
        // In stretches of a paragraph's length it is little, however long the page is.
        let paragraphs = format!("<p>{}</p>", line.repeat(100)).repeat(500);
        assert!(work(&format!("<article>{paragraphs}</article>")) < 100);
    }
}
