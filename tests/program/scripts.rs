//! An article shown in the other script: what is tagged there is the original's.

use std::fs;

use crate::support::{Home, code_points};

const TEXT: &str = "\
港口的早晨

船队昨天到了港口。𠮷野家的U盘坏了，乌兹别克斯坦的软件也坏了。没有人收到短信。
";

#[test]
fn what_is_tagged_in_the_other_script_is_the_originals() {
    let home = Home::new();
    let file = home.write("article.txt", TEXT);
    let reader = home.read([&file]);
    reader.wait_for("船队昨天");
    reader.press("Z");
    let screen = reader.wait_for("的隨身碟壞了，烏茲別克的軟體也壞了。");
    assert!(screen.status().contains("shown in 繁 (Taiwan), original 简"), "{screen:?}");
    reader.go_to("𠮷野家");
    reader.press("c");
    reader.wait_until("a claim, saved", |screen| screen.status().contains("C1  saved"));
    reader.press("q");
    reader.end().assert_well();

    let tags = home.annotations();
    let [tag] = &tags[..] else { panic!("{tags:?}") };
    let quote = "𠮷野家的U盘坏了，乌兹别克斯坦的软件也坏了。";
    let start = TEXT.chars().count()
        - "𠮷野家的U盘坏了，乌兹别克斯坦的软件也坏了。没有人收到短信。\n".chars().count();
    assert_eq!((&tag["quote"], &tag["start"]), (&quote.into(), &start.into()));
    assert_eq!(code_points(&fs::read_to_string(&file).unwrap(), tag), quote);
    assert!(tag["suffix"].as_str().unwrap().starts_with("没有人收到短信。"), "{tag}");

    let reader = home.read([&file]);
    reader.wait_until("the original", |screen| screen.shows("船队昨天") && screen.signs("𠮷野家").is_some());
    reader.press("Z Z");
    reader.wait_for("的U盤壞了，烏茲別克斯坦的軟件也壞了。");
    reader.press("z");
    reader.wait_for("船队昨天");
    reader.quit().assert_well();
}
