//! Addresses in a page: what they lead to, and whether they lead away from the page's site.

use url::Url;

use crate::text::without_password;

/// Where the addresses in a page are understood from.
#[derive(Clone, Debug, Default)]
pub(super) struct Base(Option<Url>);

impl Base {
    /// From the address of the page; empty where it is not known.
    pub fn new(uri: &str) -> Base {
        Base(Url::parse(&without_password(uri)).ok())
    }

    /// The same where a page says itself from where its addresses are meant.
    pub fn joined(&self, href: &str) -> Base {
        match &self.0 {
            Some(base) => Base(base.join(href).ok().or_else(|| self.0.clone())),
            None => Base::new(href),
        }
    }

    /// `address` as it is written for use from anywhere; as it stands where that cannot be told. Data that stands in its
    /// own address is nothing: it may be megabytes.
    pub fn whole(&self, address: &str) -> String {
        let address = address.trim();
        if is_data(address) {
            return String::new();
        }
        let address = match &self.0 {
            Some(base) => base.join(address).map_or_else(|_| address.to_owned(), |url| url.to_string()),
            None => address.to_owned(),
        };
        without_password(&address).into_owned()
    }

    /// The whole address of a page elsewhere that `href` leads to: on another host, or on any where this page's is not
    /// known.
    pub fn elsewhere(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let link = match &self.0 {
            Some(base) => base.join(href).ok()?,
            None => Url::parse(href).ok()?,
        };
        let is_page = matches!(link.scheme(), "http" | "https");
        (is_page && self.0.as_ref().and_then(site) != site(&link))
            .then(|| without_password(link.as_str()).into_owned())
    }
}

fn site(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host))
}

fn is_data(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn addresses_are_made_whole() {
        let base = Base::new("https://river.example/news/1.html");
        assert_eq!(base.whole("../a.png"), "https://river.example/a.png");
        assert_eq!(base.whole("//pictures.example/a.png"), "https://pictures.example/a.png");
        assert_eq!(base.whole("https://a:b@river.example/a.png"), "https://river.example/a.png");
        assert_eq!(Base::new("https://a:b@river.example/").whole("a.png"), "https://river.example/a.png");
        assert_eq!(base.elsewhere("http://a:b@hill.example/").as_deref(), Some("http://hill.example/"));
        assert_eq!(base.whole("DATA:image/png;base64,AAAA"), "");
        assert_eq!(Base::new("").whole("a.png"), "a.png");
    }

    #[test]
    fn links_within_a_site_lead_nowhere_else() {
        let base = Base::new("https://www.river.example/news/1.html");
        assert_eq!(base.elsewhere("/news/2.html"), None);
        assert_eq!(base.elsewhere("https://river.example/"), None);
        assert_eq!(base.elsewhere("javascript:void(0)"), None);
        assert_eq!(base.elsewhere("https://hill.example/a").as_deref(), Some("https://hill.example/a"));
        assert_eq!(Base::new("").elsewhere("/news/2.html"), None);
        assert_eq!(
            Base::new("").elsewhere("https://hill.example/a").as_deref(),
            Some("https://hill.example/a")
        );
    }
}
