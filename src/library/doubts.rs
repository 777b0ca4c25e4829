//! Signs that annotations are missing or not what they were, though SQLite reads them without an error: what the library
//! keeps twice is compared. An export is as fast as before but for two looks at each annotation.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, ffi};

use super::disk_error;
use super::error::Fault;
use super::rows::unsigned;
use super::{ArticleId, ArticleText};

/// What an index and its table, which must hold the same, are compared by.
const SUM: &str = "count(*), coalesce(sum(rowid % 65521 * (article % 65521 + start_byte % 65521)), 0)";

/// What contradicts itself among the annotations, in words; nothing where they are sound.
pub(super) fn doubts(connection: &Connection, path: &Path) -> Vec<String> {
    let mut doubts = Vec::new();
    // Told at once, while it is known what the system said.
    let worded = |error: rusqlite::Error| {
        let fault = disk_error::told(error.into(), connection, path);
        fault.worded(path, "looking for damage").to_string()
    };
    // The same for the table of annotations takes as long as a third of the export; what it would find shows below.
    match connection.query_row("PRAGMA quick_check(label_count)", [], |row| row.get::<_, String>(0)) {
        Ok(words) if words == "ok" => {}
        Ok(words) => doubts.push(match failed_to_read(&words) {
            Some(error) => worded(error),
            None => words,
        }),
        Err(error) => doubts.push(worded(error)),
    }
    let sum = |from: &str| {
        let sql = format!("SELECT {SUM} FROM annotation {from}");
        let sums = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        connection.query_row(&sql, [], sums).map_err(worded)
    };
    match (sum("NOT INDEXED"), sum("INDEXED BY annotation_place")) {
        (Ok(table), Ok(index)) if table == index => {}
        (Ok(table), Ok(index)) => doubts.push(format!(
            "the table of annotations has {} and its index has {}, or others",
            table.0, index.0
        )),
        (Err(words), _) | (_, Err(words)) => doubts.push(words),
    }
    let differing = connection.query_row(
        "WITH there AS (SELECT article, label, count(*) AS count FROM annotation NOT INDEXED WHERE orphaned = 0
                        GROUP BY article, label)
         SELECT (SELECT count(*) FROM (SELECT * FROM there EXCEPT SELECT article, label, count FROM label_count))
              + (SELECT count(*) FROM (SELECT article, label, count FROM label_count EXCEPT SELECT * FROM there))",
        [],
        |row| unsigned(row, 0),
    );
    match differing {
        Ok(0) => {}
        Ok(_) => {
            doubts.push("articles have other annotations than were counted when they were made".to_owned())
        }
        Err(error) => doubts.push(worded(error)),
    }
    // One harm shows in several of them.
    doubts.dedup();
    doubts
}

/// The failure of the system that a check took for damage: it names a page that could not be read, and the error's number.
fn failed_to_read(words: &str) -> Option<rusqlite::Error> {
    let (_, number) = words.split_once("unable to get the page. error code=")?;
    let number: String = number.chars().take_while(char::is_ascii_digit).collect();
    let error = ffi::Error::new(number.parse().ok()?);
    (error.code == ErrorCode::SystemIoFailure).then_some(rusqlite::Error::SqliteFailure(error, None))
}

/// How many annotations of an article do not have the words in their place that were tagged.
pub(super) fn without_their_words(connection: &Connection, article: &ArticleText) -> Result<usize, Fault> {
    let ArticleId(id) = article.id;
    let mut statement = connection.prepare_cached(
        "SELECT start_byte, end_byte, quote FROM annotation WHERE article = ?1 AND orphaned = 0",
    )?;
    let mut rows = statement.query([id])?;
    let mut differing = 0;
    while let Some(row) = rows.next()? {
        let (start, end): (i64, i64) = (row.get(0)?, row.get(1)?);
        let span = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        let words = span.and_then(|(start, end)| article.text.as_bytes().get(start..end));
        differing += usize::from(words != Some(row.get_ref(2)?.as_bytes()?));
    }
    Ok(differing)
}

#[cfg(test)]
mod tests {
    use super::failed_to_read;

    #[test]
    fn a_page_that_the_system_does_not_give_is_no_damage() {
        let said =
            |code: u32| format!("Tree 7 page 9: unable to get the page. error code={code}\nrow 3 missing");
        assert!(failed_to_read(&said(266)).is_some());
        assert!(failed_to_read(&said(11)).is_none());
        assert!(failed_to_read("wrong # of entries in index annotation_place").is_none());
    }
}
