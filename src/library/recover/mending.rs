//! What was taken is put together again: articles without a title or a text, annotations without their row or place.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::annotation::Annotation;
use crate::library::error::Fault;
use crate::library::history::is_taken_back;

/// What was mended, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mended {
    pub(super) damaged_texts: usize,
    pub(super) lost_texts: usize,
    pub(super) lost_titles: usize,
    pub(super) from_history: usize,
    pub(super) orphaned: usize,
}

/// The first line of what stands in the place of a lost text.
const LOST: &str =
    "［pingdian: the text of this article is lost; these are the words that were tagged in it］";

/// Puts together what belongs together. `missing` are the names of annotations that were lost, where any were.
pub(super) fn mend(new: &Connection, missing: Option<&HashSet<String>>) -> Result<Mended, Fault> {
    let mut mended = Mended::default();
    if let Some(missing) = missing {
        mended.from_history = from_history(new, missing)?;
    }
    mended.lost_titles = new.execute(
        "INSERT INTO article (id, uri, title, script, added, bytes)
             SELECT one.article, coalesce((SELECT uri FROM article_uri WHERE article = one.article ORDER BY uri LIMIT 1),
                                          'recovered:' || one.article),
                    '(title lost)', 'other', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0
             FROM (SELECT article FROM annotation UNION SELECT article FROM revision) AS one
             WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = one.article)",
        [],
    )?;
    mended.damaged_texts = texts(new)?;
    // The newest text that is left.
    new.execute(
        "UPDATE article SET revision = coalesce((SELECT max(id) FROM revision WHERE article = article.id), 0)
         WHERE NOT EXISTS (SELECT 1 FROM revision WHERE id = article.revision AND article = article.id)",
        [],
    )?;
    mended.lost_texts = in_place_of_texts(new)?;
    new.execute(
        "UPDATE article SET bytes = coalesce((SELECT length(text) FROM revision WHERE id = article.revision), 0)",
        [],
    )?;
    new.execute("UPDATE article SET position = 0 WHERE position NOT BETWEEN 0 AND bytes", [])?;
    new.execute("UPDATE article SET read_to = 0 WHERE read_to NOT BETWEEN 0 AND bytes", [])?;
    new.execute("UPDATE article SET like_article = NULL, like_percent = 0 WHERE like_article NOT IN (SELECT id FROM article)", [])?;
    for table in ["article_uri", "deleted_annotation", "history", "list_change", "examined", "statement_part"]
    {
        new.execute(&format!("DELETE FROM {table} WHERE article NOT IN (SELECT id FROM article)"), [])?;
    }
    new.execute("DELETE FROM revision_blocks WHERE revision NOT IN (SELECT id FROM revision)", [])?;
    new.execute("INSERT OR IGNORE INTO article_uri SELECT uri, id, revision, 0, 0 FROM article", [])?;
    // The annotations of deleted articles are put away.
    let columns = "id, article, revision, start_byte, end_byte, label, note, source, source_kind, as_of, value, event, reader,
         created, modified, quote, prefix, suffix, orphaned, attributes, former_quote";
    let deleted = "article IN (SELECT id FROM article WHERE deleted IS NOT NULL)";
    new.execute(
        &format!("INSERT OR IGNORE INTO deleted_annotation ({columns}) SELECT {columns} FROM annotation WHERE {deleted}"),
        [],
    )?;
    new.execute(&format!("DELETE FROM annotation WHERE {deleted}"), [])?;
    mended.orphaned = place(new)?;
    Ok(mended)
}

/// Annotations whose rows were lost, as the history last has them.
fn from_history(new: &Connection, missing: &HashSet<String>) -> Result<usize, Fault> {
    let mut statement = new.prepare(
        "SELECT article, revision, at, coalesce(after, before), after IS NULL, undone FROM history
         WHERE about = 'annotation' ORDER BY id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut seen = HashSet::new();
    let mut taken = 0;
    while let Some(row) = rows.next()? {
        let (article, revision, at, json): (i64, i64, String, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let is_deleted: bool = row.get(4)?;
        if is_taken_back(row.get(5)?) {
            continue;
        }
        let Some(one) = json.and_then(|json| serde_json::from_str::<Annotation>(&json).ok()) else {
            continue;
        };
        if !seen.insert(one.id.0.clone()) || (is_deleted && !missing.contains(&one.id.0)) {
            continue;
        }
        let put_away: bool = new.query_row(
            "SELECT EXISTS (SELECT 1 FROM deleted_annotation WHERE id = ?1)",
            [&one.id.0],
            |row| row.get(0),
        )?;
        let attributes = serde_json::to_string(&one.attributes).unwrap_or_else(|_| "{}".to_owned());
        if !put_away {
            taken += new.execute(
                "INSERT OR IGNORE INTO annotation (id, article, revision, start_byte, end_byte, label, note, source,
                     reader, created, modified, quote, prefix, suffix, attributes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, '', '', '', ?11)",
                params![
                    one.id.0,
                    article,
                    revision,
                    i64::try_from(one.span.start).unwrap_or(0),
                    i64::try_from(one.span.end).unwrap_or(0),
                    one.label,
                    one.note,
                    one.source,
                    one.reader,
                    at,
                    attributes
                ],
            )?;
        }
    }
    Ok(taken)
}

/// Texts that are not what they were are made texts again; how many there are.
fn texts(new: &Connection) -> Result<usize, Fault> {
    let ids: Vec<i64> =
        new.prepare("SELECT id FROM revision")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut damaged = 0;
    for id in ids {
        let (hash, bytes): (Vec<u8>, Vec<u8>) =
            new.query_row("SELECT hash, text FROM revision WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        if blake3::hash(&bytes).as_bytes().as_slice() == hash {
            continue;
        }
        damaged += 1;
        let text = readable(bytes);
        let hash = blake3::hash(text.as_bytes());
        new.execute("DELETE FROM revision_blocks WHERE revision = ?1", [id])?;
        if text.is_empty() {
            new.execute("DELETE FROM revision WHERE id = ?1", [id])?;
        } else {
            let set = "UPDATE revision SET text = ?2, hash = ?3 WHERE id = ?1";
            new.execute(set, params![id, text.as_bytes(), hash.as_bytes()])?;
        }
    }
    Ok(damaged)
}

/// Bytes as text: each that is none is a question mark, so that what follows stays in its place.
fn readable(mut bytes: Vec<u8>) -> String {
    loop {
        match String::from_utf8(bytes) {
            Ok(text) => return text,
            Err(error) => {
                let at = error.utf8_error();
                let (from, length) = (at.valid_up_to(), at.error_len());
                bytes = error.into_bytes();
                match length {
                    Some(length) => bytes[from..from + length].fill(b'?'),
                    None => bytes.truncate(from),
                }
            }
        }
    }
}

/// Gives articles without any text one of the words that were tagged in them, and their annotations places in it.
fn in_place_of_texts(new: &Connection) -> Result<usize, Fault> {
    let articles: Vec<i64> = new
        .prepare("SELECT id FROM article WHERE revision = 0")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for &article in &articles {
        let mut text = LOST.to_owned();
        let mut statement = new.prepare(
            "SELECT id, prefix, quote, suffix FROM annotation WHERE article = ?1 AND quote <> '' ORDER BY start_byte, id",
        )?;
        let tagged: Vec<[String; 4]> = statement
            .query_map([article], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?
            .collect::<Result<_, _>>()?;
        let mut places = Vec::new();
        for [id, prefix, quote, suffix] in tagged {
            text.push_str("\n\n");
            text.push_str(&prefix);
            let start = text.len();
            text.push_str(&quote);
            places.push((id, start, text.len()));
            text.push_str(&suffix);
        }
        let hash = blake3::hash(text.as_bytes());
        new.execute(
            "INSERT INTO revision (article, hash, added, text) VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?3)",
            params![article, hash.as_bytes(), text.as_bytes()],
        )?;
        let revision = new.last_insert_rowid();
        new.execute("UPDATE article SET revision = ?2 WHERE id = ?1", [article, revision])?;
        for (id, start, end) in places {
            new.execute(
                "UPDATE annotation SET revision = ?2, start_byte = ?3, end_byte = ?4, orphaned = 0 WHERE id = ?1",
                params![id, revision, i64::try_from(start).unwrap_or(0), i64::try_from(end).unwrap_or(0)],
            )?;
        }
    }
    Ok(articles.len())
}

/// Looks whether each annotation's words are in its place. Where they stand once elsewhere it goes there; where they do
/// not it is an orphan. How many became orphans.
fn place(new: &Connection) -> Result<usize, Fault> {
    let mut articles = new.prepare("SELECT id, revision FROM article")?;
    let articles: Vec<(i64, i64)> =
        articles.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut orphaned = 0;
    for (article, revision) in articles {
        let bytes: Option<Vec<u8>> = new
            .query_row("SELECT text FROM revision WHERE id = ?1", [revision], |row| row.get(0))
            .optional()?;
        let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        let mut statement = new.prepare(
            "SELECT id, start_byte, end_byte, quote FROM annotation WHERE article = ?1 AND orphaned = 0",
        )?;
        let found: Vec<(String, i64, i64, String)> = statement
            .query_map([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Result<_, _>>()?;
        for (id, start, end, quote) in found {
            let span = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            let there = span.and_then(|(start, end)| text.get(start..end)).filter(|words| !words.is_empty());
            let set = "UPDATE annotation SET revision = ?2, start_byte = ?3, end_byte = ?4, quote = ?5 WHERE id = ?1";
            let mut once = text.match_indices(&quote).filter(|_| !quote.is_empty());
            match (there, once.next(), once.next()) {
                (Some(words), ..) if words == quote || quote.is_empty() => {
                    new.execute(set, params![id, revision, start, end, words])?;
                }
                (_, Some((at, words)), None) => {
                    let (start, end) =
                        (i64::try_from(at).unwrap_or(0), i64::try_from(at + words.len()).unwrap_or(0));
                    new.execute(set, params![id, revision, start, end, words])?;
                }
                _ => orphaned += new.execute("UPDATE annotation SET orphaned = 1 WHERE id = ?1", [id])?,
            }
        }
    }
    Ok(orphaned)
}
