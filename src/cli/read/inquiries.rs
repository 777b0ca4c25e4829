//! Questions about annotations and their history, answered on a thread of their own with the library opened once more: one
//! that looks through a million annotations takes seconds, and no save and no article waits for it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::Incoming;
use super::opened::Opened;
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
        let mut opened = Opened::new(library, |store| store);
        let work = move || {
            let what = "looking through the library";
            for question in asked {
                let answer = match question {
                    Question::Inquiry(inquiry) => {
                        Event::Answered(opened.answer(what, |opened| opened.get()?.answer(&inquiry)))
                    }
                    Question::History(article) => {
                        Event::History(opened.answer(what, |opened| history(opened.get()?, article)))
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
