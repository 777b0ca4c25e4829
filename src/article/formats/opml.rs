//! OPML: a list of feeds. It holds no articles; who fetches things can follow it.

use super::xml::{self, Piece, root_name};
use super::{Each, Format, Options, Reading, Source};
use crate::article::read_error::Unreadable;

pub(super) const FORMAT: Format = Format {
    name: "opml",
    recognises: |head| {
        head.begins_with(b"<")
            && memchr::memmem::find(head.bytes, b"opml").is_some()
            && xml::text(head.bytes).is_ok_and(|text| root_name(&text).as_deref() == Some("opml"))
    },
    read: Reading::Whole(read),
};

fn read(source: Source, _: &Options, _: Each) -> Result<(), Unreadable> {
    let feeds = addresses(&source.bytes)?;
    Err(if feeds.is_empty() { Unreadable::Empty } else { Unreadable::Feeds(feeds.len()) })
}

/// The addresses of the feeds that `bytes`, an OPML document, lists, each once.
///
/// # Errors
///
/// When it is not well-formed.
pub fn addresses(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    /// A list of more feeds is nobody's.
    const MOST: usize = 10_000;
    let text = xml::text(bytes)?;
    let mut found: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    xml::walk(&text, &mut |piece| {
        if let Piece::Start(element) = piece
            && element.name().eq_ignore_ascii_case("outline")
            && let Some(address) = element.attribute("xmlUrl").or_else(|| element.attribute("xmlurl"))
            && found.len() < MOST
            && seen.insert(address.clone())
        {
            found.push(address);
        }
    })
    .map_err(|malformed| Unreadable::Damaged("list of feeds", malformed.0))?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::article::formats::read_source;

    const LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>報紙</title></head><body>
<outline text="台灣"><outline type="rss" text="河口日報" xmlUrl="https://example.org/rss?a=1&amp;b=2"/></outline>
<outline text="山城" xmlUrl="https://example.net/atom"/><outline text="同" xmlUrl="https://example.net/atom"/>
</body></opml>"#;

    #[test]
    fn feeds_are_listed_once_each() {
        let found = addresses(LIST.as_bytes()).unwrap();
        assert_eq!(found, ["https://example.org/rss?a=1&b=2", "https://example.net/atom"]);
    }

    #[test]
    fn a_list_is_no_article_and_says_how_to_follow_it() {
        let source = Source { bytes: LIST.into(), ..Source::default() };
        let error = read_source(source, &Options::default(), &mut |_| ControlFlow::Continue(()))
            .unwrap_err()
            .to_string();
        assert_eq!(error, "it lists 2 feeds; `pingdian add --fetch` with its name fetches them");
    }

    #[test]
    fn a_broken_list_is_said() {
        let source = Source { bytes: LIST[..200].into(), ..Source::default() };
        let error = read_source(source, &Options::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
        assert!(matches!(error, Unreadable::Damaged("list of feeds", _)), "{error}");
    }
}
