//! One folded store for several threads of a program: what is found once, and held in memory, serves all of them.

use std::sync::{Arc, Mutex};

use super::Folded;
use crate::library::Store;

/// The folded texts of one library, for one thread at a time. They are opened with their first use.
#[derive(Clone, Debug, Default)]
pub struct SharedFolded(Arc<Mutex<Option<Folded>>>);

impl SharedFolded {
    /// Does `work` with them, once no other thread does. `store` is this thread's own, of the one library.
    pub fn with<T>(&self, store: &Store, work: impl FnOnce(&mut Folded) -> T) -> T {
        let mut held = self.0.lock().unwrap_or_else(|poisoned| {
            // A panic may have left them half done.
            let mut held = poisoned.into_inner();
            *held = None;
            self.0.clear_poison();
            held
        });
        work(held.get_or_insert_with(|| Folded::open(store)))
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::article::Article;
    use crate::library::FileStamp;

    #[test]
    fn threads_with_stores_of_their_own_share_what_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let other = Store::open(&path).unwrap();
        store.add("sample:1", &Article::from_text("一".to_owned()), FileStamp::default()).unwrap();
        let shared = SharedFolded::default();
        let left = |store: &Store| shared.with(store, |folded| folded.sync_some(store).unwrap());
        let changes = |store: &Store| shared.with(store, |folded| folded.state(store).unwrap());
        assert_eq!((left(&store), changes(&store)), (0, 1));
        assert_eq!((left(&other), changes(&other)), (0, 1), "the other thread reads nothing again");
        let panicked = catch_unwind(AssertUnwindSafe(|| shared.with(&store, |_| panic!("broken"))));
        assert!(panicked.is_err());
        assert_eq!(changes(&other), 1, "they are there again");
    }
}
