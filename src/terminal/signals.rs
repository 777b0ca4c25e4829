//! Signals as events, on a thread of their own: they must arrive even when the terminal is gone.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::Event;
use super::input::Sender;

pub(super) fn spawn(sender: Sender) -> io::Result<()> {
    // A file that grows too large is an error of the write, not the end of the process.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if !event_of(signal).is_none_or(|event| sender.send(event)) {
                return;
            }
        }
    })?;
    Ok(())
}

fn event_of(signal: i32) -> Option<Event> {
    Some(match signal {
        SIGTSTP => Event::Suspend,
        SIGCONT => Event::Resumed,
        SIGWINCH => {
            // A terminal that cannot tell its size has not changed it.
            let size = super::size().ok()?;
            Event::Resize { columns: size.width, rows: size.height }
        }
        _ => Event::Terminate,
    })
}
