//! What lies over the panes and takes the keys while it does: prompts, the palette, the help, questions.

use crossterm::event::KeyEvent;
use tui_textarea::TextArea;

use super::annotations_pane::FilterMenu;
use super::area::{area, type_into};
use super::candidates::Candidates;
use super::choosing::Choosing;
use super::commands::{COMMANDS, Command, Place};
use super::contents::Contents;
use super::drafts::DraftList;
use super::labels::Labels;
use super::linking::{LinkList, Tie};
use super::list::ListMenu;
use super::page::Topic;
use super::relating::Relating;
use super::searching::Searching;
use super::settling::Settling;
use crate::annotation::{Annotation, Link};
use crate::app::effect::Export;
use crate::library::Selection;

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A page of words.
    Page {
        /// What it tells.
        topic: Topic,
        /// Rows above the view.
        scroll: usize,
    },
    /// Commands by name.
    Palette(Palette),
    /// Words are asked for.
    Prompt(Prompt),
    /// One of several is to be chosen.
    Choice(Choice),
    /// What annotations can be chosen by.
    Filters(FilterMenu),
    /// What the list can be ordered or narrowed down by.
    ListMenu(ListMenu),
    /// The open article's headings.
    Contents(Contents),
    /// Yes or no is asked.
    Ask(Ask),
    /// The labels.
    Labels(Labels),
    /// What one annotation is to another is to be chosen.
    Tie(Box<Tie>),
    /// The links of annotations.
    Links(LinkList),
    /// What other articles say of the same.
    Relating(Box<Relating>),
    /// Words typed before and not kept.
    Drafts(DraftList),
    /// Two readings at the foot, of which one is to be taken.
    Settling(Settling),
    /// What was found in the library: [`super::State::results`].
    Results,
}

/// What a prompt's words are for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// An annotation's note.
    Note(Box<Annotation>),
    /// Who says so.
    Source(Box<Annotation>),
    /// A link's note.
    LinkNote {
        /// The link: a new one, or one of the list.
        link: Box<Link>,
        /// The list that comes back afterwards.
        list: Option<LinkList>,
    },
    /// Words that listed annotations hold.
    Filter,
    /// The name that a spelling of a source stands for.
    JoinSource {
        /// The spelling.
        spelling: String,
    },
    /// Words to find articles by.
    FindArticle,
    /// Words to look for in the article.
    Search(Searching),
    /// The file that an export goes to.
    ExportFile {
        /// The format's name.
        format: &'static str,
        /// Which annotations go out.
        selection: Box<Selection>,
    },
    /// Nothing: what they were for is gone, and they can be copied.
    LeftBehind,
}

/// Words being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What is asked for, in words.
    pub title: String,
    /// What the words are for.
    pub purpose: Purpose,
    /// The words so far.
    pub area: TextArea<'static>,
    /// Whether they may have more than one line.
    pub multiline: bool,
    /// What is offered in their place.
    pub candidates: Option<Candidates>,
}

/// Cells that the words of a prompt have on a screen of so many columns: all but a blank at either side.
pub fn prompt_width(columns: u16) -> u16 {
    columns.saturating_sub(2)
}

impl Prompt {
    /// A prompt that begins with `words`, the cursor after them.
    pub fn new(title: impl Into<String>, purpose: Purpose, words: &str, multiline: bool) -> Prompt {
        Prompt { title: title.into(), purpose, area: area(words), multiline, candidates: None }
    }

    /// Puts `words` in the place of those typed.
    pub fn replace(&mut self, words: &str) {
        self.area.select_all();
        self.area.insert_str(words);
    }

    /// Takes a key into the words. In a note, which may be long, Ctrl-u is undo, as in an editor.
    pub(super) fn type_in(&mut self, key: KeyEvent) {
        match self.purpose {
            Purpose::Note(_) | Purpose::LinkNote { .. } => drop(self.area.input(key)),
            _ => type_into(&mut self.area, key),
        }
    }

    /// The words typed, white space at either end left out.
    pub fn words(&self) -> String {
        self.area.lines().join("\n").trim().to_owned()
    }
}

/// The commands whose name or description holds what is typed.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What is typed, and the command chosen.
    pub choosing: Choosing,
    /// Where it was opened.
    place: Place,
}

impl Palette {
    /// Nothing typed yet, at that place.
    pub fn new(place: Place) -> Palette {
        Palette { choosing: Choosing::at(0), place }
    }

    /// The commands found: those whose name begins with the words before those that hold them elsewhere, and of these the
    /// ones of the place before those that work everywhere, and last what belongs to other places.
    pub fn found(&self) -> Vec<&'static Command> {
        let words = self.choosing.words().to_lowercase();
        let rank = |command: &Command| {
            let name = command.name.replace('-', " ");
            let wanted = words.replace('-', " ");
            if name.starts_with(&wanted) {
                Some(0)
            } else if name.contains(&wanted) {
                Some(1)
            } else {
                command.description.to_lowercase().contains(&wanted).then_some(2)
            }
        };
        let mut found: Vec<_> = COMMANDS
            .iter()
            .copied()
            .flatten()
            .filter_map(|command| rank(command).map(|rank| (rank, command)))
            .collect();
        found.sort_by_key(|(rank, command)| (*rank, self.distance(command)));
        found.into_iter().map(|found| found.1).collect()
    }

    fn distance(&self, command: &Command) -> u8 {
        match (command.place, self.place) {
            (Place::Everywhere, _) => 1,
            // While an annotation is put back, the reading pane's commands work as well.
            (Place::Text, Place::Putting) => 0,
            (own, here) => {
                if own == here {
                    0
                } else {
                    2
                }
            }
        }
    }
}

/// Several lines, of which one is chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is asked, in words.
    pub title: String,
    /// The lines: a name, and what it means.
    pub lines: Vec<(&'static str, &'static str)>,
    /// The chosen line.
    pub chosen: usize,
    /// Which annotations are to go out.
    pub selection: Selection,
}

/// What happens after a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Replace a file by an export.
    Replace(Export),
    /// Quit though something could not be saved.
    Abandon,
}

/// A question to be answered by yes or no.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The question, in words.
    pub question: String,
    /// What happens after a yes.
    pub intent: Intent,
}
