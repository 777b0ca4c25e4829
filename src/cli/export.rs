//! `pingdian export`: annotations in the formats that other tools read.

use std::io::{self, IsTerminal};

use super::args::{Export, Wanted};
use super::articles::article_id;
use super::outputs::Outputs;
use super::progress::Progress;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::annotation::unsettled;
use crate::app::counted;
use crate::export::{self, Destination, ExportError, FORMATS, Options, Shape};
use crate::library::{Filter, LibraryError};

/// How many of the things that are missing are told one by one.
const TOLD: usize = 20;

/// Writes the annotations out.
pub fn run(setup: &Setup, args: &Export) -> Result<(), Failure> {
    let Wanted::Format(format) = args.format else {
        return list();
    };
    let mut store = setup.existing_store()?;
    let articles = args
        .articles
        .iter()
        .map(|what| article_id(&mut store, what, &setup.options()))
        .collect::<Result<_, _>>()?;
    let filter = Filter {
        labels: args.labels.clone(),
        articles,
        settled: args.settled.then(|| setup.reader.clone()),
        ..Filter::default()
    };
    let destination = args.destination();
    let options = Options { tokens: args.tokens, labels: setup.configuration.labels.clone() };
    let outputs = Outputs::new(&store, setup.config.as_deref());
    outputs.allow_destination(&destination)?;
    // On the terminal that shows the export itself, a bar would stand in its way.
    let hidden = destination == Destination::StandardOutput && io::stdout().is_terminal();
    let progress =
        Progress::begin(if hidden { 0 } else { store.export_count(&filter).unwrap_or(0) }, "annotations");
    let mut open = 0;
    let mut missing = Vec::new();
    let exported = export::run(format, &options, &destination, &|path| outputs.allow(path), |sink| {
        missing = store.export_readable(&filter, &mut |marked| {
            open += unsettled(marked.annotations.iter().map(|stored| &stored.annotation));
            progress.advance(marked.annotations.len());
            sink(marked)
        })?;
        Ok::<(), LibraryError>(())
    });
    progress.end();
    match exported {
        Ok(summary) => {
            if args.settled && open > 0 {
                let annotations = counted(open, "annotation");
                complain(&format!(
                    "not settled: {annotations} on what another reader tagged; they stand beside these"
                ));
            }
            for (what, times) in summary.losses.iter() {
                complain(&format!("left out by {}: {times} {what}", format.name));
            }
            if let Destination::File(path) = &destination {
                let annotations = counted(summary.annotations, "annotation");
                let articles = counted(summary.articles, "article");
                complain(&format!("{annotations} of {articles} written to {}", path.display()));
            }
            whole(&missing)
        }
        Err(ExportError::ClosedPipe { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Says what is missing in the export of a library that cannot be read whole, which is a failure.
fn whole(missing: &[String]) -> Result<(), Failure> {
    for what in missing.iter().take(TOLD) {
        complain(what);
    }
    match missing.len() {
        0 => Ok(()),
        _ => Err(Failure {
            message: "not all of the library reads as it was written: the export may lack annotations, or have others than \
                      were made, see above. If a disk failed for a moment, export again; `pingdian recover` takes what can \
                      be read into a new library, `pingdian restore` puts a backup in its place"
                .to_owned(),
            status: 1,
        }),
    }
}

/// Prints the formats, one a line: the name, and what it is good for.
fn list() -> Result<(), Failure> {
    let widest = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let lines = FORMATS.iter().map(|format| {
        let several = if format.shape == Shape::Folder { " (a folder)" } else { "" };
        format!("{:widest$}  {}{several}\n", format.name, format.description)
    });
    print(lines.collect::<String>())
}
