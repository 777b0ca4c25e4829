//! Questions about annotations, answered on a thread of their own with the library opened once more: one that looks
//! through a million annotations takes seconds, and no save and no article waits for it.

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
                let answer = answer(&mut store, &library, &inquiry).map_err(|error| error.to_string());
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

fn answer(store: &mut Option<Store>, library: &Path, inquiry: &Inquiry) -> Result<Answer, LibraryError> {
    let store = match store {
        Some(store) => store,
        // Opening would make a new one.
        None if !library.exists() => return Err(LibraryError::Gone { path: library.to_owned() }),
        None => store.insert(Store::open(library)?),
    };
    store.answer(inquiry)
}
