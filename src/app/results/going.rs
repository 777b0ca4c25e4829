//! From a result to its place in the text, and back; at last to where the search began.

use super::{Effect, State};
use crate::app::jumps::Spot;
use crate::app::overlay::Overlay;
use crate::app::state::Pane;
use crate::library::{ArticleId, ExcerptOf};

/// Where a search began.
#[derive(Clone, Debug)]
pub(super) struct Began {
    focus: Pane,
    chosen: Option<ArticleId>,
    spot: Option<Spot>,
    /// Whether a result was gone to since.
    left: bool,
}

impl Began {
    /// Here.
    pub(super) fn at(state: &State) -> Began {
        let chosen = state.list.chosen().map(|entry| entry.id);
        Began { focus: state.focus, chosen, spot: state.spot(), left: false }
    }
}

/// The results are left: where one was gone to meanwhile, goes back to where the search began.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    match state.results.began.take_if(|began| began.left) {
        None => Vec::new(),
        Some(Began { focus: Pane::Text, spot, .. }) => spot.map_or_else(Vec::new, |spot| state.go_to(spot)),
        Some(Began { focus: Pane::List, chosen, .. }) => {
            state.focus = Pane::List;
            chosen.into_iter().for_each(|chosen| state.list.choose_article(chosen));
            state.open_chosen()
        }
    }
}

/// Goes to the chosen result; all matches are lit there. `None` where nothing is chosen, or it is not known where it is.
pub(super) fn go(state: &mut State) -> Option<Vec<Effect>> {
    let results = &state.results;
    let query = results.answered.clone()?;
    let (article, excerpt) = results.chosen_excerpt()?;
    let excerpts = results.excerpts(article)?;
    let spot = match excerpt {
        Some(excerpt) => Spot::passage(article, excerpt.span),
        // Only the title has the words.
        None => Spot { article, annotation: None, passage: None, unit: None },
    };
    let found = excerpt.filter(|excerpt| excerpt.of == ExcerptOf::Text && excerpts.count > 0);
    let landing = found.map(|excerpt| (article, query, excerpt.span));
    state.overlay = None;
    state.results.began.iter_mut().for_each(|began| began.left = true);
    state.pane.shown = false;
    let effects = state.jump(spot);
    state.landing = landing;
    state.jumps.results = Some(state.jumps.len());
    Some(effects)
}

/// Shows the results again where the last jump led from them; says whether it did.
pub(in crate::app) fn come_back(state: &mut State) -> bool {
    let places = state.jumps.len();
    let came_from = state.jumps.results.take_if(|from| *from == places);
    if came_from.is_some() {
        state.results.typing = false;
        state.overlay = Some(Overlay::Results);
    }
    came_from.is_some()
}
