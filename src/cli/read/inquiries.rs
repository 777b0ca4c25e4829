//! Questions about annotations, answered on a thread of their own with the library opened once more: one that looks
//! through a million annotations takes seconds, and no save and no article waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Incoming;
use crate::app::Event;
use crate::library::{Answer, Inquiry, LibraryError, Store};

/// Answers questions, in their order.
pub struct Answerer {
    questions: Sender<Inquiry>,
}

impl Answerer {
    /// Starts the thread. The library is opened with the first question.
    pub fn start(library: PathBuf, answers: Sender<Incoming>) -> std::io::Result<Answerer> {
        let (questions, asked) = mpsc::channel::<Inquiry>();
        let work = move || {
            let mut store = None;
            for inquiry in asked {
                let answer = guarded(&mut store, |store| answer(store, &library, &inquiry));
                if answers.send(Incoming::Event(Event::Answered(answer))).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("answers".to_owned()).spawn(work)?;
        Ok(Answerer { questions })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&self, inquiry: Inquiry) -> bool {
        self.questions.send(inquiry).is_ok()
    }
}

/// Does `work`; a panic in it costs that answer and the store it may have left half done, and is said.
fn guarded<S>(
    store: &mut Option<S>,
    work: impl FnOnce(&mut Option<S>) -> Result<Answer, LibraryError>,
) -> Result<Answer, String> {
    match catch_unwind(AssertUnwindSafe(|| work(store))) {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => {
            *store = None;
            Err("looking through the annotations broke down; this is an error in the program".to_owned())
        }
    }
}

fn answer(store: &mut Option<Store>, library: &Path, inquiry: &Inquiry) -> Result<Answer, LibraryError> {
    let store = match store {
        Some(store) => store,
        // Opening would make a new one.
        None if !library.exists() => return Err(LibraryError::Gone { path: library.to_owned() }),
        None => store.insert(Store::open(library)?),
    };
    store.answer(inquiry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_breaks_down_is_answered_and_the_next_finds_a_new_store() {
        let mut store = Some(1);
        let broken = guarded(&mut store, |_| panic!("broken"));
        assert!(broken.unwrap_err().contains("broke down"));
        assert_eq!(store, None);
        let mut store = Some(1);
        assert_eq!(
            guarded(&mut store, |_| Ok(Answer::Annotated(Vec::new()))).unwrap(),
            Answer::Annotated(Vec::new())
        );
        assert_eq!(store, Some(1));
    }
}
