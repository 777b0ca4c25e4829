//! What a search costs at 1,000 and at 10,000 articles of 2,000 characters: the articles that hold a word, with the folded
//! texts in their file and known, and with a searcher that has just been opened; what a first screen needs besides; and what
//! folding them all for the first time takes. With PINGDIAN_BENCH_LIBRARY a library of one's own is searched as well.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use divan::{Bencher, black_box};
use pingdian::article::Article;
use pingdian::library::{FileStamp, Folded, Held, Incoming, Searcher, Store};
use pingdian::text::{Pattern, Query};

/// Numbers of articles to compare; 0 stands for a library of one's own.
const NUMBERS: [usize; 3] = [1_000, 10_000, 0];

/// A word that every article has, one that one in a hundred has, and one that none has.
const WORDS: [&str; 3] = ["港口", "燈塔", "雪崩"];

const CHARACTERS: usize = 2_000;

fn main() {
    divan::main();
}

/// An article unlike the others: common characters by a fixed rule, with the words at fixed places.
fn text(number: usize) -> String {
    let mut state = number as u64 * 0x9e37_79b9_7f4a_7c15 + 1;
    let mut text = format!("第{number}篇\n\n");
    for place in 0..CHARACTERS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let offset = (state >> 33) % 3_000;
        text.push(char::from_u32(0x4e00 + offset as u32).unwrap_or('一'));
        match place {
            500 => text.push_str("港口。"),
            900 if number.is_multiple_of(100) => text.push_str("燈塔。"),
            _ if place % 25 == 24 => text.push('，'),
            _ => {}
        }
    }
    text
}

/// The library of so many articles, folded; none where it is one's own and not named.
fn library(number: usize) -> Option<&'static Path> {
    static MADE: [OnceLock<Option<PathBuf>>; NUMBERS.len()] = [const { OnceLock::new() }; NUMBERS.len()];
    let place = NUMBERS.iter().position(|&known| known == number)?;
    let made = MADE[place].get_or_init(|| match number {
        0 => std::env::var_os("PINGDIAN_BENCH_LIBRARY").map(PathBuf::from),
        _ => Some(make(number)),
    });
    made.as_deref()
}

fn make(number: usize) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pingdian-bench-{}-{number}", std::process::id()));
    let path = folder.join("library.db");
    let mut store = Store::open(&path).expect("there is room in the temporary folder");
    for first in (0..number).step_by(1_000) {
        let articles: Vec<(String, Article)> = (first..(first + 1_000).min(number))
            .map(|number| (format!("bench:{number}"), Article::from_text(text(number))))
            .collect();
        let incoming: Vec<Incoming> = articles
            .iter()
            .map(|(uri, article)| Incoming { uri, article, stamp: FileStamp::default() })
            .collect();
        store.add_all(&incoming).expect("texts are taken");
    }
    Folded::open(&store).sync(&store).expect("they are folded");
    path
}

fn pattern(words: &str) -> Pattern {
    Pattern::new(&Query { words: words.to_owned(), ..Query::default() }).expect("words are no regex")
}

fn surveyed(searcher: &mut Searcher, store: &Store, pattern: &Pattern) -> Vec<Held> {
    let mut found = Vec::new();
    let mut part = |more: Vec<Held>, _: bool| {
        found.extend(more);
        Ok(())
    };
    searcher.survey(store, pattern, &|| false, &mut part).expect("it can be read");
    found
}

#[divan::bench(args = NUMBERS, consts = [0, 1, 2])]
fn articles_that_hold_a_word<const WORD: usize>(bencher: Bencher, number: usize) {
    let Some(path) = library(number) else { return };
    let store = Store::open(path).expect("it was just made");
    let mut searcher = Searcher::default();
    let pattern = pattern(WORDS[WORD]);
    bencher.bench_local(|| black_box(surveyed(&mut searcher, &store, &pattern)));
}

#[divan::bench(args = NUMBERS)]
fn the_same_by_a_program_just_started(bencher: Bencher, number: usize) {
    let Some(path) = library(number) else { return };
    let pattern = pattern(WORDS[2]);
    bencher.bench_local(|| {
        let store = Store::open(path).expect("it was just made");
        black_box(surveyed(&mut Searcher::default(), &store, &pattern))
    });
}

#[divan::bench(args = NUMBERS)]
fn excerpts_of_a_screen(bencher: Bencher, number: usize) {
    let Some(path) = library(number) else { return };
    let store = Store::open(path).expect("it was just made");
    let pattern = pattern(WORDS[0]);
    let held = surveyed(&mut Searcher::default(), &store, &pattern);
    bencher.bench_local(|| {
        for one in held.iter().take(16) {
            black_box(store.excerpts(&pattern, one.article, 3).expect("it can be read"));
        }
    });
}

#[divan::bench(args = [1_000, 10_000], sample_count = 3)]
fn folding_all(bencher: Bencher, number: usize) {
    let Some(path) = library(number) else { return };
    let mut cache = path.as_os_str().to_owned();
    cache.push("-folded");
    let store = Store::open(path).expect("it was just made");
    bencher
        .with_inputs(|| std::fs::remove_file(&cache))
        .bench_local_values(|_| Folded::open(&store).sync(&store).expect("they are folded"));
}
