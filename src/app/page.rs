//! Pages of words that lie over the panes and are scrolled: the keys, and what could not be read. Their rows are laid
//! out here, so that scrolling knows where they end.

mod keys;

use super::annotations_pane::told;
use super::minute::minute;
use super::state::State;
use crate::annotation::Label;
use crate::library::Notice;
use crate::text::{Ambiguous, Measure, line_cells, shortened, trim_blank_end, visible, wrap};

/// The widest a page is, in cells.
const WIDEST: u16 = 84;

/// The most changes that the page of the history tells.
pub const HISTORY: usize = 300;

/// Cells below which a page spares the commands' names and takes less room for the keys.
const NARROW: usize = 60;

/// What a page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What the keys do.
    Keys,
    /// What could not be read, and why.
    Notices,
    /// All that is known of the annotation chosen in the annotations pane.
    Annotation,
    /// When to use which label.
    Guidelines,
    /// Who changed what in the open article, and when.
    History,
}

impl Topic {
    /// The page's head.
    pub fn title(self) -> &'static str {
        match self {
            Topic::Keys => "Keys",
            Topic::Notices => "Not read",
            Topic::Annotation => "Annotation",
            Topic::Guidelines => "When to use which label",
            Topic::History => "History of this article",
        }
    }
}

/// One row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRow {
    /// Words that stand out: a group's head, keys, a file's name. They begin at the row's start.
    pub lead: String,
    /// The column at which the words begin, in cells.
    pub indent: usize,
    /// The words.
    pub words: String,
    /// A command's name, at the row's end.
    pub name: &'static str,
}

/// Cells that a page is wide on a screen of so many columns.
pub fn page_width(columns: u16) -> u16 {
    columns.min(WIDEST)
}

/// All rows of a page, for the screen as it is.
pub fn page_rows(state: &State, topic: Topic) -> Vec<PageRow> {
    let mut page = Page { cells: page_width(state.screen.0) as usize, rows: Vec::new(), state };
    match topic {
        Topic::Annotation => page.rows = told(state, page.cells),
        Topic::Keys => page.keys(),
        Topic::Notices => state.list.unread_notices().for_each(|notice| page.notice(&notice)),
        Topic::Guidelines => page.guidelines(),
        Topic::History => page.history(),
    }
    page.rows
}

/// The furthest that a page can be scrolled, in rows: its last row then stands at the foot.
pub fn furthest_scroll(state: &State, topic: Topic) -> usize {
    page_rows(state, topic).len().saturating_sub((state.screen.1 as usize).saturating_sub(1).max(1))
}

struct Page<'a> {
    cells: usize,
    rows: Vec<PageRow>,
    state: &'a State,
}

impl Page<'_> {
    fn head(&mut self, words: &str) {
        self.rows.push(PageRow { lead: format!(" {words}"), ..PageRow::default() });
    }

    /// Keys, what they do beside them on as many rows as it takes, and the command's name where there is room.
    fn entry(&mut self, keys: &str, words: &str, name: &'static str) {
        let narrow = self.cells < NARROW;
        let indent = if narrow { 12 } else { 20 };
        let lead = format!("  {keys}");
        if line_cells(&lead, self.state.ambiguous) >= indent {
            self.rows.push(PageRow { lead, ..PageRow::default() });
            self.words(indent, words, PageRow::default());
        } else {
            self.words(indent, words, PageRow { lead, ..PageRow::default() });
        }
        let Some(last) = self.rows.last_mut().filter(|_| !narrow) else { return };
        let taken = indent + line_cells(&last.words, self.state.ambiguous);
        if taken + 2 + name.len() < self.cells {
            last.name = name;
        }
    }

    /// The guideline of each label, first that of the annotation under the cursor.
    fn guidelines(&mut self) {
        let here = self.state.annotation_here().map(|annotation| annotation.label.as_str());
        let labels = self.state.configuration.labels.iter();
        let (first, others): (Vec<&Label>, Vec<&Label>) =
            labels.partition(|label| Some(label.name.as_str()) == here);
        for label in first.into_iter().chain(others) {
            self.head(&format!("{} {}  key {}", label.sign, visible(&label.name), label.key));
            if !label.description.is_empty() {
                self.words(3, &visible(&label.description), PageRow::default());
            }
            for line in label.guideline.trim_end().lines() {
                self.words(3, &visible(line), PageRow::default());
            }
            if label.guideline.trim().is_empty() {
                let keys = self.state.keymap.keys_of("labels").join(", ");
                self.words(3, &format!("No guideline yet; {keys} lets you write one."), PageRow::default());
            }
            self.rows.push(PageRow::default());
        }
        self.rows.pop();
    }

    /// Every change: when and who, and under that what was done to which words.
    fn history(&mut self) {
        for logged in &self.state.log {
            let undone = if logged.undone { "  undone" } else { "" };
            let lead = format!(" {}  {}{undone}", minute(&logged.at), visible(&logged.reader));
            self.rows.push(PageRow { lead, ..PageRow::default() });
            let quotes = [&logged.quote, &logged.other_quote].map(|quote| {
                shortened(&visible(quote), self.cells.saturating_sub(4), self.state.ambiguous).into_owned()
            });
            let quotes = quotes.into_iter().filter(|quote| !quote.is_empty());
            for words in std::iter::once(visible(&logged.told()).into_owned()).chain(quotes) {
                self.words(3, &words, PageRow::default());
            }
        }
        if self.state.log.len() >= HISTORY {
            self.words(1, "Older changes: pingdian log tells all", PageRow::default());
        }
    }

    fn notice(&mut self, notice: &Notice) {
        let lead = format!(" {}", visible(&notice.path.to_string_lossy()));
        let cells = self.cells.saturating_sub(1);
        let rows = self.wrapped(&lead, cells);
        self.rows.extend(rows.into_iter().map(|lead| PageRow { lead, ..PageRow::default() }));
        self.words(3, &visible(&notice.message), PageRow::default());
    }

    /// Words on as many rows as they take, the first of which begins as `first`.
    fn words(&mut self, indent: usize, words: &str, first: PageRow) {
        let mut row = first;
        for words in self.wrapped(words, self.cells.saturating_sub(indent + 1)) {
            self.rows.push(PageRow { indent, words, ..row });
            row = PageRow::default();
        }
    }

    fn wrapped(&self, words: &str, cells: usize) -> Vec<String> {
        wrapped(words, cells, self.state.ambiguous)
    }
}

/// Words, nothing in them unseen, in lines of at most so many cells.
pub fn wrapped(words: &str, cells: usize, ambiguous: Ambiguous) -> Vec<String> {
    let cells = cells.max(Measure::LEAST);
    let wrapped = wrap(words, Measure { cells, ambiguous, hanging: false });
    (0..wrapped.lines.len()).map(|line| trim_blank_end(&words[wrapped.line_bytes(line)]).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;
    use crate::app::testing::{TEXT, reader};

    #[test]
    fn every_command_is_told_whole_at_any_width() {
        for columns in [24, 40, 80, 120] {
            let state = reader(TEXT, columns, 12);
            let rows = page_rows(&state, Topic::Keys);
            let spaceless = |words: &str| words.replace(' ', "");
            let told: String = rows.iter().map(|row| spaceless(&row.words)).collect();
            for command in COMMANDS.iter().copied().flatten() {
                assert!(told.contains(&spaceless(command.description)), "{}", command.name);
            }
            let wide =
                |row: &&PageRow| row.indent + line_cells(&row.words, state.ambiguous) > columns as usize;
            assert_eq!(rows.iter().find(wide), None);
        }
    }
}
