//! Going from one passage to another, in whatever article, and back again.

use super::effect::Effect;
use super::reading::{Reading, Unit};
use super::results;
use super::state::{Pane, State};
use crate::annotation::AnnotationId;
use crate::library::{ArticleId, Read};
use crate::text::Span;

/// Places that are remembered; of more the oldest are forgotten.
const REMEMBERED: usize = 100;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The article.
    pub article: ArticleId,
    /// The annotation whose passage is meant: where it has a place in the text, that one counts.
    pub annotation: Option<AnnotationId>,
    /// The passage, in bytes of its newest text; none where only the article is meant.
    pub passage: Option<Span>,
    /// What the passage is taken as; the widest unit that it is, where this is not said.
    pub unit: Option<Unit>,
}

impl Spot {
    /// A passage of an article.
    pub fn passage(article: ArticleId, passage: Span) -> Spot {
        Spot { article, annotation: None, passage: Some(passage), unit: None }
    }

    /// Where an annotation stands; where it has no place in the text, the sentence at the beginning of `otherwise`.
    pub fn annotation(article: ArticleId, annotation: AnnotationId, otherwise: Option<Span>) -> Spot {
        Spot { article, annotation: Some(annotation), passage: otherwise, unit: Some(Unit::Sentence) }
    }
}

/// Where the reader jumped from, and where to.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    behind: Vec<Spot>,
    /// How many places were remembered when one of the results was gone to: so many left, it leads back to these.
    pub(super) results: Option<usize>,
    /// The place to go to once its article is there.
    pub(super) ahead: Option<Spot>,
}

impl Jumps {
    /// How many places are remembered.
    pub(super) fn len(&self) -> usize {
        self.behind.len()
    }
}

impl State {
    /// Where the cursor stands in the open article, once that is in the library.
    pub(super) fn spot(&self) -> Option<Spot> {
        let reading = self.reading.as_ref()?;
        let cursor = reading.cursor();
        let spot = Spot::passage(reading.identity.id?, cursor.span);
        Some(Spot { unit: Some(cursor.unit), ..spot })
    }

    /// Goes to a place, and remembers this one.
    pub(super) fn jump(&mut self, to: Spot) -> Vec<Effect> {
        let here = self.spot();
        if self.jumps.behind.len() >= REMEMBERED {
            self.jumps.behind.remove(0);
        }
        self.jumps.behind.extend(here);
        self.go_to(to)
    }

    /// Goes back to where the last jump was made; `None` where there was none.
    pub(super) fn jump_back(&mut self) -> Option<Vec<Effect>> {
        if results::come_back(self) {
            return Some(Vec::new());
        }
        let spot = self.jumps.behind.pop()?;
        Some(self.go_to(spot))
    }

    /// Goes to a place, by opening its article where that is not the open one. Keys for the text wait until then.
    pub(super) fn go_to(&mut self, spot: Spot) -> Vec<Effect> {
        self.focus = Pane::Text;
        self.list.choose_article(spot.article);
        if let Some(reading) = self.reading.as_mut().filter(|open| open.identity.id == Some(spot.article)) {
            stand_on(reading, &spot);
            // Another article may have been asked for meanwhile; this one must count as the open one again.
            return self.opening.take().map(|_| Read::Adopt(spot.article).into()).into_iter().collect();
        }
        let mut effects = self.keep_place();
        self.opening = Some(spot.article);
        effects.push(Read::Open(spot.article).into());
        self.jumps.ahead = Some(spot);
        effects
    }

    /// The article asked for is there: puts the cursor where a jump meant it to stand.
    pub(super) fn land(&mut self) {
        let Some(reading) = &mut self.reading else { return };
        if let Some(spot) = self.jumps.ahead.take().filter(|spot| reading.identity.id == Some(spot.article)) {
            stand_on(reading, &spot);
        }
    }
}

/// Puts the cursor on a place. What is no passage of this text, where it changed since, is left alone or comes down to
/// the unit that begins there.
fn stand_on(reading: &mut Reading, spot: &Spot) {
    let annotation = spot.annotation.as_ref().and_then(|id| reading.annotations.named(id));
    if let Some(span) = annotation.map(|annotation| annotation.span) {
        reading.selecting = None;
        return reading.move_to_passage(span);
    }
    let text = reading.document.text();
    let is_passage = |span: &Span| !span.is_empty() && text.get(span.range()).is_some();
    let Some(span) = spot.passage else { return };
    reading.selecting = None;
    if !is_passage(&span) {
        if spot.unit.is_some() {
            let start = text.floor_char_boundary(span.start.min(text.len()));
            reading.place(start);
        }
        return;
    }
    let unit = spot.unit.filter(|_| reading.annotations.on(span).is_empty());
    match unit.and_then(|unit| Some((reading.document.unit_at(span.start, unit)?, unit))) {
        Some((span, unit)) => reading.move_to(span, unit),
        None => reading.move_to_passage(span),
    }
}
