//! Links between annotations: tying one to another, following them, coming back.

use super::annotating::here;
use super::reshaping::keep;
use super::{Command, Place, command};
use crate::annotation::{AnnotationId, Edit, Link, LinkKind};
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::linking::{LinkList, SeenLink, Tie, reminder};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Text,
        "tie",
        &["t"],
        "Mark the annotation under the cursor; on another, link the marked one to it",
        tie,
    ),
    command(
        Place::Text,
        "follow",
        &["Enter"],
        "Go to what the annotation is linked to; while its borders are moved, keep them",
        follow,
    ),
    command(Place::Text, "jump-back", &["Backspace"], "Come back from where a link led", jump_back),
    command(Place::Text, "links", &["T"], "List the links of the annotation under the cursor", links),
];

fn tie(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(annotation) = here(state) else { return Vec::new() };
    let Some(here) = state.tied(&annotation) else {
        state.complain("Wait a moment: the article is not in the library yet");
        return Vec::new();
    };
    match state.tying.clone() {
        None => {
            let (key, words) = (state.keymap.keys_of("tie").join(", "), here.words());
            state.say(format!(
                "Marked: {}. Go to the other, {key} again; Esc drops the mark",
                visible(&words)
            ));
            state.tying = Some(here);
        }
        Some(marked) if marked.annotation == here.annotation => {
            state.complain("This is the marked one itself; go to the other, or drop the mark with Esc");
        }
        Some(marked) => {
            let tie = Tie { marked, here, swapped: false, noting: false, chosen: 0 };
            state.overlay = Some(Overlay::Tie(Box::new(tie)));
        }
    }
    Vec::new()
}

/// Makes a link, and drops the mark.
pub fn make_link(state: &mut State, link: Link) -> Vec<Effect> {
    if state.is_tied(&link.from, &link.to, link.kind) {
        state.complain(format!("You have said so already: {}", link_words(state, &link)));
        return Vec::new();
    }
    state.say(format!("{}; undo takes it back", link_words(state, &link)));
    state.tying = None;
    state.record_link(Edit { before: None, after: Some(link) })
}

/// The link of a choice.
pub fn link_of(state: &mut State, tie: &Tie, kind: LinkKind) -> Link {
    let (from, to) = tie.ends();
    Link {
        id: state.identifiers.next_link_id(),
        from: from.annotation.clone(),
        to: to.annotation.clone(),
        kind,
        note: String::new(),
        reader: state.reader.clone(),
    }
}

/// What a link says: `claim “三十二艘…” supports fact “…”`, as far as its ends are known here.
pub fn link_words(state: &State, link: &Link) -> String {
    let end = |id: &AnnotationId| -> String {
        let marked = state.tying.as_ref().filter(|tied| tied.annotation == *id).map(|tied| tied.words());
        let words = marked.or_else(|| {
            let reading = state.reading.as_ref()?;
            if let Some(found) = reading.annotations.named(id) {
                let quote = reminder(found.span.of(reading.document.text()));
                return Some(format!("{} “{quote}”", found.label));
            }
            let end = reading.link_ends().find(|end| end.annotation == *id)?;
            Some(format!("{} “{}”", end.label, reminder(&end.quote)))
        });
        words.map_or_else(|| "a passage of another article".to_owned(), |words| visible(&words).into_owned())
    };
    format!("{} {} {}", end(&link.from), link.kind.forwards(), end(&link.to))
}

/// The annotations under the cursor that have links: the one gone to, or all.
fn linked_here(state: &State) -> Vec<AnnotationId> {
    let Some(one) = state.annotation_here() else { return Vec::new() };
    let one = vec![one.id.clone()];
    if state.links_of(&one).is_empty() {
        state.annotations_here().into_iter().map(|annotation| annotation.id.clone()).collect()
    } else {
        one
    }
}

fn follow(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.reading.as_ref().is_some_and(|reading| reading.reshaping().is_some()) {
        return keep(state);
    }
    let about = linked_here(state);
    let mut links = state.links_of(&about);
    match links.len() {
        0 => without_links(state),
        1 => follow_link(state, &links.remove(0)),
        _ => {
            state.overlay = Some(Overlay::Links(LinkList { about, chosen: 0 }));
            Vec::new()
        }
    }
}

/// Goes to a link's other end.
pub fn follow_link(state: &mut State, seen: &SeenLink) -> Vec<Effect> {
    let other = seen.other();
    if other.orphaned {
        let quote = visible(&reminder(&other.quote)).into_owned();
        state.complain(format!("“{quote}” is not in the text of this article any more"));
        return state.jump(Spot::annotation(other.article, other.annotation.clone(), None));
    }
    state.jump(Spot::annotation(other.article, other.annotation.clone(), Some(other.span)))
}

fn jump_back(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.jump_back().unwrap_or_else(|| {
        state.say("There is no jump to come back from");
        Vec::new()
    })
}

fn links(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let about = linked_here(state);
    if state.links_of(&about).is_empty() {
        return without_links(state);
    }
    state.overlay = Some(Overlay::Links(LinkList { about, chosen: 0 }));
    Vec::new()
}

fn without_links(state: &mut State) -> Vec<Effect> {
    if here(state).is_some() {
        let key = state.keymap.keys_of("tie").join(", ");
        state.say(format!("No links here; {key} on this annotation and {key} on another ties them"));
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
