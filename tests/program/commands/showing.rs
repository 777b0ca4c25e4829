//! An article printed as the reader sets it, whatever encoding it came in.

use serde_json::{Value, json};

use crate::commands::{TEXT, home_with_article, path};
use crate::support::{Home, assert_plain};

#[test]
fn an_article_is_shown_at_every_width() {
    let (home, file) = home_with_article();
    let shown = |options: &[&str]| home.output([&["show", &file], options].concat());
    let wide = shown(&["--width", "200"]);
    let lines: Vec<&str> = wide.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[0], "標題在這裏");
    assert!(lines[1].starts_with("𠮷野家說：“價錢不變。”"), "{wide}");
    assert_eq!(lines[2..4], ["[image: 碼頭的早晨]", "[image]"]);
    assert!(!wide.starts_with('\n') && wide.ends_with("才讀得完它。\n"), "{wide:?}");

    for width in [2, 10, 21, 80, 10_000] {
        let narrow = shown(&["--width", &width.to_string()]);
        // An image is cut to one line, the text is not.
        let texts = |shown: &str| shown.lines().filter(|line| !line.ends_with(']')).collect::<String>();
        let words = |shown: &str| texts(shown).replace(' ', "");
        assert_eq!(words(&narrow), words(&wide), "{width}");
        assert_plain(&narrow);
    }
    for width in ["1", "0", "10001", "-3", "wide"] {
        let ran = home.run(["show", &file, &format!("--width={width}")]);
        assert!(ran.refused(2).contains("--width"), "{ran:?}");
    }
    assert!(home.articles().is_empty(), "showing a file does not take it in");
}

#[test]
fn ambiguous_characters_and_hanging_marks_change_the_lines() {
    let home = Home::new();
    let file = home.write("quotes.txt", "他說“一二三四五六七八”又說“九十”。\n");
    let first_line = |options: &[&str]| {
        let text = home.output([&["show", path(&file)], options].concat());
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line(&["--width", "13", "--ambiguous", "narrow"]), "他說“一二三四");
    assert_eq!(first_line(&["--width", "13", "--ambiguous", "wide"]), "他說“一二三");
    let file = home.write("hanging.txt", "一二三四，五六七八九。\n");
    let first_line = |options: &[&str]| {
        let text = home.output([&["show", path(&file), "--width", "8"], options].concat());
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line(&[]), "一二三");
    assert_eq!(first_line(&["--hanging"]), "一二三四，");
}

const TRADITIONAL: &str = "國防部發言人昨日說，這次演習的目的是為了維護地區的和平與穩定。記者問到了細節，他沒有回答，只說會在適當的時候公布。";
const SIMPLIFIED: &str = "国防部发言人昨天说，这次演习的目的是为了维护地区的和平与稳定。记者问到了细节，他没有回答，只说会在适当的时候公布。";
const JAPANESE: &str = "防衛省の報道官は昨日、この演習の目的は地域の平和と安定を守ることだと述べた。記者の質問には答えなかった。";
const KOREAN: &str = "국방부 대변인은 어제 이번 훈련의 목적이 지역의 평화와 안정을 지키는 것이라고 말했다. 기자의 질문에는 답하지 않았다.";

#[test]
fn texts_are_read_in_the_encodings_they_come_in() {
    let home = Home::new();
    let encoded = [
        ("simplified.txt", encoding_rs::GB18030, SIMPLIFIED),
        ("traditional.txt", encoding_rs::BIG5, TRADITIONAL),
        ("japanese.txt", encoding_rs::SHIFT_JIS, JAPANESE),
        ("japanese-euc.txt", encoding_rs::EUC_JP, JAPANESE),
        ("korean.txt", encoding_rs::EUC_KR, KOREAN),
    ];
    for (name, encoding, text) in encoded {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable);
        let file = home.write(name, bytes);
        assert_eq!(home.output(["show", path(&file), "--width", "400"]), format!("{text}\n"), "{name}");
    }
    for text in [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, "𠮷野家は牛丼の店だ。"] {
        let units = || ['\u{feff}'].into_iter().chain(text.chars());
        let units: Vec<u16> = units().collect::<String>().encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let utf8 = format!("\u{feff}{text}").into_bytes();
        for bytes in [little, big, utf8] {
            let file = home.write("unicode.txt", bytes);
            assert_eq!(home.output(["show", path(&file), "--width", "400"]), format!("{text}\n"));
        }
    }
}

#[test]
fn an_article_is_printed_as_kept_and_as_json() {
    let (home, file) = home_with_article();
    assert_eq!(home.output(["show", &file, "--plain"]), TEXT);
    let read: Value = serde_json::from_str(&home.output(["show", &file, "--json"])).unwrap();
    assert_eq!(
        (&read["text"], &read["title"], &read["id"]),
        (&TEXT.into(), &"標題在這裏".into(), &Value::Null)
    );
    home.output(["add", &file]);
    assert_eq!(home.output(["show", "1", "--plain"]), TEXT);
    let mut kept: Value = serde_json::from_str(&home.output(["show", "1", "--json"])).unwrap();
    assert_eq!((&kept["id"], &kept["state"], &kept["tags"]), (&1.into(), &"unread".into(), &json!({})));
    let code_points: Vec<char> = TEXT.chars().collect();
    let blocks = kept["blocks"].as_array().unwrap().iter().map(|block| {
        let place = |name: &str| usize::try_from(block[name].as_u64().unwrap()).unwrap();
        let words: String = code_points[place("start")..place("end")].iter().collect();
        (block["kind"].as_str().unwrap().to_owned(), words)
    });
    let blocks: Vec<(String, String)> = blocks.collect();
    assert_eq!(blocks[0], ("title".to_owned(), "標題在這裏".to_owned()));
    assert_eq!(blocks[2], ("image".to_owned(), "![碼頭的早晨](a.png)".to_owned()));
    assert_eq!(blocks.len(), 5, "{blocks:?}");
    // What a file says of itself is what the library says of it.
    for (field, value) in read.as_object().unwrap() {
        assert_eq!(kept[field].take(), *value, "{field}");
    }
    for others in [["--plain", "--json"], ["--plain", "--hanging"], ["--json", "--width=20"]] {
        home.run([&["show", "1"][..], &others].concat()).refused(2);
    }
}

#[test]
fn controls_of_a_text_are_kept_for_programs_and_visible_on_a_terminal() {
    let home = Home::new();
    let file = home.write("a.txt", "字\u{1b}[2J句\n");
    assert_eq!(home.output(["show", path(&file), "--plain"]), "字\u{1b}[2J句\n");
    assert_plain(&home.output(["show", path(&file), "--json"]));
}

#[test]
fn an_article_is_shown_in_the_other_script() {
    let home = Home::new();
    let simplified = home.write("simplified.txt", "船上的软件和头发。\n\n![软件](软件.png)\n");
    let traditional = home.write("traditional.txt", "船上的軟體和頭髮在這裡。\n");
    let shown = |file: &std::path::Path, script: &str| home.output(["show", path(file), "--script", script]);
    assert_eq!(shown(&simplified, "taiwan"), "船上的軟體和頭髮。\n\n[image: 軟體]\n");
    assert_eq!(shown(&simplified, "hong-kong"), "船上的軟件和頭髮。\n\n[image: 軟件]\n");
    assert_eq!(shown(&simplified, "traditional"), "船上的軟件和頭髮。\n\n[image: 軟件]\n");
    assert_eq!(shown(&simplified, "simplified"), home.output(["show", path(&simplified)]));
    assert_eq!(shown(&traditional, "simplified"), "船上的软件和头发在这里。\n");
    assert_eq!(shown(&traditional, "traditional"), home.output(["show", path(&traditional)]));
    assert_eq!(shown(&traditional, "hong-kong"), "船上的軟體和頭髮在這裏。\n");
    home.write("config.toml", "other_script = 'traditional'\n");
    let config = home.path("config.toml");
    let arguments = ["show", path(&traditional), "--script", "simplified", "--config", path(&config)];
    assert_eq!(home.output(arguments), "船上的软体和头发在这里。\n");

    let english = home.write("english.txt", "Nothing was said.\n");
    let ran = home.run(["show", path(&english), "--script", "taiwan"]);
    assert!(ran.refused(1).contains("not Chinese"), "{ran:?}");
    let ran = home.run(["show", path(&english), "--script", "wide"]);
    assert!(ran.refused(2).contains("--script"), "{ran:?}");
}

const PAGE: &str = "<!DOCTYPE html><html lang=zh-TW><head><meta charset=big5><title>渡口的燈 - 河報</title>\
<meta property=og:site_name content=河報><meta name=author content=林水></head><body><nav><a href=/>首頁</a></nav>\
<article><h1>渡口的燈</h1><p>渡口的燈昨夜又亮了，照著沒有人的船，也照著岸邊的三棵樹。守夜的人說，他沒有開過燈。</p>\
<table><tr><th>夜<th>船數<tr><td>初一<td>3<tr><td>初二<td>12</table>\
<p>河務局答覆說，燈是自動的，天色一暗就亮；但去年裝燈的時候，公告寫的是人工開關，兩種說法對不上。</p></article>\
<footer>版權所有</footer></body></html>";

#[test]
fn pages_and_markdown_are_shown_as_what_is_to_be_read() {
    let home = Home::new();
    let page = home.write("lamp.html", encoding_rs::BIG5.encode(PAGE).0);
    let shown = home.output(["show", path(&page), "--width", "40"]);
    assert!(shown.starts_with("渡口的燈\n\n渡口的燈昨夜又亮了，"), "{shown}");
    assert!(shown.contains("\n\n夜   | 船數\n-----+-----\n初一 |    3\n初二 |   12\n\n"), "{shown}");
    assert!(!shown.contains("首頁") && !shown.contains("版權"), "{shown}");
    assert_plain(&shown);

    home.output(["add", path(&page)]);
    let from_library = home.output(["show", "1", "--width", "40"]);
    assert_eq!(from_library, shown);

    // As a browser saves it with its pictures; the part says what the page is in.
    let mut archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/html; charset=big5\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        .to_vec();
    archive.extend_from_slice(&encoding_rs::BIG5.encode(PAGE).0);
    archive.extend_from_slice(b"\r\n--b\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--b--\r\n");
    let archive = home.write("lamp.mhtml", archive);
    assert_eq!(home.output(["show", path(&archive), "--width", "40"]), shown);

    let note = home.write("note.md", "---\ntitle: 渡口\n---\n\n- 甲\n- 乙\n\n> 引\n");
    assert_eq!(home.output(["show", path(&note), "--width", "40"]), "渡口\n\n- 甲\n- 乙\n\n> 引\n");

    let deep = home.write("deep.html", format!("<html><body>{}字", "<div>".repeat(10_000)));
    assert_eq!(home.output(["show", path(&deep)]), "字\n");
}
