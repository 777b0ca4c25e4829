//! Labels as the library knows them: names on annotations. How many have each, and one name in the place of another.

use std::collections::BTreeMap;

use rusqlite::params;

use super::rows::unsigned;
use super::{LibraryError, Store};

/// What became of a label's annotations when another took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// How many have the other label now, orphans too.
    pub annotations: usize,
    /// How many of them stand on a passage on which their reader had one of the other label already. Both are kept: each
    /// may have a note, a source or links of its own.
    pub twins: usize,
}

impl Store {
    /// How many annotations each label has, orphans too, by the label's name.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn label_uses(&self) -> Result<BTreeMap<String, usize>, LibraryError> {
        self.snapshot("counting labels", |connection| {
            let mut statement = connection.prepare(
                "SELECT label, sum(count) FROM (
                     SELECT label, count FROM label_count
                     UNION ALL
                     SELECT label, count(*) FROM annotation WHERE orphaned <> 0 GROUP BY label)
                 GROUP BY label",
            )?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, unsigned(row, 1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Gives all annotations labelled `from`, orphans too, the label `to`, and says what became of them. The history
    /// then speaks of `to` as well, so that what was done before is still taken back and made again. When they
    /// changed last stays as it was: their reader has not changed them.
    ///
    /// `meanwhile` does what must hold or fail together with it: it is called before anything is committed, and where
    /// it fails nothing is.
    ///
    /// # Errors
    ///
    /// [`LibraryError::Withheld`] with the words of `meanwhile`; others where the library cannot be written. Where it
    /// cannot be committed, `meanwhile` was called.
    pub fn rename_label(
        &mut self,
        from: &str,
        to: &str,
        meanwhile: impl FnOnce() -> Result<(), String>,
    ) -> Result<Renamed, LibraryError> {
        self.write("renaming a label", |transaction| {
            let twins = transaction.query_row(
                "SELECT count(*) FROM annotation AS one
                 WHERE label = ?1 AND orphaned = 0 AND EXISTS (
                     SELECT 1 FROM annotation AS other
                     WHERE other.article = one.article AND other.start_byte = one.start_byte
                       AND other.end_byte = one.end_byte AND other.reader = one.reader
                       AND other.label = ?2 AND other.orphaned = 0 AND other.id <> one.id)",
                params![from, to],
                |row| unsigned(row, 0),
            )?;
            let annotations = transaction.execute(
                "UPDATE annotation SET label = ?2 WHERE label = ?1 AND ?1 <> ?2",
                params![from, to],
            )?;
            // They may come back.
            transaction.execute(
                "UPDATE deleted_annotation SET label = ?2 WHERE label = ?1 AND ?1 <> ?2",
                params![from, to],
            )?;
            for column in ["before", "after"] {
                transaction.execute(
                    &format!(
                        "UPDATE history SET {column} = json_set({column}, '$.label', ?2)
                         WHERE about = 'annotation' AND {column} ->> '$.label' = ?1"
                    ),
                    params![from, to],
                )?;
            }
            meanwhile().map_err(|reason| LibraryError::Withheld { reason })?;
            Ok(Renamed { annotations, twins: if from == to { 0 } else { twins } })
        })
    }
}
