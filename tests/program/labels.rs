//! Labels changed from within, sources picked by keys: from the key to the screen, the configuration file and exports.

use std::fs;

use crate::support::{Home, Reader, Screen};

/// A sentence of the first sample.
const SENTENCE: &str = "第三轮会谈散场后";

/// A reader of one sample, its second sentence tagged as a claim.
fn claim(home: &Home) -> Reader {
    let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
    reader.go_to(SENTENCE);
    reader.press("c");
    reader.wait_until("a claim", saved("C1"));
    reader
}

fn saved(counts: &str) -> impl Fn(&Screen) -> bool {
    let words = format!("{counts}  saved");
    move |screen| screen.status().contains(&words)
}

/// The list of labels says that one annotation is a claim.
fn counted(screen: &Screen) -> bool {
    (0..screen.rows.len()).any(|row| screen.line(row).contains("claim") && screen.line(row).ends_with('1'))
}

fn configuration(home: &Home) -> String {
    fs::read_to_string(home.config()).unwrap()
}

/// Puts words in the place of those of a form's field.
fn fill(reader: &Reader, words: &str) {
    reader.press("Ctrl-a Ctrl-k");
    reader.type_text(words);
}

#[test]
fn a_label_renamed_in_the_program_is_renamed_everywhere() {
    let home = Home::with_seeds();
    fs::write(home.config(), "# mine alone\nreader = \"tester\" # that is me\n").unwrap();
    let reader = claim(&home);
    reader.press("L");
    reader.wait_until("the count", counted);
    reader.press("Enter");
    reader.wait_for("The label claim");
    fill(&reader, "主張");
    reader.press("Tab");
    fill(&reader, "M");
    reader.press("Tab Tab");
    fill(&reader, "Z");
    reader.press("Enter");
    reader.wait_for("claim is called 主張 now; 1 annotation went along to 主張");
    reader.press("q");
    reader.wait_until("the new sign", |screen| screen.signs(SENTENCE).as_deref() == Some("Z"));

    let written = configuration(&home);
    assert!(written.starts_with("# mine alone\nreader = \"tester\" # that is me\n"), "{written}");
    assert!(written.contains("name = \"主張\"") && !written.contains("name = \"claim\""), "{written}");
    assert_eq!(home.annotations()[0]["label"], "主張");

    // What was done before is taken back and made again under the new name.
    reader.press("u");
    reader.wait_until("no tag", |screen| screen.signs(SENTENCE).as_deref() == Some(""));
    reader.press("Ctrl-r");
    reader.wait_until("the tag again", saved("Z1"));
    reader.press("M");
    reader.wait_until("the tag off by its new key", |screen| screen.signs(SENTENCE).as_deref() == Some(""));
    reader.press("u");
    reader.wait_until("the tag back", saved("Z1"));
    reader.quit();
    let again = home.read([home.seeds().join("evacuation-notices.txt")]);
    again.wait_until("the new name after a restart", |screen| screen.status().contains("Z1"));
    again.quit();
}

#[test]
fn a_label_in_use_is_not_deleted_unless_its_annotations_move() {
    let home = Home::with_seeds();
    let before = configuration(&home);
    let reader = claim(&home);
    reader.press("L");
    reader.wait_until("the count", counted);
    reader.press("x");
    reader.wait_for("claim has 1 annotation.");
    reader.press("Esc");
    reader.wait_until("the list", |screen| !screen.shows("Move annotations"));
    assert_eq!(configuration(&home), before);
    assert_eq!(home.annotations()[0]["label"], "claim");

    reader.press("x j Enter");
    reader.wait_for("The label claim is deleted; 1 annotation went along to opinion");
    reader.press("q");
    reader.wait_until("its new sign", |screen| screen.signs(SENTENCE).as_deref() == Some("O"));
    reader.quit();
    assert_eq!(home.annotations()[0]["label"], "opinion");
    assert!(!configuration(&home).contains("claim\""));
}

#[test]
fn a_configuration_that_cannot_be_written_changes_nothing() {
    let home = Home::with_seeds();
    let reader = claim(&home);
    let old = home.path("old.toml");
    fs::rename(home.config(), &old).unwrap();
    fs::create_dir(home.config()).unwrap();
    reader.press("L");
    reader.wait_for("Labels");
    reader.wait_until("the count", |screen| !screen.shows("…"));
    reader.press("Enter");
    reader.wait_for("The label claim");
    fill(&reader, "主張");
    reader.press("Enter");
    reader.wait_until("why not", |screen| screen.message().contains("config.toml"));
    let screen = reader.wait_for("The label claim");
    assert!(screen.shows("主張"), "what was written stays to be written on: {screen:?}");
    reader.press("Esc");
    reader.wait_until("the list", |screen| !screen.shows("The label claim"));
    reader.press("q");
    reader.wait_until("the old sign", |screen| screen.signs(SENTENCE).as_deref() == Some("C"));
    reader.quit();
    fs::remove_dir(home.config()).unwrap();
    fs::rename(old, home.config()).unwrap();
    assert_eq!(home.annotations()[0]["label"], "claim");
}

#[test]
fn a_source_is_picked_by_keys_and_spellings_are_joined() {
    let home = Home::with_seeds();
    let reader = claim(&home);
    reader.press("s");
    reader.wait_for("Who says so?");
    reader.type_text("《港口晨報》");
    reader.press("Enter");
    reader.wait_for("source: 《港口晨報》");
    reader.press("j f s");
    let screen = reader.wait_for("named once");
    let row = (0..screen.rows.len()).find(|&row| screen.line(row).contains("named once")).unwrap();
    assert!(screen.line(row).contains("《港口晨報》"), "{screen:?}");
    reader.type_text("港口晨報");
    reader.press("Enter");
    reader.wait_for("source: 港口晨報");
    reader.press("J");
    reader.wait_for("港口晨報 is the same as");
    reader.wait_for("《港口晨報》  named once");
    reader.press("Tab Enter");
    reader.wait_for("港口晨報 stands for 《港口晨報》 now");
    reader.press("j o s");
    reader.wait_for("《港口晨報》  named 2 times, also 港口晨報");
    reader.type_text("《港口");
    reader.press("Tab Enter");
    reader.wait_for("source: 《港口晨報》");
    reader.wait_until("all of it saved", saved("C1 F1 O1"));
    reader.quit();
    let sources: Vec<_> = home.annotations().into_iter().map(|mut one| one["source"].take()).collect();
    assert_eq!(sources, ["《港口晨報》", "港口晨報", "《港口晨報》"]);
}

#[test]
fn attributes_are_set_by_keys_and_guidelines_shown() {
    let home = Home::with_seeds();
    let reader = claim(&home);
    reader.press("y");
    reader.wait_for("certainty: sure");
    reader.press("2 i K");
    reader.wait_for("When to use which label");
    reader.press("Esc");
    reader.wait_for("claim  certainty: sure  check: not worth checking");
    reader.quit();
}
