//! The menus of orders and of what the list can be narrowed down by, as far as what is typed is in their words.

use std::collections::BTreeMap;

use super::ListCriterion;
use crate::app::choosing::Choosing;
use crate::app::state::State;
use crate::article::Script;
use crate::library::{ListSort, ReadState};

/// A line that a menu offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// What it sets.
    pub criterion: ListCriterion,
    /// How many articles are so; nothing for an order.
    pub count: Option<usize>,
}

/// A menu of the list.
#[derive(Clone, Debug)]
pub struct ListMenu {
    /// What is asked, in words.
    pub title: &'static str,
    /// What is typed, and the line chosen.
    pub choosing: Choosing,
    offered: Vec<ListLine>,
}

impl ListMenu {
    /// The orders, the present one chosen.
    pub fn of_orders(state: &State) -> ListMenu {
        let both = |sort: ListSort| [false, true].map(|descending| ListCriterion::Sort(sort, descending));
        let lines = ListSort::ALL.into_iter().flat_map(both);
        let offered: Vec<ListLine> = lines.map(|criterion| ListLine { criterion, count: None }).collect();
        let set = |line: &ListLine| line.criterion.is_set(state.list.arrangement());
        let chosen = offered.iter().position(set).unwrap_or(0);
        ListMenu { title: "Order articles by", choosing: Choosing::at(chosen), offered }
    }

    /// What the list can be narrowed down by, with how many articles are so.
    pub fn of_filters(state: &State) -> ListMenu {
        let mut tally = Tally::default();
        state.list.all().for_each(|entry| tally.count(entry));
        let choosing = Choosing::at(0);
        ListMenu { title: "List articles that are", choosing, offered: tally.lines(state) }
    }

    /// The lines found. A date that is typed is offered as a first and as a last day of publication, and as a first one of
    /// what was taken in.
    pub fn found(&self) -> Vec<ListLine> {
        let typed = self.choosing.words().to_lowercase();
        let wanted: Vec<&str> = typed.split_whitespace().collect();
        let fits = |line: &&ListLine| {
            let (kind, name) = line.criterion.words();
            let sign = line.criterion.sign();
            let words = format!("{kind} {name} {sign}").to_lowercase();
            wanted.iter().all(|wanted| words.contains(wanted))
        };
        let mut found: Vec<ListLine> = self.offered.iter().filter(fits).cloned().collect();
        if let Some(day) = wanted.last().filter(|word| is_date(word)) {
            let lines = [ListCriterion::Since, ListCriterion::Until, ListCriterion::AddedSince];
            let lines = lines.map(|of| ListLine { criterion: of((*day).to_owned()), count: None });
            let is_new = |line: &ListLine| found.iter().all(|other| other.criterion != line.criterion);
            let more: Vec<ListLine> = lines.into_iter().filter(|line| fits(&line) && is_new(line)).collect();
            found.extend(more);
        }
        found
    }
}

/// Whether this is a year, a month or a day: `2026`, `2026-02`, `2026-02-06`.
fn is_date(word: &str) -> bool {
    let digits =
        |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = word.split('-');
    parts.next().is_some_and(|year| digits(year, 4))
        && word.split('-').count() <= 3
        && parts.all(|part| digits(part, 2))
}

/// How many articles are of each kind.
#[derive(Default)]
struct Tally {
    all: usize,
    starred: usize,
    deleted: usize,
    states: BTreeMap<ReadState, usize>,
    scripts: [usize; SCRIPTS.len()],
    sources: BTreeMap<String, usize>,
    labels: BTreeMap<String, usize>,
    /// By the year of publication, and by that in which they were taken in.
    published: BTreeMap<String, usize>,
    added: BTreeMap<String, usize>,
}

const SCRIPTS: [Script; 5] =
    [Script::Traditional, Script::Simplified, Script::Japanese, Script::Korean, Script::Other];

impl Tally {
    fn count(&mut self, entry: &crate::library::ArticleEntry) {
        if entry.deleted {
            self.deleted += 1;
            return;
        }
        self.all += 1;
        self.starred += usize::from(entry.starred);
        *self.states.entry(entry.state()).or_default() += 1;
        if let Some(place) = SCRIPTS.iter().position(|script| *script == entry.script) {
            self.scripts[place] += 1;
        }
        *self.sources.entry(entry.source()).or_default() += 1;
        entry.counts.iter().for_each(|(label, _)| *self.labels.entry(label.clone()).or_default() += 1);
        let mut years = vec![(&mut self.added, entry.added_day())];
        years.extend(entry.published_day().map(|day| (&mut self.published, day)));
        for (years, day) in years {
            *years.entry(day.get(..4).unwrap_or_default().to_owned()).or_default() += 1;
        }
    }

    fn lines(self, state: &State) -> Vec<ListLine> {
        let mut lines = Vec::new();
        let mut offer = |criterion, count| lines.push(ListLine { criterion, count: Some(count) });
        offer(ListCriterion::All, self.all);
        for read in ReadState::ALL {
            offer(ListCriterion::State(read), self.states.get(&read).copied().unwrap_or(0));
        }
        offer(ListCriterion::Starred, self.starred);
        offer(ListCriterion::Deleted, self.deleted);
        for (script, count) in SCRIPTS.into_iter().zip(self.scripts).filter(|(_, count)| *count > 0) {
            offer(ListCriterion::Script(script), count);
        }
        let labels: Vec<(String, usize)> = self.labels.into_iter().collect();
        for (name, count) in state.configuration.in_order(&labels) {
            offer(ListCriterion::Label(name.to_owned()), count);
        }
        let kinds: [fn(String) -> ListCriterion; 2] = [ListCriterion::Since, ListCriterion::AddedSince];
        for (years, of) in [self.published, self.added].into_iter().zip(kinds) {
            let mut since = 0;
            for (year, count) in years.into_iter().rev() {
                since += count;
                offer(of(year), since);
            }
        }
        let mut sources: Vec<(String, usize)> = self.sources.into_iter().collect();
        sources.sort_by_key(|source| std::cmp::Reverse(source.1));
        sources.into_iter().for_each(|(source, count)| offer(ListCriterion::Source(source), count));
        lines
    }
}
