//! The terminal: raw mode, events, the question about its habits, and the backend that writes frames.
//!
//! How a reader starts it, in this order:
//!
//! 1. [`Memory::recall`] says what this terminal answered last time, and so whether to wait for it.
//! 2. [`Session::enter`] takes the terminal and asks how wide an ambiguous character is.
//! 3. [`spawn`] starts the threads that read keys and signals; the answer comes from there as an [`Event`].
//! 4. [`await_answer`] waits briefly where it must; then frames go out through a [`FrameBackend`].

mod backend;
#[cfg(unix)]
mod burst;
#[cfg(unix)]
mod decoder;
mod encoder;
mod glyph;
mod input;
#[cfg(unix)]
mod keys;
mod memory;
mod output;
mod probe;
mod session;
#[cfg(unix)]
mod signals;
mod size;
mod standing;
mod style;
mod stylus;
#[cfg(test)]
pub(crate) mod testing;

pub use backend::FrameBackend;
pub use input::{Event, spawn};
pub use memory::{Memory, Plan, identity};
pub use output::Output;
pub use probe::{Answer, Awaited, WAIT, await_answer};
pub use session::{Options, Session, panic_words};
pub use size::{size, window_size};
