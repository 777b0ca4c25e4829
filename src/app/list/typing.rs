//! Words typed to find articles: the list follows each key, Enter keeps them, Esc brings back what was.

use super::List;
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;

/// Asks for the words.
pub(in crate::app) fn begin_typing(state: &mut State) -> Vec<Effect> {
    let words = state.list.query().to_owned();
    let title = "Find articles, by pinyin too";
    state.overlay = Some(Overlay::Prompt(Prompt::new(title, Purpose::FindArticle, &words, false)));
    state.list.typing = Some((words, state.list.chosen().map(|entry| entry.id)));
    Vec::new()
}

/// Lets the list follow what is being typed; where that was left, the words are again what they were.
pub(in crate::app) fn typed(state: &mut State) {
    if state.list.typing.is_none() {
        return;
    }
    if let Some(Overlay::Prompt(prompt)) = &state.overlay
        && matches!(prompt.purpose, Purpose::FindArticle)
    {
        let words = prompt.words();
        if words != state.list.query() {
            state.list.look_for(&words);
        }
    } else if let Some((words, chosen)) = state.list.typing.take() {
        state.list.look_for(&words);
        if let Some(chosen) = chosen {
            state.list.choose_article(chosen);
        }
    }
}

/// The words typed are done with, and stay.
pub(in crate::app) fn keep_typed(list: &mut List, words: &str) {
    list.typing = None;
    if words != list.query() {
        list.look_for(words);
    }
    list.forget_beginnings();
}
