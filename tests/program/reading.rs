//! The story the program is for: articles are read, sentences tagged and noted, and all of it is there the next day.

use std::fs;

use crate::support::{Home, Reader, Screen, code_points};
use serde_json::Value;
use vt100::Color;

/// How the titles of the sample articles begin, in the order of their files.
const TITLES: [&str; 5] =
    ["谈判代表刚说完", "看一場談判", "把兩個不願同桌的對手", "伊朗核檔案", "外交官還沒離開馬斯喀特"];
/// Sentences of the first article, in their order.
const CLAIM: &str = "外长阿拉格齐";
const FACT: &str = "2022年俄罗斯出兵乌克兰之前";
const OPINION: &str = "依我看";
const NOTE: &str = "誰說的？\n要查。";

/// A reader of the folder of samples, with its first article open.
fn first_article(home: &Home) -> Reader {
    let reader = home.read([home.seeds()]);
    reader.wait_for("5 articles");
    reader.wait_for("第三轮会谈散场后");
    reader.press("Enter");
    reader.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
    reader
}

fn saved(counts: &str) -> impl Fn(&Screen) -> bool {
    let words = format!("{counts}  saved");
    move |screen| screen.status().contains(&words)
}

#[test]
fn a_folder_is_read_tagged_left_and_found_again() {
    let home = Home::with_seeds();
    let reader = home.read([home.seeds()]);
    let screen = reader.wait_for("5 articles");
    assert!(screen.entry(TITLES[0]).unwrap().starts_with("> "), "{screen:?}");
    reader.wait_until("five new articles", |screen| {
        TITLES.iter().all(|title| screen.entry(title).is_some_and(|entry| entry.contains("unread")))
    });
    drop(reader);

    let reader = first_article(&home);
    reader.go_to(CLAIM);
    reader.press("c");
    reader.wait_until("a claim's sign", |screen| screen.signs(CLAIM).as_deref() == Some("C"));
    reader.go_to(FACT);
    reader.press("f");
    reader.wait_until("a fact's sign", |screen| screen.signs(FACT).as_deref() == Some("F"));
    reader.go_to(OPINION);
    reader.press("o");
    reader.wait_until("three counts", saved("C1 F1 O1"));

    write_note(&reader);
    reader.press("s");
    reader.wait_for("Who says so?");
    reader.type_text("筆者");
    reader.press("Enter");
    reader.wait_for("source: 筆者  note: 誰說的？ / 要查。");
    reader.wait_until("all of it saved", saved("C1 F1 O1"));

    reader.press("q");
    reader.wait_until("the list", |screen| screen.message().contains("evacuation-notices.txt"));
    reader.press("q");
    reader.end().assert_well();

    let reader = first_article(&home);
    let screen = reader.wait_until("the opinion, which was read last", |screen| {
        screen.lit().starts_with(OPINION) && screen.message().contains("note: 誰說的？ / 要查。")
    });
    assert_eq!(screen.signs(CLAIM).as_deref(), Some("C"), "{screen:?}");
    assert!(screen.signs(FACT).unwrap().contains('F'), "{screen:?}");
    assert!(screen.signs(OPINION).unwrap().contains('O'), "{screen:?}");
    assert!(screen.entry(TITLES[0]).unwrap().contains("% C1 F1 O1"), "{screen:?}");
    assert_eq!(screen.cell_of(CLAIM).unwrap().foreground, Color::Idx(3), "{screen:?}");
    reader.quit();

    judge_export(&home);
}

/// Writes a note of two lines to the annotation under the cursor: the first is typed, the second pasted.
fn write_note(reader: &Reader) {
    let (typed, pasted) = NOTE.split_once('\n').unwrap();
    reader.press("a");
    reader.wait_for("Note to this opinion");
    reader.type_text(typed);
    let screen = reader.wait_for(typed);
    assert_eq!(screen.cursor.unwrap().0, 1 + 2 * typed.chars().count(), "{screen:?}");
    reader.press("Alt-Enter");
    reader.paste(pasted);
    reader.wait_for(pasted);
    reader.press("Enter");
    reader.wait_for("note: 誰說的？ / 要查。");
}

/// What goes out has the words that stand in the files at its places.
fn judge_export(home: &Home) {
    let annotations = home.annotations();
    let labels: Vec<&str> = annotations.iter().map(|one| one["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["claim", "fact", "opinion"]);
    let file = home.seeds().join("evacuation-notices.txt");
    let text = fs::read_to_string(&file).unwrap();
    for (annotation, begins) in annotations.iter().zip([CLAIM, FACT, OPINION]) {
        let quote = annotation["quote"].as_str().unwrap();
        assert!(quote.starts_with(begins), "{annotation}");
        assert_eq!(code_points(&text, annotation), quote, "{annotation}");
        let around = ["prefix", "quote", "suffix"].map(|part| annotation[part].as_str().unwrap()).concat();
        assert!(text.contains(&around), "{annotation}");
        assert!(annotation["article"]["uri"].as_str().unwrap().ends_with("/seeds/evacuation-notices.txt"));
        assert_eq!(annotation["reader"], "tester");
    }
    assert_eq!((&annotations[2]["note"], &annotations[2]["source"]), (&NOTE.into(), &"筆者".into()));
}

fn labels(home: &Home) -> Vec<Value> {
    home.annotations().into_iter().map(|mut one| one["label"].take()).collect()
}

#[test]
fn what_was_done_before_a_restart_is_undone_and_redone() {
    let home = Home::with_seeds();
    let reader = first_article(&home);
    reader.go_to(CLAIM);
    reader.press("c");
    reader.wait_until("a claim", saved("C1"));
    reader.press("f");
    reader.wait_until("a fact in its place", saved("F1"));
    reader.quit();

    let reader = first_article(&home);
    reader.wait_until("the fact", |screen| screen.status().contains("F1"));
    reader.press("u");
    reader.wait_until("the claim again", saved("C1"));
    reader.press("u");
    reader.wait_until("nothing", |screen| screen.signs(CLAIM).as_deref() == Some(""));
    reader.press("u");
    reader.wait_for("Nothing more of yours to take back");
    reader.quit();
    assert_eq!(labels(&home), [] as [&str; 0]);

    let reader = first_article(&home);
    reader.press("Ctrl-r");
    reader.wait_until("the claim once more", saved("C1"));
    reader.press("Ctrl-r");
    reader.wait_until("the fact once more", saved("F1"));
    reader.quit();
    assert_eq!(labels(&home), ["fact"]);
}

#[test]
fn one_key_a_sentence_is_all_that_tagging_takes() {
    let home = Home::with_seeds();
    let reader = first_article(&home);
    reader.press("m");
    reader.wait_for("sentence, moving on");
    reader.quit();

    let reader = first_article(&home);
    reader.wait_for("sentence, moving on");
    reader.press("o f c");
    reader.wait_until("three tags, and the cursor behind them", |screen| {
        saved("C1 F1 O1")(screen) && screen.lit().starts_with("差不多同一时间")
    });
    reader.press("m");
    reader.wait_until("an end of moving on", |screen| screen.status().contains("sentence  C1"));
    reader.quit();
    assert_eq!(labels(&home), ["opinion", "fact", "claim"]);

    let reader = first_article(&home);
    reader.wait_until("no moving on", |screen| screen.status().contains("sentence  C1"));
    reader.quit();
}

#[test]
fn keys_typed_ahead_are_kept() {
    let home = Home::with_seeds();
    let reader = home.read([home.seeds().join("evacuation-notices.txt")]);
    reader.press("j c");
    reader.wait_until("the second sentence's tag", saved("C1"));
    reader.quit();
    assert!(home.annotations()[0]["quote"].as_str().unwrap().starts_with("第三轮会谈散场后"));
}

#[test]
fn finer_and_wider_passages_are_tagged() {
    let home = Home::with_seeds();
    let reader = first_article(&home);
    reader.press("j l c");
    reader.wait_until("a clause's tag", saved("C1"));
    reader.press("j v j f");
    reader.wait_until("a selection's tag", saved("C1 F1"));
    reader.press("} = o");
    reader.wait_until("a paragraph's tag", saved("C1 F1 O1"));
    reader.quit();
    let text = fs::read_to_string(home.seeds().join("evacuation-notices.txt")).unwrap();
    for annotation in home.annotations() {
        assert_eq!(annotation["quote"], code_points(&text, &annotation), "{annotation}");
    }
}

#[test]
fn articles_go_out_of_sight_and_come_back() {
    let home = Home::with_seeds();
    let reader = home.read([home.seeds()]);
    reader.wait_for("5 articles");
    reader.press("j");
    reader.wait_until("the second title chosen", |screen| {
        screen.entry(TITLES[1]).is_some_and(|entry| entry.starts_with("> "))
    });
    reader.press("H");
    let screen = reader.wait_for("4 articles");
    assert!(screen.entry(TITLES[1]).is_none(), "{screen:?}");
    reader.quit();

    let reader = home.read([home.seeds()]);
    reader.wait_for("4 articles");
    reader.press(".");
    reader.wait_for("5 articles");
    reader.wait_until("its mark", |screen| {
        screen.entry(TITLES[1]).is_some_and(|entry| entry.contains("out of sight"))
    });
    reader.quit();
    let hidden: Vec<bool> =
        home.articles().iter().map(|article| article["hidden"].as_bool().unwrap()).collect();
    assert_eq!(hidden, [false, true, false, false, false]);

    let reader = home.read([home.seeds()]);
    reader.wait_for("4 articles");
    reader.press("u");
    reader.wait_for("5 articles");
    reader.quit();
    assert!(home.articles().iter().all(|article| article["hidden"] == false));
}

#[test]
fn samples_come_once_and_those_deleted_stay_away() {
    let home = Home::new();
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("5 articles");
    for left in ["4 articles", "3 articles", "2 articles", "1 article", "no articles"] {
        reader.press("x");
        reader.wait_for(left);
    }
    reader.wait_for("All articles are deleted.");
    reader.quit();

    let reader = home.read([] as [&str; 0]);
    reader.wait_for("no articles");
    reader.wait_for("All articles are deleted.");
    reader.quit();
    assert!(home.articles().is_empty());
}

#[test]
fn a_deleted_article_goes_with_its_annotations_and_its_file_stays() {
    let home = Home::with_seeds();
    let reader = first_article(&home);
    reader.press("c");
    reader.wait_until("a claim", saved("C1"));
    reader.press("q x");
    reader.wait_for("Deleted with 1 annotation, u brings back");
    reader.wait_for("4 articles");
    reader.quit();
    assert!(home.annotations().is_empty());
    assert_eq!(home.articles().len(), 4);

    // Neither its folder nor the next start brings it back, but undo does, or its name.
    let reader = home.read([home.seeds()]);
    reader.wait_for("4 articles");
    reader.press("u");
    reader.wait_for("5 articles");
    reader.press("x Ctrl-r");
    reader.quit();
    assert_eq!(home.articles().len(), 4);
    assert_eq!(
        home.output(["add", home.seeds().to_str().unwrap()]),
        "0 new, 4 known, 1 deleted before and left so\n"
    );
    let file = home.seeds().join("evacuation-notices.txt");
    assert_eq!(home.output(["add", file.to_str().unwrap()]), "0 new, 1 known\n");
    assert_eq!((home.articles().len(), home.annotations().len()), (5, 1));
    assert!(home.seeds().join("evacuation-notices.txt").exists());
}

#[test]
fn standard_input_is_read_beside_the_keyboard() {
    let home = Home::with_seeds();
    let file = home.seeds().join("muscat-talks.txt");
    let script = format!("pingdian < '{}'", file.display());
    let reader = home.read_under_shell(crate::support::Terminal::USUAL, &script, &["-".as_ref()]);
    reader.go_to("上一次這樣接觸");
    reader.press("f");
    reader.wait_until("a fact", saved("F1"));
    reader.quit();
    let annotations = home.annotations();
    assert_eq!(annotations[0]["quote"], code_points(&fs::read_to_string(file).unwrap(), &annotations[0]));
    assert!(annotations[0]["article"]["uri"].as_str().unwrap().starts_with("stdin:"));
}

#[test]
fn keys_are_answered_while_a_file_is_read_that_takes_long() {
    let home = Home::new();
    let paragraph = format!("<p>{}</p>\n", "字&amp;句".repeat(60));
    let page = format!("<article>{}</article>", paragraph.repeat(18_000));
    let reader = home.read([home.write("long.html", page)]);
    let screen = reader.wait_for("Reading long.html");
    assert!(!screen.shows("字"), "{screen:?}");
    reader.press("?");
    reader.wait_for("In the text");
    reader.press("Esc");
    reader.wait_until("the help closed", |screen| !screen.shows("In the text"));
    reader.quit().assert_given_back();
}

#[test]
fn a_page_that_took_long_is_opened_when_it_was_read() {
    let home = Home::new();
    let page = format!("<article>{}</article>", "<p>河水上漲。&amp;</p>\n".repeat(4_000));
    let reader = home.read([home.write("page.html", page)]);
    reader.wait_for("河水上漲");
    reader.press("c");
    reader.wait_until("a claim", saved("C1"));
    reader.quit();
    assert_eq!(home.annotations()[0]["label"], "claim");
}

#[test]
fn words_are_searched_and_annotations_exported_from_within() {
    let home = Home::with_seeds();
    let reader = first_article(&home);
    reader.press("c /");
    reader.wait_for("Search");
    reader.type_text("钻地弹");
    reader.press("Enter");
    reader.wait_for("match 1 of 1");
    reader.press("e");
    reader.wait_for("Export this article's annotations as");
    reader.press("1");
    reader.wait_for("Write jsonl to the file");
    let file = home.path("out.jsonl");
    reader.press("Ctrl-a Ctrl-k");
    reader.type_text(&file.display().to_string());
    reader.press("Enter");
    reader.wait_for("1 annotation written to");
    reader.quit();
    assert_eq!(fs::read_to_string(file).unwrap(), home.output(["export", "--format", "jsonl"]));
}

#[test]
fn a_corpus_is_a_list_of_its_articles() {
    let home = Home::new();
    let corpus = home.write(
        "corpus.jsonl",
        "{\"title\": \"漲水\", \"text\": \"河水漫過了堤。\"}\n{\"title\n{\"title\": \"退水\", \"text\": \"水退了。\"}\n",
    );
    let reader = home.read([corpus]);
    let screen = reader.wait_for("2 articles");
    assert!(screen.entry("漲水").is_some() && screen.entry("退水").is_some(), "{screen:?}");
    reader.press("!");
    reader.wait_for("line 2: it is no whole JSON");
}

#[test]
fn half_width_kana_with_their_marks_stand_whole_in_list_and_text() {
    let home = Home::new();
    let text = "ﾔﾏﾀﾞﾀﾛｳ氏\n\nﾃﾞ123。ﾊﾟ甲乙。かﾞ甲乙。ｱﾞｶﾟ漢。नमस्ते की बात。\n";
    let reader = home.read([home.write("kana.txt", text)]);
    let screen = reader.wait_for("ﾃﾞ123。ﾊﾟ甲乙。");
    assert!(screen.entry("ﾔﾏﾀﾞﾀﾛｳ氏").is_some(), "{screen:?}");
    assert!(screen.status().contains("ﾔﾏﾀﾞﾀﾛｳ氏"), "{screen:?}");
    let pane = screen.pane().concat();
    assert!(pane.contains("ﾔﾏﾀﾞﾀﾛｳ氏") && pane.contains("漢。नमस्ते"), "{screen:?}");
    for what in ["かﾞ甲乙。", "ｱﾞｶﾟ漢。", "की", "बात。"] {
        let drawn = String::from_utf8(reader.bytes()).unwrap();
        assert!(what.chars().all(|character| drawn.contains(character)), "{what} in {drawn:?}");
    }
    reader.press("Enter");
    reader.wait_until("the first line lit", |screen| screen.lit().contains("ﾔﾏﾀﾞﾀﾛｳ氏"));
    reader.quit();
}

#[test]
fn thousands_of_marks_on_a_letter_are_shown_in_part_and_counted() {
    let home = Home::new();
    let text = format!("題\n\n字e{}字。\n", "\u{301}".repeat(5000));
    let reader = home.read([home.write("marks.txt", &text)]);
    reader.wait_for("<+4989>字。");
    assert!(reader.bytes().len() < 20_000, "{} bytes", reader.bytes().len());
    reader.press("Enter");
    reader.go_to("字e");
    reader.press("c");
    reader.wait_until("the claim saved", saved("C1"));
    reader.quit();
    assert_eq!(home.annotations()[0]["quote"], text.lines().last().unwrap());
}
