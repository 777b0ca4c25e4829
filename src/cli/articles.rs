//! An article named on the command line: a path, a path and which of the file's articles (`corpus.jsonl#12`), or an id.

use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::article::{self, Article, Found, Options};
use crate::library::{ArticleId, FileStamp, LibraryError, Store, file_uri, with_fragment};

/// The article that `what` names, taken into the library first where it is a file that is not there yet.
pub fn article_id(store: &mut Store, what: &OsStr, options: &Options) -> Result<ArticleId, Failure> {
    let Some(Located { path, fragment }) = located(what) else { return known(store, what) };
    let path = path.as_path();
    let stamp = FileStamp::of(&fs::metadata(path)?);
    let uri = file_uri(&fs::canonicalize(path)?);
    store.bring_back_from(&uri)?;
    if let (Some(known), None) = (store.known(&uri, stamp)?, &fragment) {
        return Ok(known);
    }
    let InFile { found, others } = in_file(path, fragment.as_deref(), options)?;
    if others && fragment.is_none() {
        return Err(Failure::usage(several(path, &found)));
    }
    let uri = match &found.fragment {
        Some(fragment) => with_fragment(&uri, fragment),
        None => uri,
    };
    store.bring_back_from(&uri)?;
    Ok(store.add(&uri, &found.article, stamp)?.id)
}

/// A file, and which of its articles, if that is said.
pub struct Located {
    /// The file.
    pub path: PathBuf,
    /// The article's fragment, or its number in the file from 1.
    pub fragment: Option<String>,
}

/// The file that `what` names, if there is one.
pub fn located(what: &OsStr) -> Option<Located> {
    if is_file(what) {
        return Some(Located { path: what.into(), fragment: None });
    }
    let words = what.to_str()?;
    // A fragment may hold the sign, too.
    words.match_indices('#').find_map(|(at, _)| {
        let path = Path::new(&words[..at]);
        path.is_file().then(|| Located { path: path.to_owned(), fragment: Some(words[at + 1..].to_owned()) })
    })
}

/// An article of a file.
pub struct InFile {
    /// The article.
    pub found: Found,
    /// Whether the file holds others.
    pub others: bool,
}

/// The article of the file at `path` that `fragment` names, by its number where no fragment is like it; the first where
/// none is named.
pub fn in_file(path: &Path, fragment: Option<&str>, options: &Options) -> Result<InFile, Failure> {
    let number: Option<usize> = fragment.and_then(|fragment| fragment.parse().ok());
    let (mut first, mut named, mut numbered) = (None, None, None);
    let mut count = 0usize;
    let read = article::read_each(path, options, &mut |found: Found| {
        count += 1;
        let own = found.fragment.as_deref();
        match fragment {
            None if count == 1 => first = Some(found),
            Some(fragment) if own.is_some_and(|own| own == fragment || is_encoded(own, fragment)) => {
                named = Some(found);
            }
            _ if number == Some(count) => numbered = Some(found),
            _ => {}
        }
        let enough = named.is_some() || (fragment.is_none() && count == 2);
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match named.or(numbered).or(first) {
        Some(found) => Ok(InFile { found, others: count > 1 }),
        None => {
            read?;
            let what = format!("{}#{}", path.display(), fragment.unwrap_or_default());
            Err(LibraryError::NoSuchArticle { what }.into())
        }
    }
}

/// Whether `fragment` is `own` as it stands in a URI.
fn is_encoded(own: &str, fragment: &str) -> bool {
    with_fragment("", own).strip_prefix('#') == Some(fragment)
}

/// That the file holds several articles, and how one of them is named.
pub fn several(path: &Path, first: &Found) -> String {
    let path = path.display();
    let own = first.fragment.as_deref().map(|own| format!(", as '{path}#{own}'")).unwrap_or_default();
    format!(
        "{path} holds several articles; name one by its number, as '{path}#1', or by what its URI ends in{own}"
    )
}

/// The first article that the file at `path` holds.
pub fn first_in(
    path: &Path,
    fragment: Option<&str>,
    options: &Options,
) -> Result<(Article, Option<String>), Failure> {
    let InFile { found, others } = in_file(path, fragment, options)?;
    let notice = (others && fragment.is_none()).then(|| several(path, &found));
    Ok((found.article, notice))
}

/// The article in the library that `what` names: its id, its URI, or the path that its file has or had.
pub fn known(store: &Store, what: &OsStr) -> Result<ArticleId, Failure> {
    if let Some(Located { path, fragment: Some(fragment) }) = located(what) {
        let uri = with_fragment(&file_uri(&fs::canonicalize(path)?), &fragment);
        if let Ok(found) = store.find(&uri) {
            return Ok(found);
        }
    }
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
