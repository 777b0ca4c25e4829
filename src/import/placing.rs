//! Where in one text an annotation belongs.

use super::Incoming;
use crate::annotation::Anchor;
use crate::text::{Span, is_cluster_boundary};

/// How well a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The quote stands where the annotation says.
    There,
    /// The quote stands somewhere; the words around it say where.
    Somewhere,
}

/// The passage of `text` that the annotation quotes: at the place it names if that has the quote, else where the words
/// around it agree best, and among equals nearest to that place. `None` where the quote does not stand in the text.
pub(super) fn place(text: &str, at: &mut Walk, incoming: &Incoming) -> Option<(Span, Fit)> {
    let start = incoming.start.map(|code_points| at.byte_of(text, code_points));
    let quoted = |start: usize| Span::new(start, start + incoming.quote.len());
    if let Some(start) = start
        && text[start..].starts_with(&incoming.quote)
        && is_cluster_boundary(text, start)
        && is_cluster_boundary(text, quoted(start).end)
        && !incoming.quote.is_empty()
    {
        return Some((quoted(start), Fit::There));
    }
    let anchor = Anchor {
        quote: incoming.quote.clone(),
        prefix: incoming.prefix.clone(),
        suffix: incoming.suffix.clone(),
        start: start.unwrap_or(0),
    };
    anchor.find(text).map(|span| (span, Fit::Somewhere))
}

/// A place in a text by bytes and by code points. It goes from where it was last asked for, so that annotations in the
/// text's order cost one walk over the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Walk {
    byte: usize,
    code_point: usize,
}

impl Walk {
    /// The byte at which code point `wanted` begins; the text's length where it has fewer.
    fn byte_of(&mut self, text: &str, wanted: usize) -> usize {
        while self.code_point > wanted {
            self.byte = text.floor_char_boundary(self.byte - 1);
            self.code_point -= 1;
        }
        let mut ahead = text[self.byte..].char_indices();
        let more = wanted - self.code_point;
        match ahead.nth(more) {
            Some((bytes, _)) => {
                self.byte += bytes;
                self.code_point = wanted;
                self.byte
            }
            None => text.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn incoming(quote: &str, start: Option<usize>, prefix: &str, suffix: &str) -> Incoming {
        Incoming {
            quote: quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            start,
            ..Incoming::default()
        }
    }

    fn placed(text: &str, one: &Incoming) -> Option<(usize, Fit)> {
        place(text, &mut Walk::default(), one).map(|(span, fit)| (text[..span.start].chars().count(), fit))
    }

    #[test]
    fn the_place_counts_first_then_the_words_around() {
        let text = "𠮷甲說好。乙說好。丙說好。";
        assert_eq!(placed(text, &incoming("說好", Some(6), "", "")), Some((6, Fit::There)));
        assert_eq!(placed(text, &incoming("說好", Some(7), "丙", "")), Some((10, Fit::Somewhere)));
        assert_eq!(placed(text, &incoming("說好", Some(999), "", "")), Some((10, Fit::Somewhere)));
        assert_eq!(placed(text, &incoming("說好", None, "乙", "。丙")), Some((6, Fit::Somewhere)));
        assert_eq!(placed(text, &incoming("說不", Some(2), "", "")), None);
        assert_eq!(placed(text, &incoming("", Some(2), "", "")), None);
        assert_eq!(placed("か\u{3099}か", &incoming("か", Some(0), "", "")), Some((2, Fit::Somewhere)));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn places_are_found_in_any_order(text in "[aか𠮷\n]{0,30}", asked in proptest::collection::vec(0usize..40, 0..9)) {
            let mut walk = Walk::default();
            for wanted in asked {
                let expected = text.char_indices().nth(wanted).map_or(text.len(), |found| found.0);
                prop_assert_eq!(walk.byte_of(&text, wanted), expected);
            }
        }
    }
}
