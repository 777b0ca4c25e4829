//! What text costs: breaking and wrapping in characters a second, sentences, and the first layout of a book.

use std::sync::Arc;

use divan::counter::CharsCount;
use divan::{Bencher, black_box};
use pingdian::app::{Document, Layout, Search, Unit};
use pingdian::article::Article;
use pingdian::text::{Ambiguous, Conversion, Measure, Query, Usage, clusters, sentences, wrap};

const MEASURE: Measure = Measure { cells: 80, ambiguous: Ambiguous::Narrow, hanging: false };

fn main() {
    divan::main();
}

/// A paragraph of news as it is written: ASCII punctuation, quotations, names, numbers.
fn paragraph() -> String {
    "港務局說:“第3號碼頭的F-35C模型已經運走,共1,500公斤。”另一方面，記者在《海風報》上讀到……沒有人看見——除了守夜人。".repeat(4)
}

/// A book of so many characters, a paragraph a line.
fn book(characters: usize) -> String {
    let line = paragraph() + "\n";
    line.repeat(characters / line.chars().count() + 1)
}

#[divan::bench]
fn find_clusters(bencher: Bencher) {
    let text = paragraph();
    bencher.counter(CharsCount::of_str(&text)).bench(|| clusters(black_box(&text)).count());
}

#[divan::bench]
fn wrap_paragraph(bencher: Bencher) {
    let text = paragraph();
    bencher.counter(CharsCount::of_str(&text)).bench(|| wrap(black_box(&text), MEASURE));
}

#[divan::bench]
fn find_sentences(bencher: Bencher) {
    let text = paragraph();
    bencher.counter(CharsCount::of_str(&text)).bench(|| sentences(black_box(&text)));
}

/// To Simplified characters and the mainland's words: two steps and the cuts between words.
#[divan::bench]
fn convert_paragraph(bencher: Bencher) {
    let text = paragraph();
    let conversion = Conversion::ToSimplified(Usage::Taiwan);
    bencher.counter(CharsCount::of_str(&text)).bench(|| conversion.convert(black_box(&text)));
}

/// From the text to the first forty rows: blocks, pieces, and the layout of what is seen.
#[divan::bench(args = [1_000_000, 10_000_000], sample_count = 20)]
fn first_layout(bencher: Bencher, characters: usize) {
    bencher.with_inputs(|| book(characters)).bench_values(|text| {
        let document = Document::new(Arc::new(Article::from_text(text)));
        let mut layout = Layout::new(MEASURE);
        let bottom = layout.down(&document, Default::default(), 40);
        (document, bottom)
    });
}

/// From anywhere to the last sentence and the screen around it.
#[divan::bench(args = [1_000_000, 10_000_000], sample_count = 20)]
fn go_to_the_end(bencher: Bencher, characters: usize) {
    let article = Arc::new(Article::from_text(book(characters)));
    bencher.with_inputs(|| Document::new(Arc::clone(&article))).bench_refs(|document| {
        let mut layout = Layout::new(MEASURE);
        let last = layout.last(document);
        let top = layout.up(document, last, 40);
        (document.last(Unit::Sentence), top)
    });
}

/// A phrase that stands nowhere: the whole book is looked through.
#[divan::bench(sample_count = 20)]
fn search_ten_million(bencher: Bencher) {
    let text = book(10_000_000);
    let query = Query { words: "甲乙丙丁戊".to_owned(), ..Query::default() };
    bencher.counter(CharsCount::of_str(&text)).bench(|| Search::new(black_box(&query), &text).matches.len());
}
