//! The folders that are looked through again: which they are, and `pingdian folders`, which tells and forgets them.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Folders;
use super::setup::Setup;
use super::{Failure, print};
use crate::export::write_json;
use crate::library::{Rules, Store, Wanted};
use crate::text::visible;

/// What is to be looked through, and the remembered folder that it is, if it is one.
pub struct Remembered {
    /// What is to be looked through.
    pub wanted: Wanted,
    /// The folder, all links resolved.
    pub folder: Option<PathBuf>,
}

/// Tells which folders are remembered, or forgets some.
pub fn run(setup: &Setup, folders: &Folders) -> Result<(), Failure> {
    let mut store = setup.existing_store()?;
    for path in &folders.forget {
        let real = path.canonicalize().or_else(|_| std::path::absolute(path))?;
        if !store.forget_folder(&real)? {
            let what = path.display();
            let message = format!("{what} is not remembered; `pingdian folders` names those that are");
            return Err(Failure { message, status: 1 });
        }
    }
    if !folders.forget.is_empty() {
        return Ok(());
    }
    let mut told = Vec::new();
    for folder in store.folders()? {
        if folders.json {
            let path = folder.path.to_string_lossy();
            write_json(&mut told, &json!({"path": path, "globs": folder.globs, "looked": folder.looked}))?;
        } else {
            told.extend(visible(&folder.path.to_string_lossy()).bytes());
            folder.globs.iter().for_each(|glob| told.extend(format!("  {}", visible(glob)).bytes()));
        }
        told.push(b'\n');
    }
    print(told)
}

/// All remembered folders.
pub fn all(setup: &Setup, store: &Store) -> Result<Vec<Remembered>, Failure> {
    let wanted = |path: &Path, globs| Wanted { paths: vec![path.to_owned()], rules: rules(setup, globs) };
    let folders = store.folders()?.into_iter();
    Ok(folders
        .map(|one| Remembered { wanted: wanted(&one.path, one.globs), folder: Some(one.path) })
        .collect())
}

/// A path that was named. A folder is remembered with these globs, or keeps its own where there are none. One that lies
/// in a remembered folder is looked through with that one, unless it has globs of its own.
pub fn named(setup: &Setup, store: &mut Store, path: &Path, globs: &[String]) -> Result<Remembered, Failure> {
    rules(setup, globs.to_vec()).check().map_err(|error| Failure::usage(error.to_string()))?;
    let given = |globs: Vec<String>| Wanted { paths: vec![path.to_owned()], rules: rules(setup, globs) };
    let real = match path.canonicalize() {
        Ok(real) if real.is_dir() => real,
        _ => return Ok(Remembered { wanted: given(globs.to_vec()), folder: None }),
    };
    let known = store.folders()?;
    let own = known.iter().find(|folder| folder.path == real);
    let above = known.iter().find(|folder| folder.path != real && real.starts_with(&folder.path));
    let globs = match (own, above, globs) {
        (Some(own), _, []) => own.globs.clone(),
        (None, Some(above), []) => {
            return Ok(Remembered { wanted: given(above.globs.clone()), folder: None });
        }
        _ => globs.to_vec(),
    };
    match store.remember_folder(&real, &globs) {
        // It is read all the same.
        Err(_) if store.reading_only().is_some() => {
            return Ok(Remembered { wanted: given(globs), folder: None });
        }
        remembered => remembered?,
    }
    Ok(Remembered { wanted: given(globs), folder: Some(real) })
}

/// The rules for a folder that was given with these globs.
fn rules(setup: &Setup, globs: Vec<String>) -> Rules {
    let configuration = &setup.configuration;
    let globs = configuration.globs.iter().cloned().chain(globs).collect();
    Rules { globs, gitignore: configuration.gitignore }
}
