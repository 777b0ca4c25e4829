//! What the reader's program remembers beside articles: one value a key.

use rusqlite::OptionalExtension;

use super::{LibraryError, Store};

impl Store {
    /// What is remembered under `key`.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, LibraryError> {
        self.read("reading a setting", |connection| {
            let mut statement = connection.prepare("SELECT value FROM setting WHERE key = ?1")?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers `value` under `key`, in the place of what was.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), LibraryError> {
        self.write("keeping a setting", |transaction| {
            transaction.execute(
                "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )?;
            Ok(())
        })
    }
}
