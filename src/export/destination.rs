//! Where an export goes: a file, whole or not at all, the files of a folder, or standard output.

use std::error::Error;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::controls::VisibleWriter;
use super::output::Stream;
use super::stream::{Sink, Summary, stream};
use super::{ExportError, Format, Options, Shape, folder};
use crate::whole_file::{self, shown};

const STANDARD_OUTPUT: &str = "standard output";

/// How many bytes are gathered before they are written.
const BUFFER_BYTES: usize = 64 * 1024;

/// Where an export goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file, replaced whole once everything is written, or not touched; for formats of several files a folder, which
    /// is made where it is not there.
    File(PathBuf),
    /// Standard output, as it comes. On a terminal, controls are made visible.
    StandardOutput,
}

/// Says of a file or folder that something is to be written to why it must not be, if so.
pub type Allowed<'a> = &'a dyn Fn(&Path) -> Result<(), ExportError>;

/// Exports what `source` sends to a place that is `allowed`, and says how much that was. A source that is sent [`ControlFlow::Break`] should stop
/// and return; its own error counts only where nothing went wrong before.
///
/// [`ControlFlow::Break`]: std::ops::ControlFlow::Break
///
/// # Errors
///
/// Any of [`ExportError`] but `UnknownFormat`. A file is then as it was before. `ClosedPipe` means that whoever read
/// the output has seen enough: end quietly.
pub fn run<E>(
    format: &Format,
    options: &Options,
    destination: &Destination,
    allowed: Allowed<'_>,
    source: impl FnOnce(Sink<'_>) -> Result<(), E>,
) -> Result<Summary, ExportError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    match destination {
        Destination::File(path) if format.shape == Shape::Folder => {
            let name = shown(path);
            folder::write(path, allowed, |out| stream(format, options, out, &name, source))
        }
        Destination::StandardOutput if format.shape == Shape::Folder => {
            Err(ExportError::NeedsFolder { format: format.name })
        }
        Destination::File(path) => {
            allowed(path)?;
            let name = shown(path);
            whole_file::write(path, |out| {
                let mut out = Stream(BufWriter::with_capacity(BUFFER_BYTES, out));
                let summary = stream(format, options, &mut out, &name, source)?;
                out.flush().map_err(|error| ExportError::of_write(&name, error))?;
                Ok(summary)
            })
        }
        Destination::StandardOutput => {
            let stdout = io::stdout();
            let is_terminal = stdout.is_terminal();
            to_output(format, options, stdout.lock(), is_terminal, source)
        }
    }
}

fn to_output<E>(
    format: &Format,
    options: &Options,
    out: impl Write,
    is_terminal: bool,
    source: impl FnOnce(Sink<'_>) -> Result<(), E>,
) -> Result<Summary, ExportError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let write_error = |error| ExportError::of_write(STANDARD_OUTPUT, error);
    let out = BufWriter::with_capacity(BUFFER_BYTES, out);
    if is_terminal {
        let mut out = Stream(VisibleWriter::new(out));
        let summary = stream(format, options, &mut out, STANDARD_OUTPUT, source)?;
        out.0.finish().map_err(write_error)?;
        return Ok(summary);
    }
    let mut out = Stream(out);
    let summary = stream(format, options, &mut out, STANDARD_OUTPUT, source)?;
    out.flush().map_err(write_error)?;
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::export::tests::{article, marked, on};
    use crate::export::{FORMATS, format};
    use crate::text::Span;

    /// Takes some bytes, then has no reader any more.
    struct ClosedPipe(usize);

    impl Write for ClosedPipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_has_its_own_error_in_every_format() {
        let text = "評".repeat(10_000);
        let article = article(1, "題", &text);
        let mut annotations: Vec<_> =
            (0..100).map(|index| on(Span::new(index * 3, text.len()), "claim")).collect();
        // What a format asks for before it takes a claim.
        for stored in &mut annotations {
            stored.annotation.source = "港口".to_owned();
            stored.annotation.note = "查過".to_owned();
            stored.annotation.attributes.insert("verdict".to_owned(), "屬實".to_owned());
        }
        for format in FORMATS.iter().filter(|format| format.shape == Shape::File) {
            for (taken, is_terminal) in [(0, false), (5, true), (70_000, false), (300_000, true)] {
                let error = to_output(format, &Options::default(), ClosedPipe(taken), is_terminal, |sink| {
                    let _ = sink(marked(&article, &annotations));
                    Ok::<(), Infallible>(())
                })
                .unwrap_err();
                assert!(matches!(error, ExportError::ClosedPipe { .. }), "{}: {error:?}", format.name);
            }
        }
    }

    #[test]
    fn only_a_terminal_gets_controls_made_visible() {
        let article = article(1, "\u{1b}[2J", "");
        let annotations = [on(Span::default(), "fact")];
        let written = |is_terminal| {
            let mut out = Vec::new();
            let source = |sink: Sink<'_>| {
                let _ = sink(marked(&article, &annotations));
                Ok::<(), Infallible>(())
            };
            to_output(format("csv").unwrap(), &Options::default(), &mut out, is_terminal, source).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert!(written(false).contains("\u{1b}[2J"));
        assert!(written(true).contains("␛[2J") && !written(true).contains('\u{1b}'));
        assert!(written(true).ends_with("\r\n"));
    }
}
