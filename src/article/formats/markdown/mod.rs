//! Markdown: CommonMark with tables, footnotes and task lists, and what stands before it (front matter).
//!
//! It is turned into HTML and drawn as such: the HTML that it may hold is then nothing special.

mod front_matter;

use std::fmt::{self, Write};
use std::io::Read;

use pulldown_cmark::{Options as Extensions, Parser, html};

use super::drawing::{Drawing, LARGEST_MARKDOWN, LARGEST_PAGE, Unparsable, parse, words_of};
use super::{Each, Format, Found, Head, Options, Reading, Stream};
use crate::article::decode::decode;
use crate::article::read_error::Unreadable;
use crate::article::{Article, BlockKind};
use front_matter::FrontMatter;

/// Markdown.
pub(super) const FORMAT: Format =
    Format { name: "markdown", recognises: is_markdown, read: Reading::Streamed(read) };

/// How names of files with Markdown end.
const EXTENSIONS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// Whether the source is Markdown: its name says so, or it has none and begins with front matter. Words with a few signs
/// of Markdown in them are plain text, whose offsets are those of the file.
fn is_markdown(head: &Head) -> bool {
    head.has_extension(&EXTENSIONS)
        || head.name.is_none()
            && FrontMatter::split(&String::from_utf8_lossy(head.bytes)).0.is_some_and(|found| found.tells())
}

fn read(stream: Stream, _: &Options, each: Each) -> Result<(), Unreadable> {
    let mut bytes = Vec::new();
    stream.input.take(LARGEST_MARKDOWN as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_MARKDOWN {
        return Err(Unparsable::LongMarkdown.into());
    }
    let decoded = decode(&bytes)?;
    let article = article(&decoded.text, stream.uri)?;
    let article =
        Article { guessed_encoding: decoded.guessed_encoding, replaced: decoded.replaced, ..article };
    let _ = each(Found { fragment: None, article });
    Ok(())
}

/// The article that a text in Markdown is. `uri` is where it came from; empty where that is unknown.
fn article(text: &str, uri: &str) -> Result<Article, Unreadable> {
    let (front_matter, body) = FrontMatter::split(text);
    let FrontMatter { mut title, metadata } = front_matter.unwrap_or_default();
    let document = parse(&as_html(body)?)?;
    if title.is_empty() {
        let headings = document.select("h1");
        title = headings.nodes().first().map(|heading| words_of(&heading.text())).unwrap_or_default();
    }
    let mut drawing = Drawing::default();
    drawing.titled_page(&title, &document.root(), uri);
    let (text, blocks) = drawing.finish();
    if blocks.iter().all(|block| block.kind == BlockKind::Title)
        && (title.is_empty() || body.trim().is_empty())
    {
        return Err(Unreadable::Empty);
    }
    Ok(Article::drawn(text, blocks, &title, metadata))
}

/// The HTML of a text in Markdown.
fn as_html(text: &str) -> Result<String, Unparsable> {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_DEFINITION_LIST;
    let mut page = Page(String::with_capacity(text.len() * 5 / 4));
    html::write_html_fmt(&mut page, Parser::new_ext(text, extensions)).map_err(|_| Unparsable::Intricate)?;
    Ok(page.0)
}

/// HTML that grows no larger than what is parsed: a byte of Markdown can be thirty of HTML.
struct Page(String);

impl Write for Page {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.0.len() + part.len() > LARGEST_PAGE {
            return Err(fmt::Error);
        }
        self.0.push_str(part);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
