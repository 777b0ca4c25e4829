//! Notices that another program writes to the library, without asking again and again: the system tells when the
//! write-ahead log is written. Whether what was written concerns anyone is for the woken one to find out.

use std::path::Path;

/// A watch over a library's file, until it is dropped.
#[cfg(target_os = "linux")]
pub(super) struct Watch {
    inotify: std::sync::Arc<rustix::fd::OwnedFd>,
    log: i32,
    thread: Option<std::thread::JoinHandle<()>>,
}

#[cfg(target_os = "linux")]
impl Watch {
    /// Calls `wake`, on a thread of its own, whenever something was written to the library, by whomever. It may be
    /// called before the written can be read: the log is written first, and only then the mark that makes it count.
    /// `None` where the system cannot watch, or there is no log.
    pub(super) fn start(library: &Path, wake: impl Fn() + Send + 'static) -> Option<Watch> {
        use rustix::fs::inotify;

        let mut log = library.as_os_str().to_owned();
        log.push("-wal");
        let inotify = std::sync::Arc::new(inotify::init(inotify::CreateFlags::CLOEXEC).ok()?);
        let log = inotify::add_watch(&*inotify, log, inotify::WatchFlags::MODIFY).ok()?;
        let heard = std::sync::Arc::clone(&inotify);
        let thread =
            std::thread::Builder::new().name("library watch".to_owned()).spawn(move || listen(&heard, wake));
        Some(Watch { inotify, log, thread: Some(thread.ok()?) })
    }
}

#[cfg(target_os = "linux")]
fn listen(inotify: &rustix::fd::OwnedFd, wake: impl Fn()) {
    use rustix::fs::inotify::{ReadFlags, Reader};

    let mut buffer = [std::mem::MaybeUninit::uninit(); 1024];
    let mut events = Reader::new(inotify, &mut buffer);
    loop {
        match events.next() {
            Ok(event) if event.events().contains(ReadFlags::IGNORED) => return,
            Ok(_) => wake(),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

#[cfg(target_os = "linux")]
impl Drop for Watch {
    fn drop(&mut self) {
        // The end of the watch is itself an event, the last one, and wakes the thread. Where the log was deleted,
        // that event has been, and there is nothing left to remove.
        let _ = rustix::fs::inotify::remove_watch(&*self.inotify, self.log);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A system that offers nothing of the kind: there is never a watch.
#[cfg(not(target_os = "linux"))]
pub(super) enum Watch {}

#[cfg(not(target_os = "linux"))]
impl Watch {
    /// Never watches.
    pub(super) fn start(_: &Path, _: impl Fn() + Send + 'static) -> Option<Watch> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::library::Store;

    #[test]
    fn a_write_wakes_and_an_ended_watch_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let (sender, woken) = channel();
        let watch = Watch::start(&path, move || sender.send(()).unwrap_or_default()).unwrap();
        store.set_setting("a", "b").unwrap();
        woken.recv().unwrap();
        drop(watch);
        store.set_setting("a", "c").unwrap();
        // The ended watch dropped its sender, so that this comes to an end.
        assert!(woken.iter().count() < 100);
    }

    #[test]
    fn a_deleted_log_ends_the_watch() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let log = folder.path().join("library.db-wal");
        std::fs::write(&log, "").unwrap();
        let (sender, woken) = channel();
        let watch = Watch::start(&path, move || sender.send(()).unwrap_or_default()).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert_eq!(woken.iter().count(), 0);
        drop(watch);
        assert!(Watch::start(&path, || {}).is_none());
    }
}
