//! A line of a file of annotations.

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A passage: its name, its type, the code points of its pieces, its words.
    Passage { name: &'a str, kind: &'a str, pieces: Vec<(usize, usize)>, words: &'a str },
    /// An attribute: its name as a line's, its name as an attribute's, what it is of, its value.
    Attribute { name: &'a str, attribute: &'a str, of: &'a str, value: &'a str },
    /// A relation between two.
    Relation { name: &'a str, kind: &'a str, from: &'a str, to: &'a str },
    /// A relation that has no direction, between several.
    Equivalence { kind: &'a str, all: Vec<&'a str> },
    /// A comment on a line.
    Comment { kind: &'a str, of: &'a str, words: &'a str },
    /// What there is no place for here, in words.
    Other(&'static str),
}

/// What `line` says; nothing where it is blank. The error says what is wrong.
pub(super) fn parse(line: &str) -> Result<Option<Line<'_>>, &'static str> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let (name, rest) = line.split_once('\t').ok_or("it has no tab")?;
    let (said, words) = rest.split_once('\t').unwrap_or((rest, ""));
    let mut fields = said.split_ascii_whitespace();
    let kind = fields.next().ok_or("it has no type")?;
    Ok(Some(match name.as_bytes().first() {
        Some(b'T') => {
            let places = said.split_once(' ').ok_or("its passage has no place")?.1;
            let pieces = places
                .split(';')
                .map(piece)
                .collect::<Option<_>>()
                .ok_or("its place is no pair of numbers")?;
            Line::Passage { name, kind, pieces, words }
        }
        Some(b'A' | b'M') => {
            let of = fields.next().ok_or("it is an attribute of nothing")?;
            // An attribute that is there or not has no value.
            Line::Attribute { name, attribute: kind, of, value: fields.next().unwrap_or("true") }
        }
        Some(b'R') => {
            let mut ends = fields.filter_map(|field| Some(field.split_once(':')?.1));
            let (from, to) = ends.next().zip(ends.next()).ok_or("it is a relation without two ends")?;
            Line::Relation { name, kind, from, to }
        }
        Some(b'*') => Line::Equivalence { kind, all: fields.collect() },
        Some(b'#') => Line::Comment { kind, of: fields.next().unwrap_or_default(), words },
        Some(b'E') => Line::Other("events"),
        Some(b'N') => Line::Other("normalizations"),
        _ => return Err("it begins with no name that brat knows"),
    }))
}

fn piece(place: &str) -> Option<(usize, usize)> {
    let (start, end) = place.trim().split_once(' ')?;
    start.parse().ok().zip(end.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let line = |line| parse(line).unwrap().unwrap();
        assert_eq!(
            line("T1\tClaim 0 3;5 9\t甲 乙"),
            Line::Passage { name: "T1", kind: "Claim", pieces: vec![(0, 3), (5, 9)], words: "甲 乙" }
        );
        assert_eq!(
            line("A2\tNegated T1"),
            Line::Attribute { name: "A2", attribute: "Negated", of: "T1", value: "true" }
        );
        assert_eq!(
            line("R1\tsame Arg1:T1 Arg2:T2\t"),
            Line::Relation { name: "R1", kind: "same", from: "T1", to: "T2" }
        );
        assert_eq!(
            line("*\tEquiv T1 T2 T3"),
            Line::Equivalence { kind: "Equiv", all: vec!["T1", "T2", "T3"] }
        );
        assert_eq!(
            line("#1\tAnnotatorNotes T1\t看"),
            Line::Comment { kind: "AnnotatorNotes", of: "T1", words: "看" }
        );
        assert_eq!(line("E1\tBirth:T1 Who:T2"), Line::Other("events"));
        assert_eq!(parse("  "), Ok(None));
        for damaged in ["T1", "T1\tClaim", "T1\tClaim a b\tx", "R1\tsame T1", "A1\tNegated", "x\ty z"] {
            assert!(parse(damaged).is_err(), "{damaged}");
        }
    }
}
