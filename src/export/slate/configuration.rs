//! SLATE's configuration: the keys of its commands and of the labels. A configuration replaces all of SLATE's own keys, so
//! that those of its commands stand here too, as it has them.

use std::io;

use crate::annotation::Label;
use crate::export::Output;
use crate::export::tokens::is_separator;

/// Commands, the modes they are for, and their keys.
const COMMANDS: &[(&str, &str, &[&str])] = &[
    ("move-up", "all", &["UP", "i"]),
    ("move-down", "all", &["DOWN", "o"]),
    ("move-left", "all", &["LEFT", "j"]),
    ("move-right", "all", &["RIGHT", ";"]),
    ("jump-up", "all", &["SHIFT-UP", "I"]),
    ("jump-down", "all", &["SHIFT-DOWN", "O"]),
    ("jump-left", "all", &["SHIFT-LEFT", "J"]),
    ("jump-right", "all", &["SHIFT-RIGHT", ":"]),
    ("page-up", "all", &["PPAGE", "{"]),
    ("page-down", "all", &["NPAGE", "}"]),
    ("extend-left", "all", &["m"]),
    ("extend-right", "all", &["/"]),
    ("contract-left", "all", &["k"]),
    ("contract-right", "all", &["l"]),
    ("remove-annotation", "all", &["u"]),
    ("enter-query-mode", "all", &["\\"]),
    ("leave-query-mode", "write_query", &["ENTER", "?"]),
    ("delete-query-char", "write_query", &["BACKSPACE", "!"]),
    ("clear-query", "all", &["|"]),
    ("search-previous", "all", &["p"]),
    ("search-next", "all", &["n"]),
    ("enter-label-mode", "all", &["t"]),
    ("assign-text-label", "write_label", &["ENTER", "?"]),
    ("delete-label-char", "write_label", &["BACKSPACE", "!"]),
    ("update-num", "all", &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    ("toggle-help", "all", &["h"]),
    ("toggle-line-numbers", "all", &["#"]),
    ("toggle-progress", "all", &[">_p"]),
    ("toggle-legend", "all", &[">_l"]),
    ("toggle-current-mark", "all", &[">_m"]),
    ("next-file", "all", &["]"]),
    ("next-file", "no_file", &["]"]),
    ("previous-file", "all", &["["]),
    ("previous-file", "no_file", &["["]),
    ("save", "all", &["s"]),
    ("save-and-quit", "all", &["q"]),
    ("quit", "all", &["Q"]),
];

/// Commands that write a character, and the mode they are for.
const WRITING: [(&str, &str); 2] = [("add-to-query", "write_query"), ("add-to-label", "write_label")];

/// The numbers of the keys that have names.
const SPECIAL_KEYS: [(&str, u32); 4] =
    [("SHIFT-UP", 337), ("SHIFT-DOWN", 336), ("ENTER", 10), ("BACKSPACE", 127)];

/// The colours that SLATE knows for labels.
const COLOURS: [&str; 6] = ["green", "blue", "magenta", "yellow", "red", "cyan"];

/// The labels configured, then those met: the name, the key that the reader has it on, the colour.
pub(super) struct Configuration(Vec<(String, Option<char>, String)>);

impl Configuration {
    pub(super) fn new(labels: &[Label]) -> Self {
        let known = |label: &Label| (fit(&label.name), Some(label.key), label.colour.clone());
        Self(labels.iter().map(known).collect())
    }

    /// Takes note of a label, and says what it is called in SLATE.
    pub(super) fn meet(&mut self, label: &str) -> String {
        let name = fit(label);
        if !self.0.iter().any(|(known, ..)| *known == name) {
            self.0.push((name.clone(), None, String::new()));
        }
        name
    }

    pub(super) fn write(&self, out: &mut dyn Output) -> io::Result<()> {
        for (command, mode, keys) in COMMANDS {
            for key in *keys {
                writeln!(out, "Input: {command} {mode} {key}")?;
            }
        }
        for (command, mode) in WRITING {
            for key in ('!'..='~').filter(|key| !['?', '!'].contains(key)) {
                writeln!(out, "Input: {command} {mode} {key}")?;
            }
            writeln!(out, "Input: {command} {mode} SPACE")?;
        }
        let mut free: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
        // The keys as configured come first; a label without one, or whose key is taken, gets the next that is free.
        let mut labels: Vec<_> = self.0.iter().enumerate().collect();
        labels.sort_by_key(|(_, (_, key, _))| key.is_none_or(|key| !free.contains(&key)));
        for (place, (name, key, colour)) in labels {
            let wanted = key.and_then(|key| free.iter().position(|&known| known == key)).unwrap_or(0);
            if free.is_empty() {
                // SLATE shows a label that has no key all the same.
                break;
            }
            let key = free.remove(wanted);
            let named = colour.strip_prefix("light").unwrap_or(colour);
            let colour = COLOURS.into_iter().find(|&known| known == named).unwrap_or(COLOURS[place % 6]);
            writeln!(out, "Input: edit-annotation category SPACE_{key}\nLabel: {name} SPACE_{key} {colour}")?;
        }
        for (name, number) in SPECIAL_KEYS {
            writeln!(out, "Special_Key: {name} {number}")?;
        }
        Ok(())
    }
}

/// A label's name without white space, which ends a name there.
fn fit(label: &str) -> String {
    if label.is_empty() { "_".to_owned() } else { label.replace(is_separator, "_") }
}
