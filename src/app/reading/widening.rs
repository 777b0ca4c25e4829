//! Widening and narrowing what the cursor stands on.

use super::{Cursor, Reading, Unit};

impl Reading {
    /// Lets the cursor stand on the next wider unit around it; in the widest it stays.
    pub fn widen(&mut self) {
        let from = self.cursor;
        let is_unit = self.document.unit_at(from.span.start, from.unit) == Some(from.span);
        let wider = Unit::ALL.into_iter().find_map(|unit| {
            let around = self.document.unit_at(from.span.start, unit)?;
            let fits =
                if is_unit { unit > from.unit } else { around.covers(from.span) && around != from.span };
            fits.then_some(Cursor { span: around, unit })
        });
        if let Some(wider) = wider {
            let mut narrower = std::mem::take(&mut self.narrower);
            narrower.push(from);
            self.move_to(wider.span, wider.unit);
            self.narrower = narrower;
        }
    }

    /// Lets the cursor stand on the next narrower unit: the one that was widened, or the first within it.
    pub fn narrow(&mut self) {
        let from = self.cursor;
        let mut narrower = std::mem::take(&mut self.narrower);
        let inner = narrower.pop().or_else(|| {
            let is_unit = self.document.unit_at(from.span.start, from.unit) == Some(from.span);
            Unit::ALL.into_iter().rev().find_map(|unit| {
                let within = self.document.unit_at(from.span.start, unit)?;
                let fits = if is_unit { unit < from.unit } else { from.span.covers(within) };
                fits.then_some(Cursor { span: within, unit })
            })
        });
        if let Some(inner) = inner {
            self.move_to(inner.span, inner.unit);
            self.narrower = narrower;
        }
    }
}
