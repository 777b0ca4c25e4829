//! What was typed, ready to be found: folded or as it stands, or as a regular expression.

use std::borrow::Cow;

use memchr::memmem;
use regex::{Regex, RegexBuilder};

use super::expression::{folded_expression, found_folded};
use super::found::Folded;
use super::units::{UNIT_BYTES, find_unit};
use crate::text::{Span, is_cluster_boundary};

/// Bytes that a compiled regular expression may take.
const MOST_BYTES: usize = 4 << 20;

/// What is looked for, as a person says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The words.
    pub words: String,
    /// Whether they must stand in the text as they stand here, character for character.
    pub exact: bool,
    /// Whether they are a regular expression.
    pub regex: bool,
    /// What capitals mean where `exact` does not hold.
    pub case: Case,
}

/// What capital letters in a query mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// Nothing: they are the same as small ones.
    #[default]
    Folded,
    /// Where there is one, capitals and small letters are told apart.
    Smart,
}

/// Why a query cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression.
    #[error("“{words}” is no regular expression: {reason}")]
    NoRegex {
        /// As typed, made visible.
        words: String,
        /// What is wrong with it, on one line.
        reason: String,
    },
}

/// A query, ready to be found.
#[derive(Clone, Debug)]
pub struct Pattern(Kind);

#[derive(Clone, Debug)]
enum Kind {
    /// Nothing that could be seen: found nowhere.
    Nothing,
    Folded(Box<Folded>),
    /// As it stands, and folded for the units.
    Exact(Box<memmem::Finder<'static>>, Box<Folded>),
    Regex {
        regex: Regex,
        folded: bool,
    },
}

impl Pattern {
    /// Makes a query ready.
    ///
    /// # Errors
    ///
    /// Where it is to be a regular expression and is none, or a too large one.
    pub fn new(query: &Query) -> Result<Pattern, PatternError> {
        let words = &query.words;
        let cased = query.case == Case::Smart && words.chars().any(char::is_uppercase);
        if words.is_empty() {
            return Ok(Pattern(Kind::Nothing));
        }
        if query.regex {
            return regex(query, cased);
        }
        Ok(Pattern(match Folded::new(words, cased && !query.exact) {
            Some(folded) if query.exact => {
                Kind::Exact(Box::new(memmem::Finder::new(words).into_owned()), Box::new(folded))
            }
            Some(folded) => Kind::Folded(Box::new(folded)),
            None => Kind::Nothing,
        }))
    }

    /// Whether it can be found nowhere.
    pub fn is_nothing(&self) -> bool {
        matches!(self.0, Kind::Nothing)
    }

    /// Every match in `text`, in order, none within another: whole grapheme clusters, in bytes. A match that would cut a
    /// cluster is none; one of a regular expression takes the whole cluster in.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = Span> + Send + 'a> {
        match &self.0 {
            Kind::Nothing => Box::new(std::iter::empty()),
            Kind::Folded(folded) => Box::new(folded.find_iter(text)),
            Kind::Exact(finder, _) => Box::new(exact(finder, text)),
            Kind::Regex { regex, folded: false } => Box::new(of_regex(regex, text)),
            Kind::Regex { regex, folded: true } => Box::new(whole_clusters(text, found_folded(regex, text))),
        }
    }

    /// Whether what its units find in a text of [`super::Texture::Plain`] is a match, and not only may be one.
    pub fn is_sure(&self) -> bool {
        self.units().is_some_and(|units| units.is_sure())
    }

    /// What finds it in folded texts; none where only the text itself can tell.
    pub fn units(&self) -> Option<UnitPattern<'_>> {
        match &self.0 {
            Kind::Nothing | Kind::Regex { .. } => None,
            Kind::Folded(folded) => Some(UnitPattern { folded, sure: !folded.must_be_checked() }),
            Kind::Exact(_, folded) => Some(UnitPattern { folded, sure: false }),
        }
    }
}

/// A pattern for folded texts, as [`super::fold_into`] makes them.
#[derive(Clone, Copy, Debug)]
pub struct UnitPattern<'a> {
    folded: &'a Folded,
    sure: bool,
}

impl UnitPattern<'_> {
    /// Whether what is found in a plain text is a match, and not only may be one.
    pub fn is_sure(&self) -> bool {
        self.sure
    }

    /// Whether all of it is letters, ideographs and digits.
    pub fn is_of_letters(&self) -> bool {
        self.folded.is_of_letters()
    }

    /// The first byte of the first place from byte `from` of `units` on. Between the units found nothing is passed over.
    pub fn find(&self, units: &[u8], from: usize) -> Option<usize> {
        find_unit(self.folded.finder(), units, from)
    }

    /// Bytes of units that what is found takes.
    pub fn bytes(&self) -> usize {
        self.folded.len() * UNIT_BYTES
    }
}

fn regex(query: &Query, cased: bool) -> Result<Pattern, PatternError> {
    let words = if query.exact {
        Cow::Borrowed(query.words.as_str())
    } else {
        folded_expression(&query.words).into()
    };
    if words.is_empty() {
        return Ok(Pattern(Kind::Nothing));
    }
    let built = RegexBuilder::new(&words)
        .case_insensitive(!query.exact && !cased)
        .multi_line(true)
        .size_limit(MOST_BYTES)
        .build();
    let refused = |error: regex::Error| {
        // The last line of a long message says what is wrong; those before it point at the place.
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        PatternError::NoRegex { words: crate::text::visible(&query.words).into_owned(), reason }
    };
    Ok(Pattern(Kind::Regex { regex: built.map_err(refused)?, folded: !query.exact }))
}

fn exact<'a>(finder: &'a memmem::Finder<'static>, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + finder.find(text.as_bytes().get(from..)?)?;
            let end = start + finder.needle().len();
            if is_cluster_boundary(text, start) && is_cluster_boundary(text, end) {
                from = end;
                return Some(Span::new(start, end));
            }
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
        }
    })
}

fn of_regex<'a>(regex: &'a Regex, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let found = regex.find_iter(text).map(|found| Span::new(found.start(), found.end()));
    whole_clusters(text, found)
}

/// The spans widened to whole clusters, without empty ones and those within another.
fn whole_clusters<'a>(
    text: &'a str,
    spans: impl Iterator<Item = Span> + 'a,
) -> impl Iterator<Item = Span> + 'a {
    let mut behind = 0;
    spans.filter(|span| !span.is_empty()).filter_map(move |span| {
        let (mut start, mut end) = (span.start, span.end);
        while !is_cluster_boundary(text, start) {
            start = text.floor_char_boundary(start - 1);
        }
        while !is_cluster_boundary(text, end) {
            end = text.ceil_char_boundary(end + 1);
        }
        let found = (start >= behind).then_some(Span { start, end });
        behind = behind.max(end);
        found
    })
}
