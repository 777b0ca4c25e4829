//! Links made elsewhere, taken in between annotations that are here.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::ArticleId;
use super::annotations::held;
use super::error::Fault;
use super::importing::instant;
use super::links::held_link;
use crate::annotation::{AnnotationId, Link, LinkId};

/// A link from elsewhere. Its ends are named as the annotations that come with it are, or as those that are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivingLink {
    /// What was made. With an empty name, it gets one that is made of its ends, its kind and its reader.
    pub link: Link,
    /// When it was made, in any form of RFC 3339; now, where it is no such time.
    pub created: String,
}

/// What became of a link from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkArrival {
    /// It was not here.
    New,
    /// It was here, and was left as it is.
    Known,
    /// An annotation that it begins or ends at is not here.
    WithoutEnd,
}

/// What is to be done with a link.
pub(super) enum Tied {
    /// It is made, in the history of this article.
    New { article: ArticleId, link: Link, created: String },
    /// It is here.
    Known,
    /// An end of it is not.
    WithoutEnd,
}

impl Tied {
    pub(super) fn arrival(&self) -> LinkArrival {
        match self {
            Tied::New { .. } => LinkArrival::New,
            Tied::Known => LinkArrival::Known,
            Tied::WithoutEnd => LinkArrival::WithoutEnd,
        }
    }
}

/// Decides about a link whose ends may have other names here than in its file.
pub(super) fn tie(
    connection: &Connection,
    one: &ArrivingLink,
    renamed: &HashMap<&AnnotationId, AnnotationId>,
    at: &str,
) -> Result<Tied, Fault> {
    let here = |name: &AnnotationId| renamed.get(name).unwrap_or(name).clone();
    let mut link = Link { from: here(&one.link.from), to: here(&one.link.to), ..one.link.clone() };
    let (Some(from), Some(_)) = (held(connection, &link.from)?, held(connection, &link.to)?) else {
        return Ok(Tied::WithoutEnd);
    };
    if is_tied(connection, &link)? {
        return Ok(Tied::Known);
    }
    let ties_the_same =
        |held: &Link| held.reader == link.reader && held.from == link.from && held.to == link.to;
    match held_link(connection, &link.id)? {
        // Its kind was changed here since.
        Some(held) if ties_the_same(&held) => return Ok(Tied::Known),
        Some(_) => link.id = made_name(&link),
        None if link.id.0.is_empty() => link.id = made_name(&link),
        None => {}
    }
    if held_link(connection, &link.id)?.is_some() {
        return Ok(Tied::Known);
    }
    let created = instant(connection, &one.created, at)?;
    Ok(Tied::New { article: from.article, link, created })
}

/// Whether the reader has tied these annotations in this way.
fn is_tied(connection: &Connection, link: &Link) -> Result<bool, Fault> {
    let mut statement = connection.prepare(
        "SELECT 1 FROM link WHERE from_annotation = ?1 AND to_annotation = ?2 AND kind = ?3 AND reader = ?4",
    )?;
    let found =
        statement.query_row(params![link.from.0, link.to.0, link.kind.name(), link.reader], |_| Ok(()));
    Ok(found.optional()?.is_some())
}

/// The name of a link that came without one, or whose own is another link's here.
fn made_name(link: &Link) -> LinkId {
    let mut hasher = blake3::Hasher::new_derive_key("pingdian: the name of a link from elsewhere");
    for part in [&link.from.0, &link.to.0, link.kind.name(), &link.reader] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    LinkId(hasher.finalize().to_hex()[..32].to_owned())
}
