//! Who else says this: from a sentence to what another article says of it, and from there to a link.

use crate::support::{Home, code_points};
use serde_json::Value;

const CLAIM: &str = "港務局說那天夜裏有三十二艘船出港";
const OTHER: &str = "守夜人的记录里只有12艘船出港";

fn home() -> Home {
    let home = Home::new();
    home.write("texts/a-port.txt", format!("夜航\n\n沒有人在碼頭上。{CLAIM}。記者沒有看見。\n"));
    home.write("texts/b-log.txt", format!("记录\n\n灯塔在早上熄了。{OTHER}。纸已经黄了。\n"));
    home.write("texts/c-snow.txt", "天氣\n\n山裏下了雪\u{1b}[31m。\n");
    home
}

#[test]
fn from_a_sentence_to_a_link_in_the_export() {
    let home = home();
    let reader = home.read([home.path("texts")]);
    reader.wait_for("3 articles");
    reader.wait_for(CLAIM);
    reader.press("Enter");
    reader.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
    reader.go_to(CLAIM);
    reader.press("R");
    let screen = reader.wait_for(&format!("{OTHER}。"));
    assert!(screen.shows("Related passages  1 of 1"), "{screen:?}");
    reader.press("c");
    reader.wait_for("contradicts claim “守夜人的记录里只有12艘…”");
    reader.press("Enter");
    reader.wait_until("the other sentence", |screen| screen.lit() == format!("{OTHER}。"));
    reader.press("Backspace");
    reader.wait_until("the first sentence", |screen| screen.lit() == format!("{CLAIM}。"));
    reader.wait_until("all saved", |screen| screen.status().contains("saved"));
    reader.quit();
    let annotations = home.annotations();
    let quotes: Vec<&str> = annotations.iter().map(|one| one["quote"].as_str().unwrap()).collect();
    assert!(
        quotes.contains(&format!("{CLAIM}。").as_str()) && quotes.contains(&format!("{OTHER}。").as_str())
    );
    let links: Vec<&Value> =
        annotations.iter().flat_map(|one| one["links"].as_array().into_iter().flatten()).collect();
    assert!(links.iter().any(|link| link.to_string().contains("contradicts")), "{annotations:?}");
}

#[test]
fn on_the_command_line() {
    let home = home();
    home.output(["add".into(), home.path("texts")]);
    let text = std::fs::read_to_string(home.path("texts/a-port.txt")).unwrap();
    let start = text[..text.find(CLAIM).unwrap()].chars().count();
    let end = start + CLAIM.chars().count();
    let path = home.path("texts/a-port.txt");
    let asked = |more: &[&str]| {
        let path = path.to_str().unwrap();
        let (start, end) = (start.to_string(), end.to_string());
        let mut arguments = vec!["related", path, "--start", &start, "--end", &end];
        arguments.extend(more);
        home.output(arguments)
    };
    let objects: Vec<Value> =
        asked(&["--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let first = &objects[0];
    assert_eq!(first["quote"], format!("{OTHER}。"));
    assert!(
        first["article"]["id"].is_i64() && first["article"]["uri"].as_str().unwrap().ends_with("b-log.txt")
    );
    assert_eq!(first["article"]["title"], "记录");
    let other = std::fs::read_to_string(home.path("texts/b-log.txt")).unwrap();
    assert_eq!(code_points(&other, first), format!("{OTHER}。"));
    assert!(first["context"].as_str().unwrap().contains("灯塔在早上熄了"));
    let score = first["score"].as_f64().unwrap();
    assert!(score > 0.1 && score <= 1.0);
    assert!(asked(&[]).contains(&format!("{OTHER}。")));
    let refused = home.run(["related", path.to_str().unwrap(), "--start", "5", "--end", "99999"]);
    assert!(refused.refused(1).contains("code points"));
}
