//! What the library's thread says, as events of the reader.

use std::sync::Arc;

use crate::annotation::Annotation;
use crate::app::Event;
use crate::library::{Reply, StoredAnnotation};

/// The event that a reply is. An article's blocks are found here, on the library's thread.
pub fn event_of(reply: Reply) -> Event {
    match reply {
        Reply::Entries(entries) => Event::Updated(entries),
        Reply::Listed => Event::Progress(None),
        Reply::Stepped { again, step } => Event::Stepped { again, step },
        Reply::Entry(entry) => Event::Updated(vec![entry]),
        Reply::Opened { text, revision, annotations, links, entry } => {
            let article = Arc::new(text.into_article());
            Event::Opened { entry, article, revision, annotations: plain(annotations), links }
        }
        Reply::Added { uri, added } => Event::Kept { uri, id: added.id },
        Reply::Saved { ticket } => Event::Saved { ticket },
        Reply::Unsaved { ticket, message, retry } => Event::Unsaved { ticket, message, retry },
        Reply::Undone { article, changes } | Reply::Redone { article, changes } => {
            Event::Undone { article, changes }
        }
        Reply::NothingToUndo(_) | Reply::NothingToRedo(_) => Event::NothingToUndo,
        Reply::Adopted { article, revision, annotations, links } => {
            Event::Annotations { article, revision: Some(revision), annotations: plain(annotations), links }
        }
        Reply::Notices { article, revision, notices } => Event::Notices { article, revision, notices },
        Reply::Annotations { article, annotations, links } => {
            Event::Annotations { article, revision: None, annotations: plain(annotations), links }
        }
        Reply::Links { article, links } => Event::Links { article, links },
        Reply::Gone(article) => Event::Gone(article),
        Reply::Failed { message, retry } => Event::Failed { message, retry },
    }
}

fn plain(annotations: Vec<StoredAnnotation>) -> Vec<Annotation> {
    annotations.into_iter().map(|stored| stored.annotation).collect()
}
