//! A bar on standard error while something long goes on, where that is a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Below this many things nothing is shown: it is done before a bar could be read.
const FEWEST: usize = 10_000;

/// The bar, its numbers, and the time that is left.
const TEMPLATE: &str = "  {bar:24} {human_pos} of {human_len} {msg}, {eta} left";

/// How far something long has come.
pub struct Progress(ProgressBar);

impl Progress {
    /// Shows that nothing of `total` is done; `what` names the things, in the plural.
    pub fn begin(total: usize, what: &'static str) -> Progress {
        if total < FEWEST || !io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(10));
        // Of characters that every terminal draws one cell wide.
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("#>-"));
        }
        Progress(bar.with_message(what))
    }

    /// Shows that `count` more are done.
    pub fn advance(&self, count: usize) {
        self.0.inc(count as u64);
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
