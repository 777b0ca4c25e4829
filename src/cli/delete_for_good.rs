//! `pingdian delete-for-good`: deleted articles leave the library, with all that belongs to them.

use super::args::DeleteForGood;
use super::setup::Setup;
use super::{Failure, print};
use crate::app::counted;

/// Deletes for good, or says what would be.
pub fn run(setup: &Setup, delete: &DeleteForGood) -> Result<(), Failure> {
    let mut store = setup.existing_store()?;
    let before = delete.before.as_deref();
    if delete.yes {
        // It is done before anything is deleted.
        drop(setup.daily_backup());
        let gone = store.delete_for_good(before)?;
        return print(format!("{} deleted for good\n", counted(gone, "article")));
    }
    let would = store.count_deleted(before)?;
    print(format!("{} would be deleted for good; with --yes that is done\n", counted(would, "article")))
}
