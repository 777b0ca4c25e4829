//! What the list can be ordered and narrowed down by, one by one, as its menus offer it.

use std::borrow::Cow;

use crate::article::Script;
use crate::library::{Arrangement, ListFilter, ListSort, ReadState};
use crate::text::visible;

/// One thing that the list can be ordered or narrowed down by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListCriterion {
    /// An order, and whether it is the other way round.
    Sort(ListSort, bool),
    /// How far articles were read.
    State(ReadState),
    /// Those starred.
    Starred,
    /// A script.
    Script(Script),
    /// A source.
    Source(String),
    /// A label, by name.
    Label(String),
    /// Those published in this day, month or year, or later.
    Since(String),
    /// Those published in this day, month or year, or earlier.
    Until(String),
    /// Those taken in in this day, month or year, or later.
    AddedSince(String),
    /// Those that were deleted.
    Deleted,
    /// All: nothing is set.
    All,
}

impl ListCriterion {
    /// Of what kind it is, and which: `("state", "unread")`.
    pub fn words(&self) -> (&'static str, Cow<'_, str>) {
        let (kind, which) = match self {
            ListCriterion::Sort(sort, descending) => (sort.name(), way(*sort, *descending)),
            ListCriterion::State(state) => ("state", state.name()),
            ListCriterion::Starred => ("state", "starred"),
            ListCriterion::Script(script) => ("script", script_name(*script)),
            ListCriterion::Source(source) => ("source", source.as_str()),
            ListCriterion::Label(label) => ("label", label.as_str()),
            ListCriterion::Since(day) => return ("published", format!("since {day}").into()),
            ListCriterion::Until(day) => return ("published", format!("until {day}").into()),
            ListCriterion::AddedSince(day) => return ("added", format!("since {day}").into()),
            ListCriterion::Deleted => ("state", "deleted"),
            ListCriterion::All => ("all", "nothing left out"),
        };
        (kind, which.into())
    }

    /// What stands for it in the list, as 简 does for Simplified; mostly nothing.
    pub fn sign(&self) -> &'static str {
        match self {
            ListCriterion::Script(script) => script.sign(),
            _ => "",
        }
    }

    /// Whether the list is so.
    pub fn is_set(&self, arrangement: &Arrangement) -> bool {
        let filter = &arrangement.filter;
        match self {
            ListCriterion::Sort(sort, descending) => {
                (arrangement.sort, arrangement.descending) == (*sort, *descending)
            }
            ListCriterion::State(state) => filter.states.contains(state),
            ListCriterion::Starred => filter.starred,
            ListCriterion::Script(script) => filter.scripts.contains(script),
            ListCriterion::Source(source) => filter.sources.contains(source),
            ListCriterion::Label(label) => filter.labels.contains(label),
            ListCriterion::Since(day) => filter.since.as_ref() == Some(day),
            ListCriterion::Until(day) => filter.until.as_ref() == Some(day),
            ListCriterion::AddedSince(day) => filter.added_since.as_ref() == Some(day),
            ListCriterion::Deleted => filter.deleted,
            ListCriterion::All => filter.is_whole(),
        }
    }

    /// Makes the list so, or so no more.
    pub fn toggle(&self, arrangement: &mut Arrangement) {
        let set = !self.is_set(arrangement);
        let filter = &mut arrangement.filter;
        match self {
            ListCriterion::Sort(sort, descending) => {
                (arrangement.sort, arrangement.descending) = (*sort, *descending);
            }
            ListCriterion::State(state) => toggled(&mut filter.states, state),
            ListCriterion::Starred => filter.starred = set,
            ListCriterion::Script(script) => toggled(&mut filter.scripts, script),
            ListCriterion::Source(source) => toggled(&mut filter.sources, source),
            ListCriterion::Label(label) => toggled(&mut filter.labels, label),
            ListCriterion::Since(day) => filter.since = set.then(|| day.clone()),
            ListCriterion::Until(day) => filter.until = set.then(|| day.clone()),
            ListCriterion::AddedSince(day) => filter.added_since = set.then(|| day.clone()),
            ListCriterion::Deleted => filter.deleted = set,
            ListCriterion::All => *filter = ListFilter::default(),
        }
    }
}

fn toggled<T: PartialEq + Clone>(all: &mut Vec<T>, one: &T) {
    match all.iter().position(|other| other == one) {
        Some(place) => drop(all.remove(place)),
        None => all.push(one.clone()),
    }
}

fn way(sort: ListSort, descending: bool) -> &'static str {
    match (sort, descending) {
        (ListSort::Added | ListSort::Published, false) => "oldest first",
        (ListSort::Added | ListSort::Published, true) => "newest first",
        (ListSort::Title | ListSort::Source, false) => "from the first",
        (ListSort::Title | ListSort::Source, true) => "from the last",
        (ListSort::Progress | ListSort::Annotations, false) => "least first",
        (ListSort::Progress | ListSort::Annotations, true) => "most first",
    }
}

/// A script's name.
fn script_name(script: Script) -> &'static str {
    match script {
        Script::Traditional => "Traditional",
        Script::Simplified => "Simplified",
        Script::Japanese => "Japanese",
        Script::Korean => "Korean",
        Script::Other => "other",
    }
}

/// How the list is ordered and narrowed down, in words for its head, what tells most first; empty where all stand in the
/// order added. The order is told with its direction, or without.
pub fn arrangement_words(arrangement: &Arrangement, direction: bool) -> Vec<String> {
    let filter = &arrangement.filter;
    let mut parts = Vec::new();
    if filter.deleted {
        parts.push("deleted".to_owned());
    }
    if filter.starred {
        parts.push("starred".to_owned());
    }
    let several = |names: Vec<&str>| (!names.is_empty()).then(|| names.join("/"));
    parts.extend(several(filter.states.iter().map(|state| state.name()).collect()));
    parts.extend(several(filter.scripts.iter().map(|script| script.sign()).collect()));
    parts.extend(several(filter.sources.iter().map(String::as_str).collect()));
    parts.extend(several(filter.labels.iter().map(String::as_str).collect()));
    let (since, until) = (filter.since.as_ref(), filter.until.as_ref());
    let published = [since.map(|day| format!("since {day}")), until.map(|day| format!("until {day}"))];
    let published: Vec<String> = published.into_iter().flatten().collect();
    if !published.is_empty() {
        parts.push(format!("published {}", published.join(" ")));
    }
    parts.extend(filter.added_since.iter().map(|day| format!("added since {day}")));
    if (arrangement.sort, arrangement.descending) != (ListSort::Added, false) {
        let name = arrangement.sort.name();
        parts.push(match direction {
            true => format!("{name} {}", way(arrangement.sort, arrangement.descending)),
            false => format!("by {name}"),
        });
    }
    parts.iter().map(|part| visible(part).into_owned()).collect()
}
