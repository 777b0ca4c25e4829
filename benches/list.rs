//! What a key costs in a list of many articles: typed to find some, or to put them in another order.

use std::cell::RefCell;

use divan::{Bencher, black_box};
use pingdian::app::List;
use pingdian::article::Metadata;
use pingdian::library::{Arrangement, ArticleEntry, ArticleId, ListSort};

/// Characters that titles are made of.
const CHARACTERS: &str = "伊朗談判代表重開港口制裁名單華盛頓外交官離開馬斯喀特油輪經濟政策記者報道事實數字官方公布會議聲明總統簽署命令";

/// Where the articles are from: letters in these are found as written.
const SITES: [&str; 4] = ["www.example.com", "news.example.org", "日報", "north-port.example.net"];

fn main() {
    divan::main();
}

fn entries(many: usize) -> Vec<ArticleEntry> {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut random = 1u64;
    let mut next = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize
    };
    let entry = |number: usize| {
        let title: String = (0..12 + next() % 16).map(|_| characters[next() % characters.len()]).collect();
        let site = SITES[next() % SITES.len()].to_owned();
        ArticleEntry {
            metadata: Box::new(Metadata { site, ..Metadata::default() }),
            ..ArticleEntry::new(ArticleId(number as i64), title, format!("file:///corpus/{number}.txt"))
        }
    };
    (1..=many).map(entry).collect()
}

fn list(many: usize) -> List {
    let mut list = List::new(false);
    list.update(entries(many));
    list.look_for("x");
    list.look_for("");
    list
}

const MANY: [usize; 2] = [10_000, 100_000];

/// Words typed when others stood there: the beginning of a word, which finds most; more of it; a letter taken back.
const KEYS: [(&str, &str); 9] = [
    ("", "t"),
    ("t", "tp"),
    ("tp", "t"),
    ("", "tp"),
    ("tanpa", "tanpan"),
    ("", "tanpan"),
    ("", "談"),
    ("談", "談判"),
    ("", "e n t"),
];

#[divan::bench(args = KEYS, consts = [10_000, 100_000], sample_count = 30, sample_size = 1)]
fn key<const MANY: usize>(bencher: Bencher<'_, '_>, (before, typed): (&str, &str)) {
    let list = RefCell::new(list(MANY));
    bencher
        .with_inputs(|| {
            let mut list = list.borrow_mut();
            list.look_for("");
            // Letter by letter, as people type.
            let ends = before.char_indices().map(|(start, letter)| start + letter.len_utf8());
            ends.for_each(|end| list.look_for(&before[..end]));
        })
        .bench_local_values(|()| list.borrow_mut().look_for(black_box(typed)));
}

#[divan::bench(args = MANY, sample_count = 5)]
fn by_title(bencher: Bencher<'_, '_>, many: usize) {
    let mut list = list(many);
    bencher.bench_local(|| {
        list.arrange(Arrangement::default());
        list.arrange(Arrangement { sort: ListSort::Title, ..Arrangement::default() });
    });
}

/// A piece of new articles, in a list ordered by title.
#[divan::bench(args = MANY, sample_count = 5)]
fn a_piece_comes(bencher: Bencher<'_, '_>, many: usize) {
    bencher
        .with_inputs(|| {
            let mut list = list(many);
            list.arrange(Arrangement { sort: ListSort::Title, ..Arrangement::default() });
            let come = entries(2000)
                .into_iter()
                .map(|entry| ArticleEntry { id: ArticleId(entry.id.0 + 1_000_000), ..entry });
            (list, come.collect::<Vec<_>>())
        })
        .bench_local_values(|(mut list, come)| {
            list.update(come);
            list
        });
}
