//! In what two passages that speak of the same differ: the numbers, the dates and the names that one has and the other
//! has not.

use super::attribution::attributions_near;
use crate::text::{Figure, Meaning, Span, figures, fold};

/// Words in quotation marks of more code points are something said, not a name.
const LONGEST_NAME: usize = 8;

/// The figures and names of `passage` that agree with none of `other`'s, in order, as bytes of `passage`.
pub fn differing(passage: &str, other: &str) -> Vec<Span> {
    let (here, there) = (Words::of(passage), Words::of(other));
    let figures = here.figures.iter().filter(|(_, meaning)| !there.has(*meaning)).map(|(span, _)| *span);
    let names = here.names.iter().filter(|name| !there.names_the_same(name)).map(|(span, _)| *span);
    let mut found: Vec<Span> = figures.chain(names).collect();
    found.sort_unstable();
    found.dedup_by(|next, last| {
        let joins = last.overlaps(*next);
        if joins {
            *last = last.join(*next);
        }
        joins
    });
    found
}

/// What of a passage is compared.
struct Words {
    folded: String,
    figures: Vec<(Span, Meaning)>,
    /// The names, folded.
    names: Vec<(Span, String)>,
}

impl Words {
    fn of(passage: &str) -> Words {
        let characters: Vec<char> = passage.chars().map(fold).collect();
        let mut places: Vec<usize> = passage.char_indices().map(|(byte, _)| byte).collect();
        places.push(passage.len());
        let span = |figure: &Figure| Span::new(places[figure.range.start], places[figure.range.end]);
        let figures: Vec<_> =
            figures(&characters).iter().map(|figure| (span(figure), figure.meaning)).collect();
        let is_figure = |name: &Span| figures.iter().any(|(span, _)| span.overlaps(*name));
        let spans = latin(passage).chain(quoted(passage)).chain(speakers(passage));
        let folded = |span: &Span| span.of(passage).chars().map(fold).collect();
        let names = spans.filter(|name| !is_figure(name)).map(|span| (span, folded(&span))).collect();
        Words { folded: characters.iter().collect(), figures, names }
    }

    fn has(&self, meaning: Meaning) -> bool {
        self.figures.iter().any(|(_, other)| meaning.agrees_with(*other))
    }

    /// Whether the passage has that name, or the last part of it: 阿巴斯·阿拉格齊 is 阿拉格齊.
    fn names_the_same(&self, (_, name): &(Span, String)) -> bool {
        let last = name.rsplit(['·', '・', '‧', '•']).next().unwrap_or(name);
        self.folded.contains(name.as_str()) || self.folded.contains(last)
    }
}

/// Latin words that are names or codes: with a capital or a digit.
fn latin(passage: &str) -> impl Iterator<Item = Span> + '_ {
    let belongs = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '+');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + passage[at..].find(|character: char| character.is_ascii_alphabetic())?;
        at = passage[start..].find(|character| !belongs(character)).map_or(passage.len(), |end| start + end);
        Some(Span::new(start, at))
    })
    .filter(|span| {
        span.len() > 1 && span.of(passage).contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
    })
}

/// What stands in quotation marks and is short enough to be a name: “林肯”.
fn quoted(passage: &str) -> impl Iterator<Item = Span> + '_ {
    passage.char_indices().filter_map(|(byte, opener)| {
        let closer = match opener {
            '“' => '”',
            '「' => '」',
            '《' => '》',
            _ => return None,
        };
        let start = byte + opener.len_utf8();
        let span = Span::new(start, start + passage[start..].find(closer)?);
        let length = span.of(passage).chars().count();
        (1..=LONGEST_NAME).contains(&length).then_some(span)
    })
}

/// Who is said to say something.
fn speakers(passage: &str) -> impl Iterator<Item = Span> + '_ {
    attributions_near(passage, Span::new(0, passage.len())).into_iter().map(|attribution| attribution.name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn words<'a>(passage: &'a str, other: &str) -> Vec<&'a str> {
        differing(passage, other).into_iter().map(|span| span.of(passage)).collect()
    }

    #[test]
    fn figures_and_names_that_the_other_has_not_are_told() {
        let here = "截至3月上旬,港務局在灣內數到約41艘貨輪,以“海燕”號為首。";
        let there = "到二月二十日,灣里至少有十二艘货轮,包括“海燕”号和MV-7。";
        assert_eq!(words(here, there), ["3月", "41"]);
        assert_eq!(words(there, here), ["二月二十日", "十二", "MV-7"]);
    }

    #[test]
    fn what_agrees_is_not_told() {
        assert!(words("2026年3月6日有三十二艘。", "３月６日有32艘。").is_empty());
        assert!(words("林遠山表示,不會放棄。", "发言人林远山称不放弃。").is_empty());
        assert_eq!(words("林遠山表示,不會放棄。", "發言人稱不放棄。"), ["林遠山"]);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn any_two_passages_are_compared(one in "[0-9三十年月日A-Za-z“”《》「」·約，。說稱林\u{301}]{0,30}", other in "\\PC{0,20}") {
            let found = differing(&one, &other);
            prop_assert!(found.iter().all(|span| one.get(span.range()).is_some()));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(differing(&one, &one).is_empty());
        }
    }
}
