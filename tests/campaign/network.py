#!/usr/bin/env python3
"""A hostile server on this machine, and files that name addresses which nobody asked for. No other network is used."""
import gzip
import http.server
import socketserver
import threading
import time
import zlib

from support.cases import main
from support.program import misbehaviour, rows
from support.terminal import Reader

PAGE = ("<html><head><title>題目</title><meta charset=utf-8></head><body><article><p>" + "這是一句話。" * 60 + "</p></article></body></html>").encode()
PASSWORD = "geheim"
MOST_KIB = 300 << 10
# Answers that are written as they stand.
RAW = {
    "nonsense": b"\x00\x01\x02\r\n\r\n", "nothing": b"", "long length": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc", "short body": b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "huge chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc",
    "odd chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "cut chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc",
    "many heads": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (number, b"y" * 900) for number in range(9000)) + b"\r\n",
    "long head": b"HTTP/1.1 200 OK\r\nX: " + b"y" * (4 << 20) + b"\r\n\r\n", "controls": b"HTTP/1.1 200 \x1b]0;x\x07\r\nContent-Type: text/\x1b[31mhtml; charset=\x1b[2J\r\nContent-Length: 3\r\n\r\nabc",
    "version": b"HTTP/9.9 200 OK\r\n\r\n", "status": b"HTTP/1.1 99999 OK\r\n\r\n", "no status": b"HTTP/1.1\r\n\r\n", "broken gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\x1f\x8bxxxx",
}
REDIRECTS = {
    "to a file": "file:///etc/passwd", "to ftp": "ftp://127.0.0.1/x", "to a script": "javascript:alert(1)", "to data": "data:text/html,<p>x", "to itself": "/go/to itself",
    "to nothing": "", "to controls": "/pa\x1bge", "to a long name": "http://" + "a" * 5000 + "/", "to a closed port": "http://127.0.0.1:1/",
}
REFUSED = {*RAW, *REDIRECTS} - {"controls", "to controls", "to nothing", "two lengths"}


def arguments(long):
    return ["answers", "passwords", "named", "nothing unasked"] + (["slow"] if long else [])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        what = self.path.strip("/").replace("%20", " ")
        try:
            if what.startswith("go/"):
                where = REDIRECTS.get(what[3:], self.server.elsewhere)
                self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: " + where.encode() + b"\r\nContent-Length: 0\r\n\r\n")
            elif what.startswith("raw/"):
                self.wfile.write(RAW[what[4:]])
            elif what == "bomb":
                squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
                self.answer(b"".join(squeezer.compress(bytes(1 << 20)) for _ in range(1500)) + squeezer.flush(), "Content-Encoding: gzip")
            elif what == "bomb in a bomb":
                self.answer(gzip.compress(gzip.compress(bytes(50 << 20))), "Content-Encoding: gzip, gzip")
            elif what == "endless":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                while self.wfile.write(b"<p>" + b"x" * 65536):
                    pass
            elif what == "slow":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                while self.wfile.write(b"x"):
                    time.sleep(0.4)
            elif what == "program":
                self.answer(b"\x7fELF" + bytes(5000), "Content-Type: application/octet-stream")
            else:
                self.answer(PAGE, "Content-Type: text/html; charset=utf-8")
        except OSError:
            pass

    def answer(self, body, head):
        self.wfile.write(f"HTTP/1.1 200 OK\r\n{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def one(case):
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    base = f"http://127.0.0.1:{server.server_address[1]}"
    server.elsewhere = base.replace("://", f"://user:{PASSWORD}@") + "/page"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        what = {"answers": answers, "passwords": passwords, "named": named, "nothing unasked": unasked, "slow": slow}[case.argument]
        what(case, server, base)
    finally:
        server.shutdown()
        server.server_close()


def add(case, where, *command, good=None, limit=75):
    ended = case.run("--library", case.folder / "library", *command, limit=limit)
    case.count("addresses")
    if wrong := misbehaviour(ended, (0, 1, 2), limit):
        case.fault(where, wrong)
    if ended.kib > MOST_KIB:
        case.fault(where, f"{ended.kib >> 10} MiB")
    if good is not None and (ended.status == 0) != good:
        case.fault(where, f"status {ended.status}: {ended.words[:200]}")
    return ended


def answers(case, server, base):
    add(case, "a page", "add", base + "/page", good=True)
    for name in RAW:
        add(case, name, "add", f"{base}/raw/{name.replace(' ', '%20')}", good=False if name in REFUSED else None)
    for name in REDIRECTS:
        add(case, name, "add", f"{base}/go/{name.replace(' ', '%20')}", good=False if name in REFUSED else None)
    for name in ("bomb", "bomb%20in%20a%20bomb", "endless", "program"):
        add(case, name, "add", f"{base}/{name}", good=False)


def slow(case, server, base):
    ended = add(case, "a byte now and then", "add", f"{base}/slow", good=False, limit=90)
    if ended.seconds > 66:
        case.fault("a byte now and then", f"{ended.seconds:.0f} s, and 60 are allowed")


def passwords(case, server, base):
    """A password in an address is neither sent nor kept nor told."""
    library = case.folder / "library"
    secret = base.replace("://", f"://user:{PASSWORD}@")
    told = b""
    for address in (secret + "/page", secret + "/raw/nothing", f"{base}/go/elsewhere", secret + "/program"):
        ended = add(case, address.replace(base, ""), "add", address)
        told += ended.out + ended.err
    feeds = case.folder / "feeds.opml"
    feeds.write_text(f'<opml version="2.0"><body><outline type="rss" text="x" xmlUrl="{secret}/feed"/></body></opml>')
    ended = add(case, "a feed in a list", "add", "--fetch", feeds)
    told += ended.out + ended.err
    for command in (["list", "--json"], ["log"], ["export", "--format", "json"], ["export", "--format", "html"], ["folders"]):
        told += case.run("--library", library, *command).out
    if PASSWORD.encode() in told:
        case.fault("a password", "is printed or exported")
    if any("Authorization" in heads for _, heads in server.asked):
        case.fault("a password", "is sent")
    for entry in case.folder.rglob("*"):
        if entry.is_file() and entry != feeds and PASSWORD.encode() in entry.read_bytes():
            case.fault("a password", f"is kept in {entry.name}")


def named(case, server, base):
    """Words in an address add nothing to what is asked."""
    for address in (base + "/a\r\nX-Added: yes\r\n\r\nGET /second HTTP/1.1", base + "/a%0d%0aX-Added: yes", base + "\r\nHost: other/", "http://[::1/", "http://", "https://" + "a" * 300):
        add(case, repr(address[:60]), "add", address)
    if any("X-Added" in heads or path == "/second" for path, heads in server.asked):
        case.fault("an address", "adds to the request")


def unasked(case, server, base):
    """What files name is not fetched, by no command and not by the reader; with `network = false` nothing is."""
    inside, library = base + "/never", case.folder / "library"
    sentences = "這是一句話。" * 40
    files = {
        "a.html": f'<html><head><base href="{inside}/"><link rel=stylesheet href="{inside}/s"><script src="{inside}/j"></script><meta http-equiv=refresh content="0;url={inside}/r"></head><body><article><p>{sentences}</p><img src="{inside}/i"><iframe src="{inside}/f"></iframe></article></body></html>',
        "a.md": f"# 題\n\n![圖]({inside}/i) [連]({inside}/l)\n\n{sentences}", "a.opml": f'<opml version="2.0"><body><outline type="rss" text="x" xmlUrl="{inside}/feed"/></body></opml>',
        "a.xml": f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{inside}/d" [<!ENTITY e SYSTEM "{inside}/e">]><rss version="2.0"><channel><title>t</title><item><title>i</title><link>{inside}/x</link><description>{sentences}&e;</description></item></channel></rss>',
        "a.jsonld": f'[{{"@context":"{inside}/c","type":"Annotation","body":[],"target":{{"source":"{inside}/t","selector":{{"type":"TextQuoteSelector","exact":"一句"}}}}}}]',
    }
    for name, text in files.items():
        (case.folder / name).write_text(text, "utf-8")
        add(case, name, "add", case.folder / name)
        add(case, name, "show", case.folder / name)
    add(case, "annotations", "import-annotations", "--format", "w3c", "--reader", "x", case.folder / "a.jsonld")
    for form in ("html", "w3c", "claimreview"):
        add(case, form, "export", "--format", form)
    reader = Reader(case.program, ["--library", library], case.env)
    reader.read(5)
    for key in ("j", "\r", "j", "c", "A", "\x1b", "q", "j", "\r", "G", "#", "\x1b"):
        reader.press(key)
    reader.quit()
    configuration = case.folder / "off.toml"
    configuration.write_text("network = false\n")
    add(case, "network = false", "--config", configuration, "add", base + "/page", good=False)
    add(case, "network = false", "--config", configuration, "add", "--fetch", case.folder / "a.opml")
    if server.asked:
        case.fault("unasked", f"{[path for path, _ in server.asked]} were fetched")
    if rows(case.run("--library", library, "list", "--json")) in (None, []):
        case.fault("the files", "none of them came in")


if __name__ == "__main__":
    main("network", __doc__, arguments, one)
