//! One folded store for several threads of a program: what is found once, and held in memory, serves all of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Folded;
use crate::library::{LibraryError, Store};

/// The folded texts of one library, for one thread at a time, in the order in which they ask. They are opened with their
/// first use, and anew after work with them that failed or panicked.
#[derive(Clone, Debug, Default)]
pub struct SharedFolded(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Held by the thread whose turn is next. A mutex alone would go again and again to the thread that has just let go
    /// of it.
    next: Mutex<()>,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    folded: Option<Folded>,
    /// How often they were opened.
    opened: u32,
}

/// What comes of work with folded texts.
pub trait Outcome {
    /// Whether it failed, so that they are not to be trusted any more.
    fn is_failure(&self) -> bool;
}

impl Outcome for () {
    fn is_failure(&self) -> bool {
        false
    }
}

impl<T> Outcome for Result<T, LibraryError> {
    fn is_failure(&self) -> bool {
        self.is_err()
    }
}

impl SharedFolded {
    /// Does `work` with them, once no other thread does. `store` is this thread's own, of the one library. Where the work
    /// fails or panics nothing is open any more, and no file locked.
    pub fn with<T: Outcome>(&self, store: &Store, work: impl FnOnce(&mut Folded) -> T) -> T {
        let mut held = self.turn();
        // Taken out, so that a panic drops them and not what is held.
        let mut folded = held.folded.take().unwrap_or_else(|| {
            let before = held.opened;
            held.opened += 1;
            Folded::open_after(store, before)
        });
        let outcome = work(&mut folded);
        held.folded = Some(folded).filter(|_| !outcome.is_failure());
        outcome
    }

    fn turn(&self) -> MutexGuard<'_, Held> {
        // A panic leaves either as it should be.
        let _next = self.0.next.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::PathBuf;
    use std::sync::mpsc;
    use std::thread;

    use super::*;
    use crate::article::Article;
    use crate::library::{FileStamp, Searcher};
    use crate::text::{Pattern, Query};

    fn state(shared: &SharedFolded, store: &Store) -> u64 {
        shared.with(store, |folded| folded.state(store)).unwrap()
    }

    fn library() -> (tempfile::TempDir, PathBuf, Store) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        store.add("sample:1", &Article::from_text("一".to_owned()), FileStamp::default()).unwrap();
        (folder, path, store)
    }

    #[test]
    fn threads_with_stores_of_their_own_share_what_is_known() {
        let (_folder, path, store) = library();
        let other = Store::open(&path).unwrap();
        let shared = SharedFolded::default();
        let left = |store: &Store| shared.with(store, |folded| folded.sync_some(store)).unwrap();
        assert_eq!((left(&store), state(&shared, &store)), (0, 1));
        assert_eq!((left(&other), state(&shared, &other)), (0, 1), "the other thread reads nothing again");
    }

    #[test]
    fn after_a_failure_or_a_panic_they_are_opened_anew_in_a_state_unlike_any_before() {
        let (_folder, _, mut store) = library();
        let shared = SharedFolded::default();
        let mut states = vec![state(&shared, &store)];
        let is_open = || shared.0.held.lock().unwrap_or_else(PoisonError::into_inner).folded.is_some();
        assert!(is_open());
        // The first look at what has come is a change like the one before the failure.
        store.add("sample:2", &Article::from_text("二".to_owned()), FileStamp::default()).unwrap();
        let failed: Result<(), LibraryError> =
            shared.with(&store, |_| Err(LibraryError::Gone { path: PathBuf::new() }));
        assert!(failed.is_err() && !is_open());
        states.push(state(&shared, &store));
        store.add("sample:3", &Article::from_text("三".to_owned()), FileStamp::default()).unwrap();
        let panicked = catch_unwind(AssertUnwindSafe(|| shared.with(&store, |_| -> () { panic!("broken") })));
        assert!(panicked.is_err() && !is_open());
        states.push(state(&shared, &store));
        assert!(states.is_sorted_by(|before, after| before < after), "{states:?}");
    }

    #[test]
    fn titles_that_came_after_a_panic_are_found() {
        let (_folder, _, mut store) = library();
        let shared = SharedFolded::default();
        let mut searcher = Searcher::new(shared.clone());
        let pattern = Pattern::new(&Query { words: "一".to_owned(), ..Query::default() }).unwrap();
        assert_eq!(searcher.titled(&store, &pattern).unwrap().len(), 1);
        let _ = catch_unwind(AssertUnwindSafe(|| shared.with(&store, |_| -> () { panic!("broken") })));
        store.add("sample:2", &Article::from_text("一二".to_owned()), FileStamp::default()).unwrap();
        assert_eq!(searcher.titled(&store, &pattern).unwrap().len(), 2);
    }

    #[test]
    fn a_thread_that_waits_has_its_turn_before_one_that_asks_again() {
        let (_folder, path, store) = library();
        let (shared, (told, order)) = (SharedFolded::default(), mpsc::channel());
        thread::scope(|scope| {
            shared.with(&store, |_| {
                let (shared, told, path) = (&shared, told.clone(), &path);
                scope.spawn(move || {
                    let store = Store::open(path).unwrap();
                    shared.with(&store, |_| told.send("who waited").unwrap());
                });
                // Once its turn is next, it waits for no more than this to end.
                while shared.0.next.try_lock().is_ok() {
                    thread::yield_now();
                }
            });
            shared.with(&store, |_| told.send("who asked again").unwrap());
        });
        assert_eq!(order.try_iter().collect::<Vec<_>>(), ["who waited", "who asked again"]);
    }
}
