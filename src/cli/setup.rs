//! What every command needs to know first: the configuration, and where things are kept.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::args::{self, Common};
use super::{Failure, complain};
use crate::app::Configuration;
use crate::article::Options;
use crate::library::{DailyBackup, Store, exposure};
use crate::regular_file;
use crate::text::Ambiguous;
use crate::whole_file::shown;

/// The largest configuration that is read, in bytes.
const LARGEST_CONFIGURATION: u64 = 4 << 20;

/// The configuration and the places.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The configuration.
    pub configuration: Configuration,
    /// Where it is kept, be the file there or not.
    pub config: Option<PathBuf>,
    /// The library's file.
    pub library: PathBuf,
    /// Whether the user named it.
    library_named: bool,
    /// What terminals answered before.
    pub terminals: Option<PathBuf>,
    /// Who annotates.
    pub reader: String,
}

impl Setup {
    /// Reads the configuration and works out the places.
    pub fn new(common: &Common) -> Result<Setup, Failure> {
        let folders = ProjectDirs::from("", "", "pingdian");
        let own = folders.as_ref().map(|folders| folders.config_dir().join("config.toml"));
        let configuration = match (&common.config, &own) {
            (Some(path), _) => configuration(path, true)?,
            (None, Some(path)) => configuration(path, false)?,
            (None, None) => Configuration::default(),
        };
        let kept = folders.as_ref().map(|folders| folders.data_dir().join("library.sqlite"));
        let library = common.library.clone().or(kept).ok_or_else(|| Failure {
            message: "no home folder is known to keep the library in; name a file with --library".to_owned(),
            status: 1,
        })?;
        if let Ok(metadata) = library.metadata() {
            regular_file::check_not_special(metadata.file_type()).map_err(|error| {
                let message = format!("the library {} cannot be opened: {error}", shown(&library));
                Failure { message, status: 1 }
            })?;
        }
        let terminals = folders.map(|folders| folders.cache_dir().join("terminals.toml"));
        let reader =
            if configuration.reader.is_empty() { login_name() } else { configuration.reader.clone() };
        let config = common.config.clone().or(own);
        let library_named = common.library.is_some();
        Ok(Setup { configuration, config, library, library_named, terminals, reader })
    }

    /// How wide ambiguous characters are: as the command line says, else the configuration, if either does.
    pub fn ambiguous(&self, option: Option<args::Ambiguous>) -> Option<Ambiguous> {
        match option {
            Some(args::Ambiguous::Narrow) => Some(Ambiguous::Narrow),
            Some(args::Ambiguous::Wide) => Some(Ambiguous::Wide),
            None => self.configuration.ambiguous.fixed(),
        }
    }

    /// How sources are read, as configured.
    pub fn options(&self) -> Options {
        Options { columns: self.configuration.corpus.clone(), ..Options::default() }
    }

    /// Opens the library to be read from. Where one was named that is not there, that is said: a slip of the fingers looks
    /// like an empty library.
    pub fn existing_store(&self) -> Result<Store, Failure> {
        if self.library_named && !self.library.exists() {
            complain(&format!("there was no library {}; an empty one was made", self.library.display()));
        }
        self.store()
    }

    /// Begins today's backup, where it is due, beside what a command writes; the command ends when it is made.
    pub fn daily_backup(&self) -> Backing {
        let failed = |words: String| complain(&words);
        Backing(DailyBackup::begin(&self.library, failed))
    }

    /// Opens the library, or makes it.
    pub fn store(&self) -> Result<Store, Failure> {
        let store = Store::open(&self.library)?;
        if let Some(exposure) = exposure(&self.library) {
            complain(&exposure);
        }
        Ok(store)
    }
}

/// A backup in the making, which is waited for.
pub struct Backing(Option<DailyBackup>);

impl Drop for Backing {
    fn drop(&mut self) {
        if let Some(backup) = self.0.take() {
            backup.wait();
        }
    }
}

/// The configuration in a file. One that nobody named need not be there.
fn configuration(path: &Path, named: bool) -> Result<Configuration, Failure> {
    let name = shown(path);
    let message = match configuration_text(path) {
        Ok(text) => match Configuration::from_toml(&text) {
            Ok(configuration) => return Ok(configuration),
            Err(error) => format!("the configuration {name}: {error}"),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => {
            return Ok(Configuration::default());
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            format!(
                "there is no configuration {name}; name one that is there with --config or PINGDIAN_CONFIG, or leave \
                 these out to take your own"
            )
        }
        Err(error) => format!("the configuration {name} could not be read: {error}"),
    };
    Err(Failure { message, status: 1 })
}

/// What stands in a configuration's file.
///
/// # Errors
///
/// Where it cannot be read, is no plain file, is larger than any configuration, or is no text.
pub fn configuration_text(path: &Path) -> io::Result<String> {
    let bytes = regular_file::read(path, LARGEST_CONFIGURATION)?;
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

fn login_name() -> String {
    let name = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()));
    name.unwrap_or_else(|| "reader".to_owned())
}
