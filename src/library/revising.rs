//! A new revision of an article, and the way of its annotations into it.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::adding::remember_uri;
use super::error::Fault;
use super::rows::{now, script_name, signed, unsigned};
use super::texts::insert_revision;
use super::{Added, AddedKind, ArticleId, Incoming};
use crate::annotation::Anchor;

/// Gives the article new words, or brings back old ones, and finds its annotations in them.
pub(super) fn revise(
    transaction: &Transaction,
    incoming: &Incoming,
    id: ArticleId,
    hash: &[u8; 32],
) -> Result<Added, Fault> {
    let article = incoming.article;
    let earlier = transaction
        .query_row("SELECT id FROM revision WHERE article = ?1 AND hash = ?2", params![id.0, hash], |row| {
            row.get(0)
        })
        .optional()?;
    let revision = match earlier {
        Some(revision) => revision,
        None => insert_revision(transaction, id.0, article, hash, &now(transaction)?)?,
    };
    let (position, read_to) =
        transaction.query_row("SELECT position, read_to FROM article WHERE id = ?1", [id.0], |row| {
            Ok((unsigned(row, 0)?, unsigned(row, 1)?))
        })?;
    transaction.execute(
        "UPDATE article SET title = ?2, script = ?3, bytes = ?4, revision = ?5, position = ?6, read_to = ?7,
             guessed_encoding = ?8, replaced = ?9
         WHERE id = ?1",
        params![
            id.0,
            article.title,
            script_name(article.script),
            signed(article.text.len()),
            revision,
            signed(floor(&article.text, position)),
            signed(floor(&article.text, read_to)),
            article.guessed_encoding,
            signed(article.replaced)
        ],
    )?;
    remember_uri(transaction, incoming, id)?;
    let (carried, orphaned) = carry(transaction, id, revision, &article.text)?;
    Ok(Added { id, kind: AddedKind::Revised { carried, orphaned } })
}

/// The last character boundary of `text` up to `byte`.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Finds the article's annotations in its new text, those too that an earlier text had lost. How many were found,
/// and how many were not.
fn carry(connection: &Connection, id: ArticleId, revision: i64, text: &str) -> Result<(usize, usize), Fault> {
    let mut select = connection
        .prepare("SELECT id, quote, prefix, suffix, start_byte FROM annotation WHERE article = ?1")?;
    let anchors: Vec<(String, Anchor)> = select
        .query_map([id.0], |row| {
            let anchor = Anchor {
                quote: row.get(1)?,
                prefix: row.get(2)?,
                suffix: row.get(3)?,
                start: unsigned(row, 4)?,
            };
            Ok((row.get(0)?, anchor))
        })?
        .collect::<Result<_, _>>()?;
    let mut settle = connection.prepare(
        "UPDATE annotation SET revision = ?2, start_byte = ?3, end_byte = ?4, prefix = ?5, suffix = ?6, orphaned = 0
         WHERE id = ?1",
    )?;
    let mut orphan = connection.prepare("UPDATE annotation SET orphaned = 1 WHERE id = ?1")?;
    let (mut carried, mut orphaned) = (0, 0);
    for (annotation, anchor) in anchors {
        let Some(span) = anchor.find(text) else {
            orphan.execute([&annotation])?;
            orphaned += 1;
            continue;
        };
        let anchor = Anchor::of(text, span);
        settle.execute(params![
            annotation,
            revision,
            signed(span.start),
            signed(span.end),
            anchor.prefix,
            anchor.suffix
        ])?;
        carried += 1;
    }
    Ok((carried, orphaned))
}
