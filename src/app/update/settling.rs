//! Keys while differences are settled.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::annotation::Edit;
use crate::app::counted;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::settling::{Settling, Verdict, show};
use crate::app::state::State;
use crate::library::Write;
use crate::text::visible;

pub(super) fn press(state: &mut State, key: KeyEvent, mut settling: Settling) -> Vec<Effect> {
    state.message = None;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c') if control => return end(state, &settling),
        KeyCode::Esc | KeyCode::Char('q') => return end(state, &settling),
        KeyCode::Char('m') => return settle(state, settling, Verdict { own: true, theirs: false }),
        KeyCode::Char('t') => return settle(state, settling, Verdict { own: false, theirs: true }),
        KeyCode::Char('b') => return settle(state, settling, Verdict { own: true, theirs: true }),
        KeyCode::Char('n') => return settle(state, settling, Verdict { own: false, theirs: false }),
        KeyCode::Char('u') => return undo(state, settling),
        KeyCode::Char('j') | KeyCode::Down => step(state, &mut settling, false),
        KeyCode::Char('k') | KeyCode::Up => step(state, &mut settling, true),
        KeyCode::Char('a') => {
            settling.all = !settling.all;
            state.say(if settling.all {
                "Those settled before are gone through as well"
            } else {
                "Those settled before are skipped"
            });
        }
        KeyCode::Tab => next_reader(state, &mut settling),
        _ => state.say("m mine  t theirs  b both  n neither  j k next, previous  u undo  a all  Esc end"),
    }
    show(state, settling);
    Vec::new()
}

/// Brings what is being settled up to date with the annotations as they are now.
pub(super) fn renew(state: &mut State) {
    let Some(Overlay::Settling(mut settling)) = state.overlay.take() else { return };
    let Some(reading) = &state.reading else { return };
    settling.renew(reading.annotations.list(), &state.reader);
    if settling.differences.is_empty() {
        state.say(format!("Nothing is left that you and {} differ in", visible(&settling.other)));
    } else {
        show(state, settling);
    }
}

fn settle(state: &mut State, mut settling: Settling, verdict: Verdict) -> Vec<Effect> {
    let Some(here) = settling.here() else { return end(state, &settling) };
    let changes = here.settled(verdict);
    let id = here.id();
    let mut effects = Vec::new();
    if !changes.is_empty() {
        let edit = |(before, after)| Edit { before: Some(before), after: Some(after) };
        effects = state.record_all(changes.into_iter().map(edit).collect());
        settling.done.extend(effects.iter().find_map(Effect::ticket).map(|ticket| (id, ticket)));
    }
    if let Some(reading) = &state.reading {
        settling.renew(reading.annotations.list(), &state.reader);
    }
    let more = if settling.all { settling.step(false) || settling.next_open() } else { settling.next_open() };
    if !more {
        // Settling is ended by the reader's own key: the one pressed next may be meant for one more difference.
        tell(state, &settling);
    }
    show(state, settling);
    effects
}

/// The verdict that this save was to keep does not stand: undo would take back what came before it.
pub(super) fn refused(state: &mut State, ticket: u64) {
    if let Some(Overlay::Settling(settling)) = &mut state.overlay {
        settling.done.retain(|(_, save)| *save != ticket);
    }
}

/// The text is another now, and undo does not reach what was settled in the old one.
pub(super) fn revised(state: &mut State) {
    if let Some(Overlay::Settling(settling)) = &mut state.overlay {
        settling.done.clear();
    }
}

/// Takes the last verdict back; what was changed before is left to undo in the text.
fn undo(state: &mut State, mut settling: Settling) -> Vec<Effect> {
    let article = state.reading.as_ref().and_then(|reading| reading.identity.id);
    let Some((article, (last, _))) = article.zip(settling.done.pop()) else {
        state.say("Nothing was settled since you began");
        show(state, settling);
        return Vec::new();
    };
    settling.go_to(&last);
    show(state, settling);
    state.saving.undoing += 1;
    vec![Write::Undo(article).into()]
}

fn step(state: &mut State, settling: &mut Settling, back: bool) {
    if !settling.step(back) {
        let which = if settling.all { "" } else { " unsettled" };
        state.say(format!("No more{which} differences that way"));
    }
}

fn next_reader(state: &mut State, settling: &mut Settling) {
    let others = state.others();
    let place = others.iter().position(|other| *other == settling.other).unwrap_or(0);
    let Some(next) = others.get((place + 1) % others.len().max(1)) else { return };
    if *next == settling.other {
        let message = format!("Nobody else but {} has tagged here", visible(next));
        return state.say(message);
    }
    let Some(reading) = &state.reading else { return };
    let found = Settling::new(reading.annotations.list(), &state.reader, next);
    if found.differences.is_empty() {
        let message = format!("You and {} agree in all that you tagged", visible(next));
        return state.say(message);
    }
    *settling = found;
}

fn end(state: &mut State, settling: &Settling) -> Vec<Effect> {
    state.overlay = None;
    tell(state, settling);
    Vec::new()
}

/// Says how much is settled.
fn tell(state: &mut State, settling: &Settling) {
    let (settled, all) = (settling.settled(), settling.differences.len());
    let (differences, other) = (counted(all, "difference"), visible(&settling.other));
    state.say(if settled == all {
        format!("Settled with {other}: {differences}, all of them; export --settled writes what stands")
    } else {
        format!("Settled with {other}: {settled} of {differences}")
    });
}
