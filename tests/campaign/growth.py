#!/usr/bin/env python3
"""Inputs that make parsers slow: their size is doubled, and the time may hardly more than double."""
from pathlib import Path

from support.cases import main
from support.program import misbehaviour

# Bytes that each shape begins with; twice the size is judged against the size before once a run takes so many seconds.
BEGIN, WORTH_JUDGING, SECONDS, KIB = 32 << 10, 0.25, 20.0, 1 << 20
# Twice the size may take this many times as long: linear is 2, with some room for the machine; quadratic is 4.
RATIO = 3.0
# Each part is repeated between a beginning and an end.
SHAPES = {
    "nested div.html": ("<article>", "<div>", "字" * 300), "nested b.html": ("<article><p>", "<b>", "字"), "unclosed p a.html": ("<article>", "<p><a href=x>字", ""),
    "nested tables.html": ("<article>", "<table><tr><td>", "字"), "misnested.html": ("<article>", "<b><i><u><p>字</b></i></u>", ""), "paragraphs.html": ("<article>", "<p>字句。</p>", ""),
    "entities.html": ("<article><p>", "字&amp;句", ""), "comments.html": ("<article>", "<!--", "字"), "comments that end.html": ("<article>", "<!--x-->字", ""),
    "ruby.html": ("<article><p>", "<ruby>字<rt>じ", ""), "lists.html": ("<article>", "<ul><li>", "字"), "links.html": ("<article><p>", "<a href='https://a.example/'>字</a>", ""),
    "options.html": ("<article><select>", "<option>字", ""), "spaces.html": ("<article><p>", " ", "字"), "script.html": ("<article>", "<script>", "字"), "cdata.html": ("<svg>", "<![CDATA[", ""),
    "quotes.md": ("", "> ", "字"), "brackets.md": ("", "[", "字"), "links.md": ("", "[a](", "字"), "emphasis.md": ("", "*a_", "字"), "backticks.md": ("", "` `` ```", "字"),
    "rows.md": ("|a|b|\n|-|-|\n", "|字|句|\n", ""), "columns.md": ("|", "字|", "\n"), "references.md": ("", "[a]: /x\n", "字"), "images.md": ("", "![a](b)", "字"), "tildes.md": ("", "~a~~", "字"),
    "arrays.json": ("", "[", ""), "objects.json": ("", '{"a":', ""), "long text.json": ('[{"title":"題","text":"', "字", '"}]'), "records.jsonl": ("", '{"title":"題","text":"字句。"}\n', ""),
    "columns.csv": ("title,text", ",c", "\n題,字\n"), "quote.csv": ('title,text\n題,"', "字", "\n"), "quotes.csv": ("title,text\n", '"', "\n"),
    "entities.xml": ('<rss version="2.0"><channel><item><description>', "&lt;p&gt;", "</description></item></channel></rss>"),
    "items.xml": ('<rss version="2.0"><channel>', "<item><title>i</title><description>字句。</description></item>", "</channel></rss>"),
    "outlines.opml": ('<opml version="2.0"><body>', "<outline text='x'>", ""), "nested.xml": ("<rss>", "<a>", ""),
    "one line.txt": ("", "字", ""), "lines.txt": ("", "字\n", ""), "marks.txt": ("a", "\u0301", ""), "joined.txt": ("", "👨\u200d", ""), "open quotes.txt": ("", "「", ""), "pictures.txt": ("", "![a](b)\n", ""), "no stops.txt": ("", "石橋", ""),
    "parts.mhtml": ('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n', "--b\r\nContent-Type: text/html\r\n\r\n<p>字</p>\r\n", "--b--"), "heads.mhtml": ("MIME-Version: 1.0\r\n", "X: y\r\n", "\r\n"),
}


def arguments(long):
    return list(SHAPES)


def one(case):
    name = case.argument
    begin, part, end = SHAPES[name]
    path, library = case.folder / f"input{Path(name).suffix}", case.folder / "library"
    size, before, most = BEGIN, None, (16 << 20 if case.long else 1 << 20)
    case.count("shapes")
    while size <= most:
        path.write_text(begin + part * (size // len(part.encode())) + end, "utf-8")
        # Processor time: it counts the same however busy the machine is.
        ended = case.run("--library", library, "show", path, "--width", "80", limit=SECONDS * 4)
        case.count("runs")
        where = f"{size >> 10} KiB"
        if ended.late or ended.processor > SECONDS:
            case.fault(where, f"{ended.processor:.1f} s")
            break
        if wrong := misbehaviour(ended, (0, 1), SECONDS * 4):
            case.fault(where, wrong)
            break
        if ended.kib > KIB:
            case.fault(where, f"{ended.kib >> 10} MiB")
            break
        if before and before >= WORTH_JUDGING and ended.processor > before * RATIO:
            again = case.run("--library", library, "show", path, "--width", "80", limit=SECONDS * 4).processor
            if again > before * RATIO:
                case.fault(where, f"{again:.2f} s, half the size {before:.2f} s: {again / before:.1f} times")
                break
        before, size = ended.processor, size * 2


if __name__ == "__main__":
    main("growth", __doc__, arguments, one)
