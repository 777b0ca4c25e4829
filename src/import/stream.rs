//! From a file's annotations to annotations in their places, some thousand at a time.

use std::io::{self, BufRead};
use std::mem;
use std::ops::ControlFlow;

use super::anywhere::find_anywhere;
use super::placer::Placer;
use super::{Format, ImportError, Incoming, KeptOut, Placed, Reason};
use crate::library::{LibraryError, Store};

/// Annotations that are placed or waiting before they are handed on.
const BATCH: usize = 2000;

/// Bytes of them, likewise.
const BATCH_BYTES: usize = 8 << 20;

/// What placing tells of.
#[derive(Debug)]
pub enum News {
    /// Annotations in their places, in the file's order but for those that had to be looked for.
    Placed(Vec<Placed>),
    /// An annotation that belongs nowhere, or that is none.
    KeptOut(KeptOut),
}

/// Reads `input` and finds each annotation's place in the library; `each` is told, and may write to the library.
/// `reader` stands for every reader's name in the file, where it is given.
///
/// # Errors
///
/// Where the file cannot be read to its end, or the library fails. What was handed on before stays so.
pub fn place_all(
    store: &mut Store,
    format: &Format,
    input: &mut dyn BufRead,
    reader: Option<&str>,
    each: &mut dyn FnMut(&mut Store, News) -> Result<(), LibraryError>,
) -> Result<(), ImportError> {
    let mut placing =
        Placing { placer: Placer::default(), placed: Vec::new(), waiting: Vec::new(), bytes: 0 };
    let mut failure = None;
    let read: io::Result<()> = (format.read)(input, &mut |sent| {
        let taken = sent.and_then(|incoming| checked(incoming, reader));
        let done = match taken {
            Ok(incoming) => placing.take(store, incoming, each),
            Err(out) => each(store, News::KeptOut(out)),
        };
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    // A file that breaks off loses no more than what it lacks.
    placing.hand_on(store, each)?;
    placing.look_anywhere(store, each)?;
    Ok(read?)
}

/// The annotation, if it has what every annotation must have.
fn checked(mut incoming: Incoming, reader: Option<&str>) -> Result<Incoming, KeptOut> {
    if let Some(reader) = reader {
        reader.clone_into(&mut incoming.reader);
    }
    let lacks = [
        (incoming.quote.is_empty(), Reason::NoQuote),
        (incoming.label.trim().is_empty(), Reason::NoLabel),
        (incoming.reader.trim().is_empty(), Reason::NoReader),
    ];
    match lacks.into_iter().find(|(lacks, _)| *lacks) {
        Some((_, reason)) => Err(kept_out(incoming, reason)),
        None => Ok(incoming),
    }
}

fn kept_out(incoming: Incoming, reason: Reason) -> KeptOut {
    KeptOut { line: incoming.line, quote: incoming.quote, reason }
}

struct Placing {
    placer: Placer,
    placed: Vec<Placed>,
    /// Those that are to be looked for in all articles.
    waiting: Vec<Incoming>,
    /// Bytes of both, about.
    bytes: usize,
}

type Each<'a> = &'a mut dyn FnMut(&mut Store, News) -> Result<(), LibraryError>;

impl Placing {
    fn take(&mut self, store: &mut Store, incoming: Incoming, each: Each) -> Result<(), LibraryError> {
        self.bytes += incoming.bytes();
        match self.placer.place(store, incoming)? {
            Ok(placed) => self.placed.push(placed),
            Err(incoming) => self.waiting.push(incoming),
        }
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES {
            self.look_anywhere(store, each)?;
        }
        if self.placed.len() >= BATCH || self.bytes >= BATCH_BYTES {
            self.hand_on(store, each)?;
        }
        if self.placed.is_empty() && self.waiting.is_empty() {
            self.bytes = 0;
        }
        Ok(())
    }

    fn hand_on(&mut self, store: &mut Store, each: Each) -> Result<(), LibraryError> {
        match mem::take(&mut self.placed) {
            placed if placed.is_empty() => Ok(()),
            placed => each(store, News::Placed(placed)),
        }
    }

    fn look_anywhere(&mut self, store: &mut Store, each: Each) -> Result<(), LibraryError> {
        let waiting = mem::take(&mut self.waiting);
        let found = find_anywhere(store, &waiting)?;
        let mut sorted: Vec<_> = waiting.into_iter().zip(found).collect();
        // One article after the other, so that each text is read once.
        sorted.sort_by_key(|(_, found)| found.as_ref().ok().copied());
        for (incoming, found) in sorted {
            let placed = match found {
                Ok(article) => self.placer.place_found(store, article, incoming)?,
                Err(reason) => {
                    each(store, News::KeptOut(kept_out(incoming, reason)))?;
                    continue;
                }
            };
            match placed {
                Ok(placed) => self.placed.push(placed),
                Err(incoming) => each(store, News::KeptOut(kept_out(incoming, Reason::Nowhere)))?,
            }
        }
        self.hand_on(store, each)
    }
}
