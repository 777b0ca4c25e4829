//! `pingdian annotate`: tags a passage without opening the reader.

use super::args::{Annotate, Passage};
use super::articles::article_id;
use super::setup::Setup;
use super::{Failure, complain, print};
use std::collections::BTreeMap;

use crate::annotation::{Annotation, Edit};
use crate::app::Identifiers;
use crate::text::{Span, clusters};

/// Tags the passage, and prints the new annotation's id.
pub fn run(setup: &Setup, annotate: &Annotate) -> Result<(), Failure> {
    let _backing = setup.daily_backup();
    let labels = &setup.configuration.labels;
    if !labels.iter().any(|label| label.name == annotate.label) {
        let names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        return Err(no_label(&annotate.label, &names));
    }
    let mut store = setup.store()?;
    let article = article_id(&mut store, &annotate.article, &setup.options())?;
    let (text, revision) = store.text_and_revision(article)?;
    let span = passage(&text.text, &annotate.passage)?;
    let mut session = [0; 12];
    getrandom::fill(&mut session).map_err(|error| Failure {
        message: format!("the system gives no random bytes: {error}"),
        status: 1,
    })?;
    let annotation = Annotation {
        id: Identifiers::new(session).next_id(),
        span,
        label: annotate.label.clone(),
        note: annotate.note.clone().unwrap_or_default(),
        source: annotate.source.clone().unwrap_or_default(),
        attributes: BTreeMap::new(),
        reader: setup.reader.clone(),
    };
    let id = annotation.id.clone();
    store.apply(
        article,
        revision,
        &setup.reader,
        &[Edit { before: None, after: Some(annotation) }.into()],
    )?;
    print(format!("{}\n", id.0))
}

/// What is said of a label that is not among `names`.
pub(super) fn no_label(label: &str, names: &[&str]) -> Failure {
    Failure::usage(format!("there is no label `{label}`; the labels are: {}", names.join(", ")))
}

/// The bytes of the passage, on cluster boundaries.
pub(super) fn passage(text: &str, passage: &Passage) -> Result<Span, Failure> {
    let span = match passage {
        Passage::Quote { text: quote, nth } => quoted(text, quote, *nth)?,
        Passage::CodePoints { start, end } => code_points(text, *start, *end)?,
    };
    let cut = |byte: usize| {
        byte < text.len() && {
            let line = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
            let end = text[byte..].find('\n').map_or(text.len(), |newline| byte + newline + 1);
            !clusters(&text[line..end]).any(|(start, _)| line + start == byte)
        }
    };
    if cut(span.start) || cut(span.end) {
        return Err(Failure::usage(
            "the passage begins or ends within a character made of several code points",
        ));
    }
    Ok(span)
}

fn quoted(text: &str, quote: &str, nth: Option<u32>) -> Result<Span, Failure> {
    let wanted = nth.unwrap_or(1).max(1) as usize;
    let start = text.match_indices(quote).nth(wanted - 1).map(|found| found.0);
    let total = || text.matches(quote).count();
    match start {
        Some(start) => {
            if nth.is_none() && total() > 1 {
                complain(&format!(
                    "the quote stands {} times in the article; the first is tagged, --nth chooses another",
                    total()
                ));
            }
            Ok(Span::new(start, start + quote.len()))
        }
        None => {
            let message = match total() {
                0 => "the quote does not stand in the article, word for word".to_owned(),
                found => format!("the quote stands only {found} times in the article"),
            };
            Err(Failure { message, status: 1 })
        }
    }
}

fn code_points(text: &str, start: usize, end: usize) -> Result<Span, Failure> {
    let mut places = text.char_indices().map(|found| found.0).chain([text.len()]);
    let first = places.nth(start);
    let last = first.and_then(|_| places.nth(end - start - 1));
    first.zip(last).map(|(first, last)| Span::new(first, last)).ok_or_else(|| Failure {
        message: format!("the article has {} code points, fewer than {end}", text.chars().count()),
        status: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_by_quote_and_by_code_points() {
        let text = "𠮷野家,吉野家,吉野。";
        let find = |quote: &str, nth| {
            quoted(text, quote, nth).map(|span| span.of(text).to_owned()).map_err(|f| f.message)
        };
        assert_eq!(find("吉野", Some(2)), Ok("吉野".to_owned()));
        assert!(find("吉野", Some(3)).unwrap_err().contains("only 2 times"));
        assert_eq!(passage(text, &Passage::CodePoints { start: 0, end: 3 }).unwrap().of(text), "𠮷野家");
        assert!(passage(text, &Passage::CodePoints { start: 3, end: 99 }).is_err());
        let clusters = "か\u{3099}x";
        assert!(passage(clusters, &Passage::CodePoints { start: 0, end: 1 }).is_err());
    }
}
