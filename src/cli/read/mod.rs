//! `pingdian PATH…`: the reader. What happens outside comes in as events, the state is updated, effects go out, and a
//! frame is drawn once nothing more is waiting.
//!
//! The first frame waits for as little as can be: of one file its beginning alone, of a library its first entries;
//! the library's file is opened on a thread meanwhile.

mod answering;
mod background;
mod configuring;
mod draft_files;
mod drafts;
mod effects;
mod ending;
mod files;
mod finding;
mod first_frame;
mod frames;
mod hearing;
mod library;
mod looking;
mod opened;
mod starting;
mod tasks;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use drafts::DraftKeeper;
use frames::Frames;
use library::{ForLibrary, Keeper};
use starting::{Input, input, start};

use super::Failure;
use super::args::Read;
use super::setup::Setup;
use crate::app::{Event, Keymap, Question, State, Wanted, update};
use crate::terminal::{self, Memory, Session};

/// How long nothing must happen before articles are made ready to be searched.
const QUIET: Duration = Duration::from_millis(1500);

/// What the reader's one thread hears.
enum Incoming {
    /// From the terminal.
    Terminal(terminal::Event),
    /// From the library and the files.
    Event(Event),
    /// Something for the library.
    ForLibrary(ForLibrary),
    /// The library is open, or cannot be opened.
    Library(Result<Box<Keeper>, Failure>),
}

/// Opens the reader, until it is left.
pub fn run(setup: &Setup, read: &Read) -> Result<(), Failure> {
    starting::check_terminal(std::env::var("TERM").ok().as_deref())?;
    let input = input(setup, &read.paths)?;
    let keymap = Keymap::new(&setup.configuration)?;
    let fixed = setup.ambiguous(read.ambiguous);
    let (sender, receiver) = mpsc::channel();
    let given_text = matches!(input, Input::File(_) | Input::Text(..));
    if !given_text {
        library::open(setup, matches!(input, Input::Library), sender.clone())?;
    }
    let memory = setup
        .terminals
        .as_ref()
        .map(|path| Memory::new(path, terminal::identity(|name| std::env::var(name).ok())));
    let plan = memory.as_ref().filter(|_| fixed.is_none()).map(Memory::recall);
    let wait = plan.is_some_and(|plan| plan.wait);
    let options = terminal::Options { mouse: false, ask_ambiguous: fixed.is_none(), with_first_frame: !wait };
    let session = Session::enter(options)?;
    let remembered = plan.and_then(|plan| plan.assume);
    let start = start(setup, keymap, &input, fixed.or(remembered).unwrap_or_default())?;
    let mut reader = Reader {
        state: State::new(start),
        frames: Frames::new(session, setup, fixed.or(remembered).is_some())?,
        config: setup.config.clone(),
        memory,
        fixed: fixed.is_some(),
        keeper: None,
        postponed: Vec::new(),
        given_text,
        ending: false,
        look_again: false,
        no_library: false,
        unready: true,
        drafts: DraftKeeper::start(&setup.library, sender.clone())?,
        sender,
        begun: Instant::now(),
    };
    let mut earlier = Vec::new();
    if wait {
        reader.listen()?;
        earlier = reader.await_terminal(&receiver)?;
    }
    reader.begin(input, setup, &receiver, &mut earlier)?;
    earlier.into_iter().try_for_each(|event| reader.hear_terminal(event))?;
    if !wait {
        reader.listen()?;
    }
    if given_text {
        library::open(setup, false, reader.sender.clone())?;
    }
    reader.read(setup, &receiver)
}

/// The reader at work.
struct Reader {
    state: State,
    frames: Frames,
    /// The configuration's file.
    config: Option<PathBuf>,
    memory: Option<Memory>,
    /// Whether the user said how wide ambiguous characters are.
    fixed: bool,
    keeper: Option<Box<Keeper>>,
    /// What the library is to do, from before it was open.
    postponed: Vec<ForLibrary>,
    /// Whether one text was given.
    given_text: bool,
    ending: bool,
    /// Whether the remembered folders are to be looked through, once a frame was shown.
    look_again: bool,
    /// Whether the library cannot be opened.
    no_library: bool,
    /// Whether the library, or what was taken into it since, may not be ready to be searched.
    unready: bool,
    /// Words that are not kept where they belong.
    drafts: DraftKeeper,
    sender: Sender<Incoming>,
    begun: Instant,
}

impl Reader {
    /// Starts to hear what the terminal says. Keys typed before are kept by the system.
    fn listen(&self) -> Result<(), Failure> {
        let sender = self.sender.clone();
        Ok(terminal::spawn(move |event| sender.send(Incoming::Terminal(event)).is_ok())?)
    }

    /// Brings the screen up to date.
    fn show(&mut self) -> Result<(), Failure> {
        self.happen(Event::Frame)?;
        self.frames.draw(&self.state)
    }

    fn read(mut self, setup: &Setup, receiver: &Receiver<Incoming>) -> Result<(), Failure> {
        let outcome = self.go_on(setup, receiver);
        if outcome.is_err() {
            // The terminal is gone, say: what is typed and what is unsaved is kept all the same.
            let _ = self.happen(Event::Terminate);
        }
        let ended = self.end(receiver);
        outcome.and(ended)
    }

    fn go_on(&mut self, setup: &Setup, receiver: &Receiver<Incoming>) -> Result<(), Failure> {
        loop {
            while let Ok(incoming) = receiver.try_recv() {
                self.hear(incoming)?;
            }
            if self.ending {
                return Ok(());
            }
            self.show()?;
            if std::mem::take(&mut self.look_again) {
                looking::start(Vec::new(), setup, &self.sender)?;
            }
            match self.await_next(receiver) {
                Ok(incoming) => self.hear(incoming)?,
                Err(RecvTimeoutError::Timeout) => self.happen(Event::Time(self.begun.elapsed()))?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// Waits for what comes next, or until words that changed are to be put on disk. Where nothing comes for a while after
    /// the start, or after articles were taken in, all is made ready to be searched, so that nobody has to wait for that
    /// later.
    fn await_next(&mut self, receiver: &Receiver<Incoming>) -> Result<Incoming, RecvTimeoutError> {
        let wake = self.state.drafts.wake().map(|wake| wake.saturating_sub(self.begun.elapsed()));
        if self.unready && self.keeper.is_some() {
            match receiver.recv_timeout(wake.map_or(QUIET, |wake| wake.min(QUIET))) {
                Err(RecvTimeoutError::Timeout) if wake.is_none_or(|wake| wake > QUIET) => {
                    self.unready = false;
                    if let Some(keeper) = &mut self.keeper {
                        // Where nobody answers, the first search says why.
                        keeper.ask(Question::Words(Wanted::Ready));
                    }
                }
                other => return other,
            }
        }
        match wake {
            Some(wake) => receiver.recv_timeout(wake),
            None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn happen(&mut self, event: Event) -> Result<(), Failure> {
        update(&mut self.state, event).into_iter().try_for_each(|effect| self.carry_out(effect))
    }
}

impl Drop for Reader {
    /// A panic must not cost what was typed.
    fn drop(&mut self) {
        if thread::panicking() {
            // What broke down may do so again; the words of a second ago are on disk then.
            let kept = AssertUnwindSafe(|| self.happen(Event::Terminate));
            let _ = catch_unwind(kept);
        }
    }
}
