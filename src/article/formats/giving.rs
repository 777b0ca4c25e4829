//! Records on their way out as articles, and those that are left out.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::corpus::columns::{Columns, Role};
use super::record::Record;
use crate::article::formats::{Each, Found};
use crate::article::read_error::{LeftOut, MissingColumns, Unreadable};

/// Gives records as articles, each under a fragment of its own.
pub struct Giving<'a> {
    each: Each<'a>,
    guessed_encoding: Option<&'static str>,
    /// How often each fragment was given, by its hash.
    fragments: HashMap<u64, u32>,
    left_out: LeftOut,
    given: bool,
    /// The columns that are required, as long as no record has anything in them.
    missing: Vec<(Role, String)>,
}

impl<'a> Giving<'a> {
    /// Gives to `each`. `what` names what the source is made of: "record".
    pub fn new(what: &'static str, each: Each<'a>, guessed_encoding: Option<&'static str>) -> Self {
        let (fragments, left_out) = (HashMap::new(), LeftOut::of(what));
        Self { each, guessed_encoding, fragments, left_out, given: false, missing: Vec::new() }
    }

    /// Tells at the end which of the required columns no record had.
    pub fn requiring(mut self, columns: &Columns) -> Self {
        self.missing = columns.required().map(|(role, column)| (role, column.to_owned())).collect();
        self
    }

    /// Gives a record that stands at `place` ("line 3"), with so many damaged places.
    pub fn give(
        &mut self,
        place: impl FnOnce() -> String,
        record: &Record,
        replaced: usize,
    ) -> ControlFlow<()> {
        self.see(record);
        let mut article = match record.article() {
            Ok(article) => article,
            Err(reason) => {
                self.leave_out(place(), &reason);
                return ControlFlow::Continue(());
            }
        };
        article.guessed_encoding = self.guessed_encoding;
        article.replaced = replaced;
        let fragment = Some(self.own_fragment(record.fragment()));
        self.given = true;
        (self.each)(Found { fragment, article })
    }

    /// Gives a record that is the only one of its source.
    pub fn give_alone(&mut self, record: &Record) -> Result<(), Unreadable> {
        self.see(record);
        let mut article = record.article().map_err(|_| Unreadable::Empty)?;
        article.guessed_encoding = self.guessed_encoding;
        // Whether it breaks off is no matter after the only one.
        let _ = (self.each)(Found { fragment: None, article });
        self.given = true;
        Ok(())
    }

    /// Notes a record that cannot be read.
    pub fn leave_out(&mut self, place: String, reason: &str) {
        self.left_out.note(place, reason);
    }

    fn see(&mut self, record: &Record) {
        self.missing.retain(|(role, _)| record.field(*role).is_empty());
    }

    /// What there is to say after the last record.
    pub fn end(self) -> Result<(), Unreadable> {
        if self.given && !self.missing.is_empty() {
            let columns = self.missing.into_iter().map(|(_, column)| column).collect();
            let left_out = Some(self.left_out).filter(|left_out| left_out.count > 0);
            Err(Unreadable::NoSuchColumns(MissingColumns { columns, left_out }))
        } else if self.left_out.count > 0 {
            Err(Unreadable::Records(self.left_out))
        } else if self.given {
            Ok(())
        } else {
            Err(Unreadable::Empty)
        }
    }

    /// The fragment, told from the same one before.
    fn own_fragment(&mut self, fragment: String) -> String {
        let bytes: [u8; 8] = *blake3::hash(fragment.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; 8]);
        let times = self.fragments.entry(u64::from_le_bytes(bytes)).or_default();
        *times += 1;
        if *times == 1 { fragment } else { format!("{fragment}~{times}") }
    }
}
