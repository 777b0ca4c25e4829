//! The terminal taken and given back: raw mode, the alternate screen, bracketed paste, a hidden cursor.
//!
//! It is given back whichever way the program ends: by [`Session::leave`], by dropping the session, and by a panic,
//! before its message is printed. Signals come as events, upon which the program ends in good order.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Output, probe};
use crate::text::visible;

/// Alternate screen, cleared for terminals that keep it as it was; bracketed paste; hidden cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[m\x1b[2J\x1b[H\x1b[?2004h\x1b[?25l";
/// Presses, drags and the wheel, in the form that has no limits.
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
/// Everything off that may be on, an update cut short included.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?7h\x1b[m\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// How to take the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Have the mouse's presses, drags and wheel reported.
    pub mouse: bool,
    /// Ask how wide ambiguous characters are. The answer comes as [`super::Event::Ambiguous`].
    pub ask_ambiguous: bool,
    /// Leave what must be written at the start to the first frame, so that both are one write: [`Session::opening`].
    pub with_first_frame: bool,
}

/// The terminal, as long as it is ours.
#[derive(Debug)]
pub struct Session {
    options: Options,
    taken: Arc<Taken>,
}

/// What the panic hook shares with the session.
#[derive(Debug)]
struct Taken {
    active: AtomicBool,
    owner: ThreadId,
    /// Messages of panics in other threads, which would spoil the screen.
    postponed: Mutex<String>,
}

impl Session {
    /// Takes the terminal, and sees to it that a panic gives it back: in this thread, at once; a message from
    /// another thread is printed when the session ends.
    ///
    /// # Errors
    ///
    /// When standard output is no terminal, when there is none to read keys from, or when it cannot be written to.
    pub fn enter(options: Options) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            let message = "cannot show the reader: standard output is not a terminal";
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        let taken = Arc::new(Taken {
            active: AtomicBool::new(false),
            owner: thread::current().id(),
            postponed: Mutex::default(),
        });
        let session = Self { options, taken };
        session.take()?;
        if !options.with_first_frame {
            Output::open()?.write_all(&session.opening())?;
        }
        session.taken.clone().hook_panics();
        Ok(session)
    }

    /// How the terminal was taken.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Gives the terminal back. Nothing happens if it was given back before.
    ///
    /// # Errors
    ///
    /// When the terminal is gone or refuses its former mode.
    pub fn leave(&mut self) -> io::Result<()> {
        let given_back = self.taken.give_back();
        let mut postponed = self.taken.postponed.lock().unwrap_or_else(PoisonError::into_inner);
        if !postponed.is_empty() {
            io::stderr().write_all(postponed.as_bytes())?;
            postponed.clear();
        }
        given_back
    }

    /// Takes the terminal again: after [`Self::leave`], and upon [`super::Event::Resumed`], since who had the terminal
    /// meanwhile may have changed it. The screen is blank afterwards and the backend is to forget what it knew.
    ///
    /// # Errors
    ///
    /// As [`Self::enter`].
    pub fn resume(&mut self) -> io::Result<()> {
        // crossterm would take a mode that it set once as still set.
        disable_raw_mode()?;
        self.take()?;
        Output::open()?.write_all(&self.modes()).inspect_err(|_| {
            let _ = self.taken.give_back();
        })
    }

    /// What must be written before the first frame: the modes, and the question where it is asked.
    pub fn opening(&self) -> Vec<u8> {
        let mut sequence = self.modes();
        if self.options.ask_ambiguous {
            sequence.extend_from_slice(probe::QUESTION);
        }
        sequence
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        self.taken.active.store(true, Ordering::SeqCst);
        Ok(())
    }

    fn modes(&self) -> Vec<u8> {
        let mouse = if self.options.mouse { MOUSE_ON } else { b"" };
        [ENTER, mouse].concat()
    }

    /// Asks anew how wide ambiguous characters are. The second row loses what it showed and the cursor moves, so a
    /// whole frame must follow.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn ask_ambiguous(&self) -> io::Result<()> {
        Output::open()?.write_all(probe::QUESTION)
    }

    /// Gives the terminal back, stops this process and the others of its job, and takes the terminal again when
    /// they are continued. Returns whether it stopped: a program that a terminal
    /// started without a shell has nobody to continue it, and stays.
    ///
    /// # Errors
    ///
    /// As [`Self::leave`] and [`Self::resume`], or when the job cannot be stopped.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<bool> {
        use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
        use signal_hook::consts::SIGCONT;
        use signal_hook::iterator::Signals;

        if getsid(None)? == getpgrp() {
            return Ok(false);
        }
        self.leave()?;
        let mut continued = Signals::new([SIGCONT])?;
        // Not the signal that a handler catches, and to the group, so that a program that runs this one stops too.
        let stopped = kill_current_process_group(Signal::STOP);
        if stopped.is_ok() {
            // The stop may reach another thread first, and this one must not go on meanwhile.
            continued.wait();
        }
        self.resume()?;
        stopped?;
        Ok(true)
    }

    /// There are no jobs to stop on this platform.
    ///
    /// # Errors
    ///
    /// None.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

/// What a panic says, in lines of which nothing acts on a terminal: its words may come from an article.
pub fn panic_words(thread: &str, info: &panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, |location| format!(" at {location}"));
    let words = info.payload_as_str().unwrap_or("no words");
    let lines = format!("thread '{thread}' panicked{place}:\n{words}");
    lines.lines().map(|line| visible(line).into_owned() + "\n").collect()
}

impl Drop for Session {
    fn drop(&mut self) {
        // Nobody is left to be told.
        let _ = self.leave();
    }
}

impl Taken {
    fn give_back(&self) -> io::Result<()> {
        if !self.active.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let written = Output::open().and_then(|mut output| output.write_all(LEAVE));
        disable_raw_mode().and(written)
    }

    fn hook_panics(self: Arc<Self>) {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if self.active.load(Ordering::SeqCst) && thread::current().id() != self.owner {
                self.postpone(info);
                return;
            }
            // The message matters more than what went wrong here.
            let _ = self.give_back();
            previous(info);
        }));
    }

    fn postpone(&self, info: &panic::PanicHookInfo<'_>) {
        let thread = thread::current();
        let name = thread.name().unwrap_or("<unnamed>").to_owned();
        let mut postponed = self.postponed.lock().unwrap_or_else(PoisonError::into_inner);
        postponed.push_str(&panic_words(&name, info));
    }
}
