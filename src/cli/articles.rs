//! An article named on the command line: a path or an id.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::article;
use crate::library::{ArticleId, FileStamp, LibraryError, Store, file_uri};

/// The article that `what` names, taken into the library first where it is a file that is not there yet.
pub fn article_id(store: &mut Store, what: &OsStr) -> Result<ArticleId, Failure> {
    let path = Path::new(what);
    if !is_file(what) {
        return known(store, what);
    }
    let stamp = FileStamp::of(&fs::metadata(path)?);
    let uri = file_uri(&fs::canonicalize(path)?);
    store.bring_back_from(&uri)?;
    if let Some(known) = store.known(&uri, stamp)? {
        return Ok(known);
    }
    let article = article::read(path)?;
    Ok(store.add(&uri, &article, stamp)?.id)
}

/// The article in the library that `what` names: its id, its URI, or the path that its file has or had.
pub fn known(store: &Store, what: &OsStr) -> Result<ArticleId, Failure> {
    match store.find(&what.to_string_lossy()) {
        Err(unknown @ LibraryError::NoSuchArticle { .. }) => {
            for path in whole_paths(Path::new(what)) {
                match store.find(&file_uri(&path)) {
                    Err(LibraryError::NoSuchArticle { .. }) => {}
                    found => return Ok(found?),
                }
            }
            Err(unknown.into())
        }
        found => Ok(found?),
    }
}

/// Where a file that may be gone was: under its folder as that really is, which is how files are taken in, or else under
/// the working folder.
fn whole_paths(path: &Path) -> impl Iterator<Item = PathBuf> {
    let whole = std::path::absolute(path).ok();
    let real = whole
        .as_deref()
        .and_then(|whole| Some(fs::canonicalize(whole.parent()?).ok()?.join(whole.file_name()?)));
    real.into_iter().chain(whole)
}

/// Whether `what` is to be taken for a file: there is one, and the name is not just a number, which is an id.
pub fn is_file(what: &OsStr) -> bool {
    let number = what.to_str().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    !number && Path::new(what).exists()
}
