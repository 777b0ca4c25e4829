//! How saves, undos and redos came out.

use super::{merging, settling};
use crate::annotation::{Annotation, AnnotationId, Change, Edit, Link};
use crate::app::annotations_pane;
use crate::app::commands::link_words;
use crate::app::drafts;
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::linking::reminder;
use crate::app::list;
use crate::app::reading::Reading;
use crate::app::saving::Save;
use crate::app::state::State;
use crate::library::{ArticleId, Read, Step};
use crate::text::visible;

/// A change is on disk.
pub(super) fn saved(state: &mut State, ticket: u64) -> Vec<Effect> {
    state.saving.open.remove(&ticket);
    if state.saving.unsaved() == 0 && state.saving.refused.is_empty() {
        state.saving.orphans.clear();
    }
    state.saving.saved = true;
    state.saving.trouble = None;
    fetch_again(state)
}

/// A change is not on disk. One that is given up is taken back from the screen, and the library's annotations are
/// fetched; if it was refused for a new text, it is made again there.
pub(super) fn unsaved(state: &mut State, ticket: u64, message: String, retry: bool) -> Vec<Effect> {
    if retry {
        state.saving.trouble = Some(message);
        return Vec::new();
    }
    let Some(Save { article, revision, changes }) = state.saving.open.remove(&ticket) else {
        return Vec::new();
    };
    settling::refused(state, ticket);
    let open = state.reading.as_mut().filter(|reading| reading.identity.id == Some(article));
    if open.as_ref().is_some_and(|reading| reading.identity.revision != Some(revision)) {
        // The new text came before the refusal, and the changes speak of it already.
        state.saving.waiting.extend(changes);
        return merging::save_waiting(state);
    }
    if let Some(reading) = open {
        for change in changes.iter().rev() {
            if let Change::Annotation(edit) = change {
                reading.annotations.apply(&state.saving.orphans.shown(edit.clone().inverse()));
            }
        }
        state.saving.refused.extend(changes);
        state.saving.fetch_again = true;
        state.complain(message);
    } else {
        state.complain(message);
        drafts::left_behind(state, Some(article), &changes);
    }
    state.count_labels();
    fetch_again(state)
}

/// The last thing done was taken back, or made again: says what, and where.
pub(super) fn stepped(state: &mut State, again: bool, step: Option<Step>) -> Vec<Effect> {
    match step {
        None => {
            state.saving.undoing = state.saving.undoing.saturating_sub(1);
            state.say(if again {
                "Nothing more of yours to make again"
            } else {
                "Nothing more of yours to take back"
            });
            Vec::new()
        }
        Some(Step::Marks(now)) => {
            state.saving.undoing = state.saving.undoing.saturating_sub(1);
            list::remarked(state, again, &now)
        }
        Some(Step::PassedOver(article)) => {
            state.saving.undoing = state.saving.undoing.saturating_sub(1);
            let title = title_of(state, article);
            state.say(format!(
                "Passed over: what you did last in {title} was changed by another since, and stays"
            ));
            Vec::new()
        }
        Some(Step::Changes { article, changes, quote }) => {
            let effects = undone(state, article, &changes);
            let here = state.reading.as_ref().is_some_and(|reading| reading.identity.id == Some(article));
            // What became of a link of the open article is said already.
            let told = |change: &&Change| !(here && matches!(change, Change::Link(_)));
            if let Some(change) = changes.last().filter(told) {
                let words = step_words(state, article, change, &quote, again);
                state.say(words);
            }
            effects
        }
    }
}

/// What was taken back or made again, and in which article: `Taken back: claim on “…” in TITLE`.
fn step_words(state: &State, article: ArticleId, change: &Change, quote: &str, again: bool) -> String {
    let how = if again { "Made again" } else { "Taken back" };
    // The change that was made at first: what takes it back goes the other way.
    let made = if again { change.clone() } else { change.clone().inverse() };
    let what = match &made {
        Change::Annotation(edit) => format!("{} “{}”", edit_words(edit), reminder(quote)),
        Change::Link(Edit { before, after }) => match (before, after) {
            (None, _) => "a link".to_owned(),
            (_, None) => "deletion of a link".to_owned(),
            _ => "change to a link".to_owned(),
        },
    };
    visible(&format!("{how}: {what} in {}", title_of(state, article))).into_owned()
}

fn title_of(state: &State, article: ArticleId) -> String {
    let open = state.reading.as_ref().filter(|reading| reading.identity.id == Some(article));
    match (open, state.list.entry(article)) {
        (Some(reading), _) => reading.document.article().title.clone(),
        (None, Some(entry)) => entry.title.clone(),
        (None, None) => "another article".to_owned(),
    }
}

/// What an edit of an annotation did to it.
fn edit_words(edit: &Edit<Annotation>) -> String {
    match (&edit.before, &edit.after) {
        (None, Some(made)) => format!("{} on", made.label),
        (Some(deleted), None) => format!("deletion of {} on", deleted.label),
        (Some(before), Some(after)) if before.label != after.label => {
            format!("{} made {} on", before.label, after.label)
        }
        (Some(before), Some(after)) => {
            let what = if before.note != after.note {
                "note"
            } else if before.source != after.source {
                "source"
            } else if before.span != after.span {
                "borders"
            } else {
                "attributes"
            };
            format!("{what} of {} on", after.label)
        }
        (None, None) => String::new(),
    }
}

/// Changes were taken back, or made again.
pub(super) fn undone(state: &mut State, article: ArticleId, changes: &[Change]) -> Vec<Effect> {
    annotations_pane::undone(state, changes);
    state.saving.undoing = state.saving.undoing.saturating_sub(1);
    state.saving.saved = true;
    if changes.is_empty() {
        state.say("Passed over: the link was changed or deleted elsewhere since, and stays as it is");
        return Vec::new();
    }
    let Some(reading) = state.reading.as_mut().filter(|reading| reading.identity.id == Some(article)) else {
        return Vec::new();
    };
    if let Some(annotation) = changes.iter().find_map(|change| placed_anew(reading, change)) {
        // Which annotations have a place in the text is for the library to say.
        state.jumps.ahead = Some(Spot::annotation(article, annotation, None));
        return vec![Read::Adopt(article).into()];
    }
    for change in changes {
        reading.apply(change);
    }
    let mut spans = changes.iter().filter_map(|change| match change {
        Change::Annotation(edit) => {
            edit.after.as_ref().or(edit.before.as_ref()).map(|annotation| annotation.span)
        }
        Change::Link(edit) => edit.after.as_ref().or(edit.before.as_ref()).and_then(|link| {
            let here = reading.annotations.named(&link.from).or_else(|| reading.annotations.named(&link.to));
            here.map(|annotation| annotation.span)
        }),
    });
    if let Some(span) = spans.next_back() {
        reading.move_to_passage(span);
    }
    state.count_labels();
    if let Some(Change::Link(edit)) = changes.last() {
        tell_link(state, edit);
    }
    Vec::new()
}

/// Says what became of a link: nothing of it may be seen on the screen.
fn tell_link(state: &mut State, edit: &Edit<Link>) {
    let (what, link) = match (&edit.before, &edit.after) {
        (_, Some(link)) if edit.before.is_none() => ("Link made again", link),
        (Some(_), Some(link)) => ("Link as it was", link),
        (Some(link), None) => ("Link taken back", link),
        _ => return,
    };
    state.say(format!("{what}: {}", link_words(state, link)));
}

/// The annotation of a change that may have, or then get, no place in the text.
fn placed_anew(reading: &Reading, change: &Change) -> Option<AnnotationId> {
    let Change::Annotation(Edit { before: Some(before), after }) = change else { return None };
    let known = reading.annotations.named(&before.id).is_some();
    let moved = after.as_ref().is_some_and(|after| after.span != before.span);
    (moved || !known).then(|| before.id.clone())
}

/// There was nothing to take back, or to make again.
pub(super) fn nothing_to_undo(state: &mut State) {
    state.saving.undoing = state.saving.undoing.saturating_sub(1);
    state.say("Nothing more of yours to take back or make again in this article");
}

/// The library failed at something. What it gave up is not waited for any more.
pub(super) fn failed(state: &mut State, message: String, retry: bool) {
    if retry && !state.saving.waiting.is_empty() {
        // The article that they are in does not get into the library.
        state.saving.trouble = Some(message.clone());
    }
    state.complain(message);
    if !retry {
        state.saving.undoing = 0;
        state.configuring = false;
        state.opening = None;
        state.jumps.ahead = None;
    }
}

fn fetch_again(state: &mut State) -> Vec<Effect> {
    if !state.saving.open.is_empty() || !std::mem::take(&mut state.saving.fetch_again) {
        return Vec::new();
    }
    let open = state.reading.as_ref().and_then(|reading| reading.identity.id);
    open.map(|open| Read::Adopt(open).into()).into_iter().collect()
}
