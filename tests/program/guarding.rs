//! The library guarded: from others' eyes, from links, from rows and files that were damaged, and read where it cannot be written.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{Home, Terminal};

const FIRST: &str = "谈判代表刚说完";

/// Nothing on the command line.
const NOTHING: [&OsStr; 0] = [];

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Runs the program after `before` in a shell.
fn under_shell(home: &Home, before: &str, arguments: &[&OsStr]) -> Output {
    let (program, arguments) = home.command_line(arguments);
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{before}; exec \"$0\" \"$@\"")).arg(program).args(arguments);
    command.current_dir(home.path("")).env_clear().envs(home.environment()).output().unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A home whose library has two articles and an annotation of each.
fn home_with_annotations() -> Home {
    let home = Home::with_seeds();
    home.output([OsStr::new("add"), home.seeds().as_os_str()]);
    for article in ["1", "2"] {
        home.output(["annotate", article, "--label", "claim", "--start", "30", "--end", "40"]);
    }
    home
}

fn execute(home: &Home, statement: &str) {
    let connection = rusqlite::Connection::open(home.library()).unwrap();
    connection.pragma_update(None, "ignore_check_constraints", true).unwrap();
    connection.execute_batch(statement).unwrap();
}

#[test]
fn new_files_are_their_owners_alone_whatever_the_umask() {
    let home = Home::with_seeds();
    let seed = home.seeds().join("evacuation-notices.txt");
    let reader = home.read_under_shell(Terminal::USUAL, "umask 000; exec pingdian", &[seed.as_os_str()]);
    reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
    reader.press("c");
    reader.wait_for("C1  saved");
    reader.press("/");
    reader.type_text("谈判");
    reader.wait_until("the folded file", |_| beside(&home.library(), "-folded").exists());
    for suffix in ["", "-wal", "-shm", "-folded"] {
        assert_eq!(mode(&beside(&home.library(), suffix)), 0o600, "{suffix}");
    }
    reader.kill9();

    let away = home.path("new/folder/library.sqlite");
    let (program, _) = home.command_line(["list"]);
    let made = Command::new("/bin/sh")
        .args(["-c", "umask 000; exec \"$0\" --library \"$1\" list"])
        .args([program.as_os_str(), away.as_os_str()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", words(&made));
    assert_eq!((mode(&away), mode(away.parent().unwrap()), mode(&home.path("new"))), (0o600, 0o700, 0o700));
    // Who lets others read it keeps that.
    set_mode(&home.library(), 0o640);
    home.output(["list"]);
    assert_eq!(mode(&home.library()), 0o640);
}

#[test]
fn no_other_file_is_written_through_a_link() {
    let home = home_with_annotations();
    let folded = beside(&home.library(), "-folded");
    let victim = home.write("victim", "mine");
    let links: [fn(&Path, &Path) -> std::io::Result<()>; 2] =
        [|from, to| symlink(from, to), |from, to| fs::hard_link(from, to)];
    for link in links {
        let _ = fs::remove_file(&folded);
        link(&victim, &folded).unwrap();
        assert!(home.output(["search", "谈判"]).contains("谈判"));
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
    }
    let log = beside(&home.library(), "-wal");
    let _ = fs::remove_file(&log);
    symlink(&victim, &log).unwrap();
    let refused = under_shell(&home, "true", &["list".as_ref()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("is a link to another file"), "{}", words(&refused));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn a_folder_that_others_may_write_to_is_told_of() {
    let home = home_with_annotations();
    for (mode, told) in
        [(0o777, "everybody may write"), (0o770, "its group may write"), (0o1777, ""), (0o755, "")]
    {
        set_mode(&home.path(""), mode);
        let listed = under_shell(&home, "true", &["list".as_ref()]);
        assert!(listed.status.success());
        let said = words(&listed);
        assert!(if told.is_empty() { said.is_empty() } else { said.contains(told) }, "{mode:o}: {said}");
        assert!(said.lines().count() <= 1, "said once: {said}");
    }
    set_mode(&home.path(""), 0o777);
    let reader = home.read(NOTHING);
    reader.wait_for("everybody may write");
    reader.quit();
}

/// The program as a user who has no rights but those of everybody: as this one, or another where this one is root.
struct Powerless {
    program: PathBuf,
    prefix: &'static str,
}

impl Powerless {
    /// None where root cannot become another user. That is said, and in CI it is a failure.
    fn of(home: &Home) -> Option<Powerless> {
        let program = home.path("program");
        fs::copy(home.command_line(["list"]).0, &program).unwrap();
        set_mode(&program, 0o755);
        if !rustix::process::geteuid().is_root() {
            return Some(Powerless { program, prefix: "" });
        }
        let prefix = "setpriv --reuid 65534 --regid 65534 --clear-groups";
        let can = Command::new("/bin/sh").args(["-c", &format!("{prefix} true")]).output().unwrap();
        if can.status.success() {
            return Some(Powerless { program, prefix });
        }
        assert!(std::env::var_os("CI").is_none(), "root cannot become another user here: {}", words(&can));
        eprintln!("NOT TESTED: root cannot become another user here: {}", words(&can));
        None
    }

    fn script(&self) -> String {
        format!("exec {} {} \"$@\"", self.prefix, self.program.display())
    }

    fn run(&self, home: &Home, arguments: &[&str]) -> Output {
        let (_, arguments) = home.command_line(arguments);
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(self.script()).arg("program").args(arguments);
        command.current_dir("/").env_clear().envs(home.environment()).output().unwrap()
    }
}

#[test]
fn a_library_that_cannot_be_written_is_read_and_only_writing_is_refused() {
    let home = home_with_annotations();
    let Some(powerless) = Powerless::of(&home) else { return };
    set_mode(&home.config(), 0o644);
    // A log that holds a tag, too: as a kill leaves it.
    for with_log in [false, true] {
        if with_log {
            set_mode(&home.path(""), 0o755);
            let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
            reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
            reader.press("c");
            reader.wait_for("saved");
            reader.kill9();
            let _ = fs::remove_file(beside(&home.library(), "-shm"));
            assert!(beside(&home.library(), "-wal").metadata().unwrap().len() > 0);
            set_mode(&beside(&home.library(), "-wal"), 0o644);
        }
        let _ = fs::remove_file(beside(&home.library(), "-folded"));
        set_mode(&home.library(), 0o644);
        set_mode(&home.path(""), 0o555);
        let before = (fs::read(home.library()).unwrap(), fs::read_dir(home.path("")).unwrap().count());
        let tags = if with_log { 3 } else { 2 };
        for (arguments, told) in [
            (vec!["list"], "nuclear-file"),
            (vec!["export", "--format", "jsonl"], "\"claim\""),
            (vec!["search", "谈判"], "谈判"),
            (vec!["show", "1"], ""),
            (vec!["log"], "claim"),
            (vec!["related", "1", "--start", "30", "--end", "60"], ""),
            (vec!["compare", "tester", "root"], ""),
        ] {
            let ran = powerless.run(&home, &arguments);
            let (out, said) = (String::from_utf8_lossy(&ran.stdout).into_owned(), words(&ran));
            let well = ran.status.success() || arguments[0] == "compare" && ran.status.code() == Some(1);
            assert!(well && out.contains(told), "{with_log} {arguments:?}: {out}{said}");
            assert!(!said.contains("cannot be"), "{with_log} {arguments:?}: {said}");
            if arguments[0] == "export" {
                assert_eq!(out.lines().count(), tags, "{out}");
            }
        }
        let refused =
            powerless.run(&home, &["annotate", "1", "--label", "fact", "--start", "50", "--end", "60"]);
        assert_eq!(refused.status.code(), Some(1));
        let said = words(&refused);
        assert!(said.contains("open for reading only") && said.contains("may not be written"), "{said}");

        let reader = home.read_under_shell(Terminal::USUAL, &powerless.script(), &NOTHING);
        reader.wait_for("reading only");
        reader.press("Enter c");
        reader.wait_for("nothing can be saved");
        reader.quit();
        let after = (fs::read(home.library()).unwrap(), fs::read_dir(home.path("")).unwrap().count());
        assert!(before == after, "something was written");
    }
    set_mode(&home.path(""), 0o755);
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_in_words() {
    let home = home_with_annotations();
    let blocks = home.library().metadata().unwrap().len() / 512;
    let large = home.write("large.txt", "評點".repeat(500_000));
    let refused = under_shell(&home, &format!("ulimit -f {blocks}"), &["add".as_ref(), large.as_os_str()]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(words(&refused).contains("a size limit is reached"), "{}", words(&refused));
    assert_eq!(home.annotations().len(), 2);
}

#[test]
fn a_version_that_none_has_and_tables_that_are_missing_are_told_in_words() {
    for (statement, told) in [
        ("PRAGMA user_version = -1", "it says that it has version -1"),
        ("PRAGMA user_version = 2147483647", "use a newer pingdian"),
        ("PRAGMA user_version = 3", "its tables are not those of the version"),
        ("PRAGMA foreign_keys = OFF; DROP TABLE change_count", "its tables are not those of the version"),
        ("DROP TABLE annotation", "its tables are not those of the version"),
    ] {
        let home = home_with_annotations();
        execute(&home, statement);
        let refused = under_shell(&home, "true", &["export", "--format", "jsonl"].map(OsStr::new));
        let said = words(&refused);
        assert_eq!(refused.status.code(), Some(1), "{statement}: {said}");
        assert!(said.contains(told) && !said.contains("CREATE"), "{statement}: {said}");
    }
}

#[test]
fn damaged_rows_break_no_key_of_the_reader_and_are_shown_as_such() {
    for set in [
        "end_byte = 99999999",
        "start_byte = end_byte + 10",
        "start_byte = start_byte + 1",
        "start_byte = -5",
        "end_byte = 9223372036854775807",
        "note = CAST(x'ff80' AS TEXT), created = printf('%.50c', '9'), modified = char(27)",
    ] {
        let home = home_with_annotations();
        execute(&home, &format!("UPDATE annotation SET {set}"));
        for key in ["s", "R", "A", "B", "S", "T", "H", "]"] {
            let reader = home.read(NOTHING);
            reader.wait_for("unread");
            reader.press("Enter j c");
            let before = format!("{:?}", reader.wait_for("saved"));
            reader.press(key);
            let what = format!("what {key} does over {set}");
            reader.wait_until(&what, |screen| format!("{screen:?}") != before);
            assert!(!String::from_utf8_lossy(&reader.bytes()).contains("panicked"), "{what}");
            reader.kill9();
        }

        let pane = home.read(NOTHING);
        pane.wait_for("unread");
        pane.press("A");
        if !set.starts_with("note") {
            pane.wait_for("[damaged]");
        }
        pane.kill9();
    }
}

#[test]
fn a_library_cut_short_under_the_reader_is_told_and_what_is_unsaved_is_not_called_saved() {
    let home = home_with_annotations();
    let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
    reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
    reader.press("c");
    reader.wait_for("saved");
    fs::OpenOptions::new().write(true).open(home.library()).unwrap().set_len(0).unwrap();
    reader.press("j f");
    reader.wait_for("NOT SAVED");
    reader.wait_for("was harmed while it was open");
    let log = fs::read(beside(&home.library(), "-wal")).unwrap();
    reader.press("Q");
    reader.wait_for("y/n");
    reader.press("y");
    reader.end();
    assert_eq!(fs::read(beside(&home.library(), "-wal")).unwrap(), log, "the log is what can still be read");
}
