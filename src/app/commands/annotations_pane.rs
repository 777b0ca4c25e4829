//! The annotations pane: going about it, narrowing it down, changing what is listed.

use super::{Command, Place, annotating, command, sources};
use crate::annotation::By;
use crate::app::annotations_pane::{
    self as pane, FilterMenu, PaneGeometry, Scroll, View, begin_putting, leave, leave_putting, may_change,
    open, open_entry, put_here, relabel_chosen, switch_scope,
};
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::page::Topic;
use crate::app::state::State;
use crate::library::{Selection, Sort, Standing};

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Everywhere,
        "annotations",
        &["A"],
        "List the annotations: this article's, or from the list all",
        |state, _| open(state, View::Entries),
    ),
    command(Place::Everywhere, "sources", &["S"], "List who is cited, how often and for what", |state, _| {
        open(state, View::Sources)
    }),
    command(
        Place::Everywhere,
        "balance",
        &["B"],
        "Show how much of each article has which label",
        |state, _| open(state, View::Balance),
    ),
    command(Place::Annotations, "next-entry", &["j", "Down"], "Go to the next one", |state, count| {
        choose(state, |scroll, _| scroll.chosen.saturating_add(count.unwrap_or(1)))
    }),
    command(Place::Annotations, "previous-entry", &["k", "Up"], "Go to the previous one", |state, count| {
        choose(state, |scroll, _| scroll.chosen.saturating_sub(count.unwrap_or(1)))
    }),
    command(
        Place::Annotations,
        "first-entry",
        &["g", "Home"],
        "Go to the first one, or to that of the count",
        |state, count| choose(state, |_, _| count.unwrap_or(1).saturating_sub(1)),
    ),
    command(
        Place::Annotations,
        "last-entry",
        &["G", "End"],
        "Go to the last one, or to that of the count",
        |state, count| choose(state, |_, _| count.unwrap_or(usize::MAX).saturating_sub(1)),
    ),
    command(
        Place::Annotations,
        "page-down-entries",
        &["Space", "PageDown", "Ctrl-d"],
        "Go a page down",
        |state, _| choose(state, |scroll, page| scroll.chosen.saturating_add(page)),
    ),
    command(Place::Annotations, "page-up-entries", &["PageUp", "Ctrl-u"], "Go a page up", |state, _| {
        choose(state, |scroll, page| scroll.chosen.saturating_sub(page))
    }),
    command(
        Place::Annotations,
        "open-entry",
        &["Enter"],
        "Go to the passage; to what names the source; to the article's annotations",
        |state, _| open_entry(state),
    ),
    command(Place::Annotations, "show-entry", &["v"], "Show all that is known of the annotation", show),
    command(
        Place::Annotations,
        "switch-scope",
        &["Tab"],
        "List this article's annotations alone, or the library's",
        |state, _| switch_scope(state),
    ),
    command(
        Place::Annotations,
        "filter-words",
        &["/"],
        "List what holds words in quote, note or source",
        |state, _| {
            pane::begin_typing(state);
            Vec::new()
        },
    )
    .asking(),
    command(
        Place::Annotations,
        "filter",
        &["F"],
        "Choose by label, attribute, reader, source, article",
        |state, _| {
            state.overlay = Some(Overlay::Filters(FilterMenu::new()));
            Vec::new()
        },
    )
    .asking(),
    command(
        Place::Annotations,
        "filter-label",
        &["l"],
        "List one label after another, then all",
        filter_label,
    ),
    command(
        Place::Annotations,
        "filter-standing",
        &["w"],
        "List what stands in the text, what was found nearly, what was not found, then all",
        filter_standing,
    ),
    command(Place::Annotations, "clear-filters", &["Backspace"], "List all again", |state, _| {
        let Selection { article, sort, .. } = state.pane.selection;
        state.pane.selection = Selection { article, sort, ..Selection::default() };
        Vec::new()
    }),
    command(
        Place::Annotations,
        "turn",
        &["t"],
        "List in another order; show the balance by sentences or characters",
        turn,
    ),
    command(
        Place::Annotations,
        "balance-readers",
        &["r"],
        "Count one's own annotations in the balance, or all readers'",
        |state, _| {
            state.pane.balances.switch_readers();
            Vec::new()
        },
    ),
    command(Place::Annotations, "entry-note", &["a"], "Write a note to the annotation", |state, count| {
        if may_change(state) { annotating::note(state, count) } else { Vec::new() }
    })
    .asking(),
    command(Place::Annotations, "entry-source", &["s"], "Say who says so", |state, count| {
        if may_change(state) { sources::source(state, count) } else { Vec::new() }
    })
    .asking(),
    command(
        Place::Annotations,
        "entry-join-sources",
        &["J"],
        "Join the source with another spelling of it, or part them",
        join_sources,
    )
    .asking(),
    command(Place::Annotations, "delete-entry", &["x"], "Delete the annotation", |state, count| {
        if may_change(state) { annotating::delete(state, count) } else { Vec::new() }
    }),
    command(
        Place::Annotations,
        "undo-entry",
        &["u"],
        "Take back the last thing done, here or elsewhere",
        annotating::undo,
    ),
    command(
        Place::Annotations,
        "redo-entry",
        &["Ctrl-r"],
        "Make again what was taken back",
        annotating::redo,
    ),
    command(
        Place::Annotations,
        "put-back",
        &["p"],
        "Put an annotation that is not in the text any more back by hand",
        |state, _| begin_putting(state),
    ),
    command(Place::Annotations, "leave-annotations", &["Esc"], "Go back to list and text", |state, _| {
        leave(state)
    }),
    command(
        Place::Putting,
        "put-here",
        &["Enter", "p"],
        "Put the annotation on the selection, or on what the cursor stands on",
        |state, _| put_here(state),
    ),
    command(
        Place::Putting,
        "leave-putting",
        &["Esc"],
        "Drop the selection; then leave the annotation without a place",
        |state, _| leave_putting(state),
    ),
];

/// Gives the chosen annotation the label of this index.
pub(in crate::app) fn relabel(state: &mut State, label: usize) -> Vec<Effect> {
    let name = state.configuration.labels[label].name.clone();
    relabel_chosen(state, name)
}

fn join_sources(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    match state.pane.view {
        View::Sources => match state.pane.sources.chosen().map(str::to_owned) {
            Some(name) if !name.is_empty() => sources::join_spelling(state, name),
            _ => Vec::new(),
        },
        _ => sources::join(state, count),
    }
}

fn choose(state: &mut State, place: impl Fn(&Scroll, usize) -> usize) -> Vec<Effect> {
    let page = PaneGeometry::of(state).fitting(state.pane.view);
    let (scroll, lines) = state.pane.scroll_mut();
    let place = place(scroll, page);
    scroll.choose(place, lines);
    Vec::new()
}

fn show(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.pane.chosen().is_some() {
        state.overlay = Some(Overlay::Page { topic: Topic::Annotation, scroll: 0 });
    }
    Vec::new()
}

fn filter_label(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let labels = &state.configuration.labels;
    let now = &mut state.pane.selection.labels;
    let place = now.last().and_then(|name| labels.iter().position(|label| label.name == *name));
    let next = place.map_or(0, |place| place + 1);
    *now = labels.get(next).map(|label| label.name.clone()).into_iter().collect();
    Vec::new()
}

fn filter_standing(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let now = &mut state.pane.selection.standing;
    *now = after(&Standing::ALL, *now);
    Vec::new()
}

fn turn(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    match state.pane.view {
        View::Entries => {
            let sort = &mut state.pane.selection.sort;
            *sort = after(&Sort::ALL, Some(*sort)).unwrap_or_default();
        }
        View::Sources => state.pane.sources.turn(),
        View::Balance => {
            let by = &mut state.pane.balances.by;
            *by = if *by == By::Sentences { By::Characters } else { By::Sentences };
        }
    }
    Vec::new()
}

/// The one after `now`; the first after none, none after the last.
fn after<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    let place = now.and_then(|now| all.iter().position(|one| *one == now)).map_or(0, |place| place + 1);
    all.get(place).copied()
}
