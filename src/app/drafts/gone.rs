//! Words whose place went away: what they belonged to was deleted or changed by another program.

use super::{Draft, unsaved};
use crate::annotation::Change;
use crate::app::state::State;
use crate::library::ArticleId;

/// Changes were given up: the words that they brought are kept, and it is said where.
pub(in crate::app) fn left_behind(state: &mut State, article: Option<ArticleId>, changes: &[Change]) {
    let drafts = changes.iter().flat_map(|change| unsaved::of_change(state, article, change)).collect();
    keep_left(state, drafts);
}

/// Keeps words to be opened again, and says so beside what was said.
pub(super) fn keep_left(state: &mut State, drafts: Vec<Draft>) {
    if drafts.is_empty() {
        return;
    }
    let key = state.keymap.keys_of("drafts").join(", ");
    let before = state.message.take().map(|message| format!("{}. ", message.text)).unwrap_or_default();
    state.complain(format!("{before}Your words are kept; {key} opens them"));
    state.drafts.left.extend(drafts);
}
