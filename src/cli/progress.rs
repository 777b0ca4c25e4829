//! A bar on standard error while something long goes on, where that is a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Below this many things nothing is shown: it is done before a bar could be read.
const FEWEST: usize = 10_000;

/// The bar, its numbers, and the time that is left.
const TEMPLATE: &str = "  {bar:24} {human_pos} of {human_len} {msg}, {eta} left";

/// After so many things of which nobody knows how many there are, a number is shown.
const FEWEST_TO_COUNT: u64 = 500;

/// The number done, and how many a second.
const WITHOUT_END: &str = "  {spinner} {human_pos} {msg}, {per_sec:0}";

/// How far something long has come.
pub struct Progress(ProgressBar);

impl Progress {
    /// Shows that nothing of `total` is done; `what` names the things, in the plural.
    pub fn begin(total: usize, what: &'static str) -> Progress {
        if total < FEWEST { Progress(ProgressBar::hidden()) } else { Progress::of_long(what, total) }
    }

    /// Shows that nothing of `total` is done of what is known to take long; `what` names the things, in the plural.
    pub fn of_long(what: &'static str, total: usize) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(10));
        // Of characters that every terminal draws one cell wide.
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("#>-"));
        }
        Progress(bar.with_message(what))
    }

    /// Shows that nothing is done of things that nobody has counted; `what` names them, in the plural.
    pub fn without_end(what: &'static str) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(WITHOUT_END) {
            bar.set_style(style.tick_chars("-\\|/ "));
        }
        Progress(bar.with_message(what))
    }

    /// Shows that `count` more are done.
    pub fn advance(&self, count: usize) {
        self.0.inc(count as u64);
        if self.0.length().is_none() && self.0.is_hidden() && self.0.position() >= FEWEST_TO_COUNT {
            self.0.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }

    /// Says something on standard error beside the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
