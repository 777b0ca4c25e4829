//! What the library's thread says.

use std::sync::Arc;

use super::{closed, first_article, proceed, tell_decoding};
use crate::annotation::Annotation;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::reading::{Annotations, Identity, Reading};
use crate::app::searching;
use crate::app::state::State;
use crate::app::update::{merging, saving};
use crate::article::Article;
use crate::library::{ArticleEntry, ArticleId, Read, Reply, Revision, StoredLink};
use crate::text::{Span, one_line, visible};

pub(super) fn take(state: &mut State, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Entries(entries) => return update(state, entries),
        Reply::Listed => proceed(state, None),
        Reply::Stepped { again, step } => return saving::stepped(state, again, step),
        Reply::Gone(id) => return gone(state, id),
        Reply::Opened { entry, article, revision, annotations, links } => {
            return opened(state, entry, Found { article, revision, annotations, links });
        }
        Reply::Annotations { article, revision, annotations, links } => {
            return merging::refresh(state, article, revision, annotations, links);
        }
        Reply::Notices { article, revision, notices } => {
            return show_notices(state, article, revision, &notices);
        }
        Reply::Links { article, links } => show_links(state, article, links),
        Reply::Saved { ticket } => return saving::saved(state, ticket),
        Reply::Unsaved { ticket, message, retry } => {
            return saving::unsaved(state, ticket, message, retry);
        }
        Reply::Undone { article, changes } => return saving::undone(state, article, &changes),
        Reply::NothingToUndo(_) => saving::nothing_to_undo(state),
        Reply::Failed { message, retry } => saving::failed(state, message, retry),
        Reply::Added { uri, added } => return kept(state, &uri, added.id),
        Reply::Sources(sources) => state.sources = sources,
        Reply::LabelUses(uses) => {
            if let Some(Overlay::Labels(view)) = &mut state.overlay {
                view.uses = Some(uses);
            }
        }
        Reply::SourceJoined { spelling, name } => {
            state.saving.beyond_undo = Some("join-sources");
            state.say(joined_words(&spelling, name));
        }
        // What waits for it is not of the screen.
        Reply::Reached(_) => {}
    }
    Vec::new()
}

/// Articles' lines as they are now.
fn update(state: &mut State, entries: Vec<ArticleEntry>) -> Vec<Effect> {
    state.list.update(entries);
    // The first screen may have had nothing that fits.
    if state.reading.is_none() && state.opening.is_none() && !state.text_alone {
        state.open_chosen()
    } else {
        Vec::new()
    }
}

/// An article that cannot be read any more.
fn gone(state: &mut State, id: ArticleId) -> Vec<Effect> {
    if state.list.entry(id).is_some_and(|entry| !entry.deleted) {
        state.list.remove(id);
    }
    state.tying.take_if(|tied| tied.article == id);
    if state.reading.as_ref().is_some_and(|reading| reading.identity.id == Some(id)) {
        return closed(state);
    }
    Vec::new()
}

/// How a spelling of a source and a name were joined or parted.
fn joined_words(spelling: &str, name: Option<(String, String)>) -> String {
    let shown = |words: &str| visible(&one_line(words)).into_owned();
    let spelled = shown(spelling);
    match name {
        None => format!("{spelled} stands for itself again"),
        Some((name, joined)) if joined == spelling => {
            format!("{} stands for {spelled} already", shown(&name))
        }
        Some((_, joined)) => {
            format!("{spelled} stands for {} now; the annotations keep what was written", shown(&joined))
        }
    }
}

/// An article as the library has it.
pub(in crate::app::update) struct Found {
    pub(in crate::app::update) article: Arc<Article>,
    pub(in crate::app::update) revision: Revision,
    pub(in crate::app::update) annotations: Vec<Annotation>,
    pub(in crate::app::update) links: Vec<StoredLink>,
}

/// An article arrives; if the reader has gone on to another meanwhile, it is left alone.
fn opened(state: &mut State, entry: ArticleEntry, found: Found) -> Vec<Effect> {
    let asked = state.opening == Some(entry.id);
    if asked {
        state.opening = None;
    }
    if let Some(reading) = state.reading.as_ref().filter(|reading| reading.identity.id == Some(entry.id)) {
        let same = reading.identity.revision == Some(found.revision);
        return if same { Vec::new() } else { merging::revise(state, found) };
    }
    if !asked {
        return Vec::new();
    }
    let Found { article, revision, annotations, links } = found;
    tell_decoding(state, &article);
    let identity = Identity { id: Some(entry.id), revision: Some(revision), uri: entry.uri.clone() };
    let mut reading = Reading::new(identity, article, entry.position);
    reading.read_to = entry.read_to;
    reading.annotations = Annotations::new(annotations);
    reading.links = links;
    reading.show_script(state.scripts.get(&reading.identity.uri).copied());
    state.reading = Some(reading);
    state.list.update(vec![entry]);
    state.count_labels();
    state.land();
    Vec::new()
}

/// The open article's links, as they are on disk.
fn show_links(state: &mut State, article: ArticleId, links: Vec<StoredLink>) {
    if let Some(reading) = state.reading.as_mut().filter(|reading| reading.identity.id == Some(article)) {
        reading.show_links(links);
    }
}

/// What of the open article's text other articles have too.
fn show_notices(state: &mut State, article: ArticleId, revision: Revision, notices: &[Span]) -> Vec<Effect> {
    let is_it = |identity: &Identity| (identity.id, identity.revision) == (Some(article), Some(revision));
    let reading = state.reading.as_mut().filter(|reading| is_it(&reading.identity));
    let are_new = reading.is_some_and(|reading| reading.take_notices(notices));
    if are_new { searching::look_again(state) } else { Vec::new() }
}

/// The article that was read from a file is in the library now: its name, its place and its annotations are known.
fn kept(state: &mut State, uri: &str, id: ArticleId) -> Vec<Effect> {
    let mut effects = Vec::new();
    let (position, read_to) = state.list.entry(id).map_or((0, 0), |entry| (entry.position, entry.read_to));
    if let Some(reading) =
        state.reading.as_mut().filter(|open| open.identity.uri == uri && open.identity.id.is_none())
    {
        reading.identity.id = Some(id);
        if !reading.moved && position > 0 {
            reading.place(position);
        }
        reading.read_to = reading.read_to.max(read_to);
        effects.push(Read::Adopt(id).into());
    }
    state.list.found(vec![id]);
    if effects.is_empty() {
        effects.extend(first_article(state));
    } else {
        state.list.choose_article(id);
    }
    effects
}
