//! From a source of articles through a format's writer into an output, article by article.

use std::error::Error;
use std::io;
use std::ops::ControlFlow;

use super::{ExportError, Format, Passages};
use crate::library::{ArticleText, StoredAnnotation};

/// Takes one article with its annotations, which come in the order of their starts. `Break` means: send no more.
pub type Sink<'a> = &'a mut dyn FnMut(&ArticleText, &[StoredAnnotation]) -> ControlFlow<()>;

/// What an export wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles with at least one annotation.
    pub articles: usize,
    /// Annotations.
    pub annotations: usize,
}

/// Writes what `source` sends to `out`, which the errors call `destination`. Articles without annotations are left
/// out, whatever the format. The first error ends the export; `out` is not flushed.
///
/// # Errors
///
/// What writing, a span that does not fit its text, or the source itself gave.
pub(super) fn stream<E>(
    format: &Format,
    out: &mut dyn io::Write,
    destination: &str,
    source: impl FnOnce(Sink<'_>) -> Result<(), E>,
) -> Result<Summary, ExportError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let write_error = |error| ExportError::of_write(destination, error);
    let mut writer = (format.make)();
    let mut summary = Summary::default();
    let mut first_error = None;
    writer.begin(out).map_err(write_error)?;
    let sent = source(&mut |article, annotations| {
        if first_error.is_some() {
            return ControlFlow::Break(());
        }
        if annotations.is_empty() {
            return ControlFlow::Continue(());
        }
        let written = Passages::new(article, annotations)
            .and_then(|passages| writer.article(out, article, passages).map_err(write_error));
        match written {
            Ok(()) => {
                summary.articles += 1;
                summary.annotations += annotations.len();
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
    Ok(summary)
}
