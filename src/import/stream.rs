//! From a file's annotations to annotations in their places, some thousand at a time.

use std::io;
use std::mem;
use std::ops::ControlFlow;

use super::anywhere::find_anywhere;
use super::placer::{Placer, Unplaced};
use super::{GivenArticle, ImportError, Incoming, IncomingLink, Item, KeptOut, Opened, Placed, Reason};
use crate::library::{LibraryError, Store};

/// Annotations that are placed or waiting before they are handed on.
const BATCH: usize = 2000;

/// Bytes of them, likewise.
const BATCH_BYTES: usize = 8 << 20;

/// What placing tells of.
#[derive(Debug)]
pub enum News {
    /// Annotations in their places, in the file's order but for those that had to be looked for, and the links that
    /// were read since the last of these.
    Placed(Vec<Placed>, Vec<IncomingLink>),
    /// An annotation or a link that belongs nowhere, or that is none.
    KeptOut(KeptOut),
    /// So many of what there is no place for here, in words.
    LeftOut(&'static str, usize),
    /// An article was added for the sake of its annotations.
    Added,
    /// Annotations are about a text that no article here has.
    UnknownText,
}

/// What the person who imports can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices<'a> {
    /// Stands for every reader's name in the file.
    pub reader: Option<&'a str>,
    /// The name of whoever imports: what is under it is left as it is here, unless chosen otherwise.
    pub own: Option<&'a str>,
    /// Whether a text that the file holds, and that no article has, becomes an article.
    pub add: bool,
}

/// Reads what is `opened` and finds each annotation's place in the library; `each` is told, and may write to the library.
///
/// # Errors
///
/// Where the file cannot be read to its end, or the library fails. What was handed on before stays so.
pub fn place_all(
    store: &mut Store,
    opened: &mut Opened,
    choices: Choices<'_>,
    each: &mut dyn FnMut(&mut Store, News) -> Result<(), LibraryError>,
) -> Result<(), ImportError> {
    let mut placing = Placing { choices, ..Placing::default() };
    let mut failure = None;
    let read: io::Result<()> = (opened.format.read)(opened, &mut |sent| {
        let done = match sent {
            Ok(item) => placing.take(store, item, each),
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
    placing.end_article(store, each)?;
    placing.look_anywhere(store, each)?;
    placing.hand_on(store, each)?;
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
        Some((_, reason)) => Err(incoming.kept_out(reason)),
        None => Ok(incoming),
    }
}

#[derive(Default)]
struct Placing<'a> {
    choices: Choices<'a>,
    placer: Placer,
    /// The text that the file holds for what comes now, and the annotations of it so far.
    given: Option<(GivenArticle, Vec<Incoming>)>,
    /// How many texts there were.
    scope: usize,
    placed: Vec<Placed>,
    links: Vec<IncomingLink>,
    /// Those that are to be looked for in all articles.
    waiting: Vec<Incoming>,
    /// Bytes of annotations placed and waiting, about.
    bytes: usize,
}

type Each<'a> = &'a mut dyn FnMut(&mut Store, News) -> Result<(), LibraryError>;

impl Placing<'_> {
    fn take(&mut self, store: &mut Store, item: Item, each: Each) -> Result<(), LibraryError> {
        match item {
            Item::Article(given) => {
                self.end_article(store, each)?;
                self.scope += 1;
                self.given = Some((given, Vec::new()));
                self.hand_on_enough(store, each)
            }
            Item::Annotation(incoming) => {
                let mut incoming = match checked(*incoming, self.choices.reader) {
                    Ok(incoming) => incoming,
                    Err(out) => return each(store, News::KeptOut(out)),
                };
                incoming.scope = self.scope;
                if let Some((given, annotations)) = &mut self.given {
                    incoming.article.clone_from(&given.reference);
                    annotations.push(incoming);
                    return Ok(());
                }
                let placed = self.placer.place(store, incoming)?;
                self.sort(store, placed, each)?;
                self.hand_on_enough(store, each)
            }
            Item::Link(mut link) => {
                link.scope = self.scope;
                self.links.push(link);
                Ok(())
            }
            Item::LeftOut(what, times) => each(store, News::LeftOut(what, times)),
        }
    }

    /// Places the annotations of the text that the file holds.
    fn end_article(&mut self, store: &mut Store, each: Each) -> Result<(), LibraryError> {
        let Some((given, annotations)) = self.given.take().filter(|(_, annotations)| !annotations.is_empty())
        else {
            return Ok(());
        };
        let before = store.count()?;
        let here = self.placer.article_of(store, &given, self.choices.add)?;
        if here.is_none() {
            each(store, News::UnknownText)?;
        } else if store.count()? > before {
            each(store, News::Added)?;
        }
        for placed in self.placer.place_given(store, &given, here, annotations)? {
            self.sort(store, placed, each)?;
        }
        Ok(())
    }

    fn sort(
        &mut self,
        store: &mut Store,
        placed: Result<Placed, Unplaced>,
        each: Each,
    ) -> Result<(), LibraryError> {
        match placed {
            Ok(placed) => {
                self.bytes += placed.incoming.bytes();
                self.placed.push(placed);
            }
            Err((incoming, Some(reason))) => each(store, News::KeptOut(incoming.kept_out(reason)))?,
            Err((incoming, None)) => {
                self.bytes += incoming.bytes();
                self.waiting.push(incoming);
            }
        }
        Ok(())
    }

    fn hand_on_enough(&mut self, store: &mut Store, each: Each) -> Result<(), LibraryError> {
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
        match (mem::take(&mut self.placed), mem::take(&mut self.links)) {
            (placed, links) if placed.is_empty() && links.is_empty() => Ok(()),
            (placed, links) => each(store, News::Placed(placed, links)),
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
                Err(reason) => Err((incoming, Some(reason))),
            };
            self.sort(store, placed, each)?;
        }
        Ok(())
    }
}
