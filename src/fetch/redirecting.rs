//! From an address to what it gives, by way of all that it leads to.

use std::time::Instant;

use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use url::Url;

use super::{FetchError, Fetched, Limits, NamedBy, client, web_address};
use crate::text::without_password;

/// Fetches what is at `address`, as [`super::fetch`] says.
pub(super) fn fetch(address: Url, by: NamedBy, limits: &Limits) -> Result<Fetched, FetchError> {
    fetch_by(DefaultResolver::default, address, by, limits)
}

/// As [`fetch`], with names of machines looked up by `names`.
pub(super) fn fetch_by<R: Resolver>(
    names: impl Fn() -> R,
    address: Url,
    by: NamedBy,
    limits: &Limits,
) -> Result<Fetched, FetchError> {
    let end = Instant::now() + limits.time;
    let client = client::Client::new(names);
    let mut at = address;
    let mut private_host = match by {
        NamedBy::Person => at.host_str().map(str::to_owned),
        NamedBy::Document(host) => host.map(str::to_owned),
    };
    for _ in 0..=limits.redirections {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TimedOut(limits.time.as_secs()));
        }
        forget_password(&mut at);
        let may_be_private = private_host.as_deref() == at.host_str();
        let answer = client.get(&at, may_be_private, left, limits)?;
        let is_private = may_be_private && client.was_private();
        if !is_private {
            // From a public machine on, no name may come to mean a private one.
            private_host = None;
        }
        match answer {
            client::Answer::Whole { bytes, charset } => {
                at.set_fragment(None);
                let private_host = private_host.filter(|_| is_private);
                return Ok(Fetched { private_host, uri: at.into(), bytes, charset });
            }
            client::Answer::Elsewhere(location) => {
                let no_address = |_| FetchError::NoAddress(without_password(&location).into_owned());
                let next = web_address(at.join(&location).map_err(no_address)?.as_str())?;
                if at.scheme() == "https" && next.scheme() == "http" {
                    return Err(FetchError::Unsafe);
                }
                at = next;
            }
        }
    }
    Err(FetchError::TooManyRedirections(limits.redirections))
}

/// What a document or a server says of names and passwords is not sent on.
fn forget_password(url: &mut Url) {
    // An address with a host can do without.
    let _ = url.set_username("");
    let _ = url.set_password(None);
}
