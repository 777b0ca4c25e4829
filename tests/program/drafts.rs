//! Words being typed outlive the program, however it ends; and pasted text runs no commands.

use std::fs;

use crate::support::{Home, Reader};
use rustix::process::Signal;

const FIRST: &str = "谈判代表刚说完";

fn reader_of_one(home: &Home) -> Reader {
    let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
    reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
    reader
}

/// A reader in whose prompt for a note `words` were typed.
fn typing(home: &Home, words: &str) -> Reader {
    let reader = reader_of_one(home);
    reader.press("c");
    reader.wait_until("a claim", |screen| screen.status().contains("C1  saved"));
    reader.press("a");
    reader.wait_for("Note to this claim");
    reader.type_text(words);
    reader.wait_for(words);
    reader
}

fn draft_files(home: &Home) -> Vec<String> {
    let folder = home.path("library.sqlite-drafts");
    let files = fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path());
    let drafts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    drafts.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Waits until a draft with these words is on disk.
fn wait_for_draft(home: &Home, words: &str) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while !draft_files(home).iter().any(|draft| draft.contains(words)) {
        assert!(std::time::Instant::now() < end, "no draft came");
        std::thread::yield_now();
    }
}

/// The next start offers the words where they were typed, and takes them.
fn offered_again(home: &Home, words: &str) {
    let reader = reader_of_one(home);
    reader.wait_for("Words typed before were not kept");
    reader.wait_until("the claim", |screen| screen.status().contains("C1"));
    reader.press("a");
    reader.wait_for(words);
    reader.type_text("！");
    reader.press("Enter");
    reader.wait_until("no prompt", |screen| !screen.shows("Enter done"));
    reader.wait_until("it is saved", |screen| screen.status().contains("C1  saved"));
    reader.quit();
    assert_eq!(home.annotations()[0]["note"], format!("{words}！"));
    assert!(!home.path("library.sqlite-drafts").exists(), "nothing is left");
}

#[test]
fn a_note_being_typed_outlives_a_kill() {
    let home = Home::with_seeds();
    let reader = typing(&home, "查證中的筆記");
    wait_for_draft(&home, "查證中的筆記");
    reader.kill9();
    offered_again(&home, "查證中的筆記");
}

#[test]
fn a_note_being_typed_outlives_signals() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::with_seeds();
        let reader = typing(&home, "查證中");
        reader.signal(signal);
        reader.end().assert_well();
        offered_again(&home, "查證中");
    }
}

#[test]
fn two_readers_do_not_take_each_others_words() {
    let home = Home::with_seeds();
    let one = typing(&home, "第一個的話");
    wait_for_draft(&home, "第一個的話");
    let other = reader_of_one(&home);
    other.press("W");
    other.wait_for("No words are left from before");
    one.kill9();
    let third = reader_of_one(&home);
    third.wait_for("Words typed before were not kept");
    other.quit();
    third.press("W");
    third.wait_for("第一個的話");
    third.press("x");
    third.wait_for("Given up");
    third.quit();
    assert!(!home.path("library.sqlite-drafts").exists());
}

#[test]
fn words_given_up_are_not_offered() {
    let home = Home::with_seeds();
    let reader = typing(&home, "不要了");
    wait_for_draft(&home, "不要了");
    reader.press("Esc");
    reader.wait_until("no prompt", |screen| !screen.shows("Enter done"));
    reader.quit();
    assert!(!home.path("library.sqlite-drafts").exists());
}

#[test]
fn a_place_that_takes_no_drafts_is_told_once_and_typing_goes_on() {
    let home = Home::with_seeds();
    home.write("library.sqlite-drafts", "a file where the folder would be");
    let reader = typing(&home, "要查");
    reader.press("Enter");
    reader.wait_for("note: 要查");
    reader.quit();
    assert_eq!(home.annotations()[0]["note"], "要查");
}

#[test]
fn a_paste_without_brackets_runs_no_commands() {
    let pasted = "q x y d Q n x\r".repeat(350);
    let home = Home::with_seeds();
    let reader = reader_of_one(&home);
    reader.press("c");
    reader.wait_until("a claim", |screen| screen.status().contains("C1  saved"));
    reader.type_text(&pasted);
    reader.wait_for("Pasted text ignored");
    reader.press("a");
    reader.wait_for("Note to this claim");
    reader.type_text(&pasted);
    reader.wait_for("q x y d Q n x");
    reader.press("Enter");
    reader.wait_for("note: q x y d");
    reader.quit();
    let annotations = home.annotations();
    assert_eq!(annotations.len(), 1);
    let note = annotations[0]["note"].as_str().unwrap();
    assert_eq!(note, "q x y d Q n x\n".repeat(350).trim());
    let reader = home.read([home.seeds()]);
    reader.wait_for("5 articles");
    reader.type_text(&pasted);
    reader.wait_for("Pasted text ignored");
    reader.quit();
    assert_eq!(home.articles().len(), 5);
}

#[test]
fn a_terminal_that_draws_no_screens_is_refused_in_words() {
    let home = Home::with_seeds();
    let script = "TERM=dumb pingdian; echo ended $?";
    let ended = home.read_under_shell(crate::support::Terminal::USUAL, script, &[]).end();
    let text = String::from_utf8(ended.bytes).unwrap();
    assert!(text.contains("pingdian show, list") && text.contains("ended 1"), "{text:?}");
    assert!(!text.contains('\x1b'), "{text:?}");
}
