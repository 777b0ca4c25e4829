//! What it costs to look for related passages in libraries of 1,000 and of 10,000 articles of 2,000 characters: once the
//! library is open, and from opening it on. The words are few, so that every article shares some with every other, which
//! is the worst case. `PINGDIAN_BENCH_LIBRARY` names another library, to be measured as well.

use std::path::{Path, PathBuf};

use divan::Bencher;
use pingdian::article::Article;
use pingdian::library::{ArticleId, FileStamp, Folded, Incoming, Store};
use pingdian::text::Span;

const WHO: [&str; 8] = ["港務局", "引水人", "燈塔守", "記者", "議會", "船公司", "漁會", "商會主席"];
const SAYS: [&str; 6] = ["表示", "否認", "警告", "透露", "承認", "強調"];
const WHAT: [&str; 8] =
    ["航道疏浚", "夜間停航", "貨輪擱淺", "保險費率", "碼頭罷工", "淡水供應", "燃料價格", "檢疫規定"];
const HOW: [&str; 6] =
    ["將進一步延後", "仍有待查證", "已經取得進展", "超出了外界預期", "並未出現鬆動", "需要更多時間"];

fn main() {
    divan::main();
}

/// Numbers that look like chance and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn article(numbers: &mut Numbers) -> Article {
    let mut text = format!("{}與{}\n\n", numbers.one(&WHAT), numbers.one(&WHAT));
    while text.chars().count() < 2_000 {
        for _ in 0..4 {
            let (who, says, what, how) =
                (numbers.one(&WHO), numbers.one(&SAYS), numbers.one(&WHAT), numbers.one(&HOW));
            let (month, day, ships) = (numbers.below(12) + 1, numbers.below(28) + 1, numbers.below(900) + 2);
            text.push_str(&format!("{month}月{day}日,{who}{says},{what}{how},涉及約{ships}艘船。"));
        }
        text.push('\n');
    }
    Article::from_text(text)
}

/// A library of so many articles in a folder of its own.
fn library(folder: &Path, articles: usize) -> PathBuf {
    let path = folder.join(format!("{articles}.db"));
    let mut store = Store::open(&path).unwrap();
    let mut numbers = Numbers(1);
    let names: Vec<String> = (0..articles).map(|number| format!("file:///{number}.txt")).collect();
    for names in names.chunks(500) {
        let written: Vec<Article> = names.iter().map(|_| article(&mut numbers)).collect();
        let arriving = names.iter().zip(&written);
        let incoming: Vec<Incoming> =
            arriving.map(|(uri, article)| Incoming { uri, article, stamp: FileStamp::default() }).collect();
        store.add_all(&incoming).unwrap();
    }
    Folded::open(&store).sync(&store).unwrap();
    path
}

/// The second sentence of the article's second paragraph, or what stands there.
fn passage(store: &Store, article: ArticleId) -> Span {
    let article = store.text(article).unwrap().into_article();
    article.sentences().nth(2).unwrap()
}

/// The library open, its folded texts looked at before.
#[divan::bench(args = [1_000, 10_000], sample_count = 30, sample_size = 1)]
fn another_question(bencher: Bencher, articles: usize) {
    let folder = tempfile::tempdir().unwrap();
    measure_another(bencher, &library(folder.path(), articles));
}

/// From opening the library on, as the command line does.
#[divan::bench(args = [1_000, 10_000], sample_count = 30, sample_size = 1)]
fn first_question(bencher: Bencher, articles: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path(), articles);
    bencher.bench(|| {
        let store = Store::open(&path).unwrap();
        let asked = passage(&store, ArticleId(7));
        store.related(&mut Folded::open(&store), ArticleId(7), asked).unwrap()
    });
}

/// A library of one's own.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn given_library(bencher: Bencher) {
    match std::env::var_os("PINGDIAN_BENCH_LIBRARY") {
        Some(path) => measure_another(bencher, Path::new(&path)),
        None => bencher.bench(|| ()),
    }
}

fn measure_another(bencher: Bencher, library: &Path) {
    let store = Store::open(library).unwrap();
    let mut folded = Folded::open(&store);
    let first = store.entries(0, 1).unwrap()[0].id;
    let asked = passage(&store, first);
    store.related(&mut folded, first, asked).unwrap();
    bencher.bench_local(|| store.related(&mut folded, first, asked).unwrap());
}
