//! What is asked of the library, one question at a time: while it answers, keys go on changing what is wanted, and the
//! next question is the newest.

use super::entries::FETCHED;
use super::{AnnotationsPane, View};
use crate::app::effect::{Effect, Question};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::library::{Answer, ArticleId, Inquiry, Selection};

/// Which questions are open.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// The question that is being answered, and how many changes had been made when it was asked.
    asked: Option<(Inquiry, usize)>,
    /// Changes made here.
    pub(super) changes: usize,
    /// What was listed last; something else is wanted where the pane's selection is another.
    listed: Option<Selection>,
    /// The scopes of what is known.
    sources: Option<Option<ArticleId>>,
    balances: Option<Option<ArticleId>>,
    facets: bool,
    /// Whether the library did not answer: it is not asked for further rows until something changes.
    gave_up: bool,
}

impl Asking {
    pub(super) fn is_under_way(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether what `pane` shows is what the library told last of what is wanted.
    pub(super) fn is_answered(&self, pane: &AnnotationsPane) -> bool {
        let answered = match pane.view {
            View::Entries => self.listed.as_ref() == Some(&pane.selection),
            View::Sources => self.sources == Some(pane.selection.article),
            View::Balance => self.balances == Some(pane.balance_scope()),
        };
        answered && !self.gave_up
    }
}

/// What was listed may be another on disk now.
pub(in crate::app) fn went_stale(state: &mut State) {
    let asking = &mut state.pane.asking;
    (asking.listed, asking.sources, asking.balances, asking.facets) = (None, None, None, false);
    asking.gave_up = false;
}

/// The next question, where one is open and none is being answered. What is listed is not asked about while changes are
/// on their way: the answer would be older than the screen.
pub(in crate::app) fn ask(state: &mut State) -> Vec<Effect> {
    if !state.pane.shown || state.pane.asking.asked.is_some() || !state.saving.open.is_empty() {
        return Vec::new();
    }
    let menu = matches!(state.overlay, Some(Overlay::Filters(_)));
    let Some(inquiry) = next(&state.pane, menu, &state.reader) else { return Vec::new() };
    state.pane.asking.asked = Some((inquiry.clone(), state.pane.asking.changes));
    vec![Effect::Ask(Question::Annotations(inquiry))]
}

fn next(pane: &AnnotationsPane, menu: bool, own: &str) -> Option<Inquiry> {
    let asking = &pane.asking;
    let scope = pane.selection.article;
    let more = !pane.entries.is_fetched() && !asking.gave_up;
    if asking.listed.as_ref() != Some(&pane.selection) || more {
        let (selection, first) = (pane.selection.clone(), pane.entries.first_wanted());
        return Some(Inquiry::Catalogue { selection, first, limit: FETCHED });
    }
    if (menu || pane.view == View::Sources) && asking.sources != Some(scope) {
        return Some(Inquiry::Sources(scope));
    }
    if menu && !asking.facets {
        return Some(Inquiry::Facets);
    }
    if asking.balances != Some(pane.balance_scope()) {
        return Some(Inquiry::Annotated(pane.balance_scope()));
    }
    let articles = pane.balances.missing();
    let reader = (!pane.balances.of_all_readers).then(|| own.to_owned());
    (!articles.is_empty()).then_some(Inquiry::Balances { articles, reader })
}

/// Takes an answer in, unless the question was overtaken by a key: then it is asked again as it is now.
pub(in crate::app) fn take(state: &mut State, answer: Result<Answer, String>) {
    let Some((inquiry, changes)) = state.pane.asking.asked.take() else { return };
    let answer = match answer {
        Ok(answer) => answer,
        Err(message) => {
            give_up(&mut state.pane);
            return state.complain(message);
        }
    };
    let pane = &mut state.pane;
    match (inquiry, answer) {
        (Inquiry::Catalogue { selection, .. }, Answer::Catalogue(listed)) => {
            let same = changes == pane.asking.changes && state.saving.open.is_empty();
            if same && selection == pane.selection {
                pane.entries.take(listed);
                pane.asking.listed = Some(selection);
                pane.asking.gave_up = false;
            }
        }
        (Inquiry::Sources(scope), Answer::Sources(sources)) => {
            pane.sources.take(sources);
            pane.asking.sources = Some(scope);
        }
        (Inquiry::Facets, Answer::Facets(facets)) => {
            pane.facets = facets;
            pane.asking.facets = true;
        }
        (Inquiry::Annotated(scope), Answer::Annotated(articles)) => {
            pane.balances.take_articles(articles);
            pane.asking.balances = Some(scope);
        }
        (Inquiry::Balances { articles, reader }, Answer::Balances(balances))
            if reader.is_none() == pane.balances.of_all_readers =>
        {
            pane.balances.take(&articles, balances);
        }
        _ => {}
    }
}

/// Asks nothing more until something changes.
fn give_up(pane: &mut AnnotationsPane) {
    let (scope, balances) = (pane.selection.article, pane.balance_scope());
    pane.balances.take_articles(Vec::new());
    let asking = &mut pane.asking;
    asking.gave_up = true;
    asking.listed = Some(pane.selection.clone());
    (asking.sources, asking.balances, asking.facets) = (Some(scope), Some(balances), true);
}
