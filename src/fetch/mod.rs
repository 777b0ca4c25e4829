//! What an address on the web gives, within bounds: so many bytes, so many seconds, so many redirections, and http and
//! https alone. Nothing is fetched but what the user named.

mod client;
mod error;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use url::Url;

pub use error::FetchError;

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

/// Fetches what is at `address`.
///
/// # Errors
///
/// When it is no address of the web, nobody answers there, the answer is not what was asked for, or it is more than
/// `limits` allow.
pub fn fetch(address: &str, limits: &Limits) -> Result<Fetched, FetchError> {
    let end = Instant::now() + limits.time;
    let client = client::Client::new();
    let mut at = web_address(address)?;
    for _ in 0..=limits.redirections {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TimedOut(limits.time.as_secs()));
        }
        match client.get(&at, left, limits)? {
            client::Answer::Whole { bytes, charset } => {
                at.set_fragment(None);
                return Ok(Fetched { uri: at.into(), bytes, charset });
            }
            client::Answer::Elsewhere(location) => {
                let next = at.join(&location).map_err(|_| FetchError::NoAddress(location.clone()))?;
                at = web_address(next.as_str())?;
            }
        }
    }
    Err(FetchError::TooManyRedirections(limits.redirections))
}

/// An address of the web, and no other: a page must not make the program read files or mail.
fn web_address(words: &str) -> Result<Url, FetchError> {
    let url = Url::parse(words).map_err(|_| FetchError::NoAddress(words.to_owned()))?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        "http" | "https" => Err(FetchError::NoAddress(words.to_owned())),
        scheme => Err(FetchError::Scheme(scheme.to_owned())),
    }
}
