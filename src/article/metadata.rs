//! What an article's source says about it, besides its words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::text::without_password;

/// What an article's source says about it. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metadata {
    /// Who wrote it, as printed.
    pub byline: String,
    /// When it was published: an ISO 8601 date, or a date and time (RFC 3339), as exactly as is known.
    pub published: String,
    /// Who published it: the name of the site, paper, feed or corpus.
    pub site: String,
    /// The language it says it is in, a BCP 47 tag.
    pub language: String,
    /// Where it stands on the web: an address of http or https, as [`web_address`] has it.
    pub url: String,
}

/// `words`, where they are an address of http or https with a host and without controls, and no blanks around; else nothing.
/// A name or password in it is left out.
pub fn web_address(words: &str) -> Cow<'_, str> {
    let words = words.trim();
    // Most are empty, or names.
    let is_web = !words.contains(char::is_control)
        && words.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
        && Url::parse(words)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some());
    if is_web { without_password(words) } else { Cow::Borrowed("") }
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn an_address_is_one_of_the_web() {
        for address in ["https://example.org/一?二#三", "HTTP://example.org", "http://[::1]/"] {
            assert_eq!(web_address(&format!(" {address}\n")), address);
        }
        assert_eq!(web_address("https://user:pass@example.org/1"), "https://example.org/1");
        for other in [
            "",
            "example.org/1",
            "mailto:a@example.org",
            "file:///a",
            "http",
            "https://",
            "http://",
            "htt大",
            "http://a.org/\u{1b}[2J",
        ] {
            assert_eq!(web_address(other), "");
        }
    }
}
