//! What a key costs in a list of many articles: typed to find some, or to put them in another order.

use divan::{Bencher, black_box};
use pingdian::app::List;
use pingdian::article::{Metadata, Script};
use pingdian::library::{Arrangement, ArticleEntry, ArticleId, ListSort};

/// Characters that titles are made of.
const CHARACTERS: &str = "伊朗談判代表重開港口制裁名單華盛頓外交官離開馬斯喀特油輪經濟政策記者報道事實數字官方公布會議聲明總統簽署命令";

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
    let entry = |number: usize| ArticleEntry {
        id: ArticleId(number as i64),
        title: (0..12 + next() % 16).map(|_| characters[next() % characters.len()]).collect(),
        uri: format!("file:///corpus/articles-{:04}/{number:06}.txt", number / 1000),
        script: Script::Traditional,
        metadata: Box::new(Metadata::default()),
        added: "2026-01-02T03:04:05.000Z".to_owned(),
        bytes: 6000,
        read_to: 0,
        position: 0,
        counts: Vec::new(),
        hidden: false,
        starred: false,
        marked: None,
        deleted: false,
        characters: 0,
        copies: 0,
        like: None,
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

const MANY: [usize; 3] = [1000, 10_000, 100_000];

/// The dearest key: the first one, which finds most.
#[divan::bench(args = MANY, sample_count = 20)]
fn first_letter(bencher: Bencher<'_, '_>, many: usize) {
    let mut list = list(many);
    bencher.bench_local(|| {
        list.look_for("");
        list.look_for(black_box("t"));
    });
}

#[divan::bench(args = MANY, sample_count = 20)]
fn second_letter(bencher: Bencher<'_, '_>, many: usize) {
    let mut list = list(many);
    bencher.bench_local(|| {
        list.look_for("");
        list.look_for(black_box("tp"));
    });
}

#[divan::bench(args = MANY, sample_count = 20)]
fn syllables(bencher: Bencher<'_, '_>, many: usize) {
    let mut list = list(many);
    bencher.bench_local(|| {
        list.look_for("");
        list.look_for(black_box("tanpan"));
    });
}

#[divan::bench(args = MANY, sample_count = 20)]
fn characters(bencher: Bencher<'_, '_>, many: usize) {
    let mut list = list(many);
    bencher.bench_local(|| {
        list.look_for("");
        list.look_for(black_box("谈判"));
    });
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
