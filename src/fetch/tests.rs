use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

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
    let page = fetch(&format!("{site}/moved"), &LIMITS).unwrap();
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
        assert_eq!(fetch(&format!("{site}{path}"), &LIMITS).unwrap_err(), error, "{path}");
    }
    assert!(fetch(&format!("{site}/cut"), &LIMITS).is_err());
}

#[test]
fn time_is_bounded_however_slowly_it_comes() {
    let site = serve(site);
    let limits = Limits { time: Duration::from_millis(300), ..LIMITS };
    for path in ["/slow", "/silent"] {
        assert_eq!(fetch(&format!("{site}{path}"), &limits).unwrap_err(), FetchError::TimedOut(0), "{path}");
    }
}

#[test]
fn nobody_home_is_said() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fetch(&format!("http://{closed}/"), &LIMITS).unwrap_err();
    assert_eq!(error, FetchError::NoAnswer("127.0.0.1".to_owned()));
}

#[test]
fn other_schemes_are_refused() {
    for (address, error) in [
        ("ftp://example.org/a", FetchError::Scheme("ftp".to_owned())),
        ("file:///etc/hostname", FetchError::Scheme("file".to_owned())),
        ("https://", FetchError::NoAddress("https://".to_owned())),
    ] {
        assert_eq!(fetch(address, &LIMITS).unwrap_err(), error);
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
