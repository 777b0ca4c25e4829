//! `pingdian backup`: a verified copy of the library.

use super::args::Backup;
use super::setup::Setup;
use super::{Failure, print};
use crate::app::counted;
use crate::library::{Contents, back_up};
use crate::whole_file::shown;

/// Makes a backup, and says where and of what.
pub fn run(setup: &Setup, args: &Backup) -> Result<(), Failure> {
    let (path, contents) = back_up(&setup.library, args.file.as_deref())?;
    print(format!("{} backed up to {}\n", told(&contents), shown(&path)))
}

/// What a library holds, for people.
pub fn told(contents: &Contents) -> String {
    format!("{}, {}", counted(contents.articles, "article"), counted(contents.annotations, "annotation"))
}
