//! Where words can be typed: every prompt, form and menu, each with what its words are for.

use tui_textarea::TextArea;

use super::{Draft, DraftPurpose};
use crate::annotation::{AnnotationId, Link};
use crate::app::area::area;
use crate::app::labels::{Labels, Stage};
use crate::app::linking::reminder;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::library::ArticleId;

/// What the words are for that are being typed, where any are.
pub(super) fn purpose(state: &State) -> Option<DraftPurpose> {
    let menu = |name: &str| DraftPurpose::Menu { name: name.to_owned() };
    Some(match state.overlay.as_ref()? {
        Overlay::Prompt(prompt) => purpose_of(prompt)?,
        Overlay::Labels(labels) => DraftPurpose::Label { from: form(labels)?.from.clone() },
        Overlay::Palette(_) => menu("commands"),
        Overlay::Filters(_) => menu("filters"),
        Overlay::ListMenu(list) => menu(list.title),
        Overlay::Contents(_) => menu("contents"),
        Overlay::Results => DraftPurpose::SearchLibrary,
        _ => return None,
    })
}

fn purpose_of(prompt: &Prompt) -> Option<DraftPurpose> {
    Some(match &prompt.purpose {
        Purpose::Note(annotation) => DraftPurpose::Note { annotation: annotation.id.clone() },
        Purpose::Source(annotation) => DraftPurpose::Source { annotation: annotation.id.clone() },
        Purpose::LinkNote { link, list } => of_link(link, list.is_none()),
        Purpose::Filter => DraftPurpose::Filter,
        Purpose::JoinSource { spelling } => DraftPurpose::JoinSource { spelling: spelling.clone() },
        Purpose::FindArticle => DraftPurpose::FindArticle,
        Purpose::Search(_) => DraftPurpose::Search,
        Purpose::ExportFile { format, .. } => DraftPurpose::ExportFile { format: (*format).to_owned() },
        Purpose::LeftBehind => return None,
    })
}

/// A link whose note is written. The note itself is not part of what it is.
pub(super) fn of_link(link: &Link, made_with_it: bool) -> DraftPurpose {
    DraftPurpose::LinkNote { link: Link { note: String::new(), ..link.clone() }, made_with_it }
}

/// The form of a label that is being written, or whose change is on its way.
fn form(labels: &Labels) -> Option<&crate::app::labels::Form> {
    match &labels.stage {
        Stage::Form(form) => Some(form),
        _ => labels.sent.as_deref(),
    }
}

/// The words being typed.
pub(super) fn fields(state: &State) -> Vec<String> {
    let of = |area: &TextArea| vec![area.lines().join("\n")];
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => of(&prompt.area),
        Some(Overlay::Labels(labels)) => {
            form(labels).iter().flat_map(|form| form.areas.iter().flat_map(of)).collect()
        }
        Some(Overlay::Palette(palette)) => of(&palette.choosing.area),
        Some(Overlay::Filters(menu)) => of(&menu.choosing.area),
        Some(Overlay::ListMenu(menu)) => of(&menu.choosing.area),
        Some(Overlay::Contents(contents)) => of(&contents.choosing.area),
        Some(Overlay::Results) => of(&state.results.area),
        _ => Vec::new(),
    }
}

/// Puts words where they were typed. Those to find something by stand there chosen: what is typed next takes their place.
pub(super) fn fill(state: &mut State, draft: &Draft) {
    let first = draft.fields.first().map(String::as_str).unwrap_or_default();
    let chosen = |area_: &mut TextArea<'static>| {
        *area_ = area(first);
        area_.select_all();
    };
    match &mut state.overlay {
        Some(Overlay::Prompt(prompt)) if draft.purpose.is_writing() => {
            // What stood there comes back with the area's own undo.
            prompt.replace(first);
            prompt.title = format!("{}, as typed before: Enter keeps it, Esc gives it up", prompt.title);
        }
        Some(Overlay::Prompt(prompt)) => chosen(&mut prompt.area),
        Some(Overlay::Labels(Labels { stage: Stage::Form(form), .. })) => {
            for (place, words) in form.areas.iter_mut().zip(&draft.fields) {
                *place = area(words);
            }
            form.problem = Some("As typed before: Enter keeps it, Esc gives it up".to_owned());
        }
        Some(Overlay::Palette(palette)) => chosen(&mut palette.choosing.area),
        Some(Overlay::Filters(menu)) => chosen(&mut menu.choosing.area),
        Some(Overlay::ListMenu(menu)) => chosen(&mut menu.choosing.area),
        Some(Overlay::Contents(contents)) => chosen(&mut contents.choosing.area),
        Some(Overlay::Results) => chosen(&mut state.results.area),
        _ => {}
    }
}

/// The article that words are about.
pub(super) fn article(state: &State, purpose: &DraftPurpose) -> Option<ArticleId> {
    let listed = |id: &AnnotationId| {
        let listed = state.pane.entries.named(id).filter(|_| state.pane.shown);
        listed.map(|listed| listed.article)
    };
    let here = state.reading.as_ref().and_then(|reading| reading.identity.id);
    match purpose {
        DraftPurpose::Note { annotation } | DraftPurpose::Source { annotation } => {
            listed(annotation).or(here)
        }
        _ => here,
    }
}

/// Words with what they are for, as people know it.
pub(super) fn described(state: &State, purpose: DraftPurpose, fields: Vec<String>) -> Draft {
    let title = match (&purpose, &state.overlay) {
        (DraftPurpose::Note { .. }, _) => "Note".to_owned(),
        (DraftPurpose::Source { .. }, _) => "Source".to_owned(),
        (DraftPurpose::LinkNote { .. }, _) => "Note to a link".to_owned(),
        (DraftPurpose::Label { from: Some(name) }, _) => format!("Label {name}"),
        (DraftPurpose::Label { from: None }, _) => "New label".to_owned(),
        (DraftPurpose::JoinSource { spelling }, _) => format!("Another spelling of {spelling}"),
        (DraftPurpose::ExportFile { format }, _) => format!("File for {format}"),
        (DraftPurpose::Filter, _) => "Words in quote, note or source".to_owned(),
        (DraftPurpose::FindArticle, _) => "Words to find articles by".to_owned(),
        (DraftPurpose::Search, _) => "Search".to_owned(),
        (DraftPurpose::SearchLibrary, _) => "Search in all articles".to_owned(),
        (DraftPurpose::Menu { name }, _) => format!("Menu: {name}"),
    };
    let about = match &purpose {
        DraftPurpose::Note { annotation } | DraftPurpose::Source { annotation } => passage(state, annotation),
        DraftPurpose::LinkNote { link, .. } => passage(state, &link.from),
        _ => None,
    };
    Draft { purpose, article: None, title, about: about.unwrap_or_default(), fields }
}

/// Label, words and article of an annotation, as far as they are known here.
fn passage(state: &State, id: &AnnotationId) -> Option<String> {
    if let Some(reading) = &state.reading
        && let Some(found) = reading.annotations.named(id)
    {
        let quote = reminder(found.span.of(reading.document.text()));
        return Some(format!("{} “{quote}” in {}", found.label, reading.document.article().title));
    }
    let listed = state.pane.entries.named(id)?;
    let label = &listed.stored.annotation.label;
    Some(format!("{label} “{}” in {}", reminder(&listed.quote), listed.title))
}
