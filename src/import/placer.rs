//! Finds the article that an annotation belongs to, and its place there.
//!
//! By the article's source, if an article here came from there and has the quote; else among the articles of its title;
//! else, if it has the words around the quote too, in the article where others that name the same article were found.
//! What is left is looked for everywhere: see `anywhere`.

use std::collections::HashMap;

use super::placing::{Fit, Walk, place};
use super::{ArticleReference, Incoming};
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
}

/// What finding places goes by, and the article looked into last.
#[derive(Debug, Default)]
pub(super) struct Placer {
    /// The library's articles by title; read when first needed.
    titles: Option<HashMap<String, Vec<ArticleId>>>,
    /// Articles that annotations were found in by their words alone.
    found: HashMap<ArticleReference, ArticleId>,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    text: ArticleText,
    revision: Revision,
    walk: Walk,
}

impl Placer {
    /// Puts an annotation in its place, or gives it back.
    pub fn place(
        &mut self,
        store: &Store,
        incoming: Incoming,
    ) -> Result<Result<Placed, Incoming>, LibraryError> {
        if !incoming.article.uri.is_empty()
            && let Some(article) = store.article_from(&incoming.article.uri)?
            && let Some((span, revision, _)) = self.place_in(store, article, &incoming)?
        {
            return Ok(Ok(Placed { incoming, article, revision, span }));
        }
        let mut best = None;
        for article in self.titled(store, &incoming.article.title)? {
            let Some((span, revision, fit)) = self.place_in(store, article, &incoming)? else { continue };
            if fit == Fit::There || best.is_none() {
                best = Some((article, revision, span));
            }
            if fit == Fit::There {
                break;
            }
        }
        if best.is_none()
            && let Some(&article) = self.found.get(&incoming.article)
            && self.open(store, article)?.text.text.contains(&incoming.words())
            && let Some((span, revision, _)) = self.place_in(store, article, &incoming)?
        {
            best = Some((article, revision, span));
        }
        Ok(match best {
            Some((article, revision, span)) => Ok(Placed { incoming, article, revision, span }),
            None => Err(incoming),
        })
    }

    /// Puts an annotation in its place in an article that is known to have it by its words, and remembers that this is
    /// the article it speaks of.
    pub fn place_found(
        &mut self,
        store: &Store,
        article: ArticleId,
        incoming: Incoming,
    ) -> Result<Result<Placed, Incoming>, LibraryError> {
        let Some((span, revision, _)) = self.place_in(store, article, &incoming)? else {
            return Ok(Err(incoming));
        };
        if incoming.article != ArticleReference::default() {
            if self.found.len() >= REMEMBERED {
                self.found.clear();
            }
            self.found.insert(incoming.article.clone(), article);
        }
        Ok(Ok(Placed { incoming, article, revision, span }))
    }

    fn titled(&mut self, store: &Store, title: &str) -> Result<Vec<ArticleId>, LibraryError> {
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
    ) -> Result<Option<(Span, Revision, Fit)>, LibraryError> {
        let open = self.open(store, article)?;
        let found = place(&open.text.text, &mut open.walk, incoming);
        Ok(found.map(|(span, fit)| (span, open.revision, fit)))
    }

    fn open(&mut self, store: &Store, article: ArticleId) -> Result<&mut Open, LibraryError> {
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
