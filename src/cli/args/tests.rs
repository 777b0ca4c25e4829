//! The command line, said rightly and wrongly.

use super::*;
use crate::export::{Destination, FORMATS};

fn parsed(arguments: &[&str]) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(std::iter::once(&"pingdian").chain(arguments))
}

fn command(arguments: &[&str]) -> Command {
    parsed(arguments).unwrap().command
}

/// The message of a command line that must end with status 2.
fn refused(arguments: &[&str]) -> String {
    let error = parsed(arguments).unwrap_err();
    assert_eq!(error.exit_code(), 2, "{arguments:?}");
    error.to_string()
}

fn read(arguments: &[&str]) -> Read {
    match command(arguments) {
        Command::Read(read) => read,
        other => panic!("{other:?}"),
    }
}

fn passage(arguments: &[&str]) -> Passage {
    match command(&[&["annotate", "a.txt", "--label", "claim"], arguments].concat()) {
        Command::Annotate(annotate) => annotate.passage,
        other => panic!("{other:?}"),
    }
}

fn passage_refused(arguments: &[&str]) -> String {
    refused(&[&["annotate", "a.txt", "--label", "claim"], arguments].concat())
}

fn export(arguments: &[&str]) -> Export {
    match command(&[&["export"], arguments].concat()) {
        Command::Export(export) => export,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_definition_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn without_a_command_it_reads() {
    assert_eq!(read(&[]).paths, Vec::<PathBuf>::new());
    assert_eq!(read(&["a.txt", "文章/", "-"]).paths, ["a.txt", "文章/", "-"].map(PathBuf::from));
    assert_eq!(read(&["--ambiguous", "wide", "a"]).ambiguous, Some(Ambiguous::Wide));
}

#[test]
fn a_path_with_a_commands_name_is_read_with_its_folder() {
    assert_eq!(read(&["./list"]).paths, [PathBuf::from("./list")]);
    assert_eq!(read(&["--", "list"]).paths, [PathBuf::from("list")]);
    assert_eq!(read(&["a", "list"]).paths, ["a", "list"].map(PathBuf::from));
    assert!(Cli::command().render_long_help().to_string().contains("./list"));
}

#[test]
fn what_belongs_to_reading_does_not_stand_before_a_command() {
    assert!(refused(&["--ambiguous", "wide", "show", "a"]).contains("put it after the name"));
    assert!(refused(&["a.txt", "--library", "l", "list"]).contains("./list"));
}

#[test]
fn common_options_stand_before_and_after_the_command() {
    for arguments in [
        ["--library", "l.db", "--config", "c.toml", "add", "a"],
        ["add", "--library", "l.db", "a", "--config", "c.toml"],
        ["--config", "c.toml", "add", "a", "--library", "l.db"],
    ] {
        let cli = parsed(&arguments).unwrap();
        assert_eq!(cli.common, Common { library: Some("l.db".into()), config: Some("c.toml".into()) });
        assert!(matches!(cli.command, Command::Add(Add { paths, .. }) if paths == [PathBuf::from("a")]));
    }
    assert_eq!(parsed(&["--library", "l.db", "a"]).unwrap().common.library, Some("l.db".into()));
}

#[test]
fn the_environment_gives_common_options() {
    let root = Cli::command();
    for (name, variable) in [("library", "PINGDIAN_LIBRARY"), ("config", "PINGDIAN_CONFIG")] {
        let argument = root.get_arguments().find(|argument| argument.get_id() == name).unwrap();
        assert_eq!(argument.get_env().unwrap(), variable);
    }
}

#[test]
fn folders_are_taken_with_globs_and_again_without_a_name() {
    let add = |arguments: &[&str]| match command(arguments) {
        Command::Add(add) => (add.paths, add.globs),
        other => panic!("{other:?}"),
    };
    assert_eq!(add(&["add"]), (vec![], vec![]));
    let given = add(&["add", "--glob", "*.txt", "--glob=!draft*", "a"]);
    assert_eq!(given, (vec!["a".into()], vec!["*.txt".to_owned(), "!draft*".to_owned()]));
    assert!(refused(&["add", "--glob", "*.txt"]).contains("PATH"));
    assert!(refused(&["folders", "--forget", "a", "--json"]).contains("--json"));
}

#[test]
fn list_and_show() {
    assert!(matches!(command(&["list"]), Command::List(List { json: false, .. })));
    assert!(matches!(command(&["list", "--json"]), Command::List(List { json: true, .. })));
    let show = Show {
        article: "12".into(),
        width: Some(40),
        ambiguous: Some(Ambiguous::Narrow),
        hanging: true,
        script: None,
        plain: false,
        json: false,
    };
    let Command::Show(given) =
        command(&["show", "12", "--width", "40", "--ambiguous", "narrow", "--hanging"])
    else {
        panic!()
    };
    assert_eq!(given, show);
    for width in ["2", "10000"] {
        assert!(parsed(&["show", "12", "--width", width]).is_ok());
    }
    for width in ["1", "0", "10001", "99999999", "x", ""] {
        assert!(refused(&["show", "12", "--width", width]).contains("--width"), "{width}");
    }
    refused(&["show", "12", "--width", "-3"]);
    refused(&["show"]);
    refused(&["show", "a", "b"]);
    refused(&["show", "a", "--ambiguous", "medium"]);
}

#[test]
fn annotate_takes_a_quote_or_code_points() {
    let quote = |text: &str, nth| Passage::Quote { text: text.to_owned(), nth };
    assert_eq!(passage(&["--quote", "評點"]), quote("評點", None));
    assert_eq!(passage(&["--quote", "評點", "--nth", "2"]), quote("評點", Some(2)));
    assert_eq!(passage(&["--quote", "- 一"]), quote("- 一", None));
    assert_eq!(passage(&["--start", "0", "--end", "1"]), Passage::CodePoints { start: 0, end: 1 });
}

#[test]
fn annotate_refuses_half_and_double_passages() {
    assert!(passage_refused(&[]).contains("give --quote TEXT, or --start N and --end N"));
    assert!(passage_refused(&["--start", "1"]).contains("--end"));
    assert!(passage_refused(&["--end", "1"]).contains("--start"));
    assert!(
        passage_refused(&["--quote", "評", "--start", "1", "--end", "2"]).contains("cannot be used with")
    );
    assert!(passage_refused(&["--quote", "評", "--end", "2"]).contains("cannot be used with"));
    assert!(passage_refused(&["--start", "1", "--end", "2", "--nth", "1"]).contains("cannot be used with"));
    assert!(passage_refused(&["--nth", "1"]).contains("--quote"));
    assert!(passage_refused(&["--quote", "評", "--nth", "0"]).contains("--nth"));
    assert!(passage_refused(&["--quote", ""]).contains("--quote"));
    assert!(passage_refused(&["--start", "3", "--end", "3"]).contains("--start 3 is not before --end 3"));
    assert!(passage_refused(&["--start", "4", "--end", "3"]).contains("--start 4 is not before --end 3"));
    assert!(refused(&["annotate", "a.txt", "--quote", "評"]).contains("--label"));
    let words = refused(&["related", "7", "--start", "30", "--end", "3"]);
    assert!(words.contains("Usage: pingdian related [OPTIONS] <ARTICLE> --start <N> --end <N>"), "{words}");
    assert!(words.starts_with("error: --start 30 is not before --end 3;"), "{words}");
}

#[test]
fn annotate_takes_a_note_and_a_source() {
    let arguments =
        ["annotate", "7", "--label", "fact", "--quote", "評", "--note", "-- 誰說的？", "--source", "國防部"];
    let Command::Annotate(annotate) = command(&arguments) else { panic!() };
    assert_eq!((annotate.article, annotate.label.as_str()), ("7".into(), "fact"));
    assert_eq!(annotate.note.as_deref(), Some("-- 誰說的？"));
    assert_eq!(annotate.source.as_deref(), Some("國防部"));
}

#[test]
fn export_knows_its_formats() {
    for known in FORMATS {
        let Wanted::Format(format) = export(&["--format", known.name]).format else {
            panic!("{}", known.name)
        };
        assert_eq!(format.name, known.name);
    }
    let message = refused(&["export", "--format", "dcox"]);
    assert!(message.contains("jsonl") && message.contains("markdown"), "{message}");
    assert!(refused(&["export"]).contains("--format"));
}

#[test]
fn export_filters_and_names_a_destination() {
    let given =
        export(&["--format", "csv", "--label", "a", "--article", "1", "--label", "b", "--article", "x.txt"]);
    assert_eq!(
        (given.labels, given.articles),
        (vec!["a".into(), "b".into()], vec!["1".into(), "x.txt".into()])
    );
    assert_eq!(export(&["--format", "csv"]).destination(), Destination::StandardOutput);
    assert_eq!(export(&["--format", "csv", "-o", "-"]).destination(), Destination::StandardOutput);
    assert_eq!(export(&["--format", "csv", "-o", "a"]).destination(), Destination::File("a".into()));
}

#[test]
fn import_annotations_takes_files_a_format_and_a_name() {
    let Command::ImportAnnotations(given) =
        command(&["import-annotations", "a.jsonl", "-", "--format", "jsonl", "--reader", "陳"])
    else {
        panic!()
    };
    assert_eq!(given.files, [PathBuf::from("a.jsonl"), PathBuf::from("-")]);
    assert_eq!((given.format.unwrap().name, given.reader.as_deref()), ("jsonl", Some("陳")));
    assert!(refused(&["import-annotations"]).contains("<FILE>..."));
    assert!(refused(&["import-annotations", "a", "--format", "pdf"]).contains("jsonl"));
    assert!(refused(&["import-annotations", "a", "--reader", ""]).contains("--reader"));
}

#[test]
fn compare_takes_two_readers() {
    let Command::Compare(given) =
        command(&["compare", "陳", "b.jsonl", "--article", "1", "--by", "character"])
    else {
        panic!()
    };
    assert_eq!((given.a.as_str(), given.b.as_str(), given.by), ("陳", "b.jsonl", By::Character));
    assert_eq!((given.articles, given.format), (vec!["1".into()], CompareFormat::Text));
    assert!(!given.all && !given.presence && !given.list && !given.list_units);
    refused(&["compare", "陳"]);
    refused(&["compare", "陳", "林", "王"]);
    assert!(refused(&["compare", "陳", "林", "--list", "--list-units"]).contains("cannot be used with"));
}

#[test]
fn help_and_version_end_well() {
    for arguments in [&["--help"][..], &["--version"], &["export", "--help"], &["help", "show"]] {
        let answer = parsed(arguments).unwrap_err();
        assert_eq!(answer.exit_code(), 0, "{arguments:?}");
    }
    refused(&["--unknown"]);
}
