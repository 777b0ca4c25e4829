//! What terminals answered before, so that a first frame waits only for one of which nothing is known.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Answer;
use crate::text::Ambiguous;

/// Terminals remembered at most. Versions are part of what tells them apart, so the file would grow for ever.
const REMEMBERED: usize = 64;

/// What identifies a terminal and the settings by which it chooses widths, as far as the environment tells.
const VARIABLES: [&str; 8] = [
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLORTERM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "TERMINAL_EMULATOR",
    "LC_TERMINAL",
];
/// Variables whose presence says something and whose value differs from one window to the next.
const PRESENT: [&str; 5] = ["TMUX", "STY", "WT_SESSION", "KITTY_WINDOW_ID", "SSH_CONNECTION"];
/// The first of these that is set decides the character type.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// What to do about the first frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The width to draw with until the terminal says otherwise.
    pub assume: Option<Ambiguous>,
    /// Whether to wait for the answer: nothing is remembered of this terminal.
    pub wait: bool,
}

/// What terminals answered before: a small TOML file, `terminal = "narrow"` a line. A file that cannot be read or
/// written is as good as none, and says nothing: all it saves is a moment at the start.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    terminal: String,
}

impl Memory {
    /// The memory kept at `path`, for the terminal that `terminal` (see [`identity`]) stands for.
    pub fn new(path: impl Into<PathBuf>, terminal: String) -> Self {
        Self { path: path.into(), terminal }
    }

    /// What the last answer of this terminal means for the first frame.
    pub fn recall(&self) -> Plan {
        let answer = self.read().get(&self.terminal).copied();
        Plan { assume: answer.and_then(Answer::width), wait: answer.is_none() }
    }

    /// Keeps an answer. The file is replaced whole, or stays what it was.
    pub fn remember(&self, answer: Answer) {
        let mut answers = self.read();
        if answers.insert(self.terminal.clone(), answer) == Some(answer) {
            return;
        }
        while answers.len() > REMEMBERED {
            let other = answers.keys().find(|terminal| **terminal != self.terminal).cloned();
            other.and_then(|terminal| answers.remove(&terminal));
        }
        if let Ok(text) = toml::to_string(&answers) {
            // See the type: nothing depends on it.
            let _ = replace(&self.path, &text);
        }
    }

    /// Forgets this terminal, so that the next start waits for its answer as the first one did.
    pub fn forget(&self) {
        let mut answers = self.read();
        if answers.remove(&self.terminal).is_some()
            && let Ok(text) = toml::to_string(&answers)
        {
            let _ = replace(&self.path, &text);
        }
    }

    fn read(&self) -> BTreeMap<String, Answer> {
        fs::read_to_string(&self.path).ok().and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let replaced = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    replaced
}

/// What tells this terminal from others, out of the environment that `variable` looks up.
pub fn identity(variable: impl Fn(&str) -> Option<String>) -> String {
    let locale = LOCALE.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let values = VARIABLES.iter().map(|name| variable(name).unwrap_or_default());
    let present = PRESENT.iter().filter(|name| variable(name).is_some()).map(|name| (*name).to_owned());
    values.chain([locale.unwrap_or_default()]).chain(present).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        |name| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned())
    }

    #[test]
    fn terminals_differ_by_name_locale_and_multiplexer_but_not_by_window() {
        let plain = identity(environment(&[("TERM", "xterm"), ("LANG", "zh_TW.UTF-8")]));
        let same = identity(environment(&[("TERM", "xterm"), ("LC_ALL", ""), ("LC_CTYPE", "zh_TW.UTF-8")]));
        let tmux = identity(environment(&[("TERM", "xterm"), ("LANG", "zh_TW.UTF-8"), ("TMUX", "/tmp/1")]));
        let other = identity(environment(&[("TERM", "xterm"), ("LANG", "zh_TW.UTF-8"), ("TMUX", "/tmp/2")]));
        let english = identity(environment(&[("TERM", "xterm"), ("LANG", "en_US.UTF-8")]));
        assert_eq!(plain, same);
        assert_eq!(tmux, other);
        assert_ne!(plain, tmux);
        assert_ne!(plain, english);
    }

    #[test]
    fn what_was_answered_is_remembered_for_that_terminal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("terminals.toml");
        let memory = Memory::new(&path, "xterm|\"zh\"".to_owned());
        assert_eq!(memory.recall(), Plan { assume: None, wait: true });
        memory.remember(Answer::Wide);
        assert_eq!(memory.recall(), Plan { assume: Some(Ambiguous::Wide), wait: false });
        memory.remember(Answer::Silent);
        assert_eq!(memory.recall(), Plan { assume: None, wait: false });
        let other = Memory::new(&path, "kitty".to_owned());
        assert!(other.recall().wait);
        memory.forget();
        assert!(memory.recall().wait);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_memory_that_cannot_be_kept_is_no_memory() {
        let folder = tempfile::tempdir().unwrap();
        let broken = folder.path().join("broken.toml");
        fs::write(&broken, "= = =").unwrap();
        let memory = Memory::new(&broken, "xterm".to_owned());
        assert!(memory.recall().wait);
        memory.remember(Answer::Narrow);
        assert!(!memory.recall().wait);
        let under_a_file = Memory::new(broken.join("x").join("y"), "xterm".to_owned());
        under_a_file.remember(Answer::Narrow);
        assert!(under_a_file.recall().wait);
    }

    #[test]
    fn the_memory_stays_small() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terminals.toml");
        for number in 0..REMEMBERED + 8 {
            Memory::new(&path, format!("terminal {number}")).remember(Answer::Narrow);
        }
        let last = Memory::new(&path, format!("terminal {}", REMEMBERED + 7));
        assert_eq!(last.read().len(), REMEMBERED);
        assert!(!last.recall().wait);
    }
}
