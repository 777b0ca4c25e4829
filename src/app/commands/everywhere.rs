//! What can be done in either pane.

use super::{Command, Place, command};
use crate::app::annotations_pane::leave;
use crate::app::counted;
use crate::app::drafts;
use crate::app::effect::Effect;
use crate::app::overlay::{Ask, Choice, Intent, Overlay, Palette, Prompt, Purpose};
use crate::app::page::Topic;
use crate::app::state::{Pane, State};
use crate::export::FORMATS;
use crate::library::Selection;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Everywhere, "other-pane", &["Tab"], "Go to the other pane", other_pane),
    command(Place::Everywhere, "help", &["?"], "Show the keys", |state, _| {
        state.overlay = Some(Overlay::Page { topic: Topic::Keys, scroll: 0 });
        Vec::new()
    }),
    command(Place::Everywhere, "notices", &["!"], "Show what could not be read, and why", notices),
    command(Place::Everywhere, "palette", &[":"], "Find a command by name", |state, _| {
        state.overlay = Some(Overlay::Palette(Palette::new(state.place())));
        Vec::new()
    })
    .asking(),
    command(
        Place::Everywhere,
        "export",
        &["e"],
        "Export: this article's annotations, or from the list all",
        export,
    )
    .asking(),
    command(Place::Everywhere, "drafts", &["W"], "Show words typed before and not kept", |state, _| {
        drafts::show(state)
    }),
    command(Place::Everywhere, "back", &["q"], "Go back to the list; from there, quit", back),
    command(Place::Everywhere, "quit", &["Q", "Ctrl-c"], "Quit", |state, _| quit(state)),
    command(Place::Everywhere, "suspend", &["Ctrl-z"], "Put the program into the background", |state, _| {
        let mut effects = state.keep_place();
        effects.push(Effect::Suspend);
        effects
    }),
    command(Place::Everywhere, "redraw", &["Ctrl-l"], "Draw the screen anew", |_, _| vec![Effect::Redraw]),
];

fn other_pane(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.pane.shown = false;
    state.focus = match state.focus {
        Pane::List if state.reading.is_some() => Pane::Text,
        _ => Pane::List,
    };
    state.text_alone = false;
    Vec::new()
}

fn notices(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.list.unread_notices().next().is_none() {
        state.say("Nothing was left unread");
    } else {
        state.overlay = Some(Overlay::Page { topic: Topic::Notices, scroll: 0 });
    }
    Vec::new()
}

fn back(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.pane.shown {
        return leave(state);
    }
    match state.focus {
        Pane::Text if !state.text_alone => {
            state.focus = Pane::List;
            state.keep_place()
        }
        _ => quit(state),
    }
}

/// Ends the program; asks first where something could not be saved.
pub fn quit(state: &mut State) -> Vec<Effect> {
    let unsaved = state.saving.unsaved();
    if let Some(trouble) = state.saving.trouble.as_ref().filter(|_| unsaved > 0) {
        let question = format!("Not saved: {trouble}. Quit and lose {}? y/n", counted(unsaved, "change"));
        state.overlay = Some(Overlay::Ask(Ask { question, intent: Intent::Abandon }));
        return Vec::new();
    }
    let mut effects = state.keep_place();
    effects.push(Effect::Quit);
    effects
}

fn export(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let open =
        state.reading.as_ref().filter(|_| state.focus == Pane::Text).map(|reading| reading.identity.id);
    if open == Some(None) {
        state.complain("Wait a moment: the article is not in the library yet");
        return Vec::new();
    }
    let selection = if state.pane.shown {
        state.pane.selection.clone()
    } else {
        Selection { article: open.flatten(), ..Selection::default() }
    };
    let what = match (selection.is_whole(), selection.article) {
        (false, _) => "the annotations that are listed",
        (true, Some(_)) => "this article's annotations",
        (true, None) => "all annotations",
    };
    let lines = FORMATS.iter().map(|format| (format.name, format.description)).collect();
    let title = format!("Export {what} as");
    state.overlay = Some(Overlay::Choice(Choice { title, lines, chosen: 0, selection }));
    Vec::new()
}

/// Asks for the file that an export goes to.
pub fn export_prompt(state: &State, format: &'static str, selection: Selection) -> Prompt {
    let known = FORMATS.iter().find(|known| known.name == format);
    let extension = known.map(|known| known.extension).filter(|extension| !extension.is_empty());
    let stem = match (&selection.article, &state.reading) {
        (Some(_), Some(reading)) => file_stem(&reading.document.article().title),
        _ => "annotations".to_owned(),
    };
    let (place, name) = match extension {
        Some(extension) => ("file", format!("{stem}.{extension}")),
        None => ("folder", format!("{stem}-{format}")),
    };
    let title = format!("Write {format} to the {place}");
    Prompt::new(title, Purpose::ExportFile { format, selection: Box::new(selection) }, &name, false)
}

/// What of a title can stand in a file's name on every system.
fn file_stem(title: &str) -> String {
    let kept = title.chars().filter(|character| character.is_alphanumeric() || "-_·".contains(*character));
    let stem: String = kept.take(24).collect();
    if stem.is_empty() { "annotations".to_owned() } else { stem }
}
