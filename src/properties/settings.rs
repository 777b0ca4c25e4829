//! Whatever the program's own small files hold, it starts: a configuration is taken or refused in words, an answer
//! remembered or forgotten.

use std::fs;

use proptest::prelude::*;
use tempfile::tempdir;

use super::{Input, found, fuzzed, mutated};
use crate::app::{Configuration, Keymap};
use crate::terminal::{Answer, Memory};
use crate::text::{Ambiguous, Measure, acts, visible};

const CONFIGURATION: &str = r##"reader = "林一"
measure = 66
hanging = true
theme = "dark"
globs = ["*.md", "!draft*"]

[keys]
"move-down" = ["j", "Down"]
"quit" = "Ctrl-q"

[[labels]]
name = "claim"
key = "c"
sign = "C"
colour = "yellow"

[[labels]]
name = "事實"
key = "f"
sign = "F"
colour = "#00ff7f"

[[attributes]]
name = "certainty"
values = ["sure", "likely"]
"##;

const ANSWERS: &str = "\"xterm-256color 1\" = \"narrow\"\n\"screen\" = \"wide\"\n\"dumb\" = \"silent\"\n";

fn examples(kind: &str, text: &str) -> Vec<Vec<u8>> {
    let mut all = found(kind);
    all.push(text.as_bytes().to_vec());
    all
}

proptest! {
    #![proptest_config(fuzzed(256))]

    #[test]
    fn configurations(Input(bytes) in mutated([examples("configuration", CONFIGURATION), examples("configuration", include_str!("../../assets/default.toml"))].concat())) {
        let text = String::from_utf8_lossy(&bytes);
        let read = || Configuration::from_toml(&text);
        match read() {
            Ok(configuration) => {
                prop_assert!(configuration.measure >= Measure::NARROWEST && !configuration.labels.is_empty());
                prop_assert!(configuration.labels.iter().all(|label| label.sign.is_ascii_graphic()));
                if let Err(error) = Keymap::new(&configuration) {
                    prop_assert!(!visible(&error.to_string()).chars().any(acts));
                }
            }
            Err(error) => {
                let words = error.to_string();
                prop_assert!(!words.is_empty() && words.len() < 4 * text.len() + 2000, "{}", words);
            }
        }
        prop_assert_eq!(format!("{:?}", read()), format!("{:?}", read()));
    }

    #[test]
    fn answers_of_terminals(Input(bytes) in mutated(examples("answers", ANSWERS))) {
        let folder = tempdir().unwrap();
        let path = folder.path().join("terminals.toml");
        fs::write(&path, &bytes).unwrap();
        let memory = Memory::new(&path, "screen".to_owned());
        prop_assert_eq!(memory.recall(), memory.recall());
        memory.remember(Answer::Wide);
        prop_assert_eq!(memory.recall().assume, Some(Ambiguous::Wide));
        prop_assert!(fs::metadata(&path).unwrap().len() <= 8 * bytes.len() as u64 + 4096);
        memory.forget();
        prop_assert!(memory.recall().wait);
    }
}
