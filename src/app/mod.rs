//! The reader without a terminal: what it knows (`State`), what can happen to it (`Event`), what then must be done
//! outside (`Effect`), and the one function that leads from the one to the other (`update`).

mod annotations_pane;
mod area;
mod candidates;
mod choosing;
pub mod commands;
mod configuration;
mod contents;
mod counted;
mod drafts;
mod effect;
mod event;
mod finding;
mod geometry;
mod here;
mod identifier;
mod jumps;
mod key;
mod keymap;
mod labels;
mod linking;
mod list;
mod minute;
mod orphans;
mod overlay;
mod pace;
mod page;
mod readers;
mod reading;
mod refusing;
mod relating;
mod results;
mod saving;
mod searching;
mod settling;
mod state;
#[cfg(test)]
pub(crate) mod testing;
mod typed;
mod update;

pub use annotations_pane::{
    AnnotationsPane, Balances, Criterion, ENTRY_ROWS as PANE_ENTRY_ROWS, Entries, FilterMenu, PaneGeometry,
    Scroll, SourceTable, View, filter_words, told,
};
pub use candidates::{Candidate, Candidates, Origin};
pub use choosing::Choosing;
pub use commands::{Command, Place};
pub use configuration::{
    AmbiguousSetting, Configuration, ConfigurationError, DEFAULT, ThemeSetting, with_labels,
};
pub use contents::{Contents, ContentsLine};
pub use counted::counted;
pub use drafts::{Draft, DraftList, DraftPurpose, Drafts};
pub use effect::{Effect, Export, Question};
pub use event::{Event, Input};
pub use finding::{FIRST, LongText, MOST_EXCERPTS, Sought, Wanted};
pub use geometry::{Geometry, MARGIN};
pub use identifier::Identifiers;
pub use jumps::{Jumps, Spot};
pub use key::{Key, UnknownKey};
pub use keymap::{Binding, Keymap, KeymapError};
pub use labels::{Configured, FIELDS, Field, Form, LabelChange, LabelRow, Labels, Stage, label_rows};
pub use linking::{KINDS, LinkList, SeenLink, Tie, Tied, reminder};
pub use list::{ARRANGEMENT, Empty, List, ListCriterion, ListLine, ListMenu, arrangement_words};
pub use minute::minute;
pub use overlay::{Ask, Choice, Overlay, Palette, Prompt, Purpose, prompt_width};
pub use pace::{PACE, Pace};
pub use page::{HISTORY, PageRow, Topic, page_rows, page_width, wrapped};
pub use readers::reader_signs;
pub use reading::{
    Annotations, Cursor, Document, Edge, Identity, Layout, Reading, Reshaping, Row, Search, ShownRow, Tally,
    Unit, Viewer, with_shown,
};
pub use relating::{RelatedPassage, Relating};
pub use results::{INDENT, Results, excerpt_rows};
pub use saving::Save;
pub use searching::kind as query_kind;
pub use settling::{DifferenceId, Differing, Settling, Verdict};
pub use state::{Message, Pane, Start, State, Weight};
pub use typed::Typed;
pub use update::{FORM_INDENT, form_cells, others, update};
