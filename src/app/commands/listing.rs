//! Going about the list of articles.

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::list::{ENTRY_ROWS, List};
use crate::app::overlay::{Ask, Intent, Overlay};
use crate::app::state::{Pane, State};
use crate::text::visible;

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
        &["Space", "PageDown", "Ctrl-d"],
        "Go a page down the list",
        |state, _| choose(state, |list, page| list.chosen_place().saturating_add(page)),
    ),
    command(Place::List, "page-up-articles", &["PageUp", "Ctrl-u"], "Go a page up the list", |state, _| {
        choose(state, |list, page| list.chosen_place().saturating_sub(page))
    }),
    command(Place::List, "open", &["Enter", "l", "Right"], "Read the chosen article", open),
    command(Place::List, "hide", &["H"], "Take the chosen article out of sight, or bring it back", hide),
    command(Place::List, "show-hidden", &["."], "Show or leave out what was taken out of sight", show_hidden),
    command(Place::List, "delete-article", &["x"], "Delete the chosen article from the library", delete),
];

fn choose(state: &mut State, place: impl Fn(&List, usize) -> usize) -> Vec<Effect> {
    let page = (state.geometry().list.height as usize / ENTRY_ROWS).max(1);
    let place = place(&state.list, page);
    state.list.choose(place);
    state.open_chosen()
}

fn open(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.list.chosen().is_none() {
        return Vec::new();
    }
    state.focus = Pane::Text;
    state.open_chosen()
}

fn hide(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(article) = state.list.chosen().map(|entry| entry.id) else { return Vec::new() };
    let Some(entry) = state.list.entry_mut(article) else { return Vec::new() };
    entry.hidden = !entry.hidden;
    let hidden = entry.hidden;
    state.list.refresh();
    state.say(if hidden {
        "Out of sight; `.` shows such articles, H brings one back"
    } else {
        "In sight again"
    });
    let mut effects = vec![Effect::Hide { article, hidden }];
    effects.extend(state.open_chosen());
    effects
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

fn delete(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if let Some(entry) = state.list.chosen() {
        let tags: usize = entry.counts.iter().map(|count| count.1).sum();
        let with = match tags {
            0 => String::new(),
            1 => " and its annotation".to_owned(),
            _ => format!(" and its {tags} annotations"),
        };
        let question =
            format!("Delete “{}”{with} from the library? The file stays. y/n", visible(&entry.title));
        state.overlay = Some(Overlay::Ask(Ask { question, intent: Intent::Delete(entry.id) }));
    }
    Vec::new()
}
