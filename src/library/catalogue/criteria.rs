//! Which annotations are listed, and in which order: as people choose it, and in SQL.

use std::collections::BTreeMap;

use rusqlite::types::Value;

use super::{ATTRIBUTES, SOURCE};
use crate::library::ArticleId;

/// Whether an annotation stands in its article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Its words, or what became of them, stand in the newest text.
    Kept,
    /// It stands there, on other words than were tagged.
    Nearly,
    /// Its words are in the newest text no more.
    Orphaned,
}

impl Standing {
    /// All, in the order people are shown them.
    pub const ALL: [Standing; 3] = [Standing::Kept, Standing::Nearly, Standing::Orphaned];

    /// In words: `found nearly`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Kept => "in the text",
            Standing::Nearly => "found nearly",
            Standing::Orphaned => "not in the text any more",
        }
    }

    fn condition(self) -> &'static str {
        match self {
            Standing::Kept => "orphaned = 0",
            Standing::Nearly => "orphaned = 0 AND former_quote IS NOT NULL",
            Standing::Orphaned => "orphaned = 1",
        }
    }
}

/// The order of a list of annotations. Those equal in it are in the order of their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By article, and in it by where they begin; orphans come last in their article.
    #[default]
    Place,
    /// What changed last comes first.
    Newest,
    /// By label.
    Label,
    /// By source; those without one come last.
    Source,
    /// The longest first, in bytes.
    Length,
}

impl Sort {
    /// All, in the order that a key goes through them.
    pub const ALL: [Sort; 5] = [Sort::Place, Sort::Newest, Sort::Label, Sort::Source, Sort::Length];

    /// In words: `by place`.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Place => "by place",
            Sort::Newest => "newest first",
            Sort::Label => "by label",
            Sort::Source => "by source",
            Sort::Length => "longest first",
        }
    }

    pub(super) fn order(self) -> String {
        let place = "article, orphaned, start_byte, end_byte, id";
        match self {
            Sort::Place => place.to_owned(),
            Sort::Newest => "modified DESC, id".to_owned(),
            Sort::Label => format!("label, {place}"),
            Sort::Source => format!("source = '', {SOURCE}, {place}"),
            Sort::Length => format!("end_byte - start_byte DESC, {place}"),
        }
    }
}

/// Which annotations are asked for: those that fit all that is set here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The one article, or all.
    pub article: Option<ArticleId>,
    /// Labels by name, any of which will do; empty for all.
    pub labels: Vec<String>,
    /// The source's name; spellings joined with it count as it. Empty for annotations without a source.
    pub source: Option<String>,
    /// Values of attributes, by the attributes' names.
    pub attributes: BTreeMap<String, String>,
    /// Who made it.
    pub reader: Option<String>,
    /// Whether it stands in the text.
    pub standing: Option<Standing>,
    /// Words that the quote, the note or the source holds, whatever the case of ASCII letters; empty for all.
    pub words: String,
    /// In which order.
    pub sort: Sort,
}

impl Selection {
    /// Whether nothing but an article may be asked for.
    pub fn is_whole(&self) -> bool {
        let Selection { article: _, labels, source, attributes, reader, standing, words, sort: _ } = self;
        labels.is_empty()
            && source.is_none()
            && attributes.is_empty()
            && reader.is_none()
            && standing.is_none()
            && words.is_empty()
    }

    /// The condition on rows of `annotation`, with numbered parameters, and what these are.
    pub(in crate::library) fn condition(&self) -> (String, Vec<Value>) {
        let mut condition = Condition { parts: vec!["1".to_owned()], values: Vec::new() };
        if let Some(article) = self.article {
            condition.part(&[Value::Integer(article.0)], |given| format!("article = {}", given[0]));
        }
        if !self.labels.is_empty() {
            let labels: Vec<Value> = self.labels.iter().cloned().map(Value::Text).collect();
            condition.part(&labels, |given| format!("label IN ({})", given.join(", ")));
        }
        if let Some(source) = &self.source {
            condition.part(&[Value::Text(source.clone())], |given| format!("{SOURCE} = {}", given[0]));
        }
        for (name, value) in &self.attributes {
            condition.part(&[Value::Text(name.clone()), Value::Text(value.clone())], |given| {
                format!(
                    "attributes <> '{{}}' AND EXISTS (SELECT 1 FROM json_each({ATTRIBUTES})
                     WHERE json_each.key = {} AND json_each.value = {})",
                    given[0], given[1]
                )
            });
        }
        if let Some(reader) = &self.reader {
            condition.part(&[Value::Text(reader.clone())], |given| format!("reader = {}", given[0]));
        }
        if let Some(standing) = self.standing {
            condition.part(&[], |_| standing.condition().to_owned());
        }
        if !self.words.is_empty() {
            condition.words(&self.words);
        }
        (condition.parts.join(" AND "), condition.values)
    }
}

struct Condition {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Condition {
    /// Adds a condition that is written with the names of its parameters.
    fn part(&mut self, values: &[Value], written: impl FnOnce(&[String]) -> String) {
        let names: Vec<String> =
            (1..=values.len()).map(|number| format!("?{}", self.values.len() + number)).collect();
        self.parts.push(written(&names));
        self.values.extend_from_slice(values);
    }

    /// LIKE looks at each character for its case; where there is none to look at, `instr` is some times faster.
    fn words(&mut self, words: &str) {
        let holds = |given: &str, column: &str| format!("instr({column}, {given}) > 0");
        let is_like = |given: &str, column: &str| format!("{column} LIKE {given} ESCAPE '\\'");
        let cased = words.contains(|character: char| character.is_ascii_alphabetic());
        let (value, one): (String, fn(&str, &str) -> String) =
            if cased { (like_pattern(words), is_like) } else { (words.to_owned(), holds) };
        self.part(&[Value::Text(value)], |given| {
            let columns = ["quote", "note", "source", SOURCE].map(|column| one(&given[0], column));
            format!("({})", columns.join(" OR "))
        });
    }
}

/// What LIKE takes for anything with `words` in it.
fn like_pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for character in words.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
