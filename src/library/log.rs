//! The history as people look it up: who changed what, and when, the newest first, row by row, so that a long one takes
//! the memory of one article; where it is shown line by line, not even that.

use std::ops::{ControlFlow, Range};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::export::json_list;
use super::history::{Row, is_taken_back};
use super::rows::{LINE_CHARACTERS, optional_words, signed, words};
use super::texts::{beginning_in, revision_text};
use super::{ArticleId, LibraryError, Store};
use crate::annotation::{Annotation, AnnotationId, Change, Edit};
use crate::text::{Counter, OffsetUnit, Span, clusters, without_password};

/// Bytes of the longest character in UTF-8.
const LONGEST_CHARACTER: usize = 4;

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

/// How much a log tells of the words that a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogDetail {
    /// As much of them as a line holds, up to [`LINE_CHARACTERS`] code points, and not where they stand: no text is read as
    /// a whole.
    Line,
    /// All of them, and where they stand.
    Whole,
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
    /// All of them, or as many as [`LogDetail`] says.
    pub quote: String,
    /// The words at a link's end; empty for an annotation.
    pub other_quote: String,
    /// Where the annotation stood before and after, in code points of the text then, where that was asked for.
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
    /// Where the library cannot be read; at the end, after all others, where some changes in it are damaged.
    pub fn log(
        &self,
        filter: &LogFilter,
        detail: LogDetail,
        each: &mut dyn FnMut(Logged) -> ControlFlow<()>,
    ) -> Result<(), LibraryError> {
        self.snapshot("reading the history", |connection| {
            let mut statement = connection.prepare(
                "SELECT history.article, title, uri, reader, at, about, before, after, undone, history.revision
                 FROM history JOIN article ON article.id = history.article
                 WHERE deleted IS NULL AND (?1 = '[]' OR history.article IN (SELECT value FROM json_each(?1)))
                   AND (?2 IS NULL OR reader = ?2) AND (?3 IS NULL OR at >= ?3)
                 ORDER BY history.id DESC",
            )?;
            let articles = json_list(&filter.articles)?;
            let mut rows = statement.query(params![articles, filter.reader, filter.since])?;
            let mut texts = Texts { connection, detail, last: None };
            let mut unreadable = 0;
            while let Some(row) = rows.next()? {
                let kept =
                    Row { about: words(row, 5)?, before: optional_words(row, 6)?, after: optional_words(row, 7)? };
                let Ok(change) = kept.change() else {
                    unreadable += 1;
                    continue;
                };
                let mut logged = Logged {
                    article: ArticleId(row.get(0)?),
                    title: words(row, 1)?,
                    uri: without_password(&words(row, 2)?).into_owned(),
                    reader: words(row, 3)?,
                    at: words(row, 4)?,
                    change,
                    undone: is_taken_back(row.get(8)?),
                    quote: String::new(),
                    other_quote: String::new(),
                    code_points: Edit { before: None, after: None },
                };
                match texts.quote(&mut logged, row.get(9)?) {
                    // A text that is damaged or gone has no words to show.
                    Ok(()) | Err(Fault::Damaged(_)) => {}
                    Err(fault) => return Err(fault),
                }
                if each(logged).is_break() {
                    return Ok(());
                }
            }
            match unreadable {
                0 => Ok(()),
                rows => Err(Fault::Damaged(format!("{rows} changes of its history cannot be read"))),
            }
        })
    }
}

/// The texts that changes speak of, the last one kept: changes come in runs of one article.
struct Texts<'a> {
    connection: &'a Connection,
    detail: LogDetail,
    /// A revision, and its text.
    last: Option<(i64, Counter<String>)>,
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
                let told = after.as_ref().or(before.as_ref()).map(|annotation| annotation.span);
                if self.detail == LogDetail::Line {
                    // One more, so that it is seen where they go on.
                    let most = (LINE_CHARACTERS + 1) * LONGEST_CHARACTER;
                    let words = told.map(|span| beginning_in(self.connection, revision, span, most));
                    logged.quote = line(words.transpose()?.unwrap_or_default());
                    return Ok(());
                }
                let text = self.text(revision)?;
                let mut place = |annotation: &Annotation| code_points(text, annotation.span);
                logged.code_points = Edit {
                    before: before.as_ref().and_then(&mut place),
                    after: after.as_ref().and_then(&mut place),
                };
                let words = told.and_then(|span| text.text().get(span.range()));
                logged.quote = words.unwrap_or_default().to_owned();
            }
        }
        Ok(())
    }

    fn text(&mut self, revision: i64) -> Result<&mut Counter<String>, Fault> {
        let known = self.last.take().filter(|(last, _)| *last == revision);
        let known = match known {
            Some(known) => known,
            None => {
                let text = revision_text(self.connection, revision)?;
                (revision, Counter::new(text, OffsetUnit::CodePoints))
            }
        };
        Ok(&mut self.last.insert(known).1)
    }

    /// The words of an annotation as it is; none where it was deleted.
    fn quote_of(&self, id: &AnnotationId) -> Result<String, Fault> {
        let wanted = match self.detail {
            // One more, so that it is seen where they go on.
            LogDetail::Line => signed(LINE_CHARACTERS + 1),
            LogDetail::Whole => i64::MAX,
        };
        let mut statement =
            self.connection.prepare("SELECT substr(quote, 1, ?2) FROM annotation WHERE id = ?1")?;
        let words: String =
            statement.query_row(params![id.0, wanted], |row| row.get(0)).optional()?.unwrap_or_default();
        Ok(if self.detail == LogDetail::Line { line(words) } else { words })
    }
}

/// The clusters that are surely whole within the first [`LINE_CHARACTERS`] code points.
fn line(mut words: String) -> String {
    if let Some((end, _)) = words.char_indices().nth(LINE_CHARACTERS) {
        let last = clusters(&words[..end]).last().map_or(0, |(start, _)| start);
        words.truncate(last);
    }
    words
}

/// Where a passage stands, in code points. An annotation that was put back after it had lost its place speaks of an earlier
/// text before that, and may have no place in this one.
fn code_points(text: &mut Counter<String>, span: Span) -> Option<Range<usize>> {
    text.text().get(span.range())?;
    Some(text.range(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_a_whole_cluster() {
        let short = "好".repeat(LINE_CHARACTERS);
        assert_eq!(line(short.clone()), short);
        let long = "か\u{3099}".repeat(LINE_CHARACTERS);
        assert_eq!(line(long).chars().count(), LINE_CHARACTERS - 2);
    }
}
