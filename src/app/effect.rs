//! What must be done outside after an update: values, carried out by whoever runs the reader.

use std::path::PathBuf;

use super::drafts::Draft;
use super::finding::Wanted;
use super::labels::LabelChange;
use crate::library::{ArticleId, Inquiry, Read, Request, Selection, Write};
use crate::text::Span;

/// One thing to be done. Those that concern the library are carried out in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the library's thread.
    Library(Request),
    /// Ask a thread beside it: what takes long must not wait for saves, nor they for it.
    Ask(Question),
    /// Write annotations to a file, once all that was to be saved before is saved.
    Export(Export),
    /// Change the labels in the configuration file, and their annotations in the library, once all that was to be saved
    /// before is saved.
    Configure(Box<LabelChange>),
    /// Put words on disk that are not kept where they belong, in the place of those given before.
    KeepDrafts {
        /// They.
        drafts: Vec<Draft>,
        /// Whether those of earlier programs are among them, as far as they are still wanted.
        heard: bool,
    },
    /// Put the program into the background.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// End the program, once all is saved.
    Quit,
}

/// What is asked beside the library's thread. Of several that wait and are of one kind the newest alone is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Something about annotations: [`Event::Answered`](super::Event::Answered).
    Annotations(Inquiry),
    /// The last changes to an article, once those made before are saved: [`Event::History`](super::Event::History).
    History(ArticleId),
    /// The related passages of other articles: [`Event::Related`](super::Event::Related).
    Related {
        /// Numbers the questions; an answer to an older one is not wanted any more.
        number: u64,
        /// The article that the passage is in.
        article: ArticleId,
        /// The passage, in bytes of its newest text.
        passage: Span,
    },
    /// Words to be found: [`Event::Sought`](super::Event::Sought).
    Words(Wanted),
}

/// An export that is asked for: [`Event::Exported`](super::Event::Exported), or
/// [`Event::ExportExists`](super::Event::ExportExists).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The format's name.
    pub format: &'static str,
    /// Which annotations go out; in which order is the format's.
    pub selection: Selection,
    /// The file.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
}

impl From<Read> for Effect {
    fn from(read: Read) -> Effect {
        Effect::Library(Request::Read(read))
    }
}

impl From<Write> for Effect {
    fn from(write: Write) -> Effect {
        Effect::Library(Request::Write(write))
    }
}

impl Effect {
    /// The number of the save, if it is one.
    pub(super) fn ticket(&self) -> Option<u64> {
        match self {
            Effect::Library(Request::Write(Write::Apply { ticket, .. })) => Some(*ticket),
            _ => None,
        }
    }
}
