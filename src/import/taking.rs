//! Annotations of a file, put into the library.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use super::stream::{News, place_all};
use super::{Format, ImportError, KeptOut, Placed, Reason};
use crate::annotation::Annotation;
use crate::library::{Arrival, Arriving, Store};

/// What became of a file's annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were not here before.
    pub new: usize,
    /// How many were here in an older state.
    pub updated: usize,
    /// How many were here just so.
    pub known: usize,
    /// How many are here in a state as new or newer, which was left.
    pub older: usize,
    /// How many were kept out.
    pub kept_out: usize,
    /// How many were taken in or known, by the reader's name.
    pub readers: BTreeMap<String, usize>,
    /// The labels of those that were taken in.
    pub labels: BTreeSet<String>,
}

impl Tally {
    /// How many are in the library now.
    pub fn taken(&self) -> usize {
        self.new + self.updated + self.known + self.older
    }
}

/// Reads `input` and takes its annotations into the library, as [`Store::take_in`] does: each reader's under that name,
/// or all under `reader` where it is given. `tell` is told of each that is kept out.
///
/// # Errors
///
/// Where the file cannot be read to its end, or the library fails. What was taken in before stays.
pub fn take_in(
    store: &mut Store,
    format: &Format,
    input: &mut dyn BufRead,
    reader: Option<&str>,
    tally: &mut Tally,
    tell: &mut dyn FnMut(KeptOut),
) -> Result<(), ImportError> {
    place_all(store, format, input, reader, &mut |store, news| {
        let placed = match news {
            News::Placed(placed) => placed,
            News::KeptOut(out) => {
                tally.kept_out += 1;
                tell(out);
                return Ok(());
            }
        };
        let (places, arriving): (Vec<(usize, String)>, Vec<Arriving>) =
            placed.into_iter().map(arriving).unzip();
        let arrivals = store.take_in(&arriving)?;
        for ((arrival, (line, quote)), one) in arrivals.into_iter().zip(places).zip(arriving) {
            let count = match arrival {
                Arrival::New => &mut tally.new,
                Arrival::Updated => &mut tally.updated,
                Arrival::Known => &mut tally.known,
                Arrival::Older => &mut tally.older,
                Arrival::Elsewhere(article) => {
                    tally.kept_out += 1;
                    tell(KeptOut { line, quote, reason: Reason::Elsewhere(article) });
                    continue;
                }
            };
            *count += 1;
            *tally.readers.entry(one.annotation.reader).or_default() += 1;
            tally.labels.insert(one.annotation.label);
        }
        Ok(())
    })
}

/// The annotation as it comes to the library, and by what it is told of: its line and its quote.
fn arriving(placed: Placed) -> ((usize, String), Arriving) {
    let Placed { incoming, article, revision, span } = placed;
    let annotation = Annotation {
        id: incoming.name(),
        span,
        label: incoming.label,
        note: incoming.note,
        source: incoming.source,
        attributes: incoming.attributes,
        reader: incoming.reader,
    };
    let (created, modified) = (incoming.created, incoming.modified);
    ((incoming.line, incoming.quote), Arriving { article, revision, annotation, created, modified })
}
