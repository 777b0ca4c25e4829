//! What a page says about its article: in its metadata for others (Open Graph, Dublin Core, JSON-LD), or where readers see it.

use dom_query::{Document, NodeRef};
use url::Url;

use super::linked_data::LinkedData;
use super::title;
use crate::article::formats::dates::iso_date;
use crate::article::formats::drawing::words_of;
use crate::article::formats::language::language_tag;
use crate::article::{Metadata, web_address};

/// A byline has no more characters than this.
const LONGEST_BYLINE: usize = 60;

/// Names of metadata that tell the title.
const TITLES: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];

/// Names of metadata that tell the author.
const AUTHORS: [&str; 7] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "mediaid",
    "twitter:creator",
];

/// Names of metadata that tell when it was published.
const DATES: [&str; 19] = [
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "datepublished",
    "parsely-pub-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "pub_date",
    "publication_date",
    "weibo:article:create_at",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "apub:time",
    "date",
];

/// Names of metadata that tell the site.
const SITES: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"];

/// What a page says about its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Its title; empty where there is none.
    pub title: String,
    /// Where the page came from, as far as is known.
    pub address: String,
    pub metadata: Metadata,
}

impl About {
    /// What `document` says. `uri` is where it came from; empty where that is unknown.
    pub fn of(document: &Document, uri: &str) -> About {
        let meta = Meta::of(document);
        let linked = LinkedData::of(document);
        let (address, url) = addresses(document, &meta, uri);
        let site = [meta.first(&SITES), &linked.publisher].into_iter().find(|site| !site.is_empty());
        let site = site.map(str::to_owned).unwrap_or_else(|| host(&address));
        let headings: Vec<String> = texts(document, "h1");
        let window = texts(document, "title").into_iter().next().unwrap_or_default();
        let told = [meta.first(&TITLES), &linked.headline];
        About {
            title: title::choose(told.into_iter(), &headings, &window, &site),
            metadata: Metadata {
                byline: byline(document, &meta, &linked),
                published: published(document, &meta, &linked),
                language: language(document, &meta, &linked),
                site,
                url,
            },
            address,
        }
    }
}

/// The `meta` elements of a page: their names in lower case, and what they hold.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(document: &Document) -> Meta {
        let mut found = Vec::new();
        for node in document.select("meta[content]").nodes() {
            let content = words_of(&node.attr_or("content", ""));
            if content.is_empty() {
                continue;
            }
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = node.attr(attribute) {
                    found.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Meta(found)
    }

    /// What the first of `names` that is there holds; empty where none is.
    fn first(&self, names: &[&str]) -> &str {
        let named = |name: &&str| self.0.iter().find(|(own, _)| own == name);
        names.iter().find_map(named).map_or("", |(_, content)| content)
    }
}

/// The words of the elements that `selector` finds, without those that have none.
fn texts(document: &Document, selector: &str) -> Vec<String> {
    let found = document.select(selector);
    found.nodes().iter().map(|node| words_of(&node.text())).filter(|words| !words.is_empty()).collect()
}

fn byline(document: &Document, meta: &Meta, linked: &LinkedData) -> String {
    // Some sites give the author's page.
    let is_name =
        |name: &&str| !name.is_empty() && !name.contains("://") && name.chars().count() <= LONGEST_BYLINE;
    let told = [linked.byline.as_str(), meta.first(&AUTHORS)].into_iter().find(is_name).map(str::to_owned);
    told.or_else(|| {
        let seen = texts(document, "[rel=author], [itemprop=author], .byline");
        seen.into_iter().find(|name| is_name(&name.as_str()))
    })
    .unwrap_or_default()
}

fn published(document: &Document, meta: &Meta, linked: &LinkedData) -> String {
    let told = [meta.first(&DATES), &linked.published].into_iter().find_map(iso_date);
    told.or_else(|| {
        let times = document.select("[itemprop=datePublished], time");
        times.nodes().iter().find_map(date_of)
    })
    .or_else(|| {
        // Where readers see it: classes and names are all there is to go by.
        let seen = document
            .select("[class*=date], [class*=time], [class*=Date], [class*=Time], [id*=date], [id*=time]");
        seen.nodes().iter().filter_map(date_of).find(|date| date.len() >= 10)
    })
    .unwrap_or_default()
}

/// The date that an element gives or shows.
fn date_of(node: &NodeRef) -> Option<String> {
    let given =
        ["datetime", "content"].iter().find_map(|name| node.attr(name)).and_then(|date| iso_date(&date));
    given.or_else(|| iso_date(&words_of(&node.text())))
}

fn language(document: &Document, meta: &Meta, linked: &LinkedData) -> String {
    let html = document.html_root();
    let own = |name: &str| html.attr(name).map(|value| value.to_string()).unwrap_or_default();
    let named =
        [own("lang"), own("xml:lang"), meta.first(&["content-language", "language", "og:locale"]).to_owned()];
    named.iter().chain([&linked.language]).find_map(|words| language_tag(words)).unwrap_or_default()
}

/// Where the page came from, by which its links are understood, and the address that it gives itself, or else that: each
/// as far as it, the browser that saved it or `uri` says.
fn addresses(document: &Document, meta: &Meta, uri: &str) -> (String, String) {
    let canonical = document.select_single("link[rel=canonical]").attr("href");
    let canonical = canonical.map(|href| href.to_string()).unwrap_or_default();
    let told = meta.first(&["og:url"]);
    let saved_from = saved_from(document).unwrap_or_default();
    let first = |addresses: [&str; 4]| {
        addresses
            .into_iter()
            .map(web_address)
            .find(|address| !address.is_empty())
            .unwrap_or_default()
            .into_owned()
    };
    let came_from = first([uri, &canonical, told, &saved_from]);
    // Some give theirs within their site alone.
    let whole = Url::parse(&came_from).and_then(|base| base.join(canonical.trim()));
    let whole = whole.map(String::from).ok().filter(|_| !canonical.trim().is_empty()).unwrap_or_default();
    let own = first([&canonical, &whole, told, &came_from]);
    (came_from, own)
}

/// Where a page was saved from, as browsers note it in a comment before its first element.
fn saved_from(document: &Document) -> Option<String> {
    let before = document.root().children_it(false).chain(document.html_root().children_it(false));
    let comments = before.filter(NodeRef::is_comment).take(8).filter_map(|node| {
        node.query(|node| match &node.data {
            dom_query::NodeData::Comment { contents } => Some(contents.to_string()),
            _ => None,
        })?
    });
    comments.into_iter().find_map(|comment| {
        let noted = comment.contains("saved from url=") || comment.contains("Page saved with");
        let start = comment.find("http").filter(|_| noted)?;
        comment[start..].split_whitespace().next().map(str::to_owned)
    })
}

fn host(address: &str) -> String {
    let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}
