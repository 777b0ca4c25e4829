//! `pingdian PATH…`: the reader. What happens outside comes in as events, the state is updated, effects go out, and a
//! frame is drawn once nothing more is waiting.
//!
//! The first frame waits for as little as can be: of one file its beginning alone, of a library its first entries;
//! the library's file is opened on a thread meanwhile.

mod configuring;
mod effects;
mod ending;
mod files;
mod finding;
mod frames;
mod inquiries;
mod library;
mod looking;
mod news;
mod relating;
mod starting;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use frames::Frames;
use library::Keeper;
use starting::{Input, input, start};

use super::Failure;
use super::args::Read;
use super::setup::Setup;
use crate::app::Wanted;
use crate::app::{Event, Keymap, State, update};
use crate::library::Request;
use crate::terminal::{self, Answer, Awaited, Memory, Session, WAIT};

/// How long nothing must happen before new articles are made ready to be searched.
const QUIET: Duration = Duration::from_millis(1500);

/// What the reader's one thread hears.
enum Incoming {
    /// From the terminal.
    Terminal(terminal::Event),
    /// From the library and the files.
    Event(Event),
    /// Something for the library.
    Request(Request),
    /// The library is open, or cannot be opened.
    Library(Result<Box<Keeper>, Failure>),
}

/// Opens the reader, until it is left.
pub fn run(setup: &Setup, read: &Read) -> Result<(), Failure> {
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
        unready: false,
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
    postponed: Vec<Request>,
    /// Whether one text was given.
    given_text: bool,
    ending: bool,
    /// Whether the remembered folders are to be looked through, once a frame was shown.
    look_again: bool,
    /// Whether the library cannot be opened.
    no_library: bool,
    /// Whether articles were taken in that may not be ready to be searched.
    unready: bool,
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

    /// Waits a moment for a terminal of which nothing is known. What it sends besides is given back: keys typed ahead
    /// are meant for what is not open yet.
    fn await_terminal(&mut self, receiver: &Receiver<Incoming>) -> Result<Vec<terminal::Event>, Failure> {
        let mut others = Vec::new();
        let awaited: Awaited = terminal::await_answer(WAIT, |time: Duration| {
            let end = std::time::Instant::now() + time;
            loop {
                match receiver.recv_timeout(end.saturating_duration_since(std::time::Instant::now())) {
                    Ok(Incoming::Terminal(event)) => return Some(event),
                    Ok(other) => others.push(other),
                    Err(_) => return None,
                }
            }
        });
        match awaited.answer {
            Some(answer) => self.terminal_said(answer)?,
            None => self.remember(Answer::Silent),
        }
        others.into_iter().try_for_each(|incoming| self.hear(incoming))?;
        Ok(awaited.earlier)
    }

    /// Opens what is to be read. What the terminal sends meanwhile is put with what it sent `earlier`.
    fn begin(
        &mut self,
        input: Input,
        setup: &Setup,
        receiver: &Receiver<Incoming>,
        earlier: &mut Vec<terminal::Event>,
    ) -> Result<(), Failure> {
        match input {
            Input::File(beginning) => {
                self.happen(beginning.event())?;
                self.show()?;
                beginning.go_on(&self.sender)?;
            }
            Input::Text(uri, article) => {
                let article = Arc::new(*article);
                self.happen(Event::Read { uri: uri.clone(), article: Arc::clone(&article), complete: true })?;
                files::keep(uri, article, &self.sender);
            }
            Input::Texts(articles, notice) => files::keep_all(articles, notice, &self.sender),
            Input::Paths(paths) => {
                let (addresses, paths): (Vec<_>, Vec<_>) = paths
                    .into_iter()
                    .partition(|path| path.to_str().is_some_and(crate::fetch::is_address) && !path.exists());
                if !paths.is_empty() {
                    looking::start(paths, setup, &self.sender)?;
                }
                if !addresses.is_empty() {
                    files::fetch(addresses, setup, &self.sender)?;
                }
            }
            Input::Library => {
                while self.keeper.is_none() && !self.ending {
                    match receiver.recv() {
                        Ok(Incoming::Terminal(event)) if event != terminal::Event::Terminate => {
                            earlier.push(event);
                        }
                        Ok(incoming) => self.hear(incoming)?,
                        Err(_) => break,
                    }
                }
                self.look_again = !self.ending;
            }
        }
        Ok(())
    }

    fn read(mut self, setup: &Setup, receiver: &Receiver<Incoming>) -> Result<(), Failure> {
        loop {
            while let Ok(incoming) = receiver.try_recv() {
                self.hear(incoming)?;
            }
            if self.ending {
                break;
            }
            self.show()?;
            if std::mem::take(&mut self.look_again) {
                looking::start(Vec::new(), setup, &self.sender)?;
            }
            match self.await_next(receiver) {
                Ok(incoming) => self.hear(incoming)?,
                Err(_) => break,
            }
        }
        self.end(receiver)
    }

    /// Waits for what comes next. Where nothing comes for a while after articles were taken in, they are made ready to be
    /// searched, so that nobody has to wait for that later.
    fn await_next(&mut self, receiver: &Receiver<Incoming>) -> Result<Incoming, RecvError> {
        if self.unready && self.keeper.is_some() {
            match receiver.recv_timeout(QUIET) {
                Err(RecvTimeoutError::Timeout) => {
                    self.unready = false;
                    if let Some(keeper) = &mut self.keeper {
                        // Where nobody answers, the first search says why.
                        keeper.seek(Wanted::Ready);
                    }
                }
                other => return other.map_err(|_| RecvError),
            }
        }
        receiver.recv()
    }

    fn hear(&mut self, incoming: Incoming) -> Result<(), Failure> {
        match incoming {
            Incoming::Terminal(event) => self.hear_terminal(event),
            Incoming::Event(event) => {
                if let Event::Configured(configured) = &event {
                    self.frames.set_theme(configured.configuration.theme);
                }
                self.happen(event)
            }
            Incoming::Request(request) => {
                self.ask_library(request);
                Ok(())
            }
            // One text can be read without a library; nothing else can.
            Incoming::Library(Err(failure)) if self.given_text => {
                self.no_library = true;
                self.happen(Event::NoLibrary(failure.message))
            }
            Incoming::Library(keeper) => {
                let mut keeper = keeper?;
                let lists = !self.given_text;
                let wanted =
                    |event: &Event| lists || !matches!(event, Event::Entries(_) | Event::Progress(_));
                let events: Vec<Event> = keeper.first_events().into_iter().filter(wanted).collect();
                self.keeper = Some(keeper);
                for request in std::mem::take(&mut self.postponed) {
                    self.ask_library(request);
                }
                events.into_iter().try_for_each(|event| self.happen(event))?;
                if let Some(keeper) = self.keeper.as_ref().filter(|_| lists) {
                    keeper.ask_for_more();
                }
                Ok(())
            }
        }
    }

    fn hear_terminal(&mut self, event: terminal::Event) -> Result<(), Failure> {
        use terminal::Event as Heard;
        match event {
            Heard::Key(key) => {
                self.happen(Event::Time(self.begun.elapsed()))?;
                self.happen(Event::Key(key))
            }
            Heard::Paste(text) => self.happen(Event::Paste(text)),
            Heard::Resize { columns, rows } => {
                self.frames.resize(columns, rows)?;
                self.happen(Event::Resize { columns, rows })
            }
            Heard::Ambiguous(width) => self.terminal_said(width.into()),
            Heard::Suspend => self.frames.suspend(),
            Heard::Resumed => self.frames.resume(),
            Heard::Terminate => self.happen(Event::Terminate),
            Heard::Mouse(_) => Ok(()),
        }
    }

    /// The terminal told how wide it draws ambiguous characters, or that it does not know.
    fn terminal_said(&mut self, answer: Answer) -> Result<(), Failure> {
        if self.fixed {
            return Ok(());
        }
        self.remember(answer);
        match answer.width() {
            Some(width) => {
                self.frames.ambiguous_known();
                self.happen(Event::Ambiguous(width))
            }
            None => Ok(()),
        }
    }

    fn remember(&self, answer: Answer) {
        if let Some(memory) = &self.memory {
            memory.remember(answer);
        }
    }

    fn happen(&mut self, event: Event) -> Result<(), Failure> {
        update(&mut self.state, event).into_iter().try_for_each(|effect| self.carry_out(effect))
    }
}
