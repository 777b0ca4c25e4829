//! Names offered while a source is typed: those that the article gives near the passage, then those used before.

use crate::article::{attributions_near, candidates};
use crate::library::KnownSource;
use crate::text::Span;

/// The names that the article gives for who says `span`, nearest first. Looks around the passage alone, so that a key
/// is answered as fast in a book as on a page.
pub fn near(text: &str, span: Span) -> Vec<String> {
    candidates(text, &attributions_near(text, span), span)
}

/// What is offered to be taken in the place of what is typed.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    near: Vec<String>,
    /// The words that stood there at first. As long as they do, all is offered.
    begun: String,
    /// A spelling that is to be joined with another, and is no candidate itself unless it can be parted.
    joined: Option<String>,
    /// The name chosen. Kept by name, since more may come while it is.
    chosen: Option<String>,
}

/// One name offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The name.
    pub name: &'a str,
    /// Other spellings of it.
    pub spellings: &'a [String],
    /// How many annotations of the library name it.
    pub count: usize,
    /// Why it is offered.
    pub origin: Origin,
}

/// Where a candidate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From the article.
    Article,
    /// From annotations of the library.
    Library,
    /// It is the spelling itself, which stands for another and need not.
    Itself,
}

impl Candidates {
    /// For a source, beside the words that stand there at first.
    pub fn for_source(near: Vec<String>, begun: &str) -> Candidates {
        Candidates { near, begun: begun.trim().to_owned(), ..Candidates::default() }
    }

    /// For the name that `spelling` is to stand for.
    pub fn for_joining(spelling: &str) -> Candidates {
        Candidates { joined: Some(spelling.to_owned()), ..Candidates::default() }
    }

    /// The names that hold what is typed, in whatever case, or have a spelling that does; each once.
    pub fn found<'a>(&'a self, typed: &str, known: &'a [KnownSource]) -> Vec<Candidate<'a>> {
        let typed = typed.trim().to_lowercase();
        let all = typed.is_empty() || typed == self.begun.to_lowercase();
        let wanted = |words: &str| all || words.to_lowercase().contains(&typed);
        let mut found: Vec<Candidate> = Vec::new();
        if let Some(spelling) = &self.joined
            && known.iter().any(|source| source.spellings.contains(spelling))
            && wanted(spelling)
        {
            found.push(Candidate { name: spelling, spellings: &[], count: 0, origin: Origin::Itself });
        }
        for name in self.near.iter().filter(|name| wanted(name)) {
            let same = |source: &&KnownSource| source.name == *name || source.spellings.contains(name);
            let count = known.iter().find(same).map_or(0, |source| source.count);
            found.push(Candidate { name, spellings: &[], count, origin: Origin::Article });
        }
        let offered = |source: &&KnownSource| {
            let is_new = !self.near.contains(&source.name) && self.joined.as_ref() != Some(&source.name);
            is_new && (wanted(&source.name) || source.spellings.iter().any(|spelling| wanted(spelling)))
        };
        found.extend(known.iter().filter(offered).map(|source| Candidate {
            name: &source.name,
            spellings: &source.spellings,
            count: source.count,
            origin: Origin::Library,
        }));
        found
    }

    /// The name chosen.
    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// Chooses the next name found, or the one before; before the first there is what is typed.
    pub fn choose(&mut self, typed: &str, known: &[KnownSource], next: bool) {
        let found = self.found(typed, known);
        let place = found.iter().position(|candidate| Some(candidate.name) == self.chosen());
        let place = match (place, next) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(place), true) => Some((place + 1).min(found.len() - 1)),
            (Some(place), false) => place.checked_sub(1),
        };
        self.chosen = place.and_then(|place| found.get(place)).map(|candidate| candidate.name.to_owned());
    }

    /// What is typed counts again.
    pub fn drop_choice(&mut self) {
        self.chosen = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<KnownSource> {
        let source = |name: &str, count: usize, spellings: &[&str]| KnownSource {
            name: name.into(),
            spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect(),
            count,
        };
        vec![source("晨報", 5, &["Morning Post"]), source("港務局", 2, &[]), source("漁民", 1, &[])]
    }

    fn names<'a>(candidates: &'a Candidates, typed: &str, known: &'a [KnownSource]) -> Vec<&'a str> {
        candidates.found(typed, known).into_iter().map(|found| found.name).collect()
    }

    #[test]
    fn near_names_come_first_and_each_once() {
        let known = known();
        let candidates = Candidates::for_source(vec!["船長".into(), "港務局".into()], "");
        assert_eq!(names(&candidates, "", &known), ["船長", "港務局", "晨報", "漁民"]);
        assert_eq!(candidates.found("", &known)[1].count, 2);
        assert_eq!(names(&candidates, "morning", &known), ["晨報"]);
        assert_eq!(names(&candidates, "無", &known), [] as [&str; 0]);
    }

    #[test]
    fn what_stood_there_does_not_filter() {
        let known = known();
        let candidates = Candidates::for_source(Vec::new(), "船東");
        assert_eq!(names(&candidates, "船東", &known).len(), 3);
        assert_eq!(names(&candidates, "船東漁", &known), [] as [&str; 0]);
    }

    #[test]
    fn a_spelling_is_no_candidate_for_itself_unless_it_can_be_parted() {
        let known = known();
        assert_eq!(names(&Candidates::for_joining("漁民"), "", &known), ["晨報", "港務局"]);
        let joined = Candidates::for_joining("Morning Post");
        assert_eq!(names(&joined, "", &known), ["Morning Post", "晨報", "港務局", "漁民"]);
        assert_eq!(joined.found("", &known)[0].origin, Origin::Itself);
    }

    #[test]
    fn choosing_goes_down_the_names_and_back_to_what_is_typed() {
        let known = known();
        let mut candidates = Candidates::for_source(Vec::new(), "");
        candidates.choose("", &known, false);
        assert_eq!(candidates.chosen(), None);
        for name in ["晨報", "港務局", "漁民", "漁民"] {
            candidates.choose("", &known, true);
            assert_eq!(candidates.chosen(), Some(name));
        }
        for name in [Some("港務局"), Some("晨報"), None] {
            candidates.choose("", &known, false);
            assert_eq!(candidates.chosen(), name);
        }
        candidates.choose("無", &known, true);
        assert_eq!(candidates.chosen(), None);
    }
}
