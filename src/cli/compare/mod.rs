//! `pingdian compare`: how far two readers agree, and where they do not.

mod comparison;
mod csv;
mod json;
mod sides;
mod text;

use std::io::{self, IsTerminal, Write};

use comparison::Comparison;
use sides::Sides;

use super::args::{By, Compare, CompareFormat};
use super::articles::known;
use super::setup::Setup;
use super::{Failure, print};
use crate::export::VisibleWriter;

/// Compares two readers, and prints what came of it.
pub fn run(setup: &Setup, args: &Compare) -> Result<(), Failure> {
    if args.presence && args.by == By::Character {
        return Err(Failure::usage("--presence is about sentences; leave it, or --by character, out"));
    }
    if args.list_units && args.format == CompareFormat::Text {
        return Err(Failure::usage("--list-units is for tools; add --format json or --format csv"));
    }
    let mut store = setup.existing_store()?;
    let articles = args.articles.iter().map(|what| known(&store, what)).collect::<Result<Vec<_>, _>>()?;
    let sides = Sides::load(&mut store, &args.a, &args.b)?;
    let comparison = Comparison::of(&store, &sides, &articles, args)?;
    print(match args.format {
        CompareFormat::Text => text::written(&comparison, &setup.configuration.labels).into_bytes(),
        CompareFormat::Json => json::written(&comparison, args)?,
        CompareFormat::Csv if io::stdout().is_terminal() => shown(&csv::written(&comparison, args)?)?,
        CompareFormat::Csv => csv::written(&comparison, args)?,
    })
}

/// What may go to a terminal: titles, names and quotes stand in a table as they are.
fn shown(table: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut shown = Vec::with_capacity(table.len());
    let mut writer = VisibleWriter::new(&mut shown);
    writer.write_all(table)?;
    writer.finish()?;
    Ok(shown)
}
