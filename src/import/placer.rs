//! Finds the article that an annotation belongs to, and its place there.
//!
//! By the article's source, if an article here came from there and has the quote; else among the articles of its title;
//! else, if it has the words around the quote too, in the article where others that name the same article were found.
//! What is left is looked for everywhere: see `anywhere`.
//! Where the file holds the article's text, it is another matter: see `given`.

use std::collections::HashMap;

use super::placing::{Fit, Missing, Walk, place};
use super::{ArticleReference, Incoming, Reason};
use crate::library::{ArticleId, ArticleText, LibraryError, Revision, Store};
use crate::text::Span;

/// How many articles of one title are looked into.
const MOST_OF_A_TITLE: usize = 16;

/// How many articles that were found by their words alone are remembered.
const REMEMBERED: usize = 1000;

/// An annotation in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What the file says.
    pub incoming: Incoming,
    /// The article here.
    pub article: ArticleId,
    /// The revision that the span speaks of: the newest.
    pub revision: Revision,
    /// The passage, in bytes of the article's text.
    pub span: Span,
    /// Whether the words there are the quote, and not a correction of it.
    pub exactly: bool,
}

/// An annotation without a place, and why; without a reason where it may still stand in any article.
pub(super) type Unplaced = (Incoming, Option<Reason>);

/// A place in an article.
pub(super) type Place = (Span, Revision, Fit);

/// What finding places goes by, and the article looked into last.
#[derive(Debug, Default)]
pub(super) struct Placer {
    /// The library's articles by title; read when first needed.
    pub(super) titles: Option<HashMap<String, Vec<ArticleId>>>,
    /// Articles that annotations were found in by their words alone.
    found: HashMap<ArticleReference, ArticleId>,
    open: Option<Open>,
}

#[derive(Debug)]
pub(super) struct Open {
    pub(super) text: ArticleText,
    pub(super) revision: Revision,
    walk: Walk,
}

impl Placer {
    /// Puts an annotation in its place, or gives it back.
    pub fn place(
        &mut self,
        store: &Store,
        incoming: Incoming,
    ) -> Result<Result<Placed, Unplaced>, LibraryError> {
        let mut reason = None;
        if !incoming.article.uri.is_empty()
            && let Some(article) = store.article_from(&incoming.article.uri)?
        {
            match self.place_in(store, article, &incoming, true)? {
                Ok(place) => return Ok(Ok(placed(incoming, article, place))),
                Err(missing) => reason = reason_for(missing),
            }
        }
        let mut best = None;
        let titled = self.titled(store, &incoming.article.title)?;
        let is_the_only_one = titled.len() == 1;
        for article in titled {
            let place = match self.place_in(store, article, &incoming, is_the_only_one)? {
                Ok(place) => place,
                Err(missing) => {
                    reason = reason.or(reason_for(missing));
                    continue;
                }
            };
            if place.2 == Fit::There || best.is_none() {
                best = Some((article, place));
            }
            if place.2 == Fit::There {
                break;
            }
        }
        if best.is_none()
            && let Some(&article) = self.found.get(&incoming.article)
            && self.open(store, article)?.text.text.contains(&incoming.words())
            && let Ok(place) = self.place_in(store, article, &incoming, false)?
        {
            best = Some((article, place));
        }
        Ok(match best {
            Some((article, place)) => Ok(placed(incoming, article, place)),
            None => Err((incoming, reason)),
        })
    }

    /// Puts an annotation in its place in an article that is known to have it by its words, and remembers that this is
    /// the article it speaks of.
    pub fn place_found(
        &mut self,
        store: &Store,
        article: ArticleId,
        incoming: Incoming,
    ) -> Result<Result<Placed, Unplaced>, LibraryError> {
        let place = match self.place_in(store, article, &incoming, false)? {
            Ok(place) => place,
            Err(missing) => {
                let reason = reason_for(missing).unwrap_or(Reason::Nowhere);
                return Ok(Err((incoming, Some(reason))));
            }
        };
        if incoming.article != ArticleReference::default() {
            if self.found.len() >= REMEMBERED {
                self.found.clear();
            }
            self.found.insert(incoming.article.clone(), article);
        }
        Ok(Ok(placed(incoming, article, place)))
    }

    pub(super) fn titled(&mut self, store: &Store, title: &str) -> Result<Vec<ArticleId>, LibraryError> {
        if title.is_empty() {
            return Ok(Vec::new());
        }
        let titles = match &mut self.titles {
            Some(titles) => titles,
            None => self.titles.insert(titles(store)?),
        };
        Ok(titles.get(title).cloned().unwrap_or_default())
    }

    fn place_in(
        &mut self,
        store: &Store,
        article: ArticleId,
        incoming: &Incoming,
        nearly: bool,
    ) -> Result<Result<Place, Missing>, LibraryError> {
        let open = self.open(store, article)?;
        let found = place(&open.text.text, &mut open.walk, incoming, nearly);
        Ok(found.map(|(span, fit)| (span, open.revision, fit)))
    }

    pub(super) fn open(&mut self, store: &Store, article: ArticleId) -> Result<&mut Open, LibraryError> {
        let open = match self.open.take() {
            Some(open) if open.text.id == article => open,
            _ => {
                let (text, revision) = store.text_and_revision(article)?;
                Open { text, revision, walk: Walk::default() }
            }
        };
        Ok(self.open.insert(open))
    }
}

pub(super) fn placed(incoming: Incoming, article: ArticleId, (span, revision, fit): Place) -> Placed {
    Placed { incoming, article, revision, span, exactly: fit != Fit::Nearly }
}

/// The reason to tell, where it is not that the words stand nowhere: they may be looked for elsewhere then.
fn reason_for(missing: Missing) -> Option<Reason> {
    (missing == Missing::Ambiguous).then_some(Reason::Ambiguous)
}

fn titles(store: &Store) -> Result<HashMap<String, Vec<ArticleId>>, LibraryError> {
    let mut titles: HashMap<String, Vec<ArticleId>> = HashMap::new();
    for entry in store.entries(0, usize::MAX)? {
        let of_title = titles.entry(entry.title).or_default();
        if of_title.len() < MOST_OF_A_TITLE {
            of_title.push(entry.id);
        }
    }
    Ok(titles)
}
