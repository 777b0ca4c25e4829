//! The question whether the terminal draws characters of ambiguous width in one cell or in two, and the wait for
//! its answer.
//!
//! The terminal prints one such character and is asked for its cursor at once, in the same write, so whatever is
//! drawn before the answer arrives does not spoil it. The answer is an event among the keys. Only where nothing is
//! known of a terminal does the first frame wait for it, and then for [`WAIT`] at most. The question is asked at
//! every start, since a setting of the terminal may have changed; an answer that differs from the memory comes
//! as an event all the same.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::Event;
use crate::text::Ambiguous;

/// To the second row's start, an ambiguous character, the question, and the row as it was. On the first row, the
/// answer would be the sequence that some terminals send for F3.
pub(super) const QUESTION: &[u8] = "\x1b[2;1H“\x1b[6n\x1b[2;1H\x1b[K\x1b[H".as_bytes();

/// How long a first frame waits for a terminal of which nothing is known.
pub const WAIT: Duration = Duration::from_millis(30);

/// What the cursor's column (counted from 1) after the character says, if it stands where it can.
#[cfg(any(unix, test))]
pub(super) fn width_from_column(column: u32) -> Option<Ambiguous> {
    match column {
        2 => Some(Ambiguous::Narrow),
        3 => Some(Ambiguous::Wide),
        _ => None,
    }
}

/// What a terminal answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Characters of ambiguous width take one cell.
    Narrow,
    /// They take two.
    Wide,
    /// Nothing that makes sense, or nothing in time.
    Silent,
}

impl Answer {
    /// The width answered, if any was.
    pub fn width(self) -> Option<Ambiguous> {
        match self {
            Self::Narrow => Some(Ambiguous::Narrow),
            Self::Wide => Some(Ambiguous::Wide),
            Self::Silent => None,
        }
    }
}

impl From<Option<Ambiguous>> for Answer {
    fn from(width: Option<Ambiguous>) -> Self {
        match width {
            Some(Ambiguous::Narrow) => Self::Narrow,
            Some(Ambiguous::Wide) => Self::Wide,
            None => Self::Silent,
        }
    }
}

/// What came while an answer was waited for.
#[derive(Debug, Default)]
pub struct Awaited {
    /// The answer, or `None` if it did not come in time.
    pub answer: Option<Answer>,
    /// Everything else that came meanwhile, to be handled in this order.
    pub earlier: Vec<Event>,
}

/// Waits at most `limit` for the terminal's answer. `next` gives the next event, or `None` if there is none within
/// the time it is told; the end of a session ends the waiting.
pub fn await_answer(limit: Duration, mut next: impl FnMut(Duration) -> Option<Event>) -> Awaited {
    let end = Instant::now() + limit;
    let mut awaited = Awaited::default();
    while let Some(event) = next(end.saturating_duration_since(Instant::now())) {
        match event {
            Event::Ambiguous(width) => {
                awaited.answer = Some(width.into());
                break;
            }
            Event::Terminate => {
                awaited.earlier.push(event);
                break;
            }
            other => awaited.earlier.push(other),
        }
    }
    awaited
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    #[test]
    fn the_column_tells_the_width() {
        assert_eq!(width_from_column(2), Some(Ambiguous::Narrow));
        assert_eq!(width_from_column(3), Some(Ambiguous::Wide));
        assert_eq!(width_from_column(1), None);
        assert_eq!(width_from_column(40), None);
        assert_eq!(crate::text::cluster_cells("“", Ambiguous::Wide), 2);
    }

    fn resized(columns: u16) -> Event {
        Event::Resize { columns, rows: 1 }
    }

    #[test]
    fn events_before_the_answer_are_kept_in_order() {
        let mut events =
            VecDeque::from([resized(1), resized(2), Event::Ambiguous(Some(Ambiguous::Wide)), resized(3)]);
        let awaited = await_answer(WAIT, |_| events.pop_front());
        assert_eq!(awaited.answer, Some(Answer::Wide));
        assert_eq!(awaited.earlier, [resized(1), resized(2)]);
        assert_eq!(events, [resized(3)]);
    }

    #[test]
    fn silence_nonsense_and_the_end_are_told_apart() {
        assert_eq!(await_answer(WAIT, |_| None).answer, None);
        let mut nonsense = Some(Event::Ambiguous(None));
        assert_eq!(await_answer(WAIT, |_| nonsense.take()).answer, Some(Answer::Silent));
        let mut ended = VecDeque::from([Event::Terminate, resized(1)]);
        let awaited = await_answer(WAIT, |_| ended.pop_front());
        assert_eq!((awaited.answer, ended.len()), (None, 1));
        assert_eq!(awaited.earlier, [Event::Terminate]);
    }

    #[test]
    fn no_wait_is_longer_than_what_is_left() {
        let mut told = Vec::new();
        let mut events = VecDeque::from([resized(1), resized(2)]);
        await_answer(WAIT, |left| {
            told.push(left);
            events.pop_front()
        });
        assert!(told.iter().all(|left| *left <= WAIT));
        assert!(told.is_sorted_by(|one, next| one >= next));
    }
}
