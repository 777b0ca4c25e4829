//! Who says so, across the library: each source with how often it is named, and spellings that stand for one name.
//! Annotations keep what was written; the name is found when it is asked for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::rows::{unsigned, words};
use super::{LibraryError, Store};

/// A source that annotations name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownSource {
    /// Its name.
    pub name: String,
    /// Other spellings that were joined with it, in their order.
    pub spellings: Vec<String>,
    /// How many annotations name it, under whatever spelling.
    pub count: usize,
}

impl Store {
    /// All sources that annotations name or spellings stand for, those named most often first.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn sources(&self) -> Result<Vec<KnownSource>, LibraryError> {
        let (named, joined) = self.snapshot("reading sources", |connection| {
            // Asked so, an index answers it alone: the spellings are looked up afterwards.
            let mut statement = connection
                .prepare("SELECT source, count(*) FROM annotation WHERE source <> '' GROUP BY source")?;
            let rows = statement.query_map([], |row| Ok((words(row, 0)?, unsigned(row, 1)?)))?;
            let named: Vec<(String, usize)> = rows.collect::<Result<_, _>>()?;
            Ok((named, spellings(connection)?))
        })?;
        let mut known: BTreeMap<String, KnownSource> = BTreeMap::new();
        let names: HashMap<&str, &str> =
            joined.iter().map(|(spelling, name)| (spelling.as_str(), name.as_str())).collect();
        for (source, count) in named {
            let name = names.get(source.as_str()).map_or(source.clone(), |name| (*name).to_owned());
            known.entry(name).or_default().count += count;
        }
        for (spelling, name) in &joined {
            known.entry(name.clone()).or_default().spellings.push(spelling.clone());
        }
        let named = |(name, source)| KnownSource { name, ..source };
        let mut sources: Vec<KnownSource> = known.into_iter().map(named).collect();
        sources.sort_by_key(|source| Reverse(source.count));
        Ok(sources)
    }

    /// Lets `spelling` stand for `name`, and gives the name that it stands for now: the one that `name` itself stands
    /// for, if it does. What stood for `spelling` goes along. Where `name` stands for `spelling` already, nothing
    /// changes and `spelling` comes back.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn join_source(&mut self, spelling: &str, name: &str) -> Result<String, LibraryError> {
        self.write("joining sources", |transaction| {
            let name = stands_for(transaction, name)?.unwrap_or_else(|| name.to_owned());
            if name != spelling {
                transaction.execute(
                    "UPDATE source_spelling SET name = ?2 WHERE name = ?1",
                    params![spelling, name],
                )?;
                transaction.execute(
                    "INSERT INTO source_spelling VALUES (?1, ?2)
                     ON CONFLICT (spelling) DO UPDATE SET name = excluded.name",
                    params![spelling, name],
                )?;
            }
            Ok(name)
        })
    }

    /// Lets `spelling` stand for itself again, and says whether it stood for another.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn unjoin_source(&mut self, spelling: &str) -> Result<bool, LibraryError> {
        self.write("parting sources", |transaction| {
            Ok(transaction.execute("DELETE FROM source_spelling WHERE spelling = ?1", [spelling])? > 0)
        })
    }
}

fn spellings(connection: &Connection) -> Result<Vec<(String, String)>, Fault> {
    let mut statement = connection.prepare("SELECT spelling, name FROM source_spelling ORDER BY spelling")?;
    let rows = statement.query_map([], |row| Ok((words(row, 0)?, words(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn stands_for(connection: &Connection, spelling: &str) -> Result<Option<String>, Fault> {
    let mut statement = connection.prepare("SELECT name FROM source_spelling WHERE spelling = ?1")?;
    Ok(statement.query_row([spelling], |row| row.get(0)).optional()?)
}
