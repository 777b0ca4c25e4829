//! What was found in the library: words are looked for as they are typed, and the results stand by article, each with its
//! first matches and the words around. Enter goes to one; coming back finds the results as they were.
//!
//! Articles whose title has the words come first, for that is what they are about; then the others, always the newest
//! first; then those where only a note or a source of an annotation has the words. Nothing above the chosen line moves
//! while results come in.

mod going;
mod view;

use std::collections::{HashMap, HashSet};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_textarea::TextArea;

use super::area::{area, type_into};
use super::effect::{Effect, Question};
use super::finding::{Sought, Wanted};
use super::overlay::Overlay;
use super::searching;
use super::state::State;
use crate::library::{ArticleId, Excerpt, Excerpts, Held};
use crate::text::{Pattern, Query};
pub(super) use going::come_back;
pub(super) use view::settle;
pub use view::{INDENT, excerpt_rows};

/// Articles of which excerpts are asked for at once.
const PAGE: usize = 16;

/// What was found, and what is chosen of it.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The words being typed.
    pub area: TextArea<'static>,
    /// Whether keys go into them; otherwise they go about the results.
    pub typing: bool,
    /// What is looked for; its words are those last asked about.
    pub query: Query,
    /// Why nothing can be found, in words.
    pub wrong: Option<String>,
    /// What the results are of: an older question, until there is an answer.
    pub answered: Option<Query>,
    /// The articles, in order.
    pub articles: Vec<Held>,
    /// Whether these are all; otherwise more are still being looked for.
    pub whole: bool,
    /// How many articles are still to be folded before anything can be found.
    pub preparing: usize,
    /// The last question about articles.
    asked_for: Option<Query>,
    excerpts: HashMap<ArticleId, Excerpts>,
    /// Articles whose excerpts were asked for.
    asked: HashSet<ArticleId>,
    /// The chosen article's place, and which of its excerpts.
    chosen: (usize, usize),
    /// Place of the first article in view.
    top: usize,
    /// Where the search began.
    began: Option<going::Began>,
}

impl Results {
    /// How many matches the texts have.
    pub fn matches(&self) -> usize {
        self.articles.iter().map(|held| held.count).sum()
    }

    /// What is shown of an article, once that is known.
    pub fn excerpts(&self, article: ArticleId) -> Option<&Excerpts> {
        self.excerpts.get(&article)
    }

    /// The articles in view, from the first, with their places.
    pub fn in_view(&self) -> impl Iterator<Item = (usize, &Held)> {
        self.articles.iter().enumerate().skip(self.top)
    }

    /// The chosen article's place, and which of its excerpts.
    pub fn chosen(&self) -> (usize, usize) {
        self.chosen
    }

    /// Whether what is shown answers what is asked.
    pub fn is_answered(&self) -> bool {
        self.answered.as_ref() == Some(&self.query)
    }

    fn chosen_excerpt(&self) -> Option<(ArticleId, Option<&Excerpt>)> {
        let article = self.articles.get(self.chosen.0)?.article;
        let excerpts = self.excerpts.get(&article);
        Some((article, excerpts.and_then(|shown| shown.excerpts.get(self.chosen.1))))
    }

    /// How many lines of an article can be chosen.
    fn lines(&self, place: usize) -> usize {
        let shown = self.articles.get(place).and_then(|held| self.excerpts.get(&held.article));
        shown.map_or(1, |shown| shown.excerpts.len().max(1))
    }

    fn clear(&mut self) {
        self.articles.clear();
        self.excerpts.clear();
        self.asked.clear();
        (self.chosen, self.top, self.answered, self.wrong) = ((0, 0), 0, None, None);
    }

    /// Takes what is to be shown of articles. Those that are gone, or turn out to hold nothing, go.
    fn show(&mut self, all: Vec<(ArticleId, Option<Excerpts>)>) {
        let mut gone = HashSet::new();
        for (article, shown) in all {
            match shown.filter(|shown| !shown.excerpts.is_empty() || !shown.in_title.is_empty()) {
                Some(shown) => drop(self.excerpts.insert(article, shown)),
                None => drop(gone.insert(article)),
            }
        }
        if !gone.is_empty() {
            self.articles.retain(|held| !gone.contains(&held.article));
        }
        self.chosen.0 = self.chosen.0.min(self.articles.len().saturating_sub(1));
        self.chosen.1 = self.chosen.1.min(self.lines(self.chosen.0) - 1);
    }

    fn go_down(&mut self) {
        let (place, line) = self.chosen;
        if line + 1 < self.lines(place) {
            self.chosen.1 += 1;
        } else if place + 1 < self.articles.len() {
            self.chosen = (place + 1, 0);
        }
    }

    fn go_up(&mut self) {
        let (place, line) = self.chosen;
        if line > 0 {
            self.chosen.1 -= 1;
        } else if let Some(above) = place.checked_sub(1) {
            self.chosen = (above, self.lines(above) - 1);
        }
    }

    fn go_to_article(&mut self, place: usize) {
        self.chosen = (place.min(self.articles.len().saturating_sub(1)), 0);
    }
}

/// Shows the results over everything: with `words` to look for, or those of the last time.
pub(super) fn open(state: &mut State, words: Option<String>) -> Vec<Effect> {
    let began = going::Began::at(state);
    let results = &mut state.results;
    results.began = Some(began);
    results.typing = words.is_none();
    match words {
        Some(words) => results.area = area(&words),
        // What is typed next takes the place of what was typed last.
        None => results.area.select_all(),
    }
    state.overlay = Some(Overlay::Results);
    vec![Effect::Ask(Question::Words(Wanted::Ready))]
}

/// A key while the results are shown.
pub(super) fn press(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let results = &mut state.results;
    match key.code {
        KeyCode::Char('c') if control => return going::leave(state),
        KeyCode::Esc => return going::leave(state),
        KeyCode::Char('q') if !results.typing => return going::leave(state),
        KeyCode::Enter => {
            if let Some(effects) = going::go(state) {
                return effects;
            }
        }
        KeyCode::Char('e') if alt => results.query.exact = !results.query.exact,
        KeyCode::Char('r') if alt => results.query.regex = !results.query.regex,
        KeyCode::Down => results.go_down(),
        KeyCode::Up => results.go_up(),
        KeyCode::PageDown => results.go_to_article(results.chosen.0 + view::page(results)),
        KeyCode::PageUp => results.go_to_article(results.chosen.0.saturating_sub(view::page(results))),
        KeyCode::Tab | KeyCode::BackTab => results.typing = !results.typing,
        _ if results.typing => type_into(&mut results.area, key),
        KeyCode::Char('j') => results.go_down(),
        KeyCode::Char('k') => results.go_up(),
        KeyCode::Char('}' | ']') => results.go_to_article(results.chosen.0 + 1),
        KeyCode::Char('{' | '[') => results.go_to_article(results.chosen.0.saturating_sub(1)),
        KeyCode::Char(' ') => results.go_to_article(results.chosen.0 + view::page(results)),
        KeyCode::Char('d') if control => results.go_to_article(results.chosen.0 + view::page(results)),
        KeyCode::Char('u') if control => {
            results.go_to_article(results.chosen.0.saturating_sub(view::page(results)));
        }
        KeyCode::Char('g') | KeyCode::Home => results.go_to_article(0),
        KeyCode::Char('G') | KeyCode::End => results.go_to_article(usize::MAX),
        KeyCode::Char('/') => {
            results.typing = true;
            results.area.select_all();
        }
        _ => {}
    }
    state.overlay = Some(Overlay::Results);
    Vec::new()
}

/// Pasted words are looked for.
pub(super) fn paste(state: &mut State, words: &str) {
    state.results.typing = true;
    state.results.area.insert_str(words);
}

/// After anything that happened: asks for what is typed where that is not what was asked, and for excerpts that come into
/// view.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    if !matches!(state.overlay, Some(Overlay::Results)) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    let results = &mut state.results;
    let query = Query { words: results.area.lines().concat().trim().to_owned(), ..results.query.clone() };
    if query.words.is_empty() {
        results.clear();
        (results.query, results.asked_for) = (query, None);
    } else if results.asked_for.as_ref() != Some(&query) {
        effects.extend(ask(results, query));
    }
    effects.extend(ask_for_excerpts(results));
    effects
}

/// Asks for the articles that hold `query`, if it can be looked for.
fn ask(results: &mut Results, query: Query) -> Option<Effect> {
    results.asked_for = Some(query.clone());
    results.query = query.clone();
    match Pattern::new(&query) {
        Ok(_) => {
            results.wrong = None;
            Some(Effect::Ask(Question::Words(Wanted::Articles(query))))
        }
        Err(error) => {
            results.clear();
            results.wrong = Some(error.to_string());
            None
        }
    }
}

/// Asks for what is to be shown of the articles in view and around, where it is not known.
fn ask_for_excerpts(results: &mut Results) -> Option<Effect> {
    let query = results.answered.clone()?;
    let near = results.top.min(results.chosen.0).saturating_sub(PAGE / 4);
    let wanted: Vec<ArticleId> = results
        .articles
        .iter()
        .skip(near)
        .take(2 * PAGE)
        .map(|held| held.article)
        .filter(|article| !results.asked.contains(article))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    results.asked.extend(&wanted);
    Some(Effect::Ask(Question::Words(Wanted::Excerpts(query, wanted))))
}

/// Takes what was found.
pub(super) fn take(state: &mut State, sought: Sought) {
    let results = &mut state.results;
    match sought {
        Sought::Preparing(left) => results.preparing = left,
        Sought::Articles { query, articles, first, whole } if query == results.query => {
            results.clear();
            results.whole = whole;
            results.articles = articles;
            results.asked = first.iter().map(|shown| shown.article).collect();
            results.answered = Some(query);
            results.preparing = 0;
            results.show(first.into_iter().map(|shown| (shown.article, Some(shown))).collect());
        }
        Sought::More { query, articles, whole } if results.answered.as_ref() == Some(&query) => {
            results.articles.extend(articles);
            results.whole = whole;
        }
        Sought::Noted(query, noted) if results.answered.as_ref() == Some(&query) => {
            let known: HashSet<ArticleId> = results.articles.iter().map(|held| held.article).collect();
            let more = noted.into_iter().filter(|article| !known.contains(article));
            results.articles.extend(more.map(|article| Held { article, count: 0 }));
        }
        Sought::Excerpts(query, all) if results.answered.as_ref() == Some(&query) => {
            results.show(all);
        }
        Sought::Articles { .. } | Sought::More { .. } | Sought::Noted(..) | Sought::Excerpts(..) => {}
        Sought::Matches(query, text, matches) => searching::take(state, &query, &text, matches),
        Sought::Failed(reason) => {
            results.preparing = 0;
            results.wrong = Some(reason);
        }
    }
}

#[cfg(test)]
mod tests;
