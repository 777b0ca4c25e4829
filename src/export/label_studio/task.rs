//! A task: an article with its readers' annotations.

use std::collections::BTreeMap;

use serde::Serialize;

use super::control;
use crate::annotation::LinkKind;
use crate::export::links::inner_links;
use crate::export::{Losses, Passage, Passages};
use crate::library::{ArticleId, Marked};

#[derive(Serialize)]
pub(super) struct Task<'a> {
    id: ArticleId,
    data: Data<'a>,
    annotations: Vec<ReaderAnnotations<'a>>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    title: &'a str,
    uri: &'a str,
}

/// All that one reader says of the article.
#[derive(Serialize)]
struct ReaderAnnotations<'a> {
    id: usize,
    reader: &'a str,
    created_at: &'a str,
    updated_at: &'a str,
    result: Vec<ResultRecord<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ResultRecord<'a> {
    Region {
        id: &'a str,
        from_name: String,
        to_name: &'static str,
        r#type: &'static str,
        value: Value<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        meta: Option<Meta<'a>>,
    },
    Relation {
        r#type: &'static str,
        from_id: &'a str,
        to_id: &'a str,
        direction: &'static str,
        labels: [LinkKind; 1],
    },
}

/// The place, and what one control says of it.
#[derive(Serialize)]
struct Value<'a> {
    start: usize,
    end: usize,
    #[serde(flatten)]
    said: Said<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Label { text: &'a str, labels: [&'a str; 1] },
    Text { text: [&'a str; 1] },
    Choice { choices: [&'a str; 1] },
}

#[derive(Serialize)]
struct Meta<'a> {
    reader: &'a str,
    created: &'a str,
    modified: &'a str,
}

impl<'a> Task<'a> {
    /// The article's task, whose “annotations” are numbered from `first_id` on. What it cannot hold is counted.
    pub(super) fn new(
        marked: Marked<'a>,
        passages: Passages<'a>,
        first_id: usize,
        losses: &mut Losses,
    ) -> Self {
        let mut by_reader: BTreeMap<&str, ReaderAnnotations<'_>> = BTreeMap::new();
        for passage in passages {
            let stored = passage.stored;
            let reader = &stored.annotation.reader;
            let own = by_reader.entry(reader).or_insert(ReaderAnnotations {
                id: 0,
                reader,
                created_at: &stored.created,
                updated_at: &stored.modified,
                result: Vec::new(),
            });
            own.created_at = own.created_at.min(&stored.created);
            own.updated_at = own.updated_at.max(&stored.modified);
            own.result.extend(results(passage));
        }
        let (inner, outer) = inner_links(marked);
        let mut between_readers = 0;
        let mut notes = 0;
        for link in inner {
            let [from, to] = [link.from, link.to].map(|place| &marked.annotations[place].annotation);
            match by_reader.get_mut(from.reader.as_str()) {
                Some(own) if from.reader == to.reader => {
                    notes += usize::from(!link.link.link.note.is_empty());
                    own.result.push(ResultRecord::Relation {
                        r#type: "relation",
                        from_id: &from.id.0,
                        to_id: &to.id.0,
                        direction: "right",
                        labels: [link.link.link.kind],
                    });
                }
                _ => between_readers += 1,
            }
        }
        losses.add("links to other articles, for which it has no place", outer);
        losses.add("links between two readers' annotations, which it keeps apart", between_readers);
        losses.add("notes on links", notes);
        let mut annotations: Vec<_> = by_reader.into_values().collect();
        for (number, annotation) in annotations.iter_mut().enumerate() {
            annotation.id = first_id + number;
        }
        let article = marked.article;
        let data = Data { text: &article.text, title: &article.title, uri: &article.uri };
        Self { id: article.id, data, annotations }
    }

    /// How many “annotations” it has.
    pub(super) fn annotations(&self) -> usize {
        self.annotations.len()
    }
}

/// What stands for one annotation: its region, which comes first and makes the place, and what is said of it.
fn results(passage: Passage<'_>) -> Vec<ResultRecord<'_>> {
    let stored = passage.stored;
    let annotation = &stored.annotation;
    let result = |from_name: String, r#type, said, meta| ResultRecord::Region {
        id: &annotation.id.0,
        from_name,
        to_name: "text",
        r#type,
        value: Value { start: passage.start, end: passage.end, said },
        meta,
    };
    let meta = Meta { reader: &annotation.reader, created: &stored.created, modified: &stored.modified };
    let label = Said::Label { text: passage.quote, labels: [&annotation.label] };
    let mut results = vec![result("label".to_owned(), "labels", label, Some(meta))];
    for (name, text) in [("note", &annotation.note), ("source", &annotation.source)] {
        if !text.is_empty() {
            results.push(result(name.to_owned(), "textarea", Said::Text { text: [text] }, None));
        }
    }
    for (name, value) in &annotation.attributes {
        results.push(result(control(name), "choices", Said::Choice { choices: [value] }, None));
    }
    results
}
