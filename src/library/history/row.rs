//! A change as a row of the history holds it: what it is about, and that before and after, as JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::annotation::{Annotation, Change, Edit, Link};
use crate::library::error::Fault;

/// A change in the history's columns.
pub(in crate::library) struct Row {
    pub(in crate::library) about: String,
    pub(in crate::library) before: Option<String>,
    pub(in crate::library) after: Option<String>,
}

impl Row {
    pub(super) fn of(change: &Change) -> Result<Row, Fault> {
        let (about, before, after) = match change {
            Change::Annotation(Edit { before, after }) => {
                ("annotation", to_json(before.as_ref())?, to_json(after.as_ref())?)
            }
            Change::Link(Edit { before, after }) => {
                ("link", to_json(before.as_ref())?, to_json(after.as_ref())?)
            }
        };
        Ok(Row { about: about.to_owned(), before, after })
    }

    pub(in crate::library) fn change(self) -> Result<Change, Fault> {
        Ok(match self.about.as_str() {
            "link" => Edit { before: from_json::<Link>(self.before)?, after: from_json(self.after)? }.into(),
            _ => Edit { before: from_json::<Annotation>(self.before)?, after: from_json(self.after)? }.into(),
        })
    }
}

fn to_json(what: Option<&impl Serialize>) -> Result<Option<String>, Fault> {
    let json = what.map(serde_json::to_string).transpose();
    json.map_err(|error| Fault::Damaged(format!("a change cannot be put down: {error}")))
}

fn from_json<T: DeserializeOwned>(json: Option<String>) -> Result<Option<T>, Fault> {
    let found = json.as_deref().map(serde_json::from_str).transpose();
    found.map_err(|error| Fault::Damaged(format!("the history holds no change: {error}")))
}
