use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};

use super::*;

/// A server on this machine that answers every request by its path, as long as the test lasts.
fn serve(answer: fn(&str, TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
                answer(first.split(' ').nth(1).unwrap_or("/"), stream);
            });
        }
    });
    address
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    // Whoever asked may have gone.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

fn site(path: &str, mut stream: TcpStream) {
    match path {
        "/page" => send(&mut stream, "200 OK", "Content-Type: text/html; charset=big5\r\n", b"\xAA\x65"),
        "/moved" => send(&mut stream, "302 Found", "Location: /page#top\r\n", b""),
        "/round" => send(&mut stream, "302 Found", "Location: /round\r\n", b""),
        "/file" => send(&mut stream, "302 Found", "Location: file:///etc/hostname\r\n", b""),
        "/gopher" => send(&mut stream, "301 Moved", "Location: gopher://127.0.0.1/\r\n", b""),
        "/secret" => {
            send(&mut stream, "302 Found", "Location: //user:pass@127.0.0.1:1/\r\n", b"");
        }
        "/nowhere" => send(&mut stream, "302 Found", "", b""),
        "/error" => send(&mut stream, "500 Oh", "", b"x"),
        "/long" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while stream.write_all(&[b'a'; 65536]).is_ok() {}
        }
        "/slow" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while stream.write_all(b"a").is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        }
        "/silent" => thread::sleep(Duration::from_secs(600)),
        "/bomb" => send(&mut stream, "200 OK", "Content-Encoding: gzip\r\n", &zeros()),
        "/cut" => {
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc");
        }
        _ => send(&mut stream, "404 Not Found", "", b"no"),
    }
}

/// 8 MiB of zeros in gzip.
fn zeros() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&vec![0; 8 << 20]).unwrap();
    packed.finish().unwrap()
}

const LIMITS: Limits = Limits { bytes: 1 << 20, time: Duration::from_secs(30), redirections: 3 };

#[test]
fn a_page_comes_with_its_encoding_and_last_address() {
    let site = serve(site);
    let page = fetch(&format!("{site}/moved"), NamedBy::Person, &LIMITS).unwrap();
    assert_eq!(page.uri, format!("{site}/page"));
    assert_eq!((page.bytes.as_slice(), page.charset.as_deref()), (b"\xAA\x65".as_slice(), Some("big5")));
}

#[test]
fn what_cannot_be_fetched_is_said() {
    let site = serve(site);
    for (path, error) in [
        ("/round", FetchError::TooManyRedirections(3)),
        ("/file", FetchError::Scheme("file".to_owned())),
        ("/gopher", FetchError::Scheme("gopher".to_owned())),
        ("/nowhere", FetchError::Status(302)),
        ("/none", FetchError::Status(404)),
        ("/error", FetchError::Status(500)),
        ("/long", FetchError::TooLarge(1)),
        ("/bomb", FetchError::TooLarge(1)),
    ] {
        assert_eq!(fetch(&format!("{site}{path}"), NamedBy::Person, &LIMITS).unwrap_err(), error, "{path}");
    }
    assert!(fetch(&format!("{site}/cut"), NamedBy::Person, &LIMITS).is_err());
}

#[test]
fn time_is_bounded_however_slowly_it_comes() {
    let site = serve(site);
    let limits = Limits { time: Duration::from_millis(300), ..LIMITS };
    for path in ["/slow", "/silent"] {
        assert_eq!(
            fetch(&format!("{site}{path}"), NamedBy::Person, &limits).unwrap_err(),
            FetchError::TimedOut(0),
            "{path}"
        );
    }
}

#[test]
fn nobody_home_is_said() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fetch(&format!("http://{closed}/"), NamedBy::Person, &LIMITS).unwrap_err();
    assert_eq!(error, FetchError::NoAnswer("127.0.0.1".to_owned()));
}

#[test]
fn other_schemes_are_refused() {
    for (address, error) in [
        ("ftp://example.org/a", FetchError::Scheme("ftp".to_owned())),
        ("file:///etc/hostname", FetchError::Scheme("file".to_owned())),
        ("https://", FetchError::NoAddress("https://".to_owned())),
    ] {
        assert_eq!(fetch(address, NamedBy::Person, &LIMITS).unwrap_err(), error);
    }
}

#[test]
fn addresses_are_told_from_paths() {
    for address in ["https://example.org/", "HTTP://example.org", "ftp://a/b"] {
        assert!(is_address(address), "{address}");
    }
    for path in ["a.txt", "/a/b", "C://a", "註://字", "://a", "a://"] {
        assert!(!is_address(path), "{path}");
    }
}

/// Finds each machine by its name's first letters: `public…` is the server of the test under an address that counts as
/// public, `private…` is this machine.
#[derive(Clone, Debug)]
struct Names {
    /// What was asked for.
    asked: Arc<Mutex<Vec<String>>>,
    addresses: fn(&str) -> &'static [&'static str],
}

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        _: &ureq::config::Config,
        _: ureq::unversioned::transport::NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        self.asked.lock().unwrap().push(host.to_owned());
        let mut all = DefaultResolver::default().empty();
        for address in (self.addresses)(host) {
            all.push(std::net::SocketAddr::new(address.parse().unwrap(), uri.port_u16().unwrap_or(80)));
        }
        Ok(all)
    }
}

fn fetch_with(names: &Names, address: &str, by: NamedBy) -> Result<Fetched, FetchError> {
    redirecting::fetch_by(|| names.clone(), web_address(address)?, by, &LIMITS)
}

#[test]
fn a_document_leads_to_no_private_machine_whatever_its_name_is() {
    let site = serve(site);
    let port = site.rsplit(':').next().unwrap();
    let names = Names { asked: Arc::default(), addresses: |_| &["127.0.0.1", "::1", "192.168.0.1"] };
    let address = format!("http://looks-public.example:{port}/page");
    let refused = FetchError::Private("looks-public.example".to_owned());
    assert_eq!(fetch_with(&names, &address, NamedBy::Document(None)).unwrap_err(), refused);
    assert_eq!(fetch_with(&names, &address, NamedBy::Document(Some("127.0.0.1"))).unwrap_err(), refused);
    // A person may mean it, and what comes from there may lead on there.
    let page = fetch_with(&names, &address, NamedBy::Person).unwrap();
    assert_eq!(page.private_host.as_deref(), Some("looks-public.example"));
    let by = NamedBy::Document(page.private_host.as_deref());
    assert!(fetch_with(&names, &address, by).is_ok());
}

#[test]
fn a_private_machine_leads_to_no_other() {
    fn elsewhere(path: &str, mut stream: TcpStream) {
        let to = format!("Location: http://other.example{path}\r\n");
        send(&mut stream, "302 Found", &to, b"");
    }
    let site = serve(elsewhere);
    let names = Names { asked: Arc::default(), addresses: |_| &["127.0.0.1"] };
    let port = site.rsplit(':').next().unwrap();
    let error = fetch_with(&names, &format!("http://own.example:{port}/"), NamedBy::Person).unwrap_err();
    assert_eq!(error, FetchError::Private("other.example".to_owned()));
    assert_eq!(names.asked.lock().unwrap().as_slice(), ["own.example", "other.example"]);
}

#[test]
fn addresses_with_a_password_are_refused_and_never_told() {
    for address in
        ["http://user:pass@127.0.0.1:1/", "http://us%65r@127.0.0.1:1/", "http://:p%40ss@127.0.0.1:1/"]
    {
        assert_eq!(fetch(address, NamedBy::Person, &LIMITS).unwrap_err(), FetchError::Password);
    }
    // A document's go without it.
    let site = serve(site);
    let with_password = site.replace("//", "//user:pass@");
    let by = NamedBy::Document(Some("127.0.0.1"));
    assert_eq!(fetch(&format!("{with_password}/page"), by, &LIMITS).unwrap().uri, format!("{site}/page"));
    for broken in ["http://user:pass@", "http://user:pass@[", "ftp://user:pass@a.example/"] {
        let words = fetch(broken, NamedBy::Person, &LIMITS).unwrap_err().to_string();
        assert!(!words.contains("pass@") && !words.contains("user"), "{words}");
    }
    let error = fetch(&format!("{site}/secret"), NamedBy::Person, &LIMITS).unwrap_err();
    assert!(!error.to_string().contains("pass"), "{error}");
}
