//! What a list of annotations can be narrowed down to.

use rusqlite::Connection;

use super::ATTRIBUTES;
use crate::library::error::Fault;
use crate::library::rows::words;
use crate::library::{LibraryError, Store};

/// What there is in the library to choose annotations by, each in its order by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Labels, by name.
    pub labels: Vec<String>,
    /// Attributes: name and value.
    pub attributes: Vec<(String, String)>,
    /// Readers, by name.
    pub readers: Vec<String>,
}

impl Store {
    /// The labels, attributes and readers that the library's annotations have.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn facets(&self) -> Result<Facets, LibraryError> {
        self.snapshot("listing annotations", |connection| {
            let mut attributes = connection.prepare(&format!(
                "SELECT DISTINCT json_each.key, json_each.value FROM annotation, json_each({ATTRIBUTES})
                 WHERE attributes <> '{{}}' ORDER BY 1, 2"
            ))?;
            let attributes = attributes.query_map([], |row| Ok((words(row, 0)?, words(row, 1)?)))?;
            Ok(Facets {
                labels: names(connection, "SELECT DISTINCT label FROM label_count ORDER BY label")?,
                attributes: attributes.collect::<Result<_, _>>()?,
                readers: names(connection, "SELECT DISTINCT reader FROM annotation ORDER BY reader")?,
            })
        })
    }
}

fn names(connection: &Connection, query: &str) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare(query)?;
    let names = statement.query_map([], |row| words(row, 0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
