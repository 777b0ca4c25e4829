//! The end of a session: the terminal is given back, and what is not on disk yet is waited for.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::{Failure, Incoming, Reader};
use crate::app::{Event, counted};
use crate::cli::complain;
use crate::library::Reply;
use crate::terminal;

/// How long an article's way into the library is waited for at most.
const LONGEST: Duration = Duration::from_secs(10);

/// The same where the library cannot be written: it was tried again and again already.
const LONGEST_IN_TROUBLE: Duration = Duration::from_secs(1);

/// After how long it is said that something is waited for.
const QUIETLY: Duration = Duration::from_millis(500);

impl Reader {
    /// Gives the terminal back and waits until all is saved.
    ///
    /// # Errors
    ///
    /// Where something could not be saved: what, and why.
    pub(super) fn end(mut self, receiver: &Receiver<Incoming>) -> Result<(), Failure> {
        // Where the terminal is gone, what is unsaved is saved all the same.
        let left = self.frames.leave();
        let waits = self.waits();
        let in_trouble = self.state.saving.trouble.is_some();
        let end = Instant::now() + if in_trouble { LONGEST_IN_TROUBLE } else { LONGEST };
        let mut said = false;
        while self.waits() {
            let left = end.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(left.min(QUIETLY)) {
                Ok(Incoming::Terminal(terminal::Event::Terminate)) => break,
                Ok(Incoming::Terminal(_)) => {}
                Ok(incoming) => self.hear(incoming)?,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => break,
                Err(RecvTimeoutError::Timeout) if !said => {
                    complain("saving…");
                    said = true;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if waits {
            // The article had no name in the library yet under which its place could have been kept.
            self.happen(Event::Terminate)?;
        }
        let lost = self.state.saving.waiting.len();
        let finished = self.keeper.take().map_or(Ok(()), |keeper| keeper.finish());
        // What was written at the last is no draft any more.
        while let Ok(incoming) = receiver.try_recv() {
            self.hear_last(incoming)?;
        }
        self.drafts.finish();
        finished?;
        left?;
        match lost {
            0 => Ok(()),
            lost => Err(Failure {
                message: format!("{} not saved: {}", counted(lost, "change"), self.why()),
                status: 1,
            }),
        }
    }

    /// What the library said while it was waited for, after which nothing is asked of it.
    fn hear_last(&mut self, incoming: Incoming) -> Result<(), Failure> {
        match incoming {
            Incoming::Event(event @ Event::Library(Reply::Saved { .. } | Reply::Unsaved { .. })) => {
                self.happen(event)
            }
            _ => Ok(()),
        }
    }

    /// Whether something is still on its way into the library.
    fn waits(&self) -> bool {
        let opening = self.keeper.is_none() && !self.postponed.is_empty();
        !self.no_library && (opening || !self.state.saving.waiting.is_empty())
    }

    fn why(&self) -> String {
        let trouble = self.state.saving.trouble.clone();
        trouble.unwrap_or_else(|| "the article did not get into the library in time".to_owned())
    }
}
