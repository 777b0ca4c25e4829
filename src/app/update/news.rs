//! What comes from the library and from the files.

use std::sync::Arc;

use super::{labels, merging, relating, saving, writing};
use crate::annotation::Annotation;
use crate::app::annotations_pane;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::overlay::{Ask, Intent, Overlay};
use crate::app::page::Topic;
use crate::app::reading::{Annotations, Identity, Reading};
use crate::app::results;
use crate::app::searching;
use crate::app::state::{Pane, State};
use crate::article::Article;
use crate::library::{ArticleEntry, ArticleId, Logged, Revision, StoredLink};
use crate::text::Span;

pub(super) fn take(state: &mut State, event: Event) -> Vec<Effect> {
    let old = !matches!(
        event,
        Event::Answered(_) | Event::Sought(_) | Event::Unsaved { retry: true, .. } | Event::Progress(_)
    );
    if old {
        annotations_pane::went_stale(state);
    }
    match event {
        Event::Answered(answer) => annotations_pane::take(state, answer),
        Event::Entries(entries) => {
            state.list.set(entries);
            let open = state.reading.as_ref().and_then(|reading| reading.identity.id);
            let gone = open.is_some_and(|id| state.list.entry(id).is_none());
            return if gone { closed(state) } else { first_article(state) };
        }
        Event::Updated(entries) => {
            state.list.update(entries);
            // The first screen may have had nothing that fits.
            if state.reading.is_none() && state.opening.is_none() && !state.text_alone {
                return state.open_chosen();
            }
        }
        Event::Arranged(arrangement) => state.list.arrange(arrangement),
        Event::Pace(pace) => state.pace = pace,
        Event::Stepped { again, step } => return saving::stepped(state, again, step),
        Event::Found(ids) => {
            state.list.found(ids);
            return first_article(state);
        }
        Event::Gone(id) => {
            if state.list.entry(id).is_some_and(|entry| !entry.deleted) {
                state.list.remove(id);
            }
            state.tying.take_if(|tied| tied.article == id);
            if state.reading.as_ref().is_some_and(|reading| reading.identity.id == Some(id)) {
                return closed(state);
            }
        }
        Event::Opened { entry, article, revision, annotations, links } => {
            return opened(state, entry, Found { article, revision, annotations, links });
        }
        Event::Annotations { article, revision, annotations, links } => {
            return merging::refresh(state, article, revision, annotations, links);
        }
        Event::Notices { article, revision, notices } => {
            return show_notices(state, article, revision, &notices);
        }
        Event::Links { article, links } => show_links(state, article, links),
        Event::Saved { ticket } => return saving::saved(state, ticket),
        Event::Unsaved { ticket, message, retry } => {
            return saving::unsaved(state, ticket, message, retry);
        }
        Event::Undone { article, changes } => return saving::undone(state, article, &changes),
        Event::NothingToUndo => saving::nothing_to_undo(state),
        Event::Failed { message, retry } => saving::failed(state, message, retry),
        Event::NoLibrary(message) => {
            state.complain(message.clone());
            state.configuring = false;
            state.saving.trouble = Some(message);
        }
        Event::Read { uri, article, complete } => read(state, uri, article, complete),
        Event::Kept { uri, id } => return kept(state, &uri, id),
        Event::MovingOn(on) => state.moving_on = on,
        Event::OtherReaders(shown) => state.others_shown = shown,
        Event::History(Ok(log)) => show_history(state, log),
        Event::History(Err(message)) => state.complain(message),
        Event::Notice(notice) => {
            // A folder is looked at again and again.
            state.list.notices.retain(|known| *known != notice);
            state.list.notices.push(notice);
        }
        Event::Progress(progress) => {
            state.progress = progress;
            count_notices(state);
        }
        Event::Related { number, found } => relating::take(state, number, found),
        Event::Exported(Ok(message)) => {
            state.exporting = None;
            state.say(message);
        }
        Event::Exported(Err(message)) => writing::not_exported(state, message),
        Event::ExportExists { format, article, path } => {
            let question = format!("{} is there already. Replace it? y/n", path.display());
            let intent = Intent::Replace { format, article, path };
            state.overlay = Some(Overlay::Ask(Ask { question, intent }));
        }
        Event::LabelsCounted(uses) => {
            if let Some(Overlay::Labels(view)) = &mut state.overlay {
                view.uses = Some(uses);
            }
        }
        Event::Configured(configured) => labels::configured(state, *configured),
        Event::NotConfigured(message) => labels::not_configured(state, message),
        Event::Sources(sources) => state.sources = sources,
        Event::SourceJoined(message) => state.say(message),
        Event::Sought(sought) => results::take(state, sought),
        Event::DraftsUnkept(message) => state.complain(message),
        Event::Key(_)
        | Event::Paste(_)
        | Event::Line(_)
        | Event::Drafts(_)
        | Event::Resize { .. }
        | Event::Ambiguous(_)
        | Event::Terminate
        | Event::Time(_)
        | Event::StillRefused(_)
        | Event::Frame => {}
    }
    Vec::new()
}

/// Opens the chosen article where none is open yet.
fn first_article(state: &mut State) -> Vec<Effect> {
    if state.reading.is_some() { Vec::new() } else { state.open_chosen() }
}

/// Once all was looked through, says that something could not be read.
fn count_notices(state: &mut State) {
    let notices = state.list.notices.len();
    if state.progress.is_none() && state.message.is_none() && notices > 0 {
        let what =
            if notices == 1 { "1 file or folder".to_owned() } else { format!("{notices} files or folders") };
        let keys = state.keymap.keys_of("notices").join(", ");
        state.complain(format!("{what} could not be read; {keys} shows why"));
    }
}

/// An article as the library has it.
pub(super) struct Found {
    pub(super) article: Arc<Article>,
    pub(super) revision: Revision,
    pub(super) annotations: Vec<Annotation>,
    pub(super) links: Vec<StoredLink>,
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

/// The changes to the open article, unless something else is looked at meanwhile.
fn show_history(state: &mut State, log: Vec<Logged>) {
    if log.is_empty() {
        state.say("Nothing was tagged or changed in this article yet");
    } else if state.overlay.is_none() {
        state.log = log;
        state.overlay = Some(Overlay::Page { topic: Topic::History, scroll: 0 });
    }
}

/// The open article is gone from the library.
fn closed(state: &mut State) -> Vec<Effect> {
    state.reading = None;
    // Words being written are left to be copied: they belong to nothing any more, and Enter says so.
    let writing =
        |overlay: &Overlay| matches!(overlay, Overlay::Prompt(prompt) if !prompt.words().is_empty());
    state.overlay = state.overlay.take().filter(writing);
    state.complain("The article was deleted by another program");
    state.open_chosen()
}

/// Says of an article just opened what of its text is a guess, and what of it was lost.
fn tell_decoding(state: &mut State, article: &Article) {
    let guess = article.guessed_encoding.map(|encoding| format!("Read as {encoding}, which is a guess"));
    let damage = match article.replaced {
        0 => None,
        1 => Some("1 damaged place is shown as \u{fffd}".to_owned()),
        several => Some(format!("{several} damaged places are shown as \u{fffd}")),
    };
    let words: Vec<String> = guess.into_iter().chain(damage).collect();
    if words.is_empty() || state.message.is_some() {
        return;
    }
    if article.replaced > 0 { state.complain(words.join("; ")) } else { state.say(words.join("; ")) }
}

/// A file given to be read: its beginning, then the whole.
fn read(state: &mut State, uri: String, article: Arc<Article>, complete: bool) {
    tell_decoding(state, &article);
    match state.reading.as_mut().filter(|reading| reading.identity.uri == uri) {
        Some(_) => merging::complete(state, article),
        None => {
            let mut reading = Reading::new(Identity { id: None, revision: None, uri }, article, 0);
            reading.complete = complete;
            reading.show_script(state.scripts.get(&reading.identity.uri).copied());
            state.reading = Some(reading);
            state.focus = Pane::Text;
        }
    }
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
        effects.push(Effect::Adopt(id));
    }
    state.list.found(vec![id]);
    if effects.is_empty() {
        effects.extend(first_article(state));
    } else {
        state.list.choose_article(id);
    }
    effects
}
