//! The library opened once more, for a thread of its own that answers questions: with the first question that needs it, and
//! anew after one that failed. Where a question breaks down, that is an answer like another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::library::{LibraryError, Store};

/// The library, with what is made of it for the questions of one thread.
pub struct Opened<T> {
    library: PathBuf,
    make: Box<dyn Fn(Store) -> T + Send>,
    open: Option<T>,
}

impl<T> Opened<T> {
    /// The library in that file, not open yet.
    pub fn new(library: PathBuf, make: impl Fn(Store) -> T + Send + 'static) -> Opened<T> {
        Opened { library, make: Box::new(make), open: None }
    }

    /// What is open.
    ///
    /// # Errors
    ///
    /// Where the library cannot be opened, or is gone.
    pub fn get(&mut self) -> Result<&mut T, LibraryError> {
        Ok(match &mut self.open {
            Some(open) => open,
            // Opening would make a new one.
            None if !self.library.exists() => return Err(LibraryError::Gone { path: self.library.clone() }),
            closed => closed.insert((self.make)(Store::open(&self.library)?)),
        })
    }

    /// Does `work`, which `what` names. Where it fails or panics nothing is open any more.
    ///
    /// # Errors
    ///
    /// Why it failed, in words.
    pub fn answer<A>(
        &mut self,
        what: &str,
        work: impl FnOnce(&mut Self) -> Result<A, LibraryError>,
    ) -> Result<A, String> {
        let failed = match catch_unwind(AssertUnwindSafe(|| work(self))) {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("{what} broke down; this is an error in the program"),
        };
        self.open = None;
        Err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_fails_is_answered_and_the_next_finds_the_library_opened_anew() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let mut opened = Opened::new(library.clone(), |store| (store, 0));
        let count = |opened: &mut Opened<(Store, i32)>| {
            opened.answer("counting", |opened| {
                let (_, count) = opened.get()?;
                *count += 1;
                Ok(*count)
            })
        };
        assert!(count(&mut opened).unwrap_err().contains("library.db"), "and none is made");
        assert!(!library.exists());
        Store::open(&library).unwrap();
        assert_eq!((count(&mut opened), count(&mut opened)), (Ok(1), Ok(2)));
        let broken: Result<(), String> = opened.answer("counting", |_| panic!("broken"));
        assert_eq!(broken.unwrap_err(), "counting broke down; this is an error in the program");
        assert_eq!(count(&mut opened), Ok(1));
    }
}
