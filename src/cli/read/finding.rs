//! Words found in the library and in long texts, on a thread of its own with the library opened once more. A newer question
//! of a kind ends the older one, at once: what is typed next is what is wanted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Incoming;
use crate::app::{Event, FIRST, MOST_EXCERPTS, Sought, Wanted};
use crate::library::{ArticleId, Held, LibraryError, Searcher, Store};
use crate::text::{Pattern, Query, Span};

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
}

impl Finder {
    /// Starts the thread. The library is opened with the first question that needs it.
    pub fn start(library: PathBuf, answers: Sender<Incoming>) -> std::io::Result<Finder> {
        let (questions, asked) = mpsc::channel();
        let newest = Arc::new(Newest::default());
        let desk = Desk { library, answers, newest: Arc::clone(&newest), open: None };
        thread::Builder::new().name("finding".to_owned()).spawn(move || desk.work(&asked))?;
        Ok(Finder { questions, newest, asked: 0 })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&mut self, wanted: Wanted) -> bool {
        self.asked += 1;
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
    library: PathBuf,
    answers: Sender<Incoming>,
    newest: Arc<Newest>,
    open: Option<(Store, Searcher)>,
}

impl Desk {
    fn work(mut self, asked: &Receiver<(u64, Wanted)>) {
        for (number, wanted) in asked {
            let answered = catch_unwind(AssertUnwindSafe(|| self.answer(number, wanted)));
            let failed = match answered {
                Ok(Ok(())) => continue,
                Ok(Err(error)) => error.to_string(),
                Err(_) => "the search broke down; this is an error in the program".to_owned(),
            };
            self.open = None;
            self.say(Sought::Failed(failed));
        }
    }

    fn answer(&mut self, number: u64, wanted: Wanted) -> Result<(), LibraryError> {
        match wanted {
            Wanted::Ready => self.make_ready(&|| false),
            Wanted::Articles(query) => self.articles(number, query),
            Wanted::Excerpts(query, articles) => self.excerpts(query, articles),
            Wanted::Matches(query, article) => {
                if let Some(matches) = self.matches(number, &query, &article.text) {
                    self.say(Sought::Matches(query, article, matches));
                }
                Ok(())
            }
        }
    }

    fn articles(&mut self, number: u64, query: Query) -> Result<(), LibraryError> {
        let newest = Arc::clone(&self.newest);
        let is_over = move || newest.articles.load(Ordering::Relaxed) != number;
        let Some(pattern) = Pattern::new(&query).ok().filter(|_| !is_over()) else { return Ok(()) };
        self.make_ready(&is_over)?;
        let (store, searcher) = opened(&mut self.open, &self.library)?;
        let Some(held) = searcher.survey(store, &pattern, &is_over)? else { return Ok(()) };
        let titled = searcher.titled(store, &pattern)?;
        let articles = in_order(titled, held);
        let mut first = Vec::new();
        for one in articles.iter().take(FIRST) {
            if is_over() {
                return Ok(());
            }
            first.extend(store.excerpts(&pattern, one.article, MOST_EXCERPTS)?);
        }
        self.say(Sought::Articles { query: query.clone(), articles, first });
        let (store, searcher) = opened(&mut self.open, &self.library)?;
        if let Some(noted) = searcher.noted(store, &pattern, &is_over)? {
            self.say(Sought::Noted(query, noted));
        }
        Ok(())
    }

    fn excerpts(&mut self, query: Query, articles: Vec<ArticleId>) -> Result<(), LibraryError> {
        let Ok(pattern) = Pattern::new(&query) else { return Ok(()) };
        let (store, _) = opened(&mut self.open, &self.library)?;
        let shown = articles
            .into_iter()
            .map(|article| Ok((article, store.excerpts(&pattern, article, MOST_EXCERPTS)?)))
            .collect::<Result<_, LibraryError>>()?;
        self.say(Sought::Excerpts(query, shown));
        Ok(())
    }

    /// All matches in a text; `None` where others are wanted by now.
    fn matches(&self, number: u64, query: &Query, text: &str) -> Option<Vec<Span>> {
        let pattern = Pattern::new(query).ok()?;
        let mut found = Vec::new();
        let is_over = || self.newest.matches.load(Ordering::Relaxed) != number;
        if is_over() {
            return None;
        }
        for span in pattern.find_iter(text) {
            found.push(span);
            if found.len().is_multiple_of(GO) && is_over() {
                return None;
            }
        }
        Some(found)
    }

    /// Folds what is not folded yet, and tells how much is left.
    fn make_ready(&mut self, is_over: &dyn Fn() -> bool) -> Result<(), LibraryError> {
        let mut told = false;
        while !is_over() {
            let (store, searcher) = opened(&mut self.open, &self.library)?;
            let left = searcher.prepare_some(store)?;
            if left > 0 || told {
                self.say(Sought::Preparing(left));
                told = true;
            }
            if left == 0 {
                break;
            }
        }
        Ok(())
    }

    fn say(&self, sought: Sought) {
        // The reader may have ended already.
        let _ = self.answers.send(Incoming::Event(Event::Sought(sought)));
    }
}

fn opened<'a>(
    open: &'a mut Option<(Store, Searcher)>,
    library: &Path,
) -> Result<&'a mut (Store, Searcher), LibraryError> {
    Ok(match open {
        Some(open) => open,
        // Opening would make a new one.
        None if !library.exists() => return Err(LibraryError::Gone { path: library.to_owned() }),
        None => {
            let store = Store::open(library)?;
            let searcher = Searcher::open(&store);
            open.insert((store, searcher))
        }
    })
}

/// Articles whose title has a match before the others.
fn in_order(titled: Vec<ArticleId>, held: Vec<Held>) -> Vec<Held> {
    let counts: std::collections::HashMap<ArticleId, usize> =
        held.iter().map(|held| (held.article, held.count)).collect();
    let first: std::collections::HashSet<ArticleId> = titled.iter().copied().collect();
    let named =
        titled.into_iter().map(|article| Held { article, count: counts.get(&article).copied().unwrap_or(0) });
    named.chain(held.iter().copied().filter(|held| !first.contains(&held.article))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_come_first() {
        let held = |article, count| Held { article: ArticleId(article), count };
        let order = in_order(vec![ArticleId(2), ArticleId(7)], vec![held(9, 1), held(7, 3)]);
        assert_eq!(order, [held(2, 0), held(7, 3), held(9, 1)]);
    }
}
