//! An annotation as a file tells it, before anything of this library is known about it.

use std::collections::BTreeMap;

use super::{KeptOut, Reason};
use crate::annotation::AnnotationId;
use crate::library::Said;
use crate::text::Span;

/// What a file says of an annotation. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The file of a folder that it stands in; empty where there is one file alone.
    pub file: String,
    /// Where it stands in the file: a line, or what its format counts by, from 1.
    pub line: usize,
    /// How many articles' texts came before it: names of annotations may mean something under one text alone.
    pub scope: usize,
    /// Its name, in whatever shape.
    pub id: String,
    /// What it says of its article.
    pub article: ArticleReference,
    /// The label's name.
    pub label: String,
    /// The passage itself.
    pub quote: String,
    /// The passage's first code point, counted from 0 in the article's text, where it is told.
    pub start: Option<usize>,
    /// One past its last code point, likewise.
    pub end: Option<usize>,
    /// The passage in bytes of the text that the file holds, where it holds one and the passage stands there: on cluster
    /// boundaries.
    pub given: Option<Span>,
    /// What stands before the passage.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
    /// A note.
    pub note: String,
    /// Who says so.
    pub source: String,
    /// Who made it.
    pub reader: String,
    /// What else is said of it, by the attribute's name.
    pub attributes: BTreeMap<String, String>,
    /// Which of note, source and attributes the file tells, be it that they are empty.
    pub said: Said,
    /// When it was made, RFC 3339.
    pub created: String,
    /// When it last changed, likewise.
    pub modified: String,
}

/// What an annotation says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ArticleReference {
    /// Its title.
    pub title: String,
    /// Where it came from.
    pub uri: String,
    /// The hash of its whole text, where the file holds that.
    pub hash: String,
}

impl Incoming {
    /// The name that the annotation has in every library: its own where that is one that pingdian gave. Any other is
    /// unlike no other only within its file, if at all, so that a name is made of what the annotation is.
    pub(super) fn name(&self) -> AnnotationId {
        if is_own(&self.id) {
            return AnnotationId(self.id.clone());
        }
        let place = format!("{:?} {:?}", self.start, self.end);
        let whole = [&place, &self.label, &self.prefix, &self.quote, &self.suffix].map(String::as_str);
        let particular: &[&str] = if self.id.is_empty() { &whole } else { &[&self.id] };
        let mut hasher =
            blake3::Hasher::new_derive_key("pingdian: the name of an annotation of another tool");
        let hash = [self.article.hash.as_str()];
        for part in [&self.reader, &self.article.uri, &self.article.title]
            .map(String::as_str)
            .iter()
            .chain(particular)
            .chain(hash.iter().filter(|hash| !hash.is_empty()))
        {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        AnnotationId(hasher.finalize().to_hex()[..32].to_owned())
    }

    /// It, kept out.
    pub(super) fn kept_out(self, reason: Reason) -> KeptOut {
        KeptOut { file: self.file, line: self.line, quote: self.quote, reason }
    }

    /// The quote between the words around it.
    pub(super) fn words(&self) -> String {
        [&*self.prefix, &self.quote, &self.suffix].concat()
    }

    /// Bytes of memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        let texts = [&self.quote, &self.prefix, &self.suffix, &self.note, &self.source, &self.article.title];
        let attributes: usize = self.attributes.iter().map(|(name, value)| name.len() + value.len()).sum();
        size_of::<Incoming>() + texts.into_iter().map(String::len).sum::<usize>() + attributes
    }
}

/// Whether `id` is a name as pingdian gives them: 32 hexadecimal digits.
pub(super) fn is_own(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_tools_are_made_unlike_each_other() {
        let own = Incoming { id: "0123456789abcdef0123456789abcdef".to_owned(), ..Incoming::default() };
        assert_eq!(own.name().0, own.id);
        let of = |id: &str, uri: &str| {
            let article = ArticleReference { uri: uri.to_owned(), ..ArticleReference::default() };
            Incoming { id: id.to_owned(), article, ..Incoming::default() }
        };
        assert_eq!(of("T1", "a").name(), of("T1", "a").name());
        assert_ne!(of("T1", "a").name(), of("T1", "b").name());
        assert_ne!(of("T1", "a").name(), of("T2", "a").name());
        assert_ne!(of("", "a").name(), Incoming { quote: "字".to_owned(), ..of("", "a") }.name());
        let shape = |name: AnnotationId| name.0.len() == 32 && name.0.bytes().all(|b| b.is_ascii_hexdigit());
        assert!(shape(of("", "").name()) && shape(of("0123", "").name()));
    }
}
