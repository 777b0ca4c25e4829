//! Records on their way out as articles, and those that are left out.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::record::Record;
use crate::article::formats::{Each, Found};
use crate::article::read_error::{LeftOut, Unreadable};

/// Gives records as articles, each under a fragment of its own.
pub struct Giving<'a> {
    each: Each<'a>,
    guessed_encoding: Option<&'static str>,
    /// How often each fragment was given, by its hash.
    fragments: HashMap<u64, u32>,
    left_out: LeftOut,
    given: bool,
}

impl<'a> Giving<'a> {
    /// Gives to `each`. `what` names what the source is made of: "record".
    pub fn new(what: &'static str, each: Each<'a>, guessed_encoding: Option<&'static str>) -> Self {
        Self { each, guessed_encoding, fragments: HashMap::new(), left_out: LeftOut::of(what), given: false }
    }

    /// Gives a record that stands at `place` ("line 3"), with so many damaged places.
    pub fn give(
        &mut self,
        place: impl FnOnce() -> String,
        record: &Record,
        replaced: usize,
    ) -> ControlFlow<()> {
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

    /// What there is to say after the last record.
    pub fn end(self) -> Result<(), Unreadable> {
        if self.left_out.count > 0 {
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
