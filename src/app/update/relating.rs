//! Keys while related passages are shown, and what was found.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};

use super::overlays::{Then, stay};
use crate::annotation::{Annotation, Change, Edit, Link, LinkKind};
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::linking::{KINDS, reminder};
use crate::app::overlay::Overlay;
use crate::app::relating::{MadeLink, Relating};
use crate::app::state::State;
use crate::library::{ArticleId, Related, Write};
use crate::text::{Span, visible};

/// The library answered a question.
pub(super) fn take(state: &mut State, number: u64, found: Result<Vec<Related>, String>) {
    let Some(Overlay::Relating(relating)) = &mut state.overlay else { return };
    if relating.number != number {
        return;
    }
    match found {
        Ok(found) => relating.take(found),
        Err(message) => {
            state.overlay = None;
            state.complain(message);
        }
    }
}

/// A key while related passages are shown.
pub(super) fn press(state: &mut State, key: KeyEvent, mut relating: Box<Relating>) -> Then {
    state.message = None;
    let last = relating.found.as_ref().map_or(0, |found| found.len().saturating_sub(1));
    match key.code {
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => {
            relating.chosen = (relating.chosen + 1).min(last)
        }
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => {
            relating.chosen = relating.chosen.saturating_sub(1);
        }
        KeyCode::Char('g') | KeyCode::Home => relating.chosen = 0,
        KeyCode::Char('G') | KeyCode::End => relating.chosen = last,
        KeyCode::Char('q' | 'R') => return Then::Close(Vec::new()),
        KeyCode::Enter => {
            if let Some(chosen) = relating.chosen() {
                let spot = Spot::passage(chosen.related.article, chosen.related.span);
                return Then::Close(state.jump(spot));
            }
        }
        KeyCode::Char('u') => {
            let effects = take_back(state, &mut relating);
            state.overlay = Some(Overlay::Relating(relating));
            return Then::Close(effects);
        }
        KeyCode::Char(key) => {
            if let Some((_, kind)) = KINDS.iter().find(|(kind, _)| *kind == key) {
                let effects = link(state, &mut relating, *kind);
                state.overlay = Some(Overlay::Relating(relating));
                return Then::Close(effects);
            }
        }
        _ => {}
    }
    stay(Overlay::Relating(relating))
}

/// Says what the asked passage is to the chosen one: both are tagged first, where they are not, with the first label.
fn link(state: &mut State, relating: &mut Relating, kind: LinkKind) -> Vec<Effect> {
    let Some(chosen) = relating.chosen().cloned() else { return Vec::new() };
    let Some(revision) = revision_with(state, relating) else {
        state.complain("The article has another text now; look for related passages again");
        return Vec::new();
    };
    let asked = own_here(state, relating.passage);
    let other = own_of(state, &chosen.related.tags, chosen.related.span);
    if let (Some(asked), Some(other)) = (&asked, &other)
        && state.is_tied(&asked.id, &other.id, kind)
    {
        state.complain("You have said so already");
        return Vec::new();
    }
    let mut effects = Vec::new();
    let tagged = other.is_none().then(|| new(state, chosen.related.span));
    if let Some(tag) = &tagged {
        let edit = Edit { before: None, after: Some(tag.clone()) };
        effects.push(state.save(chosen.related.article, chosen.related.revision, vec![edit.into()]));
        count(state, chosen.related.article, &tag.label, true);
    }
    let Some(other) = other.or(tagged.clone()) else { return effects };
    let mut changes: Vec<Change> = Vec::new();
    let asked = asked.unwrap_or_else(|| {
        let tag = new(state, relating.passage);
        changes.push(Edit { before: None, after: Some(tag.clone()) }.into());
        tag
    });
    let link = Link {
        id: state.identifiers.next_link_id(),
        from: asked.id.clone(),
        to: other.id.clone(),
        kind,
        note: String::new(),
        reader: state.reader.clone(),
    };
    changes.push(Edit { before: None, after: Some(link) }.into());
    if let Some(reading) = &mut state.reading {
        changes.iter().for_each(|change| reading.apply(change));
    }
    effects.push(state.save(relating.article, revision, changes));
    state.count_labels();
    say_linked(state, &asked, kind, &other, (&chosen.related.quote, &relating.quote), tagged.is_some());
    relating.made.push(MadeLink { place: relating.chosen, tagged: tagged.clone() });
    if let Some(passage) = relating.passage_mut(relating.chosen) {
        passage.linked = Some(kind);
        passage.related.tags.extend(tagged);
    }
    effects
}

fn say_linked(
    state: &mut State,
    asked: &Annotation,
    kind: LinkKind,
    other: &Annotation,
    (there, here): (&str, &str),
    is_new: bool,
) {
    let words = |annotation: &Annotation, quote| format!("{} “{}”", annotation.label, reminder(quote));
    let tagged = if is_new { ", which is tagged for it" } else { "" };
    let said =
        format!("{} {} {}{tagged}; u undoes", words(asked, here), kind.forwards(), words(other, there));
    state.say(visible(&said).into_owned());
}

/// Takes back the last link made here, with the tags made for it; where none was made, the last thing done.
fn take_back(state: &mut State, relating: &mut Relating) -> Vec<Effect> {
    state.saving.undoing += 1;
    let Some(made) = relating.made.pop() else { return vec![Write::UndoLast.into()] };
    let mut effects = vec![Effect::from(Write::Undo(relating.article))];
    let Some(passage) = relating.passage_mut(made.place) else { return effects };
    passage.linked = None;
    let article = passage.related.article;
    if let Some(tag) = made.tagged {
        passage.related.tags.retain(|other| other.id != tag.id);
        state.saving.undoing += 1;
        effects.push(Write::Undo(article).into());
        count(state, article, &tag.label, false);
    }
    effects
}

/// The revision of the open article, where its text still has the asked passage.
fn revision_with(state: &State, relating: &Relating) -> Option<crate::library::Revision> {
    let reading = state.reading.as_ref().filter(|_| state.saving.waiting.is_empty())?;
    let same = reading.identity.id == Some(relating.article)
        && reading.document.text().get(relating.passage.range()) == Some(relating.quote.as_str());
    reading.identity.revision.filter(|_| same)
}

fn own_here(state: &State, passage: Span) -> Option<Annotation> {
    let reading = state.reading.as_ref()?;
    let all: Vec<Annotation> = reading.annotations.overlapping(passage).into_iter().cloned().collect();
    own_of(state, &all, passage)
}

/// The reader's own annotation of those on a passage that has most of it and little else.
fn own_of(state: &State, annotations: &[Annotation], passage: Span) -> Option<Annotation> {
    let shared = |span: Span| span.end.min(passage.end).saturating_sub(span.start.max(passage.start));
    let own = annotations.iter().filter(|annotation| annotation.reader == state.reader);
    let fitting = own.filter(|annotation| 2 * shared(annotation.span) >= annotation.span.join(passage).len());
    fitting.max_by_key(|annotation| shared(annotation.span)).cloned()
}

fn new(state: &mut State, span: Span) -> Annotation {
    Annotation {
        id: state.identifiers.next_id(),
        span,
        label: state.configuration.labels.first().map(|label| label.name.clone()).unwrap_or_default(),
        note: String::new(),
        source: String::new(),
        attributes: BTreeMap::new(),
        reader: state.reader.clone(),
    }
}

/// Brings the list's count of an article that is not open up to date.
fn count(state: &mut State, article: ArticleId, label: &str, more: bool) {
    let Some(entry) = state.list.entry_mut(article) else { return };
    match entry.counts.iter_mut().find(|(name, _)| name == label) {
        Some((_, count)) => *count = if more { *count + 1 } else { count.saturating_sub(1) },
        None if more => entry.counts.push((label.to_owned(), 1)),
        None => {}
    }
}
