//! What the reader knows at any moment: all that a frame is drawn from.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::annotations_pane::AnnotationsPane;
use super::commands::Place;
use super::configuration::Configuration;
use super::drafts::Drafts;
use super::effect::Effect;
use super::geometry::Geometry;
use super::identifier::Identifiers;
use super::jumps::Jumps;
use super::key::Key;
use super::keymap::Keymap;
use super::linking::Tied;
use super::list::List;
use super::overlay::Overlay;
use super::pace::Pace;
use super::reading::Reading;
use super::refusing::Refused;
use super::results::Results;
use super::saving::Saving;
use crate::library::{ArticleId, KnownSource, Listed, Logged, Read, Selection, Write};
use crate::text::{Ambiguous, Measure, Query, Span, Usage};

/// Motions after which the reading position is kept, though the article is not left.
const KEPT_AFTER: usize = 64;

/// Which pane takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of articles.
    List,
    /// The text.
    Text,
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Plain,
    /// Something went wrong.
    Grave,
}

/// Words for the message line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words; made visible when drawn.
    pub text: String,
    /// How much they matter.
    pub weight: Weight,
}

/// What a reader starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The configuration.
    pub configuration: Arc<Configuration>,
    /// The keys.
    pub keymap: Keymap,
    /// Who reads.
    pub reader: String,
    /// Columns and rows of the terminal.
    pub screen: (u16, u16),
    /// How wide ambiguous characters are, as far as is known.
    pub ambiguous: Ambiguous,
    /// Random bytes for the names of new annotations.
    pub session: [u8; 12],
    /// Whether the list shows what is found under given paths alone.
    pub scoped: bool,
    /// Whether one text was given, which needs no list beside it.
    pub text_alone: bool,
    /// Whether a tag moves on to the next sentence.
    pub moving_on: bool,
}

/// The reader's state.
#[derive(Debug)]
pub struct State {
    /// The configuration.
    pub configuration: Arc<Configuration>,
    /// The keys.
    pub keymap: Keymap,
    /// Who reads.
    pub reader: String,
    /// Columns and rows of the terminal.
    pub screen: (u16, u16),
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Which pane takes the keys.
    pub focus: Pane,
    /// Whether the text stands without a list beside it.
    pub text_alone: bool,
    /// The list pane.
    pub list: List,
    /// The text pane.
    pub reading: Option<Reading>,
    /// The annotations pane.
    pub pane: AnnotationsPane,
    /// The orphan that is being put back by hand.
    pub putting: Option<Box<Listed>>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The message line.
    pub message: Option<Message>,
    /// Whether a tag moves on to the next sentence.
    pub moving_on: bool,
    /// Whether other readers' annotations are shown beside one's own.
    pub others_shown: bool,
    /// The count typed so far.
    pub count: Option<usize>,
    /// Keys typed of a longer sequence.
    pub pending: Vec<Key>,
    /// What is not saved yet.
    pub saving: Saving,
    /// The annotation marked to be tied to another.
    pub tying: Option<Tied>,
    /// What was found in the library.
    pub results: Results,
    /// The article, the search and the match that a result led to, until the article is open.
    pub(super) landing: Option<(ArticleId, Query, Span)>,
    /// What was searched for in articles, the last one at the end.
    pub(super) searched: Vec<String>,
    /// Where links led from.
    pub jumps: Jumps,
    /// The changes that were last looked up, the newest first.
    pub log: Vec<Logged>,
    /// What another program did to the open article since the last key, in words.
    pub elsewhere: Option<String>,
    /// Work that goes on behind, in words.
    pub progress: Option<String>,
    /// The article asked for that has not come yet.
    pub(super) opening: Option<ArticleId>,
    /// Keys for the text, from before it came or while an undo is under way.
    pub(super) held: VecDeque<KeyEvent>,
    pub(super) identifiers: Identifiers,
    /// The sources that the library's annotations name, those named most often first, as far as they were asked for.
    pub sources: Vec<KnownSource>,
    /// Whether a change of the labels is on its way.
    pub configuring: bool,
    /// Motions since the reading position was last kept.
    pub(super) motions: usize,
    /// The articles of this session that are shown in the other script, by where they came from.
    pub(super) scripts: HashMap<String, Usage>,
    /// The usage in which the next one is shown so.
    pub(super) usage: Usage,
    /// Questions for related passages that were asked.
    pub(super) questions: u64,
    /// How fast the reader reads.
    pub pace: Pace,
    /// Words that are not kept where they belong.
    pub drafts: Drafts,
    /// What was refused just now: words typed for it are no commands.
    pub(super) refused: Option<Refused>,
    /// The export under way, and the file's name as it was typed.
    pub(super) exporting: Option<(&'static str, Selection, String)>,
}

impl State {
    /// A reader that knows nothing yet.
    pub fn new(start: Start) -> State {
        State {
            usage: start.configuration.other_script,
            configuration: start.configuration,
            keymap: start.keymap,
            reader: start.reader,
            screen: start.screen,
            ambiguous: start.ambiguous,
            focus: if start.text_alone { Pane::Text } else { Pane::List },
            text_alone: start.text_alone,
            list: List::new(start.scoped),
            reading: None,
            pane: AnnotationsPane::default(),
            putting: None,
            overlay: None,
            message: None,
            moving_on: start.moving_on,
            others_shown: true,
            count: None,
            pending: Vec::new(),
            saving: Saving::default(),
            tying: None,
            results: Results::default(),
            landing: None,
            searched: Vec::new(),
            jumps: Jumps::default(),
            log: Vec::new(),
            elsewhere: None,
            progress: None,
            opening: None,
            held: VecDeque::new(),
            identifiers: Identifiers::new(start.session),
            sources: Vec::new(),
            configuring: false,
            motions: 0,
            scripts: HashMap::new(),
            questions: 0,
            pace: Pace::default(),
            drafts: Drafts::default(),
            refused: None,
            exporting: None,
        }
    }

    /// Where the panes stand.
    pub fn geometry(&self) -> Geometry {
        Geometry::of(self)
    }

    /// What lines of text fit now.
    pub fn measure(&self) -> Measure {
        let cells = (self.geometry().column.width as usize).max(Measure::LEAST);
        Measure { cells, ambiguous: self.ambiguous, hanging: self.configuration.hanging }
    }

    /// The pane that keys go to, as the keymap knows it.
    pub(super) fn place(&self) -> Place {
        match self.focus {
            _ if self.pane.shown => Place::Annotations,
            Pane::List => Place::List,
            Pane::Text if self.putting.is_some() => Place::Putting,
            Pane::Text => Place::Text,
        }
    }

    /// Says something.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), weight: Weight::Plain });
    }

    /// Says that something went wrong.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), weight: Weight::Grave });
    }

    /// Counts a motion, and keeps the place now and then, though the article is not left.
    pub(super) fn count_motion(&mut self) -> Vec<Effect> {
        self.motions += 1;
        if self.motions >= KEPT_AFTER { self.keep_place() } else { Vec::new() }
    }

    /// What must be kept of where the reader stands in the open article.
    pub(super) fn keep_place(&mut self) -> Vec<Effect> {
        self.motions = 0;
        let Some(reading) = self.reading.as_ref().filter(|reading| reading.moved) else { return Vec::new() };
        let Some(article) = reading.identity.id else { return Vec::new() };
        let revision = reading.identity.revision;
        let (position, read_to) = (reading.cursor().span.start, reading.read_to);
        if let Some(entry) = self.list.entry_mut(article) {
            (entry.position, entry.read_to) = (position, entry.read_to.max(read_to));
            // One that was marked as unread is read again.
            entry.marked = entry.marked.filter(|read| *read);
        }
        let mut effects = vec![Effect::from(Write::Place { article, revision, position, read_to })];
        effects.extend(self.pace.remember());
        effects
    }

    /// Asks for the chosen article, unless it is open; closes the open one where nothing is in the list.
    pub(super) fn open_chosen(&mut self) -> Vec<Effect> {
        if self.list.shown().len() == 0 {
            return self.close_unlisted();
        }
        let chosen = self.list.chosen().filter(|entry| !entry.deleted);
        let Some(chosen) = chosen.map(|entry| entry.id) else { return Vec::new() };
        if self.reading.as_ref().is_some_and(|reading| reading.identity.id == Some(chosen)) {
            // Another article was asked for meanwhile; this one must count as the open one again.
            return self.opening.take().map(|_| Read::Adopt(chosen).into()).into_iter().collect();
        }
        let mut effects = self.keep_place();
        self.opening = Some(chosen);
        self.jumps.ahead = None;
        effects.push(Read::Open(chosen).into());
        effects
    }

    /// Closes the open article, as going on to another does. One that is being read, or is not in the library yet, stays.
    fn close_unlisted(&mut self) -> Vec<Effect> {
        let is_kept = |reading: &Reading| reading.identity.id.is_some();
        if self.focus == Pane::Text || !self.reading.as_ref().is_none_or(is_kept) {
            return Vec::new();
        }
        let effects = self.keep_place();
        self.opening = None;
        self.jumps.ahead = None;
        self.reading = None;
        effects
    }
}
