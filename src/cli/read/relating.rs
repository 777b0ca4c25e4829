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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::library::{FileStamp, Folded};

    #[test]
    fn who_asks_while_new_texts_are_folded_has_a_turn_between_two_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let mut add = |uri: &str, text: String| {
            store.add(uri, &Article::from_text(text), FileStamp::default()).unwrap().id
        };
        let asked = add("sample:asked", "The harbour was closed.".to_owned());
        for letter in ["x", "y", "z"] {
            // As much as is folded in one go.
            add(&format!("sample:{letter}"), letter.repeat(2 << 20));
        }
        let folded = SharedFolded::default();
        let bytes = |folded: &mut Folded| Ok::<_, LibraryError>(folded.bytes());
        let empty = folded.with(&store, bytes).unwrap();
        let mut seen = Vec::new();
        thread::scope(|scope| {
            let relating = scope.spawn(|| {
                let store = Store::open(&path).unwrap();
                related(&store, &folded, asked, Span::new(0, 23)).unwrap()
            });
            while !relating.is_finished() {
                seen.push(folded.with(&store, bytes).unwrap());
            }
            assert!(relating.join().unwrap().is_empty());
        });
        let whole = folded.with(&store, bytes).unwrap();
        seen.dedup();
        assert!(seen.iter().any(|&bytes| empty < bytes && bytes < whole), "{seen:?} of {whole}");
    }
}
