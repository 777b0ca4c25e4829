//! Two reports of one event are tied together: what one says supports what the other says, and both stay within a key of
//! each other, the next day too.

use crate::support::{Home, Reader};

const CLAIM: &str = "港務局說那天夜裏有三十二艘船出港";
const FACT: &str = "守夜人的記錄裏只有三十二個船名";

/// A home with two articles in a folder; the first holds the claim, the second the fact.
fn home() -> Home {
    let home = Home::new();
    home.write(
        "texts/a-port.txt",
        format!("夜航\n\n沒有人在碼頭上。{CLAIM}。記者沒有看見。\n\n後來大家都忘了。\n"),
    );
    home.write("texts/b-log.txt", format!("記錄\n\n燈塔在早上熄了。{FACT}。紙已經黃了。\n"));
    home
}

fn opened(home: &Home) -> Reader {
    let reader = home.read([home.path("texts")]);
    reader.wait_for("2 articles");
    reader.wait_for(CLAIM);
    reader.press("Enter");
    reader.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
    reader
}

/// Goes from the text to the other article of the list by `key`.
fn to_article(reader: &Reader, key: &str, words: &str) {
    reader.press("q");
    reader.wait_until("the list", |screen| screen.lit().is_empty());
    reader.press(key);
    reader.wait_for(words);
    reader.press("Enter");
    reader.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
}

#[test]
fn a_claim_and_a_fact_are_tied_followed_and_found_the_next_day() {
    let home = home();
    let reader = opened(&home);
    reader.go_to(CLAIM);
    reader.press("c");
    reader.wait_until("a saved claim", |screen| screen.status().contains("C1  saved"));
    reader.press("t");
    reader.wait_until("the mark", |screen| screen.status().contains("tying from: 港務局說那天夜裏有三十二…"));
    to_article(&reader, "j", FACT);
    reader.go_to(FACT);
    reader.press("f t");
    let screen = reader.wait_for("contradicts");
    assert!(screen.shows("the marked claim “港務局說那天夜裏有三十二…”  夜航"), "{screen:?}");
    assert!(screen.shows("this fact “守夜人的記錄裏只有三十二…”  記錄"), "{screen:?}");
    reader.press("s");
    reader.wait_for("claim “港務局說那天夜裏有三十二…” supports fact “守夜人的記錄裏只有三十二…”; undo");
    reader.wait_until("all saved", |screen| screen.status().contains("F1  saved"));

    reader.press("Enter");
    reader.wait_until("the claim", |screen| screen.lit() == format!("{CLAIM}。"));
    reader.press("Backspace");
    reader.wait_until("the fact", |screen| screen.lit() == format!("{FACT}。"));
    reader.quit();

    let reader = opened(&home);
    reader.go_to(CLAIM);
    reader.press("T");
    let screen = reader.wait_for("1 supports fact “守夜人的記錄裏只有三十二個船名。”");
    assert!(screen.shows("    記錄"), "{screen:?}");
    reader.press("Enter");
    reader.wait_until("the fact", |screen| screen.lit() == format!("{FACT}。"));
    reader.press("u");
    reader.wait_for("Link taken back: claim “港務局說那天夜裏有三十二…” supports fact");
    reader.press("T");
    reader.wait_for("No links here");
    reader.press("Ctrl-r");
    reader.wait_for("Link made again: claim");
    reader.press("T");
    reader.wait_for("1 is supported by claim “港務局說那天夜裏有三十二艘船出港。”");
    reader.press("x");
    reader.wait_for("Link taken off");
    reader.quit();
}

#[test]
fn borders_are_moved_and_labels_laid_over_one_another() {
    let home = home();
    let reader = opened(&home);
    reader.go_to(CLAIM);
    reader.press("c O");
    reader.wait_until("two labels", |screen| screen.status().contains("C1 O1  saved"));
    reader.press("r j r k");
    reader.wait_until("the beginning moved", |screen| screen.status().contains("reshaping: beginning"));
    reader.press("Enter");
    reader.wait_for("Borders moved");
    let all = format!("沒有人在碼頭上。{CLAIM}。記者沒有看見。");
    reader
        .wait_until("the longer passage", |screen| screen.lit() == all && screen.status().contains("saved"));
    reader.quit();
    let mut quotes: Vec<(String, String)> = home
        .annotations()
        .iter()
        .map(|one| (one["label"].as_str().unwrap().to_owned(), one["quote"].as_str().unwrap().to_owned()))
        .collect();
    quotes.sort();
    assert_eq!(quotes, [("claim".to_owned(), format!("{CLAIM}。")), ("opinion".to_owned(), all)]);
}
