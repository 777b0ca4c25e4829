//! Up to the first frame: a terminal of which nothing is known is waited for, and what is to be read is opened.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::starting::Input;
use super::{Failure, Incoming, Reader, files, looking};
use crate::app::Event;
use crate::cli::given::Named;
use crate::cli::setup::Setup;
use crate::terminal::{self, Answer, Awaited, WAIT};

impl Reader {
    /// Waits a moment for a terminal of which nothing is known. What it sends besides is given back: keys typed ahead
    /// are meant for what is not open yet.
    pub(super) fn await_terminal(
        &mut self,
        receiver: &Receiver<Incoming>,
    ) -> Result<Vec<terminal::Event>, Failure> {
        let mut others = Vec::new();
        let awaited: Awaited = terminal::await_answer(WAIT, |time: Duration| {
            let end = Instant::now() + time;
            loop {
                match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
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
    pub(super) fn begin(
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
            Input::Paths(Named { paths, addresses, .. }) => {
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
}
