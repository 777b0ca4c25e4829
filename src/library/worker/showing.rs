//! What the library's thread shows: what was asked for, and what other programs changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Reply;
use super::desk::Desk;
use crate::annotation::{Annotation, Change};
use crate::library::{ArticleId, LibraryError, StoredLink};

/// The wait until another program that is writing is looked at again; doubled each time.
const FIRST_LOOK: Duration = Duration::from_millis(5);

/// The longest such wait.
const LAST_LOOK: Duration = Duration::from_secs(1);

/// The shortest time from one look at what others changed to the next.
const PAUSE: Duration = Duration::from_millis(150);

/// Articles that are told at once: the reader takes a key in between.
const PIECE: usize = 2000;

impl Desk {
    /// Tells a piece of the list.
    pub(super) fn list_further(&mut self) {
        let Some(after) = self.listing.take() else { return };
        match self.store.entries_after(after, PIECE) {
            Ok(entries) => {
                self.listing = entries.last().map(|last| last.id).filter(|_| entries.len() == PIECE);
                self.say(Reply::Entries(entries));
            }
            Err(error) => self.fail(&error),
        }
        if self.listing.is_none() {
            self.say(Reply::Listed);
        }
    }

    /// Tells a piece of what others changed.
    pub(super) fn catch_up(&mut self) {
        self.behind = false;
        match self.store.changes(self.known, PIECE) {
            Ok(changes) => {
                self.behind = changes.entries.len() + changes.gone.len() >= PIECE;
                self.known = changes.until;
                if !changes.entries.is_empty() {
                    self.say(Reply::Entries(changes.entries));
                }
                changes.gone.into_iter().for_each(|gone| self.say(Reply::Gone(gone)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Shows articles' lines after something was said of them.
    pub(super) fn show_entries(&self, articles: &[ArticleId]) {
        let read: Result<Vec<_>, _> = articles.iter().map(|&article| self.store.entry(article)).collect();
        self.say_or_fail(read.map(Reply::Entries));
    }

    pub(super) fn say_or_fail(&self, reply: Result<Reply, LibraryError>) {
        match reply {
            Ok(reply) => self.say(reply),
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn open(&mut self, article: ArticleId) {
        let opened = self.store.snapshot("opening an article", |_| {
            let (text, revision) = self.store.text_and_revision(article)?;
            Ok((text, revision, self.marks(article)?, self.store.entry(article)?))
        });
        match opened {
            Ok((text, revision, (annotations, links), entry)) => {
                self.open = Some((article, revision));
                // Its blocks are found here, so that the reader need not wait for that.
                let article = Arc::new(text.into_article());
                self.say(Reply::Opened { entry, article, revision, annotations, links });
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn adopt(&mut self, article: ArticleId) {
        let adopted = self
            .store
            .snapshot("reading annotations", |_| Ok((self.store.revision(article)?, self.marks(article)?)));
        match adopted {
            Ok((revision, (annotations, links))) => {
                self.open = Some((article, revision));
                let revision = Some(revision);
                self.say(Reply::Annotations { article, revision, annotations, links });
                self.show_notices();
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn show_notices(&self) {
        let Some((article, revision)) = self.open else {
            return;
        };
        let notices = self.store.snapshot("reading a text", |_| {
            // Another text of it is shown by itself, with its notices.
            let is_open = self.store.revision(article)? == revision;
            Ok(if is_open { self.store.notices(article)? } else { Vec::new() })
        });
        match notices {
            Ok(notices) if notices.is_empty() => {}
            Ok(notices) => self.say(Reply::Notices { article, revision, notices }),
            // That it is gone is said by itself, too.
            Err(LibraryError::NoSuchArticle { .. }) => {}
            Err(error) => self.fail(&error),
        }
    }

    /// Finds out whether another program changed the library, and shows what it is like now.
    pub(super) fn look(&mut self) {
        // A program that adds thousands of articles writes all the time.
        let rest = self.looked.and_then(|looked| PAUSE.checked_sub(looked.elapsed()));
        if let Some(rest) = rest.filter(|rest| !rest.is_zero()) {
            self.look_again = Some(rest);
            return;
        }
        let changed = match self.store.is_settled() {
            Ok(true) => self.store.changed_by_others(),
            Ok(false) => {
                let delay = self.look_again.map_or(FIRST_LOOK, |last| (last * 2).min(LAST_LOOK));
                self.look_again = Some(delay);
                return;
            }
            Err(error) => Err(error),
        };
        self.look_again = None;
        match changed {
            Ok(false) => {}
            Ok(true) => {
                self.looked = Some(Instant::now());
                self.catch_up();
                self.show_open_article();
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn show_open_article(&mut self) {
        let Some((article, revision)) = self.open else {
            return;
        };
        match self.store.revision(article) {
            Ok(now) if now == revision => self.show_annotations(article),
            Ok(_) => self.open(article),
            Err(LibraryError::NoSuchArticle { .. }) => {
                self.open = None;
                self.say(Reply::Gone(article));
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn show_annotations(&self, article: ArticleId) {
        match self.marks(article) {
            Ok((annotations, links)) => {
                self.say(Reply::Annotations { article, revision: None, annotations, links });
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Shows the open article's links after changes to links, or to annotations that have some.
    pub(super) fn show_links(&self, changes: &[Change]) {
        let Some((article, _)) = self.open else {
            return;
        };
        let shown = self
            .concerns_links(changes)
            .and_then(|concerned| concerned.then(|| self.store.links(article)).transpose());
        match shown {
            Ok(None) => {}
            Ok(Some(links)) => self.say(Reply::Links { article, links }),
            Err(error) => self.fail(&error),
        }
    }

    /// Shows the open article's links where articles that they may lead to were deleted or brought back.
    pub(super) fn show_links_after(&self, deleting: bool) {
        let Some((article, _)) = self.open.filter(|_| deleting) else {
            return;
        };
        match self.store.links(article) {
            Ok(links) => self.say(Reply::Links { article, links }),
            Err(error) => self.fail(&error),
        }
    }

    fn concerns_links(&self, changes: &[Change]) -> Result<bool, LibraryError> {
        for change in changes {
            let annotation = match change {
                Change::Link(_) => return Ok(true),
                Change::Annotation(edit) => edit.before.as_ref().or(edit.after.as_ref()),
            };
            if let Some(annotation) = annotation
                && self.store.is_linked(&annotation.id)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn marks(&self, article: ArticleId) -> Result<(Vec<Annotation>, Vec<StoredLink>), LibraryError> {
        let annotations = self.store.annotations(article)?.into_iter().map(|stored| stored.annotation);
        Ok((annotations.collect(), self.store.links(article)?))
    }

    pub(super) fn show_entry(&self, article: ArticleId) {
        self.show_entries(&[article]);
    }

    pub(super) fn fail(&self, error: &LibraryError) {
        self.say(Reply::Failed { message: error.to_string(), retry: false });
    }

    pub(super) fn say(&self, reply: Reply) {
        (self.replies)(reply);
    }
}
