//! Words found in the library and in long texts, beside the library's thread. A newer question of a kind ends the older one,
//! at once: what is typed next is what is wanted.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::Incoming;
use super::answering::say;
use super::background::{Asked, Background, Questions, Replaceable};
use super::opened::Opened;
use crate::app::{Event, FIRST, LongText, MOST_EXCERPTS, Sought, Wanted, with_shown};
use crate::library::{ArticleId, Held, LibraryError, Searcher, SharedFolded, Store};
use crate::text::{Pattern, Query, Span};

/// Matches between two looks whether they are still wanted.
const GO: usize = 1024;

impl Replaceable for Wanted {
    const KINDS: usize = 2;

    fn kind(&self) -> Option<usize> {
        match self {
            Wanted::Articles(_) => Some(0),
            Wanted::Matches(..) => Some(1),
            Wanted::Ready | Wanted::Excerpts(..) => None,
        }
    }
}

/// What is looked through.
type Library = Opened<(Store, Searcher)>;

/// Starts the thread.
pub fn start(
    library: PathBuf,
    folded: SharedFolded,
    answers: Sender<Incoming>,
) -> io::Result<Background<Wanted>> {
    let opened = Opened::new(library, move |store| (store, Searcher::new(folded.clone())));
    let responder = Responder { answers };
    let work = move |library: &mut Library, questions: &mut Questions<Wanted>, asked: Asked<Wanted>| {
        let answered = library.answer("the search", |library| responder.answer(library, questions, asked));
        if let Err(failed) = answered {
            responder.say(Sought::Failed(failed));
        }
    };
    Background::start("finding", opened, work)
}

/// Who answers.
struct Responder {
    answers: Sender<Incoming>,
}

impl Responder {
    fn answer(
        &self,
        library: &mut Library,
        questions: &mut Questions<Wanted>,
        asked: Asked<Wanted>,
    ) -> Result<(), LibraryError> {
        match asked.question {
            Wanted::Ready => self.make_ready(library, &questions.is_followed(&asked)),
            Wanted::Articles(ref query) => {
                let is_over = questions.is_replaced(&asked);
                self.articles(library, questions, query, &is_over)
            }
            Wanted::Excerpts(query, articles) => {
                let (store, _) = library.get()?;
                self.excerpts(store, query, articles)
            }
            Wanted::Matches(..) => {
                self.matches(questions, asked);
                Ok(())
            }
        }
    }

    fn articles(
        &self,
        library: &mut Library,
        questions: &mut Questions<Wanted>,
        query: &Query,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), LibraryError> {
        let Some(pattern) = Pattern::new(query).ok().filter(|_| !is_over()) else { return Ok(()) };
        self.make_ready(library, is_over)?;
        let (store, searcher) = library.get()?;
        let mut is_first = true;
        let mut tell = |articles: Vec<Held>, whole: bool| {
            if is_over() {
                return Ok(());
            }
            if std::mem::take(&mut is_first) {
                is_first = articles.is_empty() && !whole;
                let shown = articles.iter().take(FIRST);
                let first = shown.map(|one| store.excerpts(&pattern, one.article, MOST_EXCERPTS));
                let first = first.filter_map(Result::transpose).collect::<Result<_, LibraryError>>()?;
                if !is_first {
                    self.say(Sought::Articles { query: query.clone(), articles, first, whole });
                }
            } else if whole || !articles.is_empty() {
                self.say(Sought::More { query: query.clone(), articles, whole });
            }
            // What is to be shown, or stands in the open text, need not wait until all is found.
            for asked in questions.meanwhile(|one| matches!(one, Wanted::Excerpts(..) | Wanted::Matches(..)))
            {
                match asked.question {
                    Wanted::Excerpts(query, articles) => self.excerpts(store, query, articles)?,
                    _ => self.matches(questions, asked),
                }
            }
            Ok(())
        };
        if searcher.survey(store, &pattern, is_over, &mut tell)?
            && let Some(noted) = searcher.noted(store, &pattern, is_over)?
        {
            self.say(Sought::Noted(query.clone(), noted));
        }
        Ok(())
    }

    /// Folds what is not folded yet, and tells how much is left.
    fn make_ready(&self, library: &mut Library, is_over: &dyn Fn() -> bool) -> Result<(), LibraryError> {
        let mut told = false;
        while !is_over() {
            let (store, searcher) = library.get()?;
            let left = searcher.prepare_some(store)?;
            if left > 0 || told {
                self.say(Sought::Preparing(left));
                told = true;
            }
            if left == 0 {
                return Ok(());
            }
        }
        if told {
            // Whoever asks next tells anew.
            self.say(Sought::Preparing(0));
        }
        Ok(())
    }

    fn excerpts(&self, store: &Store, query: Query, articles: Vec<ArticleId>) -> Result<(), LibraryError> {
        let Ok(pattern) = Pattern::new(&query) else { return Ok(()) };
        let shown = articles
            .into_iter()
            .map(|article| Ok((article, store.excerpts(&pattern, article, MOST_EXCERPTS)?)))
            .collect::<Result<_, LibraryError>>()?;
        self.say(Sought::Excerpts(query, shown));
        Ok(())
    }

    /// All matches in a text, and in what is shown of it, unless others are wanted by now.
    fn matches(&self, questions: &Questions<Wanted>, asked: Asked<Wanted>) {
        let is_over = questions.is_replaced(&asked);
        let Wanted::Matches(query, text) = asked.question else { return };
        if let Some(found) = matches_in(&query, &text, &is_over) {
            self.say(Sought::Matches(query, text, found));
        }
    }

    fn say(&self, sought: Sought) {
        say(&self.answers, Event::Sought(sought));
    }
}

/// All matches in a text, and in what is shown of it; `None` where they are wanted no more.
fn matches_in(query: &Query, text: &LongText, is_over: &dyn Fn() -> bool) -> Option<Vec<Span>> {
    let pattern = Pattern::new(query).ok().filter(|_| !is_over())?;
    let mut found = Vec::new();
    for span in pattern.find_iter(&text.article.text) {
        found.push(span);
        if found.len().is_multiple_of(GO) && is_over() {
            return None;
        }
    }
    match text.conversion {
        Some(conversion) => with_shown(found, &pattern, &text.article, conversion, is_over),
        None => Some(found),
    }
}
