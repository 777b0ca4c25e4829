//! Words typed to find articles: the list follows each key, Enter keeps them, Esc brings back what was.

use super::List;
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::library::ArticleId;

/// How the list was before words were typed, and what the reading pane was made to show since.
#[derive(Clone, Debug)]
pub(super) struct Before {
    words: String,
    chosen: Option<ArticleId>,
    followed: Option<ArticleId>,
}

/// Asks for the words.
pub(in crate::app) fn begin_typing(state: &mut State) -> Vec<Effect> {
    let words = state.list.query().to_owned();
    let title = "Find articles, by pinyin too";
    state.overlay = Some(Overlay::Prompt(Prompt::new(title, Purpose::FindArticle, &words, false)));
    let chosen = state.list.chosen().map(|entry| entry.id);
    state.list.typing = Some(Before { words, chosen, followed: chosen });
    Vec::new()
}

/// Lets the list follow what is being typed, and the reading pane the list; where that was left, both are again what they
/// were.
pub(in crate::app) fn typed(state: &mut State) -> Vec<Effect> {
    let Some(mut before) = state.list.typing.take() else { return Vec::new() };
    let typing = match &state.overlay {
        Some(Overlay::Prompt(prompt)) if matches!(prompt.purpose, Purpose::FindArticle) => {
            let words = prompt.words();
            if words != state.list.query() {
                state.list.look_for(&words);
            }
            true
        }
        _ => {
            state.list.look_for(&before.words);
            before.chosen.into_iter().for_each(|chosen| state.list.choose_article(chosen));
            false
        }
    };
    let chosen = state.list.chosen().map(|entry| entry.id);
    let follows = chosen != std::mem::replace(&mut before.followed, chosen);
    state.list.typing = typing.then_some(before);
    if follows { state.open_chosen() } else { Vec::new() }
}

/// The words typed are done with, and stay.
pub(in crate::app) fn keep_typed(list: &mut List, words: &str) {
    list.typing = None;
    if words != list.query() {
        list.look_for(words);
    }
    list.forget_beginnings();
}
