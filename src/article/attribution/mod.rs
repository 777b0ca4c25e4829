//! Who says so, from the article itself: speakers and cited outlets, as candidates for an annotation's source.
//!
//! A verb or phrase that attributes is looked for first (all languages in one pass); each language then reads
//! the text around it for a name. Where it is not plain who speaks, nothing is proposed: a wrong name costs the reader
//! more than a missing one. Names are given as a reader would write them: a person without the title, a body whole,
//! an outlet without the brackets of a title (`紐約時報`, not `《紐約時報》`).
//!
//! [`attributions_near`] reads the paragraphs around a passage; [`candidates()`] takes what it found.

mod candidates;
mod chinese;
mod english;
mod japanese;
mod korean;
mod reach;
mod scan;
mod table;

pub use self::candidates::candidates;
use self::scan::within;
use crate::text::Span;

/// A place where the article says who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The name as written, in bytes of the text. Where a pronoun stands, the name that it stands for, which is earlier.
    pub name: Span,
    /// The verb or phrase that attributes, in bytes of the text.
    pub verb: Span,
}

/// Bytes read on either side of a passage: far more than any quotation, and little enough for a key press.
const WINDOW: usize = 20_000;

/// The attributions in the paragraphs around `passage` that lie within some 20,000 bytes of it: the same cost in a book
/// as on a page. Of a passage more than twice as long, those that lie as near to one of its ends. Spans are those of the
/// whole `text`.
pub fn attributions_near(text: &str, passage: Span) -> Vec<Attribution> {
    if passage.len() <= 2 * WINDOW {
        return within(text, paragraphs_around(text, passage));
    }
    let ends = [passage.start, passage.end].map(|end| Span::new(end, end));
    ends.into_iter().flat_map(|end| within(text, paragraphs_around(text, end))).collect()
}

/// The paragraphs that `passage` lies in, and those around it that lie wholly in the window.
fn paragraphs_around(text: &str, passage: Span) -> Span {
    let start = text.floor_char_boundary(passage.start.saturating_sub(WINDOW));
    let end = text.ceil_char_boundary((passage.end + WINDOW).min(text.len()));
    // A paragraph longer than the window is read from where the window cuts it.
    let start =
        text[start..passage.start].find('\n').filter(|_| start > 0).map_or(start, |line| start + line + 1);
    let end = text[passage.end..end]
        .rfind('\n')
        .filter(|_| end < text.len())
        .map_or(end, |line| passage.end + line);
    Span::new(start, end)
}

/// A cue in its sentence, and the text they stand in.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a str,
    sentence: Span,
    cue: Span,
}

impl<'a> Place<'a> {
    /// The sentence up to the cue.
    fn before(self) -> &'a str {
        &self.text[self.sentence.start..self.cue.start]
    }

    /// The sentence after the cue.
    fn after(self) -> &'a str {
        &self.text[self.cue.end..self.sentence.end]
    }
}

/// Who a cue says has spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    /// A person, by name.
    Person(Span),
    /// An office, an outlet, a country, a post without a name, or a vague source.
    Body(Span),
    /// What is a name only if it is one elsewhere in the article.
    Doubtful(Span),
    /// He or she.
    Pronoun,
    /// No one, or not plain who.
    Nobody,
}

impl Subject {
    /// The first of `subjects` that is plain, or else the first that may be a name.
    fn surest(subjects: impl Iterator<Item = Subject>) -> Subject {
        let mut doubtful = Subject::Nobody;
        for subject in subjects {
            match subject {
                Subject::Nobody => {}
                Subject::Doubtful(_) if doubtful == Subject::Nobody => doubtful = subject,
                Subject::Doubtful(_) => {}
                plain => return plain,
            }
        }
        doubtful
    }
}

/// Reads who speaks around a cue.
type Finder = fn(Place) -> Subject;

/// The last part of a foreign name that is written with middle dots; any other name whole.
fn family_name(name: &str) -> &str {
    name.rsplit(['·', '・', '‧', '•']).next().unwrap_or(name)
}

/// Whether a source is nobody who could be asked: `知情人士`, `officials`.
fn is_vague(name: &str) -> bool {
    chinese::is_vague(name) || japanese::is_vague(name) || korean::is_vague(name) || english::is_vague(name)
}

#[cfg(test)]
mod tests;
