//! What is said of articles from the list: of the chosen one, or of several at once. The screen shows it at once, and the
//! library keeps it, with how it was before.

use std::collections::HashSet;

use super::List;
use crate::app::counted;
use crate::app::effect::Effect;
use crate::app::state::{Pane, State};
use crate::library::{ArticleEntry, ArticleId, Mark, Remarked, Write};

impl List {
    /// Whether several articles are being chosen.
    pub fn is_choosing(&self) -> bool {
        self.range.is_some() || !self.several.is_empty()
    }

    /// The places from the range's beginning to the chosen entry, both included.
    fn range_places(&self) -> Option<(usize, usize)> {
        let begin = self.places.get(&self.range?)?;
        let place = self.indices().iter().position(|index| index == begin)?;
        Some((place.min(self.chosen), place.max(self.chosen)))
    }

    /// The places of the range, for [`List::is_among`].
    pub fn range_shown(&self) -> Option<(usize, usize)> {
        self.range_places()
    }

    /// Whether the article at `place` is among the several chosen; `range` is [`List::range_shown`].
    pub fn is_among(&self, place: usize, entry: &ArticleEntry, range: Option<(usize, usize)>) -> bool {
        self.several.contains(&entry.id) || range.is_some_and(|(first, last)| (first..=last).contains(&place))
    }

    /// The articles that a command is for, in the order shown: those chosen, or else the one.
    pub fn meant(&self) -> Vec<ArticleId> {
        if !self.is_choosing() {
            return self.chosen().map(|entry| entry.id).into_iter().collect();
        }
        let range = self.range_places();
        let meant = self.shown().enumerate().filter(|(place, entry)| self.is_among(*place, entry, range));
        meant.map(|(_, entry)| entry.id).collect()
    }

    /// Puts the range's articles with those chosen.
    pub fn close_range(&mut self) {
        if let Some((first, last)) = self.range_places() {
            let ids: Vec<ArticleId> =
                self.indices()[first..=last].iter().map(|&index| self.at(index).id).collect();
            self.several.extend(ids);
        }
        self.range = None;
    }

    /// Lets no more than the one be chosen.
    pub fn drop_several(&mut self) {
        self.range = None;
        self.several = HashSet::new();
    }

    /// Says something of articles, and puts them into their places.
    pub(super) fn say(&mut self, said: &[(ArticleId, Mark)]) {
        let chosen = self.chosen().map(|entry| entry.id);
        let mut moved = Vec::new();
        for &(id, mark) in said {
            let Some(&index) = self.places.get(&id) else { continue };
            let entry = &mut self.entries[index as usize];
            match mark {
                Mark::Starred(starred) => entry.starred = starred,
                Mark::Read(read) => entry.marked = read,
                Mark::Hidden(hidden) => entry.hidden = hidden,
                Mark::Deleted(deleted) => {
                    self.total -= usize::from(!entry.deleted);
                    self.total += usize::from(!deleted);
                    entry.deleted = deleted;
                }
            }
            moved.push(index);
        }
        self.put_in_place(&moved, u32::MAX);
        self.keep_chosen(chosen);
    }
}

/// Says `mark` of the articles meant, and what.
pub(in crate::app) fn say_of(state: &mut State, articles: Vec<ArticleId>, mark: Mark) -> Vec<Effect> {
    if articles.is_empty() {
        return Vec::new();
    }
    // Where the reader stands in an article that goes must be kept before.
    let mut effects = state.keep_place();
    let said: Vec<(ArticleId, Mark)> = articles.iter().map(|&article| (article, mark)).collect();
    state.list.say(&said);
    state.list.drop_several();
    state.say(words(state, &articles, mark));
    effects.push(Write::Mark { articles, mark }.into());
    effects.extend(after(state, &said));
    effects
}

/// What was said was taken back, or said again.
/// Who reads meanwhile stays where they are, unless an article was brought back.
pub(in crate::app) fn remarked(state: &mut State, again: bool, now: &Remarked) -> Vec<Effect> {
    state.list.say(&now.articles);
    let Some(&(first, mark)) = now.articles.first() else { return Vec::new() };
    let articles: Vec<ArticleId> = now.articles.iter().map(|(article, _)| *article).collect();
    let words = words(state, &articles, mark);
    let how = if again { "Made again" } else { "Taken back" };
    state.say(format!("{how}: {}{}", words[..1].to_lowercase(), &words[1..]));
    let reads = state.focus == Pane::Text && state.reading.is_some() && mark != Mark::Deleted(false);
    let open = state.reading.as_ref().and_then(|reading| reading.identity.id);
    if reads
        && !now.articles.iter().any(|(article, mark)| Some(*article) == open && *mark == Mark::Deleted(true))
    {
        return Vec::new();
    }
    state.list.choose_article(first);
    after(state, &now.articles)
}

/// Closes the open article where it was deleted, and opens what is chosen now.
fn after(state: &mut State, said: &[(ArticleId, Mark)]) -> Vec<Effect> {
    let open = state.reading.as_ref().and_then(|reading| reading.identity.id);
    let deleted = |article: ArticleId| said.contains(&(article, Mark::Deleted(true)));
    if open.is_some_and(deleted) {
        state.tying.take_if(|tied| deleted(tied.article));
        state.reading = None;
    }
    // What was asked for and comes after all is not wanted any more.
    state.opening.take_if(|opening| deleted(*opening));
    state.open_chosen()
}

fn words(state: &State, articles: &[ArticleId], mark: Mark) -> String {
    let what = match articles {
        [one] => state.list.entry(*one).map_or_else(String::new, |entry| format!("“{}”", entry.title)),
        several => counted(several.len(), "article"),
    };
    let key = |name: &str| state.keymap.keys_of(name).join(", ");
    match mark {
        Mark::Starred(true) => format!("Starred: {what}"),
        Mark::Starred(false) => format!("No longer starred: {what}"),
        Mark::Read(Some(true)) => format!("Marked as read: {what}"),
        Mark::Read(Some(false)) => format!("Marked as unread: {what}"),
        Mark::Read(None) => format!("As far as it was read: {what}"),
        Mark::Hidden(true) => {
            format!("Out of sight, {} brings back, {} shows: {what}", key("undo-list"), key("show-hidden"))
        }
        Mark::Hidden(false) => format!("In sight again: {what}"),
        Mark::Deleted(true) => {
            let entries = articles.iter().filter_map(|&article| state.list.entry(article));
            let with = match entries.map(|entry| entry.annotations()).sum() {
                0 => String::new(),
                annotations => format!(" with {}", counted(annotations, "annotation")),
            };
            format!("Deleted{with}, {} brings back: {what}", key("undo-list"))
        }
        Mark::Deleted(false) => format!("Brought back: {what}"),
    }
}
