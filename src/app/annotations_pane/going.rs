//! Going to the pane, from it to a passage of whatever article, and back.

use super::View;
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::state::{Pane, State};

/// Opens the pane at `view`: on the open article where the text has the keys, else on the library. Where it was left for
/// a passage, it is as it was.
pub(in crate::app) fn open(state: &mut State, view: View) -> Vec<Effect> {
    if state.pane.shown {
        state.pane.view = view;
        return Vec::new();
    }
    super::went_stale(state);
    let open = state.reading.as_ref().filter(|_| state.focus == Pane::Text);
    let article = open.and_then(|reading| reading.identity.id);
    let left_for = state.pane.left_for.take();
    let again = left_for.is_some() && left_for == article && state.pane.view == view;
    state.pane.shown = true;
    if !again {
        let sort = state.pane.selection.sort;
        state.pane.selection = crate::library::Selection { article, sort, ..Default::default() };
        (state.pane.view, state.pane.home) = (view, view);
        state.pane.entries.forget();
    }
    Vec::new()
}

/// Leaves what was gone to from the view that the pane was opened with, then the pane.
pub(in crate::app) fn leave(state: &mut State) -> Vec<Effect> {
    if state.pane.view == state.pane.home {
        state.pane.shown = false;
    } else {
        state.pane.view = state.pane.home;
    }
    Vec::new()
}

/// From the library to the chosen one's article, or from an article to the library.
pub(in crate::app) fn switch_scope(state: &mut State) -> Vec<Effect> {
    let open = || state.reading.as_ref().and_then(|reading| reading.identity.id);
    let here = || state.pane.entries.chosen().map(|chosen| chosen.article).or_else(open);
    state.pane.selection.article = if state.pane.selection.article.is_some() { None } else { here() };
    Vec::new()
}

/// Enter: to the chosen annotation's passage, to the annotations of the chosen source or of the chosen article.
pub(in crate::app) fn open_entry(state: &mut State) -> Vec<Effect> {
    match state.pane.view {
        View::Entries => go_to_chosen(state),
        View::Sources => {
            let source = state.pane.sources.chosen().map(str::to_owned);
            if source.is_some() {
                state.pane.selection.source = source;
                state.pane.view = View::Entries;
                state.pane.entries.forget();
            }
            Vec::new()
        }
        View::Balance => {
            let place = state.pane.balances.scroll.chosen;
            if let Some((article, _)) = state.pane.balances.at(place) {
                state.pane.selection.article = Some(article);
                state.pane.view = View::Entries;
                state.pane.entries.forget();
            }
            Vec::new()
        }
    }
}

fn go_to_chosen(state: &mut State) -> Vec<Effect> {
    let Some(listed) = state.pane.chosen() else { return Vec::new() };
    let annotation = &listed.stored.annotation;
    let spot = Spot::annotation(listed.article, annotation.id.clone(), Some(annotation.span));
    if listed.orphaned {
        let keys = state.keymap.keys_of("put-back").join(", ");
        state.say(format!("Its words are not in the text any more; {keys} in the annotations puts it back"));
    }
    leave_for_passage(state);
    state.jump(spot)
}

/// Leaves the pane so that it is as it was when it is opened again.
pub(super) fn leave_for_passage(state: &mut State) {
    state.pane.shown = false;
    state.pane.left_for = state.pane.chosen().map(|chosen| chosen.article);
}
