//! What an address on the web gives, within bounds: so many bytes, so many seconds, so many redirections, and http and
//! https alone. Nothing is fetched but what the user named, and what that leads to. Machines of this network are gone to
//! where the user named them; what comes from one may lead to other places on it, and everything else to public machines
//! alone.

#[cfg(feature = "network")]
mod client;
mod error;
#[cfg(feature = "network")]
mod reach;
#[cfg(feature = "network")]
mod redirecting;
#[cfg(all(test, feature = "network"))]
mod tests;

use std::time::Duration;

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
    let at = web_address(address)?;
    if by == NamedBy::Person && has_password(&at) {
        return Err(FetchError::Password);
    }
    #[cfg(feature = "network")]
    return redirecting::fetch(at, by, limits);
    #[cfg(not(feature = "network"))]
    {
        let _ = limits;
        Err(FetchError::LeftOut)
    }
}

fn has_password(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
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
