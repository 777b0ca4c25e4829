//! Web pages that were saved: the article in them, without what the site puts around it.

mod about;
mod encoding;
mod linked_data;
mod readable;
mod title;
mod weight;

use std::io::Read;

use super::dates::iso_date;
use super::drawing::{LARGEST_PAGE, Unparsable, parse};
use super::{Each, Format, Found, Head, Options, Reading, Stream};
use crate::article::read_error::Unreadable;
use crate::article::{Article, Block, BlockKind, Metadata};
use about::About;

/// A web page.
pub(super) const FORMAT: Format = Format { name: "html", recognises: is_page, read: Reading::Streamed(read) };

/// What a page begins with, after comments and declarations.
const BEGINNINGS: [&str; 6] = ["!doctype html", "html", "head", "body", "title", "meta"];

fn is_page(head: &Head) -> bool {
    let head_text = encoding::beginning(head.bytes);
    let Some(first) = first_tag(&head_text) else { return false };
    let begins = |name: &&str| {
        first.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !first[name.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-')
    };
    BEGINNINGS.iter().any(begins)
        || head.has_extension(&["html", "htm", "xhtml", "shtml"])
            && first.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// What follows the `<` of the first tag of `text`, where nothing but blanks, comments and declarations stands before it.
fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest =
            rest.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{FEFF}');
        let inner = rest.strip_prefix('<')?;
        let end = match inner {
            _ if inner.starts_with("!--") => "-->",
            _ if inner.starts_with('?') => ">",
            _ => return Some(inner),
        };
        rest = &inner[inner.find(end)? + end.len()..];
    }
}

fn read(stream: Stream, _: &Options, each: Each) -> Result<(), Unreadable> {
    let mut bytes = Vec::new();
    stream.input.take(LARGEST_PAGE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_PAGE {
        return Err(Unparsable::Large.into());
    }
    let article = article(&bytes, stream.uri)?;
    let _ = each(Found { fragment: None, article });
    Ok(())
}

/// The article in the page that `bytes` are, which came from `uri`, or from somewhere unknown where that is empty.
pub(super) fn article(bytes: &[u8], uri: &str) -> Result<Article, Unreadable> {
    let decoded = encoding::decode(bytes)?;
    let document = parse(&decoded.text)?;
    drop(decoded.text);
    let About { title, address, mut metadata } = About::of(&document, uri);
    let (drawing, byline) = readable::draw(document, &title, &address);
    if metadata.byline.is_empty() {
        metadata.byline = byline;
    }
    let (text, mut blocks) = drawing.finish();
    settle_byline(&text, &mut blocks, &metadata);
    if blocks.iter().all(|block| block.kind == BlockKind::Title) {
        return Err(Unreadable::Empty);
    }
    let article = Article::drawn(text, blocks, &title, metadata);
    Ok(Article { guessed_encoding: decoded.guessed_encoding, replaced: decoded.replaced, ..article })
}

/// A byline has no more characters than this.
const LONGEST_BYLINE: usize = 60;

/// Short lines under the title that name the author or the day are bylines.
fn settle_byline(text: &str, blocks: &mut [Block], metadata: &Metadata) {
    let head = blocks.iter_mut().skip_while(|block| block.kind == BlockKind::Title).take(3);
    for block in head.take_while(|block| block.kind == BlockKind::Paragraph) {
        let words = block.span().of(text);
        let names = !metadata.byline.is_empty() && words.contains(&metadata.byline);
        let is_short = words.chars().count() <= LONGEST_BYLINE && !words.ends_with(['。', '！', '？']);
        if is_short && (names || iso_date(words).is_some_and(|date| date.len() >= 10)) {
            block.kind = BlockKind::Byline;
        }
    }
}

#[cfg(test)]
mod tests;
