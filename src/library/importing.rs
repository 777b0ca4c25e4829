//! Annotations made elsewhere, taken in under their readers' names and with the times they were made at.
//!
//! They go into the history like all changes, under the name of the reader who made them: undo in another reader's hands
//! never meets them, and in the same reader's (annotations moved from one machine to another) takes back at once what
//! came into one article at once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::adding::with_words;
use super::annotations::{Ground, held};
use super::error::Fault;
use super::finding::by_uri;
use super::history::Group;
use super::importing_links::{Tied, tie};
use super::rows::{current_revision, now};
use super::{ArrivingLink, ArticleId, LibraryError, LinkArrival, Revision, Store};
use crate::annotation::{Annotation, AnnotationId, Edit};

/// An annotation from elsewhere, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving {
    /// The article it belongs to.
    pub article: ArticleId,
    /// The revision that its span speaks of.
    pub revision: Revision,
    /// What was made.
    pub annotation: Annotation,
    /// When it was made, in any form of RFC 3339; now, where it is no such time.
    pub created: String,
    /// When it last changed, likewise.
    pub modified: String,
    /// What of it was said in so many words.
    pub said: Said,
    /// What it may take the place of.
    pub replaces: Replaces,
}

/// Which fields an annotation from elsewhere tells, be it that they are empty. What is empty and was not said stays as it is
/// here: a format that cannot hold a note says nothing of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its note.
    pub note: bool,
    /// Its source.
    pub source: bool,
    /// Its attributes.
    pub attributes: bool,
}

/// What an annotation from elsewhere may take the place of, where another state of it is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Replaces {
    /// An older state. Dates in the future count for nothing.
    #[default]
    Older,
    /// Nothing.
    Never,
    /// Any state.
    Always,
}

/// What became of an annotation from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It was not here.
    New,
    /// Another state of it was here, and is now as it came.
    Updated,
    /// It was here, just so.
    Known,
    /// It was here in another state, and was left so.
    Differs(Box<Differing>),
    /// It was here in another article, and was left so.
    Elsewhere(ArticleId),
}

/// Two states of one annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// It, as it is here.
    pub here: Annotation,
    /// It, as it came.
    pub there: Annotation,
    /// Whether it has no place in the text here.
    pub orphaned: bool,
    /// Whether it was changed here since it was written out; else it was changed in what came.
    pub changed_here: bool,
}

/// What became of what came in at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Of each annotation, and the name that it has here.
    pub annotations: Vec<(Arrival, AnnotationId)>,
    /// Of each link.
    pub links: Vec<LinkArrival>,
}

/// The groups of the history that are begun, by article and reader.
pub(super) type Groups<'a> = BTreeMap<(ArticleId, &'a str), Group<'a>>;

impl Store {
    /// Takes in annotations and links from elsewhere, all or none, in their order, and says of each what became of it.
    ///
    /// An annotation is known again by its name and its reader. Where its name stands for another reader's annotation
    /// here, it takes a name of its own, the same whenever it comes again, and the links that come with it follow: nothing
    /// of one reader's is ever changed by what comes under another's name.
    ///
    /// A link belongs to the changes of the article that it begins in: undo takes it back with what its reader brought
    /// there at once. It is known again by its name, or by its ends, its kind and its reader.
    ///
    /// # Errors
    ///
    /// As [`Store::apply`], but never [`LibraryError::Conflict`].
    pub fn take_in(
        &mut self,
        arriving: &[Arriving],
        links: &[ArrivingLink],
    ) -> Result<TakenIn, LibraryError> {
        self.write("taking in annotations", |transaction| {
            let at = now(transaction)?;
            let latest = latest(transaction)?;
            let mut groups = Groups::new();
            let mut taken = TakenIn::default();
            let mut renamed: HashMap<&AnnotationId, AnnotationId> = HashMap::new();
            for one in arriving {
                if current_revision(transaction, one.article)? != one.revision.0 {
                    return Err(LibraryError::Revised { article: one.article }.into());
                }
                let decided = decide(transaction, one, &at, &latest)?;
                if !decided.changes.is_empty() {
                    let reader = one.annotation.reader.as_str();
                    make(group(&mut groups, transaction, one.article, reader, &at)?, &decided)?;
                }
                if decided.name != one.annotation.id {
                    renamed.insert(&one.annotation.id, decided.name.clone());
                }
                taken.annotations.push((decided.arrival, decided.name));
            }
            for one in links {
                let tied = tie(transaction, one, &renamed, &at)?;
                if let Tied::New { article, link, created } = &tied {
                    let group = group(&mut groups, transaction, *article, &one.link.reader, &at)?;
                    group.add(&Edit { before: None, after: Some(link.clone()) }.into())?;
                    transaction.execute(
                        "UPDATE link SET created = ?2, modified = ?2 WHERE id = ?1",
                        [&link.id.0, created],
                    )?;
                }
                taken.links.push(tied.arrival());
            }
            Ok(taken)
        })
    }

    /// The article that came from `uri`, if any did.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn article_from(&self, uri: &str) -> Result<Option<ArticleId>, LibraryError> {
        self.read("looking for an article", |connection| by_uri(connection, uri))
    }

    /// The article whose newest text is `text`, if any is.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn article_of_text(&self, text: &str) -> Result<Option<ArticleId>, LibraryError> {
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        self.read("looking for an article", |connection| with_words(connection, &hash))
    }
}

/// The group of the reader's changes to the article, begun where it is not yet.
fn group<'a, 'g>(
    groups: &'g mut Groups<'a>,
    connection: &'a Connection,
    article: ArticleId,
    reader: &'a str,
    at: &'a str,
) -> Result<&'g Group<'a>, Fault> {
    Ok(match groups.entry((article, reader)) {
        Entry::Occupied(begun) => begun.into_mut(),
        Entry::Vacant(place) => {
            let revision = current_revision(connection, article)?;
            place.insert(Group::begin(Ground { connection, article, revision, at }, reader)?)
        }
    })
}

/// What is to be done with an annotation.
struct Decided {
    arrival: Arrival,
    /// What it is called here.
    name: AnnotationId,
    changes: Vec<Edit<Annotation>>,
    created: String,
    modified: String,
}

/// `latest` is the latest date that is believed.
fn decide(connection: &Connection, one: &Arriving, at: &str, latest: &str) -> Result<Decided, Fault> {
    let told = |time: &str| -> Result<Option<String>, Fault> {
        let instant = instant(connection, time, "")?;
        Ok(Some(instant).filter(|instant| !instant.is_empty() && instant.as_str() <= latest))
    };
    let (told_created, told_modified) = (told(&one.created)?, told(&one.modified)?);
    let changed = told_modified.or_else(|| told_created.clone());
    let created = told_created.unwrap_or_else(|| at.to_owned());
    let mut annotation = one.annotation.clone();
    let mut here = held(connection, &annotation.id)?;
    if here.as_ref().is_some_and(|here| here.annotation.reader != annotation.reader) {
        annotation.id = another_name(&annotation);
        here = held(connection, &annotation.id)?;
    }
    let name = annotation.id.clone();
    let decided = |arrival, changes, created, modified| Decided { arrival, name, changes, created, modified };
    let Some(here) = here else {
        let made = Edit { before: None, after: Some(annotation) };
        let modified = changed.map_or_else(|| created.clone(), |changed| changed.max(created.clone()));
        return Ok(decided(Arrival::New, vec![made], created, modified));
    };
    if here.article != one.article {
        return Ok(decided(Arrival::Elsewhere(here.article), Vec::new(), created.clone(), created));
    }
    keep_unsaid(&mut annotation, &here.annotation, one.said);
    let (own_created, own_modified, orphaned) = times(connection, &annotation.id)?;
    if here.annotation == annotation && !orphaned {
        return Ok(decided(Arrival::Known, Vec::new(), created.clone(), created));
    }
    let is_newer = changed.as_ref().is_some_and(|changed| *changed > own_modified);
    let takes = match one.replaces {
        Replaces::Older => is_newer,
        Replaces::Never => false,
        Replaces::Always => true,
    };
    if !takes {
        let changed_here = changed.is_some_and(|changed| changed < own_modified);
        let differing = Differing { here: here.annotation, there: annotation, orphaned, changed_here };
        let arrival = Arrival::Differs(Box::new(differing));
        return Ok(decided(arrival, Vec::new(), created.clone(), created));
    }
    let modified = changed.filter(|_| is_newer).unwrap_or_else(|| at.to_owned());
    let changes = match orphaned {
        // A span that speaks of an older text says nothing of whether the place is another now, so that an orphan is
        // not edited: it goes, and comes again. Undo gives it back as it was.
        true => vec![
            Edit { before: Some(here.annotation), after: None },
            Edit { before: None, after: Some(annotation) },
        ],
        false => vec![Edit { before: Some(here.annotation), after: Some(annotation) }],
    };
    Ok(decided(Arrival::Updated, changes, own_created, modified))
}

/// Gives `annotation` what is `here` in the place of what is empty and was not said.
fn keep_unsaid(annotation: &mut Annotation, here: &Annotation, said: Said) {
    if annotation.note.is_empty() && !said.note {
        annotation.note.clone_from(&here.note);
    }
    if annotation.source.is_empty() && !said.source {
        annotation.source.clone_from(&here.source);
    }
    if annotation.attributes.is_empty() && !said.attributes {
        annotation.attributes.clone_from(&here.attributes);
    }
}

/// The latest date that is believed: a little after now, since clocks differ.
fn latest(connection: &Connection) -> Result<String, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+10 minutes')")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Makes the changes, and gives the annotation its own times instead of now.
fn make(group: &Group, decided: &Decided) -> Result<(), Fault> {
    for change in &decided.changes {
        group.add(&change.clone().into())?;
    }
    let id = decided.changes.last().and_then(|change| change.after.as_ref()).map(|after| &after.id.0);
    group.ground.connection.execute(
        "UPDATE annotation SET created = ?2, modified = ?3 WHERE id = ?1",
        params![id, decided.created, decided.modified],
    )?;
    Ok(())
}

/// When the annotation was made and last changed, and whether it is an orphan.
fn times(connection: &Connection, id: &AnnotationId) -> Result<(String, String, bool), Fault> {
    let mut statement =
        connection.prepare("SELECT created, modified, orphaned FROM annotation WHERE id = ?1")?;
    Ok(statement.query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
}

/// `time` as times are stored, so that they compare by their characters; `otherwise` where it is no time.
pub(super) fn instant(connection: &Connection, time: &str, otherwise: &str) -> Result<String, Fault> {
    // Without this, SQLite would also know `now`, and take numbers for days.
    if !time.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        || !time.contains('T')
    {
        return Ok(otherwise.to_owned());
    }
    let mut statement = connection.prepare("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?1)")?;
    let known: Option<String> = statement.query_row([time], |row| row.get(0))?;
    Ok(known.unwrap_or_else(|| otherwise.to_owned()))
}

/// The name that an annotation has here where its own is another reader's.
fn another_name(annotation: &Annotation) -> AnnotationId {
    let mut hasher = blake3::Hasher::new_derive_key("pingdian: an annotation whose name is another reader's");
    hasher.update(annotation.id.0.as_bytes());
    hasher.update(&[0]);
    hasher.update(annotation.reader.as_bytes());
    AnnotationId(hasher.finalize().to_hex()[..32].to_owned())
}
