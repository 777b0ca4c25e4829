//! A report as a parser of HTML gives it back.

use std::collections::HashSet;
use std::convert::Infallible;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest, Sha256};

use crate::article::BlockKind;
use crate::export::controls::is_unseen;
use crate::export::stream::{Sink, stream};
use crate::export::tests::Memory;
use crate::export::{Options, format};
use crate::library::{ArticleText, Marked, StoredAnnotation};
use crate::text::push_sign;

/// What a report may be made of.
const ELEMENTS: &str = "html head meta title style body header main nav section article h1 h2 h3 p div ul li \
    blockquote dl dt dd table caption thead tbody tr th td a b q span mark time svg rect text";

/// The words as the page shows them: signs for what cannot be seen.
pub(super) fn shown(words: &str) -> String {
    let mut shown = String::new();
    for character in words.chars() {
        let stays = matches!(character, '\n' | '\t') || !is_unseen(character);
        if stays { shown.push(character) } else { push_sign(&mut shown, character) }
    }
    shown
}

pub(super) struct Document(Html);

impl Document {
    pub(super) fn of<'a>(options: &Options, mut articles: impl Iterator<Item = Marked<'a>>) -> Document {
        let mut out = Memory::default();
        let source = |sink: Sink<'_>| {
            let _ = articles.try_for_each(sink);
            Ok::<(), Infallible>(())
        };
        stream(format("html").unwrap(), options, &mut out, "memory", source).unwrap();
        Document(Html::parse_document(&out.text()))
    }

    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        self.0.select(&Selector::parse(selector).unwrap()).map(|found| found.text().collect()).collect()
    }

    /// The words of the one element there.
    fn text(&self, selector: &str) -> String {
        let mut found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found.remove(0)
    }

    /// Fails unless each article's text, and of each annotation its quote and what is said of it, is there exactly.
    pub(super) fn assert_holds(&self, articles: &[(ArticleText, Vec<StoredAnnotation>)]) {
        let mut number = 0;
        for (source, annotations) in articles {
            let text = &source.text;
            let blocks = source.to_article().blocks;
            let drawn = self.blocks_of(source.id.0);
            assert_eq!(drawn.len(), blocks.len().max(1));
            for (block, drawn) in blocks.iter().zip(drawn) {
                if block.kind != BlockKind::Image {
                    assert_eq!(drawn, shown(block.span().of(text)));
                }
            }
            for stored in annotations {
                number += 1;
                let annotation = &stored.annotation;
                let within = |block: &crate::article::Block| {
                    let (start, end) = (annotation.span.start, annotation.span.end);
                    let block = block.span();
                    text.get(start.max(block.start)..end.min(block.end)).map(shown)
                };
                let quote: String = blocks.iter().filter_map(within).collect();
                let marked = self.texts(&format!("mark[data-n=\"{number}\"]"));
                assert_eq!(marked.concat(), quote);
                for (what, words) in
                    [("b", &annotation.label), (".source", &annotation.source), (".note", &annotation.note)]
                {
                    if !words.is_empty() {
                        assert_eq!(self.text(&format!("#n{number} {what}")), shown(words));
                    }
                }
                let attributes = annotation.attributes.iter();
                let attributes: Vec<_> =
                    attributes.map(|(name, value)| shown(&format!("{name}: {value}"))).collect();
                assert_eq!(self.texts(&format!("#n{number} .said-of li")), attributes);
                assert_eq!(self.texts(&format!("#m{number}")).len(), 1);
            }
        }
        assert_eq!(self.texts(".card").len(), number);
    }

    /// The words of an article's blocks, without the signs in them.
    fn blocks_of(&self, article: i64) -> Vec<String> {
        let rows = Selector::parse(&format!("[data-article=\"{article}\"] .row>:first-child")).unwrap();
        self.0.select(&rows).map(words_of).collect()
    }

    /// Fails where the page has an element, an attribute or an address that it must not have, two of one name, a link
    /// into the page that leads nowhere, or another style than its policy names.
    pub(super) fn assert_is_harmless(&self) {
        let mut names = HashSet::new();
        let mut targets = Vec::new();
        for element in self.0.root_element().descendent_elements() {
            let element = element.value();
            assert!(ELEMENTS.split_whitespace().any(|known| known == element.name()), "{}", element.name());
            for (name, value) in element.attrs() {
                assert!(!name.starts_with("on") && !["style", "src", "srcset"].contains(&name), "{name}");
                match (name, value.strip_prefix('#')) {
                    ("id", _) => assert!(names.insert(value), "{value}"),
                    ("href", Some(target)) => targets.push(target),
                    ("href", None) => {
                        assert!(["https://", "http://"].iter().any(|scheme| value.starts_with(scheme)))
                    }
                    _ => {}
                }
            }
        }
        assert!(targets.iter().all(|target| names.contains(target)), "{targets:?} of {names:?}");
        let policies = Selector::parse("head meta[http-equiv=Content-Security-Policy]").unwrap();
        let policies: Vec<_> = self.0.select(&policies).filter_map(|meta| meta.attr("content")).collect();
        let hash = STANDARD.encode(Sha256::digest(self.text("style")));
        assert_eq!(policies.len(), 1);
        assert!(policies[0].starts_with("default-src 'none'; "));
        assert!(policies[0].contains(&format!("style-src 'sha256-{hash}'")));
    }
}

fn words_of(element: ElementRef<'_>) -> String {
    let signs = Selector::parse(".begin, .end").unwrap();
    let within = |text: &scraper::node::Text, element: &ElementRef<'_>| {
        element.text().any(|part| std::ptr::eq(part, &**text))
    };
    let signs: Vec<_> = element.select(&signs).collect();
    element
        .descendants()
        .filter_map(|node| node.value().as_text())
        .filter(|text| !signs.iter().any(|sign| within(text, sign)))
        .map(|text| &**text)
        .collect()
}
