//! `pingdian import-annotations`: takes in annotations that a colleague exported, under the colleague's name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::ImportAnnotations;
use super::columns::cut;
use super::settling::Settling;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::app::{Configuration, counted};
use crate::import::{self, Choices, Differs, ImportError, KeptOut, Opened, Tally};
use crate::library::Store;
use crate::text::{OffsetUnit, one_line, visible};

/// How many that were kept out for one reason are told one by one.
const TOLD: usize = 10;

/// Cells of a quote in a message.
const QUOTE_CELLS: usize = 40;

/// Takes in the files' annotations, and says what became of them.
pub fn run(setup: &Setup, args: &ImportAnnotations) -> Result<(), Failure> {
    let settling = Settling::new(args.mine, &args.files)?;
    let _backing = setup.daily_backup();
    let mut store = setup.store()?;
    let mut tally = Tally::default();
    let mut unread = 0;
    for path in &args.files {
        let mut telling = Telling::new(path);
        let choices = Choices { reader: args.reader.as_deref(), own: Some(&setup.reader), add: args.add };
        let taken = take_in(&mut store, path, args, choices, &mut tally, &mut telling, &settling);
        telling.end();
        match taken {
            Ok(()) => {}
            Err(ImportError::Library(error)) => return Err(error.into()),
            Err(error) => {
                complain(&format!("{}: {error}", path.display()));
                unread += 1;
            }
        }
    }
    tell(&setup.reader, &setup.configuration, args.reader.is_some(), &tally)?;
    match (unread, tally.taken()) {
        (0, 1..) => Ok(()),
        (0, 0) => Err(failure("no annotation could be taken in".to_owned())),
        (unread, _) => Err(failure(format!("{} could not be read, see above", counted(unread, "file")))),
    }
}

fn failure(message: String) -> Failure {
    Failure { message, status: 1 }
}

fn take_in(
    store: &mut Store,
    path: &Path,
    args: &ImportAnnotations,
    choices: Choices<'_>,
    tally: &mut Tally,
    telling: &mut Telling,
    settling: &Settling,
) -> Result<(), ImportError> {
    let mut opened = Opened::open(path, args.format)?;
    opened.offsets = args.offsets.map(OffsetUnit::from);
    telling.counts_by = opened.format.counts;
    let counts_by = telling.counts_by;
    let settle = &mut |differs: Differs<'_>| {
        settling.settle(&place_of(path, differs.file, counts_by, differs.line), &differs)
    };
    import::take_in(store, &mut opened, choices, tally, &mut |out| telling.tell(&out), settle)
}

/// Says how many were taken in, and what of it may surprise.
fn tell(own: &str, configuration: &Configuration, renamed: bool, tally: &Tally) -> Result<(), Failure> {
    let mut words = vec![format!("{} new", tally.new), format!("{} known", tally.known)];
    let more = [
        (tally.updated, "changed since and brought up to date"),
        (tally.own_kept, "of yours otherwise in the file and left as here"),
        (tally.changed_here, "changed here and left so"),
        (tally.changed_there, "changed in the file without a newer date and left as here"),
        (tally.nearly, "on words corrected since"),
        (tally.new_links, if tally.new_links == 1 { "new link" } else { "new links" }),
        (tally.known_links, if tally.known_links == 1 { "known link" } else { "known links" }),
        (tally.added, if tally.added == 1 { "article added" } else { "articles added" }),
        (tally.kept_out, "kept out"),
    ];
    words.extend(more.into_iter().filter(|more| more.0 > 0).map(|(count, what)| format!("{count} {what}")));
    let readers = tally.readers.keys().map(|reader| format!("“{}”", visible(&one_line(reader))));
    let readers = readers.collect::<Vec<_>>().join(", ");
    let by = if readers.is_empty() { String::new() } else { format!("; by {readers}") };
    print(format!("{}{by}\n", words.join(", ")))?;
    for (what, count) in &tally.left_out {
        complain(&format!("left out, for want of a place here: {what} ({count})"));
    }
    if tally.unknown_texts > 0 {
        complain(&format!(
            "annotations are of {} that no article here has word for word; --add takes such texts in as articles",
            counted(tally.unknown_texts, "text")
        ));
    }
    if let Some(&count) = tally.readers.get(own)
        && !renamed
    {
        let annotations = counted(count, "annotation");
        complain(&format!(
            "{annotations} by “{own}”, the name you read under yourself, count as yours; where that is somebody else, \
             --reader NAME takes them in under another name"
        ));
    }
    let known = |name: &&String| configuration.labels.iter().any(|label| label.name == **name);
    let strange: Vec<String> =
        tally.labels.iter().filter(|name| !known(name)).map(|name| one_line(name)).collect();
    if !strange.is_empty() {
        complain(&format!("labels that your configuration does not have: {}", strange.join(", ")));
    }
    Ok(())
}

/// Where something stands: in `path`, of a folder in its `file`.
fn place_of(path: &Path, file: &str, counts_by: &str, line: usize) -> String {
    let file = if file.is_empty() { String::new() } else { format!(", {file}") };
    format!("{}{file}, {counts_by} {line}", path.display())
}

/// Tells what is kept out of one file: the first of each reason one by one, of the others how many.
pub(super) struct Telling<'a> {
    path: &'a PathBuf,
    /// What the file's format counts by.
    pub(super) counts_by: &'static str,
    /// By reason, how many.
    counts: BTreeMap<String, usize>,
}

impl Telling<'_> {
    pub(super) fn new(path: &PathBuf) -> Telling<'_> {
        Telling { path, counts_by: "line", counts: BTreeMap::new() }
    }

    /// Tells of one.
    pub(super) fn tell(&mut self, out: &KeptOut) {
        // A reason may quote the line it speaks of; what stands before the first colon is the same for all of a kind.
        let words = out.reason.to_string();
        let kind = words.split(':').next().unwrap_or_default();
        let count = self.counts.entry(kind.to_owned()).or_default();
        *count += 1;
        if *count <= TOLD {
            let quote = if out.quote.is_empty() {
                String::new()
            } else {
                format!(" “{}”", cut(&out.quote, QUOTE_CELLS))
            };
            let place = place_of(self.path, &out.file, self.counts_by, out.line);
            complain(&format!("{place}{quote}: {words}"));
        }
    }

    /// Tells how many more there were.
    pub(super) fn end(self) {
        for (kind, count) in self.counts.into_iter().filter(|(_, count)| *count > TOLD) {
            let (path, more) = (self.path.display(), count - TOLD);
            complain(&format!("{path}: {more} more were kept out for this reason: {kind}"));
        }
    }
}
