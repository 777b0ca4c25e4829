//! Two readers compared, article by article.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sides::{Side, Sides};
use crate::annotation::agreement::{self, Difference, Mark, Pairing, Reading, Table, disagreements};
use crate::cli::Failure;
use crate::cli::args::{By, Compare};
use crate::library::{ArticleId, Store};
use crate::text::{Counter, OffsetUnit, Span};

/// What came of comparing two readers.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub sides: &'a Sides,
    /// By what units.
    pub by: agreement::By,
    pub articles: Vec<ComparedArticle>,
    /// How many articles were left out because one of the two alone annotated them.
    pub left_out: usize,
    pub table: Table,
    /// Annotations of the same passage with the same label.
    pub exact: Pairing,
    /// Annotations of the same passage.
    pub passages: Pairing,
    /// Annotations that overlap and have the same label.
    pub overlapping: Pairing,
    /// Where they differ; empty where that was not asked for.
    pub disagreements: Vec<Disagreement>,
    /// Every unit; empty where that was not asked for.
    pub units: Vec<ListedUnit>,
}

/// An article in which the readers were compared.
#[derive(Debug)]
pub struct ComparedArticle {
    pub id: ArticleId,
    pub title: String,
    pub uri: String,
}

/// A passage, in code points and in words.
#[derive(Debug)]
pub struct Passage {
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

/// A passage of which the readers make something different.
#[derive(Debug)]
pub struct Disagreement {
    /// Index of the article.
    pub article: usize,
    pub difference: Difference,
    /// What both annotations cover together.
    pub passage: Passage,
    /// The label and the passage of A's annotation, if there is one.
    pub a: Option<(String, Passage)>,
    /// Likewise of B's.
    pub b: Option<(String, Passage)>,
}

/// A sentence or a character, with what each reader makes of it.
#[derive(Debug)]
pub struct ListedUnit {
    /// Index of the article.
    pub article: usize,
    /// Its first code point in the article's text.
    pub start: usize,
    /// One past its last one.
    pub end: usize,
    /// A's label, if there is one.
    pub a: Option<String>,
    /// Likewise B's.
    pub b: Option<String>,
}

impl Comparison<'_> {
    /// Compares the readers in `only`, or in all articles where it is empty.
    pub fn of<'a>(
        store: &Store,
        sides: &'a Sides,
        only: &[ArticleId],
        args: &Compare,
    ) -> Result<Comparison<'a>, Failure> {
        let of = |side: &Side| -> BTreeSet<ArticleId> {
            side.articles().into_iter().filter(|id| only.is_empty() || only.contains(id)).collect()
        };
        let (a, b) = (of(&sides.a), of(&sides.b));
        let any: Vec<ArticleId> = a.union(&b).copied().collect();
        let both: Vec<ArticleId> = a.intersection(&b).copied().collect();
        let compared = if args.all { &any } else { &both };
        if compared.is_empty() {
            return Err(Failure { message: nothing_to_compare(args, any.len()), status: 1 });
        }
        let mut comparison = Comparison {
            sides,
            by: match (args.by, args.presence) {
                (By::Character, _) => agreement::By::Character,
                (By::Sentence, true) => agreement::By::SentenceTouched,
                (By::Sentence, false) => agreement::By::Sentence,
            },
            articles: Vec::new(),
            left_out: any.len() - compared.len(),
            table: Table::default(),
            exact: Pairing::default(),
            passages: Pairing::default(),
            overlapping: Pairing::default(),
            disagreements: Vec::new(),
            units: Vec::new(),
        };
        for &article in compared {
            comparison.add(store, article, args)?;
        }
        Ok(comparison)
    }

    fn add(&mut self, store: &Store, id: ArticleId, args: &Compare) -> Result<(), Failure> {
        let mut stored = store.text(id)?;
        let uri = std::mem::take(&mut stored.uri);
        let (a, b) = (self.sides.a.marks(id), self.sides.b.marks(id));
        let read = stored.into_article();
        let sentences: Vec<Span> = read.sentences().collect();
        let text = read.text.as_str();
        let article = self.articles.len();
        let mut places = Counter::new(text, OffsetUnit::CodePoints);
        let reading = Reading { text, sentences: &sentences, a: &a, b: &b };
        for unit in reading.units(self.by) {
            self.table.add(unit.a, unit.b);
            if args.list_units {
                let Range { start, end } = places.range(unit.span);
                let (a, b) = (unit.a.map(str::to_owned), unit.b.map(str::to_owned));
                self.units.push(ListedUnit { article, start, end, a, b });
            }
        }
        self.exact += Pairing::exact(&a, &b);
        self.passages += Pairing::passages(&a, &b);
        self.overlapping += Pairing::overlapping(&a, &b);
        if args.list {
            self.disagreements.extend(disagreements(&a, &b).into_iter().map(|one| Disagreement {
                article,
                difference: one.difference,
                passage: passage(&mut places, one.span(&a, &b)),
                a: one.a.map(|index| marked(&mut places, a[index])),
                b: one.b.map(|index| marked(&mut places, b[index])),
            }));
        }
        self.articles.push(ComparedArticle { id, title: read.title, uri });
        Ok(())
    }

    /// How many annotations the readers have in the articles compared.
    pub fn annotations(&self) -> (usize, usize) {
        (self.exact.a, self.exact.b)
    }
}

fn nothing_to_compare(args: &Compare, of_one: usize) -> String {
    let (a, b) = (&args.a, &args.b);
    let among = if args.articles.is_empty() { "no article" } else { "none of these articles" };
    match of_one {
        0 => format!("{among} is annotated by “{a}” or “{b}”"),
        count => format!(
            "{among} is annotated by both “{a}” and “{b}”; --all compares those annotated by one alone: {count}"
        ),
    }
}

/// A passage of the text, and where it is.
fn passage(places: &mut Counter<&str>, span: Span) -> Passage {
    let Range { start, end } = places.range(span);
    Passage { start, end, quote: span.of(places.text()).to_owned() }
}

fn marked(places: &mut Counter<&str>, mark: Mark) -> (String, Passage) {
    (mark.label.to_owned(), passage(places, mark.span))
}
