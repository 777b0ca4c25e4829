//! The annotations pane from outside: from the key to the screen to what is kept.

use std::fs;

use crate::support::{Home, Reader, Screen};

const MORNING: &str = "河邊的早晨\n\n河水昨晚漲了兩米。橋還在嗎？沒有人說得清楚。\n";
const EVENING: &str = "海邊的晚上\n\n船都回來了。燈塔亮著。漁民說明天會下雨。\n";

/// A home with two articles, and what is tagged in them: a claim with its source, a fact; an opinion with a note.
fn tagged() -> Home {
    let home = Home::new();
    home.write("texts/1.txt", MORNING);
    home.write("texts/2.txt", EVENING);
    let file = |name: &str| home.path("texts").join(name).display().to_string();
    home.output(["add", &file("1.txt"), &file("2.txt")]);
    let annotate = |arguments: &[&str]| {
        home.output([&["annotate"], arguments].concat());
    };
    annotate(&[&file("1.txt"), "--label", "claim", "--quote", "河水昨晚漲了兩米。", "--source", "水文站"]);
    annotate(&[&file("1.txt"), "--label", "fact", "--quote", "橋還在嗎？"]);
    annotate(&[&file("2.txt"), "--label", "opinion", "--quote", "漁民說明天會下雨。", "--note", "要查"]);
    home
}

fn reader(home: &Home) -> Reader {
    let reader = home.read([home.path("texts")]);
    reader.wait_for("2 articles");
    reader.wait_for("河水昨晚漲了兩米");
    reader
}

/// The entry whose row holds `words` is chosen.
fn chosen(words: &str) -> impl Fn(&Screen) -> bool {
    move |screen| {
        (0..screen.rows.len()).any(|row| {
            let line = screen.line(row);
            line.starts_with("> ") && line.contains(words)
        })
    }
}

fn kept(home: &Home) -> Vec<(String, String, String)> {
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    home.annotations().iter().map(|one| (word(one, "label"), word(one, "quote"), word(one, "note"))).collect()
}

#[test]
fn annotations_of_all_articles_are_listed_changed_and_gone_to() {
    let home = tagged();
    let reader = reader(&home);
    reader.press("A");
    let screen = reader.wait_for("3 annotations C1 F1 O1");
    assert!(screen.shows("source: 水文站") && screen.shows("note: 要查"), "{screen:?}");
    reader.wait_until("the balance", |screen| screen.shows("sentences  [C") && screen.shows("F13%"));

    reader.press("G");
    reader.wait_until("the opinion chosen", chosen("漁民說明天會下雨。"));
    reader.press("c");
    reader.wait_for("3 annotations C2 F1");
    reader.press("a");
    reader.wait_for("Note to this claim");
    reader.type_text(",問漁民");
    reader.press("Enter");
    reader.wait_for("note: 要查,問漁民");

    reader.press("Enter");
    let screen =
        reader.wait_until("the passage in the other article", |screen| screen.lit() == "漁民說明天會下雨。");
    assert!(screen.shows("燈塔亮著。"), "{screen:?}");
    reader.press("A");
    reader.wait_until("the pane as it was", chosen("漁民說明天會下雨。"));

    reader.press("/");
    reader.wait_for("Words in quote, note or source");
    reader.type_text("河水");
    reader.wait_for("1 annotation C1  only: holding 河水");
    reader.press("Enter e");
    reader.wait_for("Export the annotations that are listed as");
    reader.press("Enter");
    reader.wait_for("Write jsonl to the file");
    reader.press("Ctrl-a Ctrl-k");
    let file = home.path("listed.jsonl");
    reader.type_text(&file.display().to_string());
    reader.press("Enter");
    reader.wait_for("1 annotation written to");
    let listed = fs::read_to_string(file).unwrap();
    assert!(listed.lines().count() == 1 && listed.contains("河水昨晚漲了兩米"), "{listed}");
    reader.press("x");
    reader.wait_for("claim deleted; undo brings it back");
    reader.wait_for("0 annotations");
    reader.press("u");
    reader.wait_for("1 annotation C1  only: holding 河水");
    reader.press("f");
    reader.wait_for("1 annotation F1  only: holding 河水");
    reader.press("q");
    reader.wait_until("the text again", |screen| screen.lit() == "漁民說明天會下雨。");
    reader.quit();
    let kept = kept(&home);
    let kept: Vec<_> =
        kept.iter().map(|(label, quote, note)| (label.as_str(), quote.as_str(), note.as_str())).collect();
    assert_eq!(
        kept,
        [
            ("fact", "河水昨晚漲了兩米。", ""),
            ("fact", "橋還在嗎？", ""),
            ("claim", "漁民說明天會下雨。", "要查,問漁民")
        ]
    );
}

#[test]
fn what_another_program_changes_shows_in_the_open_pane() {
    let home = tagged();
    let reader = reader(&home);
    reader.press("A");
    reader.wait_for("3 annotations C1 F1 O1");
    let file = home.path("texts").join("2.txt").display().to_string();
    home.output(["annotate", &file, "--label", "fact", "--quote", "燈塔亮著。"]);
    reader.wait_for("4 annotations C1 F2 O1");
    reader.wait_for("燈塔亮著。");
    reader.quit();
}

#[test]
fn an_orphan_is_put_back_and_undo_takes_it_away_again() {
    let home = tagged();
    fs::write(
        home.path("texts").join("1.txt"),
        MORNING.replace("河水昨晚漲了兩米。", "山上的路也斷了,救援隊繞道走。"),
    )
    .unwrap();
    let reader = home.read([home.path("texts")]);
    reader.wait_until("the new text taken in", |screen| {
        screen.entry("河邊的早晨").is_some_and(|entry| entry.contains("unread F1"))
    });
    reader.press("A");
    reader.wait_for("3 annotations F1 O1 1 gone");
    reader.press("w w w");
    reader.wait_until("the orphan alone", chosen("[gone] 河水昨晚漲了兩米。"));
    reader.press("p");
    reader.wait_for("Enter puts back, Esc leaves: 河水昨晚漲了兩米。");
    reader.wait_until("the place where it stood", |screen| screen.lit().starts_with("山上的路也斷了"));
    reader.press("Enter");
    reader.wait_for("Put back; A goes back to the annotations");
    reader.wait_until("its sign", |screen| {
        screen.signs("山上的路也斷了").is_some_and(|signs| signs.starts_with('C'))
    });
    reader.wait_until("all saved", |screen| screen.status().contains("saved"));
    assert_eq!(kept(&home)[0].1, "山上的路也斷了,救援隊繞道走。");
    reader.press("u");
    reader.wait_until("no sign of it", |screen| {
        screen.signs("山上的路也斷了").is_some_and(|signs| signs.starts_with('F'))
    });
    reader.press("A");
    reader.wait_until("the orphan again", chosen("[gone] 河水昨晚漲了兩米。"));
    reader.quit();
    let all = home.annotations();
    let placed = all.iter().filter(|one| one["orphaned"] != true).count();
    assert_eq!((placed, all.len()), (2, 3), "the orphan goes out marked");
}

#[test]
fn sources_and_balance_lead_back_to_annotations() {
    let home = tagged();
    let reader = reader(&home);
    reader.press("S");
    reader.wait_for("1 source");
    reader.wait_until("the source chosen", chosen("1  水文站"));
    reader.press("Enter");
    reader.wait_for("1 annotation C1  only: source 水文站");
    reader.press("B");
    reader.wait_for("2 articles with annotations");
    reader.press("j");
    reader.wait_until("the second article chosen", chosen("海邊的晚上"));
    reader.press("Enter");
    reader.wait_for("Annotations in “海邊的晚上”");
    reader.quit();
}
