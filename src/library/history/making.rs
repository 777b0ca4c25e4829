//! A change made: to an annotation or a link, after making sure that it is what the change begins from.

use crate::annotation::{Annotation, Change, Edit, Link};
use crate::library::LibraryError;
use crate::library::annotations::{Ground, held};
use crate::library::error::Fault;
use crate::library::links::{delete_link, held_link, write_link};

/// Makes one change, after making sure that what is stored is what it begins from. When it is made in undoing or
/// redoing, `aside` is the rest of the row as it was; the rest of the row as this change found it is given back.
pub(super) fn make(ground: &Ground, change: &Change, aside: Option<&str>) -> Result<Option<String>, Fault> {
    match change {
        Change::Annotation(edit) => make_annotation(ground, edit, aside),
        Change::Link(edit) => make_link(ground, edit).map(|()| None),
    }
}

fn make_annotation(
    ground: &Ground,
    edit: &Edit<Annotation>,
    aside: Option<&str>,
) -> Result<Option<String>, Fault> {
    let id = subject(edit, |annotation| &annotation.id)?;
    let stored = held(ground.connection, id)?;
    let as_expected = match (&stored, &edit.before) {
        (Some(stored), Some(before)) => stored.annotation == *before && stored.article == ground.article,
        (None, None) => true,
        _ => false,
    };
    if !as_expected {
        return Err(LibraryError::Conflict { article: ground.article }.into());
    }
    let Some(stored) = stored else {
        if let Some(after) = &edit.after {
            match aside {
                Some(aside) => ground.restore(after, aside)?,
                None => ground.insert(after)?,
            }
        }
        return Ok(None);
    };
    let left = ground.aside(id)?;
    let Some(after) = &edit.after else {
        ground.delete(id)?;
        return Ok(Some(left));
    };
    ground.update(after)?;
    // An edit that changes nothing else puts the annotation where it says: an orphan's span may be good by chance in the
    // newest text too.
    if stored.annotation.span != after.span || edit.before == edit.after {
        match aside {
            Some(aside) => ground.place_again(after, aside)?,
            None => ground.place(after)?,
        }
    }
    Ok(Some(left))
}

fn make_link(ground: &Ground, edit: &Edit<Link>) -> Result<(), Fault> {
    let id = subject(edit, |link| &link.id)?;
    if held_link(ground.connection, id)? != edit.before {
        return Err(LibraryError::Conflict { article: ground.article }.into());
    }
    match &edit.after {
        Some(after) => write_link(ground.connection, after, ground.at),
        None => delete_link(ground.connection, id),
    }
}

/// The name of what an edit is about: one thing.
pub(super) fn subject<'a, T, Id: PartialEq>(
    edit: &'a Edit<T>,
    id: fn(&'a T) -> &'a Id,
) -> Result<&'a Id, Fault> {
    match (edit.before.as_ref().map(id), edit.after.as_ref().map(id)) {
        (Some(before), Some(after)) if before != after => Err(LibraryError::Unsound.into()),
        (Some(id), _) | (None, Some(id)) => Ok(id),
        (None, None) => Err(LibraryError::Unsound.into()),
    }
}
