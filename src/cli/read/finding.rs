//! Words found in the library and in long texts, on a thread of its own with the library opened once more. A newer question
//! of a kind ends the older one, at once: what is typed next is what is wanted.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Incoming;
use super::opened::Opened;
use crate::app::{Event, FIRST, LongText, MOST_EXCERPTS, Sought, Wanted, with_shown};
use crate::library::{ArticleId, Held, LibraryError, Searcher, SharedFolded, Store};
use crate::text::{Pattern, Query};

/// Matches between two looks whether they are still wanted.
const GO: usize = 1024;

/// Finds what is wanted.
pub struct Finder {
    questions: Sender<(u64, Wanted)>,
    newest: Arc<Newest>,
    /// How many questions were asked.
    asked: u64,
}

/// The numbers of the newest questions.
#[derive(Default)]
struct Newest {
    articles: AtomicU64,
    matches: AtomicU64,
    /// Of any kind.
    any: AtomicU64,
}

impl Finder {
    /// Starts the thread. The library is opened with the first question that needs it.
    pub fn start(
        library: PathBuf,
        folded: SharedFolded,
        answers: Sender<Incoming>,
    ) -> std::io::Result<Finder> {
        let (questions, asked) = mpsc::channel();
        let newest = Arc::new(Newest::default());
        let voice = Voice { answers, newest: Arc::clone(&newest) };
        let desk = Desk { asked, waiting: VecDeque::new(), voice };
        let opened = Opened::new(library, move |store| (store, Searcher::new(folded.clone())));
        thread::Builder::new().name("finding".to_owned()).spawn(move || desk.work(opened))?;
        Ok(Finder { questions, newest, asked: 0 })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&mut self, wanted: Wanted) -> bool {
        self.asked += 1;
        self.newest.any.store(self.asked, Ordering::Relaxed);
        match wanted {
            Wanted::Articles(_) => self.newest.articles.store(self.asked, Ordering::Relaxed),
            Wanted::Matches(..) => self.newest.matches.store(self.asked, Ordering::Relaxed),
            Wanted::Ready | Wanted::Excerpts(..) => {}
        }
        self.questions.send((self.asked, wanted)).is_ok()
    }
}

/// The thread.
struct Desk {
    asked: Receiver<(u64, Wanted)>,
    /// Questions that came while another was being answered, and wait for that.
    waiting: VecDeque<(u64, Wanted)>,
    voice: Voice,
}

/// What is looked through.
type Library = Opened<(Store, Searcher)>;

/// What is answered, and whether anybody still waits for it.
#[derive(Clone)]
struct Voice {
    answers: Sender<Incoming>,
    newest: Arc<Newest>,
}

impl Desk {
    fn work(mut self, mut library: Library) {
        while let Some((number, wanted)) = self.waiting.pop_front().or_else(|| self.asked.recv().ok()) {
            let answered = library.answer("the search", |library| self.answer(library, number, wanted));
            if let Err(failed) = answered {
                self.voice.say(Sought::Failed(failed));
            }
        }
    }

    fn answer(&mut self, library: &mut Library, number: u64, wanted: Wanted) -> Result<(), LibraryError> {
        match wanted {
            Wanted::Ready => {
                let newest = Arc::clone(&self.voice.newest);
                self.make_ready(library, &|| newest.any.load(Ordering::Relaxed) != number)
            }
            Wanted::Articles(query) => self.articles(library, number, query),
            Wanted::Excerpts(query, articles) => {
                let (store, _) = library.get()?;
                self.voice.excerpts(store, query, articles)
            }
            Wanted::Matches(query, text) => {
                self.voice.matches(number, query, text);
                Ok(())
            }
        }
    }

    fn articles(&mut self, library: &mut Library, number: u64, query: Query) -> Result<(), LibraryError> {
        let newest = Arc::clone(&self.voice.newest);
        let is_over = move || newest.articles.load(Ordering::Relaxed) != number;
        let Some(pattern) = Pattern::new(&query).ok().filter(|_| !is_over()) else { return Ok(()) };
        self.make_ready(library, &is_over)?;
        let (store, searcher) = library.get()?;
        let (voice, asked, waiting) = (&self.voice, &self.asked, &mut self.waiting);
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
                    voice.say(Sought::Articles { query: query.clone(), articles, first, whole });
                }
            } else if whole || !articles.is_empty() {
                voice.say(Sought::More { query: query.clone(), articles, whole });
            }
            // What is to be shown, or stands in the open text, need not wait until all is found.
            for (number, wanted) in asked.try_iter() {
                match wanted {
                    Wanted::Excerpts(query, articles) => voice.excerpts(store, query, articles)?,
                    Wanted::Matches(query, text) => voice.matches(number, query, text),
                    other => waiting.push_back((number, other)),
                }
            }
            Ok(())
        };
        if searcher.survey(store, &pattern, &is_over, &mut tell)?
            && let Some(noted) = searcher.noted(store, &pattern, &is_over)?
        {
            self.voice.say(Sought::Noted(query, noted));
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
                self.voice.say(Sought::Preparing(left));
                told = true;
            }
            if left == 0 {
                return Ok(());
            }
        }
        if told {
            // Whoever asks next tells anew.
            self.voice.say(Sought::Preparing(0));
        }
        Ok(())
    }
}

impl Voice {
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
    fn matches(&self, number: u64, query: Query, text: LongText) {
        let is_over = || self.newest.matches.load(Ordering::Relaxed) != number;
        let Some(pattern) = Pattern::new(&query).ok().filter(|_| !is_over()) else { return };
        let mut found = Vec::new();
        for span in pattern.find_iter(&text.article.text) {
            found.push(span);
            if found.len().is_multiple_of(GO) && is_over() {
                return;
            }
        }
        let found = match text.conversion {
            Some(conversion) => with_shown(found, &pattern, &text.article, conversion, &is_over),
            None => Some(found),
        };
        if let Some(found) = found {
            self.say(Sought::Matches(query, text, found));
        }
    }

    fn say(&self, sought: Sought) {
        // The reader may have ended already.
        let _ = self.answers.send(Incoming::Event(Event::Sought(sought)));
    }
}
