//! The program in a pseudo-terminal: keys go in, the screen is waited for, and every byte written is kept.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::emulator::{Emulator, Habit};
use super::ended::Ended;
use super::home::{Home, PATIENCE};
use super::keys::key;
use super::screen::Screen;

/// A terminal to be read on.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    pub columns: u16,
    pub rows: u16,
    pub habit: Habit,
}

impl Terminal {
    /// One in which list, separator and text fill the width.
    pub const USUAL: Terminal = Terminal { columns: 120, rows: 40, habit: Habit::Narrow };
}

/// The program at work.
pub struct Reader {
    master: Box<dyn MasterPty + Send>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    has_ended: bool,
}

/// What came from the program, and the word that more came.
struct Seen {
    output: Mutex<Output>,
    more: Condvar,
}

struct Output {
    emulator: Emulator,
    bytes: Vec<u8>,
    ended: bool,
}

impl Home {
    /// Starts the program on a usual terminal.
    pub fn read(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Reader {
        self.read_on(Terminal::USUAL, arguments)
    }

    /// Starts the program on a terminal.
    pub fn read_on(
        &self,
        terminal: Terminal,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Reader {
        let (program, arguments) = self.command_line(arguments);
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        self.start(terminal, command)
    }

    /// Starts the program under a shell with job control; `pingdian` stands for it in the script.
    pub fn read_under_shell(&self, terminal: Terminal, script: &str, arguments: &[&OsStr]) -> Reader {
        let (program, arguments) = self.command_line(arguments);
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &script.replace("pingdian", "\"$0\" \"$@\"")]);
        command.arg(program);
        command.args(arguments);
        self.start(terminal, command)
    }

    fn start(&self, terminal: Terminal, mut command: CommandBuilder) -> Reader {
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.cwd(self.path(""));
        let pair = native_pty_system().openpty(size(terminal.columns, terminal.rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let source = pair.master.try_clone_reader().unwrap();
        let emulator = Emulator::new(terminal.columns, terminal.rows, terminal.habit);
        let seen = Arc::new(Seen {
            output: Mutex::new(Output { emulator, bytes: Vec::new(), ended: false }),
            more: Condvar::new(),
        });
        let (writer, shared) = (Arc::clone(&keys), Arc::clone(&seen));
        thread::spawn(move || listen(source, &writer, &shared));
        Reader { master: pair.master, keys, child, seen, has_ended: false }
    }
}

fn listen(mut source: Box<dyn Read + Send>, keys: &Mutex<Box<dyn Write + Send>>, seen: &Seen) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = source.read(&mut bytes) {
        let mut output = seen.output.lock().unwrap();
        output.bytes.extend_from_slice(&bytes[..count]);
        let answers = output.emulator.feed(&bytes[..count]);
        drop(output);
        if !answers.is_empty() {
            // Nobody hears the answer where the program has ended.
            let _ = keys.lock().unwrap().write_all(answers.as_bytes());
        }
        seen.more.notify_all();
    }
    seen.output.lock().unwrap().ended = true;
    seen.more.notify_all();
}

impl Reader {
    /// Presses keys, named as the program names them, with blanks between. After `Esc`, wait for what it does: a key
    /// that follows at once would be one key with it.
    pub fn press(&self, keys: &str) {
        self.send(&keys.split(' ').map(key).collect::<String>());
    }

    /// Types text, as an input method would commit it.
    pub fn type_text(&self, text: &str) {
        self.send(text);
    }

    /// Pastes text in brackets, as terminals do.
    pub fn paste(&self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    fn send(&self, bytes: &str) {
        let mut keys = self.keys.lock().unwrap();
        keys.write_all(bytes.as_bytes()).unwrap();
        keys.flush().unwrap();
    }

    /// What is on the screen now: after whole frames only.
    pub fn screen(&self) -> Screen {
        self.wait_until("a whole frame", |_| true)
    }

    /// Waits until a row of the screen holds `words`.
    #[track_caller]
    pub fn wait_for(&self, words: &str) -> Screen {
        self.wait_until(words, |screen| screen.shows(words))
    }

    /// Waits for a state of the screen: `what` says in words which.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Screen {
        let end = Instant::now() + PATIENCE;
        let mut output = self.output();
        loop {
            let screen = output.emulator.screen();
            if !output.emulator.is_updating() && wanted(&screen) {
                return screen;
            }
            let left = end.saturating_duration_since(Instant::now());
            if output.ended || left.is_zero() {
                let why = if output.ended { "the program ended" } else { "there was time enough" };
                drop(output);
                panic!("{what:?} did not come, and {why}; the screen: {screen:?}");
            }
            output = self.seen.more.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Goes on, sentence by sentence, to the one that begins with `words`. No key may be on its way that moves.
    #[track_caller]
    pub fn go_to(&self, words: &str) -> Screen {
        let mut screen = self.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
        while !screen.lit().starts_with(words) {
            let before = screen.lit();
            self.press("j");
            let what = format!("the sentence after {before:?}, on the way to {words:?}");
            screen = self.wait_until(&what, |screen| screen.lit() != before);
        }
        screen
    }

    /// Everything written to the terminal so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.output().bytes.clone()
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.seen.output.lock().unwrap()
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.output().emulator.resize(columns, rows);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = self.child.process_id().and_then(|pid| Pid::from_raw(pid.try_into().unwrap())).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Ends the program as the loss of power does.
    pub fn kill9(self) {
        self.signal(Signal::KILL);
        let ended = self.end();
        assert!(!ended.status.success());
    }

    /// Quits from either pane.
    #[track_caller]
    pub fn quit(self) -> Ended {
        self.press("Q");
        let ended = self.end();
        ended.assert_well();
        ended
    }

    /// Waits for the program's end.
    #[track_caller]
    pub fn end(mut self) -> Ended {
        let end = Instant::now() + PATIENCE;
        let mut output = self.seen.output.lock().unwrap();
        while !output.ended {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program did not end; the screen: {:?}", output.emulator.screen());
            output = self.seen.more.wait_timeout(output, left).unwrap().0;
        }
        let (bytes, screen) = (output.bytes.clone(), output.emulator.screen());
        drop(output);
        self.has_ended = true;
        Ended { status: self.child.wait().unwrap(), bytes, screen }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if !self.has_ended {
            self.signal(Signal::KILL);
            // The test has failed already.
            let _ = self.child.wait();
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
