//! What the tests that drive the program from outside have in common: a home of their own, the program at a prompt
//! and in a terminal, and what is on the screen.
//!
//! Nothing here sleeps: a test waits for a state of the screen, for as long as only a failure takes.

#![allow(dead_code, unused_imports, reason = "each test file takes what it needs")]

#[cfg(unix)]
mod emulator;
#[cfg(unix)]
mod ended;
mod home;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
mod reader;
#[cfg(unix)]
mod screen;
mod written;

#[cfg(unix)]
pub use emulator::Habit;
#[cfg(unix)]
pub use ended::Ended;
pub use home::{Home, Ran, code_points};
#[cfg(unix)]
pub use reader::{Reader, Terminal};
#[cfg(unix)]
pub use screen::{Cell, LIT, Screen};
pub use written::{assert_harmless, assert_plain};
