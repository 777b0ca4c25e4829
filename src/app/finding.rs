//! What is asked of who searches, on a thread of its own, and what comes back. Every answer names its question: one that
//! nobody asks any more is passed over.

use std::sync::Arc;

use crate::article::Article;
use crate::library::{ArticleId, Excerpts, Held};
use crate::text::{Conversion, Query, Span};

/// Articles whose excerpts come with the answer itself: more than a screen shows.
pub const FIRST: usize = 16;

/// Excerpts of an article's text, and of its notes and sources, that are shown.
pub const MOST_EXCERPTS: usize = 3;

/// A text in which words are looked for elsewhere, and what it is shown by, where that is in the other script: words shown
/// are found as well.
#[derive(Clone, Debug)]
pub struct LongText {
    /// Its article.
    pub article: Arc<Article>,
    /// What it is shown by.
    pub conversion: Option<Conversion>,
}

impl PartialEq for LongText {
    /// Whether they are the same text, and not only equal ones.
    fn eq(&self, other: &LongText) -> bool {
        Arc::ptr_eq(&self.article, &other.article) && self.conversion == other.conversion
    }
}

impl Eq for LongText {}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing yet: all is to be made ready, until anything else is asked.
    Ready,
    /// The articles that hold the words. An older such question is given up.
    Articles(Query),
    /// Excerpts of these.
    Excerpts(Query, Vec<ArticleId>),
    /// All matches in a long text. An older such question is given up.
    Matches(Query, LongText),
}

/// An answer.
#[derive(Clone, Debug)]
pub enum Sought {
    /// So many articles are to be folded before anything is found; 0 once that is done.
    Preparing(usize),
    /// The articles that hold the words, the first to be shown first, and what is to be shown of the first of them.
    Articles {
        /// What was asked.
        query: Query,
        /// They: those whose title has a match, then the others, always the newest first.
        articles: Vec<Held>,
        /// What is shown of the first ones.
        first: Vec<Excerpts>,
        /// Whether these are all, but for [`Sought::Noted`].
        whole: bool,
    },
    /// More articles that hold the words, after those told before.
    More {
        /// What was asked.
        query: Query,
        /// They.
        articles: Vec<Held>,
        /// Whether there are no more, but for [`Sought::Noted`].
        whole: bool,
    },
    /// The articles that hold the words in notes or sources.
    Noted(Query, Vec<ArticleId>),
    /// What is to be shown of articles; nothing of one that is gone.
    Excerpts(Query, Vec<(ArticleId, Option<Excerpts>)>),
    /// All matches in a text.
    Matches(Query, LongText, Vec<Span>),
    /// Nothing could be found: why, in words.
    Failed(String),
}
