//! Finding words in the library and in the article, at a terminal.

use crate::support::Home;

#[test]
fn words_are_found_in_all_articles_and_their_places_are_a_key_away() {
    let home = Home::with_seeds();
    let reader = home.read([home.seeds()]);
    reader.wait_for("5 articles");
    reader.press("/");
    reader.wait_for("All articles");
    reader.type_text("談判");
    let screen = reader.wait_for("matches, ");
    assert!(screen.shows("談判") && screen.shows("谈判"), "{screen:?}");
    reader.press("Down");
    reader.press("Enter");
    reader.wait_until("the text", |screen| !screen.shows("All articles") && !screen.lit().is_empty());
    reader.press("n");
    reader.wait_until("the next match", |screen| screen.shows("match 3 of 5"));
    reader.press("Backspace");
    reader.wait_for("All articles");
    reader.press("Esc");
    reader.wait_until("the list again", |screen| !screen.shows("All articles"));

    reader.press("Enter");
    reader.press("/");
    reader.type_text("谈判");
    reader.wait_for("Search: ");
    reader.wait_until("a count", |screen| screen.text().contains(" of "));
    reader.press("Esc");
    reader.wait_until("no prompt", |screen| !screen.shows("Search: "));
    reader.quit().assert_well();
}

#[test]
fn nothing_that_is_found_acts_on_the_terminal() {
    let home = Home::new();
    let file = home.write("a.txt", "標\u{1b}]0;題\u{7}\n\n港口\u{1b}[2J\u{202e}封了。\n");
    let reader = home.read([file.parent().unwrap().join("a.txt"), home.write("b.txt", "別的。\n")]);
    reader.wait_for("2 articles");
    reader.press("/");
    reader.type_text("港口");
    let screen = reader.wait_for("1 match, 1 article");
    assert!(screen.shows("港口␛[2J<202E>封了。"), "{screen:?}");
    reader.press("Esc");
    reader.wait_until("the list", |screen| !screen.shows("All articles"));
    reader.quit().assert_well();
}
