//! What an address on the web gives, within bounds: so many bytes, so many seconds, so many redirections, and http and
//! https alone. Nothing is fetched but what the user named, and what that leads to. Machines of this network are gone to
//! where the user named them; what comes from one may lead to other places on it, and everything else to public machines
//! alone.

mod client;
mod error;
mod reach;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use url::Url;

pub use error::FetchError;

use crate::text::without_password;

/// How much may be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes, unpacked.
    pub bytes: u64,
    /// From the first look-up of a name to the last byte, redirections included.
    pub time: Duration,
    /// How often an address may lead to another.
    pub redirections: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 20, time: Duration::from_secs(60), redirections: 8 }
    }
}

/// What an address gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The host it came from, where that is a machine of this network.
    pub private_host: Option<String>,
    /// Where it came from in the end, without a fragment.
    pub uri: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// The encoding that the server names, if it does.
    pub charset: Option<String>,
}

/// Whether `words` are an address rather than a path: whatever scheme it has.
pub fn is_address(words: &str) -> bool {
    words.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && !rest.is_empty()
    })
}

/// Who names an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy<'a> {
    /// A person: it may lie anywhere.
    Person,
    /// A document: it may lie on a public machine, or on the private one that the document came from, if it did.
    Document(Option<&'a str>),
}

/// Fetches what is at `address`.
///
/// # Errors
///
/// When it is no address of the web, or one with a password, nobody answers there, the answer is not what was asked for, it
/// leads to a machine that it must not lead to, or it is more than `limits` allow.
pub fn fetch(address: &str, by: NamedBy, limits: &Limits) -> Result<Fetched, FetchError> {
    fetch_by(DefaultResolver::default, address, by, limits)
}

/// As [`fetch`], with names of machines looked up by `names`.
fn fetch_by<R: Resolver>(
    names: impl Fn() -> R,
    address: &str,
    by: NamedBy,
    limits: &Limits,
) -> Result<Fetched, FetchError> {
    let end = Instant::now() + limits.time;
    let client = client::Client::new(names);
    let mut at = web_address(address)?;
    let mut private_host = match by {
        NamedBy::Person if has_password(&at) => return Err(FetchError::Password),
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

fn has_password(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// What a document or a server says of names and passwords is not sent on.
fn forget_password(url: &mut Url) {
    // An address with a host can do without.
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

/// An address of the web, and no other: a page must not make the program read files or mail.
fn web_address(words: &str) -> Result<Url, FetchError> {
    let no_address = || FetchError::NoAddress(without_password(words).into_owned());
    let url = Url::parse(words).map_err(|_| no_address())?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        "http" | "https" => Err(no_address()),
        scheme => Err(FetchError::Scheme(scheme.to_owned())),
    }
}
