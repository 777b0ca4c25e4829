//! What the history and an index remember of annotations, against what their rows say: a row that was damaged in the
//! middle of its words is still a row, and nothing else tells.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, OpenFlags, params};

use super::error::Fault;
use super::history::is_taken_back;
use super::rows::now;
use crate::annotation::Annotation;

/// What is compared: a sum of it, and when it was said.
struct Remembered {
    sum: u64,
    at: String,
}

/// How many annotations say something else than their reader last said, and one more where their names are not those of the
/// index. Those that were changed since by taking something back, or came from elsewhere with times of their own, are
/// compared by their names alone.
pub(super) fn differing(connection: &Connection) -> Result<usize, Fault> {
    let (differing, names_differ) = compare(connection)?;
    Ok(differing.len() + usize::from(names_differ))
}

/// Takes the annotations that say something else than their reader last said for changed just now, so that this is not told
/// again and again of a library that was recovered. How many they are.
pub(super) fn accept_differing(connection: &Connection) -> Result<usize, Fault> {
    let (differing, _) = compare(connection)?;
    let at = now(connection)?;
    let mut update = connection.prepare("UPDATE annotation SET modified = ?2 WHERE rowid = ?1")?;
    for rowid in &differing {
        update.execute(params![rowid, at])?;
    }
    Ok(differing.len())
}

/// The rows of the annotations that say something else than their reader last said, and whether the names of all are not
/// those of the index.
fn compare(connection: &Connection) -> Result<(Vec<i64>, bool), Fault> {
    let hasher = RandomState::new();
    let sum = |said: [&str; 4], attributes: &str| hasher.hash_one((said, attributes));
    let mut last: HashMap<String, Remembered> = HashMap::new();
    let mut changes = connection.prepare(
        "SELECT at, after, undone FROM history WHERE about = 'annotation' AND after IS NOT NULL ORDER BY id",
    )?;
    let mut rows = changes.query([])?;
    while let Some(row) = rows.next()? {
        if is_taken_back(row.get(2)?) {
            continue;
        }
        // What cannot be told of is damage of the history, of which nothing is exported.
        let Ok(one) = serde_json::from_slice::<Annotation>(row.get_ref(1)?.as_bytes()?) else { continue };
        let attributes = serde_json::to_string(&one.attributes).unwrap_or_default();
        let sum = sum([&one.label, &one.note, &one.source, &one.reader], &attributes);
        last.insert(one.id.0, Remembered { sum, at: row.get(0)? });
    }
    let mut said = connection.prepare(
        "SELECT id, modified, label, note, source, reader, attributes, rowid FROM annotation NOT INDEXED",
    )?;
    let mut rows = said.query([])?;
    let (mut differing, mut names) = (Vec::new(), 0u64);
    while let Some(row) = rows.next()? {
        names = names.wrapping_add(hasher.hash_one(row.get_ref(0)?.as_bytes()?));
        let text = |column| row.get_ref(column).map(|value| value.as_bytes().map(String::from_utf8_lossy));
        let Some(remembered) = last.get(text(0)??.as_ref()) else { continue };
        if remembered.at.as_bytes() == row.get_ref(1)?.as_bytes()? {
            let said = [text(2)??, text(3)??, text(4)??, text(5)??];
            let said = said.each_ref().map(|one| one.as_ref());
            if sum(said, text(6)??.as_ref()) != remembered.sum {
                differing.push(row.get(7)?);
            }
        }
    }
    let mut indexed =
        connection.prepare("SELECT id FROM annotation INDEXED BY sqlite_autoindex_annotation_1")?;
    let mut rows = indexed.query([])?;
    while let Some(row) = rows.next()? {
        names = names.wrapping_sub(hasher.hash_one(row.get_ref(0)?.as_bytes()?));
    }
    Ok((differing, names != 0))
}

/// Compares on a thread with a connection of its own, while an export goes on. Nothing where there is no thread to be had.
pub(super) fn begin(library: &Path) -> Option<JoinHandle<Option<usize>>> {
    let library = library.to_owned();
    let work = move || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(library, flags).ok()?;
        differing(&connection).ok()
    };
    thread::Builder::new().name("comparing".to_owned()).spawn(work).ok()
}
