//! Narrowing down what is listed: by words typed, by what a menu offers, and in words for the pane's head.

use std::collections::HashSet;

use super::AnnotationsPane;
use crate::app::choosing::Choosing;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::library::{ArticleId, Selection, Standing};
use crate::text::visible;

/// One thing that annotations can be chosen by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Criterion {
    /// A label, by name.
    Label(String),
    /// An attribute and its value.
    Attribute(String, String),
    /// Whether it stands in the text.
    Standing(Standing),
    /// A reader, by name.
    Reader(String),
    /// A source, by name; empty for none.
    Source(String),
    /// An article and its title.
    Article(ArticleId, String),
}

impl Criterion {
    /// Of what kind it is, and which: `("label", "claim")`.
    pub fn words(&self) -> (&str, &str) {
        match self {
            Criterion::Label(name) => ("label", name),
            Criterion::Attribute(name, value) => (name, value),
            Criterion::Standing(standing) => ("words", standing.name()),
            Criterion::Reader(name) => ("reader", name),
            Criterion::Source(name) if name.is_empty() => ("source", "none named"),
            Criterion::Source(name) => ("source", name),
            Criterion::Article(_, title) => ("article", title),
        }
    }

    /// Whether annotations are chosen by it.
    pub fn is_set(&self, selection: &Selection) -> bool {
        match self {
            Criterion::Label(name) => selection.labels.contains(name),
            Criterion::Attribute(name, value) => selection.attributes.get(name) == Some(value),
            Criterion::Standing(standing) => selection.standing == Some(*standing),
            Criterion::Reader(name) => selection.reader.as_ref() == Some(name),
            Criterion::Source(name) => selection.source.as_ref() == Some(name),
            Criterion::Article(id, _) => selection.article == Some(*id),
        }
    }

    /// Chooses by it, or does so no more. Labels go together; of the others one of a kind is set.
    pub fn toggle(&self, selection: &mut Selection) {
        let set = !self.is_set(selection);
        match self {
            Criterion::Label(name) if set => selection.labels.push(name.clone()),
            Criterion::Label(name) => selection.labels.retain(|label| label != name),
            Criterion::Attribute(name, value) if set => {
                selection.attributes.insert(name.clone(), value.clone());
            }
            Criterion::Attribute(name, _) => {
                selection.attributes.remove(name);
            }
            Criterion::Standing(standing) => selection.standing = set.then_some(*standing),
            Criterion::Reader(name) => selection.reader = set.then(|| name.clone()),
            Criterion::Source(name) => selection.source = set.then(|| name.clone()),
            Criterion::Article(id, _) => selection.article = set.then_some(*id),
        }
    }
}

/// What annotations can be chosen by, as far as what is typed is in its words.
#[derive(Clone, Debug)]
pub struct FilterMenu {
    /// What is typed, and the line chosen.
    pub choosing: Choosing,
}

impl FilterMenu {
    /// Nothing typed yet.
    pub fn new() -> FilterMenu {
        FilterMenu { choosing: Choosing::at(0) }
    }

    /// The lines found. Articles are offered once something is typed.
    pub fn found(&self, state: &State) -> Vec<Criterion> {
        let typed = self.choosing.words().to_lowercase();
        let wanted: Vec<&str> = typed.split_whitespace().collect();
        let fits = |criterion: &Criterion| {
            let (kind, name) = criterion.words();
            let words = format!("{kind} {name}").to_lowercase();
            wanted.iter().all(|wanted| words.contains(wanted))
        };
        let mut all = offered(state);
        if !typed.is_empty() {
            let article =
                |entry: &crate::library::ArticleEntry| Criterion::Article(entry.id, entry.title.clone());
            all.extend(state.list.shown().map(article));
        }
        all.retain(fits);
        all
    }
}

impl Default for FilterMenu {
    fn default() -> Self {
        FilterMenu::new()
    }
}

/// Labels, attributes, standings, readers and sources: what is configured, then what else the library has.
fn offered(state: &State) -> Vec<Criterion> {
    let AnnotationsPane { facets, sources, .. } = &state.pane;
    let configuration = &state.configuration;
    let mut all: Vec<Criterion> = Vec::new();
    let mut known: HashSet<Criterion> = HashSet::new();
    let mut offer = |criterion: Criterion| {
        if known.insert(criterion.clone()) {
            all.push(criterion);
        }
    };
    let labels = configuration.labels.iter().map(|label| &label.name);
    labels.chain(&facets.labels).for_each(|name| offer(Criterion::Label(name.clone())));
    for attribute in &configuration.attributes {
        let name = &attribute.name;
        attribute.values.iter().for_each(|value| offer(Criterion::Attribute(name.clone(), value.clone())));
    }
    for (name, value) in &facets.attributes {
        offer(Criterion::Attribute(name.clone(), value.clone()));
    }
    Standing::ALL.into_iter().for_each(|standing| offer(Criterion::Standing(standing)));
    facets.readers.iter().for_each(|name| offer(Criterion::Reader(name.clone())));
    // Each source is there once, and there may be many.
    all.extend(sources.cited.iter().map(|cited| Criterion::Source(cited.name.clone())));
    all.push(Criterion::Source(String::new()));
    all
}

/// What the list is narrowed down to besides its article, a part each, in words.
pub fn filter_words(selection: &Selection) -> Vec<String> {
    let mut parts = Vec::new();
    if !selection.labels.is_empty() {
        parts.push(selection.labels.join(" or "));
    }
    match selection.source.as_deref() {
        Some("") => parts.push("no source".to_owned()),
        Some(source) => parts.push(format!("source {source}")),
        None => {}
    }
    parts.extend(selection.attributes.iter().map(|(name, value)| format!("{name} {value}")));
    parts.extend(selection.reader.iter().map(|reader| format!("by {reader}")));
    parts.extend(selection.standing.iter().map(|standing| standing.name().to_owned()));
    if !selection.words.is_empty() {
        parts.push(format!("holding {}", selection.words));
    }
    parts.into_iter().map(|part| visible(&part).into_owned()).collect()
}

/// Asks for words; what is listed follows as they are typed.
pub(in crate::app) fn begin_typing(state: &mut State) {
    let words = state.pane.selection.words.clone();
    state.overlay =
        Some(Overlay::Prompt(Prompt::new("Words in quote, note or source", Purpose::Filter, &words, false)));
    state.pane.typing = Some(words);
}

/// Lets the list follow what is being typed; where that was left, the words are again what they were.
pub(in crate::app) fn typed(state: &mut State) {
    let Some(before) = &state.pane.typing else { return };
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) if matches!(prompt.purpose, Purpose::Filter) => {
            state.pane.selection.words = prompt.words();
        }
        _ => {
            state.pane.selection.words = before.clone();
            state.pane.typing = None;
        }
    }
}

/// The words typed are done with, and stay.
pub(in crate::app) fn keep_typed(state: &mut State, words: String) {
    state.pane.selection.words = words;
    state.pane.typing = None;
}
