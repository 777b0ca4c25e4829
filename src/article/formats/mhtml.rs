//! Web pages saved with their pictures in one file (MHTML, RFC 2557), as browsers write “web page, single file”. The page
//! is looked for among the parts and goes the way of any other page; its pictures stay where they are.
//!
//! The headers of a part and how its bytes are written are `mailparse`'s; the parts are told apart here, one after the
//! other, so that a file of a million parts costs no more than the search for the first page.

use std::io::Read;

use mailparse::body::Body;
use mailparse::{MailHeader, MailHeaderMap, ParsedContentType, parse_content_type, parse_headers};
use memchr::memmem;

use super::{Each, Format, Found, Head, Options, Reading, Source, Stream, charset, web};
use crate::article::decode::UTF8_MARK;
use crate::article::read_error::Unreadable;

/// A web page and its pictures in one file.
pub(super) const FORMAT: Format =
    Format { name: "mhtml", recognises: is_archive, read: Reading::Streamed(read) };

/// How much of an archive is read, in bytes: the page comes before its pictures, and is not read where it is larger than
/// [`LARGEST_PAGE`](super::drawing::LARGEST_PAGE). Encoded it takes up to three times as much.
const REACH: usize = 64 << 20;

/// What stands before a part's body has no more bytes than this.
const LONGEST_HEADERS: usize = 16 << 10;

/// A header that is understood has no more bytes than this: what its parameters cost grows with their square.
const LONGEST_HEADER: usize = 1000;

/// No more parts are looked at.
const MOST_PARTS: usize = 2000;

/// No more parts stand in each other.
const DEEPEST: usize = 8;

/// The kinds of a part that is a page.
const PAGES: [&str; 2] = ["text/html", "application/xhtml+xml"];

fn is_archive(head: &Head) -> bool {
    let bytes = without_mark(head.bytes);
    // Nearly all other files end here.
    let first = &bytes[..memchr::memchr(b':', &bytes[..bytes.len().min(80)]).unwrap_or(0)];
    if first.is_empty() || !first.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return false;
    }
    let Some(part) = Part::of(bytes) else { return false };
    let kind = part.kind();
    part.header("MIME-Version").is_some_and(|version| version.starts_with('1'))
        && (kind.mimetype == "multipart/related" || PAGES.contains(&kind.mimetype.as_str()))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes).trim_ascii_start()
}

fn read(stream: Stream, _: &Options, each: Each) -> Result<(), Unreadable> {
    let mut bytes = Vec::new();
    stream.input.take(REACH as u64).read_to_end(&mut bytes)?;
    let damaged = |what: &str| Unreadable::Damaged("web archive", what.to_owned());
    let whole = Part::of(without_mark(&bytes)).ok_or_else(|| damaged("its headers do not end"))?;
    let address = whole.address();
    let mut left = MOST_PARTS;
    let page = whole.page(0, &mut left).ok_or_else(|| damaged("there is no page in it"))?;
    let uri = page.address().or(address).unwrap_or_else(|| stream.uri.to_owned());
    let kind = page.kind();
    let decoded = page.decoded(&kind).ok_or_else(|| damaged("its page is not encoded as it says"))?;
    let named = kind.params.get("charset").map(String::as_str);
    let mut source = Source { bytes: decoded, name: None, uri: &uri, charset: named };
    charset::heed(&mut source);
    let article = web::article(&source.bytes, &uri)?;
    // Whether it breaks off is no matter after the only one.
    let _ = each(Found { fragment: None, article });
    Ok(())
}

/// A part of an archive, or all of it.
struct Part<'a> {
    headers: Vec<MailHeader<'a>>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// The part that `bytes` are; none where its headers are none, or do not end.
    fn of(bytes: &'a [u8]) -> Option<Part<'a>> {
        let (headers, end) = parse_headers(&bytes[..bytes.len().min(LONGEST_HEADERS)]).ok()?;
        (end < LONGEST_HEADERS).then(|| Part { headers, body: &bytes[end..] })
    }

    /// The value of the header of that name.
    fn header(&self, name: &str) -> Option<String> {
        let header = self.headers.get_first_header(name)?;
        (header.get_value_raw().len() <= LONGEST_HEADER).then(|| header.get_value())
    }

    /// What it is.
    fn kind(&self) -> ParsedContentType {
        self.header("Content-Type").map(|kind| parse_content_type(&kind)).unwrap_or_default()
    }

    /// Where on the web it was, as the program that saved it says.
    fn address(&self) -> Option<String> {
        let named = ["Snapshot-Content-Location", "Content-Location"];
        let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
        named.iter().filter_map(|name| self.header(name)).find(is_web)
    }

    /// The page in it: itself, the part in it that it names as the one to start with, or else the first. `left` is how many
    /// parts may still be looked at.
    fn page(self, depth: usize, left: &mut usize) -> Option<Part<'a>> {
        let kind = self.kind();
        if PAGES.contains(&kind.mimetype.as_str()) {
            return Some(self);
        }
        let boundary = kind.params.get("boundary").filter(|boundary| !boundary.is_empty())?;
        if !kind.mimetype.starts_with("multipart/") || depth == DEEPEST {
            return None;
        }
        let start = kind.params.get("start").and_then(|start| {
            let mut parts = Parts::of(self.body, boundary).take(*left).filter_map(Part::of);
            parts.find(|part| part.header("Content-ID").as_ref() == Some(start))
        });
        if let Some(start) = start {
            return start.page(depth + 1, left);
        }
        for part in Parts::of(self.body, boundary) {
            *left = left.checked_sub(1)?;
            if let Some(page) = Part::of(part).and_then(|part| part.page(depth + 1, left)) {
                return Some(page);
            }
        }
        None
    }

    /// Its body as it was before it was saved; none where that cannot be told.
    fn decoded(&self, kind: &ParsedContentType) -> Option<Vec<u8>> {
        let encoding = self.header("Content-Transfer-Encoding");
        let encoding = encoding.map(|encoding| encoding.trim().to_ascii_lowercase());
        match Body::new(self.body, kind, &encoding) {
            Body::Base64(body) | Body::QuotedPrintable(body) => body.get_decoded().ok(),
            Body::SevenBit(body) | Body::EightBit(body) => Some(body.get_raw().to_vec()),
            Body::Binary(body) => Some(body.get_raw().to_vec()),
        }
    }
}

/// The parts of a body, one after the other. Where the end of the last is missing, it goes to the end.
struct Parts<'a> {
    body: &'a [u8],
    delimiter: Vec<u8>,
    /// Where the next part begins; none after the last.
    next: Option<usize>,
}

impl<'a> Parts<'a> {
    fn of(body: &'a [u8], boundary: &str) -> Parts<'a> {
        let mut parts = Parts { body, delimiter: format!("--{boundary}").into_bytes(), next: None };
        parts.next = parts.delimiter_from(0).and_then(|(_, next)| next);
        parts
    }

    /// Where the next delimiter line begins, from `start` on, and where the part behind it does.
    fn delimiter_from(&self, start: usize) -> Option<(usize, Option<usize>)> {
        memmem::find_iter(&self.body[start..], &self.delimiter).find_map(|at| {
            let at = start + at;
            if at > 0 && self.body[at - 1] != b'\n' {
                return None;
            }
            let after = &self.body[at + self.delimiter.len()..];
            let line = memchr::memchr(b'\n', &after[..after.len().min(LONGEST_HEADER)]);
            let rest = after[..line.unwrap_or(after.len().min(LONGEST_HEADER))].trim_ascii();
            match rest {
                b"" => Some((at, line.map(|line| at + self.delimiter.len() + line + 1))),
                b"--" => Some((at, None)),
                // The delimiter of parts within a part may begin as this one does.
                _ => None,
            }
        })
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let start = self.next?;
        let (end, next) = self.delimiter_from(start).unwrap_or((self.body.len(), None));
        self.next = next;
        Some(&self.body[start..end])
    }
}

#[cfg(test)]
mod tests;
