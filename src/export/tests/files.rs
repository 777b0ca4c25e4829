//! Files whole or not at all, and the errors in words.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::tempdir;

use super::*;
use crate::export::{Destination, Format, Output, Passages, Shape, Writer, run};

fn anywhere(_: &Path) -> Result<(), ExportError> {
    Ok(())
}

fn to_file(path: &Path, articles: &Articles) -> Result<Summary, ExportError> {
    run(
        format("jsonl")?,
        &Options::default(),
        &Destination::File(path.to_owned()),
        &anywhere,
        source(articles),
    )
}

/// What lies in `folder`, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Writes the first article, then fails.
struct Failing {
    written: usize,
    error: io::ErrorKind,
}

impl Writer for Failing {
    fn article(&mut self, out: &mut dyn Output, _: Marked<'_>, _: Passages<'_>) -> io::Result<()> {
        self.written += 1;
        if self.written > 1 {
            return Err(self.error.into());
        }
        out.write_all(&[b'x'; 200_000])
    }
}

fn failing(make: fn(&Options) -> Box<dyn Writer>) -> Format {
    Format {
        name: "failing",
        description: "",
        extension: "",
        shape: Shape::File,
        holds_orphans: false,
        offsets: "",
        make,
    }
}

const FULL: fn(&Options) -> Box<dyn Writer> =
    |_| Box::new(Failing { written: 0, error: io::ErrorKind::StorageFull });

#[test]
fn a_file_is_made_and_replaced() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("評點.jsonl");
    assert_eq!(to_file(&path, &hard_library()).unwrap().annotations, 8);
    assert_eq!(fs::read_to_string(&path).unwrap(), exported("jsonl", &hard_library()).unwrap().0);
    to_file(&path, &[]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "");
    assert_eq!(names(folder.path()), ["評點.jsonl"]);
}

#[test]
fn a_failure_leaves_the_old_file_and_nothing_else() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("old");
    fs::write(&path, "old").unwrap();
    let error = run(
        &failing(FULL),
        &Options::default(),
        &Destination::File(path.clone()),
        &anywhere,
        source(&hard_library()),
    )
    .unwrap_err();
    assert!(matches!(error, ExportError::DiskFull { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    let absent = Destination::File(folder.path().join("new"));
    run(&failing(FULL), &Options::default(), &absent, &anywhere, source(&hard_library())).unwrap_err();
    assert_eq!(names(folder.path()), ["old"]);
}

#[test]
fn a_failing_source_leaves_the_old_file() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("old");
    fs::write(&path, "old").unwrap();
    let destination = Destination::File(path.clone());
    let error =
        run(format("csv").unwrap(), &Options::default(), &destination, &anywhere, |sink: Sink<'_>| {
            let _ = sink(marked(&hard_article(), &hard_annotations()));
            Err("the library is damaged")
        })
        .unwrap_err();
    assert_eq!(error.to_string(), "the annotations could not be read: the library is damaged");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["old"]);
}

#[test]
fn the_first_error_counts_and_stops_the_source() {
    let mut answers = Vec::new();
    let error = stream(&failing(FULL), &Options::default(), &mut Stream(io::sink()), "memory", |sink| {
        for _ in 0..3 {
            answers.push(sink(marked(&hard_article(), &hard_annotations())).is_break());
        }
        Err("stopped by the sink")
    })
    .unwrap_err();
    assert!(matches!(error, ExportError::DiskFull { .. }), "{error}");
    assert_eq!(answers, [false, true, true]);
}

#[test]
fn what_a_killed_process_left_is_cleared_away_and_what_another_writes_is_stepped_over() {
    let folder = tempdir().unwrap();
    let name = |number: usize| format!(".pingdian-{}-{number}", std::process::id());
    fs::write(folder.path().join(name(0)), "left").unwrap();
    fs::write(folder.path().join(name(1)), "held").unwrap();
    let held = fs::File::open(folder.path().join(name(1))).unwrap();
    held.lock().unwrap();
    to_file(&folder.path().join("new"), &[]).unwrap();
    let wanted =
        if cfg!(unix) { vec![name(1), "new".to_owned()] } else { vec![name(0), name(1), "new".to_owned()] };
    assert_eq!(names(folder.path()), wanted);
}

#[test]
fn folders_that_are_wrong_are_told() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("file"), "").unwrap();
    let error = |name: &str| to_file(&path.join(name), &[]).unwrap_err();
    assert!(matches!(error(""), ExportError::IsFolder { .. }));
    for missing in ["missing/a", "missing/", "missing/deep/a", "file/a"] {
        assert!(matches!(error(missing), ExportError::MissingFolder { .. }), "{missing}: {}", error(missing));
    }
    assert!(error("missing\u{1b}/a").to_string().contains("missing␛"));
    assert_eq!(names(path), ["file"]);
}

#[test]
fn a_write_protected_file_is_left() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("old");
    fs::write(&path, "old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(to_file(&path, &[]), Err(ExportError::ReadOnlyFile { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
}

#[test]
fn write_errors_are_sorted() {
    let of = |kind: io::ErrorKind| ExportError::of_write("out", kind.into());
    assert!(matches!(of(io::ErrorKind::BrokenPipe), ExportError::ClosedPipe { .. }));
    assert!(matches!(of(io::ErrorKind::FileTooLarge), ExportError::DiskFull { .. }));
    assert!(matches!(of(io::ErrorKind::Other), ExportError::Write { .. }));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_are_kept() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("old");
        for mode in [0o600, 0o664, 0o777] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            to_file(&path, &[]).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        }
    }

    #[test]
    fn a_link_stays_and_its_target_is_replaced() {
        let folder = tempdir().unwrap();
        let path = folder.path();
        fs::create_dir(path.join("there")).unwrap();
        fs::write(path.join("there/old"), "old").unwrap();
        symlink("there/old", path.join("link")).unwrap();
        symlink("there/new", path.join("dangling")).unwrap();
        symlink("loop", path.join("loop")).unwrap();
        to_file(&path.join("link"), &[]).unwrap();
        to_file(&path.join("dangling"), &[]).unwrap();
        assert!(matches!(to_file(&path.join("loop"), &[]), Err(ExportError::Write { .. })));
        assert_eq!(fs::read_to_string(path.join("there/old")).unwrap(), "");
        assert_eq!(names(path), ["dangling", "link", "loop", "there"]);
        assert_eq!(names(&path.join("there")), ["new", "old"]);
        assert!(fs::symlink_metadata(path.join("link")).unwrap().is_symlink());
    }

    #[test]
    fn a_read_only_folder_is_told() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("closed");
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).unwrap();
        // Who may do anything, as root may, is not stopped by permissions.
        let may_write_anyway = fs::write(path.join("probe"), "").is_ok();
        let result = to_file(&path.join("new"), &[]);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(may_write_anyway || matches!(result, Err(ExportError::ReadOnlyFolder { .. })), "{result:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_device_is_written_to_and_not_replaced() {
        to_file(Path::new("/dev/null"), &hard_library()).unwrap();
        let full = to_file(Path::new("/dev/full"), &hard_library());
        assert!(matches!(full, Err(ExportError::DiskFull { .. })), "{full:?}");
    }
}
