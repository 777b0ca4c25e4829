//! Why nothing was fetched, in words for people.

use thiserror::Error;

/// Why nothing was fetched. The words follow the address and a colon.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FetchError {
    /// Not an address.
    #[error("{0} is no address of the web; write it whole, as https://example.org/page")]
    NoAddress(String),
    /// Some other scheme.
    #[error("pingdian fetches http and https alone, not {0}")]
    Scheme(String),
    /// It holds a name or a password.
    #[error(
        "the address holds a name or password, which would be kept with what it gives; write it without what \
         stands before the @"
    )]
    Password,
    /// Something leads to a machine that only a person may name.
    #[error(
        "it leads to {0}, a machine of this network, which is not followed; name that address yourself if it \
         is meant"
    )]
    Private(String),
    /// A page that came over a safe connection leads to one that is not.
    #[error("it leads from https to http, where anybody on the way can read and change the page")]
    Unsafe,
    /// The name is unknown.
    #[error("there is no host {0}, or no network; check the name")]
    NoHost(String),
    /// Nobody listens there.
    #[error("nobody answers at {0}")]
    NoAnswer(String),
    /// The certificate cannot be trusted.
    #[error("the certificate of {0} cannot be trusted, so nothing was fetched")]
    Certificate(String),
    /// It took longer than so many seconds.
    #[error("it took longer than {0} seconds")]
    TimedOut(u64),
    /// More than so many MiB.
    #[error("it is larger than {0} MiB; save it to a file and read that")]
    TooLarge(u64),
    /// An address led to another so many times.
    #[error("it leads from one address to another more than {0} times")]
    TooManyRedirections(u32),
    /// The server answers with this status.
    #[error("{}", status_in_words(*.0))]
    Status(u16),
    /// The program was built without what fetches.
    #[cfg(not(feature = "network"))]
    #[error("this program was built without the network; save the page to a file and read that")]
    LeftOut,
    /// Something else.
    #[error("{0}")]
    Failed(String),
}

fn status_in_words(status: u16) -> String {
    let words = match status {
        401 | 407 => "the page asks for a password; save it in a browser and read the file",
        402 => "the page is to be paid for",
        403 => "the site refuses the page to this program; save it in a browser and read the file",
        404 | 410 => "there is no such page",
        429 => "the site asks to wait before more is fetched",
        451 => "the page is withheld for legal reasons",
        500..=599 => "the site fails to answer",
        _ => "the site gives no page",
    };
    format!("{words} (status {status})")
}
