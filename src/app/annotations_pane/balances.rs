//! The balances known: worked out a few articles at a time, and again only where an article's stamp is another.

use std::collections::BTreeMap;

use super::Scroll;
use crate::annotation::{Balance, By};
use crate::library::{ArticleBalance, ArticleId, Stamp};

/// Articles whose balance is asked for at a time: the library's thread has other things to do in between.
const ASKED: usize = 16;

/// The balances known.
#[derive(Clone, Debug, Default)]
pub struct Balances {
    /// Whether all readers' annotations count; else one's own.
    pub of_all_readers: bool,
    /// What the bars are drawn by.
    pub by: By,
    /// Which line is chosen, and which is the first in view.
    pub scroll: Scroll,
    /// The articles asked about that have annotations, with their stamps.
    articles: Vec<(ArticleId, Stamp)>,
    known: BTreeMap<ArticleId, ArticleBalance>,
    whole: Balance,
}

impl Balances {
    /// Lines of the page: an article each.
    pub fn lines(&self) -> usize {
        self.articles.len()
    }

    /// The article at `place`, and its balance as far as it is known.
    pub fn at(&self, place: usize) -> Option<(ArticleId, Option<&ArticleBalance>)> {
        let (article, _) = self.articles.get(place)?;
        Some((*article, self.known.get(article)))
    }

    /// What the balances known of the articles asked about come to together.
    pub fn whole(&self) -> &Balance {
        &self.whole
    }

    /// How many of the articles asked about have a balance that is known.
    pub fn counted(&self) -> usize {
        self.articles.iter().filter(|(article, _)| self.known.contains_key(article)).count()
    }

    /// Which articles there are to know about.
    pub(super) fn take_articles(&mut self, articles: Vec<(ArticleId, Stamp)>) {
        self.articles = articles;
        self.add_up();
    }

    /// The balances of `asked`, worked out. Those that there are none of have no annotations any more.
    pub(super) fn take(&mut self, asked: &[ArticleId], balances: Vec<ArticleBalance>) {
        for article in asked {
            self.known.remove(article);
        }
        for balance in balances {
            // What it was worked out from may be newer than what was known to be.
            if let Some(found) = self.articles.iter_mut().find(|found| found.0 == balance.article) {
                found.1 = balance.stamp.clone();
            }
            self.known.insert(balance.article, balance);
        }
        self.articles.retain(|(article, _)| !asked.contains(article) || self.known.contains_key(article));
        self.add_up();
    }

    /// The next articles whose balance is to be asked for.
    pub(super) fn missing(&self) -> Vec<ArticleId> {
        let is_missing = |(article, stamp): &&(ArticleId, Stamp)| {
            self.known.get(article).is_none_or(|known| known.stamp != *stamp)
        };
        self.articles.iter().filter(is_missing).map(|found| found.0).take(ASKED).collect()
    }

    /// Counts one's own annotations alone, or all readers', whichever it did not.
    pub(in crate::app) fn switch_readers(&mut self) {
        self.of_all_readers = !self.of_all_readers;
        self.known.clear();
        self.add_up();
    }

    fn add_up(&mut self) {
        self.whole = Balance::default();
        for known in self.articles.iter().filter_map(|(article, _)| self.known.get(article)) {
            self.whole.add(&known.balance);
        }
    }
}
