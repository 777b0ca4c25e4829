//! What must be done outside after an update: values, carried out by whoever runs the reader.

use std::path::PathBuf;

use super::drafts::Draft;
use super::finding::Wanted;
use super::labels::LabelChange;
use crate::annotation::Change;
use crate::library::{ArticleId, Inquiry, Mark, Revision};
use crate::text::Span;

/// One thing to be done. Those that concern the library are carried out in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Commit changes; the answer names the ticket.
    Save {
        /// Numbers the saves of this session.
        ticket: u64,
        /// The article whose annotations change.
        article: ArticleId,
        /// The text that the changes speak of.
        revision: Revision,
        /// The changes, in order.
        changes: Vec<Change>,
    },
    /// Take back the last change to an article.
    Undo(ArticleId),
    /// Fetch an article with its text and annotations.
    Open(ArticleId),
    /// Fetch the annotations of an article whose text is open already.
    Adopt(ArticleId),
    /// Keep where the reader stands in an article.
    Place {
        /// The article.
        article: ArticleId,
        /// The text that this speaks of, where it is known.
        revision: Option<Revision>,
        /// The cursor's byte.
        position: usize,
        /// How far it has been read, in bytes.
        read_to: usize,
    },
    /// Say something of articles from the list.
    Mark {
        /// The articles.
        articles: Vec<ArticleId>,
        /// What is said of them.
        mark: Mark,
    },
    /// Take back the last thing done, to whatever article.
    UndoLast,
    /// Make again what was taken back last.
    RedoLast,
    /// Fetch the last changes to an article.
    History(ArticleId),
    /// Keep a setting.
    Remember {
        /// The setting's name.
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// Write annotations to a file.
    Export {
        /// The format's name.
        format: &'static str,
        /// The one article whose annotations go out, or all.
        article: Option<ArticleId>,
        /// The file.
        path: PathBuf,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
    /// Ask the library about its annotations; not in the order of the others, which must not wait for it.
    Inquire(Inquiry),
    /// Look for the related passages of other articles; not in the order of the others, which must not wait for it.
    Relate {
        /// Numbers the questions; an answer to an older one is not wanted any more.
        number: u64,
        /// The article that the passage is in.
        article: ArticleId,
        /// The passage, in bytes of its newest text.
        passage: Span,
    },
    /// Count the annotations of each label across the library.
    CountLabels,
    /// Change the labels in the configuration file, and their annotations in the library.
    Configure(Box<LabelChange>),
    /// Fetch the sources that annotations of the library name.
    Sources,
    /// Let a spelling of a source stand for another name, or for itself again; then fetch the sources.
    JoinSource {
        /// The spelling.
        spelling: String,
        /// The name it is to stand for.
        name: Option<String>,
    },
    /// Put words on disk that are not kept where they belong, in the place of those given before.
    KeepDrafts {
        /// They.
        drafts: Vec<Draft>,
        /// Whether those of earlier programs are among them, as far as they are still wanted.
        heard: bool,
    },
    /// Find words; not in the order of the others.
    Seek(Wanted),
    /// Put the program into the background.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// End the program, once all is saved.
    Quit,
}

impl Effect {
    /// The number of the save, if it is one.
    pub(super) fn ticket(&self) -> Option<u64> {
        match self {
            Effect::Save { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }
}
