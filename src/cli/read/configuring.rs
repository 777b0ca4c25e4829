//! A change of the labels, made: in the configuration file and in the library, both or neither.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::app::{Configuration, Configured, Event, Keymap, LabelChange, counted, with_labels};
use crate::cli::setup::configuration_text;
use crate::library::{Renamed, Store};
use crate::text::visible;
use crate::whole_file::{self, WholeFileError, shown};

/// Makes the change, without a library in the file alone, and tells how it came out.
///
/// The library's part is not committed before the file is written, and goes back where that fails. Where the library
/// fails after that, the file goes back.
pub fn configure(path: Option<&Path>, store: Option<&mut Store>, change: &LabelChange) -> Event {
    let Some(path) = path else {
        let message = "no home folder is known to keep the configuration in; name a file with --config";
        return Event::NotConfigured(message.to_owned());
    };
    attempt(path, store, change).map_or_else(Event::NotConfigured, |made| Event::Configured(Box::new(made)))
}

fn attempt(path: &Path, store: Option<&mut Store>, change: &LabelChange) -> Result<Configured, String> {
    let old = text(path)?;
    let (configuration, keymap) = usable(path, old.as_deref().unwrap_or_default())?;
    if configuration.labels != change.before {
        let name = shown(path);
        let message =
            format!("The labels in {name} were changed meanwhile; these are they. Change them again");
        let uses = store.and_then(|store| store.label_uses().ok());
        let configuration = Arc::new(configuration);
        return Ok(Configured { configuration, keymap, moved: None, uses, message, made: false });
    }
    let renamed = change.moved.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
    let new = with_labels(old.as_deref().unwrap_or_default(), &change.after, renamed)
        .map_err(|error| error.to_string())?;
    let (configuration, keymap) = usable(path, &new)?;
    if configuration.labels != change.after {
        return Err(format!("the labels cannot be put into {}; change it by hand", shown(path)));
    }
    let changes = change.after != change.before;
    let write = || if changes { write(path, &new).map_err(|error| error.to_string()) } else { Ok(()) };
    let mut message = change.done.clone();
    let Some(store) = store else {
        write()?;
        let configuration = Arc::new(configuration);
        return Ok(Configured { configuration, keymap, moved: None, uses: None, message, made: true });
    };
    if let Some(name) = &change.unused {
        let uses = store.label_uses().map_err(|error| error.to_string())?;
        if let Some(&count) = uses.get(name) {
            return Err(format!(
                "{} has {} now; nothing was deleted",
                visible(name),
                counted(count, "annotation")
            ));
        }
    }
    match &change.moved {
        None => write()?,
        Some((from, to)) => {
            let mut written = false;
            let renamed = store.rename_label(from, to, || {
                write()?;
                written = true;
                Ok(())
            });
            let Renamed { annotations, twins } = renamed.map_err(|error| {
                match (written && changes).then(|| restore(path, old.as_deref())) {
                    Some(Err(again)) => format!("{error}; and {again}, so that it has the new label already"),
                    _ => error.to_string(),
                }
            })?;
            if annotations > 0 {
                message.push_str(&format!(
                    "; {} went along to {}",
                    counted(annotations, "annotation"),
                    visible(to)
                ));
            }
            if twins > 0 {
                message.push_str(&format!(
                    ", {twins} of them on passages that their reader had tagged {} already",
                    visible(to)
                ));
            }
        }
    }
    let (moved, uses) = (change.moved.clone(), store.label_uses().ok());
    Ok(Configured { configuration: Arc::new(configuration), keymap, moved, uses, message, made: true })
}

/// What stands in the file; nothing where there is none.
fn text(path: &Path) -> Result<Option<String>, String> {
    match configuration_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("the configuration {} could not be read: {error}", shown(path))),
    }
}

fn usable(path: &Path, text: &str) -> Result<(Configuration, Keymap), String> {
    let wrong = |error: String| {
        format!("the configuration {} was left as it is, since it has a mistake: {error}", shown(path))
    };
    let configuration = Configuration::from_toml(text).map_err(|error| wrong(error.to_string()))?;
    let keymap = Keymap::new(&configuration).map_err(|error| wrong(error.to_string()))?;
    Ok((configuration, keymap))
}

fn write(path: &Path, text: &str) -> Result<(), WholeFileError> {
    let failed = |source| WholeFileError::Failed { path: path.to_owned(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    whole_file::write(path, |file| file.write_all(text.as_bytes()).map_err(failed))
}

/// Puts the file back as it was.
fn restore(path: &Path, old: Option<&str>) -> Result<(), WholeFileError> {
    match old {
        Some(old) => write(path, old),
        None => {
            fs::remove_file(path).map_err(|source| WholeFileError::Failed { path: path.to_owned(), source })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, AnnotationId, Edit};
    use crate::article::Article;
    use crate::library::FileStamp;
    use crate::text::Span;

    const OWN: &str = "# mine\nmeasure = 60\n";

    /// A library with one annotation that is labelled claim.
    fn library() -> Store {
        let mut store = Store::open_in_memory().unwrap();
        let article = Article::from_text("港口的消息。".to_owned());
        let id = store.add("sample:a", &article, FileStamp::default()).unwrap().id;
        let annotation = Annotation {
            id: AnnotationId("1".into()),
            span: Span::new(0, 6),
            label: "claim".into(),
            note: String::new(),
            source: String::new(),
            attributes: Default::default(),
            reader: "me".into(),
        };
        let revision = store.revision(id).unwrap();
        let made = Edit { before: None, after: Some(annotation) };
        store.apply(id, revision, "me", &[made.into()]).unwrap();
        store
    }

    fn renaming() -> LabelChange {
        let before = Configuration::default().labels;
        let mut after = before.clone();
        after[0].name = "statement".into();
        let moved = Some(("claim".to_owned(), "statement".to_owned()));
        LabelChange { before, after, moved, unused: None, done: "done".into() }
    }

    fn made(event: Event) -> Configured {
        match event {
            Event::Configured(configured) => *configured,
            other => panic!("{other:?}"),
        }
    }

    fn refused(event: Event) -> String {
        match event {
            Event::NotConfigured(message) => message,
            other => panic!("{other:?}"),
        }
    }

    fn uses(store: &Store, label: &str) -> usize {
        store.label_uses().unwrap().get(label).copied().unwrap_or(0)
    }

    #[test]
    fn file_and_library_change_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("config.toml");
        let mut store = library();
        let configured = made(configure(Some(&path), Some(&mut store), &renaming()));
        assert_eq!(configured.message, "done; 1 annotation went along to statement");
        assert_eq!(uses(&store, "statement"), 1);
        let written = Configuration::from_toml(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(written, *configured.configuration);
        assert_eq!(written.labels, renaming().after);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_written_leaves_the_library_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        // A folder stands where the file would be made whole under another name: nobody, not even root, writes there.
        let path = folder.path().join("file").join("config.toml");
        fs::write(folder.path().join("file"), "not a folder").unwrap();
        let mut store = library();
        let told = refused(configure(Some(&path), Some(&mut store), &renaming()));
        assert!(told.contains("config.toml"), "{told}");
        assert_eq!(uses(&store, "claim"), 1);
    }

    #[test]
    fn a_library_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, OWN).unwrap();
        let kept = folder.path().join("library.db");
        let mut store = Store::open(&kept).unwrap();
        fs::rename(&kept, folder.path().join("away.db")).unwrap();
        refused(configure(Some(&path), Some(&mut store), &renaming()));
        assert_eq!(fs::read_to_string(&path).unwrap(), OWN);
    }

    #[test]
    fn labels_changed_by_another_hand_are_shown_and_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let own = "[[labels]]\nname='rumour'\nkey='r'\ncolour='red'\nsign='R'\n";
        fs::write(&path, own).unwrap();
        let mut store = library();
        let found = made(configure(Some(&path), Some(&mut store), &renaming()));
        assert!(!found.made && found.configuration.labels[0].name == "rumour", "{found:?}");
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), uses(&store, "claim")), (own, 1));

        fs::write(&path, "= = =").unwrap();
        let told = refused(configure(Some(&path), Some(&mut store), &renaming()));
        assert!(told.contains("mistake"), "{told}");
    }

    #[test]
    fn a_label_in_use_is_not_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let mut change = renaming();
        change.after.remove(0);
        (change.moved, change.unused) = (None, Some("claim".into()));
        let told = refused(configure(Some(&path), Some(&mut library()), &change));
        assert!(told.contains("1 annotation"), "{told}");
        assert!(!path.exists());
    }

    #[test]
    fn without_a_library_the_file_is_changed_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, OWN).unwrap();
        assert!(made(configure(Some(&path), None, &renaming())).made);
        assert!(fs::read_to_string(&path).unwrap().starts_with(OWN));
        assert!(refused(configure(None, None, &renaming())).contains("--config"));
    }
}
