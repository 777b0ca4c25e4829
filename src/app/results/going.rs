//! From a result to its place in the text, and back.

use super::{Effect, State};
use crate::app::jumps::Spot;
use crate::app::overlay::Overlay;
use crate::library::ExcerptOf;

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
