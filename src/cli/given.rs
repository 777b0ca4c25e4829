//! What is given on the command line: paths and addresses told apart, and the articles that come from no file: what is
//! piped into the program, and what addresses on the web give.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Failure;
use super::setup::Setup;
use crate::article::{self, Article, LARGEST_FILE, Options, ReadError, Source, Unreadable};
use crate::fetch::{Limits, NamedBy, fetch, is_address};
use crate::library::with_fragment;
use crate::regular_file;
use crate::text::without_password;

/// Articles with their URIs.
pub type Articles = Vec<(String, Article)>;

/// Whether `path` stands for what is piped in: standard input, or what a shell names for `<(command)`.
pub fn is_piped(path: &Path) -> bool {
    is_standard_input(path) || regular_file::is_open_pipe(path)
}

fn is_standard_input(path: &Path) -> bool {
    ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|name| path == Path::new(name))
}

/// The address on the web that `path` is; none where there is a file of that name.
pub fn address(path: &Path) -> Option<&str> {
    path.to_str().filter(|words| is_address(words) && !path.exists())
}

/// What is named besides what is piped in.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Addresses on the web.
    pub addresses: Vec<String>,
    /// Addresses on the web that files of `paths` list.
    pub listed: Vec<String>,
}

impl Named {
    /// Tells paths from addresses.
    pub fn of(all: Vec<PathBuf>) -> Named {
        let mut named = Named::default();
        for path in all {
            match address(&path) {
                Some(address) => named.addresses.push(address.to_owned()),
                None => named.paths.push(path),
            }
        }
        named
    }
}

/// What is piped in as `path`, under names that its content gives it, and what could not be read of it.
///
/// # Errors
///
/// When nothing could.
pub fn piped(path: &Path, options: &Options) -> Result<(Articles, Option<String>), Failure> {
    let mut bytes = Vec::new();
    let (name, input): (_, Box<dyn Read>) = match is_standard_input(path) {
        true => ("standard input".into(), Box::new(io::stdin().lock())),
        false => (path.to_string_lossy(), Box::new(File::open(path)?)),
    };
    input.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    let uri = format!("stdin:{}", &blake3::hash(&bytes).to_hex()[..16]);
    let source = Source { bytes, ..Source::default() };
    let (articles, error) = read(source, &uri, options);
    let notice = error.map(|error| format!("{name}: {}", error.reason));
    match notice {
        Some(message) if articles.is_empty() => Err(Failure { message, status: 1 }),
        notice => Ok((articles, notice)),
    }
}

/// What came of an address.
pub enum Given {
    /// An article, and its URI.
    Article(String, Box<Article>),
    /// What could not be fetched or read, in words.
    Notice(String),
}

/// An address to be fetched.
struct Awaited {
    address: String,
    /// Whether the feeds are fetched that it lists.
    follow: bool,
    /// Where a list names it: the host of the list, if that is a machine of this network.
    listed: Option<Option<String>>,
}

/// Fetches `addresses`, and those `listed` in files, and gives what they hold to `each`, until it breaks off. With `follow`, the feeds in lists of
/// feeds are fetched, too.
pub fn fetch_all(
    addresses: Vec<String>,
    listed: Vec<String>,
    options: &Options,
    follow: bool,
    each: &mut dyn FnMut(Given) -> ControlFlow<()>,
) {
    let mut waiting: VecDeque<Awaited> =
        addresses.into_iter().map(|address| Awaited { address, follow, listed: None }).collect();
    waiting.extend(listed.into_iter().map(|address| Awaited { address, follow, listed: Some(None) }));
    while let Some(Awaited { address, follow, listed }) = waiting.pop_front() {
        let by = match &listed {
            None => NamedBy::Person,
            Some(host) => NamedBy::Document(host.as_deref()),
        };
        let fetched = fetch(&address, by, &Limits::default());
        let address = without_password(&address);
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(error) => match each(Given::Notice(format!("{address}: {error}"))) {
                ControlFlow::Continue(()) => continue,
                ControlFlow::Break(()) => return,
            },
        };
        let kept = follow.then(|| fetched.bytes.clone());
        let source = Source {
            bytes: fetched.bytes,
            name: None,
            uri: &fetched.uri,
            charset: fetched.charset.as_deref(),
        };
        let (articles, error) = read(source, &fetched.uri, options);
        for (uri, article) in articles {
            if each(Given::Article(uri, Box::new(article))).is_break() {
                return;
            }
        }
        match (error.map(|error| error.reason), kept) {
            (Some(Unreadable::Feeds(_)), Some(bytes)) => {
                // A list that a list leads to is not followed: that could go on for ever.
                let feeds = article::feed_addresses(&bytes).into_iter().flatten();
                let listed = Some(fetched.private_host);
                waiting.extend(feeds.map(|address| Awaited {
                    address,
                    follow: false,
                    listed: listed.clone(),
                }));
            }
            (Some(reason), _) => {
                if each(Given::Notice(format!("{address}: {reason}"))).is_break() {
                    return;
                }
            }
            (None, _) => {}
        }
    }
}

/// Whether fetching is allowed.
///
/// # Errors
///
/// That it is not.
pub fn may_fetch(setup: &Setup) -> Result<(), Failure> {
    if setup.configuration.network {
        return Ok(());
    }
    let message = "nothing is fetched: the configuration has `network = false`";
    Err(Failure { message: message.to_owned(), status: 1 })
}

fn read(source: Source, uri: &str, options: &Options) -> (Articles, Option<ReadError>) {
    let mut articles = Vec::new();
    let read = article::read_source(source, options, &mut |found| {
        let uri = match found.fragment {
            Some(fragment) => with_fragment(uri, &fragment),
            None => uri.to_owned(),
        };
        articles.push((uri, found.article));
        ControlFlow::Continue(())
    });
    (articles, read.err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_named_like_an_address_is_no_address() {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().join("https://example.org/1.txt");
        std::fs::create_dir_all(there.parent().unwrap()).unwrap();
        std::fs::write(&there, "港口").unwrap();
        assert_eq!(address(&there), None);
        assert_eq!(address(Path::new("https://example.org/1.txt")), Some("https://example.org/1.txt"));
        let named = Named::of(["a.txt", "https://example.org/2.txt"].map(PathBuf::from).to_vec());
        assert_eq!(named.paths, [PathBuf::from("a.txt")]);
        assert_eq!(named.addresses, ["https://example.org/2.txt"]);
    }
}
