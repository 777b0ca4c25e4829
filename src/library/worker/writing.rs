//! What the library's thread writes, but for articles: each message's change, and what is said of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::desk::Desk;
use super::{FileFact, Reply, Write};
use crate::annotation::Change;
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
            let Some(write) = self.backlog.writes.pop_front() else { return };
            self.write_one(write);
        }
    }

    /// Writes what is out of the queue: were it not, a panic in it would be repeated for ever.
    fn write_one(&mut self, write: Write) {
        match catch_unwind(AssertUnwindSafe(|| self.write(&write))) {
            Ok(Ok(())) => self.backlog.go_on(),
            // It is found out again another time.
            Ok(Err(_)) if matches!(write, Write::File(_)) => {}
            Ok(Err(error)) => {
                let retry = error.may_pass();
                // Where the reader was, and how the list was, is no loss where nothing can be saved.
                if !matches!(error, LibraryError::ReadingOnly { .. }) || !write.is_small() {
                    self.refuse(&write, &error.to_string(), retry);
                }
                if retry {
                    self.backlog.writes.push_front(write);
                    self.backlog.hold_up(&error);
                } else if let LibraryError::Conflict { article } = error {
                    self.show_annotations(article);
                }
            }
            Err(_) => self.refuse(&write, "saving broke down; this is an error in the program", false),
        }
    }

    /// Writes the first `size` requests, all changes to annotations, in one transaction. Each is said to be saved once that is
    /// on disk; one that is refused for itself does not take the others with it.
    fn write_group(&mut self, size: usize) {
        let group: Vec<Write> = self.backlog.writes.drain(..size).collect();
        let applied: Vec<Applied> = group
            .iter()
            .filter_map(|request| match request {
                Write::Apply { article, revision, changes, .. } => {
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
                        && let Some(write) = self.backlog.writes.pop_front()
                    {
                        self.write_one(write);
                    }
                }
            }
        }
    }

    /// Says what became of a group's requests, and shows each article's line once.
    fn tell_group(&self, group: &[Write], outcomes: Vec<Result<(), LibraryError>>) {
        let made = group.iter().zip(&outcomes).filter_map(|(write, outcome)| match write {
            Write::Apply { changes, .. } if outcome.is_ok() => Some(changes),
            _ => None,
        });
        let made: Vec<Change> = made.flatten().cloned().collect();
        // Who sees that they are saved sees their links, too.
        self.show_links(&made);
        let (mut articles, mut conflicts) = (Vec::new(), Vec::new());
        for (write, outcome) in group.iter().zip(outcomes) {
            let Write::Apply { ticket, article, .. } = write else { continue };
            match outcome {
                Ok(()) => {
                    self.say(Reply::Saved { ticket: *ticket });
                    articles.push(*article);
                }
                Err(error) => {
                    self.refuse(write, &error.to_string(), false);
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
        conflicts.iter().for_each(|&article| self.show_annotations(article));
    }

    fn refuse(&self, write: &Write, message: &str, retry: bool) {
        let message = message.to_owned();
        self.say(match *write {
            Write::Apply { ticket, .. } => Reply::Unsaved { ticket, message, retry },
            _ => Reply::Failed { message, retry },
        });
    }

    fn write(&mut self, write: &Write) -> Result<(), LibraryError> {
        match write {
            Write::Apply { ticket, article, revision, changes } => {
                self.store.apply(*article, *revision, &self.reader, changes)?;
                // Who sees that it is saved sees its links, too.
                self.show_links(changes);
                self.say(Reply::Saved { ticket: *ticket });
                self.show_entry(*article);
            }
            Write::Undo(article) => match self.store.undo(*article, &self.reader)? {
                Some(changes) => {
                    self.show_links(&changes);
                    self.say(Reply::Undone { article: *article, changes });
                    self.show_entry(*article);
                }
                None => self.say(Reply::NothingToUndo(*article)),
            },
            Write::Place { article, revision, position, read_to } => {
                self.store.place(*article, *revision, *position, *read_to)?
            }
            Write::Mark { articles, mark } => {
                let changed = self.store.mark(articles, *mark, &self.reader)?;
                if let Mark::Deleted(true) = mark {
                    self.open = self.open.filter(|(open, _)| !changed.contains(open));
                }
                self.show_entries(&changed);
                self.show_links_after(matches!(mark, Mark::Deleted(_)));
            }
            Write::UndoLast => {
                let step = self.store.undo_last(&self.reader)?;
                self.show_step(false, step);
            }
            Write::RedoLast => {
                let step = self.store.redo_last(&self.reader)?;
                self.show_step(true, step);
            }
            Write::Remember { key, value } => self.store.set_setting(key, value)?,
            Write::JoinSource { spelling, name } => {
                let joined = match name {
                    Some(name) => Some((name.clone(), self.store.join_source(spelling, name)?)),
                    None => {
                        self.store.unjoin_source(spelling)?;
                        None
                    }
                };
                self.say(Reply::SourceJoined { spelling: spelling.clone(), name: joined });
            }
            Write::File(fact) => self.keep_fact(fact)?,
        }
        Ok(())
    }

    fn keep_fact(&mut self, fact: &FileFact) -> Result<(), LibraryError> {
        match fact {
            // Where it fails, adding the article fails likewise, and says so.
            FileFact::Wanted { uri } => self.store.bring_back_from(uri).map(drop),
            FileFact::LookedThrough(folder) => self.store.looked_through(folder),
            FileFact::GoneCopies => self.store.forget_gone_copies(),
            FileFact::Container { uri, stamp, articles } => {
                self.store.remember_containers(&[(uri.clone(), *stamp, *articles)])
            }
            FileFact::Refused { uri, stamp, message } => {
                self.store.remember_refused(&[(uri.clone(), *stamp, message.clone())])
            }
        }
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
