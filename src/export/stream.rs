//! From a source of articles through a format's writer into an output, article by article.

use std::error::Error;
use std::ops::ControlFlow;

use super::{ExportError, Format, Losses, Options, Output, Passages};
use crate::library::Marked;

/// Takes one article with its annotations, which come in the order of their starts. `Break` means: send no more.
pub type Sink<'a> = &'a mut dyn FnMut(Marked<'_>) -> ControlFlow<()>;

/// What an export wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles with at least one annotation.
    pub articles: usize,
    /// Annotations that the format holds.
    pub annotations: usize,
    /// What the format could not hold.
    pub losses: Losses,
}

/// What formats without a place for orphans leave out.
const ORPHANS: &str =
    "annotations that lost their place in the text, for which it has none (jsonl, json, csv, html, w3c have)";

/// Writes what `source` sends to `out`, which the errors call `destination`. Articles without annotations are left
/// out, whatever the format. The first error ends the export; `out` is not flushed.
///
/// # Errors
///
/// What writing, a span that does not fit its text, or the source itself gave.
pub(super) fn stream<E>(
    format: &Format,
    options: &Options,
    out: &mut dyn Output,
    destination: &str,
    source: impl FnOnce(Sink<'_>) -> Result<(), E>,
) -> Result<Summary, ExportError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let write_error = |error| ExportError::of_write(destination, error);
    let mut writer = (format.make)(options);
    let mut summary = Summary::default();
    let (mut first_error, mut orphans) = (None, 0);
    writer.begin(out).map_err(write_error)?;
    let sent = source(&mut |marked| {
        if first_error.is_some() {
            return ControlFlow::Break(());
        }
        let mut marked = marked;
        if !format.holds_orphans {
            orphans += marked.orphans.len();
            marked.orphans = &[];
        }
        let annotations = marked.annotations.len() + marked.orphans.len();
        if annotations == 0 {
            return ControlFlow::Continue(());
        }
        let written = Passages::new(marked.article, marked.annotations)
            .and_then(|passages| writer.article(out, marked, passages).map_err(write_error));
        match written {
            Ok(()) => {
                summary.articles += 1;
                summary.annotations += annotations;
                ControlFlow::Continue(())
            }
            Err(error) => {
                first_error = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = first_error {
        return Err(error);
    }
    sent.map_err(|error| ExportError::Source(error.into()))?;
    writer.end(out).map_err(write_error)?;
    summary.losses = writer.losses();
    summary.annotations -= summary.losses.annotations;
    summary.losses.add(ORPHANS, orphans);
    Ok(summary)
}
