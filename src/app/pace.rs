//! How fast this reader reads, learned from the time between one motion ahead and the next, and how long the rest of an
//! article takes. The time comes in with events: nothing here looks at a clock.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::reading::Reading;
use super::state::{Pane, State};
use crate::library::{ArticleEntry, ArticleId, Write};

/// Under which name the library keeps the pace.
pub const PACE: &str = "pace";

/// Characters a minute before anything is learned: a usual pace for Chinese.
const USUAL: f64 = 350.0;

/// As many characters the usual pace counts for, so that the first sentences change little.
const HELD: f64 = 1000.0;

/// Characters after which what was learned counts for half: the pace follows the reader slowly.
const MEMORY: f64 = 20_000.0;

/// What can be reading, in characters a minute: slower is a pause, faster is leafing.
const READING: std::ops::RangeInclusive<f64> = 60.0..=2000.0;

/// The bounds of what is told, in characters a minute.
const TOLD: (f64, f64) = (100.0, 1500.0);

/// Bytes of the text that tell how many characters there are in so many bytes.
const SAMPLE: usize = 4096;

/// The pace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// Characters read, and the minutes that it took; the older, the less they count.
    characters: f64,
    minutes: f64,
    /// How long the program runs.
    #[serde(skip)]
    pub(super) now: Duration,
    /// Where the cursor stands in which article, in bytes, and since when.
    #[serde(skip)]
    stands: Option<(ArticleId, usize, Duration)>,
    #[serde(skip)]
    learned: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { characters: HELD, minutes: HELD / USUAL, now: Duration::ZERO, stands: None, learned: false }
    }
}

impl Pace {
    /// Characters a minute.
    pub fn per_minute(&self) -> f64 {
        let pace = self.characters / self.minutes;
        if pace.is_finite() { pace.clamp(TOLD.0, TOLD.1) } else { USUAL }
    }

    /// Minutes that so many characters take, rounded up.
    pub fn minutes(&self, characters: f64) -> usize {
        (characters / self.per_minute()).ceil() as usize
    }

    fn learn(&mut self, characters: usize, time: Duration) {
        let (characters, minutes) = (characters as f64, time.as_secs_f64() / 60.0);
        if minutes <= 0.0 || !READING.contains(&(characters / minutes)) {
            return;
        }
        if self.characters > MEMORY {
            self.characters /= 2.0;
            self.minutes /= 2.0;
        }
        self.characters += characters;
        self.minutes += minutes;
        self.learned = true;
    }

    /// What must be kept of what was learned since this was last asked.
    pub(super) fn remember(&mut self) -> Option<Effect> {
        if !std::mem::take(&mut self.learned) {
            return None;
        }
        Some(Write::Remember { key: PACE, value: serde_json::to_string(self).ok()? }.into())
    }
}

/// After a key: where the cursor went ahead, the text it left was read in the time it stood there.
pub(super) fn follow(state: &mut State) {
    let reading = state.reading.as_ref().filter(|_| state.focus == Pane::Text && state.overlay.is_none());
    let Some((reading, article)) = reading.and_then(|reading| Some((reading, reading.identity.id?))) else {
        state.pace.stands = None;
        return;
    };
    let (here, now) = (reading.cursor().span.start, state.pace.now);
    match state.pace.stands {
        Some((before, from, _)) if before == article && from == here => return,
        Some((before, from, since)) if before == article && from < here => {
            let text = reading.document.text();
            let to = text.floor_char_boundary(here.min(from + SAMPLE));
            let characters = text.get(from..to).map_or(0, count);
            state.pace.learn(characters, now.saturating_sub(since));
        }
        _ => {}
    }
    state.pace.stands = Some((article, here, now));
}

/// Characters that are read: blanks are not.
fn count(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

impl Pace {
    /// Minutes that are left of an open article; `None` at its end.
    pub fn minutes_left(&self, reading: &Reading) -> Option<usize> {
        let (text, from) = (reading.document.text(), reading.cursor().span.end);
        let left = reading.document.end().checked_sub(from).filter(|left| *left > 2)?;
        let from = text.floor_char_boundary(from);
        let sample = &text[from..text.floor_char_boundary((from + SAMPLE).min(text.len()))];
        let share = count(sample) as f64 / sample.len().max(1) as f64;
        Some(self.minutes(left as f64 * share).max(1))
    }

    /// Minutes that the rest of an article takes, as its line in the list tells.
    pub fn minutes_for(&self, entry: &ArticleEntry) -> usize {
        let left = 1.0 - entry.read_to.min(entry.bytes) as f64 / entry.bytes.max(1) as f64;
        self.minutes(entry.characters_about() as f64 * left).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Request;

    fn after(samples: &[(usize, f64)]) -> f64 {
        let mut pace = Pace::default();
        samples
            .iter()
            .for_each(|&(characters, seconds)| pace.learn(characters, Duration::from_secs_f64(seconds)));
        pace.per_minute()
    }

    #[test]
    fn the_pace_follows_the_reader_and_no_pause() {
        assert_eq!(after(&[]), USUAL);
        assert_eq!(after(&[(30, 3600.0), (30, 0.05), (0, 5.0), (30, 0.0)]), USUAL);
        let quick = after(&[(30, 3.0); 500]);
        assert!((550.0..=600.0).contains(&quick), "{quick}");
        let slow = after(&[(30, 20.0); 2000]);
        assert_eq!(slow, TOLD.0);
    }

    #[test]
    fn what_was_learned_is_kept_once() {
        let mut pace = Pace::default();
        assert_eq!(pace.remember(), None);
        pace.learn(30, Duration::from_secs(3));
        let Some(Effect::Library(Request::Write(Write::Remember { key: PACE, value }))) = pace.remember()
        else {
            panic!()
        };
        assert_eq!(pace.remember(), None);
        let kept: Pace = serde_json::from_str(&value).unwrap();
        assert_eq!(kept.per_minute(), pace.per_minute());
        let spoilt: Pace = serde_json::from_str(r#"{"characters": 0.0, "minutes": 0.0}"#).unwrap();
        assert_eq!(spoilt.per_minute(), USUAL);
    }
}
