//! Related passages, looked for on a thread of their own, with the library opened once more and its folded texts at hand:
//! no key waits for them, and of several questions the newest alone is answered.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Incoming;
use super::opened::Opened;
use crate::app::Event;
use crate::library::{ArticleId, LibraryError, Related, SharedFolded, Store};
use crate::text::Span;

/// A question: its number, and the passage that is asked about.
pub type Question = (u64, ArticleId, Span);

/// Looks for related passages.
pub struct Relater {
    questions: Sender<Question>,
}

impl Relater {
    /// Starts the thread. The library is opened with the first question.
    pub fn start(
        library: PathBuf,
        folded: SharedFolded,
        answers: Sender<Incoming>,
    ) -> std::io::Result<Relater> {
        let (questions, asked) = mpsc::channel::<Question>();
        let mut opened = Opened::new(library, |store| store);
        let work = move || {
            while let Ok(first) = asked.recv() {
                let (number, article, passage) = asked.try_iter().last().unwrap_or(first);
                let found = opened.answer("looking for related passages", |opened| {
                    related(opened.get()?, &folded, article, passage)
                });
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

/// The related passages. What is new is folded piece by piece first: a search that is asked meanwhile has its turn
/// between two of them.
fn related(
    store: &Store,
    folded: &SharedFolded,
    article: ArticleId,
    passage: Span,
) -> Result<Vec<Related>, LibraryError> {
    while folded.with(store, |folded| folded.sync_some(store))? > 0 {}
    folded.with(store, |folded| store.related(folded, article, passage))
}
