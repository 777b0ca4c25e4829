#!/usr/bin/env python3
"""Judges how a Chinese, Japanese or Korean text was wrapped, by the rules of CLREQ and JLREQ.

    check_wrap.py SOURCE RENDERED --width N [--ambiguous 1|2] [--hanging] [--json]

SOURCE is the text, a paragraph a line; RENDERED is what the program made of it, a line of the screen a line. Indents and
blank lines are the program's own affair. Images, `![…](…)` in the one and `[image…` in the other, are left out.

Faults, any of which makes the exit status 1:

    lost   where the rendering first has other characters than the source, white space aside
    wide   lines of more than N cells; with --hanging, a mark that may not begin a line may stand beyond the last cell
    start  lines within a paragraph that begin with a mark that may not begin a line
    end    lines within a paragraph that end with a mark that may not end a line
    split  words, designations with figures (F-35C) and doubled marks (—— ……) that are cut though a line could hold them

`ragged` is no fault but a figure: the mean share of a line that is empty, over lines that have another after them.
"""
import argparse
import json
import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from wcwidth import wcwidth

# What may not begin a line: CLREQ's and JLREQ's closing marks, stops, middle dots, dividing and repeating marks, small
# kana, and units that stand after a figure.
NO_START = frozenset(
    ")]}）］｝〕〉》」』】〙〗〟｠»’”"
    "、。，．,."
    "：；；:;·・‧•"
    "！？!?"
    "–〜～゠"
    "々〻ヽヾゝゞー"
    "ぁぃぅぇぉっゃゅょゎゕゖ"
    "ァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "％‰℃℉"
)
# What may not end one: opening marks.
NO_END = frozenset("([{（［｛〔〈《「『【〘〖〝｟«‘“")

IMAGE = re.compile(r"!\[.*\]\(.*\)")
DOUBLED = "—…"
WORD_BEFORE = re.compile(r"[A-Za-z0-9]+$")
WORD_AFTER = re.compile(r"[A-Za-z0-9]+")
HYPHENED_BEFORE = re.compile(r"[A-Za-z0-9]+-$")
ZERO_WIDTH_JOINER = "\u200d"


@dataclass
class Report:
    """What was found. The lists hold the lines concerned; of `split`, what stands on both sides of the cut."""

    lost: str | None = None
    wide: list[str] = field(default_factory=list)
    start: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    lines: int = 0
    ragged: float = 0.0

    def faults(self):
        """Every fault as (kind, words)."""
        found = [(kind, one) for kind in ("wide", "start", "end", "split") for one in getattr(self, kind)]
        return found + ([("lost", self.lost)] if self.lost else [])


@lru_cache(maxsize=None)
def character_cells(character, ambiguous):
    cells = max(wcwidth(character), 0)
    return 2 if cells == 1 and ambiguous == 2 and unicodedata.east_asian_width(character) == "A" else cells


def cells(text, ambiguous):
    """Cells that a terminal gives to the text. What a zero-width joiner adds to an emoji takes none."""
    before = " " + text
    return sum(character_cells(one, ambiguous) for last, one in zip(before, text) if last != ZERO_WIDTH_JOINER)


class Paragraph:
    """A paragraph's characters without white space, and where in them pieces begin that white space stands between."""

    def __init__(self, line):
        self.text, self.starts = "", []
        for piece in line.split():
            self.starts.append(len(self.text))
            self.text += piece

    def around(self, place):
        """What of the piece that holds this place stands before it, and what after; nothing before where it begins there."""
        following = bisect_right(self.starts, place)
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.text[self.starts[following - 1]:place], self.text[place:end]


def paragraphs(source):
    return [Paragraph(line) for line in source.splitlines() if line.strip() and not IMAGE.fullmatch(line.strip())]


def is_split(paragraph, place, width, ambiguous):
    """Whether a break at this place of the paragraph cuts what a line could hold whole."""
    mark = paragraph.text[place]
    if mark in DOUBLED:
        # An odd number of them before the break means that it parts a pair.
        before = paragraph.text[:place]
        return (len(before) - len(before.rstrip(mark))) % 2 == 1
    before, after = paragraph.around(place)
    following = WORD_AFTER.match(after)
    if following is None:
        return False
    if hyphened := HYPHENED_BEFORE.search(before):
        whole = hyphened.group() + following.group()
        return any(one.isdigit() for one in whole) and cells(whole, ambiguous) <= width
    word = WORD_BEFORE.search(before)
    return word is not None and cells(word.group() + following.group(), ambiguous) <= width


def judge(source, rendered, width, ambiguous=1, hanging=False):
    """Compares the rendering with the source and gives a Report."""
    report = Report()
    shown = [line.rstrip() for line in rendered.splitlines()]
    shown = [line for line in shown if line and not line.lstrip().startswith("[image")]
    empty, place = [], 0
    for number, paragraph in enumerate(paragraphs(source), 1):
        done = 0
        while done < len(paragraph.text):
            due = paragraph.text[done:]
            if place == len(shown):
                report.lost = f"paragraph {number}: the rendering ends before {due[:24]!r}"
                return report
            line = shown[place]
            text = "".join(line.split())
            if not due.startswith(text):
                report.lost = f"paragraph {number}: {due[:24]!r} should follow, and {text[:24]!r} does"
                return report
            place += 1
            size = cells(line, ambiguous)
            hung = cells(text[-1], ambiguous) if hanging and text[-1] in NO_START else 0
            if size > width + hung:
                report.wide.append(f"{size} cells: {line.strip()}")
            if done and text[0] in NO_START:
                report.start.append(line.strip())
            done += len(text)
            if done < len(paragraph.text):
                empty.append(max(0, width - size) / width)
                if text[-1] in NO_END:
                    report.end.append(line.strip())
                if is_split(paragraph, done, width, ambiguous):
                    report.split.append(f"{text[-8:]}|{paragraph.text[done:done + 8]}")
    report.lines = place
    if place < len(shown):
        report.lost = f"the source ends, and the rendering goes on with {shown[place].strip()[:24]!r}"
    report.ragged = round(sum(empty) / len(empty), 4) if empty else 0.0
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("rendered", type=Path)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--ambiguous", type=int, choices=(1, 2), default=1)
    parser.add_argument("--hanging", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    source, rendered = given.source.read_text(encoding="utf-8"), given.rendered.read_text(encoding="utf-8")
    report = judge(source, rendered, given.width, given.ambiguous, given.hanging)
    if given.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        counts = ", ".join(f"{len(getattr(report, kind))} {kind}" for kind in ("wide", "start", "end", "split"))
        print(f"{report.lines} lines: {counts}; {report.ragged:.1%} ragged")
        for kind, words in report.faults()[:12]:
            print(f"  {kind}: {words}")
    sys.exit(1 if report.faults() else 0)


if __name__ == "__main__":
    main()
