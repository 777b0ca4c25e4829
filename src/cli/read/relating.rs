//! Related passages, looked for on a thread of their own, with the library opened once more and its folded texts at hand:
//! no key waits for them, and of several questions the newest alone is answered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Incoming;
use crate::app::Event;
use crate::library::{ArticleId, Folded, LibraryError, Related, Store};
use crate::text::Span;

/// A question: its number, and the passage that is asked about.
pub type Question = (u64, ArticleId, Span);

/// Looks for related passages.
pub struct Relater {
    questions: Sender<Question>,
}

impl Relater {
    /// Starts the thread. The library is opened with the first question.
    pub fn start(library: PathBuf, answers: Sender<Incoming>) -> std::io::Result<Relater> {
        let (questions, asked) = mpsc::channel::<Question>();
        let work = move || {
            let mut open = None;
            while let Ok(first) = asked.recv() {
                let (number, article, passage) = asked.try_iter().last().unwrap_or(first);
                let found = catch_unwind(AssertUnwindSafe(|| answer(&mut open, &library, article, passage)));
                let found = match found {
                    Ok(found) => found.map_err(|error| error.to_string()),
                    Err(_) => {
                        open = None;
                        Err("looking for related passages broke down; this is an error in the program"
                            .to_owned())
                    }
                };
                if answers.send(Incoming::Event(Event::Related { number, found })).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("related".to_owned()).spawn(work)?;
        Ok(Relater { questions })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&self, question: Question) -> bool {
        self.questions.send(question).is_ok()
    }
}

fn answer(
    open: &mut Option<(Store, Folded)>,
    library: &Path,
    article: ArticleId,
    passage: Span,
) -> Result<Vec<Related>, LibraryError> {
    let (store, folded) = match open {
        Some(open) => open,
        // Opening would make a new one.
        None if !library.exists() => return Err(LibraryError::Gone { path: library.to_owned() }),
        None => {
            let store = Store::open(library)?;
            let folded = Folded::open(&store);
            open.insert((store, folded))
        }
    };
    store.related(folded, article, passage)
}
