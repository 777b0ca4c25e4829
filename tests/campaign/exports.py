#!/usr/bin/env python3
"""Hostile words in every place of every export, and outputs that would destroy what the library lives in or reads from."""
import csv
import html.parser
import io
import json
import os
import re
import xml.dom.minidom
from pathlib import Path

from support.cases import main
from support.library import exported, integrity
from support.program import UNSEEN, misbehaviour, rows

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "<script>alert(1)</script>", "</script><script>x",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</style><script>", "</textarea>", "javascript:alert(1)", "]]><x>", "<!--", "-->",
    "&lt;b&gt;", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\u202eabc", "\u2028", "../../x", "/etc/x", "..", "CON", "# heading",
    "[x](javascript:alert(1))", "![x](http://127.0.0.1/x)", "`a`", "| a |", "---", "{{x}}", "T9\tclaim 0 5\tx", "a,b\"c", "<?xml?>", "$(x)", "%s%n",
]
RUNS = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")


def arguments(long):
    return ["words", "outputs"] * (4 if long else 1)


def one(case):
    {"words": words, "outputs": outputs}[case.argument](case)


class Page(html.parser.HTMLParser):
    """Gathers what could run or load in a page."""

    def __init__(self):
        super().__init__()
        self.found, self.policy = [], None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("script", "iframe", "object", "embed", "img", "base", "form", "link", "video", "audio"):
            self.found.append(tag)
        for name, value in attributes:
            if name.startswith("on") or re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.found.append(f"{tag} {name}={value}")
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given.get("content")


def words(case):
    library, corpus = case.folder / "library", case.folder / "corpus.jsonl"
    chosen = HOSTILE if not case.long else [case.random.choice(HOSTILE) + case.random.choice(HOSTILE) for _ in range(80)]
    corpus.write_text("".join(
        json.dumps({
            "id": word, "title": f"{word} 題目{number}", "text": f"{word}開頭的一句話在這裏說完了。第{number}句話也在這裏{word}說完了，還有別的。",
            "url": "https://example.org/?" + word, "author": word, "source": word, "date": "2026-02-06",
        }, ensure_ascii=False) + "\n" for number, word in enumerate(chosen)
    ), "utf-8")
    case.run("--library", library, "add", corpus)
    listed = rows(case.run("--library", library, "list", "--json")) or []
    for number, entry in enumerate(listed):
        word = chosen[number % len(chosen)]
        configuration = case.folder / "configuration.toml"
        configuration.write_text("reader = " + json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f]", "", word) or "x", ensure_ascii=False) + "\n", "utf-8")
        given = ["annotate", entry["id"], "--label", "claim", "--start", 0, "--end", 9, f"--note={word} note", f"--source={word}"]
        case.run("--library", library, "--config", configuration, *given)
    for command in (["list"], ["show", "1"], ["log"], ["search", "說完"], ["folders"], ["list", "--deleted"]):
        ended = case.run("--library", library, *command)
        if wrong := misbehaviour(ended):
            case.fault(" ".join(command), wrong)
        if found := UNSEEN.findall(ended.out.decode("utf-8", "replace")):
            case.fault(" ".join(command), f"prints {sorted(map(repr, set(found)))}")
    ended, known = exported(case.program, library, case.env)
    if not known or len(known) < len(chosen) // 2:
        raise RuntimeError(f"{known and len(known)} annotations: {ended.words[:300]}")
    notes = {row[5] for row in known.values()}
    forms = [line.split()[0] for line in case.run("export", "--format", "list").out.decode().splitlines() if line and not line[0].isspace()]
    place = case.folder / "deep" / "place"
    place.mkdir(parents=True)
    for form in forms:
        before, target = set(case.folder.rglob("*")), place / form
        ended = case.run("--library", library, "export", "--format", form, "-o", target)
        if wrong := misbehaviour(ended):
            case.fault(form, wrong)
        if ended.status:
            case.count("exports refused")
            continue
        case.count("exports")
        if outside := [entry for entry in set(case.folder.rglob("*")) - before if entry != target and target not in entry.parents]:
            case.fault(form, f"writes {outside}")
        for file in [target] if target.is_file() else [entry for entry in target.rglob("*") if entry.is_file()]:
            judge_file(case, form, file, notes)


def judge_file(case, form, file, notes):
    data = file.read_bytes()
    text = data.decode("utf-8")
    if form == "html":
        page = Page()
        page.feed(text)
        if page.found or not page.policy:
            case.fault(form, f"could run or load: {page.found[:4]}; policy {page.policy}")
    if "file://" in text and form == "html":
        case.fault(form, f"tells a path of this machine: {text[text.index('file://') :][:80]}")
    if form in ("html", "markdown") and (found := re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)):
        case.fault(form, f"controls in {file.name}: {sorted(map(repr, set(found)))}")
    if form in ("json", "w3c", "claimreview", "label-studio", "jsonl", "doccano", "spacy", "hf", "slate") and file.suffix in ("", ".json", ".jsonl", ".jsonld"):
        if "</script" in text.lower():
            case.fault(form, f"{file.name} holds </script>, which ends a script that it is put in")
        try:
            [json.loads(line) for line in text.split("\n") if line] if form in ("jsonl", "doccano", "spacy", "hf") else json.loads(text)
        except ValueError as error:
            if file.suffix or form in ("json", "w3c", "jsonl", "doccano", "spacy", "claimreview"):
                case.fault(form, f"{file.name}: {error}")
    if form == "csv":
        table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        if risky := [cell for row in table[1:] for cell in row if RUNS.match(cell)]:
            case.fault(form, f"cells that a spreadsheet runs: {risky[:4]}")
        cells = {cell.removeprefix("'") for row in table for cell in row} | {cell for row in table for cell in row}
        if lost := notes - cells:
            case.fault(form, f"notes do not come back: {sorted(lost)[:3]}")
    if form == "uima" and file.suffix in (".xmi", ".xml"):
        xml.dom.minidom.parseString(data)
    if re.search(r"[\x00-\x1f\x7f]|^\.\.$", file.name):
        case.fault(form, f"a file is called {file.name!r}")


def outputs(case):
    """An output that is the library, what belongs to it, or an article's own file is refused."""
    place = case.folder / "place"
    place.mkdir()
    library, article = place / "library", place / "article.txt"
    article.write_text("題目\n\n" + "河水漲了石橋斷開老人說沒有見過。" * 30, "utf-8")
    case.run("--library", library, "add", article)
    case.run("--library", library, "annotate", article, "--label", "claim", "--start", 5, "--end", 12)
    case.run("--library", library, "search", "石橋")
    _, known = exported(case.program, library, case.env)
    (place / "link").symlink_to(library)
    (place / "link-to-article").symlink_to(article)
    os.link(library, place / "hard-link")
    targets = {
        "the library": library, "its folded file": Path(f"{library}-folded"), "its log": Path(f"{library}-wal"), "the log's index": Path(f"{library}-shm"),
        "a link to it": place / "link", "a hard link to it": place / "hard-link", "its name by another way": place / ".." / "place" / "library",
        "an article's file": article, "a link to an article's file": place / "link-to-article",
    }
    words = article.read_bytes()
    for where, target in targets.items():
        for form in ("jsonl", "html", "brat") if where == "the library" else ("jsonl",):
            case.count("outputs onto what the library needs")
            ended = case.run("--library", library, "export", "--format", form, "-o", target)
            if wrong := misbehaviour(ended):
                case.fault(where, wrong)
            if ended.status == 0:
                case.fault(where, f"export --format {form} writes onto it")
            state = integrity(library)
            if state != "ok" or exported(case.program, library, case.env)[1] != known or article.read_bytes() != words:
                case.fault(where, f"what was there is not any more: {state}")
                return


if __name__ == "__main__":
    main("exports", __doc__, arguments, one)
