//! Going about the list of articles.

use super::annotating::{redo, undo};
use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::list::{ARRANGEMENT, ENTRY_ROWS, List, ListMenu, begin_typing, say_of};
use crate::app::overlay::Overlay;
use crate::app::state::{Pane, State};
use crate::library::{Arrangement, ArticleEntry, ArticleId, ListFilter, Mark, ReadState, Write};

pub(super) const COMMANDS: &[Command] = &[
    command(Place::List, "next-article", &["j", "Down"], "Go to the next article", |state, count| {
        choose(state, |list, _| list.chosen_place().saturating_add(count.unwrap_or(1)))
    }),
    command(Place::List, "previous-article", &["k", "Up"], "Go to the previous article", |state, count| {
        choose(state, |list, _| list.chosen_place().saturating_sub(count.unwrap_or(1)))
    }),
    command(
        Place::List,
        "first-article",
        &["g", "Home"],
        "Go to the first article, or to that of the count",
        |state, count| choose(state, |_, _| count.unwrap_or(1).saturating_sub(1)),
    ),
    command(
        Place::List,
        "last-article",
        &["G", "End"],
        "Go to the last article, or to that of the count",
        |state, count| choose(state, |_, _| count.unwrap_or(usize::MAX).saturating_sub(1)),
    ),
    command(
        Place::List,
        "page-down-articles",
        &["PageDown", "Ctrl-d"],
        "Go a page down the list",
        |state, _| choose(state, |list, page| list.chosen_place().saturating_add(page)),
    ),
    command(Place::List, "page-up-articles", &["PageUp", "Ctrl-u"], "Go a page up the list", |state, _| {
        choose(state, |list, page| list.chosen_place().saturating_sub(page))
    }),
    command(Place::List, "open", &["Enter", "l", "Right"], "Read the chosen article", open),
    command(Place::List, "hide", &["H"], "Take the chosen article out of sight, or bring it back", hide),
    command(Place::List, "show-hidden", &["."], "Show or leave out what was taken out of sight", show_hidden),
    command(Place::List, "find-article", &["f"], "Find articles by title, source, pinyin", |state, _| {
        begin_typing(state)
    })
    .asking(),
    command(Place::List, "sort", &["o"], "Order the articles", |state, _| {
        state.overlay = Some(Overlay::ListMenu(ListMenu::of_orders(state)));
        Vec::new()
    })
    .asking(),
    command(Place::List, "filter-articles", &["F"], "List some of the articles", |state, _| {
        state.overlay = Some(Overlay::ListMenu(ListMenu::of_filters(state)));
        Vec::new()
    })
    .asking(),
    command(Place::List, "all-articles", &["Backspace"], "List all articles again", all),
    command(Place::List, "star", &["s"], "Star the chosen article, or no longer", star),
    command(Place::List, "mark-read", &["r"], "Mark the chosen article as read, or as unread", mark_read),
    command(
        Place::List,
        "choose-several",
        &["Space"],
        "Choose this one of several, or no longer",
        choose_several,
    ),
    command(
        Place::List,
        "choose-range",
        &["v"],
        "Choose all from here to where the cursor goes",
        choose_range,
    ),
    command(Place::List, "choose-one", &["Esc"], "Choose no more than one", |state, _| {
        state.list.drop_several();
        Vec::new()
    }),
    command(Place::List, "delete-article", &["x"], "Delete the chosen article, or bring one back", delete),
    command(Place::List, "undo-list", &["u"], "Take back the last thing done, here or elsewhere", undo),
    command(Place::List, "redo-list", &["Ctrl-r"], "Make again what was taken back", redo),
];

fn choose(state: &mut State, place: impl Fn(&List, usize) -> usize) -> Vec<Effect> {
    let page = (state.geometry().list.height as usize / ENTRY_ROWS).max(1);
    let place = place(&state.list, page);
    state.list.choose(place);
    state.open_chosen()
}

fn open(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    match state.list.chosen() {
        None => return Vec::new(),
        Some(entry) if entry.deleted => {
            let keys = state.keymap.keys_of("delete-article").join(", ");
            state.say(format!("This article is deleted; {keys} brings it back"));
            return Vec::new();
        }
        Some(_) => {}
    }
    state.focus = Pane::Text;
    state.open_chosen()
}

fn show_hidden(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.list.show_hidden = !state.list.show_hidden;
    state.list.refresh();
    state.say(if state.list.show_hidden {
        "Articles out of sight are shown"
    } else {
        "Articles out of sight are left out"
    });
    state.open_chosen()
}

fn all(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.list.look_for("");
    let effects = state.arrange(|arrangement| arrangement.filter = ListFilter::default());
    [effects, state.open_chosen()].concat()
}

impl State {
    /// Lists the articles another way, and remembers that.
    pub(in crate::app) fn arrange(&mut self, change: impl FnOnce(&mut Arrangement)) -> Vec<Effect> {
        let mut arrangement = self.list.arrangement().clone();
        change(&mut arrangement);
        if arrangement == *self.list.arrangement() {
            return Vec::new();
        }
        self.list.arrange(arrangement.clone());
        // What is deleted is looked at now and then, and is not what a next session begins with.
        arrangement.filter.deleted = false;
        // Only a plain structure of names and words: it can be put down.
        let value = serde_json::to_string(&arrangement).unwrap_or_default();
        vec![Write::Remember { key: ARRANGEMENT, value }.into()]
    }
}

/// Those meant, with what `is_so` says of them: where one is not so yet, all are to be.
fn meant(state: &State, is_so: impl Fn(&ArticleEntry) -> bool) -> (Vec<ArticleId>, bool) {
    let meant = state.list.meant();
    let all = meant.iter().filter_map(|&id| state.list.entry(id)).all(is_so);
    (meant, !all)
}

fn star(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let (articles, starred) = meant(state, |entry| entry.starred);
    say_of(state, articles, Mark::Starred(starred))
}

fn mark_read(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let (articles, read) = meant(state, |entry| entry.state() == ReadState::Read);
    say_of(state, articles, Mark::Read(Some(read)))
}

fn hide(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let (articles, hidden) = meant(state, |entry| entry.hidden);
    say_of(state, articles, Mark::Hidden(hidden))
}

fn delete(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let (articles, deleted) = meant(state, |entry| entry.deleted);
    say_of(state, articles, Mark::Deleted(deleted))
}

fn choose_several(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    state.list.close_range();
    let shown = state.list.shown().len();
    for _ in 0..count.unwrap_or(1).min(shown) {
        let Some(id) = state.list.chosen().map(|entry| entry.id) else { break };
        if !state.list.several.remove(&id) {
            state.list.several.insert(id);
        }
        let next = state.list.chosen_place() + 1;
        state.list.choose(next);
    }
    state.open_chosen()
}

fn choose_range(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    match state.list.range {
        Some(_) => state.list.close_range(),
        None => state.list.range = state.list.chosen().map(|entry| entry.id),
    }
    Vec::new()
}
