//! A session in a real pseudo-terminal: what is asked, what is answered, and how the terminal is given back.
//!
//! The program in the terminal is this test's own executable, run for [`reader`], under a shell that says in the
//! end which mode the terminal is in.

#![cfg(unix)]

use std::env;
use std::io::{Read, Write};
use std::path::Path;
use std::process;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pingdian::terminal::{
    Answer, Awaited, Event, Memory, Options, Output, Session, await_answer, size, spawn,
};
use pingdian::text::Ambiguous;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const QUESTION: &str = "\x1b[6n";
const LEFT: &str = "\x1b[?1049l";
/// Long enough for any machine; only a failure takes that long.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program in the terminal: tells each event in a line, and ends with `q`.
#[test]
#[ignore = "run by the other tests, in a terminal of their own"]
fn reader() {
    let memory = Memory::new(env::var("MEMORY").unwrap(), "this".to_owned());
    let limit = Duration::from_millis(env::var("LIMIT").unwrap().parse().unwrap());
    let (sender, events) = mpsc::channel();
    let plan = memory.recall();
    let mut session = Session::enter(Options { ask_ambiguous: true, ..Options::default() }).unwrap();
    spawn(move |event| sender.send(event).is_ok()).unwrap();
    let mut output = Output::open().unwrap();
    let mut say = |text: String| write!(output, "{text}\r\n").unwrap();

    say(format!("plan {plan:?}"));
    let mut earlier = Vec::new();
    if plan.wait {
        let awaited: Awaited = await_answer(limit, |left| events.recv_timeout(left).ok());
        say(format!("answer {:?}", awaited.answer));
        memory.remember(awaited.answer.unwrap_or(Answer::Silent));
        earlier = awaited.earlier;
    }
    let first = size().unwrap();
    say(format!("ready {}x{} pid {}", first.width, first.height, process::id()));
    for event in earlier.into_iter().chain(events.iter()) {
        say(format!("event {event:?}"));
        match event {
            Event::Ambiguous(width) => memory.remember(width.into()),
            Event::Terminate => break,
            Event::Key(KeyEvent { code: KeyCode::Char('q'), .. }) => break,
            Event::Key(KeyEvent { code: KeyCode::Char('p'), .. }) => panic!("on purpose"),
            Event::Key(KeyEvent { code: KeyCode::Char('t'), .. }) => {
                let thread = thread::Builder::new().name("helper".to_owned());
                let ended = thread.spawn(|| panic!("elsewhere\u{1b}]0;evil\u{7}\u{9b}31m")).unwrap().join();
                say(format!("joined {}", ended.is_err()));
            }
            Event::Suspend
            | Event::Key(KeyEvent { code: KeyCode::Char('z'), modifiers: KeyModifiers::CONTROL, .. }) => {
                let stopped = session.suspend().unwrap();
                say(format!("suspended {stopped}"));
            }
            _ => {}
        }
    }
}

/// The other end of the terminal.
struct Screen {
    pty: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: String,
    child: Box<dyn Child + Send + Sync>,
    /// The reader's, once it is ready.
    pid: Option<Pid>,
}

impl Screen {
    /// Starts the reader by a shell script in which `reader` stands for it.
    fn start(script: &str, memory: &Path, limit: Duration) -> Self {
        let size = PtySize { rows: 20, cols: 70, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let reader = "\"$EXE\" --ignored --exact reader --nocapture --test-threads=1";
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &script.replace("reader", reader)]);
        command.env("EXE", env::current_exe().unwrap());
        command.env("MEMORY", memory);
        command.env("LIMIT", limit.as_millis().to_string());
        command.env("RUST_BACKTRACE", "0");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut source = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = source.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { pty: Some(pair.master), pid: None, keys, output, seen: String::new(), child }
    }

    /// Waits for `text` and returns what came since the last such wait, up to its end.
    fn wait_for(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(text) {
                let rest = self.seen.split_off(at + text.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => panic!("{text:?} did not come; there was {:?}", self.seen),
            }
        }
    }

    fn send(&mut self, bytes: &str) {
        self.keys.write_all(bytes.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid.unwrap(), signal).unwrap();
    }

    /// Everything until the program and its shell have ended.
    fn end(mut self) -> String {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        self.child.wait().unwrap();
        self.seen
    }
}

const SCRIPT: &str = "reader; stty -a";

fn assert_given_back(output: &str) {
    let (_, after) = output.split_once(LEFT).expect("the alternate screen is left");
    assert!(after.contains(" icanon") && after.contains(" echo "), "{after:?}");
    for sequence in ["\x1b[?25h", "\x1b[?2004l"] {
        assert!(output.contains(sequence), "{sequence:?}");
    }
}

#[test]
fn an_answer_is_taken_and_remembered_and_keys_before_it_are_kept() {
    for (reply, width) in [("\x1b[2;2R", Ambiguous::Narrow), ("\x1b[2;3R", Ambiguous::Wide)] {
        let folder = tempfile::tempdir().unwrap();
        let memory = folder.path().join("terminals.toml");
        let mut screen = Screen::start(SCRIPT, &memory, PATIENCE);
        screen.wait_for(QUESTION);
        screen.send(&format!("jk{reply}lq"));
        let told = screen.wait_for("ready 70x20");
        assert!(told.contains(&format!("answer Some({width:?})")), "{told:?}");
        let mut order = String::new();
        for key in ["'j'", "'k'", "'l'", "'q'"] {
            order += &screen.wait_for(key);
        }
        assert_eq!(order.matches("event").count(), 4, "{order:?}");
        assert_given_back(&screen.end());

        let mut screen = Screen::start(SCRIPT, &memory, PATIENCE);
        let told = screen.wait_for("ready");
        assert!(told.contains(&format!("plan Plan {{ assume: Some({width:?}), wait: false }}")), "{told:?}");
        screen.send("q");
        assert_given_back(&screen.end());
    }
}

#[test]
fn a_silent_terminal_is_waited_for_once_and_a_late_answer_still_counts() {
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("terminals.toml");
    let mut screen = Screen::start(SCRIPT, &memory, Duration::from_millis(1));
    let told = screen.wait_for("ready");
    assert!(told.contains("wait: true") && told.contains("answer None"), "{told:?}");
    screen.send("j");
    screen.wait_for("'j'");
    screen.send("q");
    assert_given_back(&screen.end());

    let mut screen = Screen::start(SCRIPT, &memory, PATIENCE);
    let told = screen.wait_for("ready");
    assert!(told.contains("wait: false"), "{told:?}");
    screen.send("j\x1b[2;3R");
    screen.wait_for("'j'");
    screen.wait_for("event Ambiguous(Some(Wide))");
    screen.send("q");
    screen.end();

    let mut screen = Screen::start(SCRIPT, &memory, PATIENCE);
    let told = screen.wait_for("ready");
    assert!(told.contains("assume: Some(Wide)"), "{told:?}");
    screen.send("q");
    screen.end();
}

/// A session that waits for no answer.
fn started(script: &str, folder: &Path) -> Screen {
    let mut screen = Screen::start(script, &folder.join("terminals.toml"), Duration::from_millis(1));
    screen.wait_for("ready");
    screen.wait_for("pid ");
    let pid = screen.wait_for("\r\n");
    screen.pid = Pid::from_raw(pid.trim().parse().unwrap());
    screen
}

#[test]
fn standard_input_may_be_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started("echo an article | reader; stty -a", folder.path());
    screen.send("j");
    screen.wait_for("'j'");
    screen.send("q");
    assert_given_back(&screen.end());
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started(SCRIPT, folder.path());
    screen.send("p");
    let output = screen.end();
    assert_given_back(&output);
    assert!(output.find(LEFT) < output.find("on purpose"), "{output:?}");
}

#[test]
fn a_panic_elsewhere_is_told_when_the_session_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started(SCRIPT, folder.path());
    screen.send("t");
    let meanwhile = screen.wait_for("joined true");
    assert!(!meanwhile.contains("elsewhere"), "{meanwhile:?}");
    screen.send("q");
    let output = screen.end();
    assert_given_back(&output);
    assert!(output.contains("thread 'helper'"), "{output:?}");
    assert!(output.contains("elsewhere␛]0;evil␇<009B>31m"), "nothing of its words acts: {output:?}");
    assert!(output.find(LEFT) < output.find("elsewhere"));
}

#[test]
fn signals_end_the_session() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let folder = tempfile::tempdir().unwrap();
        let screen = started(SCRIPT, folder.path());
        screen.signal(signal);
        let output = screen.end();
        assert_eq!(output.matches("event Terminate").count(), 1, "{output:?}");
        assert_given_back(&output);
    }
}

#[test]
fn a_new_size_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started(SCRIPT, folder.path());
    screen.pty.as_ref().unwrap().resize(PtySize { rows: 9, cols: 33, ..PtySize::default() }).unwrap();
    screen.wait_for("event Resize { columns: 33, rows: 9 }");
    screen.send("q");
    screen.end();
}

#[test]
fn a_terminal_that_goes_away_ends_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("ended");
    let script = format!("trap '' HUP; reader; echo > '{}'", mark.display());
    let mut screen = started(&script, folder.path());
    // The thread that reads the screen gives its end up when it has something to tell nobody.
    screen.output = mpsc::channel().1;
    screen.send("j");
    screen.pty = None;
    screen.keys = Box::new(std::io::sink());
    screen.end();
    assert!(mark.exists());
}

#[test]
fn a_stopped_job_gives_the_terminal_back_and_takes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started("set -m; reader; echo halted; fg; echo halted; fg; stty -a", folder.path());
    screen.send("\x1a");
    let before = screen.wait_for("halted");
    assert!(before.contains(LEFT) && !before.contains("suspended"), "{before:?}");
    let again = screen.wait_for("suspended true");
    assert!(again.contains("\x1b[?1049h"), "{again:?}");
    screen.wait_for("event Resumed");

    screen.signal(Signal::TSTP);
    let before = screen.wait_for("halted");
    assert!(before.contains("event Suspend") && before.contains(LEFT), "{before:?}");
    screen.wait_for("suspended true");
    screen.send("q");
    assert_given_back(&screen.end());
}

#[test]
fn without_a_shell_to_continue_it_the_session_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = started("exec reader", folder.path());
    screen.send("\x1a");
    screen.wait_for("suspended false");
    screen.send("q");
    screen.end();
}
