//! What the reader has done with the whole library at once, beside the library's thread and one after another: an export, and
//! a change of the labels. Both begin once all that was to be saved before is saved.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use super::Incoming;
use super::answering::say;
use super::background::{Asked, Background, Questions, Replaceable};
use super::configuring::configure;
use super::opened::Opened;
use crate::app::{Event, Export, LabelChange, counted};
use crate::cli::outputs::Outputs;
use crate::export::{self, Destination, Options};
use crate::library::{Filter, LibraryError, Selection, Store};

/// Something to be done, with the configuration's file.
pub enum Task {
    /// Write annotations to a file.
    Export(Export, Box<Options>, Option<PathBuf>),
    /// Change the labels.
    Configure(Box<LabelChange>, Option<PathBuf>),
}

impl Replaceable for Task {
    const KINDS: usize = 0;

    fn kind(&self) -> Option<usize> {
        None
    }
}

/// Starts the thread.
pub fn start(library: PathBuf, answers: Sender<Incoming>) -> io::Result<Background<Task>> {
    let opened = Opened::new(library, |store| store);
    let work = move |opened: &mut Opened<Store>, _: &mut Questions<_>, asked: Asked<_>| {
        say(&answers, done(opened, asked.question));
    };
    Background::start("tasks", opened, work)
}

fn done(opened: &mut Opened<Store>, task: Task) -> Event {
    match task {
        Task::Export(export, options, config) => opened
            .answer("the export", |opened| write(opened.get()?, export, &options, config.as_deref()))
            .unwrap_or_else(|message| Event::Exported(Err(message))),
        Task::Configure(change, config) => opened
            .answer("changing the labels", |opened| {
                Ok(configure(config.as_deref(), Some(opened.get()?), &change))
            })
            .unwrap_or_else(Event::NotConfigured),
    }
}

fn write(
    store: &Store,
    export: Export,
    options: &Options,
    config: Option<&Path>,
) -> Result<Event, LibraryError> {
    let outputs = Outputs::new(store, config);
    let path = full_path(&export.path);
    Ok(match outputs.allow(&path) {
        Ok(()) if !export.replace && path.exists() => Event::ExportExists(Export { path, ..export }),
        Ok(()) => Event::Exported(run(store, &outputs, &export, options, path)),
        Err(error) => Event::Exported(Err(error.to_string())),
    })
}

/// The path as typed, with `~` for the home folder.
fn full_path(typed: &Path) -> PathBuf {
    match (typed.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => typed.to_owned(),
    }
}

fn run(
    store: &Store,
    outputs: &Outputs<'_>,
    export: &Export,
    options: &Options,
    path: PathBuf,
) -> Result<String, String> {
    let articles = export.selection.article.into_iter().collect();
    let selection = Selection { article: None, ..export.selection.clone() };
    let filter = Filter { articles, selection, ..Filter::default() };
    let known = export::format(export.format).map_err(|error| error.to_string())?;
    let destination = Destination::File(path.clone());
    let allowed = |path: &Path| outputs.allow(path);
    let summary = export::run(known, options, &destination, &allowed, |sink| store.export(&filter, sink))
        .map_err(|error| error.to_string())?;
    let losses: String =
        summary.losses.iter().map(|(what, times)| format!("; left out: {times} {what}")).collect();
    Ok(format!("{} written to {}{losses}", counted(summary.annotations, "annotation"), path.display()))
}
