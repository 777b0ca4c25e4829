//! The smaller units a cursor stands on: grapheme clusters and words.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::{Span, clusters, is_blank};

/// The clusters within `span` of `text` that are not blank, in order.
pub fn cluster_spans(text: &str, span: Span) -> Vec<Span> {
    clusters(span.of(text))
        .filter(|(_, cluster)| !cluster.chars().all(is_blank))
        .map(|(start, cluster)| Span::new(start, start + cluster.len()).shifted(span.start))
        .collect()
}

/// The words within `span` of `text`, in order, punctuation passed over: by ICU's dictionary for Chinese and Japanese,
/// by UAX #29 elsewhere. Where there is no word at all, the clusters.
pub fn word_spans(text: &str, span: Span) -> Vec<Span> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let within = span.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (end, kind) in segmenter.segment_str(within).iter_with_word_type() {
        if kind.is_word_like() {
            found.push(Span::new(start, end).shifted(span.start));
        }
        start = end;
    }
    if found.is_empty() { cluster_spans(text, span) } else { found }
}

/// The bytes at which a word of `text`, or something between words, begins or ends, in order, by the same rules. They may
/// cut a cluster.
pub fn word_boundaries(text: &str) -> impl Iterator<Item = usize> {
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_dictionary() {
        let text = "美國和伊朗在阿曼談判, F-35C。";
        let words: Vec<&str> =
            word_spans(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect();
        assert!(words.contains(&"美國") && words.contains(&"伊朗"), "{words:?}");
        assert!(!words.contains(&"。") && !words.contains(&" "));
    }

    #[test]
    fn clusters_without_white_space() {
        let text = "か\u{3099} 👨‍👩‍👧‍👦";
        let found: Vec<&str> =
            cluster_spans(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["か\u{3099}", "👨‍👩‍👧‍👦"]);
    }
}
