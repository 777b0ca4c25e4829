//! Keys for the choice of what one annotation is to another, and for the list of links.

use crossterm::event::{KeyCode, KeyEvent};

use super::overlays::{Then, stay};
use crate::annotation::{Edit, Link, LinkKind};
use crate::app::commands::{follow_link, link_of, link_words, make_link};
use crate::app::effect::Effect;
use crate::app::linking::{KINDS, LinkList, SeenLink, Tie};
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;

/// The kind that a key chooses.
fn kind_of(key: char) -> Option<LinkKind> {
    let key = if key == '=' { 'e' } else { key };
    KINDS.iter().find(|kind| kind.0 == key).map(|kind| kind.1)
}

/// A key while it is chosen what the marked annotation is to the one here.
pub(super) fn tie(state: &mut State, key: KeyEvent, mut tie: Box<Tie>) -> Then {
    match key.code {
        KeyCode::Char('j') | KeyCode::Down => tie.chosen = (tie.chosen + 1).min(KINDS.len() - 1),
        KeyCode::Char('k') | KeyCode::Up => tie.chosen = tie.chosen.saturating_sub(1),
        KeyCode::Char('w') | KeyCode::Tab => tie.swapped = !tie.swapped,
        KeyCode::Char('n') => tie.noting = !tie.noting,
        KeyCode::Char('q') => return Then::Close(Vec::new()),
        KeyCode::Enter => return tied(state, &tie, KINDS[tie.chosen].1),
        KeyCode::Char(key) => {
            if let Some(kind) = kind_of(key) {
                return tied(state, &tie, kind);
            }
        }
        _ => {}
    }
    stay(Overlay::Tie(tie))
}

/// The kind is chosen: the link is made, or its note asked for first.
fn tied(state: &mut State, tie: &Tie, kind: LinkKind) -> Then {
    let link = link_of(state, tie, kind);
    if !tie.noting {
        return Then::Close(make_link(state, link));
    }
    stay(Overlay::Prompt(note_prompt(state, None, link)))
}

fn note_prompt(state: &State, before: Option<LinkList>, link: Link) -> Prompt {
    let (title, words) = (format!("Note to: {}", link_words(state, &link)), link.note.clone());
    Prompt::new(title, Purpose::LinkNote { link: Box::new(link), list: before }, &words, true)
}

/// The note to a link is written: to a new one, or to one of a list, which comes back.
///
/// # Errors
///
/// Why it is not taken, in words: the link is gone, or says what another says already.
pub(super) fn note(
    state: &mut State,
    link: &Link,
    list: Option<LinkList>,
    words: String,
) -> Result<Vec<Effect>, String> {
    let Some(list) = list else {
        if state.is_tied(&link.from, &link.to, link.kind) {
            return Err(format!("You have said so already: {}", link_words(state, link)));
        }
        if state.reading.is_none() {
            return Err("The article is gone. Copy your words".to_owned());
        }
        return Ok(make_link(state, Link { note: words, ..link.clone() }));
    };
    let Some(before) = state.link_named(&link.id) else {
        return Err("This link is gone, another program deleted it. Copy your words".to_owned());
    };
    let after = Link { note: words, ..before.clone() };
    state.overlay = Some(Overlay::Links(list));
    if after == before {
        return Ok(Vec::new());
    }
    Ok(state.record_link(Edit { before: Some(before), after: Some(after) }))
}

/// A key in the list of links.
pub(super) fn list(state: &mut State, key: KeyEvent, mut list: LinkList) -> Then {
    let links = state.links_of(&list.about);
    let last = links.len().saturating_sub(1);
    list.chosen = list.chosen.min(last);
    let Some(seen) = links.get(list.chosen) else { return Then::Close(Vec::new()) };
    match key.code {
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => list.chosen = (list.chosen + 1).min(last),
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => list.chosen = list.chosen.saturating_sub(1),
        KeyCode::Char('g') | KeyCode::Home => list.chosen = 0,
        KeyCode::Char('G') | KeyCode::End => list.chosen = last,
        KeyCode::Enter => return Then::Close(follow_link(state, seen)),
        KeyCode::Char(digit @ '1'..='9') => {
            if let Some(seen) = links.get(digit as usize - '1' as usize) {
                return Then::Close(follow_link(state, seen));
            }
        }
        KeyCode::Char('q' | 'T') => return Then::Close(Vec::new()),
        KeyCode::Char('a') if own(state, seen) => {
            let link = seen.stored.link.clone();
            return stay(Overlay::Prompt(note_prompt(state, Some(list), link)));
        }
        KeyCode::Char('x') if own(state, seen) => {
            let link = seen.stored.link.clone();
            state.say(format!("Link taken off: {}; undo brings it back", link_words(state, &link)));
            state.overlay = (last > 0).then_some(Overlay::Links(list));
            return Then::Close(state.record_link(Edit { before: Some(link), after: None }));
        }
        KeyCode::Char(key) => {
            if let Some(kind) = kind_of(key).filter(|kind| *kind != seen.stored.link.kind && own(state, seen))
            {
                let before = seen.stored.link.clone();
                let after = Link { kind, ..before.clone() };
                state.overlay = Some(Overlay::Links(list));
                if state.is_tied(&after.from, &after.to, kind) {
                    state.complain(format!("You have said so already: {}", link_words(state, &after)));
                    return Then::Close(Vec::new());
                }
                return Then::Close(state.record_link(Edit { before: Some(before), after: Some(after) }));
            }
        }
        _ => {}
    }
    stay(Overlay::Links(list))
}

/// Whether the link is the reader's own; otherwise says why it stays as it is.
fn own(state: &mut State, seen: &SeenLink) -> bool {
    let reader = &seen.stored.link.reader;
    let own = *reader == state.reader;
    if !own {
        let words = format!("This link is {reader}'s; other readers' links are not changed");
        state.complain(words);
    }
    own
}
