//! What comes in: keys, pastes, the mouse, the terminal's answers and signals, as one stream of events.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::{KeyEvent, MouseEvent};

use crate::text::Ambiguous;

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats. Keys let go are not told.
    Key(KeyEvent),
    /// Text was pasted. Its lines end in `\n`; other controls in it are left as they came.
    Paste(String),
    /// A line came at once with its end, which is left out: a script typed it, or it was pasted.
    Line(String),
    /// The mouse was used, if [`super::Options::mouse`] asked for it.
    Mouse(MouseEvent),
    /// The terminal has this size now, in cells.
    Resize {
        /// Cells in a row.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The terminal answered how wide ambiguous characters are; `None` if its answer makes no sense.
    Ambiguous(Option<Ambiguous>),
    /// The job is to stop: [`super::Session::suspend`] does that.
    Suspend,
    /// The job was continued: [`super::Session::resume`], and the whole frame.
    Resumed,
    /// The program is to end: it was told to by a signal, or its terminal is gone. Sent once.
    Terminate,
}

/// Where events go. Shared by the threads that send them.
#[derive(Clone)]
pub(super) struct Sender {
    send: Arc<dyn Fn(Event) -> bool + Send + Sync>,
    terminated: Arc<AtomicBool>,
}

impl Sender {
    fn new(send: impl Fn(Event) -> bool + Send + Sync + 'static) -> Self {
        Self { send: Arc::new(send), terminated: Arc::default() }
    }

    /// Sends on; `false` if nobody listens any more.
    pub fn send(&self, event: Event) -> bool {
        if event == Event::Terminate && self.terminated.swap(true, Ordering::SeqCst) {
            return true;
        }
        (self.send)(event)
    }
}

/// Starts the threads that read the terminal and the signals. They sleep until something happens, hand each event
/// to `send`, and end when that returns `false`, or with the process.
///
/// Keys are read from standard input, or from the controlling terminal where standard input is something else.
/// The terminal should be in raw mode by then.
///
/// # Errors
///
/// When there is no terminal to read from, or a thread or signal handler cannot be set up.
pub fn spawn(send: impl Fn(Event) -> bool + Send + Sync + 'static) -> io::Result<()> {
    let sender = Sender::new(send);
    #[cfg(unix)]
    {
        let terminal = unix::open_terminal()?;
        super::signals::spawn(sender.clone())?;
        thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || unix::read_events(&terminal, &sender))?;
    }
    #[cfg(not(unix))]
    thread::Builder::new().name("keys".to_owned()).spawn(move || other::read_events(&sender))?;
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::AsFd;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::super::decoder::{Decoder, Received};
    use super::super::probe::width_from_column;
    use super::{Event, Sender};

    /// How long an escape waits for the rest of a sequence before it is the Escape key. Sequences are written in one
    /// piece; a slow line may still cut them.
    const ESCAPE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

    /// How long pasted text waits for more of it. Terminals and slow lines cut it in pieces, and a hand is slower than this.
    const PASTE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 60_000_000 };

    pub(super) fn open_terminal() -> io::Result<File> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(stdin.as_fd().try_clone_to_owned()?.into());
        }
        File::open("/dev/tty")
    }

    pub(super) fn read_events(mut terminal: &File, sender: &Sender) {
        let mut decoder = Decoder::default();
        let mut bytes = [0; 4096];
        loop {
            let wait = if decoder.is_pasted_to() { &PASTE_WAIT } else { &ESCAPE_WAIT };
            let wait = decoder.is_waiting().then_some(wait);
            let received = match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], wait) {
                Ok(0) => decoder.expire(),
                Err(Errno::INTR) => continue,
                // What is wrong with the descriptor, reading tells.
                _ => match terminal.read(&mut bytes) {
                    Err(error)
                        if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) =>
                    {
                        continue;
                    }
                    Ok(0) | Err(_) => {
                        sender.send(Event::Terminate);
                        return;
                    }
                    Ok(count) => decoder.feed(&bytes[..count]),
                },
            };
            if !received.into_iter().map(event_of).all(|event| sender.send(event)) {
                return;
            }
        }
    }

    fn event_of(received: Received) -> Event {
        match received {
            Received::Key(key) => Event::Key(key),
            Received::Paste(text) => Event::Paste(text),
            Received::Line(text) => Event::Line(text),
            Received::Mouse(mouse) => Event::Mouse(mouse),
            Received::CursorAt { row: 2, column } => Event::Ambiguous(width_from_column(column)),
            Received::CursorAt { .. } => Event::Ambiguous(None),
        }
    }
}

#[cfg(not(unix))]
mod other {
    use crossterm::event::{Event as Read, KeyEventKind, read};

    use super::{Event, Sender};

    pub(super) fn read_events(sender: &Sender) {
        loop {
            let event = match read() {
                Ok(Read::Key(key)) if key.kind != KeyEventKind::Release => Event::Key(key),
                Ok(Read::Paste(text)) => Event::Paste(text),
                Ok(Read::Mouse(mouse)) => Event::Mouse(mouse),
                Ok(Read::Resize(columns, rows)) => Event::Resize { columns, rows },
                Ok(_) => continue,
                Err(_) => {
                    sender.send(Event::Terminate);
                    return;
                }
            };
            if !sender.send(event) {
                return;
            }
        }
    }
}
