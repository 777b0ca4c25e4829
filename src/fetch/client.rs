//! One request and its answer.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::Resolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};
use url::Url;

use super::reach::{Guard, Private};
use super::{FetchError, Limits};
use crate::text::without_password;

/// What the program says it is.
const USER_AGENT: &str = concat!("pingdian/", env!("CARGO_PKG_VERSION"), " (terminal reader)");

/// What it would rather have.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, \
                      application/feed+json, application/epub+zip, text/plain, text/markdown, */*;q=0.5";

/// What came back.
pub enum Answer {
    /// All there is.
    Whole { bytes: Vec<u8>, charset: Option<String> },
    /// Another address.
    Elsewhere(String),
}

/// Makes requests.
pub struct Client {
    /// Goes to any machine.
    open: Agent,
    /// Whether the last one that it went to was a private one.
    private: Arc<AtomicBool>,
    /// Goes to public machines alone.
    public: Agent,
}

impl Client {
    /// Names of machines are looked up by `names`.
    pub fn new<R: Resolver>(names: impl Fn() -> R) -> Self {
        let provider = rustls::crypto::ring::default_provider();
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(provider))
            .build();
        let configuration = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            // Each next address is looked at before it is gone to.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .build();
        let private = Arc::<AtomicBool>::default();
        let agent = |guard| Agent::with_parts(configuration.clone(), DefaultConnector::default(), guard);
        Self {
            open: agent(Guard::open(names(), Arc::clone(&private))),
            private,
            public: agent(Guard::public(names())),
        }
    }

    /// Whether the last request that might go to any machine went to a private one.
    pub fn was_private(&self) -> bool {
        self.private.load(Ordering::Relaxed)
    }

    /// Asks for what is at `url`, for so long, of any machine or of public ones alone.
    pub fn get(
        &self,
        url: &Url,
        may_be_private: bool,
        time: Duration,
        limits: &Limits,
    ) -> Result<Answer, FetchError> {
        let agent = if may_be_private { &self.open } else { &self.public };
        let host = || url.host_str().unwrap_or_default().to_owned();
        let in_words = |error: Error| in_words(error, host(), limits);
        let request = agent.get(url.as_str()).config().timeout_global(Some(time)).build();
        let mut response = request.call().map_err(in_words)?;
        let status = response.status();
        if status.is_redirection() {
            let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            return location
                .map(|to| Answer::Elsewhere(to.to_owned()))
                .ok_or(FetchError::Status(status.as_u16()));
        }
        if !status.is_success() {
            return Err(FetchError::Status(status.as_u16()));
        }
        let charset = response.headers().get(CONTENT_TYPE).and_then(|value| charset(value.to_str().ok()?));
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().take(limits.bytes + 1).read_to_end(&mut bytes);
        read.map_err(|error| in_words(Error::from(error)))?;
        if bytes.len() as u64 > limits.bytes {
            return Err(FetchError::TooLarge(limits.bytes >> 20));
        }
        Ok(Answer::Whole { bytes, charset })
    }
}

/// The encoding in a content type: `text/html; charset="big5"`.
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn in_words(error: Error, host: String, limits: &Limits) -> FetchError {
    match error {
        Error::Timeout(_) => FetchError::TimedOut(limits.time.as_secs()),
        Error::HostNotFound => FetchError::NoHost(host),
        Error::ConnectionFailed => FetchError::NoAnswer(host),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                FetchError::TimedOut(limits.time.as_secs())
            }
            io::ErrorKind::ConnectionRefused => FetchError::NoAnswer(host),
            // What reading a body fails with comes wrapped.
            _ => match error.downcast::<Error>() {
                Ok(inner) => in_words(inner, host, limits),
                Err(error) if is_certificate(&error.to_string()) => FetchError::Certificate(host),
                // The standard library has no kind for a name that is not known.
                Err(error) if error.to_string().starts_with("failed to lookup") => FetchError::NoHost(host),
                Err(error) => FetchError::Failed(without_password(&error.to_string()).into_owned()),
            },
        },
        Error::Other(error) if error.is::<Private>() => FetchError::Private(host),
        Error::Rustls(rustls::Error::InvalidCertificate(_)) => FetchError::Certificate(host),
        Error::BadUri(address) => FetchError::NoAddress(without_password(&address).into_owned()),
        other if is_certificate(&other.to_string()) => FetchError::Certificate(host),
        other => FetchError::Failed(without_password(&other.to_string()).into_owned()),
    }
}

fn is_certificate(words: &str) -> bool {
    words.contains("certificate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_said() {
        let unknown = io::Error::other("failed to lookup address information: Name or service not known");
        let error = in_words(Error::Io(unknown), "a.invalid".to_owned(), &Limits::default());
        assert_eq!(error, FetchError::NoHost("a.invalid".to_owned()));
    }

    #[test]
    fn encodings_are_found_in_content_types() {
        assert_eq!(charset("text/html; charset=Big5").as_deref(), Some("Big5"));
        assert_eq!(charset("text/html;x=1; Charset=\"gbk\"").as_deref(), Some("gbk"));
        assert_eq!(charset("text/html"), None);
    }
}
