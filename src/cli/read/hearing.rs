//! What the reader hears of the terminal, the library and the files, put into events.

use super::{Failure, Incoming, Reader};
use crate::app::{Event, Input};
use crate::library::Reply;
use crate::terminal::{self, Answer};

impl Reader {
    pub(super) fn hear(&mut self, incoming: Incoming) -> Result<(), Failure> {
        match incoming {
            Incoming::Terminal(event) => self.hear_terminal(event),
            Incoming::Event(Event::Library(Reply::Reached(number))) => {
                if let Some(keeper) = &mut self.keeper {
                    keeper.reached(number);
                }
                Ok(())
            }
            Incoming::Event(event) => {
                if let Event::Configured(configured) = &event {
                    self.frames.set_theme(configured.configuration.theme);
                }
                self.happen(event)
            }
            Incoming::ForLibrary(what) => {
                self.ask_library(what);
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
                for what in std::mem::take(&mut self.postponed) {
                    self.ask_library(what);
                }
                events.into_iter().try_for_each(|event| self.happen(event))?;
                if let Some(keeper) = self.keeper.as_mut().filter(|_| lists) {
                    keeper.ask_for_more();
                }
                Ok(())
            }
        }
    }

    pub(super) fn hear_terminal(&mut self, event: terminal::Event) -> Result<(), Failure> {
        use terminal::Event as Heard;
        match event {
            Heard::Key(key) => self.input(Input::Key(key)),
            Heard::Paste(text) => self.input(Input::Paste(text)),
            Heard::Line(text) => self.input(Input::Line(text)),
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

    fn input(&mut self, input: Input) -> Result<(), Failure> {
        self.happen(Event::Input(input, self.begun.elapsed()))
    }

    /// The terminal told how wide it draws ambiguous characters, or that it does not know.
    pub(super) fn terminal_said(&mut self, answer: Answer) -> Result<(), Failure> {
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

    pub(super) fn remember(&self, answer: Answer) {
        if let Some(memory) = &self.memory {
            memory.remember(answer);
        }
    }
}
