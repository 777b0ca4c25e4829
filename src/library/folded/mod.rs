//! The folded store: every article's newest text folded (see [`crate::text::fold_into`]) and held ready in one file beside
//! the library, so that a scan over all of them takes milliseconds. No index: two characters are what people look for
//! most, and a scan finds anything.
//!
//! The file is a cache. It may be deleted at any time and is made again; one that is damaged, or made from another
//! library or another state of this one, is thrown away. Where no file can be written there is a store in memory. It is
//! [`segments`](segment) of about a megabyte, appended to; what is no longer an article's newest text stays until it is a
//! third of all, and is passed over meanwhile. Locks (`File::lock`) keep other programs from writing while one reads.
//!
//! On disk it takes two bytes a code point and forty an article.

mod contents;
mod head;
mod image;
mod keeping;
mod newest;
mod scanning;
mod segment;
mod shared;
#[cfg(test)]
mod tests;

use contents::Contents;
use head::Head;
use image::Image;
use newest::Newest;
pub use scanning::FoldedScan;
pub use segment::{FoldedRecord, Segment};
pub use shared::SharedFolded;

use super::{ArticleId, LibraryError, Store};

/// Behind the library's name in the file's.
pub(super) const SUFFIX: &str = "-folded";

/// Code points of folded text that are made in one go, between which a caller may break off.
const GO: usize = 2 << 20;

/// The folded texts of one library. Several programs, and several of one program, may use the same file.
#[derive(Debug)]
pub struct Folded {
    image: Image,
    contents: Contents,
    newest: Newest,
    /// For which state of the library, and of the file, nothing was left to be done.
    settled: Option<(u64, Head)>,
}

impl Folded {
    /// The folded texts of the library that `store` has open, as far as they are made already: see [`Folded::sync`].
    pub fn open(store: &Store) -> Folded {
        Folded::open_after(store, 0)
    }

    /// As [`Folded::open`], where they were opened so often before: in a state unlike any that was told since the first
    /// time.
    fn open_after(store: &Store, before: u32) -> Folded {
        Folded {
            // Beside a library that cannot be written nothing is left either.
            image: match store.reading_only() {
                None => Image::beside(store.path()),
                Some(_) => Image::Memory(Vec::new()),
            },
            contents: Contents::default(),
            newest: Newest::after(before),
            settled: None,
        }
    }

    /// Folds what is new in the library and is not folded yet; quick where nothing is.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read. Where the file cannot be written, memory takes its place.
    pub fn sync(&mut self, store: &Store) -> Result<(), LibraryError> {
        while self.sync_some(store)? > 0 {}
        Ok(())
    }

    /// As [`Folded::sync`], but for about as much as takes a tenth of a second. How many articles are still to be folded.
    ///
    /// # Errors
    ///
    /// As [`Folded::sync`].
    pub fn sync_some(&mut self, store: &Store) -> Result<usize, LibraryError> {
        let left = self.bring_up(store, GO)?;
        self.image.unlock();
        Ok(left)
    }

    /// Whether the article is there and in sight, as far as was last looked.
    pub(super) fn is_shown(&self, article: ArticleId) -> bool {
        self.newest.of(article.0).is_some_and(|one| !one.hidden)
    }

    /// Another number whenever articles or their texts have changed.
    pub(super) fn state(&mut self, store: &Store) -> Result<u64, LibraryError> {
        self.newest.refresh(store)?;
        Ok(self.newest.changes())
    }

    /// Bytes of the file, or of memory where there is none.
    pub fn bytes(&self) -> u64 {
        self.contents.end()
    }
}
