//! What cannot be done is said in a sentence, and nothing is waited for that does not come.

use std::fs;

use crate::commands::{TEXT, home_with_article, path};
use crate::support::Home;

#[test]
fn wrong_command_lines_are_refused_with_a_sentence() {
    let (home, file) = home_with_article();
    let commands: [(&[&str], &str); 15] = [
        (&["annotate", &file, "--label", "guess", "--quote", "𠮷"], "claim, fact, opinion"),
        (&["annotate", &file, "--quote", "𠮷"], "--label"),
        (&["annotate", &file, "--label", "claim"], "the passage is missing"),
        (&["annotate", &file, "--label", "claim", "--quote", ""], "--quote"),
        (&["annotate", &file, "--label", "claim", "--start", "3"], "--end"),
        (&["annotate", &file, "--label", "claim", "--quote", "𠮷", "--start", "0", "--end", "1"], "--quote"),
        (&["annotate", &file, "--label", "claim", "--quote", "𠮷", "--nth", "0"], "--nth"),
        (&["related", &file, "--start", "30", "--end", "3"], "--start 30 is not before --end 3"),
        (&["export"], "--format"),
        (&["export", "--format", "pdf"], "jsonl, json, csv, markdown"),
        (&["show"], "ARTICLE"),
        (&["add"], "PATH"),
        (&["list", "--jsno"], "--json"),
        (&["--ambiguous", "broad", &file], "narrow"),
        (&["-", &file], "standard input"),
    ];
    for (command, words) in commands {
        let ran = home.run(command);
        assert!(ran.refused(2).contains(words), "{command:?}: {ran:?}");
    }
    assert!(home.articles().is_empty() && home.annotations().is_empty());
}

#[test]
fn help_and_version_are_printed() {
    let home = Home::new();
    let help = home.output(["--help"]);
    let commands = ["add", "list", "show", "annotate", "export", "import-annotations", "compare"];
    for command in commands.into_iter().chain(["--library", "--config"]) {
        assert!(help.contains(command), "{command}: {help}");
        if !command.starts_with('-') {
            assert!(home.output([command, "--help"]).contains("Usage"), "{command}");
        }
    }
    assert!(home.output(["--version"]).starts_with("pingdian "));
    assert!(!home.library().exists(), "asking for help makes no library");
}

#[test]
fn a_configuration_that_is_not_there_is_missed_where_it_was_named() {
    let home = Home::new();
    fs::remove_file(home.config()).unwrap();
    let ran = home.run(["list"]);
    let told = format!("there is no configuration {}; name one that is there", home.config().display());
    assert!(ran.refused(1).contains(&told), "{ran:?}");
    fs::create_dir(home.config()).unwrap();
    let ran = home.run(["list"]);
    let told = format!("the configuration {} could not be read: ", home.config().display());
    assert!(ran.refused(1).contains(&told), "{ran:?}");
}

#[test]
fn what_is_no_article_is_said_in_words() {
    let home = Home::new();
    let binary = home.write("folder/image.bin", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 1, 2]);
    let empty = home.write("empty.txt", "");
    let blank = home.write("blank.txt", "\n\n　\n");
    fs::create_dir(home.path("empty")).unwrap();
    let missing = home.path("missing.txt");
    let folder = home.path("folder");
    let nothing = home.path("empty");
    for file in [&binary, &empty, &blank, &missing] {
        for command in [&["add"][..], &["show"], &["annotate", "--label=claim", "--quote=字"]] {
            let ran = home.run([command, &[path(file)]].concat());
            assert_eq!(ran.status.code(), Some(1), "{command:?}: {ran:?}");
            let name = file.file_name().unwrap().to_str().unwrap();
            assert!(ran.stderr.contains(name) && !ran.stderr.contains("panicked"), "{command:?}: {ran:?}");
        }
    }
    for (folder, words) in [(&folder, "image.bin"), (&nothing, "the folder is empty")] {
        let ran = home.run(["add", path(folder)]);
        assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "0 new, 0 known\n"), "{ran:?}");
        assert!(ran.stderr.contains(words), "{ran:?}");
    }
    for article in ["99", "missing.txt", "file:///nowhere"] {
        assert!(home.run(["show", article]).refused(1).contains("no article"), "{article}");
        let ran = home.run(["export", "--format=csv", "--article", article]);
        assert!(ran.refused(1).contains("no article"), "{article}");
    }
    assert!(home.articles().is_empty());
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let home = Home::new();
    let pipe = home.path("folder/pipe");
    home.write("folder/article.txt", TEXT);
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    for command in [&["show"][..], &["add"], &["annotate", "--label=claim", "--quote=字"]] {
        let ran = home.run([command, &[path(&pipe)]].concat());
        assert_eq!(ran.status.code(), Some(1), "{command:?}: {ran:?}");
        assert!(ran.stderr.contains("pipe"), "{command:?}: {ran:?}");
    }
    let ran = home.run(["add", path(&home.path("folder"))]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "1 new, 0 known\n"), "{ran:?}");
}

#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    let home = Home::with_seeds();
    home.output(["add", path(&home.seeds())]);
    let (program, arguments) = home.command_line(["show", "1", "--width", "2"]);
    let mut child = std::process::Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(home.environment())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn the_reader_needs_a_terminal() {
    let home = Home::with_seeds();
    let ran = home.run([path(&home.seeds())]);
    assert!(ran.refused(1).contains("not a terminal"), "{ran:?}");
}
