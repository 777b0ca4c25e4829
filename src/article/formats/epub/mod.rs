//! EPUB: a book as one article, its chapters under their headings, in the order of its spine.

mod archive;
mod chapter;
mod contents;
mod package;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::archive::{Archive, Limits};
use self::package::Package;
use super::dates::iso_date;
use super::drawing::draw_html;
use super::joining::Joined;
use super::language::language_tag;
use super::{Each, Format, Found, Reading, Stream, xml};
use crate::article::binary::known_kind;
use crate::article::read_error::{LeftOut, Unreadable};
use crate::article::{Article, BlockKind, Metadata};

/// Every ZIP archive comes here, since only its end tells what is in it; one that is no book is named by what it is.
pub(super) const FORMAT: Format = Format {
    name: "epub",
    recognises: |head| {
        head.bytes.starts_with(b"PK\x03\x04")
            && matches!(known_kind(head.bytes), Some("an EPUB book" | "a ZIP archive"))
    },
    read: Reading::Streamed(|stream, _, each| read(stream, each, Limits::default())),
};

/// A book's text may have so many bytes.
const MOST_TEXT: usize = 256 << 20;

fn read(stream: Stream, each: Each, limits: Limits) -> Result<(), Unreadable> {
    let mut archive = Archive::open(stream.input, limits)?;
    let package = match package::path(&mut archive)? {
        Some(path) => Package::read(&mut archive, &path)?,
        None => return Err(Unreadable::Binary(archive.kind())),
    };
    let locked = package::locked(&mut archive)?;
    if package.spine.iter().any(|path| locked.contains(path)) {
        return Err(Unreadable::Encrypted("the book"));
    }
    let headings = contents::headings(&mut archive, &package)?;
    let mut book = Book { joined: Joined::default(), left_out: LeftOut::of("chapter") };
    book.joined.push(BlockKind::Title, &package.title);
    let before = book.joined.blocks();
    for path in &package.spine {
        book.chapter(&mut archive, path, &headings)?;
        if book.joined.len() > MOST_TEXT {
            return Err(Unreadable::TooMuch("its text is larger than any book's".to_owned()));
        }
    }
    let Book { joined, left_out } = book;
    if joined.blocks() == before {
        return Err(if left_out.count > 0 { Unreadable::Records(left_out) } else { Unreadable::Empty });
    }
    let (text, blocks) = joined.finish();
    let metadata = Metadata {
        byline: package.creators.join(", "),
        published: iso_date(&package.date).unwrap_or_default(),
        site: package.publisher,
        language: language_tag(&package.language).unwrap_or_default(),
        url: String::new(),
    };
    // Whether it breaks off is no matter after the only one.
    let _ = each(Found { fragment: None, article: Article::drawn(text, blocks, &package.title, metadata) });
    if left_out.count > 0 { Err(Unreadable::Records(left_out)) } else { Ok(()) }
}

/// A book on its way.
struct Book {
    joined: Joined,
    left_out: LeftOut,
}

impl Book {
    /// Adds a chapter. What stands against one does not stand against the book, but where it is the archive's fault.
    fn chapter(
        &mut self,
        archive: &mut Archive,
        path: &str,
        headings: &HashMap<String, String>,
    ) -> Result<(), Unreadable> {
        let Some(bytes) = archive.entry(path)? else {
            self.left_out.note(path.to_owned(), "it is not in the book");
            return Ok(());
        };
        let drawn = xml::text(&bytes)
            .map_err(|error| error.to_string())
            .and_then(|text| draw_html(&chapter::as_html(&text), "").map_err(|error| error.to_string()));
        let mut drawn = match drawn {
            Ok(drawn) => drawn,
            Err(reason) => {
                self.left_out.note(path.to_owned(), &reason);
                return Ok(());
            }
        };
        let heading = headings.get(path).map_or("", String::as_str);
        if let Some(heading) = chapter::settle_heading(&drawn.text, &mut drawn.blocks, heading) {
            self.joined.push(BlockKind::Heading, heading);
        }
        self.joined.append(&drawn.text, &drawn.blocks);
        Ok(())
    }
}
