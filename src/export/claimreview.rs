//! ClaimReview (schema.org) as JSON-LD: claims that a reader has judged, for fact checkers' sites and search engines.
//!
//! Rules: schema.org's `ClaimReview`, `Claim` and `Rating`, and Google Search Central's “Fact check (ClaimReview) structured
//! data”. A claim goes out where its reader filled in who said so (its source, `itemReviewed.author`), a verdict (the
//! attribute `verdict`, `reviewRating.alternateName`) and a review (its note, `reviewBody`). The attributes `url` and `date` are
//! where and when the review was published; search engines ask for the first. Nothing is made up: what is missing is told,
//! there is no rating in numbers, and a claimant is called neither a person nor an organisation.
//!
//! It has no place for annotations that are no claims, for other attributes, links and offsets.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::escaped_json::write_json;
use super::links::Links;
use super::provenance::is_file;
use super::w3c::names::{iri, urn};
use super::{Format, Losses, Output, Passage, Passages, Shape, Writer};
use crate::library::{ArticleText, Marked};

pub(super) const FORMAT: Format = Format {
    name: "claimreview",
    description: "ClaimReview (JSON-LD): claims with a source and verdict",
    extension: "jsonld",
    shape: Shape::File,
    holds_orphans: false,
    offsets: "none",
    make: |_| Box::new(ClaimReviews { empty: true, losses: Losses::default() }),
};

/// The label of what can be reviewed.
const CLAIM: &str = "claim";

struct ClaimReviews {
    /// Whether no review has been written yet.
    empty: bool,
    losses: Losses,
}

#[derive(Serialize)]
struct Review<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "dateCreated")]
    created: &'a str,
    #[serde(rename = "dateModified")]
    modified: &'a str,
    author: Person<'a>,
    #[serde(rename = "claimReviewed")]
    claim: &'a str,
    #[serde(rename = "reviewBody")]
    body: &'a str,
    #[serde(rename = "reviewRating")]
    rating: Rating<'a>,
    #[serde(rename = "itemReviewed")]
    item: Claim<'a>,
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct Rating<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "alternateName")]
    verdict: &'a str,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    author: Claimant<'a>,
    appearance: Appearance<'a>,
}

#[derive(Serialize)]
struct Claimant<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Appearance<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// None for a file: this is published, and its folders are nobody's affair.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
    headline: &'a str,
}

impl Writer for ClaimReviews {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(br#"{"@context":"https://schema.org","@graph":["#)
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let links = Links::of(marked);
        self.losses.add("links between annotations, for which it has no place", links.len());
        for passage in passages {
            if let Some(review) = self.review(marked.article, passage) {
                out.write_all(if self.empty { b"\n" } else { b",\n" })?;
                self.empty = false;
                write_json(out, &review)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(if self.empty { b"]}\n" } else { b"\n]}\n" })
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

impl ClaimReviews {
    /// The review of a claim, where its reader filled in all that one needs; what is missing is counted.
    fn review<'a>(&mut self, article: &'a ArticleText, passage: Passage<'a>) -> Option<Review<'a>> {
        let stored = passage.stored;
        let annotation = &stored.annotation;
        if annotation.label != CLAIM {
            self.losses.leave_out("annotations that are no claims", 1);
            return None;
        }
        let filled = |text: &'a str| Some(text).filter(|text| !text.trim().is_empty());
        let attribute = |name: &str| annotation.attributes.get(name).and_then(|value| filled(value));
        let [source, verdict, note] =
            [filled(&annotation.source), attribute("verdict"), filled(&annotation.note)];
        let [url, date] = [attribute("url"), attribute("date")];
        let (Some(source), Some(verdict), Some(note)) = (source, verdict, note) else {
            for (what, missing) in [
                ("claims that lack a claimant (their source)", source.is_none()),
                ("claims that lack a verdict (their attribute verdict)", verdict.is_none()),
                ("claims that lack a review (their note)", note.is_none()),
            ] {
                self.losses.add(what, usize::from(missing));
            }
            self.losses.annotations += 1;
            return None;
        };
        self.losses.add(
            "addresses of reviews, which search engines ask for (the attribute url, not filled in)",
            usize::from(url.is_none()),
        );
        self.losses.add("dates of reviews (the attribute date, not filled in)", usize::from(date.is_none()));
        let own = |name: &&String| !["verdict", "url", "date"].contains(&name.as_str());
        self.losses.add("other attributes", annotation.attributes.keys().filter(own).count());
        Some(Review {
            kind: "ClaimReview",
            id: urn(&annotation.id.0),
            url: url.map(iri),
            published: date,
            created: &stored.created,
            modified: &stored.modified,
            author: Person { kind: "Person", name: &annotation.reader },
            claim: passage.quote,
            body: note,
            rating: Rating { kind: "Rating", verdict },
            item: Claim {
                kind: "Claim",
                text: passage.quote,
                language: Some(article.script.language_tag()).filter(|&tag| tag != "und"),
                author: Claimant { name: source },
                appearance: Appearance {
                    kind: "CreativeWork",
                    url: Some(article.elsewhere().unwrap_or(&article.uri))
                        .filter(|uri| !is_file(uri))
                        .map(iri),
                    headline: &article.title,
                },
            },
        })
    }
}
