//! `pingdian log`: who changed what, and when.

use std::io::{self, BufWriter, Write};
use std::ops::{ControlFlow, Range};

use serde_json::{Value, json};

use super::args::Log;
use super::articles::known;
use super::columns::left;
use super::setup::Setup;
use super::show::terminal_width;
use super::{Failure, closed_pipe};
use crate::annotation::{Annotation, Change};
use crate::app::minute;
use crate::export::write_json;
use crate::library::{LogDetail, LogFilter, Logged};
use crate::text::{Ambiguous, line_cells, shortened, visible};

/// Cells of the reader's name.
const READER: usize = 8;

/// Cells of what was done, of eighty; the words it was done to have the rest.
const DONE: usize = 28;

/// Prints the changes, a line each, as they come from the library.
pub fn run(setup: &Setup, args: &Log) -> Result<(), Failure> {
    let store = setup.existing_store()?;
    let articles = args.articles.iter().map(|what| known(&store, what)).collect::<Result<_, _>>()?;
    let filter = LogFilter { articles, reader: args.reader.clone(), since: args.since.clone() };
    let cells = terminal_width();
    let ambiguous = setup.ambiguous(None).unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut wanted = args.limit.unwrap_or(usize::MAX);
    let mut written = Ok(());
    if wanted > 0 {
        let detail = if args.json { LogDetail::Whole } else { LogDetail::Line };
        store.log(&filter, detail, &mut |logged| {
            written = if args.json {
                write_json(&mut out, &as_json(&logged)).and_then(|()| out.write_all(b"\n"))
            } else {
                out.write_all(as_text(&logged, cells, ambiguous).as_bytes())
            };
            wanted -= 1;
            if written.is_err() || wanted == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    match written.and_then(|()| out.flush()) {
        Err(error) if !closed_pipe(&error) => Err(error.into()),
        _ => Ok(()),
    }
}

fn as_text(logged: &Logged, cells: usize, ambiguous: Ambiguous) -> String {
    let column = |words: &str, cells: usize| left(&shortened(&visible(words), cells, ambiguous), cells);
    let start = format!(
        "{}  {}  {:>4}  ",
        column(&minute(&logged.at), 16),
        column(&logged.reader, READER),
        logged.article.0
    );
    let room = cells.saturating_sub(line_cells(&start, ambiguous) + 2);
    let done = DONE.max(room / 2).min(room);
    let mut what = logged.told();
    if logged.undone {
        what = format!("{what}, undone");
    }
    let quote = match logged.other_quote.as_str() {
        "" => logged.quote.clone(),
        other => format!("{} -> {other}", logged.quote),
    };
    let line = format!("{start}{}  {}", column(&what, done), column(&quote, room - done));
    format!("{}\n", line.trim_end())
}

fn as_json(logged: &Logged) -> Value {
    let (about, before, after) = match &logged.change {
        Change::Annotation(edit) => (
            "annotation",
            edit.before.as_ref().map(|one| annotation(one, logged.code_points.before.as_ref())),
            edit.after.as_ref().map(|one| annotation(one, logged.code_points.after.as_ref())),
        ),
        Change::Link(edit) => (
            "link",
            edit.before.as_ref().map(|link| json!(link)),
            edit.after.as_ref().map(|link| json!(link)),
        ),
    };
    json!({
        "at": logged.at,
        "reader": logged.reader,
        "article": { "id": logged.article, "title": logged.title, "uri": logged.uri },
        "about": about,
        "what": logged.change.told(),
        "undone": logged.undone,
        "quote": logged.quote,
        "before": before,
        "after": after,
    })
}

fn annotation(annotation: &Annotation, code_points: Option<&Range<usize>>) -> Value {
    json!({
        "id": annotation.id,
        "label": annotation.label,
        "start": code_points.map(|place| place.start),
        "end": code_points.map(|place| place.end),
        "note": annotation.note,
        "source": annotation.source,
        "attributes": annotation.attributes,
        "reader": annotation.reader,
    })
}
