//! `pingdian export`: annotations in the formats that other tools read.

use super::args::Export;
use super::articles::article_id;
use super::setup::Setup;
use super::{Failure, complain};
use crate::app::counted;
use crate::export::{self, Destination, ExportError};
use crate::library::Filter;

/// Writes the annotations out.
pub fn run(setup: &Setup, args: &Export) -> Result<(), Failure> {
    let mut store = setup.store()?;
    let articles = args.articles.iter().map(|what| article_id(&mut store, what)).collect::<Result<_, _>>()?;
    let filter = Filter { labels: args.labels.clone(), articles };
    let destination = args.destination();
    match export::run(args.format, &destination, |sink| store.export(&filter, sink)) {
        Ok(summary) => {
            if let Destination::File(path) = &destination {
                let annotations = counted(summary.annotations, "annotation");
                let articles = counted(summary.articles, "article");
                complain(&format!("{annotations} of {articles} written to {}", path.display()));
            }
            Ok(())
        }
        Err(ExportError::ClosedPipe { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
