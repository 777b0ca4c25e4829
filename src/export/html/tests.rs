//! The report read by a parser of HTML: all that went in is there, at its place, and nothing that a browser would run.

mod document;

use proptest::prelude::*;

use self::document::{Document, shown};
use crate::annotation::Label;
use crate::article::{Block, BlockKind, Script};
use crate::export::Options;
use crate::export::tests::{article, on};
use crate::library::{ArticleText, Marked, StoredAnnotation};
use crate::properties::unrecorded;
use crate::text::Span;

/// What would become markup, or end what it stands in, if it were let.
const HOSTILE: &[&str] = &[
    "<script>document.title='x'</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onclick=\"alert(1)",
    "' style='x'",
    "--><svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; &#60;",
    "]]></title></textarea><plaintext>",
    "javascript:alert(1)",
    "\u{0}\u{1b}[2J\u{202e}\u{feff}\r",
    "https://a.example/\"><b>",
];

fn label(name: &str, sign: char) -> Label {
    Label {
        name: name.to_owned(),
        key: 'x',
        colour: name.to_owned(),
        sign,
        description: name.to_owned(),
        guideline: String::new(),
    }
}

fn noted(span: Span, label: &str, words: &str) -> StoredAnnotation {
    let mut stored = on(span, label);
    let annotation = &mut stored.annotation;
    for field in [&mut annotation.note, &mut annotation.source, &mut annotation.reader] {
        words.clone_into(field);
    }
    annotation.attributes = [(words.to_owned(), words.to_owned())].into();
    stored.former_quote = Some(words.to_owned());
    stored
}

fn page_of(labels: &[Label], articles: &[(ArticleText, Vec<StoredAnnotation>)]) -> Document {
    let options = Options { labels: labels.to_vec(), ..Options::default() };
    Document::of(
        &options,
        articles.iter().map(|(article, annotations)| Marked {
            article,
            annotations,
            orphans: &[],
            links: &[],
        }),
    )
}

#[test]
fn each_quote_stands_whole_where_passages_nest_cross_and_go_on() {
    let text = "碼頭的消息\n\n市政府說：「碼頭昨夜封閉。」漁民不信。\n\n- 一位目擊者😀認為\n- か\u{3099}くせい\n\n終。";
    let span = |quote: &str| {
        let start = text.find(quote).unwrap();
        Span::new(start, start + quote.len())
    };
    let quotes = [
        "碼頭的消息",
        "市政府說：「碼頭昨夜封閉。」",
        "碼頭昨夜封閉",
        "碼頭昨夜封閉",
        "封閉。」漁民",
        "不信。\n\n- 一位目擊者😀認為\n- か\u{3099}くせい\n\n終",
        "😀",
    ];
    let mut annotations: Vec<_> = quotes.iter().map(|quote| on(span(quote), "claim")).collect();
    annotations.sort_by_key(|stored| stored.annotation.span);
    let articles = [(article(1, "題", text), annotations)];
    let page = page_of(&[label("claim", 'C')], &articles);
    page.assert_holds(&articles);
    page.assert_is_harmless();
}

#[test]
fn what_stands_together_in_an_article_does_so_in_the_report() {
    let text = "港 | 船\n---+---\n北 | 12\n\n[1] 註。\n";
    let block = |kind, start, words: &str| Block::new(kind, Span::new(start, start + words.len()));
    let blocks = vec![
        block(BlockKind::TableRow, 0, "港 | 船"),
        block(BlockKind::TableRow, 10, "---+---"),
        block(BlockKind::TableRow, 18, "北 | 12"),
        block(BlockKind::Footnote, 28, "[1] 註。"),
    ];
    let articles = [(
        ArticleText { blocks: Some(blocks.into()), ..article(1, "題", text) },
        vec![on(Span::new(18, 21), "claim")],
    )];
    let page = page_of(&[label("claim", 'C')], &articles);
    page.assert_holds(&articles);
    page.assert_is_harmless();
    assert_eq!(page.texts(".row.close>.preformatted"), ["港 | 船", "---+---"]);
    assert_eq!(page.texts(".row:not(.close)>.footnote"), ["[1] 註。"]);
}

#[test]
fn hostile_words_are_only_shown() {
    let labels: Vec<Label> = HOSTILE.iter().map(|words| label(words, '<')).collect();
    let articles: Vec<_> = HOSTILE
        .iter()
        .zip(1..)
        .map(|(words, number)| {
            let text = format!("{words}\n\n{words}");
            let whole = Span::new(0, text.len());
            let annotations = vec![noted(whole, words, words), noted(whole, "未知<i>", words)];
            (ArticleText { uri: (*words).to_owned(), ..article(number, words, &text) }, annotations)
        })
        .collect();
    let page = page_of(&labels, &articles);
    page.assert_holds(&articles);
    page.assert_is_harmless();
}

#[test]
fn links_go_to_passages_of_the_page_and_tell_of_others() {
    let (article, annotations, links) = crate::export::tests::linked();
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    let page = Document::of(&Options::default(), [marked].into_iter());
    page.assert_is_harmless();
    assert_eq!(page.texts(".card .links li").len(), 4);
    assert_eq!(page.texts("tr[id^=k]").len(), 3);
    // The first annotation and the second are here, the one that both others end or begin at is not.
    assert_eq!(page.texts("#k1 a.chip").len(), 2);
    assert_eq!(page.texts("#k2 a.chip").len(), 1);
}

#[test]
fn a_page_of_nothing_is_a_page() {
    let page = page_of(&[], &[]);
    page.assert_is_harmless();
    assert!(page.texts("#end")[0].contains("0 annotations in 0 articles"));
}

#[test]
fn languages_are_named_by_script() {
    for (script, tag) in [
        (Script::Traditional, "zh-Hant"),
        (Script::Simplified, "zh-Hans"),
        (Script::Japanese, "ja"),
        (Script::Korean, "ko"),
    ] {
        let articles =
            [(ArticleText { script, ..article(1, "題", "一。") }, vec![on(Span::new(0, 3), "claim")])];
        assert_eq!(page_of(&[], &articles).texts(&format!(".row>[lang={tag}]")).len(), 1);
    }
}

#[test]
fn signs_stand_for_what_cannot_be_seen() {
    assert_eq!(shown("\u{1b}\u{202e}\n"), "␛<202E>\n");
}

fn words() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(HOSTILE).prop_map(str::to_owned),
        "[字水。、\u{3000} 「」か\u{3099}😀#>*|!-]{0,12}",
        Just("\n\n".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..unrecorded() })]
    #[test]
    fn whatever_is_said_of_whatever_text_comes_back(
        text in words(),
        said in words(),
        marks in prop::collection::vec((any::<prop::sample::Index>(), 1usize..30, 0usize..3), 1..6),
    ) {
        let edges: Vec<usize> = text.char_indices().map(|found| found.0).chain([text.len()]).collect();
        prop_assume!(edges.len() > 1);
        let names = ["claim", said.as_str(), "別的"];
        let mut annotations: Vec<_> = marks
            .iter()
            .map(|(at, length, label)| {
                let at = at.index(edges.len() - 1);
                let end = edges[(at + length).min(edges.len() - 1)];
                noted(Span::new(edges[at], end), names[*label], &said)
            })
            .collect();
        annotations.sort_by_key(|stored| stored.annotation.span);
        let articles = [(ArticleText { uri: said.clone(), ..article(1, &said, &text) }, annotations)];
        let page = page_of(&[label("claim", 'C'), label(&said, '&')], &articles);
        page.assert_holds(&articles);
        page.assert_is_harmless();
    }
}

#[test]
fn no_folder_of_whoever_exports_is_in_the_page() {
    let text = "碼頭昨夜封閉。";
    let mut source = article(1, "題", text);
    source.uri = "file:///home/lin/%E6%A1%88%E5%AD%90/%E8%A9%95.txt#2".to_owned();
    let mut drawn = article(2, "題", text);
    drawn.metadata.url = "FILE:///home/lin/saved.html".to_owned();
    let whole = || vec![on(Span::new(0, text.len()), "claim")];
    let page = page_of(&[label("claim", 'C')], &[(source, whole()), (drawn, whole())]);
    page.assert_is_harmless();
    assert_eq!(page.texts(".from"), ["評.txt#2", "2.txt", "saved.html"]);
    assert!(page.texts(".from a").is_empty());
}
