//! Feeds: RSS, Atom and JSON Feed, an article an entry. Links in the entries end each article, so that what is only
//! a summary leads on.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed, Text};
use feed_rs::parser::{Builder, ParseFeedError};

use super::corpus::columns::Role;
use super::dates::iso_date;
use super::drawing::draw_html;
use super::giving::Giving;
use super::record::{Record, looks_like_html};
use super::xml::{self, root_name};
use super::{Each, Format, Head, Options, Reading, Source};
use crate::article::decode::decode;
use crate::article::read_error::Unreadable;
use crate::text::without_password;

pub(super) const FORMAT: Format = Format { name: "feed", recognises, read: Reading::Whole(read) };

/// The largest feed that is read, in bytes.
const LARGEST: usize = 64 << 20;

fn recognises(head: &Head) -> bool {
    if head.begins_with(b"{") {
        // Some write the slash as `\/`.
        return memchr::memmem::find(head.bytes, b"//jsonfeed.org").is_some()
            || memchr::memmem::find(head.bytes, b"\\/jsonfeed.org").is_some();
    }
    if !head.begins_with(b"<") {
        return false;
    }
    let Ok(text) = xml::text(head.bytes) else { return false };
    match root_name(&text).as_deref() {
        Some("rss") => true,
        Some("feed" | "entry") => text.contains("w3.org/2005/Atom") || text.contains("purl.org/atom"),
        Some("RDF") => text.contains("purl.org/rss/"),
        _ => false,
    }
}

fn read(source: Source, _: &Options, each: Each) -> Result<(), Unreadable> {
    if source.bytes.len() > LARGEST {
        return Err(Unreadable::TooMuch(format!("it is a feed of more than {} MiB", LARGEST >> 20)));
    }
    let is_json = Head { bytes: &source.bytes, name: None }.begins_with(b"{");
    let text = if is_json { decode(&source.bytes)?.text } else { xml::text(&source.bytes)? };
    drop(source.bytes);
    if !is_json {
        // What is too deep, or breaks off, is found before anything is built of it.
        xml::walk(&text, &mut |_| {}).map_err(|malformed| Unreadable::Damaged("feed", malformed.0))?;
    }
    let dates = Dates::default();
    let feed =
        parse(&text, source.uri, &dates).map_err(|error| Unreadable::Damaged("feed", error.to_string()))?;
    drop(text);
    let site = feed.title.as_ref().map(plain).unwrap_or_default();
    let mut giving = Giving::new("entry", each, None);
    let Feed { entries, language, .. } = feed;
    for (index, entry) in entries.into_iter().enumerate() {
        let record = record(entry, &site, language.as_deref(), &dates);
        if giving.give(|| format!("entry {}", index + 1), &record, 0).is_break() {
            return Ok(());
        }
    }
    giving.end()
}

fn parse(text: &str, uri: &str, dates: &Dates) -> Result<Feed, ParseFeedError> {
    let noted = dates.clone();
    let base = Some(uri).filter(|uri| !uri.is_empty());
    let parser = Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |words| noted.note(words))
        .build();
    parser.parse(text.as_bytes())
}

fn record(entry: Entry, site: &str, language: Option<&str>, dates: &Dates) -> Record {
    let mut record = Record::default();
    let mut take = |role: Role, words: String| record.take((role, 0), words);
    let link = entry.links.iter().find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    let link = link.or(entry.links.first()).map(|link| without_password(&link.href).into_owned());
    let link = link.unwrap_or_default();
    take(Role::Title, entry.title.as_ref().map(plain).unwrap_or_default());
    take(Role::Id, entry.id);
    take(
        Role::Date,
        entry.published.or(entry.updated).map(|date| dates.as_written(date)).unwrap_or_default(),
    );
    take(Role::Source, site.to_owned());
    take(Role::Language, entry.language.or(language.map(str::to_owned)).unwrap_or_default());
    let authors: Vec<String> = entry.authors.into_iter().filter_map(|author| author.name).collect();
    take(Role::Author, authors.join(", "));
    let content = entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.map(|summary| summary.content).unwrap_or_default();
    let is_summary = content.is_none();
    take(Role::Text, content.unwrap_or(summary));
    if !link.is_empty() {
        record.ends_with(if is_summary { format!("[summary] {link}") } else { link.clone() });
    }
    record.take((Role::Address, 0), link);
    record
}

/// The words of a title, which may be HTML.
fn plain(text: &Text) -> String {
    let words = match text.content_type.subty().as_str() {
        "html" | "xhtml" => draw_html(&text.content, "").map(|drawn| drawn.text).unwrap_or_default(),
        _ if looks_like_html(&text.content) => {
            draw_html(&text.content, "").map(|drawn| drawn.text).unwrap_or_default()
        }
        _ => text.content.clone(),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Dates with the offset that the feed gave them: the feed's reader keeps them in UTC alone, by which an evening in
/// Tokyo is another day.
#[derive(Clone, Debug, Default)]
struct Dates(Arc<Mutex<HashMap<DateTime<Utc>, String>>>);

impl Dates {
    /// Understands a date, and notes how it was given.
    fn note(&self, words: &str) -> Option<DateTime<Utc>> {
        let date = iso_date(words)?;
        let moment = match DateTime::parse_from_rfc3339(&date) {
            Ok(moment) => moment.to_utc(),
            // A day, or a time without an offset: it stands for itself.
            Err(_) => {
                let day = date.get(..10)?.parse::<chrono::NaiveDate>().ok()?;
                let time =
                    date.get(11..16).and_then(|time| chrono::NaiveTime::parse_from_str(time, "%H:%M").ok());
                day.and_time(time.unwrap_or_default()).and_utc()
            }
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(moment, date);
        Some(moment)
    }

    fn as_written(&self, moment: DateTime<Utc>) -> String {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted
            .get(&moment)
            .cloned()
            .unwrap_or_else(|| moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }
}

#[cfg(test)]
mod tests;
