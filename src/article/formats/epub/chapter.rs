//! A chapter: XHTML made fit for a reader of HTML, and its heading.

use crate::article::{Block, BlockKind};

/// Elements that have no content, and no end tag in HTML.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// How many blocks from its beginning a chapter's heading may stand.
const NEAR: usize = 4;

/// `xhtml` as HTML: a tag like `<title/>` opens and closes an element in the one and only opens it in the other, so that
/// it would swallow what follows.
pub fn as_html(xhtml: &str) -> String {
    let mut html = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (words, after) = after.split_once("]]>").unwrap_or((after, ""));
            html.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
            rest = after;
            continue;
        }
        let end = match rest.starts_with("<!--") {
            true => rest.find("-->").map(|at| at + "-->".len()),
            false => tag_end(rest),
        };
        let (tag, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if tag.starts_with("<?") {
            continue;
        }
        match tag.strip_suffix("/>").filter(|_| !tag.starts_with("<!--")) {
            Some(open) if !VOID.contains(&name(open).to_ascii_lowercase().as_str()) => {
                html.push_str(open);
                html.push_str("></");
                html.push_str(name(open));
                html.push('>');
            }
            _ => html.push_str(tag),
        }
    }
    html.push_str(rest);
    html
}

/// Where the tag that `rest` begins with ends, in bytes; a `>` within quotation marks is part of it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    &tag[..tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(tag.len())]
}

/// Sees to it that a chapter has one heading: the one it brings, or the words in it that are the table of contents'
/// `heading`, or that itself, which is then given back to be put before the chapter.
pub fn settle_heading<'a>(text: &str, blocks: &mut [Block], heading: &'a str) -> Option<&'a str> {
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Title) {
        block.kind = BlockKind::Heading;
    }
    let end = blocks.len().min(NEAR);
    let near = &mut blocks[..end];
    if heading.is_empty() || near.is_empty() || near.iter().any(|block| block.kind == BlockKind::Heading) {
        return None;
    }
    let plain = |words: &str| words.split_whitespace().collect::<String>();
    match near.iter_mut().find(|block| plain(block.span().of(text)) == plain(heading)) {
        Some(block) => {
            block.kind = BlockKind::Heading;
            None
        }
        None => Some(heading),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn empty_elements_are_closed() {
        assert_eq!(
            as_html("<title/><p id=\"a>b\"/>字<br/><a id='x' /><img alt=''/>"),
            "<title></title><p id=\"a>b\"></p>字<br/><a id='x' ></a><img alt=''/>"
        );
        assert_eq!(
            as_html("<?xml version='1.0'?><p><![CDATA[a<b&c]]></p><!-- <b/> -->"),
            "<p>a&lt;b&amp;c</p><!-- <b/> -->"
        );
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn any_words_are_taken(xhtml in "[<>/!?'\"a字 \\[\\]CDAT-]{0,60}") {
            let _ = as_html(&xhtml);
        }
    }
}
