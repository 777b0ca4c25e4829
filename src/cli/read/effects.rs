//! Effects, carried out.

use super::answering::not_open;
use super::configuring::configure;
use super::library::ForLibrary;
use super::tasks::Task;
use super::{Failure, Reader};
use crate::app::{Effect, Question};
use crate::export::Options;

impl Reader {
    /// Does what an update asked for.
    pub(super) fn carry_out(&mut self, effect: Effect) -> Result<(), Failure> {
        match effect {
            Effect::Quit => self.ending = true,
            Effect::Suspend => return self.frames.suspend(),
            Effect::Redraw => return self.frames.redraw(),
            Effect::Library(request) => self.ask_library(request.into()),
            Effect::Ask(question) => return self.ask(question),
            Effect::KeepDrafts { drafts, heard } => self.drafts.keep(drafts, heard),
            Effect::Configure(change) if self.no_library => {
                return self.happen(configure(self.config.as_deref(), None, &change));
            }
            Effect::Configure(change) => {
                self.ask_library(ForLibrary::Task(Task::Configure(change, self.config.clone())));
            }
            Effect::Export(export) => {
                let options =
                    Options { labels: self.state.configuration.labels.clone(), ..Options::default() };
                let task = Task::Export(export, Box::new(options), self.config.clone());
                self.ask_library(ForLibrary::Task(task));
            }
        }
        Ok(())
    }

    fn ask(&mut self, question: Question) -> Result<(), Failure> {
        let unanswered = not_open(&question);
        if self.keeper.as_mut().is_some_and(|keeper| keeper.ask(question)) {
            return Ok(());
        }
        self.happen(unanswered)
    }

    /// Hands something to the library, once it is open.
    pub(super) fn ask_library(&mut self, what: ForLibrary) {
        self.unready |= matches!(what, ForLibrary::Add(_));
        match &mut self.keeper {
            Some(keeper) => keeper.take(what),
            None => self.postponed.push(what),
        }
    }
}
