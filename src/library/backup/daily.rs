//! The backup of each day of use, made on a thread of its own with its own connection, so that nobody waits for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::SystemTime;

use rusqlite::InterruptHandle;

use super::{backups_folder, contents, copies_of, copy, read_connection, told};
use crate::library::emptied::beside;
use crate::library::error::Fault;
use crate::library::schema::SCRIPTS;

/// How many daily backups are kept.
const DAYS: usize = 7;

/// How a daily backup's name begins; its day follows.
const DAILY: &str = "daily-";

/// A daily backup in the making.
#[derive(Debug)]
pub struct DailyBackup {
    thread: JoinHandle<()>,
    interrupt: Receiver<InterruptHandle>,
}

impl DailyBackup {
    /// Makes today's backup where it is due: there is none of today, and something was written since the last one. Where
    /// that fails `failed` is called, with why in words. Nothing where no thread can be had, or none is due.
    pub fn begin(library: &Path, failed: impl FnOnce(String) + Send + 'static) -> Option<DailyBackup> {
        let today = backups_folder(library).join(name_of_today());
        if !library.is_file() || today.exists() || !is_newer_than_backups(library) {
            return None;
        }
        let library = library.to_owned();
        let (give, interrupt) = channel();
        let work = move || {
            let making = || -> Result<(), Fault> {
                let connection = read_connection(&library)?;
                // Nobody may be left to stop it.
                let _ = give.send(connection.get_interrupt_handle());
                let holds = contents(&connection)?;
                // What is new, or about to be migrated, has nothing to be kept yet, or is kept by the migration.
                if holds.articles == 0 || usize::try_from(holds.version).ok() != Some(SCRIPTS.len()) {
                    return Ok(());
                }
                copy::into_folder(&connection, &library, &name_of_today())?;
                keep_the_last(&library);
                Ok(())
            };
            match making() {
                Ok(()) => {}
                Err(Fault::Sql(error))
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) => {}
                Err(fault) => failed(format!(
                    "today's backup of the library could not be made: {}",
                    fault.worded(&library, "making a backup")
                )),
            }
        };
        let thread = std::thread::Builder::new().name("backup".to_owned()).spawn(work).ok()?;
        Some(DailyBackup { thread, interrupt })
    }

    /// Waits until it is made, or has failed.
    pub fn wait(self) {
        // A panic was told of already.
        let _ = self.thread.join();
    }

    /// Gives it up where it is not done; the next start makes it.
    pub fn give_up(self) {
        if let Ok(interrupt) = self.interrupt.recv() {
            interrupt.interrupt();
        }
        self.wait();
    }
}

fn name_of_today() -> String {
    format!("{DAILY}{}.sqlite", told(SystemTime::now()).get(..10).unwrap_or_default())
}

/// Whether the library was written since its last backup.
fn is_newer_than_backups(library: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let written = modified(library).max(modified(&beside(library, "-wal")));
    copies_of(library).iter().all(|copy| modified(copy) < written)
}

/// Deletes all but the newest daily backups.
fn keep_the_last(library: &Path) {
    let is_daily =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(DAILY));
    let mut dailies: Vec<PathBuf> = copies_of(library).into_iter().filter(is_daily).collect();
    dailies.sort_unstable();
    for old in dailies.iter().rev().skip(DAYS) {
        // The next backup tries again.
        let _ = fs::remove_file(old);
    }
}
