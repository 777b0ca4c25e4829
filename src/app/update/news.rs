//! What comes from the library and from the files.

mod library;

use std::sync::Arc;

pub(super) use library::Found;

use super::{labels, merging, relating, saving, writing};
use crate::app::annotations_pane;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::overlay::{Ask, Intent, Overlay};
use crate::app::page::Topic;
use crate::app::reading::{Identity, Reading};
use crate::app::results;
use crate::app::state::{Pane, State};
use crate::article::Article;
use crate::library::{Logged, Reply};

pub(super) fn take(state: &mut State, event: Event) -> Vec<Effect> {
    let old = !matches!(
        event,
        Event::Answered(_)
            | Event::Sought(_)
            | Event::Progress(_)
            | Event::Library(
                Reply::Unsaved { retry: true, .. } | Reply::Listed | Reply::Sources(_) | Reply::LabelUses(_)
            )
    );
    if old {
        annotations_pane::went_stale(state);
    }
    match event {
        Event::Library(reply) => return library::take(state, reply),
        Event::Answered(answer) => annotations_pane::take(state, answer),
        Event::Entries(entries) => {
            state.list.set(entries);
            let open = state.reading.as_ref().and_then(|reading| reading.identity.id);
            let gone = open.is_some_and(|id| state.list.entry(id).is_none());
            return if gone { closed(state) } else { first_article(state) };
        }
        Event::Arranged(arrangement) => state.list.arrange(arrangement),
        Event::Pace(pace) => state.pace = pace,
        Event::Found(ids) => {
            state.list.found(ids);
            return first_article(state);
        }
        Event::Failed(message) => saving::failed(state, message, false),
        Event::NoLibrary(message) => {
            state.complain(message.clone());
            state.configuring = false;
            state.saving.trouble = Some(message);
        }
        Event::Read { uri, article, complete } => read(state, uri, article, complete),
        Event::MovingOn(on) => state.moving_on = on,
        Event::OtherReaders(shown) => state.others_shown = shown,
        Event::History(Ok(log)) => show_history(state, log),
        Event::History(Err(message)) => state.complain(message),
        Event::Notice(notice) => {
            // A folder is looked at again and again.
            state.list.notices.retain(|known| *known != notice);
            state.list.notices.push(notice);
        }
        Event::Progress(progress) => proceed(state, progress),
        Event::Related { number, found } => relating::take(state, number, found),
        Event::Exported(Ok(message)) => {
            state.exporting = None;
            state.say(message);
        }
        Event::Exported(Err(message)) => writing::not_exported(state, message),
        Event::ExportExists(export) => {
            let question = format!("{} is there already. Replace it? y/n", export.path.display());
            let intent = Intent::Replace(export);
            state.overlay = Some(Overlay::Ask(Ask { question, intent }));
        }
        Event::Configured(configured) => labels::configured(state, *configured),
        Event::NotConfigured(message) => labels::not_configured(state, message),
        Event::Sought(sought) => results::take(state, sought),
        Event::DraftsUnkept(message) => state.complain(message),
        Event::Input(..)
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

/// What is being worked at behind, or that all of it is done.
fn proceed(state: &mut State, progress: Option<String>) {
    state.progress = progress;
    count_notices(state);
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
