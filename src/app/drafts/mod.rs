//! Words being typed, and words typed that are not on disk yet, as they are kept for the next start should this program
//! be ended meanwhile; and those that an earlier one left behind.
//!
//! A moment after words change an effect puts them on disk. An earlier program's words wait until what they were typed
//! into is opened again: then they stand there. Nothing here looks at a clock.

mod gone;
mod places;
mod taking_up;
mod unsaved;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::event::Event;
use super::state::State;
use crate::annotation::{AnnotationId, Link};
use crate::library::ArticleId;
pub(super) use gone::left_behind;
pub(super) use taking_up::{press, show};

/// How long words wait at most before they are put on disk.
const PAUSE: Duration = Duration::from_secs(1);

/// Words that were typed and are not kept where they belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What they were typed for.
    pub purpose: DraftPurpose,
    /// The article that they are about.
    pub article: Option<ArticleId>,
    /// What was asked for, in words.
    pub title: String,
    /// The passage and the article, as people know them.
    pub about: String,
    /// The words: one text, or one for each field of a form.
    pub fields: Vec<String>,
}

/// What words were typed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DraftPurpose {
    /// An annotation's note.
    Note {
        /// The annotation.
        annotation: AnnotationId,
    },
    /// Who says so.
    Source {
        /// The annotation.
        annotation: AnnotationId,
    },
    /// A link's note.
    LinkNote {
        /// The link, all of it: it may not have been made yet.
        link: Link,
        /// Whether it was to be made with this note.
        made_with_it: bool,
    },
    /// A label.
    Label {
        /// Its name as it was; none for a new one.
        from: Option<String>,
    },
    /// The name that a spelling of a source stands for.
    JoinSource {
        /// The spelling.
        spelling: String,
    },
    /// The file that an export goes to.
    ExportFile {
        /// The format's name.
        format: String,
    },
    /// Words that listed annotations hold.
    Filter,
    /// Words to find articles by.
    FindArticle,
    /// Words to look for in an article.
    Search,
    /// Words to look for in the library.
    SearchLibrary,
    /// Words typed into a menu.
    Menu {
        /// Which one.
        name: String,
    },
}

impl DraftPurpose {
    /// Whether the words are of the reader's own making, and are spoken of at the start. Words to find something by are
    /// only offered where they were typed.
    pub fn is_writing(&self) -> bool {
        matches!(
            self,
            DraftPurpose::Note { .. }
                | DraftPurpose::Source { .. }
                | DraftPurpose::LinkNote { .. }
                | DraftPurpose::Label { .. }
        )
    }
}

/// The words that wait to be kept.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Words left behind, by an earlier program or where something that they belonged to went away.
    pub left: Vec<Draft>,
    /// What words are being typed into.
    open: Option<Open>,
    /// Words to be opened where they were typed, once their article is there.
    taking_up: Option<Draft>,
    /// Since when what is on disk may be old.
    since: Option<Duration>,
    /// What was given to be put on disk last.
    given: Vec<Draft>,
    /// Whether the earlier programs' words were told.
    heard: bool,
}

/// What words are being typed into, and what stood there at first.
#[derive(Debug)]
struct Open {
    purpose: DraftPurpose,
    began: Vec<String>,
}

/// The list of words left behind, over the panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DraftList {
    /// Place of the chosen one.
    pub chosen: usize,
}

impl Drafts {
    /// When this must be looked at again though nothing happens, as the time that the program has run by then.
    pub fn wake(&self) -> Option<Duration> {
        self.since.map(|since| since + PAUSE)
    }
}

/// What [`follow`] needs to know of an event and of the state before it.
pub(super) struct Before {
    /// Words that were being typed, where the event is none of the keyboard's.
    typed: Option<Draft>,
    kind: Kind,
}

#[derive(PartialEq, Eq)]
enum Kind {
    /// Changes no words.
    Passing,
    /// Time goes on.
    Time,
    /// An earlier program's words are told.
    Told,
    /// The program ends.
    End,
    Other,
}

/// Before anything happens: what is being typed, which a piece of news may take from the screen.
pub(super) fn before(state: &State, event: &Event) -> Before {
    let kind = match event {
        Event::Frame | Event::Resize { .. } | Event::Ambiguous(_) | Event::Progress(_) => Kind::Passing,
        Event::Time(_) => Kind::Time,
        Event::Drafts(_) => Kind::Told,
        Event::Terminate => Kind::End,
        _ => Kind::Other,
    };
    let by_hand = matches!(event, Event::Input(..));
    let news = kind == Kind::Other && !by_hand;
    Before { typed: if news { typed(state) } else { None }, kind }
}

/// After anything happened: notes what words are typed into, brings back those that were left there, and says what is to
/// be put on disk.
pub(super) fn follow(state: &mut State, before: Before) -> Vec<Effect> {
    if before.kind == Kind::Passing {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if before.kind != Kind::Time {
        if let Some(draft) =
            before.typed.filter(|draft| places::purpose(state).as_ref() != Some(&draft.purpose))
        {
            gone::keep_left(state, vec![draft]);
        }
        taking_up::go_on(state);
        note_open(state, before.kind == Kind::Told);
        touch(state);
    }
    let now = state.pace.now;
    let nothing = !is_anything(state);
    let due = state.drafts.wake().is_some_and(|wake| now >= wake);
    let at_once = matches!(before.kind, Kind::Told | Kind::End);
    if due || at_once || (nothing && !state.drafts.given.is_empty()) {
        state.drafts.since = None;
        let all = all(state);
        if all != state.drafts.given || before.kind == Kind::Told {
            state.drafts.given.clone_from(&all);
            effects.push(Effect::KeepDrafts { drafts: all, heard: state.drafts.heard });
        }
    }
    effects
}

/// An earlier program's words.
pub(super) fn told(state: &mut State, drafts: Vec<Draft>) {
    state.drafts.heard = true;
    let writing: Vec<&Draft> = drafts.iter().filter(|draft| draft.purpose.is_writing()).collect();
    if let Some(first) = writing.first() {
        let key = state.keymap.keys_of("drafts").join(", ");
        let more = match writing.len() {
            1 => String::new(),
            several => format!(" and {} more", several - 1),
        };
        let what = if first.about.is_empty() {
            first.title.clone()
        } else {
            format!("{}, {}", first.title, first.about)
        };
        let message = format!("Words typed before were not kept: {what}{more}; {key} opens them");
        state.complain(message);
    }
    state.drafts.left.extend(drafts);
}

/// Notes what words are typed into now. Where it was just opened and words were left there, they stand in it.
fn note_open(state: &mut State, told: bool) {
    let Some(purpose) = places::purpose(state) else {
        state.drafts.open = None;
        return;
    };
    let is_new = state.drafts.open.as_ref().is_none_or(|open| open.purpose != purpose);
    if is_new {
        let began = places::fields(state);
        state.drafts.open = Some(Open { purpose: purpose.clone(), began });
    }
    let untouched = state.drafts.open.as_ref().is_some_and(|open| open.began == places::fields(state));
    if (is_new || told)
        && untouched
        && let Some(place) = state.drafts.left.iter().rposition(|draft| draft.purpose == purpose)
    {
        let draft = state.drafts.left.remove(place);
        places::fill(state, &draft);
    }
}

/// What is on disk may be old from now on.
fn touch(state: &mut State) {
    if is_anything(state) {
        let now = state.pace.now;
        state.drafts.since.get_or_insert(now);
    }
}

/// Whether there may be words to be kept.
fn is_anything(state: &State) -> bool {
    let drafts = &state.drafts;
    drafts.open.is_some() || !drafts.left.is_empty() || drafts.taking_up.is_some() || unsaved::is_any(state)
}

/// All words that are to be kept.
fn all(state: &State) -> Vec<Draft> {
    let drafts = &state.drafts;
    let mut all: Vec<Draft> = drafts.left.iter().chain(&drafts.taking_up).cloned().collect();
    all.extend(unsaved::drafts(state));
    all.extend(typed(state));
    all
}

/// The words being typed, where they are others than stood there at first.
fn typed(state: &State) -> Option<Draft> {
    let open = state.drafts.open.as_ref()?;
    let purpose = places::purpose(state)?;
    let fields = places::fields(state);
    let blank = fields.iter().all(|words| words.trim().is_empty());
    (purpose == open.purpose && fields != open.began && !blank).then(|| Draft {
        article: places::article(state, &purpose),
        ..places::described(state, purpose, fields)
    })
}

#[cfg(test)]
mod tests;
