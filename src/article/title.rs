//! What a list shows of an article: its title line, or its opening words.

use unicode_segmentation::UnicodeSegmentation;

use super::block::{Block, BlockKind};
use super::blocks::image_alt;
use super::blocks::marks::{closes, ends_clause, opens};
use crate::text::sentences;

/// The title of an article without any words.
pub const UNTITLED: &str = "(untitled)";

/// A first sentence of fewer clusters than this says too little, and is taken with the next.
const TOO_SHORT: usize = 4;

/// Bytes within which the first sentence is looked for: longer ones are shortened whatever they are.
const SENTENCE_REACH: usize = 4 << 10;

/// Opening words go on, clause by clause, until there are this many clusters.
const ENOUGH: usize = 8;

/// No more clusters than this are taken of opening words.
const MOST: usize = 40;

/// The title of the article with this text and these blocks: its title line, or else the opening clauses of its first
/// paragraph, within its first sentence, shortened with `…` where they are long. Holds no newline and is never empty.
pub fn display_title(text: &str, blocks: &[Block]) -> String {
    let first = |wanted: fn(BlockKind) -> bool| blocks.iter().find(|block| wanted(block.kind));
    let words = |block: &Block| block.span().of(text);
    let title = if let Some(title) = first(|kind| kind == BlockKind::Title) {
        on_one_line(words(title))
    } else if let Some(opening) = first(|kind| kind == BlockKind::Paragraph)
        .or_else(|| first(|kind| !matches!(kind, BlockKind::Image | BlockKind::Notice)))
        .or_else(|| first(|kind| kind == BlockKind::Notice))
    {
        on_one_line(&opening_words(first_sentence(words(opening))))
    } else {
        blocks
            .iter()
            .map(|image| on_one_line(image_alt(words(image))))
            .find(|alt| !alt.is_empty())
            .unwrap_or_default()
    };
    if title.is_empty() { UNTITLED.to_owned() } else { title }
}

/// The first sentence of `paragraph`, or its first ones where that is very short; all of it where none ends soon.
fn first_sentence(paragraph: &str) -> &str {
    let near = &paragraph[..paragraph.floor_char_boundary(SENTENCE_REACH)];
    let enough = |end: &usize| paragraph[..*end].graphemes(true).nth(TOO_SHORT - 1).is_some();
    let end = sentences(near).iter().map(|sentence| sentence.end).find(enough);
    end.filter(|&end| end < near.len()).map_or(paragraph, |end| &paragraph[..end])
}

/// The first clauses of `paragraph`. One that ends within quotation marks or brackets goes on until they close.
fn opening_words(paragraph: &str) -> String {
    let mut open_marks = 0usize;
    let mut ascii_quote_open = false;
    let mut before = "";
    let mut clusters = paragraph.grapheme_indices(true).enumerate().peekable();
    while let Some((index, (at, cluster))) = clusters.next() {
        if index == MOST {
            return format!("{}…", paragraph[..at].trim_end());
        }
        let after = clusters.peek().map_or("", |&(_, (_, next))| next);
        match cluster {
            "\"" => ascii_quote_open = !ascii_quote_open,
            mark if opens(mark) => open_marks += 1,
            mark if closes(mark) => open_marks = open_marks.saturating_sub(1),
            _ => {}
        }
        let clause_ends = ends_clause(before, cluster, after) && open_marks == 0 && !ascii_quote_open;
        if clause_ends && index >= ENOUGH {
            let kept = if is_tone(cluster) { at + cluster.len() } else { at };
            return paragraph[..kept].trim_end().to_owned();
        }
        before = cluster;
    }
    let plain_end = |character: char| "。．，、；：,;:".contains(character);
    let trimmed = paragraph.trim_end_matches(plain_end).trim_end();
    if trimmed.is_empty() { paragraph } else { trimmed }.to_owned()
}

/// Marks that say how the clause is meant, so that they stay with it.
fn is_tone(cluster: &str) -> bool {
    matches!(cluster, "？" | "！" | "?" | "!" | "…")
}

/// `words` with each stretch of white space that is more than one space, or none that a line can hold, as one space.
fn on_one_line(words: &str) -> String {
    let is_break = |character: char| character.is_whitespace() && !matches!(character, ' ' | '\u{3000}');
    if words.contains(is_break) || words.contains("  ") {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{UNTITLED, display_title};
    use crate::article::blocks;
    use crate::properties::unrecorded;

    fn title(text: &str) -> String {
        display_title(text, &blocks(text))
    }

    #[test]
    fn the_title_line_comes_first() {
        assert_eq!(title("舊橋的最後一個冬天\n\n橋在十二月拆了。河邊的人都來看。\n"), "舊橋的最後一個冬天");
        assert_eq!(title("舊橋\u{2028}的  冬天\n\n橋在十二月拆了。\n"), "舊橋 的 冬天");
    }

    #[test]
    fn opening_words_go_to_the_end_of_a_clause() {
        assert_eq!(title("昨天下午三點多鐘,河水漫過了堤。\n人們跑上了山。\n"), "昨天下午三點多鐘");
        assert_eq!(title("昨天,河水漫過了堤,誰也沒想到。\n"), "昨天,河水漫過了堤");
        assert_eq!(title("誰能想到水來得這麼快？大家都在睡。\n"), "誰能想到水來得這麼快？");
        assert_eq!(title("水退了。\n"), "水退了");
        assert_eq!(title("...\n"), "...");
        assert_eq!(title("。。。\n"), "。。。");
    }

    #[test]
    fn opening_words_stay_within_the_first_sentence() {
        assert_eq!(title("水都退了。人們下了山，回到村裡。\n"), "水都退了");
        assert_eq!(title("誰知道呢？沒有人回答他，也沒有人看他。\n"), "誰知道呢？");
        assert_eq!(title("後來啊……他才下山，回到村裡。\n"), "後來啊……");
        assert_eq!(title("It rained. We left, then.\n"), "It rained");
        assert_eq!(title("Prof. Wen said no, twice.\n"), "Prof. Wen said no");
        assert_eq!(title("誰？是我，剛從山上下來，沒帶傘。\n"), "誰？是我，剛從山上下來");
        assert_eq!(title("快走！水來了，再不走就晚了。\n"), "快走！水來了，再不走就晚了");
    }

    #[test]
    fn numbers_times_and_addresses_are_not_cut() {
        assert_eq!(title("共有1,500人在12:30前離開,沒有人受傷。\n"), "共有1,500人在12:30前離開");
        assert_eq!(
            title("見 https://example.org/a?b=1,c 的記錄，下同。\n"),
            "見 https://example.org/a?b=1,c 的記錄"
        );
        assert_eq!(title("水位升到3.75米，比去年高。\n"), "水位升到3.75米");
    }

    #[test]
    fn quotations_close_before_the_cut() {
        assert_eq!(
            title("他說：“我不走，你們走吧，我守着。”然後坐下，不動了。\n"),
            "他說：“我不走，你們走吧，我守着。”"
        );
        assert_eq!(title("他說:\"我不走,你們走吧,我守着\",然後坐下。\n"), "他說:\"我不走,你們走吧,我守着\"");
    }

    #[test]
    fn long_openings_are_shortened() {
        let long = title(&format!("{}。\n", "水".repeat(60)));
        assert_eq!(long, format!("{}…", "水".repeat(40)));
        let unclosed = title(&format!("“開頭，{}。\n", "水，".repeat(60)));
        assert!(unclosed.ends_with('…'));
    }

    #[test]
    fn there_is_always_something() {
        assert_eq!(title(""), UNTITLED);
        assert_eq!(title("![]()\n![]()\n"), UNTITLED);
        assert_eq!(title("![]()\n![河堤](a.png)\n"), "河堤");
        assert_eq!(title("> 引來的話。\n"), "> 引來的話");
        assert_eq!(title("聲明：只有這一句。\n"), "聲明：只有這一句");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn a_title_is_one_line_never_empty_and_short(text in "[甲乙a1，。,:？“”\"（）\u{301}\u{2028} \n]{0,120}") {
            let title = title(&text);
            prop_assert!(!title.is_empty());
            prop_assert_eq!(title.find(['\n', '\u{2028}']), None);
            prop_assert!(title.graphemes(true).count() <= 60);
        }
    }
}
