//! A corpus as a stream of UTF-8, whatever encoding it is in, with a bound on what one record may take.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use memchr::memchr;

use crate::article::decode::{Form, HEAD, form};
use crate::article::formats::Stream;
use crate::article::guess::likely_encodings;
use crate::article::read_error::Unreadable;
use crate::article::utf8::begun_at_end;

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// A corpus's words, as they come.
pub struct Words<'a> {
    /// Its bytes, in UTF-8 but where they are damaged.
    pub input: BufReader<Box<dyn Read + 'a>>,
    /// Their beginning.
    pub beginning: String,
    /// Whether nothing follows that.
    pub is_whole: bool,
    /// The encoding's name, where it had to be guessed.
    pub guessed_encoding: Option<&'static str>,
}

/// The words of `stream`.
///
/// # Errors
///
/// When it is no text, or cannot be read.
pub fn words(stream: Stream<'_>) -> Result<Words<'_>, Unreadable> {
    let mut head = Vec::with_capacity(HEAD);
    (&mut *stream.input).take(HEAD as u64).read_to_end(&mut head)?;
    let (encoding, guessed) = encoding(&head)?;
    let beginning = beginning(&head).unwrap_or_default().into_owned();
    let is_whole = head.len() < HEAD;
    let whole = Cursor::new(head).chain(stream.input);
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(whole);
    let guessed_encoding = encoding.filter(|_| guessed).map(Encoding::name);
    let input = BufReader::with_capacity(PIECE, Box::new(decoded) as Box<dyn Read>);
    Ok(Words { input, beginning, is_whole, guessed_encoding })
}

/// The beginning of a corpus as text; `None` where it is none.
pub fn beginning(head: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, _) = encoding(head).ok()?;
    let text = match encoding {
        Some(encoding) => encoding.decode(head).0,
        None => {
            let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
            String::from_utf8_lossy(&head[..head.len() - begun_at_end(head)])
        }
    };
    Some(text)
}

/// The encoding of what begins so, where it is not UTF-8, and whether that is a guess.
fn encoding(head: &[u8]) -> Result<(Option<&'static Encoding>, bool), Unreadable> {
    match form(head)? {
        Form::Known { encoding, guessed } => Ok((Some(encoding), guessed)),
        Form::Utf8 if head.utf8_chunks().all(|chunk| is_whole(chunk.invalid())) => Ok((None, false)),
        Form::Utf8 if is_nearly_utf8(head) => Ok((None, false)),
        Form::Utf8 => Ok((Some(likely_encodings(head).0), true)),
    }
}

/// Whether nothing is damaged there but what the head's end cut.
fn is_whole(invalid: &[u8]) -> bool {
    invalid.is_empty() || begun_at_end(invalid) == invalid.len()
}

/// Whether there is much that is UTF-8 to little that is damaged.
fn is_nearly_utf8(head: &[u8]) -> bool {
    let damaged = head.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole =
        head.utf8_chunks().flat_map(|chunk| chunk.valid().bytes()).filter(|&byte| byte >= 0xC0).count();
    whole > 20 * damaged
}

/// Reads on, but no more than a bound for each record.
pub struct Bounded<R> {
    inner: R,
    left: Budget,
}

/// What is left of the bound.
#[derive(Clone)]
pub struct Budget {
    left: Rc<Cell<usize>>,
    most: usize,
}

impl Budget {
    /// Begins a record.
    pub fn renew(&self) {
        self.left.set(self.most);
    }

    /// Whether a record took all of it.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}

impl<R> Bounded<R> {
    /// Reads `inner`, at most `most` bytes a record. What is read ahead counts with the record before.
    pub fn new(inner: R, most: usize) -> (Self, Budget) {
        let budget = Budget { left: Rc::new(Cell::new(most)), most };
        (Self { inner, left: budget.clone() }, budget)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.left.get();
        if left == 0 {
            return Err(io::Error::other("a record is too long"));
        }
        let most = buffer.len().min(left);
        let count = self.inner.read(&mut buffer[..most])?;
        self.left.left.set(left - count);
        Ok(count)
    }
}

/// What became of reading a line.
#[derive(Debug, PartialEq, Eq)]
pub enum LineRead {
    /// It is in the buffer, without its newline.
    Line,
    /// It was longer than allowed, and passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads the next line, of at most `most` bytes, into `line`.
pub fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<LineRead> {
    line.clear();
    let mut any = false;
    let mut too_long = false;
    loop {
        let piece = match input.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if piece.is_empty() {
            break;
        }
        any = true;
        let end = memchr(b'\n', piece);
        let part = &piece[..end.unwrap_or(piece.len())];
        too_long |= line.len() + part.len() > most;
        if too_long {
            *line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let taken = part.len() + usize::from(end.is_some());
        input.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => LineRead::End,
        (true, true) => LineRead::TooLong,
        (true, false) => LineRead::Line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_and_long_ones_passed_over() {
        let mut input = BufReader::with_capacity(3, "一\n\nabcdefghij\n末".as_bytes());
        let mut line = Vec::new();
        let mut next = || read_line(&mut input, &mut line, 6).map(|read| (read, line.clone())).unwrap();
        assert_eq!(next(), (LineRead::Line, "一".into()));
        assert_eq!(next(), (LineRead::Line, Vec::new()));
        assert_eq!(next(), (LineRead::TooLong, Vec::new()));
        assert_eq!(next(), (LineRead::Line, "末".into()));
        assert_eq!(next(), (LineRead::End, Vec::new()));
    }

    #[test]
    fn a_record_takes_no_more_than_its_bound() {
        let (mut input, budget) = Bounded::new([7u8; 100].as_slice(), 30);
        let mut buffer = [0; 20];
        assert_eq!(input.read(&mut buffer).unwrap(), 20);
        budget.renew();
        assert_eq!(input.read(&mut buffer).unwrap(), 20);
        assert_eq!(input.read(&mut buffer).unwrap(), 10);
        assert!(budget.is_spent() && input.read(&mut buffer).is_err());
    }
}
