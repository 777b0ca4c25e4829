//! What is known of an annotation, in rows: its whole quote, what became of it, note, source, attributes, times.

use crate::annotation::{Fate, Piece, difference};
use crate::app::page::{PageRow, wrapped};
use crate::app::state::State;
use crate::app::{counted, minute};
use crate::library::{Listed, QUOTE_CHARACTERS};
use crate::text::{one_line, visible};

/// Bytes up to which former and present words are compared: it is done with every frame.
const COMPARED: usize = 2000;

/// Column at which the words begin, in cells.
const INDENT: usize = 11;

/// Rows about the chosen annotation, for so many cells.
pub fn told(state: &State, cells: usize) -> Vec<PageRow> {
    let Some(listed) = state.pane.chosen() else { return Vec::new() };
    let mut rows = Vec::new();
    for (name, words) in parts(listed, state) {
        let mut lead = format!(" {}", visible(&name));
        for line in words.split('\n') {
            for words in wrapped(&visible(line), cells.saturating_sub(INDENT + 1), state.ambiguous) {
                rows.push(PageRow {
                    lead: std::mem::take(&mut lead),
                    indent: INDENT,
                    words,
                    ..PageRow::default()
                });
            }
        }
    }
    rows
}

fn parts(listed: &Listed, state: &State) -> Vec<(String, String)> {
    let annotation = &listed.stored.annotation;
    let mut parts = Vec::new();
    let mut part = |name: &str, words: String| parts.push((name.to_owned(), words));
    let cut = |words: &str| if words.chars().count() >= QUOTE_CHARACTERS { " (and more)" } else { "" };
    let quote = format!("{}{}", listed.quote, cut(&listed.quote));
    if listed.damaged {
        let words =
            "its row in the library is damaged: where it says it stands there is no passage of the text";
        part("damaged", words.to_owned());
    }
    if listed.orphaned {
        part("was", quote);
        part("between", format!("{} […] {}", one_line(&listed.prefix), one_line(&listed.suffix)));
    } else {
        part("quote", quote);
    }
    if let Some(former) = &listed.stored.former_quote {
        part("changed", format!("{}{}", changed(former, &listed.quote), cut(former)));
    }
    if !annotation.note.is_empty() {
        part("note", annotation.note.clone());
    }
    if !annotation.source.is_empty() {
        let written = if listed.source_name == annotation.source {
            String::new()
        } else {
            format!(" (written {})", annotation.source)
        };
        part("source", format!("{}{written}", listed.source_name));
    }
    for (name, value) in &annotation.attributes {
        part(name, value.clone());
    }
    if listed.links > 0 {
        part("links", counted(listed.links, "link"));
    }
    let by =
        if annotation.reader == state.reader { String::new() } else { format!(" by {}", annotation.reader) };
    let (created, modified) = (minute(&listed.stored.created), minute(&listed.stored.modified));
    let changed = if created == modified { String::new() } else { format!(", changed {modified}") };
    part("made", format!("{created}{by}{changed}"));
    part("label", annotation.label.clone());
    part("article", listed.title.clone());
    parts
}

/// What became of the words that were tagged: `約[-32-]{+30+}艘`. Of very long ones, what they were.
fn changed(former: &str, now: &str) -> String {
    if former.len().max(now.len()) > COMPARED {
        return format!("was {former}");
    }
    let shown = |piece: Piece| match piece.fate {
        Fate::Same => piece.text.to_owned(),
        Fate::Gone => format!("[-{}-]", piece.text),
        Fate::Come => format!("{{+{}+}}", piece.text),
    };
    difference(former, now).into_iter().map(shown).collect()
}
