//! Changes made in the pane, to annotations of whatever article.

use super::entries::is_twin;
use crate::annotation::{Annotation, Change, Edit};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::text::visible;

/// Whether the chosen annotation may be changed: one's own may. Says why where it may not.
pub(in crate::app) fn may_change(state: &mut State) -> bool {
    let maker = state.pane.chosen().map(|chosen| chosen.stored.annotation.reader.clone());
    match maker {
        None => state.say("There is no annotation here"),
        Some(maker) if maker != state.reader => {
            state.complain(format!("{} made this annotation; one's own alone are changed", visible(&maker)));
        }
        Some(_) => return true,
    }
    false
}

/// Changes the chosen annotation; `None` deletes it.
fn change_chosen(
    state: &mut State,
    change_it: impl FnOnce(&Annotation) -> Option<Annotation>,
) -> Vec<Effect> {
    if !may_change(state) {
        return Vec::new();
    }
    let Some(before) = state.pane.chosen().map(|chosen| chosen.stored.annotation.clone()) else {
        return Vec::new();
    };
    let after = change_it(&before);
    if after.as_ref() == Some(&before) {
        return Vec::new();
    }
    change(state, Edit { before: Some(before), after })
}

/// Gives the chosen annotation another label, unless its reader has one of that label on the passage already, as far as is
/// known here: it is in the open article, or among those listed.
pub(in crate::app) fn relabel_chosen(state: &mut State, label: String) -> Vec<Effect> {
    let chosen = state.pane.chosen().filter(|chosen| !chosen.orphaned);
    let twin = chosen.is_some_and(|chosen| {
        let own = &chosen.stored.annotation;
        let open = state.reading.as_ref().filter(|reading| reading.identity.id == Some(chosen.article));
        let on = open.map(|reading| reading.annotations.on(own.span)).unwrap_or_default();
        on.iter().any(|other| is_twin(own, other, &label)) || state.pane.entries.has_twin(chosen, &label)
    });
    if twin && may_change(state) {
        state.complain(format!("There is a {} of yours on that passage already", visible(&label)));
        return Vec::new();
    }
    change_chosen(state, |before| Some(Annotation { label, ..before.clone() }))
}

/// Makes a change to a listed annotation, here and, where its article is open, there; and says what must be saved.
pub(in crate::app) fn change(state: &mut State, edit: Edit<Annotation>) -> Vec<Effect> {
    let id = edit.before.as_ref().or(edit.after.as_ref()).map(|annotation| &annotation.id);
    let Some(listed) = id.and_then(|id| state.pane.entries.named(id)) else { return Vec::new() };
    let (article, revision) = (listed.article, listed.revision);
    if listed.orphaned {
        state.saving.orphans.insert(&listed.stored.annotation);
    }
    state.pane.asking.changes += 1;
    state.pane.entries.apply(&edit);
    let open = state.reading.as_ref().filter(|reading| reading.identity.id == Some(article));
    // An orphan of the open article is not among its annotations: it has no place in the text.
    if open.is_some_and(|reading| id.is_some_and(|id| reading.annotations.named(id).is_some())) {
        state.record_all(vec![edit])
    } else {
        vec![state.save(article, revision, vec![edit.into()])]
    }
}

/// Changes were taken back or made again, in whatever article.
pub(in crate::app) fn undone(state: &mut State, changes: &[Change]) {
    state.pane.asking.changes += 1;
    for change in changes {
        if let Change::Annotation(edit) = change {
            state.pane.entries.apply(edit);
        }
    }
}
