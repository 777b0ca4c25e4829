//! What the library's thread writes, but for articles: each message's change, and what is said of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::desk::Desk;
use super::{Reply, Request};
use crate::library::{Applied, ArticleId, LibraryError, Mark, Step};

impl Desk {
    /// Writes what waits, in its order, until it is done or an attempt fails for a cause that may pass.
    pub(super) fn write_out(&mut self) {
        while !self.backlog.is_held_up() {
            let group = self.backlog.group();
            if group > 1 {
                self.write_group(group);
                continue;
            }
            let Some(request) = self.backlog.writes.pop_front() else { return };
            self.write_one(request);
        }
    }

    /// Writes a request that is out of the queue: were it not, a panic in it would be repeated for ever.
    fn write_one(&mut self, request: Request) {
        match catch_unwind(AssertUnwindSafe(|| self.write(&request))) {
            Ok(Ok(())) => self.backlog.go_on(),
            Ok(Err(error)) => {
                let retry = error.may_pass();
                // Where the reader was, and how the list was, is no loss where nothing can be saved.
                if !matches!(error, LibraryError::ReadingOnly { .. }) || !request.is_small() {
                    self.refuse(&request, &error.to_string(), retry);
                }
                if retry {
                    self.backlog.writes.push_front(request);
                    self.backlog.hold_up(&error);
                } else if let LibraryError::Conflict { article } = error {
                    self.show_annotations(article);
                }
            }
            Err(_) => self.refuse(&request, "saving broke down; this is an error in the program", false),
        }
    }

    /// Writes the first `size` requests, all changes to annotations, in one transaction. Each is said to be saved once that is
    /// on disk; one that is refused for itself does not take the others with it.
    fn write_group(&mut self, size: usize) {
        let group: Vec<Request> = self.backlog.writes.drain(..size).collect();
        let applied: Vec<Applied> = group
            .iter()
            .filter_map(|request| match request {
                Request::Apply { article, revision, changes, .. } => {
                    Some(Applied { article: *article, revision: *revision, changes })
                }
                _ => None,
            })
            .collect();
        let outcome = catch_unwind(AssertUnwindSafe(|| self.store.apply_all(&self.reader, &applied)));
        match outcome {
            Ok(Ok(outcomes)) => {
                self.backlog.go_on();
                self.tell_group(&group, outcomes);
            }
            Ok(Err(error)) if error.may_pass() => {
                if let Some(first) = group.first() {
                    self.refuse(first, &error.to_string(), true);
                }
                group.into_iter().rev().for_each(|request| self.backlog.writes.push_front(request));
                self.backlog.hold_up(&error);
            }
            Ok(Err(error)) => group.iter().for_each(|one| self.refuse(one, &error.to_string(), false)),
            // One of them did that, and each by itself shows which.
            Err(_) => {
                group.into_iter().rev().for_each(|request| self.backlog.writes.push_front(request));
                for _ in 0..size {
                    if !self.backlog.is_held_up()
                        && let Some(request) = self.backlog.writes.pop_front()
                    {
                        self.write_one(request);
                    }
                }
            }
        }
    }

    /// Says what became of a group's requests, and shows each article's line once.
    fn tell_group(&self, group: &[Request], outcomes: Vec<Result<(), LibraryError>>) {
        let (mut articles, mut made) = (Vec::new(), Vec::new());
        let mut conflicts = Vec::new();
        for (request, outcome) in group.iter().zip(outcomes) {
            let Request::Apply { ticket, article, changes, .. } = request else { continue };
            match outcome {
                Ok(()) => {
                    self.say(Reply::Saved { ticket: *ticket });
                    made.extend_from_slice(changes);
                    articles.push(*article);
                }
                Err(error) => {
                    self.refuse(request, &error.to_string(), false);
                    if let LibraryError::Conflict { article } = error {
                        conflicts.push(article);
                    }
                }
            }
        }
        for articles in [&mut articles, &mut conflicts] {
            articles.sort_unstable();
            articles.dedup();
        }
        articles.iter().for_each(|&article| self.show_entry(article));
        self.show_links(&made);
        conflicts.iter().for_each(|&article| self.show_annotations(article));
    }

    fn refuse(&self, request: &Request, message: &str, retry: bool) {
        let message = message.to_owned();
        self.say(match *request {
            Request::Apply { ticket, .. } => Reply::Unsaved { ticket, message, retry },
            _ => Reply::Failed { message, retry },
        });
    }

    fn write(&mut self, request: &Request) -> Result<(), LibraryError> {
        match request {
            Request::Apply { ticket, article, revision, changes } => {
                self.store.apply(*article, *revision, &self.reader, changes)?;
                self.say(Reply::Saved { ticket: *ticket });
                self.show_entry(*article);
                self.show_links(changes);
            }
            Request::Undo(article) => match self.store.undo(*article, &self.reader)? {
                Some(changes) => {
                    self.show_links(&changes);
                    self.say(Reply::Undone { article: *article, changes });
                    self.show_entry(*article);
                }
                None => self.say(Reply::NothingToUndo(*article)),
            },
            Request::Redo(article) => match self.store.redo(*article, &self.reader)? {
                Some(changes) => {
                    self.show_links(&changes);
                    self.say(Reply::Redone { article: *article, changes });
                    self.show_entry(*article);
                }
                None => self.say(Reply::NothingToRedo(*article)),
            },
            Request::Place { article, revision, position, read_to } => {
                self.store.place(*article, *revision, *position, *read_to)?
            }
            Request::Mark { articles, mark } => {
                let changed = self.store.mark(articles, *mark, &self.reader)?;
                if let Mark::Deleted(true) = mark {
                    self.open = self.open.filter(|(open, _)| !changed.contains(open));
                }
                self.show_entries(&changed);
                self.show_links_after(matches!(mark, Mark::Deleted(_)));
            }
            Request::UndoLast | Request::RedoLast => {
                let again = matches!(request, Request::RedoLast);
                let step = if again {
                    self.store.redo_last(&self.reader)?
                } else {
                    self.store.undo_last(&self.reader)?
                };
                self.show_step(again, step);
            }
            Request::Remember { key, value } => self.store.set_setting(key, value)?,
            Request::List
            | Request::Open(_)
            | Request::Adopt(_)
            | Request::Notices
            | Request::Add { .. }
            | Request::AddExamined(_)
            | Request::Run(_) => {}
        }
        Ok(())
    }

    /// Shows what was taken back or made again, and what it changed.
    fn show_step(&self, again: bool, step: Option<Step>) {
        match &step {
            Some(Step::Changes { changes, .. }) => self.show_links(changes),
            Some(Step::Marks(now)) => {
                let articles: Vec<ArticleId> = now.articles.iter().map(|(article, _)| *article).collect();
                self.show_entries(&articles);
            }
            Some(Step::PassedOver(_)) | None => {}
        }
        self.say(Reply::Stepped { again, step: step.clone() });
        match step {
            Some(Step::Changes { article, .. }) => self.show_entry(article),
            Some(Step::Marks(_)) => self.show_links_after(true),
            Some(Step::PassedOver(_)) | None => {}
        }
    }
}
