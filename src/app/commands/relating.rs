//! Who else says this: looking for the related passages of other articles.

use super::{Command, Place, command};
use crate::app::effect::{Effect, Question};
use crate::app::overlay::Overlay;
use crate::app::reading::Unit;
use crate::app::relating::Relating;
use crate::app::state::State;

pub(super) const COMMANDS: &[Command] = &[command(
    Place::Text,
    "related",
    &["R"],
    "Show what other articles say of the same: of the sentence under the cursor, or of the selection",
    related,
)];

fn related(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let Some(article) = reading.identity.id else {
        state.complain("Wait a moment: the article is not in the library yet");
        return Vec::new();
    };
    let cursor = reading.cursor();
    let is_small = matches!(cursor.unit, Unit::Character | Unit::Word) && reading.selecting.is_none();
    let sentence = is_small.then(|| reading.document.unit_at(cursor.span.start, Unit::Sentence)).flatten();
    let passage = sentence.unwrap_or_else(|| reading.target());
    if passage.is_empty() {
        state.complain("There is nothing here to compare");
        return Vec::new();
    }
    let quote = passage.of(reading.document.text()).to_owned();
    state.questions += 1;
    let number = state.questions;
    let relating = Relating { article, passage, quote, number, found: None, chosen: 0, made: Vec::new() };
    state.overlay = Some(Overlay::Relating(Box::new(relating)));
    vec![Effect::Ask(Question::Related { number, article, passage })]
}

#[cfg(test)]
mod tests;
