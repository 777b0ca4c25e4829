//! The file brought up to the library: read again where another program wrote it, made anew where it is of no use, what is
//! new appended, what is out of date thrown out.

use std::io;

use super::contents::{Contents, Placed};
use super::image::{Image, Lock};
use super::newest::{self, One};
use super::segment::{Builder, FoldedRecord, HEAD, OVERLAP, PART};
use super::{Folded, newest::Newest};
use crate::library::error::Fault;
use crate::library::texts::revision_text;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::{UNIT_BYTES, fold_into};

/// Of so many parts of all units, more than one must be out of date before they are thrown out.
const STALE_PART: usize = 3;

/// Units below which it does not matter what is out of date.
const SMALL: usize = 1 << 20;

impl Folded {
    /// Folds up to about `most` code points of what is not folded yet, and leaves the file locked for reading. How many
    /// articles are still to be folded.
    pub(super) fn bring_up(&mut self, store: &Store, most: usize) -> Result<usize, LibraryError> {
        self.newest.refresh(store)?;
        for lock in [Lock::Read, Lock::Write] {
            if self.image.lock(lock).is_err() {
                self.leave_file();
            }
            self.reload(store)?;
            self.contents.mark(&self.newest);
            let state = Some((self.newest.changes(), self.contents.head));
            if self.settled == state {
                return Ok(0);
            }
            let missing = self.missing();
            if lock == Lock::Read && missing.is_empty() && !self.is_stale() {
                self.settled = state;
                return Ok(0);
            }
            if lock == Lock::Read {
                self.image.unlock();
                continue;
            }
            let folded = self.fold(store, &missing, most)?;
            self.contents.mark_anew(&self.newest);
            // Others may read from here on. Where they write between the two, the next look will tell.
            self.image.unlock();
            if self.image.lock(Lock::Read).is_err() {
                self.leave_file();
                return Ok(missing.len());
            }
            return match Contents::head_of(&self.image) == Some(self.contents.head) {
                true => Ok(missing.len() - folded),
                false => self.bring_up(store, most),
            };
        }
        Ok(0)
    }

    /// Reads head and tables where they are not those known.
    fn reload(&mut self, store: &Store) -> Result<(), LibraryError> {
        let head = Contents::head_of(&self.image);
        if head.is_some_and(|head| head == self.contents.head) {
            return Ok(());
        }
        let library = newest::identity(store)?;
        let read = Contents::read(&self.image, &self.contents).filter(|read| read.head.library == library);
        self.contents = match read {
            Some(read) if is_of(store, &read)? => read,
            _ => Contents::default(),
        };
        self.contents.head.library = library;
        Ok(())
    }

    /// Newest texts that are not folded.
    fn missing(&self) -> Vec<One> {
        let folded = self.contents.revisions();
        let is_missing = |one: &&One| folded.binary_search(&one.revision).is_err();
        self.newest.all().iter().filter(is_missing).copied().collect()
    }

    /// Whether so much is out of date that it is worth throwing out. A hidden article's text is not.
    fn is_stale(&self) -> bool {
        let (mut all, mut stale) = (0, 0);
        for record in self.contents.records() {
            all += record.len;
            stale += if is_newest(&self.newest, record) { 0 } else { record.len };
        }
        all > SMALL && stale * STALE_PART > all
    }

    /// Folds of `missing` as much as is wanted, under a lock for writing; how many articles that was. Where the file
    /// cannot be written there is none any more, and all is done again in memory.
    fn fold(&mut self, store: &Store, missing: &[One], most: usize) -> Result<usize, LibraryError> {
        if self.is_stale() && self.throw_out().is_err() {
            self.leave_file();
            return Ok(0);
        }
        let begun = self.begin();
        let mut builder = match begun {
            Ok(builder) => builder,
            Err(_) => {
                self.leave_file();
                return Ok(0);
            }
        };
        let (mut folded, mut units) = (0, 0);
        for one in missing {
            if units >= most {
                break;
            }
            let texts = store.snapshot("reading a text", |connection| {
                match newest::hash(connection, one.revision)? {
                    Some(hash) => match revision_text(connection, one.revision) {
                        Ok(text) => Ok(Some((hash, text))),
                        // Nothing can be found in a text that is damaged, and everything in the others.
                        Err(Fault::Damaged(_)) => Ok(Some((hash, String::new()))),
                        Err(fault) => Err(fault),
                    },
                    None => Ok(None),
                }
            })?;
            folded += 1;
            // One that was deleted since.
            let Some((hash, text)) = texts else { continue };
            match self.put(&mut builder, *one, hash, &text) {
                Ok(more) => units += more,
                Err(_) => {
                    self.leave_file();
                    return Ok(0);
                }
            }
        }
        let ended = self.append(&mut builder).and_then(|()| self.contents.write_head(&mut self.image));
        if ended.is_err() {
            self.leave_file();
            return Ok(0);
        }
        Ok(folded)
    }

    /// Makes ready to append: a last segment that is not full is taken up again.
    fn begin(&mut self) -> io::Result<Builder> {
        let mut builder = Builder::default();
        if self.contents.segments.last().is_some_and(|last| last.head.units < super::segment::FULL)
            && let Some(last) = self.contents.segments.pop()
        {
            take_up(&self.image, &last, &mut builder, |_| true)?;
        }
        self.contents.write_head(&mut self.image)?;
        Ok(builder)
    }

    /// Folds a text into segments; how many units it has.
    fn put(&mut self, builder: &mut Builder, one: One, hash: u64, text: &str) -> io::Result<usize> {
        let (mut rest, mut before) = (text, 0);
        loop {
            let mut ends = rest.char_indices().map(|found| found.0).skip(PART - OVERLAP);
            let own = ends.next();
            let end = own.and_then(|_| ends.nth(OVERLAP - 1));
            let mut units = Vec::new();
            let texture = fold_into(&rest[..end.unwrap_or(rest.len())], &mut units);
            let len = units.len() / UNIT_BYTES;
            let record = FoldedRecord {
                article: ArticleId(one.article),
                before,
                len,
                texture,
                goes_on: end.is_some(),
                revision: one.revision,
                hash,
                at: 0,
                is_shown: false,
            };
            builder.push(record, &units);
            if builder.is_full() {
                self.append(builder)?;
            }
            match (own, end) {
                (Some(own), Some(_)) => {
                    rest = &rest[own..];
                    before += PART - OVERLAP;
                }
                _ => return Ok(before + len),
            }
        }
    }

    fn append(&mut self, builder: &mut Builder) -> io::Result<()> {
        if !builder.is_empty() {
            let at = self.contents.end();
            let (bytes, head, records) = builder.take();
            self.image.write(at, &bytes)?;
            self.contents.segments.push(Placed::new(at, head, records));
        }
        Ok(())
    }

    /// Moves what is up to date together, over what is not. While that goes on the file says that it holds nothing.
    fn throw_out(&mut self) -> io::Result<()> {
        let old = std::mem::take(&mut self.contents.segments);
        let end = old.last().map_or(0, Placed::end);
        let mut head = self.contents.head;
        (head.segments, head.end) = (0, super::head::Head::BYTES as u64);
        head.generation = !head.generation;
        self.image.write(0, &head.to_bytes())?;
        let mut builder = Builder::default();
        for placed in &old {
            take_up(&self.image, placed, &mut builder, |record| is_newest(&self.newest, record))?;
            // What is written never comes before what is still to be read: it is a part of what was read.
            if builder.is_full() {
                self.append(&mut builder)?;
            }
        }
        self.append(&mut builder)?;
        debug_assert!(self.contents.end() <= end);
        self.contents.write_head(&mut self.image)
    }

    /// Gives the file up: the rest of this session is in memory.
    fn leave_file(&mut self) {
        self.image.unlock();
        self.image = Image::Memory(Vec::new());
        self.contents = Contents::default();
    }

    /// Forgets all that was folded, for it to be made anew: a scan found it damaged.
    pub(super) fn discard(&mut self) {
        if self.image.lock(Lock::Write).and_then(|()| self.image.cut(0)).is_err() {
            self.leave_file();
        }
        self.image.unlock();
        self.contents = Contents::default();
    }
}

fn is_newest(newest: &Newest, record: &FoldedRecord) -> bool {
    newest.of(record.article.0).is_some_and(|one| one.revision == record.revision)
}

/// Puts those texts of a segment that `keep` names into another.
fn take_up(
    image: &Image,
    placed: &Placed,
    builder: &mut Builder,
    keep: impl Fn(&FoldedRecord) -> bool,
) -> io::Result<()> {
    let mut bytes = vec![0; placed.head.bytes()];
    image.read(placed.at, &mut bytes)?;
    let body = bytes.get(HEAD..).unwrap_or_default();
    if super::head::checksum(body) != placed.head.checksum {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let units = body.get(placed.head.table()..).unwrap_or_default();
    for record in placed.records.iter().filter(|&record| keep(record)) {
        let part = units.get(record.at..record.at + record.len * UNIT_BYTES);
        builder.push(*record, part.ok_or(io::ErrorKind::InvalidData)?);
    }
    Ok(())
}

/// Whether what was folded may be of this library.
fn is_of(store: &Store, contents: &Contents) -> Result<bool, LibraryError> {
    let mut records: Vec<(i64, u64)> =
        contents.records().map(|record| (record.revision, record.hash)).collect();
    records.sort_unstable_by_key(|record| std::cmp::Reverse(record.0));
    newest::may_be_of(store, records)
}
