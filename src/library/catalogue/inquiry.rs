//! What a reader asks of the library about its annotations, and the answers: plain values, so that they can be carried
//! to the library's thread and back.

use super::{ArticleBalance, Catalogue, Facets, Selection, Sources, Stamp};
use crate::library::{ArticleId, LibraryError, Store};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// [`Store::catalogue`].
    Catalogue {
        /// Which annotations, in which order.
        selection: Selection,
        /// The first place asked for, from 0.
        first: usize,
        /// How many rows at most.
        limit: usize,
    },
    /// [`Store::sources_cited`].
    Sources(Option<ArticleId>),
    /// [`Store::facets`].
    Facets,
    /// [`Store::annotated`].
    Annotated(Option<ArticleId>),
    /// [`Store::balances`].
    Balances {
        /// Of these articles.
        articles: Vec<ArticleId>,
        /// Whose annotations count, or all.
        reader: Option<String>,
    },
}

/// What the library knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Annotations.
    Catalogue(Catalogue),
    /// Sources.
    Sources(Sources),
    /// What annotations can be chosen by.
    Facets(Facets),
    /// Articles that have annotations.
    Annotated(Vec<(ArticleId, Stamp)>),
    /// Balances.
    Balances(Vec<ArticleBalance>),
}

impl Store {
    /// Answers a question.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn answer(&self, inquiry: &Inquiry) -> Result<Answer, LibraryError> {
        Ok(match inquiry {
            Inquiry::Catalogue { selection, first, limit } => {
                Answer::Catalogue(self.catalogue(selection, *first, *limit)?)
            }
            Inquiry::Sources(article) => Answer::Sources(self.sources_cited(*article)?),
            Inquiry::Facets => Answer::Facets(self.facets()?),
            Inquiry::Annotated(article) => Answer::Annotated(self.annotated(*article)?),
            Inquiry::Balances { articles, reader } => {
                Answer::Balances(self.balances(articles, reader.as_deref())?)
            }
        })
    }
}
