//! A new revision of an article, and the way of its annotations into it.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::adding::remember_uri;
use super::error::Fault;
use super::examining::Examined;
use super::passages::{is_passage, span_of};
use super::rows::{now, script_name, signed, unsigned, words};
use super::texts::{insert_revision, revision_text};
use super::{Added, AddedKind, ArticleId, Incoming};
use crate::annotation::{Anchor, Relocation};
use crate::text::Span;

/// Gives the article new words, or brings back old ones, and finds its annotations in them.
pub(super) fn revise(
    transaction: &Transaction,
    incoming: &Incoming,
    id: ArticleId,
    examined: &Examined,
) -> Result<Added, Fault> {
    let article = incoming.article;
    let hash = &examined.hash;
    let earlier = transaction
        .query_row("SELECT id FROM revision WHERE article = ?1 AND hash = ?2", params![id.0, hash], |row| {
            row.get(0)
        })
        .optional()?;
    let revision = match earlier {
        Some(revision) => revision,
        None => insert_revision(transaction, id.0, article, hash, &now(transaction)?)?,
    };
    let former = Former::of(transaction, id)?;
    let relocation = Relocation::new(&former.text, &article.text);
    let (position, read_to) = former.places(&relocation);
    transaction.execute(
        "UPDATE article SET title = ?2, script = ?3, bytes = ?4, revision = ?5, position = ?6, read_to = ?7,
             guessed_encoding = ?8, replaced = ?9, byline = ?10, published = ?11, site = ?12, language = ?13,
             url = ?14, characters = ?15
         WHERE id = ?1",
        params![
            id.0,
            article.title,
            script_name(article.script),
            signed(article.text.len()),
            revision,
            signed(position),
            signed(read_to),
            article.guessed_encoding,
            signed(article.replaced),
            article.metadata.byline,
            article.metadata.published,
            article.metadata.site,
            article.metadata.language,
            article.metadata.url,
            signed(examined.characters)
        ],
    )?;
    remember_uri(transaction, incoming, id)?;
    let Fates { carried, nearly, orphaned } =
        carry(transaction, id, revision, &article.text, &former, &relocation)?;
    Ok(Added { id, kind: AddedKind::Revised { carried, nearly, orphaned } })
}

/// The text that an article had so far, and where its reader stood.
struct Former {
    revision: i64,
    text: String,
    /// In bytes of the text.
    position: usize,
    read_to: usize,
}

impl Former {
    fn of(connection: &Connection, id: ArticleId) -> Result<Former, Fault> {
        let (position, read_to, revision) = connection.query_row(
            "SELECT position, read_to, revision FROM article WHERE id = ?1",
            [id.0],
            |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?, row.get(2)?)),
        )?;
        Ok(Former { revision, text: revision_text(connection, revision)?, position, read_to })
    }

    /// Where the reader stands in the new text and how far it was read, in bytes. Who has not begun still has not.
    fn places(&self, relocation: &Relocation) -> (usize, usize) {
        match (self.position, self.read_to) {
            (0, 0) => (0, 0),
            (position, read_to) => (relocation.nearest(position), relocation.nearest(read_to)),
        }
    }
}

/// What became of the annotations of a revised article.
struct Fates {
    carried: usize,
    nearly: usize,
    orphaned: usize,
}

/// An annotation as it stood on the newest text that had its words.
struct Marked {
    id: String,
    revision: i64,
    span: Span,
    /// The words as they were tagged.
    tagged: String,
}

/// Finds the article's annotations in its new text, those too that an earlier text had lost: each from the text that it
/// stands on. All that stand on one text are found by one comparison; that of the `former` one is `since`.
fn carry(
    connection: &Connection,
    id: ArticleId,
    revision: i64,
    text: &str,
    former: &Former,
    since: &Relocation,
) -> Result<Fates, Fault> {
    let mut settle = connection.prepare(
        "UPDATE annotation SET revision = ?2, start_byte = ?3, end_byte = ?4, quote = ?5, prefix = ?6, suffix = ?7,
                               former_quote = ?8, orphaned = 0
         WHERE id = ?1",
    )?;
    let mut orphan = connection.prepare("UPDATE annotation SET orphaned = 1 WHERE id = ?1")?;
    let mut fates = Fates { carried: 0, nearly: 0, orphaned: 0 };
    for marked in marked(connection, id)?.chunk_by(|one, next| one.revision == next.revision) {
        let (old, earlier);
        let (former, relocation) = if marked[0].revision == former.revision {
            (former.text.as_str(), since)
        } else {
            old = revision_text(connection, marked[0].revision)?;
            earlier = Relocation::new(&old, text);
            (old.as_str(), &earlier)
        };
        for annotation in marked {
            // A damaged row has no place that could be found again.
            let placed = is_passage(former, annotation.span).then(|| place(relocation, annotation, text));
            let Some(span) = placed.flatten() else {
                orphan.execute([&annotation.id])?;
                fates.orphaned += 1;
                continue;
            };
            let anchor = Anchor::of(text, span);
            let former = (anchor.quote != annotation.tagged).then_some(&annotation.tagged);
            settle.execute(params![
                annotation.id,
                revision,
                signed(span.start),
                signed(span.end),
                anchor.quote,
                anchor.prefix,
                anchor.suffix,
                former
            ])?;
            fates.carried += 1;
            fates.nearly += usize::from(former.is_some());
        }
    }
    Ok(fates)
}

/// The article's annotations, by the text that they stand on.
fn marked(connection: &Connection, id: ArticleId) -> Result<Vec<Marked>, Fault> {
    let mut select = connection.prepare(
        "SELECT id, revision, start_byte, end_byte, coalesce(former_quote, quote) FROM annotation
         WHERE article = ?1 ORDER BY revision",
    )?;
    let rows = select.query_map([id.0], |row| {
        Ok(Marked { id: row.get(0)?, revision: row.get(1)?, span: span_of(row, 2)?, tagged: words(row, 4)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where the annotation belongs in the new text. Where that has other words than were tagged, the tagged ones are
/// looked for around: they may have been given back. Words that changed bit by bit over several texts, until little
/// of what was tagged remained, are not the annotation's any more.
fn place(relocation: &Relocation, annotation: &Marked, text: &str) -> Option<Span> {
    let found = relocation.find(annotation.span)?.span;
    let words = found.of(text);
    let tagged = &annotation.tagged;
    if words == tagged {
        return Some(found);
    }
    let around = Span {
        start: found.start.saturating_sub(tagged.len()),
        end: found.end.saturating_add(tagged.len()).min(text.len()),
    };
    let anchor =
        Anchor { quote: tagged.clone(), prefix: String::new(), suffix: String::new(), start: found.start };
    let given_back = anchor.find_within(text, around);
    if let Some(again) = given_back.filter(|again| again.overlaps(found)) {
        return Some(again);
    }
    let still_its_own = Relocation::new(tagged, words).find(Span::new(0, tagged.len())).is_some();
    still_its_own.then_some(found)
}
