//! The history as people look it up: who changed what, and when, the newest first, row by row, so that a long one takes
//! the memory of one article.

use std::ops::{ControlFlow, Range};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::export::json_list;
use super::history::{Row, is_taken_back};
use super::texts::revision_text;
use super::{ArticleId, LibraryError, Store};
use crate::annotation::{Annotation, AnnotationId, Change, Edit};

/// Which changes a log tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Articles; empty for all.
    pub articles: Vec<ArticleId>,
    /// Who made the changes; anybody where it is not said.
    pub reader: Option<String>,
    /// The time from which on, in UTC: RFC 3339, or a beginning of it such as a date.
    pub since: Option<String>,
}

/// A change as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The article it was made in.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// Where the article came from.
    pub uri: String,
    /// Who made it.
    pub reader: String,
    /// When, RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// The change.
    pub change: Change,
    /// Whether it was taken back, and not made again.
    pub undone: bool,
    /// The words of the annotation, as the change left it; those at a link's beginning. Empty where they are not known.
    pub quote: String,
    /// The words at a link's end; empty for an annotation.
    pub other_quote: String,
    /// Where the annotation stood before and after, in code points of the text then.
    pub code_points: Edit<Range<usize>>,
}

impl Logged {
    /// What was done, in a line, as [`Change::told`] says it; to whose annotation, where that is another reader's. Raw.
    pub fn told(&self) -> String {
        let told = self.change.told().join("; ");
        let owner = match &self.change {
            Change::Annotation(edit) => edit.before.as_ref().map(|annotation| &annotation.reader),
            Change::Link(edit) => edit.before.as_ref().map(|link| &link.reader),
        };
        match owner.filter(|owner| **owner != self.reader) {
            Some(owner) => format!("{told} (by {owner})"),
            None => told,
        }
    }
}

impl Store {
    /// Gives the changes that `filter` lets through to `each`, the newest first, until it breaks off.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn log(
        &self,
        filter: &LogFilter,
        each: &mut dyn FnMut(Logged) -> ControlFlow<()>,
    ) -> Result<(), LibraryError> {
        self.snapshot("reading the history", |connection| {
            let mut statement = connection.prepare(
                "SELECT history.article, title, uri, reader, at, about, before, after, undone, history.revision
                 FROM history JOIN article ON article.id = history.article
                 WHERE (?1 = '[]' OR history.article IN (SELECT value FROM json_each(?1)))
                   AND (?2 IS NULL OR reader = ?2) AND (?3 IS NULL OR at >= ?3)
                 ORDER BY history.id DESC",
            )?;
            let articles = json_list(&filter.articles)?;
            let mut rows = statement.query(params![articles, filter.reader, filter.since])?;
            let mut texts = Texts { connection, last: None };
            while let Some(row) = rows.next()? {
                let change = Row { about: row.get(5)?, before: row.get(6)?, after: row.get(7)? }.change()?;
                let mut logged = Logged {
                    article: ArticleId(row.get(0)?),
                    title: row.get(1)?,
                    uri: row.get(2)?,
                    reader: row.get(3)?,
                    at: row.get(4)?,
                    change,
                    undone: is_taken_back(row.get(8)?),
                    quote: String::new(),
                    other_quote: String::new(),
                    code_points: Edit { before: None, after: None },
                };
                texts.quote(&mut logged, row.get(9)?)?;
                if each(logged).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }
}

/// The texts that changes speak of, the last one kept: changes come in runs of one article.
struct Texts<'a> {
    connection: &'a Connection,
    last: Option<(i64, String)>,
}

impl Texts<'_> {
    /// Fills in the words that a change is about, and where they stand.
    fn quote(&mut self, logged: &mut Logged, revision: i64) -> Result<(), Fault> {
        match &logged.change {
            Change::Link(edit) => {
                if let Some(link) = edit.after.as_ref().or(edit.before.as_ref()) {
                    logged.quote = self.quote_of(&link.from)?;
                    logged.other_quote = self.quote_of(&link.to)?;
                }
            }
            Change::Annotation(Edit { before, after }) => {
                let text = self.text(revision)?;
                let place = |annotation: &Annotation| code_points(text, annotation);
                logged.code_points =
                    Edit { before: before.as_ref().and_then(place), after: after.as_ref().and_then(place) };
                let told = after.as_ref().or(before.as_ref());
                let words = told.and_then(|annotation| text.get(annotation.span.range()));
                logged.quote = words.unwrap_or_default().to_owned();
            }
        }
        Ok(())
    }

    fn text(&mut self, revision: i64) -> Result<&str, Fault> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != revision) {
            self.last = Some((revision, revision_text(self.connection, revision)?));
        }
        Ok(self.last.as_ref().map_or("", |(_, text)| text))
    }

    /// The words of an annotation as it is; none where it was deleted.
    fn quote_of(&self, id: &AnnotationId) -> Result<String, Fault> {
        let mut statement = self.connection.prepare("SELECT quote FROM annotation WHERE id = ?1")?;
        Ok(statement.query_row([&id.0], |row| row.get(0)).optional()?.unwrap_or_default())
    }
}

/// Where an annotation stands, in code points of `text`. One that was put back after it had lost its place speaks of an
/// earlier text before that, and may have no place in this one.
fn code_points(text: &str, annotation: &Annotation) -> Option<Range<usize>> {
    let span = annotation.span;
    let (before, words) = (text.get(..span.start)?, text.get(span.range())?);
    let start = before.chars().count();
    Some(start..start + words.chars().count())
}
