//! What is asked beside the library's thread, and by which thread it is answered: each has the library opened once more, so
//! that no save and no article waits for a question that takes seconds.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::Incoming;
use super::background::{Asked, Background, Questions, Replaceable};
use super::finding;
use super::opened::Opened;
use super::tasks::{self, Task};
use crate::app::{Event, HISTORY, Question, Sought, Wanted};
use crate::library::{
    ArticleId, Inquiry, LibraryError, LogDetail, LogFilter, Logged, Related, SharedFolded, Store,
};
use crate::text::Span;

/// The threads, each started with its first question.
pub struct Answerers {
    library: PathBuf,
    answers: Sender<Incoming>,
    /// What finding and relating go over.
    folded: SharedFolded,
    annotations: Option<Background<AboutAnnotations>>,
    related: Option<Background<Passage>>,
    words: Option<Background<Wanted>>,
    tasks: Option<Background<Task>>,
}

/// A question about annotations or their history.
enum AboutAnnotations {
    Inquiry(Inquiry),
    History(ArticleId),
}

/// A passage whose related ones are looked for: the question's number, the article, and where it stands.
struct Passage(u64, ArticleId, Span);

impl Answerers {
    /// For the library in that file.
    pub fn new(library: PathBuf, answers: Sender<Incoming>) -> Answerers {
        Answerers {
            library,
            answers,
            folded: SharedFolded::default(),
            annotations: None,
            related: None,
            words: None,
            tasks: None,
        }
    }

    /// Asks; says whether there is anybody to answer.
    pub fn ask(&mut self, question: Question) -> bool {
        let (library, answers, folded) = (&self.library, &self.answers, &self.folded);
        let about_annotations = || start_annotations(library.clone(), answers.clone());
        match question {
            Question::Annotations(inquiry) => {
                ask(&mut self.annotations, about_annotations, AboutAnnotations::Inquiry(inquiry))
            }
            Question::History(article) => {
                ask(&mut self.annotations, about_annotations, AboutAnnotations::History(article))
            }
            Question::Related { number, article, passage } => {
                let start = || start_related(library.clone(), folded.clone(), answers.clone());
                ask(&mut self.related, start, Passage(number, article, passage))
            }
            Question::Words(wanted) => {
                let start = || finding::start(library.clone(), folded.clone(), answers.clone());
                ask(&mut self.words, start, wanted)
            }
        }
    }

    /// Lets a task be done; says whether there is anybody to do it.
    pub fn start(&mut self, task: Task) -> bool {
        let start = || tasks::start(self.library.clone(), self.answers.clone());
        ask(&mut self.tasks, start, task)
    }
}

/// The answer to a question that cannot be answered as the library is not open.
pub fn not_open(question: &Question) -> Event {
    match question {
        Question::Annotations(_) => {
            Event::Answered(Err("the library is not open, and tells nothing of annotations".to_owned()))
        }
        Question::History(_) => {
            Event::History(Err("the library is not open, and tells nothing of changes".to_owned()))
        }
        Question::Related { number, .. } => {
            let found = Err("the library is not open, and tells nothing of other articles".to_owned());
            Event::Related { number: *number, found }
        }
        Question::Words(_) => {
            Event::Sought(Sought::Failed("the library is not open yet, and nothing can be found".to_owned()))
        }
    }
}

fn ask<Q: Replaceable>(
    background: &mut Option<Background<Q>>,
    start: impl FnOnce() -> io::Result<Background<Q>>,
    question: Q,
) -> bool {
    if background.is_none() {
        *background = start().ok();
    }
    background.as_mut().is_some_and(|background| background.ask(question))
}

/// Sends an event to the reader, which may have ended already.
pub fn say(answers: &Sender<Incoming>, event: Event) {
    let _ = answers.send(Incoming::Event(event));
}

impl Replaceable for AboutAnnotations {
    const KINDS: usize = 2;

    fn kind(&self) -> Option<usize> {
        Some(match self {
            Self::Inquiry(_) => 0,
            Self::History(_) => 1,
        })
    }
}

fn start_annotations(
    library: PathBuf,
    answers: Sender<Incoming>,
) -> io::Result<Background<AboutAnnotations>> {
    let opened = Opened::new(library, |store| store);
    let what = "looking through the library";
    let work = move |opened: &mut Opened<Store>, _: &mut Questions<_>, asked: Asked<_>| {
        say(
            &answers,
            match asked.question {
                AboutAnnotations::Inquiry(inquiry) => {
                    Event::Answered(opened.answer(what, |opened| opened.get()?.answer(&inquiry)))
                }
                AboutAnnotations::History(article) => {
                    Event::History(opened.answer(what, |opened| history(opened.get()?, article)))
                }
            },
        );
    };
    Background::start("annotations", opened, work)
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

impl Replaceable for Passage {
    const KINDS: usize = 1;

    fn kind(&self) -> Option<usize> {
        Some(0)
    }
}

fn start_related(
    library: PathBuf,
    folded: SharedFolded,
    answers: Sender<Incoming>,
) -> io::Result<Background<Passage>> {
    let opened = Opened::new(library, |store| store);
    let work = move |opened: &mut Opened<Store>, _: &mut Questions<_>, asked: Asked<_>| {
        let Passage(number, article, passage) = asked.question;
        let found = opened.answer("looking for related passages", |opened| {
            related(opened.get()?, &folded, article, passage)
        });
        say(&answers, Event::Related { number, found });
    };
    Background::start("related", opened, work)
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
