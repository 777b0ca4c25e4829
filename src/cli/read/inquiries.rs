//! Questions about annotations and their history, answered on a thread of their own with the library opened once more: one
//! that looks through a million annotations takes seconds, and no save and no article waits for it.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Incoming;
use crate::app::{Event, HISTORY};
use crate::library::{ArticleId, Inquiry, LibraryError, LogDetail, LogFilter, Logged, Store};

/// What is asked.
pub enum Question {
    /// Something about annotations.
    Inquiry(Inquiry),
    /// Who changed what in an article of late.
    History(ArticleId),
}

/// Answers questions, in their order.
#[derive(Clone)]
pub struct Answerer {
    questions: Sender<Question>,
}

impl Answerer {
    /// Starts the thread. The library is opened with the first question.
    pub fn start(library: PathBuf, answers: Sender<Incoming>) -> std::io::Result<Answerer> {
        let (questions, asked) = mpsc::channel::<Question>();
        let work = move || {
            let mut store = None;
            for question in asked {
                let answer = match question {
                    Question::Inquiry(inquiry) => {
                        let answer = |store: &mut _| opened(store, &library)?.answer(&inquiry);
                        Event::Answered(guarded(&mut store, answer))
                    }
                    Question::History(article) => {
                        let answer = |store: &mut _| history(opened(store, &library)?, article);
                        Event::History(guarded(&mut store, answer))
                    }
                };
                if answers.send(Incoming::Event(answer)).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("answers".to_owned()).spawn(work)?;
        Ok(Answerer { questions })
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&self, question: Question) -> bool {
        self.questions.send(question).is_ok()
    }
}

/// Does `work`; a panic in it costs that answer and the store it may have left half done, and is said.
fn guarded<S, A>(
    store: &mut Option<S>,
    work: impl FnOnce(&mut Option<S>) -> Result<A, LibraryError>,
) -> Result<A, String> {
    match catch_unwind(AssertUnwindSafe(|| work(store))) {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => {
            *store = None;
            Err("looking through the library broke down; this is an error in the program".to_owned())
        }
    }
}

fn opened<'a>(store: &'a mut Option<Store>, library: &Path) -> Result<&'a Store, LibraryError> {
    Ok(match store {
        Some(store) => store,
        // Opening would make a new one.
        None if !library.exists() => return Err(LibraryError::Gone { path: library.to_owned() }),
        None => store.insert(Store::open(library)?),
    })
}

/// The article's last changes, the newest first.
fn history(store: &Store, article: ArticleId) -> Result<Vec<Logged>, LibraryError> {
    let filter = LogFilter { articles: vec![article], ..LogFilter::default() };
    let mut log = Vec::new();
    store.log(&filter, LogDetail::Line, &mut |logged| {
        log.push(logged);
        if log.len() < HISTORY { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Answer;

    #[test]
    fn a_question_that_breaks_down_is_answered_and_the_next_finds_a_new_store() {
        let mut store = Some(1);
        let broken = guarded(&mut store, |_| panic!("broken"));
        assert!(broken.map(|_: Answer| ()).unwrap_err().contains("broke down"));
        assert_eq!(store, None);
        let mut store = Some(1);
        assert_eq!(
            guarded(&mut store, |_| Ok(Answer::Annotated(Vec::new()))).unwrap(),
            Answer::Annotated(Vec::new())
        );
        assert_eq!(store, Some(1));
    }
}
