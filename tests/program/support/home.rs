//! A home for one test: folders, a library and a configuration that nobody else touches.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pingdian");
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
/// Long enough for any machine; only a failure takes that long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A home: everything the program reads and writes lies in it, and goes with it.
pub struct Home {
    folder: TempDir,
}

/// A command that has ended.
#[derive(Debug)]
pub struct Ran {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Home {
    pub fn new() -> Home {
        let home = Home { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(home.path("home")).unwrap();
        fs::write(home.config(), "reader = \"tester\"\n").unwrap();
        home
    }

    /// A home in which a folder holds the sample articles.
    pub fn with_seeds() -> Home {
        let home = Home::new();
        fs::create_dir(home.seeds()).unwrap();
        for seed in fs::read_dir(SEEDS).unwrap() {
            let seed = seed.unwrap();
            fs::copy(seed.path(), home.seeds().join(seed.file_name())).unwrap();
        }
        home
    }

    /// A path in this home.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of sample articles.
    pub fn seeds(&self) -> PathBuf {
        self.path("seeds")
    }

    pub fn library(&self) -> PathBuf {
        self.path("library.sqlite")
    }

    pub fn config(&self) -> PathBuf {
        self.path("config.toml")
    }

    /// Writes a file, and the folders it lies in.
    pub fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The program and its arguments, with this home's library and configuration.
    pub fn command_line(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> (PathBuf, Vec<OsString>) {
        let common = ["--library".into(), self.library().into(), "--config".into(), self.config().into()];
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned());
        (PROGRAM.into(), common.into_iter().chain(arguments).collect())
    }

    /// All the environment that the program has.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let home = self.path("home");
        vec![
            ("HOME", home.clone().into()),
            ("XDG_CONFIG_HOME", home.join("config").into()),
            ("XDG_DATA_HOME", home.join("data").into()),
            ("XDG_CACHE_HOME", home.join("cache").into()),
            ("XDG_STATE_HOME", home.join("state").into()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("PATH", std::env::var_os("PATH").unwrap_or_default()),
        ]
    }

    /// The program at a prompt, ready to be run.
    pub fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> assert_cmd::Command {
        let (program, arguments) = self.command_line(arguments);
        let mut command = assert_cmd::Command::new(program);
        command.args(arguments).env_clear().envs(self.environment()).current_dir(self.folder.path());
        command.timeout(PATIENCE);
        command
    }

    /// Runs the program and says how it ended.
    pub fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// What the program prints, where it succeeds and has nothing to complain of.
    pub fn output(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
        let ran = self.run(arguments);
        assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
        ran.stdout
    }

    /// The articles, as `list --json` tells them.
    pub fn articles(&self) -> Vec<Value> {
        if !self.library().exists() {
            return Vec::new();
        }
        json_lines(&self.output(["list", "--json"]))
    }

    /// The annotations, as `export --format jsonl` tells them.
    pub fn annotations(&self) -> Vec<Value> {
        if !self.library().exists() {
            return Vec::new();
        }
        json_lines(&self.output(["export", "--format", "jsonl"]))
    }
}

impl Ran {
    pub fn of(command: &mut assert_cmd::Command) -> Ran {
        let output = command.output().unwrap();
        Ran {
            status: output.status,
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The message of a failure with this exit status: a sentence on standard error, and nothing printed.
    #[track_caller]
    pub fn refused(&self, status: i32) -> &str {
        assert_eq!(self.status.code(), Some(status), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        let words = self.stderr.trim();
        assert!(words.contains(' ') && !words.contains("panicked"), "{self:?}");
        words
    }
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The code points `start..end` of `text`.
pub fn code_points(text: &str, annotation: &Value) -> String {
    let place = |key: &str| annotation[key].as_u64().unwrap() as usize;
    text.chars().skip(place("start")).take(place("end") - place("start")).collect()
}
