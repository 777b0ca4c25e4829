//! Words typed to be found in the open article: looked for as they are typed, from where the reader stood.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::effect::{Effect, Question};
use super::finding::{LongText, Wanted};
use super::overlay::{Overlay, Prompt, Purpose};
use super::reading::{Progress, SHORT, Search, Standpoint};
use super::state::State;
use crate::text::{Case, Query, Span};

/// Searches that are remembered; of more the oldest are forgotten.
const REMEMBERED: usize = 100;

/// A search being typed.
#[derive(Clone, Debug)]
pub struct Searching {
    /// What the words are taken for; its words are those last looked for.
    pub query: Query,
    /// Where the reader stood, and the search there was.
    before: Box<(Standpoint, Search)>,
    /// How many searches back the words are from; 0 for words of one's own.
    recalled: usize,
    /// One's own words, while others are recalled.
    own: String,
}

/// Asks for words to look for in the open article.
pub(super) fn begin(state: &mut State) {
    let Some(reading) = &state.reading else { return };
    let searching = Searching {
        query: Query { case: Case::Smart, ..Query::default() },
        before: Box::new((reading.standpoint(), reading.search.clone())),
        recalled: 0,
        own: String::new(),
    };
    state.overlay = Some(Overlay::Prompt(Prompt::new("Search", Purpose::Search(searching), "", false)));
}

/// Takes a key that means something while a search is typed; says whether it did.
pub(super) fn press(state: &State, key: KeyEvent, prompt: &mut Prompt) -> bool {
    let words = prompt.words();
    let Purpose::Search(searching) = &mut prompt.purpose else { return false };
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char('r') if alt => searching.query.regex = !searching.query.regex,
        KeyCode::Char('e') if alt => searching.query.exact = !searching.query.exact,
        KeyCode::Up | KeyCode::Down => {
            if searching.recalled == 0 {
                searching.own = words;
            }
            let further = match key.code {
                KeyCode::Up => (searching.recalled + 1).min(state.searched.len()),
                _ => searching.recalled.saturating_sub(1),
            };
            searching.recalled = further;
            let recalled = state.searched.len().checked_sub(further).and_then(|at| state.searched.get(at));
            let words = recalled.cloned().unwrap_or_else(|| searching.own.clone());
            prompt.replace(&words);
        }
        _ => return false,
    }
    true
}

/// After anything that happened: looks for what is typed, where that is not what was looked for; and finds the words
/// that a jump led to.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let mut effects = land(state);
    let Some(Overlay::Prompt(prompt)) = &mut state.overlay else { return effects };
    let words = prompt.words();
    let Purpose::Search(searching) = &mut prompt.purpose else { return effects };
    let Some(reading) = &mut state.reading else { return effects };
    let query = Query { words, ..searching.query.clone() };
    let is_new = searching.query.words != query.words || reading.search.query != query;
    if is_new && !(query.words.is_empty() && searching.query.words.is_empty()) {
        searching.query = query.clone();
        let (standpoint, search) = &*searching.before;
        reading.stand_at(standpoint);
        if query.words.is_empty() {
            reading.search = search.clone();
        } else {
            let from = standpoint.byte();
            effects.extend(look_for(state, query, from));
        }
    }
    retitle(state);
    effects
}

/// Looks for `query` in the open article, and goes to the first match from byte `from` on.
pub(super) fn look_for(state: &mut State, query: Query, from: usize) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let article = reading.document.article();
    if article.text.len() > SHORT && !query.words.is_empty() {
        let text = LongText { article: Arc::clone(article), conversion: reading.document.conversion() };
        let progress = Progress::UnderWay(from);
        reading.search = Search { query: query.clone(), matches: Vec::new(), progress };
        return vec![Effect::Ask(Question::Words(Wanted::Matches(query, text)))];
    }
    reading.search = reading.found_of(&query);
    if let Some(index) = reading.search.from(from) {
        reading.go_to_match(index);
    }
    Vec::new()
}

/// Asks again for matches that are being looked for: the answer on its way, if there is one, is not of the text as it is now.
pub(super) fn look_again(state: &mut State) -> Vec<Effect> {
    let Some(Search { query, progress: Progress::UnderWay(from), .. }) =
        state.reading.as_ref().map(|reading| &reading.search)
    else {
        return Vec::new();
    };
    let (query, from) = (query.clone(), *from);
    look_for(state, query, from)
}

/// Takes the matches that were looked for.
pub(super) fn take(state: &mut State, query: &Query, text: &LongText, matches: Vec<Span>) {
    let Some(reading) = &mut state.reading else { return };
    let search = &mut reading.search;
    let Progress::UnderWay(from) = search.progress else { return };
    let document = &reading.document;
    let is_open = Arc::ptr_eq(document.article(), &text.article) && document.conversion() == text.conversion;
    if search.query != *query || !is_open {
        return;
    }
    (search.matches, search.progress) = (matches, Progress::Done);
    if let Some(index) = reading.search.from(from) {
        reading.go_to_match(index);
    }
    if state.overlay.is_none() {
        say_place(state, "");
    }
}

/// Goes back to where the reader stood before anything was typed.
pub(super) fn leave(state: &mut State, searching: &Searching) {
    let Some(reading) = &mut state.reading else { return };
    let (standpoint, search) = &*searching.before;
    reading.stand_at(standpoint);
    reading.search = search.clone();
}

/// Ends the typing: the reader stays at the match. Says whether anything was typed.
pub(super) fn finish(state: &mut State, words: &str) -> bool {
    if words.is_empty() {
        return false;
    }
    state.searched.retain(|searched| searched != words);
    if state.searched.len() >= REMEMBERED {
        state.searched.remove(0);
    }
    state.searched.push(words.to_owned());
    say_place(state, "");
    true
}

/// Whether what is looked for cannot be: a regular expression that is none.
pub(super) fn is_wrong(state: &State) -> bool {
    state.reading.as_ref().is_some_and(|reading| matches!(reading.search.progress, Progress::Wrong(_)))
}

/// Says which match the reader stands at, or why at none; `how` comes after it.
pub(super) fn say_place(state: &mut State, how: &str) {
    let Some(reading) = &state.reading else { return };
    let search = &reading.search;
    match (&search.progress, reading.found_index()) {
        (Progress::Wrong(reason), _) => {
            let reason = reason.clone();
            state.complain(reason);
        }
        (Progress::UnderWay(_) | Progress::Unknown, _) => state.say("Looking"),
        (Progress::Done, Some(index)) => {
            let message = format!("match {} of {}{how}", index + 1, search.matches.len());
            state.say(message);
        }
        (Progress::Done, None) if search.query.words.is_empty() => {
            state.say("Nothing was searched for yet: / searches");
        }
        (Progress::Done, None) => {
            let message = format!("Not found: {}", search.query.words);
            state.complain(message);
        }
    }
}

/// Tells in the prompt's title what the words are taken for and what is found.
fn retitle(state: &mut State) {
    let Some(reading) = &state.reading else { return };
    let Some(Overlay::Prompt(prompt)) = &mut state.overlay else { return };
    let Purpose::Search(Searching { query, .. }) = &prompt.purpose else { return };
    let kind = kind(query);
    let found = match (&reading.search.progress, reading.found_index()) {
        _ if query.words.is_empty() => String::new(),
        (Progress::Wrong(reason), _) => format!(": {reason}"),
        (Progress::UnderWay(_) | Progress::Unknown, _) => ": looking".to_owned(),
        (Progress::Done, Some(index)) => format!(": {} of {}", index + 1, reading.search.matches.len()),
        (Progress::Done, None) => ": not found".to_owned(),
    };
    prompt.title = format!("Search{kind}{found}");
}

/// What words to be found are taken for, where that is not the usual.
pub fn kind(query: &Query) -> &'static str {
    match (query.exact, query.regex) {
        (false, false) => "",
        (true, false) => ", exact",
        (false, true) => ", regular expression",
        (true, true) => ", exact regular expression",
    }
}

/// Once the article is open that a result was chosen in: lights its matches, and stands on that one.
pub(super) fn land(state: &mut State) -> Vec<Effect> {
    let Some(reading) = state.reading.as_ref().filter(|_| state.opening.is_none()) else { return Vec::new() };
    let Some((_, query, span)) = state.landing.take_if(|(article, ..)| reading.identity.id == Some(*article))
    else {
        return Vec::new();
    };
    look_for(state, query, span.start)
}

#[cfg(test)]
mod tests;
