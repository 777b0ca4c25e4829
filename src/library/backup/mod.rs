//! Backups: verified copies of the library in a folder beside it. The last seven daily ones are kept, one of each
//! version before a migration, and all that were asked for.

mod copy;
mod daily;
mod restore;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::LibraryError;
use super::emptied::beside;
use super::error::Fault;
use super::schema::{APPLICATION_ID, SCRIPTS};
pub use copy::back_up;
pub(super) use copy::place;
pub use daily::DailyBackup;
pub use restore::{Restored, restore};

/// What a library holds, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its schema's version.
    pub version: i64,
    /// Articles, deleted ones too.
    pub articles: usize,
    /// Annotations, orphans too; those of deleted articles are left out.
    pub annotations: usize,
}

/// A copy in the folder of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// When it was made, RFC 3339 in UTC; empty where that is not known.
    pub made: String,
    /// Its size.
    pub bytes: u64,
    /// What it holds; nothing where it cannot be read.
    pub contents: Option<Contents>,
}

/// The folder beside a library in which its backups are.
pub fn backups_folder(library: &Path) -> PathBuf {
    beside(library, "-backups")
}

/// The backups of a library, the newest first.
pub fn backups(library: &Path) -> Vec<Backup> {
    let mut found: Vec<Backup> = copies_of(library)
        .into_iter()
        .map(|path| {
            let (made, bytes) = fs::metadata(&path)
                .map(|metadata| (metadata.modified().map(told).unwrap_or_default(), metadata.len()))
                .unwrap_or_default();
            Backup { contents: contents_of(&path).ok(), path, made, bytes }
        })
        .collect();
    found.sort_by(|one, other| (&other.made, &other.path).cmp(&(&one.made, &one.path)));
    found
}

/// Whether there is a backup of the library, be it good or not.
pub(super) fn folder_has_any(library: &Path) -> bool {
    !copies_of(library).is_empty()
}

/// The finished copies in the folder. Those in the making have other names.
fn copies_of(library: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(backups_folder(library)) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "sqlite")).collect()
}

/// Makes a backup of a library of an older version before it is migrated.
pub(super) fn before_migration(connection: &Connection, library: &Path) -> Result<(), Fault> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(SCRIPTS.len()).unwrap_or(i64::MAX);
    if library.as_os_str().is_empty() || application != APPLICATION_ID || !(1..known).contains(&version) {
        return Ok(());
    }
    let name = format!("version-{version}.sqlite");
    copy::into_folder(connection, library, &name).map(drop).map_err(|fault| {
        let error = fault.worded(library, "making a backup");
        let reason = format!(
            "the library {} was not brought from version {version} to {known}, since the backup before it failed: \
             {error}; nothing was changed, see to that and start again",
            library.display()
        );
        LibraryError::Withheld { reason }.into()
    })
}

/// What a library's file holds, without changing it.
fn contents_of(path: &Path) -> Result<Contents, Fault> {
    contents(&read_connection(path)?)
}

fn contents(connection: &Connection) -> Result<Contents, Fault> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let counted = |sql: &str| number(sql).map(|count| usize::try_from(count).unwrap_or(0));
    if number("PRAGMA application_id")? != i64::from(APPLICATION_ID) {
        return Err(Fault::Damaged("it is no pingdian library".to_owned()));
    }
    Ok(Contents {
        version: number("PRAGMA user_version")?,
        articles: counted("SELECT count(*) FROM article")?,
        annotations: counted("SELECT count(*) FROM annotation")?,
    })
}

/// A connection that makes no file, for reading.
fn read_connection(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(super::store::PATIENCE)?;
    Ok(connection)
}

/// A time as backups are told of and named by: `2026-03-01T08:30:00Z`.
fn told(time: std::time::SystemTime) -> String {
    let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    let moment = chrono::DateTime::from_timestamp(seconds, 0);
    moment.map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}
