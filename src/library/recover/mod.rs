//! What can still be read of a damaged library, in a new one. Its pages are read by this program itself, row by row:
//! those that the trees of the tables lead to, then those that nothing leads to any more. The damaged one is only read.

mod mending;
mod pages;
mod record;
mod salvage;
mod tables;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::LibraryError;
use super::emptied::beside;
use super::error::Fault;
use super::remembered;
use super::schema::{self, APPLICATION_ID, SCRIPTS};
use crate::private;
use mending::Mended;
use salvage::Salvage;

/// What was taken and what was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The new library.
    pub path: PathBuf,
    /// For each table that holds anything: its name, rows taken, rows that are known to be lost.
    pub tables: Vec<(String, usize, usize)>,
    /// Pages of the file that hold nothing that can be read.
    pub damaged_pages: usize,
    /// Pages taken from the log.
    pub log_pages: usize,
    /// Texts that are not what they were: cut short, or with damaged places.
    pub damaged_texts: usize,
    /// Articles of which the text is lost. In its place stand the words that were tagged.
    pub lost_texts: usize,
    /// Articles of which title and source are lost.
    pub lost_titles: usize,
    /// Annotations taken from the history, since their own rows were lost.
    pub from_history: usize,
    /// Annotations that have no place in the text any more; they are kept as orphans, with their words.
    pub orphaned: usize,
    /// Annotations that say something else than their reader last said, as the history has it: damaged within.
    pub altered: usize,
}

impl Recovered {
    /// Whether anything is missing or not what it was, as far as that can be told.
    pub fn is_complete(&self) -> bool {
        self.damaged_pages
            + self.damaged_texts
            + self.lost_texts
            + self.lost_titles
            + self.from_history
            + self.altered
            == 0
            && self.tables.iter().all(|(_, _, lost)| *lost == 0)
    }
}

/// Takes what can be read of the library in `path`, and its log, into a new one in `target`.
///
/// # Errors
///
/// Where `target` is there already, nothing can be found, or files cannot be read or written.
pub fn recover(path: &Path, target: &Path) -> Result<Recovered, LibraryError> {
    let refused = |reason: String| LibraryError::Withheld { reason };
    if target.symlink_metadata().is_ok() {
        return Err(refused(format!("{} is there already; name a new file with -o", target.display())));
    }
    let making = beside(target, &format!(".making-{}", std::process::id()));
    let made = fill(path, &making).and_then(|mut recovered| {
        std::fs::File::open(&making)?.sync_all()?;
        super::backup::place(&making, target, false)?;
        recovered.path = target.to_owned();
        Ok(recovered)
    });
    // They are there still after a failure.
    for suffix in ["", "-journal"] {
        let _ = std::fs::remove_file(beside(&making, suffix));
    }
    made.map_err(|fault| match fault {
        Fault::Text(error) => refused(format!("{} could not be recovered: {error}", path.display())),
        other => other.worded(target, "recovering"),
    })
}

fn fill(path: &Path, making: &Path) -> Result<Recovered, Fault> {
    let mut salvage = Salvage::open(path)?;
    let version = salvage.version();
    private::open_options().write(true).create_new(true).open(making)?;
    let mut connection = Connection::open(making)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.transaction()?;
    for script in SCRIPTS.iter().take(version) {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", i64::try_from(version).unwrap_or(0))?;
    let mut recovered = salvage.fill(&transaction)?;
    if recovered.tables.is_empty() {
        let reason = format!("nothing of a library can be read in {}, nor in a log of it", path.display());
        return Err(LibraryError::Withheld { reason }.into());
    }
    transaction.commit()?;
    schema::migrate(&mut connection, SCRIPTS)?;
    let transaction = connection.transaction()?;
    let Mended { damaged_texts, lost_texts, lost_titles, from_history, orphaned } =
        mending::mend(&transaction, salvage.annotations_missing())?;
    let altered = remembered::accept_differing(&transaction)?;
    transaction.commit()?;
    recovered =
        Recovered { damaged_texts, lost_texts, lost_titles, from_history, orphaned, altered, ..recovered };
    if let Some(annotations) = recovered.tables.iter_mut().find(|table| table.0 == "annotation") {
        annotations.1 += from_history;
        annotations.2 = annotations.2.saturating_sub(from_history);
    }
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(recovered),
        _ => Err(Fault::Damaged(format!("what was recovered is: {found}"))),
    }
}
