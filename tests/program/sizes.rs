//! Terminals of every size and habit: nothing breaks, and everything stands in its column.

use std::path::Path;

use crate::support::{Habit, Home, Reader, Screen, Terminal, assert_harmless};

const SIZES: [(u16, u16); 6] = [(80, 24), (40, 12), (20, 5), (1, 1), (200, 60), (72, 3)];
const SENTENCE: &str = "2022年俄罗斯";

fn narrow(columns: u16, rows: u16) -> Terminal {
    Terminal { columns, rows, habit: Habit::Narrow }
}

/// One pane at a time below 72 columns, both from there on.
#[track_caller]
fn assert_panes(screen: &Screen) {
    assert_eq!(screen.separator().is_some(), screen.columns() >= 72, "{screen:?}");
}

#[test]
fn every_size_shows_the_cursors_sentence() {
    for (columns, rows) in SIZES {
        let home = Home::with_seeds();
        let reader = home.read_on(narrow(columns, rows), [home.seeds()]);
        if (columns, rows) == (1, 1) {
            // There is nothing more to wait for; what matters is that nothing breaks.
            reader.wait_until("the program's screen", |screen| screen.alternate);
            reader.press("Enter j j c ? Ctrl-c / x Enter : Ctrl-c a Ctrl-c e Ctrl-c");
            reader.quit();
            continue;
        }
        let screen = reader.wait_until("a title", |screen| screen.list().concat().contains("谈判代表"));
        assert_panes(&screen);
        reader.press("Enter");
        let screen = reader.go_to(SENTENCE);
        assert_panes(&screen);
        reader.press("f");
        reader.wait_until("a sign beside it", |screen| {
            screen.lit().starts_with(SENTENCE)
                && screen.signs("2022年").is_some_and(|signs| signs.contains('F'))
        });
        reader.press("q");
        reader.wait_until("the list", |screen| screen.list().concat().contains("谈判代表"));
        let ended = reader.quit();
        assert_harmless(&ended.bytes, columns.into(), rows.into());
    }
}

#[test]
fn a_change_of_size_keeps_the_sentence_in_view() {
    let home = Home::with_seeds();
    let reader = home.read_on(narrow(80, 24), [home.seeds()]);
    reader.wait_for("5 articles");
    reader.wait_for("第三轮会谈");
    reader.press("Enter");
    reader.go_to(SENTENCE);
    for _ in 0..3 {
        for (columns, rows) in SIZES {
            reader.resize(columns, rows);
            if (columns, rows) == (1, 1) {
                continue;
            }
            let fits = |screen: &Screen| screen.separator().is_some() == (columns >= 72);
            let screen = reader.wait_until("the sentence", |screen| {
                screen.lit().starts_with(SENTENCE) && fits(screen) && screen.rows.len() == usize::from(rows)
            });
            assert_eq!(screen.columns(), usize::from(columns));
        }
    }
    reader.quit();
}

#[test]
fn prompts_and_overlays_fit_every_size() {
    let home = Home::with_seeds();
    let reader = home.read_on(narrow(80, 24), [home.seeds()]);
    reader.wait_for("5 articles");
    reader.wait_for("第三轮会谈");
    reader.press("Enter c");
    reader.wait_until("a claim", |screen| screen.status().contains("C1  saved"));
    for (keys, words) in [("?", "Keys"), (":", "Commands"), ("a", "Note to this"), ("e", "Export this")] {
        reader.press(keys);
        reader.wait_for(words);
        for (columns, rows) in SIZES {
            reader.resize(columns, rows);
            if (columns, rows) != (1, 1) {
                reader.wait_until(words, |screen| {
                    screen.rows.len() == usize::from(rows) && screen.text().contains(&words[..4])
                });
            }
        }
        reader.resize(80, 24);
        reader.wait_for(words);
        reader.press("Esc");
        reader.wait_until("no overlay", |screen| {
            !screen.shows(words) && screen.status().contains("sentence") && screen.separator().is_some()
        });
    }
    reader.quit();
}

/// Text with characters of ambiguous width in every place.
const AMBIGUOUS: &str = "\
“影子船隊”在海上……

他說：“船隊已經到了——至少有人這樣說。”港口沒有回應…記者等了一夜·又一夜，“等”字寫滿了本子；○與●、①與②、§與±，都是記號。又過了兩天，“消息”才傳開……沒有人知道“真相”。

“短句。”又一句“引語”在這裏，後面還有——很長的一句話，長得要換行：“一”“二”“三”“四”“五”“六”“七”“八”“九”“十”。
";

/// The lines that `show` prints for a column of this width.
fn shown(home: &Home, article: &Path, width: usize, habit: Habit) -> Vec<String> {
    let ambiguous = if habit == Habit::Wide { "wide" } else { "narrow" };
    let width = width.to_string();
    let article = article.to_str().unwrap();
    let lines = home.output(["show", article, "--width", &width, "--ambiguous", ambiguous]);
    lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Every row of the pane is a line of `show`, in the column where text begins; before it stand signs at most.
fn rows_stand_in_place(screen: &Screen, lines: &[String]) -> bool {
    screen.pane().iter().all(|row| {
        let signs = row.find(|character: char| !"CFO|'* ".contains(character)).unwrap_or(row.len());
        row.is_empty() || (signs == 4 && lines.iter().any(|line| *line == row[4..]))
    })
}

fn wait_for_rows(reader: &Reader, what: &str, lines: &[String]) -> Screen {
    reader.wait_until(what, |screen| {
        let panes_alone = screen.separator().is_some() && screen.status().contains("sentence");
        panes_alone && screen.lit().starts_with(what) && rows_stand_in_place(screen, lines)
    })
}

#[test]
fn everything_stands_in_its_column_whatever_the_terminals_habit() {
    for habit in [Habit::Narrow, Habit::Wide, Habit::Silent] {
        let home = Home::new();
        let article = home.write("folder/ambiguous.txt", AMBIGUOUS);
        home.write("folder/other.txt", AMBIGUOUS.replace("影子", "“”……"));
        let terminal = Terminal { columns: 90, rows: 24, habit };
        let reader = home.read_on(terminal, [home.path("folder")]);
        reader.wait_for("2 articles");
        let width = 90 - 27 - 1 - 5;
        let lines = shown(&home, &article, width, habit);
        assert!(lines.len() > 5, "{lines:?}");
        reader.press("Enter");
        reader.go_to("他說");
        reader.press("c");
        wait_for_rows(&reader, "他說", &lines);
        reader.go_to("又過了兩天");
        reader.press("f");
        reader.go_to("“短句");
        reader.press("o");
        let screen = reader.wait_until("three signs", |screen| {
            screen.status().contains("C1 F1 O1  saved") && rows_stand_in_place(screen, &lines)
        });
        assert_eq!(screen.signs("“短句").as_deref(), Some("O"), "{screen:?}");
        assert_eq!(screen.signs("他說").as_deref(), Some("C"), "{screen:?}");
        let separator = if habit == Habit::Wide { "|" } else { "│" };
        assert_eq!(screen.rows[0][27].text, separator, "{screen:?}");

        for overlay in ["?", ":", "a", "e"] {
            reader.press(overlay);
            reader.wait_until("an overlay", |screen| screen.shows("Esc"));
            reader.press("Esc");
            wait_for_rows(&reader, "“短句", &lines);
        }
        reader.resize(120, 30);
        let lines = shown(&home, &article, 120 - 36 - 1 - 5, habit);
        wait_for_rows(&reader, "“短句", &lines);
        let ended = reader.quit();
        assert_harmless(&ended.bytes, 120, 30);
    }
}

#[test]
fn the_sample_articles_are_set_as_they_are_shown() {
    for habit in [Habit::Narrow, Habit::Wide] {
        for name in ["sanctions-and-warships.txt", "nuclear-file.txt"] {
            let home = Home::with_seeds();
            let article = home.seeds().join(name);
            let terminal = Terminal { columns: 61, rows: 30, habit };
            let reader = home.read_on(terminal, [&article]);
            let lines = shown(&home, &article, 56, habit);
            let screen = reader.wait_until("the first page", |screen| {
                screen.shows(&lines[0]) && rows_stand_in_place(screen, &lines)
            });
            let mut pages = vec![screen.pane()];
            while !pages.last().unwrap().iter().any(|row| row.ends_with(lines.last().unwrap())) {
                reader.press("Space");
                let screen = reader.wait_until("another page", |screen| {
                    rows_stand_in_place(screen, &lines) && Some(&screen.pane()) != pages.last()
                });
                pages.push(screen.pane());
            }
            let mut rows = pages.concat();
            rows.retain(|row| !row.is_empty());
            let missed = lines.iter().find(|line| !rows.iter().any(|row| row[4..] == **line));
            assert_eq!(missed, None);
            reader.quit();
        }
    }
}
