//! Nothing from an article reaches the terminal raw: every byte that the program writes is looked at.

use std::ffi::OsStr;
use std::fs;

use crate::support::{Home, Ran, assert_plain};

/// What a text may try against a terminal and its reader, with numbers that the program never writes itself.
const HOSTILE: [&str; 14] = [
    "\u{1b}[31;4242m",
    "\u{1b}[777;777H",
    "\u{1b}]52;c;ZXZpbA==\u{07}",
    "\u{1b}]8;;http://evil.example/\u{1b}\\",
    "\u{1b}]0;evil\u{07}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}c",
    "\u{9b}31m",
    "\u{9d}0;evil\u{9c}",
    "\u{202e}倒\u{202c}",
    "\u{200b}\u{feff}\u{ad}",
    "\u{2066}隔\u{2069}\u{200e}\u{61c}",
    "\u{07}\u{08}\u{7f}\u{0b}",
    "\u{2028}\u{2060}\u{e0001}",
];

/// A text whose title, paragraphs, captions and images hold all of it, and that is read as a text all the same.
fn hostile_text() -> String {
    let mut text = format!("題目{}很長\n\n", HOSTILE[..9].concat());
    for (number, hostile) in HOSTILE.iter().enumerate() {
        text += &format!("第{number}句在這裏{hostile}說完了。又一句，也說完了。\n\n");
        text += &format!("![圖{hostile}]({hostile})\n\n");
    }
    text + "最後一段在這裏，說完了。\n"
}

/// A file's name that holds what a file system takes.
fn hostile_name() -> String {
    format!("名{}字.txt", HOSTILE.concat().replace('/', "-"))
}

#[cfg(unix)]
mod on_the_screen {
    use super::*;
    use crate::support::{Habit, Terminal, assert_harmless};

    #[test]
    fn the_list_the_text_and_the_help_are_harmless() {
        for habit in [Habit::Narrow, Habit::Wide, Habit::Silent] {
            let home = Home::new();
            home.write(format!("folder/{}", hostile_name()), hostile_text());
            home.write(format!("folder/{}", hostile_name().replace("txt", "bin")), [0; 100]);
            let terminal = Terminal { habit, ..Terminal::USUAL };
            let reader = home.read_on(terminal, [home.path("folder")]);
            reader.wait_for("1 article");
            reader.wait_for("! 名");
            reader.wait_for("<009D>");
            reader.press("Enter");
            let screen = reader.go_to("第0句在這裏");
            assert!(screen.shows("␛[31;4242m") && screen.shows("<009B>31m"), "{screen:?}");
            reader.press("c");
            reader.wait_until("a claim", |screen| screen.status().contains("C1  saved"));
            reader.go_to("最後一段");
            reader.press("?");
            reader.wait_for("In the text");
            reader.press("q");
            reader.wait_until("no help", |screen| !screen.shows("In the text"));
            reader.press("q x");
            reader.wait_for("Deleted with 1 annotation, u brings back: ");
            reader.press("u");
            reader.wait_for("Taken back: ");
            reader.press("f");
            reader.paste(&HOSTILE.concat());
            reader.wait_for("0 of 1 article");
            reader.press("Esc");
            reader.wait_until("all articles", |screen| !screen.shows("0 of 1"));
            reader.press("F");
            reader.wait_for("List articles that are");
            reader.press("Esc");
            reader.wait_until("no menu", |screen| !screen.shows("List articles that are"));
            let ended = reader.quit();
            assert_harmless(&ended.bytes, 120, 40);
        }
    }

    #[test]
    fn notes_sources_searches_and_paths_are_harmless() {
        let home = Home::with_seeds();
        let reader = home.read([home.seeds().join("nuclear-file.txt")]);
        reader.press("c");
        reader.wait_until("a claim", |screen| screen.status().contains("C1  saved"));
        let pasted = HOSTILE.concat();
        for (key, title) in [("a", "Note to this claim"), ("s", "Who says so?"), ("/", "Search")] {
            reader.press(key);
            reader.wait_for(title);
            reader.paste(&format!("貼{pasted}上"));
            reader.wait_for("貼␛[31;4242m");
            reader.press("Enter");
            reader.wait_until("no prompt", |screen| !screen.shows("Enter done"));
        }
        reader.wait_for("Not found: 貼");
        reader.press(":");
        reader.wait_for("Commands");
        reader.paste(&pasted);
        reader.wait_for("␛[31;4242m");
        reader.press("Enter");
        reader.wait_until("no palette", |screen| !screen.shows("Commands"));
        reader.press("e");
        reader.wait_for("Export this article's annotations as");
        reader.press("1");
        reader.wait_for("Write jsonl to the file");
        reader.paste(&format!("/nowhere{pasted}"));
        reader.press("Enter");
        reader.wait_for("there is no folder");
        // The path stays to be written on.
        reader.press("Esc");
        reader.wait_until("no prompt", |screen| screen.cursor.is_none());
        let ended = reader.quit();
        assert_harmless(&ended.bytes, 120, 40);

        // Pasted text is kept as it came: the file for other tools has it.
        let annotation = &home.annotations()[0];
        let lines = format!("貼{pasted}上");
        assert_eq!((&annotation["note"], &annotation["source"]), (&lines.as_str().into(), &lines.into()));
        let reader = home.read([home.seeds().join("nuclear-file.txt")]);
        reader.wait_for("source: 貼");
        assert_harmless(&reader.quit().bytes, 120, 40);
    }

    #[test]
    fn what_is_printed_to_a_terminal_is_harmless() {
        let home = Home::new();
        let file = home.write(hostile_name(), hostile_text());
        let file = file.as_os_str();
        home.run([
            OsStr::new("annotate"),
            file,
            OsStr::new("--label=claim"),
            OsStr::new("--start=0"),
            OsStr::new("--end=60"),
            OsStr::new("--note"),
            OsStr::new(&HOSTILE.concat()),
        ]);
        // Another reader, so that there is a difference to list.
        fs::write(home.config(), "reader = \"another\"\n").unwrap();
        home.run([
            OsStr::new("annotate"),
            file,
            OsStr::new("--label=fact"),
            OsStr::new("--start=0"),
            OsStr::new("--end=60"),
        ]);
        let compared = ["compare", "tester", "another", "--list", "--format=csv"].map(OsStr::new);
        let commands: [&[&OsStr]; 8] = [
            &["list".as_ref()],
            &["list".as_ref(), "--json".as_ref()],
            &["show".as_ref(), file],
            &["export".as_ref(), "--format=jsonl".as_ref()],
            &["export".as_ref(), "--format=json".as_ref()],
            &["export".as_ref(), "--format=csv".as_ref()],
            &["export".as_ref(), "--format=markdown".as_ref()],
            &compared,
        ];
        for command in commands {
            let ended =
                home.read_on(Terminal { columns: 200, rows: 200, habit: Habit::Narrow }, command).end();
            assert!(ended.status.success(), "{command:?}: {:?}", ended.screen);
            let text = String::from_utf8(ended.bytes).unwrap();
            assert!(text.contains("31;4242m"), "{command:?}: {text:?}");
            // The terminal puts a CR before each LF, and CSV has one there already.
            assert_plain(&text.replace("\r\r\n", "\n").replace("\r\n", "\n"));
        }
    }
}

#[test]
fn what_is_listed_and_shown_is_harmless() {
    let home = Home::new();
    let file = home.write(hostile_name(), hostile_text());
    let added = home.run([OsStr::new("add"), file.as_os_str()]);
    assert!(added.status.success(), "{added:?}");
    for arguments in [&["list"][..], &["list", "--json"], &["show", "1"], &["show", "1", "--width", "10"]] {
        let text = home.output(arguments);
        assert!(text.contains("題目"), "{text:?}");
        assert_plain(&text);
    }
    let shown = home.output(["show", "1", "--width", "200"]);
    for sign in ["␛]52;c;ZXZpbA==␇", "<009B>31m", "<202E>倒<202C>", "<200B><FEFF><00AD>", "[image: 圖␛c]"]
    {
        assert!(shown.contains(sign), "{sign}: {shown}");
    }
}

#[test]
fn what_is_complained_of_is_harmless() {
    let home = Home::new();
    let folder = format!("folder{}", HOSTILE.concat().replace('/', "-"));
    let binary = home.write(format!("{folder}/{}", hostile_name()), [0; 100]);
    let missing = home.path(&folder).join("missing");
    let hostile = HOSTILE.concat();
    let library = format!("--library={}", binary.display());
    let strange = format!("--{hostile}");
    let (binary, missing, folder) = (binary.as_os_str(), missing.as_os_str(), home.path(&folder));
    let word = |word: &'static str| OsStr::new(word);
    let commands: [&[&OsStr]; 18] = [
        &[word("add"), binary],
        &[word("add"), missing],
        &[word("add"), folder.as_os_str()],
        &[word("show"), binary],
        &[word("show"), missing],
        &[word("show"), folder.as_os_str()],
        &[missing],
        &[binary],
        &[word("annotate"), missing, word("--label=claim"), word("--quote=字")],
        &[word("annotate"), word("1"), word("--label"), OsStr::new(&hostile), word("--quote=字")],
        &[word("export"), word("--format"), OsStr::new(&hostile)],
        &[word("export"), word("--format=csv"), word("-o"), folder.as_os_str()],
        &[word("export"), word("--format=csv"), word("--article"), missing],
        &[word("show"), word("1"), word("--width"), OsStr::new(&hostile)],
        &[word("list"), OsStr::new(&hostile)],
        &[word("list"), OsStr::new(&strange)],
        &[word("annotate"), word("1"), word("--label=claim"), word("--start"), OsStr::new(&hostile)],
        &[word("--config"), missing, word("list")],
    ];
    for command in commands {
        let ran = home.run(command);
        assert!(matches!(ran.status.code(), Some(1 | 2)), "{command:?}: {ran:?}");
        assert!(ran.stderr.contains(' '), "{command:?}: {ran:?}");
        assert_plain(&ran.stdout);
        assert_plain(&ran.stderr);
    }
    let mut command = assert_cmd::Command::new(home.command_line([""; 0]).0);
    command.args([library.as_str(), "list"]).env_clear().envs(home.environment());
    let ran = Ran::of(&mut command);
    assert_plain(ran.refused(1));
}

#[test]
fn export_files_hold_the_true_text() {
    let home = Home::new();
    let text = hostile_text();
    let file = home.write("hostile.txt", &text);
    let end = text.chars().count().to_string();
    let note = HOSTILE.concat();
    home.output([
        "annotate",
        file.to_str().unwrap(),
        "--label=claim",
        "--start=0",
        "--end",
        &end,
        "--note",
        &note,
    ]);
    let annotation = &home.annotations()[0];
    assert_eq!(annotation["quote"], text);
    assert_eq!(annotation["note"], note);
    let out = home.path("out.csv");
    let ran = home.run(["export", "--format=csv", "-o", out.to_str().unwrap()]);
    assert!(ran.status.success(), "{ran:?}");
    assert!(fs::read_to_string(out).unwrap().contains(&text.replace('"', "\"\"")));
}
