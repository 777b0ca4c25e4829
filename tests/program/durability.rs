//! What was said to be saved stays, whatever becomes of the program; and several programs share one library.

use std::fs;

use crate::support::{Home, Reader, Terminal};
use rustix::process::Signal;

const FIRST: &str = "谈判代表刚说完";
const SECOND: &str = "第三轮会谈散场后";

/// A reader of one sample, on its first sentence, which is in the library.
fn reader_of_one(home: &Home) -> Reader {
    let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
    reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
    reader
}

fn wait_for_counts(reader: &Reader, counts: &str) {
    reader.wait_until(counts, |screen| screen.status().contains(counts));
}

fn quotes(home: &Home) -> Vec<String> {
    let quote = |annotation: &serde_json::Value| annotation["quote"].as_str().unwrap().to_owned();
    home.annotations().iter().map(quote).collect()
}

#[test]
fn what_is_saved_outlives_the_program() {
    let home = Home::with_seeds();
    for (before, keys, after) in [("sentence", "c", "C1"), ("C1", "j f", "C1 F1"), ("C1 F1", "u", "C1")] {
        let reader = reader_of_one(&home);
        wait_for_counts(&reader, before);
        reader.press(keys);
        wait_for_counts(&reader, &format!("{after}  saved"));
        reader.kill9();
    }
    assert_eq!(quotes(&home).len(), 1);
    assert_eq!(home.articles().len(), 1);
}

#[test]
fn a_note_that_is_saved_outlives_the_program() {
    let home = Home::with_seeds();
    let reader = reader_of_one(&home);
    reader.press("c");
    wait_for_counts(&reader, "C1  saved");
    reader.press("a");
    reader.wait_for("Note to this claim");
    reader.type_text("要查");
    reader.press("Enter");
    reader.wait_for("note: 要查");
    wait_for_counts(&reader, "C1  saved");
    reader.kill9();
    assert_eq!(home.annotations()[0]["note"], "要查");
}

#[test]
fn two_readers_of_one_library_see_each_other() {
    let home = Home::with_seeds();
    let (one, other) = (reader_of_one(&home), reader_of_one(&home));
    one.press("c");
    wait_for_counts(&one, "C1  saved");
    let screen = other
        .wait_until("the other's claim, without a key", |screen| screen.signs(FIRST).as_deref() == Some("C"));
    assert!(screen.status().contains("C1"), "{screen:?}");

    other.press("j f");
    wait_for_counts(&other, "C1 F1  saved");
    one.wait_until("the other's fact, without a key", |screen| screen.signs(SECOND).as_deref() == Some("F"));
    one.quit();
    other.quit();
    let quotes = quotes(&home);
    assert!(quotes[0].starts_with(FIRST) && quotes[1].starts_with(SECOND), "{quotes:?}");
}

#[test]
fn a_reader_sees_what_a_command_does() {
    let home = Home::with_seeds();
    let reader = home.read([home.seeds()]);
    reader.wait_for("5 articles");
    reader.wait_for(SECOND);
    let file = home.seeds().join("evacuation-notices.txt");
    let file = file.to_str().unwrap();
    home.output(["annotate", file, "--label", "opinion", "--quote", "这一幕很难不让人多想"]);
    let screen = reader.wait_until("an opinion, without a key", |screen| {
        screen.signs(FIRST).as_deref() == Some("O")
            && screen.entry(FIRST).is_some_and(|entry| entry.contains("O1"))
    });
    assert!(screen.status().contains("O1"), "{screen:?}");
    reader.quit();
}

#[test]
fn signals_end_in_good_order() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::with_seeds();
        let reader = reader_of_one(&home);
        reader.press("j c");
        reader.wait_until("a claim, saved or not", |screen| screen.status().contains("C1"));
        reader.signal(signal);
        reader.end().assert_well();
        assert!(quotes(&home)[0].starts_with(SECOND), "{signal:?}");

        let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
        reader.wait_until("the place where it was left", |screen| screen.lit().starts_with(SECOND));
        reader.quit();
    }
}

#[test]
fn a_stopped_reader_gives_the_terminal_back_and_goes_on() {
    let home = Home::with_seeds();
    let file = home.seeds().join("evacuation-notices.txt");
    let script = "set -m; pingdian; echo halted; fg; echo ended $?";
    let reader = home.read_under_shell(Terminal::USUAL, script, &[file.as_ref()]);
    reader.wait_until("the first sentence", |screen| screen.lit().starts_with(FIRST));
    reader.press("j c");
    wait_for_counts(&reader, "C1  saved");
    reader.press("Ctrl-z");
    reader.wait_until("the screen again, after the shell's", |screen| {
        screen.alternate && screen.lit().starts_with(SECOND) && screen.status().contains("C1  saved")
    });
    reader.press("Q");
    let ended = reader.end();
    ended.assert_well();
    let text = String::from_utf8(ended.bytes).unwrap();
    let places = ["\x1b[?1049l", "halted", "ended 0"].map(|words| text.find(words).unwrap());
    assert!(places.is_sorted(), "{text:?}");
    assert!(ended.screen.shows("ended 0"), "{:?}", ended.screen);
}

#[test]
fn a_library_that_cannot_be_one_is_said_in_words() {
    let home = Home::with_seeds();
    fs::create_dir(home.library()).unwrap();
    let words = home.run(["list"]).refused(1).to_owned();
    assert!(words.contains("library.sqlite cannot be opened"), "{words}");

    let ended = home.read([home.seeds()]).end();
    assert_eq!(ended.status.exit_code(), 1);
    ended.assert_given_back();
    assert!(ended.screen.text().contains("cannot be opened"), "{:?}", ended.screen);
    fs::remove_dir(home.library()).unwrap();

    home.write("library.sqlite", "是文章,不是书库。");
    let words = home.run(["list"]).refused(1).to_owned();
    assert!(words.contains("is not a pingdian library"), "{words}");
    assert_eq!(fs::read_to_string(home.library()).unwrap(), "是文章,不是书库。");
    fs::remove_file(home.library()).unwrap();

    let home = Home::new();
    home.write("file", "");
    let (program, mut arguments) = home.command_line(["list"]);
    arguments[1] = home.path("file/library.sqlite").into();
    let mut command = assert_cmd::Command::new(program);
    command.args(arguments).env_clear().envs(home.environment());
    let words = crate::support::Ran::of(&mut command).refused(1).to_owned();
    assert!(words.contains("cannot be opened"), "{words}");
}

/// A file that may be read and not written: for whoever may write everything, there is none.
#[test]
fn a_library_that_cannot_be_written_is_said_in_words() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::with_seeds();
    home.output(["add", home.seeds().to_str().unwrap()]);
    fs::set_permissions(home.library(), fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().append(true).open(home.library()).is_ok() {
        return;
    }
    let words = home.run(["annotate", "1", "--label", "claim", "--start", "0", "--end", "2"]);
    assert!(words.refused(1).contains("cannot be written"), "{words:?}");
}

#[test]
fn a_library_that_vanishes_is_said_and_quitting_asks() {
    let home = Home::with_seeds();
    let reader = reader_of_one(&home);
    reader.press("c");
    wait_for_counts(&reader, "C1  saved");
    fs::rename(home.library(), home.path("elsewhere.sqlite")).unwrap();
    reader.press("j f");
    reader.wait_for("was deleted, moved or replaced while it was open");
    wait_for_counts(&reader, "1 NOT SAVED");
    reader.press("Q");
    reader.wait_for("Quit and lose 1 change? y/n");
    reader.press("n");
    reader.wait_until("no question", |screen| !screen.shows("Quit and lose"));
    fs::rename(home.path("elsewhere.sqlite"), home.library()).unwrap();
    wait_for_counts(&reader, "C1 F1  saved");
    reader.quit();
    assert_eq!(quotes(&home).len(), 2);
}

#[test]
fn what_another_program_holds_up_is_saved_later() {
    let home = Home::with_seeds();
    let reader = reader_of_one(&home);
    reader.press("c");
    wait_for_counts(&reader, "C1  saved");
    let holder = rusqlite::Connection::open(home.library()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    reader.press("j f");
    wait_for_counts(&reader, "C1 F1  saving 1");
    wait_for_counts(&reader, "1 NOT SAVED");
    holder.execute_batch("COMMIT").unwrap();
    wait_for_counts(&reader, "C1 F1  saved");
    reader.quit();
    assert_eq!(quotes(&home).len(), 2);
}

#[test]
fn what_cannot_be_read_is_said_on_the_terminal_that_is_given_back() {
    let home = Home::new();
    let binary = home.write("image.bin", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 1, 2]);
    let empty = home.write("empty.txt", "");
    for file in [&binary, &empty, &home.path("missing.txt")] {
        let ended = home.read([file]).end();
        assert_eq!(ended.status.exit_code(), 1, "{file:?}: {:?}", ended.screen);
        let shown = &ended.screen;
        assert!(!shown.alternate && !shown.bracketed_paste && shown.cursor.is_some(), "{shown:?}");
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(shown.text().replace('\n', "").contains(name), "{shown:?}");
    }
}
