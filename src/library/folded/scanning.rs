//! All folded texts gone over, by as many threads as the machine has, up to two: a third finds memory taken.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::contents::Placed;
use super::head::checksum;
use super::image::Image;
use super::segment::{HEAD, Segment};
use super::{Folded, GO};
use crate::library::{LibraryError, Store};

const MOST_THREADS: usize = 2;

/// How a scan came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldedScan {
    /// Every segment was handed out.
    Whole,
    /// The caller broke it off.
    BrokenOff,
    /// The file was damaged and has been thrown away. What was handed out is not to be trusted; another scan makes it anew.
    Damaged,
}

impl Folded {
    /// Folds what is new, then hands every segment to `each`, the newest first, on up to two threads; nothing is handed
    /// out any more once it breaks off. Each thread holds one segment, of one or two megabytes, at a time.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn scan(
        &mut self,
        store: &Store,
        each: impl Fn(Segment<'_>) -> ControlFlow<()> + Sync,
    ) -> Result<FoldedScan, LibraryError> {
        self.scan_of(store, usize::MAX, each)
    }

    /// As [`Folded::scan`], for up to `most` of the segments, which lie as far from one another as they can.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn scan_of(
        &mut self,
        store: &Store,
        most: usize,
        each: impl Fn(Segment<'_>) -> ControlFlow<()> + Sync,
    ) -> Result<FoldedScan, LibraryError> {
        while self.bring_up(store, GO)? > 0 {}
        let all = self.contents.segments.len();
        let step = all.div_ceil(most.clamp(1, all.max(1))).max(1);
        let chosen: Vec<usize> = (0..all).rev().step_by(step).collect();
        let outcome = go_over(&self.image, &self.contents.segments, &chosen, &each);
        self.image.unlock();
        if outcome == FoldedScan::Damaged {
            self.discard();
        }
        Ok(outcome)
    }
}

fn go_over(
    image: &Image,
    segments: &[Placed],
    chosen: &[usize],
    each: &(impl Fn(Segment<'_>) -> ControlFlow<()> + Sync),
) -> FoldedScan {
    let (taken, broken_off, damaged) = (AtomicUsize::new(0), AtomicBool::new(false), AtomicBool::new(false));
    let work = || {
        let mut buffer = Vec::new();
        while !broken_off.load(Ordering::Relaxed) && !damaged.load(Ordering::Relaxed) {
            let Some(&index) = chosen.get(taken.fetch_add(1, Ordering::Relaxed)) else { return };
            let Some(segment) = load(image, &segments[index], index, &mut buffer) else {
                return damaged.store(true, Ordering::Relaxed);
            };
            if each(segment).is_break() {
                broken_off.store(true, Ordering::Relaxed);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(chosen.len());
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    match (damaged.into_inner(), broken_off.into_inner()) {
        (true, _) => FoldedScan::Damaged,
        (_, true) => FoldedScan::BrokenOff,
        _ => FoldedScan::Whole,
    }
}

/// Reads a segment; `None` where it is not as it was written.
fn load<'a>(image: &Image, placed: &'a Placed, index: usize, buffer: &'a mut Vec<u8>) -> Option<Segment<'a>> {
    let is_checked = placed.is_checked.load(Ordering::Relaxed);
    let (at, bytes) = match is_checked {
        true => (placed.at + (HEAD + placed.head.table()) as u64, placed.head.units),
        false => (placed.at + HEAD as u64, placed.head.table() + placed.head.units),
    };
    buffer.resize(bytes, 0);
    image.read(at, buffer).ok()?;
    if !is_checked && checksum(buffer) != placed.head.checksum {
        return None;
    }
    placed.is_checked.store(true, Ordering::Relaxed);
    let units = buffer.get(buffer.len() - placed.head.units..)?;
    Some(Segment { index, units, records: &placed.records })
}
