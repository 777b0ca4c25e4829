//! Tests of the whole room over one hard text, and what they share.

mod corpora;
mod files;
mod folders;
mod formats;
mod markdown;
mod markup;
mod positions;
mod rows;
mod web_annotations;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::output::{Output, Stream};
use super::stream::{Sink, Summary, stream};
use super::{ExportError, Losses, Options, format};
use crate::annotation::{Annotation, AnnotationId, Link, LinkId, LinkKind};
use crate::article::Script;
use crate::library::{ArticleId, ArticleText, LinkEnd, Marked, StoredAnnotation, StoredLink};
use crate::text::Span;

/// Scripts, characters outside the BMP, clusters of many code points, quotes, commas, controls and paragraphs.
const HARD_TEXT: &str = "臺灣「國防部」稱，共艦逼近。\n\n\
    国防部发言人说：“这是正常训练”。\n\n\
    海上自衛隊か\u{3099}発表した、護衛艦2隻。\n\n\
    한국군은 \"사실이 아니다\"라고, 밝혔다.\n\n\
    𠮷野家👨‍👩‍👧‍👦の=1+1, *重要* <b>#tag</b> [[連結]]\u{1b}[2J\u{202e}終\n";

/// Every kind of annotation that has gone wrong in some exporter, in the text's order.
fn hard_annotations() -> Vec<StoredAnnotation> {
    vec![
        annotation("臺灣「國防部」稱", "claim", "", ""),
        annotation(
            "「國防部」稱，共艦逼近。\n\n国防部发言人说",
            "fact",
            "跨段\n第二行",
            "國防部, \"發言人\"",
        ),
        annotation("か\u{3099}発表した", "opinion", "=HYPERLINK(\"x\")", "＠防衛省"),
        annotation("\"사실이 아니다\"라고, 밝혔다.", "claim", "- 목록\n- 둘", ""),
        annotation("𠮷野家👨‍👩‍👧‍👦の", "fact", "", ""),
        annotation("👨‍👩‍👧‍👦", "claim", "", ""),
        annotation("=1+1, *重要* <b>#tag</b> [[連結]]\u{1b}[2J\u{202e}終", "claim", "", "`x`"),
    ]
}

fn hard_article() -> ArticleText {
    article(7, "「評點」, *a* \"b\"", HARD_TEXT)
}

pub(in crate::export) fn article(id: i64, title: &str, text: &str) -> ArticleText {
    ArticleText {
        id: ArticleId(id),
        title: title.to_owned(),
        uri: format!("file:///tmp/{id}.txt"),
        script: Script::Traditional,
        metadata: Default::default(),
        text: text.to_owned(),
        blocks: None,
        boilerplate: Default::default(),
        guessed_encoding: None,
        replaced: 0,
    }
}

/// An annotation on the first place of `quote` in [`HARD_TEXT`].
fn annotation(quote: &str, label: &str, note: &str, source: &str) -> StoredAnnotation {
    let start = HARD_TEXT.find(quote).unwrap();
    StoredAnnotation {
        annotation: Annotation {
            note: note.to_owned(),
            source: source.to_owned(),
            ..on(Span::new(start, start + quote.len()), label).annotation
        },
        ..on(Span::default(), label)
    }
}

pub(in crate::export) fn on(span: Span, label: &str) -> StoredAnnotation {
    StoredAnnotation {
        annotation: Annotation {
            id: AnnotationId(format!("{:032x}", span.start * 1000 + span.end)),
            span,
            label: label.to_owned(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: "reader".to_owned(),
        },
        created: "2026-01-02T03:04:05.678Z".to_owned(),
        modified: "2026-01-02T03:04:06.000Z".to_owned(),
        former_quote: None,
    }
}

/// An article with its annotations, without links.
pub(super) fn marked<'a>(article: &'a ArticleText, annotations: &'a [StoredAnnotation]) -> Marked<'a> {
    Marked { article, annotations, orphans: &[], links: &[] }
}

type Articles = [(ArticleText, Vec<StoredAnnotation>)];

/// A source that sends `articles` until it is told to stop.
fn source(articles: &Articles) -> impl FnOnce(Sink<'_>) -> Result<(), Infallible> {
    move |sink| {
        for (article, annotations) in articles {
            if let ControlFlow::Break(()) = sink(marked(article, annotations)) {
                break;
            }
        }
        Ok(())
    }
}

/// An export to one stream; the files of a folder come one after the other.
fn exported(format_name: &str, articles: &Articles) -> Result<(String, Summary), ExportError> {
    let mut out = Memory::default();
    let options = Options::default();
    let summary = stream(format(format_name)?, &options, &mut out, "memory", source(articles))?;
    Ok((out.text(), summary))
}

/// The files that an export of one article writes, by name; that of a format of one file has none. And what it left out.
fn files_of(format_name: &str, marked: Marked<'_>) -> (BTreeMap<String, String>, Losses) {
    let mut out = Memory::default();
    let one = |sink: Sink<'_>| {
        let _ = sink(marked);
        Ok::<(), Infallible>(())
    };
    let summary = stream(format(format_name).unwrap(), &Options::default(), &mut out, "memory", one).unwrap();
    let text = |(name, bytes)| (name, String::from_utf8(bytes).unwrap());
    (out.0.into_iter().map(text).collect(), summary.losses)
}

/// Keeps what is written, by the file it is written to.
#[derive(Default)]
pub(in crate::export) struct Memory(Vec<(String, Vec<u8>)>);

impl Memory {
    /// All of it, the files of a folder one after the other.
    pub(in crate::export) fn text(self) -> String {
        String::from_utf8(self.0.into_iter().flat_map(|(_, bytes)| bytes).collect()).unwrap()
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            self.0.push((String::new(), Vec::new()));
        }
        self.0.last_mut().unwrap().1.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output for Memory {
    fn begin_file(&mut self, name: &str) -> io::Result<()> {
        assert!(self.0.iter().all(|(known, _)| known != name && !known.is_empty()));
        self.0.push((name.to_owned(), Vec::new()));
        Ok(())
    }
}

/// The hard article with attributes, and links: one within it, one to another article, and one that comes from there.
pub(in crate::export) fn linked() -> (ArticleText, Vec<StoredAnnotation>, Vec<StoredLink>) {
    let mut annotations = hard_annotations();
    annotations[1].annotation.attributes = [("certainty", "likely"), ("可查", "值得 查")]
        .map(|(name, value)| (name.into(), value.into()))
        .into();
    let outside = on(Span::new(0, 3), "fact");
    let link = |from: &StoredAnnotation, to: &StoredAnnotation, kind: LinkKind, note: &str| {
        let end = |stored: &StoredAnnotation| LinkEnd {
            annotation: stored.annotation.id.clone(),
            article: ArticleId(if stored.annotation.id == outside.annotation.id { 8 } else { 7 }),
            title: "第二篇".to_owned(),
            label: stored.annotation.label.clone(),
            span: stored.annotation.span,
            quote: stored.annotation.span.of(HARD_TEXT).to_owned(),
            orphaned: false,
        };
        let [from, to] = [end(from), end(to)];
        StoredLink {
            link: Link {
                id: LinkId(format!("{:032x}", from.span.start + to.span.start * 1000)),
                from: from.annotation.clone(),
                to: to.annotation.clone(),
                kind,
                note: note.to_owned(),
                reader: "reader".to_owned(),
            },
            from,
            to,
            created: "2026-01-02T03:04:07.000Z".to_owned(),
        }
    };
    let links = vec![
        link(&annotations[0], &annotations[1], LinkKind::Supports, "甲\n\"乙\""),
        link(&annotations[1], &outside, LinkKind::Same, ""),
        link(&outside, &annotations[2], LinkKind::Contradicts, ""),
    ];
    (hard_article(), annotations, links)
}

fn hard_library() -> Vec<(ArticleText, Vec<StoredAnnotation>)> {
    let second = article(8, "第二篇", "二。");
    vec![
        (hard_article(), hard_annotations()),
        (article(9, "無標記", "空"), Vec::new()),
        (second, vec![on(Span::new(0, 3), "fact")]),
    ]
}
