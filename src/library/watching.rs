//! Folders watched for files that are new or changed. The system tells of every write; a file is taken up once it was
//! left alone for a moment, or, where somebody writes on and on, every few seconds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Notice;

/// A file that was left alone for so long is finished, as far as anybody can know.
const REST: Duration = Duration::from_millis(250);

/// One that is never left alone is taken up so long after its first change.
const LONGEST: Duration = Duration::from_secs(4);

/// Folders being watched, until this is dropped.
pub struct FolderWatch {
    /// Ends the watch when it is dropped.
    _watcher: RecommendedWatcher,
    heard: Receiver<notify::Result<notify::Event>>,
    folders: Vec<PathBuf>,
    settling: Settling,
}

impl FolderWatch {
    /// Watches the folders, and all that lie in them but behind links; with what cannot be watched, and why. Nothing is missed from here
    /// on.
    pub fn start(folders: &[PathBuf]) -> (Option<FolderWatch>, Vec<Notice>) {
        let (sender, heard) = mpsc::channel();
        // What links in them lead to is not watched: the ways through links could be without number.
        let settings = Config::default().with_follow_symlinks(false);
        let mut watcher = match RecommendedWatcher::new(sender, settings) {
            Ok(watcher) => watcher,
            Err(error) => {
                return (None, folders.iter().map(|folder| unwatched(folder, &error)).collect());
            }
        };
        let mut notices = Vec::new();
        let mut watched = Vec::new();
        for folder in folders {
            // Watched by where it is, so that what is heard begins so.
            let Ok(real) = folder.canonicalize() else { continue };
            match watcher.watch(&real, RecursiveMode::Recursive) {
                Ok(()) => watched.push(real),
                // A part of it may be watched all the same.
                Err(error) => {
                    notices.push(unwatched(folder, &error));
                    watched.push(real);
                }
            }
        }
        let watch = FolderWatch { _watcher: watcher, heard, folders: watched, settling: Settling::default() };
        (Some(watch), notices)
    }

    /// Waits until something is new or changed: its paths, or those of the folders that it lies in where the system lost
    /// count. `None` where nothing will be heard any more.
    pub fn await_changes(&mut self) -> Option<Vec<PathBuf>> {
        loop {
            let now = Instant::now();
            let due = self.settling.due(now);
            if !due.is_empty() {
                return Some(due);
            }
            // With nothing to come, it sleeps until the system wakes it.
            let heard = match self.settling.wait(now) {
                Some(wait) => self.heard.recv_timeout(wait),
                None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match heard {
                Ok(Ok(event)) => self.hear(&event),
                // Of single files, which the scan of the folder will tell of; or of nothing in particular.
                Ok(Err(_)) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn hear(&mut self, event: &notify::Event) {
        let now = Instant::now();
        if event.need_rescan() {
            self.folders.iter().for_each(|folder| self.settling.note(folder, now));
        }
        if matches!(event.kind, EventKind::Any | EventKind::Create(_) | EventKind::Modify(_)) {
            event.paths.iter().for_each(|path| self.settling.note(path, now));
        }
    }
}

fn unwatched(folder: &Path, error: &notify::Error) -> Notice {
    let message = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "is not watched whole: it holds more folders than the system watches at once; what is new in it appears \
             at the next start"
                .to_owned()
        }
        ErrorKind::Io(error) => format!("is not watched, and what is new in it appears at the next start: {error}"),
        _ => "is not watched, and what is new in it appears at the next start".to_owned(),
    };
    Notice { path: folder.to_owned(), message }
}

/// Paths that were changed of late, with the first and the last time.
#[derive(Debug, Default)]
struct Settling(HashMap<PathBuf, (Instant, Instant)>);

impl Settling {
    fn note(&mut self, path: &Path, now: Instant) {
        self.0.entry(path.to_owned()).or_insert((now, now)).1 = now;
    }

    /// The paths that are to be taken up, by name; they are new again after their next change.
    fn due(&mut self, now: Instant) -> Vec<PathBuf> {
        let mut due: Vec<PathBuf> =
            self.0.extract_if(|_, &mut times| ends(times) <= now).map(|(path, _)| path).collect();
        due.sort_unstable();
        due
    }

    /// How long it is until one is to be taken up; `None` where there is none.
    fn wait(&self, now: Instant) -> Option<Duration> {
        self.0.values().map(|&times| ends(times).saturating_duration_since(now)).min()
    }
}

fn ends((first, last): (Instant, Instant)) -> Instant {
    (last + REST).min(first + LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_up_when_it_rests_and_now_and_then_when_it_does_not() {
        let mut settling = Settling::default();
        let begun = Instant::now();
        let (quiet, busy) = (Path::new("/a/quiet"), Path::new("/a/busy"));
        assert_eq!(settling.wait(begun), None);
        settling.note(quiet, begun);
        settling.note(busy, begun);
        assert_eq!(settling.wait(begun), Some(REST));
        assert_eq!(settling.due(begun + REST / 2), [""; 0].map(PathBuf::from));
        settling.note(busy, begun + REST / 2);
        assert_eq!(settling.due(begun + REST), [quiet]);
        let mut now = begun + REST / 2;
        while now + REST / 2 < begun + LONGEST {
            now += REST / 2;
            settling.note(busy, now);
            assert!(settling.due(now).is_empty());
        }
        assert_eq!(settling.due(begun + LONGEST), [busy]);
        assert_eq!(settling.wait(now), None);
    }

    #[test]
    fn new_and_changed_files_are_heard_of_and_deleted_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        std::fs::create_dir(real.join("deep")).unwrap();
        std::fs::write(real.join("old.txt"), "舊").unwrap();
        let (watch, notices) = FolderWatch::start(&[folder.path().to_owned()]);
        assert_eq!(notices, []);
        let mut watch = watch.unwrap();
        std::fs::remove_file(real.join("old.txt")).unwrap();
        std::fs::write(real.join("deep/new.txt"), "新").unwrap();
        assert_eq!(watch.await_changes().unwrap(), [real.join("deep/new.txt")]);
        std::fs::create_dir(real.join("later")).unwrap();
        assert_eq!(watch.await_changes().unwrap(), [real.join("later")]);
        std::fs::write(real.join("later/1.txt"), "一").unwrap();
        assert_eq!(watch.await_changes().unwrap(), [real.join("later/1.txt")]);
    }

    #[test]
    fn a_folder_that_is_gone_is_not_watched() {
        let (watch, notices) = FolderWatch::start(&[PathBuf::from("/there/is/none")]);
        assert!(watch.is_some());
        assert_eq!(notices, []);
    }
}
