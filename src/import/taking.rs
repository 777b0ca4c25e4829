//! Annotations and links of a file, put into the library.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;

use super::incoming::is_own;
use super::stream::{Choices, News, place_all};
use super::{ImportError, IncomingLink, KeptOut, Opened, Placed, Reason};
use crate::annotation::{Annotation, AnnotationId, Link, LinkId, LinkKind};
use crate::library::{
    Arrival, Arriving, ArrivingLink, Differing, LibraryError, LinkArrival, Replaces, Store,
};

/// What became of a file's annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were not here before.
    pub new: usize,
    /// How many were here in an older state.
    pub updated: usize,
    /// How many were here just so.
    pub known: usize,
    /// How many were changed here since, and left so.
    pub changed_here: usize,
    /// How many were changed in the file, without a newer date that can be believed, and left as they are here.
    pub changed_there: usize,
    /// How many of one's own differ in the file, and were left as they are here.
    pub own_kept: usize,
    /// How many annotations and links were kept out.
    pub kept_out: usize,
    /// How many of those that are here stand on words that are a correction of their quote.
    pub nearly: usize,
    /// How many links were not here before.
    pub new_links: usize,
    /// How many links were here.
    pub known_links: usize,
    /// How many articles were added, by the texts that the file holds.
    pub added: usize,
    /// How many texts with annotations the file holds that no article has.
    pub unknown_texts: usize,
    /// What there is no place for here, by its words.
    pub left_out: BTreeMap<&'static str, usize>,
    /// How many were taken in or known, by the reader's name.
    pub readers: BTreeMap<String, usize>,
    /// The labels of those that were taken in.
    pub labels: BTreeSet<String>,
}

impl Tally {
    /// How many are in the library now.
    pub fn taken(&self) -> usize {
        self.new + self.updated + self.known + self.changed_here + self.changed_there + self.own_kept
    }
}

/// An annotation that the file has in another state than the library.
#[derive(Clone, Copy, Debug)]
pub struct Differs<'a> {
    /// The file of a folder that it stands in; empty where there is one file alone.
    pub file: &'a str,
    /// Where it stands in its file.
    pub line: usize,
    /// The passage.
    pub quote: &'a str,
    /// Both states.
    pub states: &'a Differing,
    /// Whether it is one's own.
    pub is_own: bool,
}

/// Says whether one's own annotation is to become what the file says; hears of all that differ and were left.
pub type Settle<'a> = &'a mut dyn FnMut(Differs<'_>) -> bool;

/// Reads what is `opened` and takes its annotations and links into the library, as [`Store::take_in`] does: each
/// reader's under that name, or all under the one chosen. `tell` is told of each that is kept out,
/// `settle` asked about each that differs.
///
/// # Errors
///
/// Where the file cannot be read to its end, or the library fails. What was taken in before stays.
pub fn take_in(
    store: &mut Store,
    opened: &mut Opened,
    choices: Choices<'_>,
    tally: &mut Tally,
    tell: &mut dyn FnMut(KeptOut),
    settle: Settle<'_>,
) -> Result<(), ImportError> {
    let mut taking = Taking { choices, tally, tell, settle, names: HashMap::new(), waiting: Vec::new() };
    let read = place_all(store, opened, choices, &mut |store, news| taking.hear(store, news));
    if !matches!(read, Err(ImportError::Library(_))) {
        taking.end(store)?;
    }
    read
}

struct Taking<'a> {
    choices: Choices<'a>,
    tally: &'a mut Tally,
    tell: &'a mut dyn FnMut(KeptOut),
    settle: Settle<'a>,
    /// The names of annotations here, by the names that the file has for them, where these are others.
    names: HashMap<(usize, String), AnnotationId>,
    /// Links whose ends did not come yet.
    waiting: Vec<IncomingLink>,
}

impl Taking<'_> {
    fn hear(&mut self, store: &mut Store, news: News) -> Result<(), LibraryError> {
        match news {
            News::Placed(placed, links) => return self.take(store, placed, links),
            News::KeptOut(out) => self.keep_out(out),
            News::LeftOut(what, times) => *self.tally.left_out.entry(what).or_default() += times,
            News::Added => self.tally.added += 1,
            News::UnknownText => self.tally.unknown_texts += 1,
        }
        Ok(())
    }

    fn keep_out(&mut self, out: KeptOut) {
        self.tally.kept_out += 1;
        (self.tell)(out);
    }

    fn take(
        &mut self,
        store: &mut Store,
        placed: Vec<Placed>,
        links: Vec<IncomingLink>,
    ) -> Result<(), LibraryError> {
        let mut told = Vec::with_capacity(placed.len());
        let mut arriving = Vec::with_capacity(placed.len());
        for one in placed {
            let (about, mut one) = about_and_arriving(one);
            if self.choices.own == Some(one.annotation.reader.as_str()) {
                one.replaces = Replaces::Never;
            }
            self.name(about.scope, &about.id, &one.annotation.id);
            told.push(about);
            arriving.push(one);
        }
        let (tried, tying) = self.tying(links);
        let taken = store.take_in(&arriving, &tying)?;
        let mut chosen = Vec::new();
        for (((arrival, name), about), one) in taken.annotations.into_iter().zip(told).zip(arriving) {
            self.name(about.scope, &about.id, &name);
            let count = match arrival {
                Arrival::New => &mut self.tally.new,
                Arrival::Updated => &mut self.tally.updated,
                Arrival::Known => &mut self.tally.known,
                Arrival::Differs(states) => {
                    let is_own = one.replaces == Replaces::Never;
                    let differs = Differs {
                        file: &about.file,
                        line: about.line,
                        quote: &about.quote,
                        states: &states,
                        is_own,
                    };
                    match ((self.settle)(differs) && is_own, is_own, states.changed_here) {
                        (true, ..) => {
                            chosen.push(Arriving { replaces: Replaces::Always, ..one.clone() });
                            &mut self.tally.updated
                        }
                        (_, true, _) => &mut self.tally.own_kept,
                        (_, _, true) => &mut self.tally.changed_here,
                        _ => &mut self.tally.changed_there,
                    }
                }
                Arrival::Elsewhere(article) => {
                    self.keep_out(about.kept_out(Reason::Elsewhere(article)));
                    continue;
                }
            };
            *count += 1;
            self.tally.nearly += usize::from(!about.exactly);
            *self.tally.readers.entry(one.annotation.reader).or_default() += 1;
            self.tally.labels.insert(one.annotation.label);
        }
        store.take_in(&chosen, &[])?;
        for (arrival, link) in taken.links.into_iter().zip(tried) {
            match arrival {
                LinkArrival::New => self.tally.new_links += 1,
                LinkArrival::Known => self.tally.known_links += 1,
                LinkArrival::WithoutEnd => self.waiting.push(link),
            }
        }
        Ok(())
    }

    /// Remembers what an annotation of the file is called here.
    fn name(&mut self, scope: usize, id: &str, name: &AnnotationId) {
        if !id.is_empty() && id != name.0 {
            self.names.insert((scope, id.to_owned()), name.clone());
        }
    }

    /// The links as they come to the library. Those that cannot are kept out.
    fn tying(&mut self, links: Vec<IncomingLink>) -> (Vec<IncomingLink>, Vec<ArrivingLink>) {
        let (mut tried, mut tying) = (Vec::new(), Vec::new());
        for link in links {
            let Some(kind) = LinkKind::named(&link.kind.to_lowercase()) else {
                let reason = Reason::UnknownLink(link.kind.clone());
                self.keep_out(link_kept_out(link, reason));
                continue;
            };
            let reader = self.choices.reader.unwrap_or(&link.reader).to_owned();
            if reader.trim().is_empty() {
                self.keep_out(link_kept_out(link, Reason::NoReader));
                continue;
            }
            let here = |id: &str| match self.names.get(&(link.scope, id.to_owned())) {
                Some(name) => name.clone(),
                None => AnnotationId(id.to_owned()),
            };
            let id = if is_own(&link.id) { link.id.clone() } else { String::new() };
            let (from, to) = (here(&link.from), here(&link.to));
            tying.push(ArrivingLink {
                link: Link { id: LinkId(id), from, to, kind, note: link.note.clone(), reader },
                created: link.created.clone(),
            });
            tried.push(link);
        }
        (tried, tying)
    }

    /// Tries the links again whose ends came after them, and says which never found them.
    fn end(&mut self, store: &mut Store) -> Result<(), LibraryError> {
        let waiting = mem::take(&mut self.waiting);
        self.take(store, Vec::new(), waiting)?;
        for link in mem::take(&mut self.waiting) {
            self.keep_out(link_kept_out(link, Reason::LinkWithoutEnd));
        }
        Ok(())
    }
}

fn link_kept_out(link: IncomingLink, reason: Reason) -> KeptOut {
    KeptOut { file: link.file, line: link.line, quote: String::new(), reason }
}

/// What an annotation is told of by.
struct About {
    file: String,
    line: usize,
    quote: String,
    scope: usize,
    id: String,
    exactly: bool,
}

impl About {
    fn kept_out(self, reason: Reason) -> KeptOut {
        KeptOut { file: self.file, line: self.line, quote: self.quote, reason }
    }
}

fn about_and_arriving(placed: Placed) -> (About, Arriving) {
    let Placed { incoming, article, revision, span, exactly } = placed;
    let annotation = Annotation {
        id: incoming.name(),
        span,
        label: incoming.label,
        note: incoming.note,
        source: incoming.source,
        attributes: incoming.attributes,
        reader: incoming.reader,
    };
    let about = About {
        file: incoming.file,
        line: incoming.line,
        quote: incoming.quote,
        scope: incoming.scope,
        id: incoming.id,
        exactly,
    };
    let (created, modified) = (incoming.created, incoming.modified);
    let (said, replaces) = (incoming.said, Replaces::Older);
    (about, Arriving { article, revision, annotation, created, modified, said, replaces })
}
