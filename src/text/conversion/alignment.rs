//! Which bytes of a converted text stand for which of the original. Nearly everything stays as long as it was, so only
//! the stretches are kept that do not, or whose characters do not stand for one another one by one.

use crate::text::{Span, is_cluster_boundary};

/// A stretch that stands as a whole for a stretch of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uneven {
    /// Its bytes in the original.
    pub(super) original: Span,
    /// Its bytes in the converted text.
    pub(super) shown: Span,
}

impl Uneven {
    fn join(self, next: Uneven) -> Uneven {
        Uneven { original: self.original.join(next.original), shown: self.shown.join(next.shown) }
    }
}

/// How a converted text and its original stand to one another. What is between the uneven stretches has the same length in
/// both, and the same cluster boundaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment(Vec<Uneven>);

impl Alignment {
    pub(super) fn push(&mut self, uneven: Uneven) {
        self.0.push(uneven);
    }

    /// Takes the stretches of a part: of one that begins at byte `original` of the original and at `shown` of the
    /// converted text.
    pub(super) fn extend(&mut self, part: &Alignment, original: usize, shown: usize) {
        self.0.extend(part.0.iter().map(|uneven| Uneven {
            original: uneven.original.shifted(original),
            shown: uneven.shown.shifted(shown),
        }));
    }

    /// Where `byte` of the original stands in the converted text; within an uneven stretch, where that begins.
    pub(super) fn shown_at(&self, byte: usize) -> usize {
        let next = self.0.partition_point(|uneven| uneven.original.end <= byte);
        match self.0.get(next) {
            Some(here) if here.original.start <= byte => here.shown.start,
            _ => byte - self.before(next).0 + self.before(next).1,
        }
    }

    /// Where `byte` of the converted text stands in the original; within an uneven stretch, where that begins.
    pub(super) fn original_at(&self, byte: usize) -> usize {
        let next = self.0.partition_point(|uneven| uneven.shown.end <= byte);
        match self.0.get(next) {
            Some(here) if here.shown.start <= byte => here.original.start,
            _ => byte - self.before(next).1 + self.before(next).0,
        }
    }

    /// What `span` of the converted text stands for, uneven stretches taken whole.
    pub(super) fn original_of(&self, span: Span) -> Span {
        let start = self.original_at(span.start);
        let last = self.0.partition_point(|uneven| uneven.shown.end < span.end);
        match self.0.get(last) {
            Some(cut) if cut.shown.start < span.end => Span::new(start, cut.original.end),
            _ => Span::new(start, self.original_at(span.end)),
        }
    }

    /// `span` of the original with the whole of the uneven stretches that it begins or ends in.
    pub(super) fn whole(&self, span: Span) -> Span {
        let first = self.0.partition_point(|uneven| uneven.original.end <= span.start);
        let start = self.0.get(first).map_or(span.start, |cut| cut.original.start.min(span.start));
        let last = self.0.partition_point(|uneven| uneven.original.end < span.end);
        let cut = self.0.get(last).filter(|cut| cut.original.start < span.end);
        Span::new(start, cut.map_or(span.end, |cut| cut.original.end))
    }

    /// The alignment of a text that was converted twice: first as `self` says, then as `next` does.
    pub(super) fn then(&self, next: &Alignment) -> Alignment {
        if self.0.is_empty() || next.0.is_empty() {
            return if self.0.is_empty() { next.clone() } else { self.clone() };
        }
        let (mut first, mut second) = (0, 0);
        let mut joined = Vec::with_capacity(self.0.len() + next.0.len());
        loop {
            // Stretches that overlap in the text between the two conversions become one.
            let (mut original, mut shown) = (self.before(first), next.before(second));
            let starts = [self.0.get(first).map(|one| one.shown), next.0.get(second).map(|one| one.original)];
            let Some(start) = starts.iter().flatten().map(|span| span.start).min() else { break };
            let between = |place: (usize, usize)| place.1;
            let from = (start - between(original) + original.0, start - shown.0 + shown.1);
            let mut end = start;
            loop {
                if let Some(one) = self.0.get(first).filter(|one| one.shown.start < end.max(start + 1)) {
                    end = end.max(one.shown.end);
                    first += 1;
                } else if let Some(one) =
                    next.0.get(second).filter(|one| one.original.start < end.max(start + 1))
                {
                    end = end.max(one.original.end);
                    second += 1;
                } else {
                    break;
                }
            }
            (original, shown) = (self.before(first), next.before(second));
            let to = (end - between(original) + original.0, end - shown.0 + shown.1);
            joined.push(Uneven { original: Span::new(from.0, to.0), shown: Span::new(from.1, to.1) });
        }
        Alignment(joined)
    }

    /// Widens the uneven stretches to cluster boundaries of both texts: a mark that follows belongs to what it stands on.
    pub(super) fn on_clusters(self, original: &str, shown: &str) -> Alignment {
        let is_cut = |byte: usize, other: usize| {
            !is_cluster_boundary(original, byte) || !is_cluster_boundary(shown, other)
        };
        let mut widened: Vec<Uneven> = Vec::with_capacity(self.0.len());
        let mut stretches = self.0.into_iter().peekable();
        while let Some(mut here) = stretches.next() {
            while is_cut(here.original.start, here.shown.start) {
                match widened.pop_if(|last| last.original.end == here.original.start) {
                    Some(last) => here = last.join(here),
                    None => {
                        let back =
                            original[..here.original.start].chars().next_back().map_or(0, char::len_utf8);
                        here.original.start -= back;
                        here.shown.start -= back;
                    }
                }
            }
            while is_cut(here.original.end, here.shown.end) {
                match stretches.next_if(|next| next.original.start == here.original.end) {
                    Some(next) => here = here.join(next),
                    None => {
                        let on = original[here.original.end..].chars().next().map_or(0, char::len_utf8);
                        here.original.end += on;
                        here.shown.end += on;
                    }
                }
            }
            widened.push(here);
        }
        Alignment(widened)
    }

    /// The ends, in the original and in the converted text, of the uneven stretch before the one at `place`.
    fn before(&self, place: usize) -> (usize, usize) {
        let last = place.checked_sub(1).and_then(|last| self.0.get(last));
        last.map_or((0, 0), |last| (last.original.end, last.shown.end))
    }
}
