//! What waits to be written, and when it is tried again after it failed.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::{Addition, Write};
use crate::library::LibraryError;

/// The wait after a first failure; each further one doubles it.
const FIRST_DELAY: Duration = Duration::from_millis(50);

/// The longest wait between two attempts.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// At most so many changes to annotations are made in one transaction: who waits for the first waits for all.
const GROUP: usize = 256;

/// At most so many articles are added in one transaction, and …
const BATCH_ARTICLES: usize = 64;

/// … no further one once they hold so many bytes of text: other requests wait for a batch under way.
const BATCH_BYTES: usize = 4 << 20;

/// What waits to be written.
#[derive(Default)]
pub(super) struct Backlog {
    pub(super) writes: VecDeque<Write>,
    pub(super) additions: VecDeque<Addition>,
    held_up: Option<HeldUp>,
}

struct HeldUp {
    until: Instant,
    delay: Duration,
    cause: String,
}

impl Backlog {
    /// Puts a write at the end. Where the reader was earlier in an article need not be written any more.
    pub(super) fn push(&mut self, write: Write) {
        if let Write::Place { article, .. } = &write {
            let superseded =
                |earlier: &Write| matches!(earlier, Write::Place { article: other, .. } if other == article);
            self.writes.retain(|earlier| !superseded(earlier));
        }
        self.writes.push_back(write);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.additions.is_empty()
    }

    /// How many requests wait.
    pub(super) fn len(&self) -> usize {
        self.writes.len() + self.additions.len()
    }

    /// How many of the writes at the front are changes to annotations: they go into one transaction.
    pub(super) fn group(&self) -> usize {
        self.writes.iter().take(GROUP).take_while(|write| matches!(write, Write::Apply { .. })).count()
    }

    /// How many of the additions at the front go into one transaction.
    pub(super) fn batch(&self) -> usize {
        let mut bytes = 0;
        let fits = self.additions.iter().take(BATCH_ARTICLES).take_while(|addition| {
            let room = bytes < BATCH_BYTES;
            bytes += addition.article.text.len();
            room
        });
        fits.count()
    }

    /// How long it is until the next attempt; `None` where nothing failed.
    pub(super) fn delay(&self) -> Option<Duration> {
        self.held_up.as_ref().map(|held_up| held_up.until.saturating_duration_since(Instant::now()))
    }

    /// Whether what failed must still be left alone.
    pub(super) fn is_held_up(&self) -> bool {
        self.delay().is_some_and(|delay| !delay.is_zero())
    }

    /// After an attempt that failed.
    pub(super) fn hold_up(&mut self, cause: &LibraryError) {
        let delay = self.held_up.as_ref().map_or(FIRST_DELAY, |last| (last.delay * 2).min(LONGEST_DELAY));
        self.held_up = Some(HeldUp { until: Instant::now() + delay, delay, cause: cause.to_string() });
    }

    /// Why the last attempt failed, in words; `None` where it did not.
    pub(super) fn cause(&self) -> Option<String> {
        self.held_up.as_ref().map(|held_up| held_up.cause.clone())
    }

    /// After an attempt that succeeded, or when there is no time left to wait.
    pub(super) fn go_on(&mut self) {
        self.held_up = None;
    }
}
