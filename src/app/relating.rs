//! The passages of other articles that say what a passage of the open one says: looked for on a thread, gone through,
//! jumped to and linked.

use crate::annotation::{Annotation, LinkKind};
use crate::article::differing;
use crate::library::{ArticleId, Related};
use crate::text::Span;

/// What lies over the panes while related passages are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Relating {
    /// The article with the asked passage.
    pub article: ArticleId,
    /// The asked passage, in bytes of its text.
    pub passage: Span,
    /// Its words.
    pub quote: String,
    /// The question's number: an answer to an older one is not taken.
    pub number: u64,
    /// What was found; none while it is looked for.
    pub found: Option<Vec<RelatedPassage>>,
    /// Place of the chosen one.
    pub chosen: usize,
    /// The links that were made here, the last one last.
    pub(super) made: Vec<MadeLink>,
}

/// A related passage, compared with the asked one.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedPassage {
    /// It.
    pub related: Related,
    /// Figures and names of the asked passage that it has not, in bytes of [`Relating::quote`].
    pub only_asked: Vec<Span>,
    /// Its figures and names that the asked passage has not, in bytes of its words.
    pub only_here: Vec<Span>,
    /// What the asked passage was said to be to it since it is shown.
    pub linked: Option<LinkKind>,
}

/// A link made while related passages are shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MadeLink {
    /// Place of the passage.
    pub(super) place: usize,
    /// The tag that its passage got for it.
    pub(super) tagged: Option<Annotation>,
}

impl Relating {
    /// Takes in what was found.
    pub(super) fn take(&mut self, found: Vec<Related>) {
        let compared = found.into_iter().map(|related| RelatedPassage {
            only_asked: differing(&self.quote, &related.quote),
            only_here: differing(&related.quote, &self.quote),
            related,
            linked: None,
        });
        self.found = Some(compared.collect());
        self.chosen = 0;
    }

    /// The chosen one of those found.
    pub fn chosen(&self) -> Option<&RelatedPassage> {
        self.found.as_ref()?.get(self.chosen)
    }

    pub(super) fn passage_mut(&mut self, place: usize) -> Option<&mut RelatedPassage> {
        self.found.as_mut()?.get_mut(place)
    }
}
