//! Everything a key can do: the one registry that feeds the keymap, the help, the palette and the manual.
//!
//! A command is a name, a sentence, its default keys, and a function from the state to effects. A new one is a line in
//! its file's table; a new kind of command is a file here and a line in `COMMANDS`.

mod annotating;
mod annotations_pane;
mod attributing;
mod comparing;
mod contents;
mod everywhere;
mod labelling;
mod linking;
mod listing;
mod moving;
mod relating;
mod reshaping;
mod scripts;
mod scrolling;
mod searching;
mod selecting;
mod sources;
mod tagging;

use super::effect::Effect;
use super::state::State;

pub(super) use annotating::note_prompt;
pub(super) use annotations_pane::relabel;
pub(super) use attributing::next_value;
pub(super) use everywhere::export_prompt;
pub(super) use linking::{follow_link, link_of, link_words, make_link};
pub(super) use reshaping::works_while_reshaping;
pub(super) use searching::next_match;
pub(super) use sources::source_prompt;
pub(super) use tagging::{add, tag};

/// Where a command's keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the reading pane.
    Text,
    /// In the list.
    List,
    /// In the annotations pane.
    Annotations,
    /// In the reading pane while an annotation is put back there, before the reading pane's own.
    Putting,
    /// In all of them.
    Everywhere,
}

/// What a key does.
#[derive(Debug)]
pub struct Command {
    /// Its name, in the configuration and the palette.
    pub name: &'static str,
    /// What it does, in a sentence without a full stop.
    pub description: &'static str,
    /// Its default keys.
    pub keys: &'static [&'static str],
    /// Where they work.
    pub place: Place,
    /// Whether words are typed once it was carried out. Where it is refused, they are not taken for keys.
    pub asks: bool,
    /// Carries it out; the count is what was typed before the key.
    pub run: fn(&mut State, Option<usize>) -> Vec<Effect>,
}

/// Every command, a group a file.
pub static COMMANDS: &[&[Command]] = &[
    moving::COMMANDS,
    scrolling::COMMANDS,
    selecting::COMMANDS,
    tagging::COMMANDS,
    annotating::COMMANDS,
    reshaping::COMMANDS,
    linking::COMMANDS,
    relating::COMMANDS,
    sources::COMMANDS,
    comparing::COMMANDS,
    searching::COMMANDS,
    scripts::COMMANDS,
    contents::COMMANDS,
    listing::COMMANDS,
    annotations_pane::COMMANDS,
    labelling::COMMANDS,
    everywhere::COMMANDS,
];

/// Makes the tables read as tables.
const fn command(
    place: Place,
    name: &'static str,
    keys: &'static [&'static str],
    description: &'static str,
    run: fn(&mut State, Option<usize>) -> Vec<Effect>,
) -> Command {
    Command { name, description, keys, place, asks: false, run }
}

impl Command {
    /// This command, after which words are typed.
    const fn asking(self) -> Command {
        Command { asks: true, ..self }
    }
}
