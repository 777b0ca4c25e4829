//! Folders that were given once, and are looked through again.

use std::path::{Path, PathBuf};

use rusqlite::params;

use super::error::Fault;
use super::rows::now;
use super::uri::{file_path, file_uri};
use super::{LibraryError, Store};

/// A folder that is looked through again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it is, or was.
    pub path: PathBuf,
    /// Which of its files are articles, as it was given: see [`super::Rules::globs`].
    pub globs: Vec<String>,
    /// When it was last looked through to the end, RFC 3339 in UTC with milliseconds; `None` where it never was.
    pub looked: Option<String>,
}

impl Store {
    /// Remembers a folder, by an absolute path in which all links are resolved. One that is remembered already takes these
    /// globs.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn remember_folder(&mut self, path: &Path, globs: &[String]) -> Result<(), LibraryError> {
        let globs = serde_json::json!(globs).to_string();
        self.write("remembering a folder", |transaction| {
            transaction.execute(
                "INSERT INTO folder VALUES (?1, ?2, '') ON CONFLICT (uri) DO UPDATE SET globs = excluded.globs",
                params![file_uri(path), globs],
            )?;
            Ok(())
        })
    }

    /// The folders remembered, by path.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn folders(&self) -> Result<Vec<Folder>, LibraryError> {
        self.read("reading the folders", |connection| {
            let mut statement = connection.prepare("SELECT uri, globs, looked FROM folder")?;
            let mut rows = statement.query([])?;
            let mut folders = Vec::new();
            while let Some(row) = rows.next()? {
                let uri: String = row.get(0)?;
                let globs: String = row.get(1)?;
                let looked: String = row.get(2)?;
                let damaged = || Fault::Damaged(format!("the remembered folder {uri} is none"));
                folders.push(Folder {
                    path: file_path(&uri).ok_or_else(damaged)?,
                    globs: serde_json::from_str(&globs).map_err(|_| damaged())?,
                    looked: Some(looked).filter(|looked| !looked.is_empty()),
                });
            }
            folders.sort_by(|one: &Folder, other| one.path.cmp(&other.path));
            Ok(folders)
        })
    }

    /// Remembers that the folder was looked through to its end just now. One that is not remembered stays so.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn looked_through(&mut self, path: &Path) -> Result<(), LibraryError> {
        self.write("remembering a folder", |transaction| {
            let at = now(transaction)?;
            transaction
                .execute("UPDATE folder SET looked = ?2 WHERE uri = ?1", params![file_uri(path), at])?;
            Ok(())
        })
    }

    /// Forgets a folder; its articles stay. Whether it was remembered.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn forget_folder(&mut self, path: &Path) -> Result<bool, LibraryError> {
        self.write("forgetting a folder", |transaction| {
            Ok(transaction.execute("DELETE FROM folder WHERE uri = ?1", [file_uri(path)])? > 0)
        })
    }
}
