//! `pingdian list`: the articles with id, title, source and tags.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::annotate::no_label;
use super::args::List;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::app::{Configuration, counted};
use crate::export::write_json;
use crate::library::{ArticleEntry, ArticleId, file_path};
use crate::text::{Ambiguous, line_cells, visible};

/// Cells that the longest titles are set to.
const TITLE_CELLS: usize = 44;

/// Prints the articles, a line each.
pub fn run(setup: &Setup, list: &List) -> Result<(), Failure> {
    let arrangement = list.arrangement();
    let mut entries = setup.existing_store()?.entries_after(ArticleId(i64::MIN), usize::MAX)?;
    labels_are_known(&arrangement.filter.labels, &entries, &setup.configuration)?;
    let undated = arrangement.filter.but_for_their_date(&entries);
    if undated > 0 {
        let articles = counted(undated, "article");
        complain(&format!(
            "left out: {articles} without a date of publication; --added-since goes by the day added"
        ));
    }
    entries.retain(|entry| arrangement.filter.fits(entry));
    entries.sort_by(|one, other| arrangement.compare(one, other));
    if !list.json {
        return print(entries.iter().map(|entry| as_text(entry, &setup.configuration)).collect::<String>());
    }
    let mut lines = Vec::new();
    for entry in &entries {
        write_json(&mut lines, &as_json(entry))?;
        lines.push(b'\n');
    }
    print(lines)
}

/// Whether all of `labels` are configured, or those of annotations.
fn labels_are_known(
    labels: &[String],
    entries: &[ArticleEntry],
    configuration: &Configuration,
) -> Result<(), Failure> {
    let mut known: Vec<&str> = configuration.labels.iter().map(|label| label.name.as_str()).collect();
    if labels.iter().all(|label| known.contains(&label.as_str())) {
        return Ok(());
    }
    let given: BTreeSet<&str> =
        entries.iter().flat_map(|entry| &entry.counts).map(|count| count.0.as_str()).collect();
    let others: Vec<&str> = given.into_iter().filter(|label| !known.contains(label)).collect();
    known.extend(others);
    let unknown = labels.iter().find(|label| !known.contains(&label.as_str()));
    unknown.map_or(Ok(()), |label| Err(no_label(label, &known)))
}

/// What the library knows of an article without its text.
pub(super) fn as_json(entry: &ArticleEntry) -> Value {
    let tags: serde_json::Map<_, _> =
        entry.counts.iter().map(|(label, count)| (label.clone(), json!(count))).collect();
    json!({
        "id": entry.id,
        "title": entry.title,
        "uri": entry.uri,
        "script": entry.script,
        "hidden": entry.hidden,
        "copies": entry.copies,
        "like": entry.like.map(|like| json!({"id": like.article, "percent": like.percent})),
        "tags": tags,
        "site": entry.metadata.site,
        "byline": entry.metadata.byline,
        "published": entry.metadata.published,
        "url": entry.metadata.url,
        "added": entry.added,
        "state": entry.state(),
        "starred": entry.starred,
        "deleted": entry.deleted,
        "progress": entry.read_to.min(entry.bytes) as f64 / entry.bytes.max(1) as f64,
        "characters": entry.characters_about(),
        "source": entry.source(),
    })
}

fn as_text(entry: &ArticleEntry, configuration: &Configuration) -> String {
    let title = visible(&entry.title);
    let blanks = TITLE_CELLS.saturating_sub(line_cells(&title, Ambiguous::Narrow));
    let source = file_path(&entry.uri).map_or_else(|| entry.uri.clone(), |path| path.display().to_string());
    let counts = configuration.in_order(&entry.counts);
    let tags: String = counts.iter().map(|(label, count)| format!("  {} {count}", visible(label))).collect();
    let like =
        entry.like.map(|like| format!("  {}% like {}", like.percent, like.article.0)).unwrap_or_default();
    let copies = match entry.copies {
        0 => String::new(),
        copies => format!("  +{copies} of the same text"),
    };
    let source = visible(&source);
    format!("{:>5}  {title}{}  {source}{tags}{copies}{like}\n", entry.id.0, " ".repeat(blanks))
}
