//! Which articles are listed, and in which order: one rule for the pane, the command line and the first screen.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{ArticleEntry, ReadState};
use crate::article::Script;

/// What a list of articles is ordered by. Those equal in it are in the order added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListSort {
    /// When they were taken in; of paths that were given, their order.
    #[default]
    Added,
    /// When they were published; those that do not say so come last.
    Published,
    /// Title, by code points.
    Title,
    /// Site, or folder.
    Source,
    /// How much was read.
    Progress,
    /// How many annotations there are.
    Annotations,
}

impl ListSort {
    /// All, in the order that a key goes through them.
    pub const ALL: [ListSort; 6] = [
        ListSort::Added,
        ListSort::Published,
        ListSort::Title,
        ListSort::Source,
        ListSort::Progress,
        ListSort::Annotations,
    ];

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            ListSort::Added => "added",
            ListSort::Published => "published",
            ListSort::Title => "title",
            ListSort::Source => "source",
            ListSort::Progress => "progress",
            ListSort::Annotations => "annotations",
        }
    }
}

/// Which articles are listed: those that fit all that is set here. Of several states, scripts, sources or labels any will
/// do; none means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListFilter {
    /// How far they were read.
    pub states: Vec<ReadState>,
    /// Only those starred.
    pub starred: bool,
    /// Their scripts.
    pub scripts: Vec<Script>,
    /// Where they are from, as [`ArticleEntry::source`] tells it.
    pub sources: Vec<String>,
    /// Labels that annotations of theirs have.
    pub labels: Vec<String>,
    /// The first day on which they were published. Those of which that is not known are left out.
    pub since: Option<String>,
    /// The last day, likewise; a part of a date stands for all of its days.
    pub until: Option<String>,
    /// The first day on which they were taken in.
    pub added_since: Option<String>,
    /// Those that were deleted, in the place of the others.
    pub deleted: bool,
}

impl ListFilter {
    /// Whether all articles that were not deleted are listed.
    pub fn is_whole(&self) -> bool {
        *self == ListFilter::default()
    }

    /// How many of `entries` are left out only because it is not known when they were published.
    pub fn but_for_their_date(&self, entries: &[ArticleEntry]) -> usize {
        let undated = ListFilter { since: None, until: None, ..self.clone() };
        match undated == *self {
            true => 0,
            false => entries.iter().filter(|one| one.published_day().is_none() && undated.fits(one)).count(),
        }
    }

    /// Whether an article is listed.
    pub fn fits(&self, entry: &ArticleEntry) -> bool {
        let published = entry.published_day();
        self.deleted == entry.deleted
            && (!self.starred || entry.starred)
            && (self.states.is_empty() || self.states.contains(&entry.state()))
            && (self.scripts.is_empty() || self.scripts.contains(&entry.script))
            && (self.labels.is_empty() || entry.counts.iter().any(|count| self.labels.contains(&count.0)))
            && self.since.as_deref().is_none_or(|since| published.is_some_and(|day| day >= since))
            && self
                .until
                .as_deref()
                .is_none_or(|until| published.is_some_and(|day| day <= until || day.starts_with(until)))
            && self.added_since.as_deref().is_none_or(|since| entry.added_day() >= since)
            && (self.sources.is_empty() || self.sources.contains(&entry.source()))
    }
}

/// A list of articles as it is wanted, remembered from session to session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// What it is ordered by.
    pub sort: ListSort,
    /// Whether it is the other way round: the newest first, the most first.
    pub descending: bool,
    /// Which articles are in it.
    pub filter: ListFilter,
}

impl Arrangement {
    /// The order of two articles.
    pub fn compare(&self, one: &ArticleEntry, other: &ArticleEntry) -> Ordering {
        let by = |order: Ordering| if self.descending { order.reverse() } else { order };
        let order = match self.sort {
            ListSort::Added => Ordering::Equal,
            ListSort::Published => {
                let (one, other) = (&one.metadata.published, &other.metadata.published);
                undated_last(one, other).unwrap_or_else(|| by(one.cmp(other)))
            }
            ListSort::Title => by(one.title.cmp(&other.title)),
            ListSort::Source => by(one.location().cmp(other.location())),
            ListSort::Progress => by(one.permille().cmp(&other.permille())),
            ListSort::Annotations => by(one.annotations().cmp(&other.annotations())),
        };
        order.then_with(|| by(one.id.cmp(&other.id)))
    }

    /// Queries after `SELECT … FROM article` that give all articles in this order, one after another, by an index where
    /// there is one.
    pub(super) fn queries(&self) -> Vec<String> {
        let way = if self.descending { "DESC" } else { "ASC" };
        let by = |column: &str| vec![format!("ORDER BY {column} {way}, id {way}")];
        match self.sort {
            ListSort::Added => vec![format!("ORDER BY id {way}")],
            ListSort::Published => vec![
                format!("WHERE published > '' ORDER BY published {way}, id {way}"),
                format!("WHERE published = '' ORDER BY id {way}"),
            ],
            ListSort::Title => by("title"),
            ListSort::Source => by("iif(site <> '', site, rtrim(uri, replace(uri, '/', '')))"),
            ListSort::Progress => by("read_to * 1000 / max(bytes, 1)"),
            ListSort::Annotations => {
                by("(SELECT coalesce(sum(count), 0) FROM label_count WHERE article = article.id)")
            }
        }
    }
}

/// The order of two dates of which one is missing, or both.
fn undated_last(one: &str, other: &str) -> Option<Ordering> {
    (one.is_empty() || other.is_empty()).then(|| one.is_empty().cmp(&other.is_empty()))
}
