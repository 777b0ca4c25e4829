//! Where outputs may go: onto nothing that the library lives in, nothing that its articles were read from, and not onto the
//! configuration. Every command that writes a file asks here first.

use std::path::{Path, PathBuf};

use crate::export::{Destination, ExportError};
use crate::library::{Occupancy, Store};

/// What is in use while a command runs.
pub struct Outputs<'a>(Occupancy<'a>);

impl<'a> Outputs<'a> {
    /// What `store` and the configuration's file, if there is one, are.
    pub fn new(store: &'a Store, config: Option<&Path>) -> Outputs<'a> {
        let others = config.map(|config| (PathBuf::from(config), "the configuration"));
        Outputs(store.occupancy(others.into_iter().collect()))
    }

    /// Fails where nothing may be written to `path`.
    ///
    /// # Errors
    ///
    /// [`ExportError::InUse`], and [`ExportError::Source`] where the library cannot be read.
    pub fn allow(&self, path: &Path) -> Result<(), ExportError> {
        match self.0.of(path).map_err(|error| ExportError::Source(error.into()))? {
            Some(what) => Err(ExportError::InUse { path: path.to_owned(), what }),
            None => Ok(()),
        }
    }

    /// Fails where nothing may be written to `destination`: standard output may go to a file, too.
    ///
    /// # Errors
    ///
    /// As [`Outputs::allow`].
    pub fn allow_destination(&self, destination: &Destination) -> Result<(), ExportError> {
        match destination {
            Destination::File(path) => self.allow(path),
            Destination::StandardOutput => {
                let what = self.0.of_standard_output().map_err(|error| ExportError::Source(error.into()))?;
                what.map_or(Ok(()), |what| Err(ExportError::InUse { path: "standard output".into(), what }))
            }
        }
    }
}
