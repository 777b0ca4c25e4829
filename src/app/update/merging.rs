//! What is on the screen meets what is in the library or in the file: other annotations, another text.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::Arc;

use super::news::Found;
use crate::annotation::{Annotation, AnnotationId, Change, Edit, Relocation};
use crate::app::drafts;
use crate::app::effect::Effect;
use crate::app::orphans::Orphans;
use crate::app::reading::Annotations;
use crate::app::state::State;
use crate::article::Article;
use crate::library::{ArticleId, Read, Revision, StoredLink};

/// The library's annotations of the open article. While saves are on their way they are older than the screen's; where
/// they speak of another text, that is fetched first.
pub(super) fn refresh(
    state: &mut State,
    article: ArticleId,
    revision: Option<Revision>,
    annotations: Vec<Annotation>,
    links: Vec<StoredLink>,
) -> Vec<Effect> {
    if !state.saving.open.is_empty() {
        state.saving.fetch_again = true;
        return Vec::new();
    }
    let Some(reading) = state.reading.as_mut().filter(|reading| reading.identity.id == Some(article)) else {
        return Vec::new();
    };
    let known = reading.identity.revision;
    if known.is_some() && revision.is_some() && known != revision {
        return vec![Read::Open(article).into()];
    }
    let unasked = revision.is_none() && state.saving.refused.is_empty();
    let news = if unasked { news_of(reading.annotations.list(), &annotations) } else { None };
    reading.annotations = Annotations::new(annotations);
    reading.links = links;
    reading.identity.revision = revision.or(known);
    let given_up = mem::take(&mut state.saving.refused);
    drafts::left_behind(state, Some(article), &given_up);
    state.saving.orphans.clear();
    let effects = save_waiting(state);
    state.count_labels();
    state.land();
    state.elsewhere = news.or(state.elsewhere.take());
    effects
}

/// What another program changed of the open article's annotations, in words; nothing where they are the same.
fn news_of(before: &[Annotation], after: &[Annotation]) -> Option<String> {
    let known: HashMap<&AnnotationId, &Annotation> = before.iter().map(|one| (&one.id, one)).collect();
    let added = after.iter().filter(|one| !known.contains_key(&one.id)).count();
    let changed = after.iter().filter(|one| known.get(&one.id).is_some_and(|old| *old != *one)).count();
    let gone = before.len() + added - after.len();
    let parts = [(added, "new"), (changed, "changed"), (gone, "deleted")];
    let parts: Vec<String> =
        parts.iter().filter(|part| part.0 > 0).map(|(count, what)| format!("{count} {what}")).collect();
    (!parts.is_empty()).then(|| format!("Annotations from another program: {}", parts.join(", ")))
}

/// The article has a new text in the library. What was refused for that is made again where its words now stand.
pub(super) fn revise(state: &mut State, found: Found) -> Vec<Effect> {
    let Found { article, revision, annotations, links } = found;
    let Some(reading) = state.reading.as_mut() else { return Vec::new() };
    let old = Arc::clone(reading.document.article());
    let relocation = Relocation::new(&old.text, &article.text);
    reading.replace(Arc::clone(&article), &relocation);
    reading.identity.revision = Some(revision);
    reading.annotations = Annotations::new(annotations);
    reading.links = links;
    let refused = mem::take(&mut state.saving.refused);
    let (again, mut lost) = carried_all(refused, &state.saving.orphans, &relocation);
    state.saving.waiting.extend(again);
    let here = reading.identity.id;
    for save in state.saving.open.values_mut().filter(|save| Some(save.article) == here) {
        let (changes, without) =
            carried_all(mem::take(&mut save.changes), &state.saving.orphans, &relocation);
        save.changes = changes;
        lost.extend(without);
    }
    if lost.is_empty() {
        state.say("The article was changed at its source; this is the new text");
    } else {
        state.complain(format!(
            "The article was changed at its source, and {} of your last tags with it",
            lost.len()
        ));
        drafts::left_behind(state, here, &lost);
    }
    super::settling::revised(state);
    let effects = save_waiting(state);
    state.count_labels();
    effects
}

/// The whole of a file takes the place of its beginning. If it reads otherwise now (the file changed meanwhile, or its
/// encoding is another than its beginning let guess), what was tagged is found again by its words.
pub(super) fn complete(state: &mut State, article: Arc<Article>) {
    let Some(reading) = state.reading.as_mut() else { return };
    let old = Arc::clone(reading.document.article());
    let relocation = Relocation::new(&old.text, &article.text);
    reading.replace(Arc::clone(&article), &relocation);
    if article.text.starts_with(&old.text) {
        return;
    }
    let (waiting, lost) =
        carried_all(mem::take(&mut state.saving.waiting), &state.saving.orphans, &relocation);
    state.saving.waiting = waiting;
    reading.annotations = Annotations::default();
    state.saving.waiting.iter().for_each(|change| reading.apply(change));
    if !lost.is_empty() {
        let here = reading.identity.id;
        state.complain(format!(
            "The file reads otherwise now, and {} of your tags found no place",
            lost.len()
        ));
        drafts::left_behind(state, here, &lost);
    }
}

/// Makes the changes that waited, each a save of its own. A new tag where the library has one of the same reader on the
/// same words changes that one.
pub(super) fn save_waiting(state: &mut State) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let Some((article, revision)) = reading.identity.id.zip(reading.identity.revision) else {
        return Vec::new();
    };
    let mut joined: HashMap<AnnotationId, Annotation> = HashMap::new();
    let mut taken: HashSet<AnnotationId> = HashSet::new();
    let mut changes = Vec::new();
    for change in mem::take(&mut state.saving.waiting) {
        let Change::Annotation(edit) = change else {
            changes.push(change);
            continue;
        };
        let edit = found_again(&state.saving.orphans, &reading.annotations, edit);
        let edit = joined_with(&mut joined, &taken, &reading.annotations, edit);
        taken.extend(edit.after.as_ref().map(|after| after.id.clone()));
        if edit.before != edit.after || state.saving.orphans.puts_back_alone(&edit) {
            reading.annotations.apply(&state.saving.orphans.shown(edit.clone()));
            changes.push(edit.into());
        }
    }
    changes.into_iter().map(|change| state.save(article, revision, vec![change])).collect()
}

/// A change to an orphan that has a place again meanwhile leaves it there.
fn found_again(orphans: &Orphans, annotations: &Annotations, edit: Edit<Annotation>) -> Edit<Annotation> {
    let stays = orphans.has_after(&edit);
    let Edit { before, after } = edit;
    let now = before.as_ref().filter(|_| stays).and_then(|before| annotations.named(&before.id));
    let after = match (after, now) {
        (Some(after), Some(now)) => Some(Annotation { span: now.span, ..after }),
        (after, _) => after,
    };
    Edit { before, after }
}

/// The edit as it must be made where the annotations are `annotations`. `joined` holds the new tags that became
/// changes of old ones, by the names they were given; `taken` those that such a change has made its own: another label
/// on the same words stands beside them.
fn joined_with(
    joined: &mut HashMap<AnnotationId, Annotation>,
    taken: &HashSet<AnnotationId>,
    annotations: &Annotations,
    edit: Edit<Annotation>,
) -> Edit<Annotation> {
    let Edit { before, after } = edit;
    let ours = match (&before, &after) {
        (Some(before), _) => joined.get(&before.id).map(|ours| (before.id.clone(), ours.clone())),
        (None, Some(after)) => {
            let on = annotations.on(after.span).iter();
            let own =
                || on.clone().filter(|found| found.reader == after.reader && !taken.contains(&found.id));
            let found = own().find(|found| found.label == after.label).or_else(|| own().next());
            found.map(|found| (after.id.clone(), found.clone()))
        }
        (None, None) => None,
    };
    let Some((name, ours)) = ours else {
        let now = before.as_ref().and_then(|before| annotations.named(&before.id));
        return Edit { before: now.cloned().or(before), after };
    };
    let after = after.map(|after| Annotation {
        id: ours.id.clone(),
        note: if after.note.is_empty() { ours.note.clone() } else { after.note },
        source: if after.source.is_empty() { ours.source.clone() } else { after.source },
        ..after
    });
    if let Some(after) = &after {
        joined.insert(name, after.clone());
    }
    Edit { before: Some(ours), after }
}

/// The changes that can be made on the new text, speaking of it, and those that have no place there.
fn carried_all(
    changes: Vec<Change>,
    orphans: &Orphans,
    relocation: &Relocation,
) -> (Vec<Change>, Vec<Change>) {
    let place = |change: &Change| match change.clone() {
        Change::Annotation(edit) => carried(edit, orphans, relocation).map(Change::from),
        link @ Change::Link(_) => Some(link),
    };
    let mut lost = Vec::new();
    let mut carried = Vec::new();
    for change in changes {
        match place(&change) {
            Some(placed) => carried.push(placed),
            None => lost.push(change),
        }
    }
    (carried, lost)
}

/// The edit with its passages where their words stand in the new text; `None` where they do not. An orphan speaks of
/// another text than the old one, and stays as it is.
fn carried(edit: Edit<Annotation>, orphans: &Orphans, relocation: &Relocation) -> Option<Edit<Annotation>> {
    let place = |annotation: Annotation| {
        let span = relocation.find(annotation.span)?.span;
        Some(Annotation { span, ..annotation })
    };
    let (orphan_before, orphan_after) = (orphans.has_before(&edit), orphans.has_after(&edit));
    let before = match edit.before {
        Some(before) if !orphan_before => Some(place(before)?),
        before => before,
    };
    let after = match edit.after {
        Some(after) if !orphan_after => Some(place(after)?),
        after => after,
    };
    Some(Edit { before, after })
}
