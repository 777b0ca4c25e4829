#!/usr/bin/env python3
"""Mutated files of every kind through show, add, import-annotations and export, with limits; and what is no file at all."""
import io
import json
import os
import zipfile
from pathlib import Path

from support.cases import main
from support.library import exported, integrity
from support.program import UNSEEN, misbehaviour
from support.texts import article, sentence

RUNS_A_CASE = 12
SECONDS, KIB = 10.0, 700 << 10
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"\r", b"\r\n", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc2\x9b", b"<", b">",
    b"&#x1b;", b"&#0;", b"<!--", b"]]>", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"{", b"[", b'"', b"\\u0000", b"\\ud800", b"-1", b"1e400",
    b"99999999999999999999", b"NaN", b"null", b"---\n", b"```", b"> ", b"|", b"\xcc\x81" * 300, b"\xe2\x80\x8d" * 50, b"\xf0\x9f\x87\xa8" * 40, b"../", b"%00",
]
ODD = ("/dev/zero", "/dev/urandom", "a pipe", "a link to /dev/zero", "a link to itself", "a folder", "a socket")


def arguments(long):
    rounds = 12 if long else 1
    return [(kind, number) for number in range(rounds) for kind in (*KINDS, "configuration")] + [("odd", name) for name in ODD]


def book(rng):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        file.writestr("a.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>題</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>')
        file.writestr("c.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>章</h1><p>{sentence(rng)}</p><p><ruby>字<rt>じ</rt></ruby></p></body></html>')
    return out.getvalue()


def page(rng):
    rows = "".join(f"<tr><td>{sentence(rng)}</td><td>2</td></tr>" for _ in range(3))
    body = "".join(f"<p>{sentence(rng) * 4} &amp; <a href='https://example.org/'>x</a><b>粗</b></p>" for _ in range(6))
    return f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>題目</title><meta name=author content=甲></head><body><article><h1>題目</h1>{body}<table>{rows}</table></article></body></html>".encode()


def markdown(rng):
    return f"---\ntitle: 題目\nauthor: [甲, 乙]\n---\n\n# 題目\n\n{sentence(rng) * 5}[^1]\n\n- [ ] {sentence(rng)}\n  - 二\n\n| a | b |\n|---|---|\n| 字 | 句 |\n\n> {sentence(rng)}\n\n```x\n{sentence(rng)}\n```\n\n[^1]: 註\n".encode()


def feed(rng):
    item = f"<item><title>篇</title><link>https://example.org/1</link><description>&lt;p&gt;{sentence(rng) * 6}&lt;/p&gt;</description><pubDate>Fri, 06 Feb 2026 08:00:00 GMT</pubDate></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>源</title>{item * 3}</channel></rss>'.encode()


def atom(rng):
    entry = f'<entry><id>1</id><title>篇</title><updated>2026-02-06T08:00:00Z</updated><content type="html">{sentence(rng) * 6}</content></entry>'
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>源</title>{entry * 3}</feed>'.encode()


def mail(rng):
    return b'MIME-Version: 1.0\r\nSubject: =?utf-8?B?6aGM?=\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + page(rng) + b"\r\n--b--\r\n"


def records(rng):
    return [{"id": str(number), "title": f"篇{number}", "text": sentence(rng) * 5, "date": "2026-02-06", "source": "報"} for number in range(5)]


def rows_of(rng, comma):
    return ("title,text,date\n" + "".join(f'篇{number},"{sentence(rng)}\n""{sentence(rng)}""",2026\n' for number in range(5))).replace(",", comma).encode()


KINDS = {
    "plain.txt": lambda rng: article(rng, "題目", 20).encode(), "big5.txt": lambda rng: "石橋斷開。水漲了。".encode("big5") * 20,
    "shift.txt": lambda rng: "これは文です。漢字とかな。".encode("shift_jis") * 20, "wide.txt": lambda rng: article(rng, "題目", 20).encode("utf-16"),
    "page.html": page, "page.mhtml": mail, "notes.md": markdown, "book.epub": book, "feed.xml": feed, "atom.xml": atom,
    "feed.json": lambda rng: json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "源", "items": [{"id": one["id"], "title": one["title"], "content_text": one["text"]} for one in records(rng)]}).encode(),
    "list.opml": lambda rng: b'<opml version="2.0"><body><outline text="a" xmlUrl="https://example.org/feed"/></body></opml>',
    "corpus.jsonl": lambda rng: "\n".join(json.dumps(one, ensure_ascii=False) for one in records(rng)).encode(),
    "corpus.json": lambda rng: json.dumps(records(rng)).encode(), "corpus.csv": lambda rng: rows_of(rng, ","), "corpus.tsv": lambda rng: rows_of(rng, "\t"),
    "annotations jsonl": None, "annotations w3c": None, "annotations doccano": None, "annotations label-studio": None, "annotations brat": None,
}


def mutated(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice((1, 2, 4, 12))):
        at, length = rng.randrange(len(data) + 1), rng.choice((1, 2, 8, 60))
        how = rng.randrange(8)
        if how == 0 and data:
            data[at % len(data)] ^= 1 << rng.randrange(8)
        elif how == 1:
            data[at:at] = rng.choice(TOKENS)
        elif how == 2:
            data[at : at + length] = rng.choice(TOKENS)
        elif how == 3:
            del data[at : at + length]
        elif how == 4:
            data[at:at] = data[at : at + length] * rng.choice((2, 30, 300))
        elif how == 5:
            data[at:at] = rng.randbytes(length)
        elif how == 6 and rng.random() < 0.3:
            del data[at:]
        else:
            other = rng.randrange(len(data) + 1)
            data[at:at] = data[other : other + length]
    return bytes(data)


def one(case):
    kind, number = case.argument
    if kind == "odd":
        return odd(case, number)
    if kind == "configuration":
        return configuration(case)
    if kind.startswith("annotations"):
        return annotations(case, kind.split()[1])
    library = case.folder / "library"
    for number in range(RUNS_A_CASE):
        data = mutated(case.random, KINDS[kind](case.random))
        path = case.folder / f"{number}-{kind}"
        path.write_bytes(data)
        for command in (["show", path, "--width", "40"], ["add", path]):
            ended = judged(case, f"input {number}, {command[0]}", "--library", library, *command)
            if command[0] == "show" and (found := UNSEEN.findall(ended.out.decode("utf-8", "replace"))):
                case.fault(f"input {number}", f"show prints {sorted(map(repr, set(found)))}")
    for form in ("jsonl", "html"):
        judged(case, f"export of all, {form}", "--library", library, "export", "--format", form)
    judged(case, "search", "--library", library, "search", "石橋")
    if library.exists() and (state := integrity(library)) != "ok":
        case.fault("after all", f"integrity_check: {state}")


def judged(case, where, *arguments):
    ended = case.run(*arguments, limit=SECONDS * 2)
    case.count("runs")
    if wrong := misbehaviour(ended, (0, 1, 2), SECONDS):
        case.fault(where, wrong)
    if ended.kib > KIB:
        case.fault(where, f"{ended.kib >> 10} MiB")
    return ended


def annotations(case, form):
    """Annotations of a colleague, mutated; one's own are what they were afterwards."""
    library, path = case.folder / "library", case.folder / "article.txt"
    path.write_text(article(case.random, "題目", 30), "utf-8")
    case.run("--library", library, "add", path)
    for start in range(10, 110, 10):
        case.run("--library", library, "annotate", path, "--label", "claim", "--start", start, "--end", start + 7, "--note", "my note", "--source", "my source")
    _, known = exported(case.program, library, case.env)
    source = case.folder / "exported"
    case.run("--library", library, "export", "--format", form, "-o", source)
    files = {file.name: file.read_bytes() for file in ([source] if source.is_file() else source.iterdir()) if file.is_file()}
    for number in range(RUNS_A_CASE):
        given = case.folder / f"given-{number}"
        if source.is_file():
            given.write_bytes(mutated(case.random, files[source.name].replace(b"my note", b"their note")))
        else:
            given.mkdir()
            for name, data in files.items():
                (given / name).write_bytes(mutated(case.random, data) if case.random.random() < 0.6 else data)
        judged(case, f"input {number}", "--library", library, "import-annotations", "--format", form, "--reader", "乙", given)
        judged(case, f"input {number}, --add", "--library", library, "import-annotations", "--add", "--reader", "乙", given)
    _, found = exported(case.program, library, case.env)
    if changed := [(row, (found or {}).get(id)) for id, row in known.items() if (found or {}).get(id) != row]:
        case.fault("after all", f"{len(changed)} of one's own annotations changed: {changed[:2]}")
    if (state := integrity(library)) != "ok":
        case.fault("after all", f"integrity_check: {state}")


def configuration(case):
    text = b'reader = "\xe7\x94\xb2"\ntheme = "plain"\nnetwork = false\n[keys]\n"next sentence" = "j"\n[[labels]]\nname = "claim"\nkey = "c"\n[corpus]\ntitle = ["\xe9\xa1\x8c"]\n'
    for number in range(RUNS_A_CASE * 2):
        path = case.folder / f"{number}.toml"
        path.write_bytes(mutated(case.random, text))
        judged(case, f"configuration {number}", "--config", path, "--library", case.folder / "library", "list")


def odd(case, name):
    """What never ends or is no file is refused at once, wherever a file is named."""
    place = case.folder / "odd"
    if name.startswith("/dev"):
        place = Path(name)
    elif name == "a pipe":
        os.mkfifo(place)
    elif name == "a folder":
        place.mkdir()
        (place / "x.ann").symlink_to("/dev/zero")
        (place / "x.txt").symlink_to("/dev/zero")
    elif name == "a socket":
        import socket
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(place))
    else:
        place.symlink_to(place if name == "a link to itself" else "/dev/zero")
    library = case.folder / "library"
    for where, command in {
        "show": ["show", place], "add": ["add", place], "import": ["import-annotations", place], "brat": ["import-annotations", "--format", "brat", place],
        "configuration": ["--config", place, "list"], "library": ["--library", place, "list"],
    }.items():
        if name == "a pipe" and where in ("add", "show"):
            continue  # `<(command)` is one, and is waited for.
        ended = case.run("--library", library, *command, limit=6, memory=2 << 30)
        case.count("things that are no files")
        if wrong := misbehaviour(ended, (0, 1, 2), 5):
            case.fault(where, wrong)


if __name__ == "__main__":
    main("inputs", __doc__, arguments, one)
