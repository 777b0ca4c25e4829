//! Words that were accepted, and are on their way to the disk.

use super::{Draft, DraftPurpose, places};
use crate::annotation::{Change, Edit};
use crate::app::state::State;
use crate::library::ArticleId;

/// Whether anything is on its way.
pub(super) fn is_any(state: &State) -> bool {
    let saving = &state.saving;
    !saving.open.is_empty() || !saving.waiting.is_empty() || !saving.refused.is_empty()
}

/// The notes and sources on their way; of several for one thing the last.
pub(super) fn drafts(state: &State) -> Vec<Draft> {
    let saving = &state.saving;
    let here = state.reading.as_ref().and_then(|reading| reading.identity.id);
    let open =
        saving.open.values().flat_map(|save| save.changes.iter().map(|change| (Some(save.article), change)));
    let others = saving.refused.iter().chain(&saving.waiting).map(|change| (here, change));
    let mut drafts: Vec<Draft> = Vec::new();
    for (article, change) in open.chain(others) {
        for draft in of_change(state, article, change) {
            drafts.retain(|earlier| earlier.purpose != draft.purpose);
            drafts.push(draft);
        }
    }
    drafts
}

/// The words that a change brings.
pub(super) fn of_change(state: &State, article: Option<ArticleId>, change: &Change) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut add = |purpose: DraftPurpose, before: Option<&String>, after: &String| {
        let is_new = !after.is_empty() && before != Some(after);
        if is_new {
            drafts.push(Draft { article, ..places::described(state, purpose, vec![after.clone()]) });
        }
    };
    match change {
        Change::Annotation(Edit { before, after: Some(after) }) => {
            let before = before.as_ref();
            let annotation = after.id.clone();
            add(
                DraftPurpose::Note { annotation: annotation.clone() },
                before.map(|before| &before.note),
                &after.note,
            );
            add(DraftPurpose::Source { annotation }, before.map(|before| &before.source), &after.source);
        }
        Change::Link(Edit { before, after: Some(after) }) => {
            let purpose = places::of_link(after, before.is_none());
            add(purpose, before.as_ref().map(|before| &before.note), &after.note);
        }
        _ => {}
    }
    drafts
}
