//! A reader with a library in memory beside it: what it asks to be done is done at once.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{article, press, reader};
use crate::annotation::Annotation;
use crate::app::{Effect, Event, Question, State, update};
use crate::library::{
    ArticleId, FileStamp, Folded, LibraryError, Read, Reply, Request, Step, Store, StoredAnnotation, Write,
};

/// A reader and its library.
pub struct Kept {
    /// The reader.
    pub state: State,
    /// The library.
    pub store: Store,
    /// What was asked for, other than of the library.
    pub outside: Vec<Effect>,
}

/// A reader in a terminal of `columns` × `rows` with `texts` as its library's articles, the first of them open.
pub fn kept(texts: &[&str], columns: u16, rows: u16) -> Kept {
    let mut store = Store::open_in_memory().unwrap();
    for (place, text) in texts.iter().enumerate() {
        store.add(&format!("sample:{place}"), &article(text), FileStamp::default()).unwrap();
    }
    store.set_times_for_tests("2026-01-02T03:04:05.000Z");
    let mut state = reader("", columns, rows);
    state.reading = None;
    let mut kept = Kept { state, store, outside: Vec::new() };
    let entries = kept.store.entries(0, usize::MAX).unwrap();
    let effects = update(&mut kept.state, Event::Entries(entries));
    kept.carry_out(effects);
    kept.press("Enter");
    kept
}

impl Kept {
    /// Presses keys one by one, and does what each asks for.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let effects = press(&mut self.state, key);
            self.carry_out(effects);
        }
    }

    /// Does what was asked for, and what the answers ask for in turn.
    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            for event in self.answers(effect) {
                waiting.extend(update(&mut self.state, event));
            }
        }
        update(&mut self.state, Event::Frame);
    }

    /// Goes to the article of that title by way of the list.
    pub fn open(&mut self, title: &str) {
        self.press("q g");
        while self.state.list.chosen().is_some_and(|entry| entry.title != title) {
            self.press("j");
        }
        self.press("Enter");
    }

    /// The message line's words.
    pub fn said(&self) -> &str {
        self.state.message.as_ref().map_or("", |message| &message.text)
    }

    /// The words of the open article's annotations, by label.
    pub fn tagged(&self) -> Vec<(String, String)> {
        let reading = self.state.reading.as_ref().unwrap();
        let text = reading.document.text();
        let words = |one: &Annotation| (one.label.clone(), one.span.of(text).to_owned());
        reading.annotations.list().iter().map(words).collect()
    }

    /// The annotations on an article's text, as they are on disk.
    pub fn annotations(&self, article: ArticleId) -> Vec<Annotation> {
        plain(self.store.annotations(article).unwrap())
    }

    /// An article as the library has it.
    pub fn opened(&self, article: ArticleId) -> Event {
        self.found(article).unwrap().into()
    }

    /// Lets something happen, and does what follows from it.
    pub fn happen(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
    }

    fn answers(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Library(request) => {
                let replies = match request {
                    Request::Read(read) => self.told(read),
                    Request::Write(write) => self.written(write),
                };
                let failed = |error: LibraryError| Reply::Failed { message: error.to_string(), retry: false };
                let replies = replies.unwrap_or_else(|error| vec![failed(error)]);
                replies.into_iter().map(Event::Library).collect()
            }
            Effect::Ask(Question::Annotations(inquiry)) => {
                let answer = self.store.answer(&inquiry).map_err(|error| error.to_string());
                vec![Event::Answered(answer)]
            }
            Effect::Ask(Question::Related { number, article, passage }) => {
                let found = self.store.related(&mut Folded::open(&self.store), article, passage);
                vec![Event::Related { number, found: found.map_err(|error| error.to_string()) }]
            }
            other => {
                self.outside.push(other);
                Vec::new()
            }
        }
    }

    fn told(&mut self, read: Read) -> Result<Vec<Reply>, LibraryError> {
        Ok(match read {
            Read::Open(id) => vec![self.found(id)?],
            Read::Adopt(article) => vec![Reply::Annotations {
                article,
                revision: Some(self.store.revision(article)?),
                annotations: plain(self.store.annotations(article)?),
                links: self.store.links(article)?,
            }],
            Read::Sources => vec![Reply::Sources(self.store.sources()?)],
            read => {
                self.outside.push(read.into());
                Vec::new()
            }
        })
    }

    fn written(&mut self, write: Write) -> Result<Vec<Reply>, LibraryError> {
        Ok(match write {
            Write::Apply { ticket, article, revision, changes } => {
                match self.store.apply(article, revision, "me", &changes) {
                    Ok(()) => vec![self.links_of_open(), Reply::Saved { ticket }],
                    Err(error) => vec![Reply::Unsaved { ticket, message: error.to_string(), retry: false }],
                }
            }
            Write::Undo(article) => match self.store.undo(article, "me")? {
                Some(changes) => vec![self.links_of_open(), Reply::Undone { article, changes }],
                None => vec![Reply::NothingToUndo(article)],
            },
            Write::UndoLast | Write::RedoLast => {
                let again = matches!(write, Write::RedoLast);
                let step = if again { self.store.redo_last("me")? } else { self.store.undo_last("me")? };
                let articles = match &step {
                    Some(Step::Marks(now)) => now.articles.iter().map(|(article, _)| *article).collect(),
                    _ => Vec::new(),
                };
                vec![
                    self.entries_of(articles),
                    self.links_of_open(),
                    Reply::Stepped { again, step },
                    self.links_of_open(),
                ]
            }
            Write::JoinSource { spelling, name } => {
                let name = match name {
                    Some(name) => Some((name.clone(), self.store.join_source(&spelling, &name)?)),
                    None => {
                        assert!(self.store.unjoin_source(&spelling)?);
                        None
                    }
                };
                vec![Reply::SourceJoined { spelling, name }]
            }
            Write::Place { article, revision, position, read_to } => {
                self.store.place(article, revision, position, read_to)?;
                Vec::new()
            }
            Write::Mark { articles, mark } => {
                let changed = self.store.mark(&articles, mark, "me")?;
                vec![self.entries_of(changed), self.links_of_open()]
            }
            write => {
                self.outside.push(write.into());
                Vec::new()
            }
        })
    }

    fn entries_of(&self, articles: Vec<ArticleId>) -> Reply {
        Reply::Entries(articles.into_iter().map(|article| self.store.entry(article).unwrap()).collect())
    }

    fn links_of_open(&self) -> Reply {
        let article =
            self.state.reading.as_ref().and_then(|reading| reading.identity.id).unwrap_or(ArticleId(0));
        Reply::Links { article, links: self.store.links(article).unwrap() }
    }

    fn found(&self, id: ArticleId) -> Result<Reply, LibraryError> {
        let (text, revision) = self.store.text_and_revision(id)?;
        let article = Arc::new(text.into_article());
        let (annotations, links) = (plain(self.store.annotations(id)?), self.store.links(id)?);
        Ok(Reply::Opened { entry: self.store.entry(id)?, article, revision, annotations, links })
    }
}

fn plain(stored: Vec<StoredAnnotation>) -> Vec<Annotation> {
    stored.into_iter().map(|stored| stored.annotation).collect()
}
