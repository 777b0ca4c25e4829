//! What an article's source says about it, besides its words.

use serde::{Deserialize, Serialize};

/// What an article's source says about it. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metadata {
    /// Who wrote it, as printed.
    pub byline: String,
    /// When it was published: an ISO 8601 date, or a date and time (RFC 3339), as exactly as is known.
    pub published: String,
    /// Who published it: the name of the site, paper, feed or corpus.
    pub site: String,
    /// The language it says it is in, a BCP 47 tag.
    pub language: String,
}
