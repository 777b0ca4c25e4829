//! Effects, carried out.

use std::path::{Path, PathBuf};

use super::configuring::configure;
use super::{Failure, Incoming, Reader};
use crate::app::{Effect, Event, Sought, counted};
use crate::cli::outputs::Outputs;
use crate::export::{self, Destination, Options};
use crate::library::{ArticleId, Filter, LibraryError, Request, Store};
use crate::text::{one_line, visible};

impl Reader {
    /// Does what an update asked for.
    pub(super) fn carry_out(&mut self, effect: Effect) -> Result<(), Failure> {
        let request = match effect {
            Effect::Quit => {
                self.ending = true;
                return Ok(());
            }
            Effect::Suspend => return self.frames.suspend(),
            Effect::Redraw => return self.frames.redraw(),
            Effect::Save { ticket, article, revision, changes } => {
                Request::Apply { ticket, article, revision, changes }
            }
            Effect::Undo(article) => Request::Undo(article),
            Effect::Open(article) => Request::Open(article),
            Effect::Adopt(article) => Request::Adopt(article),
            Effect::Place { article, revision, position, read_to } => {
                Request::Place { article, revision, position, read_to }
            }
            Effect::Mark { articles, mark } => Request::Mark { articles, mark },
            Effect::UndoLast => Request::UndoLast,
            Effect::RedoLast => Request::RedoLast,
            Effect::History(article) => {
                if self.keeper.as_mut().is_some_and(|keeper| keeper.inquire_history(article)) {
                    return Ok(());
                }
                let message = "the library is not open, and tells nothing of changes".to_owned();
                return self.happen(Event::History(Err(message)));
            }
            Effect::Remember { key, value } => Request::Remember { key: key.to_owned(), value },
            Effect::Inquire(inquiry) => {
                let asked = self.keeper.as_mut().is_some_and(|keeper| keeper.inquire(inquiry));
                if asked {
                    return Ok(());
                }
                let message = "the library is not open, and tells nothing of annotations".to_owned();
                return self.happen(Event::Answered(Err(message)));
            }
            Effect::Relate { number, article, passage } => {
                let question = (number, article, passage);
                if self.keeper.as_mut().is_some_and(|keeper| keeper.relate(question)) {
                    return Ok(());
                }
                let found = Err("the library is not open, and tells nothing of other articles".to_owned());
                return self.happen(Event::Related { number, found });
            }
            Effect::Seek(wanted) => {
                if self.keeper.as_mut().is_some_and(|keeper| keeper.seek(wanted)) {
                    return Ok(());
                }
                let message = "the library is not open yet, and nothing can be found".to_owned();
                return self.happen(Event::Sought(Sought::Failed(message)));
            }
            Effect::KeepDrafts { drafts, heard } => {
                self.drafts.keep(drafts, heard);
                return Ok(());
            }
            Effect::CountLabels => self.asked(|store| store.label_uses().map(Event::LabelsCounted)),
            Effect::Sources => self.asked(|store| store.sources().map(Event::Sources)),
            Effect::JoinSource { spelling, name } => {
                let joined = self.asked(move |store| join(store, &spelling, name.as_deref()));
                self.ask_library(joined);
                self.asked(|store| store.sources().map(Event::Sources))
            }
            Effect::Configure(change) if self.no_library => {
                return self.happen(configure(self.config.as_deref(), None, &change));
            }
            Effect::Configure(change) => {
                let config = self.config.clone();
                self.asked(move |store| Ok(configure(config.as_deref(), Some(store), &change)))
            }
            Effect::Export { format, article, path, replace } => {
                let (path, config) = (full_path(&path), self.config.clone());
                let sender = self.sender.clone();
                let options =
                    Options { labels: self.state.configuration.labels.clone(), ..Options::default() };
                Request::Run(Box::new(move |store| {
                    let outputs = Outputs::new(store, config.as_deref());
                    let event = match outputs.allow(&path) {
                        Ok(()) if !replace && path.exists() => Event::ExportExists { format, article, path },
                        Ok(()) => Event::Exported(export(store, &outputs, format, &options, article, &path)),
                        Err(error) => Event::Exported(Err(error.to_string())),
                    };
                    // The reader may have ended already.
                    let _ = sender.send(Incoming::Event(event));
                }))
            }
        };
        self.ask_library(request);
        Ok(())
    }

    /// A request whose outcome is an event.
    fn asked(
        &self,
        work: impl FnOnce(&mut Store) -> Result<Event, LibraryError> + Send + 'static,
    ) -> Request {
        let sender = self.sender.clone();
        Request::Run(Box::new(move |store| {
            let failed = |error: LibraryError| Event::Failed { message: error.to_string(), retry: false };
            // The reader may have ended already.
            let _ = sender.send(Incoming::Event(work(store).unwrap_or_else(failed)));
        }))
    }

    /// Sends a request to the library, once it is open.
    pub(super) fn ask_library(&mut self, request: Request) {
        self.unready |= matches!(request, Request::Add { .. } | Request::AddExamined(_));
        match &self.keeper {
            Some(keeper) => keeper.send(request),
            None => self.postponed.push(request),
        }
    }
}

fn join(store: &mut Store, spelling: &str, name: Option<&str>) -> Result<Event, LibraryError> {
    let shown = |words: &str| visible(&one_line(words)).into_owned();
    let Some(name) = name else {
        store.unjoin_source(spelling)?;
        return Ok(Event::SourceJoined(format!("{} stands for itself again", shown(spelling))));
    };
    let joined = store.join_source(spelling, name)?;
    Ok(Event::SourceJoined(if joined == spelling {
        format!("{} stands for {} already", shown(name), shown(spelling))
    } else {
        format!(
            "{} stands for {} now; the annotations keep what was written",
            shown(spelling),
            shown(&joined)
        )
    }))
}

/// The path as typed, with `~` for the home folder.
fn full_path(typed: &Path) -> PathBuf {
    match (typed.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => typed.to_owned(),
    }
}

fn export(
    store: &Store,
    outputs: &Outputs<'_>,
    format: &str,
    options: &Options,
    article: Option<ArticleId>,
    path: &Path,
) -> Result<String, String> {
    let filter = Filter { labels: Vec::new(), articles: article.into_iter().collect(), settled: None };
    let known = export::format(format).map_err(|error| error.to_string())?;
    let destination = Destination::File(path.to_owned());
    let allowed = |path: &Path| outputs.allow(path);
    let summary = export::run(known, options, &destination, &allowed, |sink| store.export(&filter, sink))
        .map_err(|error| error.to_string())?;
    let losses: String =
        summary.losses.iter().map(|(what, times)| format!("; left out: {times} {what}")).collect();
    Ok(format!("{} written to {}{losses}", counted(summary.annotations, "annotation"), path.display()))
}
