"""A library of everything that has gone wrong in some exporter, and what its exports must give back.

Run as a program it makes the library in the folder PINGDIAN_PROOF with the program PINGDIAN. The checks import it:
`expected()` are the annotations, `texts()` the articles, `export()` makes an export to be read.
"""

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

PROGRAM = os.environ["PINGDIAN"]
FOLDER = Path(os.environ["PINGDIAN_PROOF"])
LIBRARY = FOLDER / "library.db"

LABELS = """
[[labels]]
name = "claim"
key = "c"
colour = "yellow"
sign = "C"
[[labels]]
name = "fact"
key = "f"
colour = "lightgreen"
sign = "F"
[[labels]]
name = "opinion"
key = "o"
colour = "#aa22cc"
sign = "O"
[[labels]]
name = "主張 <A&B> | \\"二\\""
key = "z"
colour = "red"
sign = "Z"
"""

READERS = {"ming": "阿明", "hara": "O'Hara \"Bea\" <b@c>"}

ARTICLES = {
    "traditional.txt": "港口的消息\n\n"
    "市政府發言人說：「碼頭昨夜已經封閉。」但漁民表示，清晨仍有船隻出入。\n\n"
    "一位目擊者認為，這是今年最糟糕的決定；他沒有說明理由。\n",
    # Line ends of another system.
    "simplified.txt": "桥梁检修公告\r\n\r\n交通局通报：“大桥将在星期三开放。”\r\n\r\n"
    "有司机说，绕行要花五十分钟，\t比平时多一倍。\r\n",
    "japanese.txt": "海辺の図書館\n\n館長は「か\u3099くせいは毎日来る」と話した。利用者は去年の二倍だという。\n\n"
    "　ただし、数字の出所は不明である。葛\U000E0100城市の担当者は答えなかった。\n",
    "korean.txt": "시장의 약속\n\n시장은 \"공원을 두 배로 늘리겠다\"고 말했다. 반대 측은 예산이 없다고 했다.\n\n"
    "전문가는 그 계획이 지나치게 낙관적이라고 본다.\n",
    "astral.txt": "𠮷野町の祭り 🎆\n\n𠮷田さん一家👨‍👩‍👧‍👦は🇹🇼から来た。𩸽が百匹焼かれた、と町は言う。\n\n"
    "e\u0301 と \u00e9 は同じに見える。𠮷野町は👩🏽‍🚒をほめた。\n",
    "controls.txt": "=1+1 標題\n\n前\u001b[31m紅\u001b[0m後\u202e反\u202c正，零\u200b寬。\u2028新行\u000b直\u000c頁\u0085次。\n\n"
    "<b>&amp; [[連結]] #標籤 *重* {{x}} \\n \\t 'a' \"b\"\n",
}

NOTE = "第一行\n第二行，「引號」 \"quotes\" 'single'\tTAB\\n <b>&amp;</b> 𠮷👨‍👩‍👧‍👦\u001b[0m"

# Reader, article, label, quote, note, source. Nested, crossing, equal and of several paragraphs; in several hands.
ANNOTATIONS = [
    ("ming", "traditional.txt", "claim", "市政府發言人說：「碼頭昨夜已經封閉。」", NOTE, "市政府, \"發言人\""),
    ("ming", "traditional.txt", "fact", "碼頭昨夜已經封閉", "", ""),
    ("ming", "traditional.txt", "claim", "「碼頭昨夜已經封閉。」但漁民表示，", "", "漁民"),
    ("ming", "traditional.txt", "opinion", "清晨仍有船隻出入。\n\n一位目擊者認為，這是今年最糟糕的決定", "跨段", ""),
    ("hara", "traditional.txt", "opinion", "碼頭昨夜已經封閉", "- 列表\n- 二", "=HYPERLINK(\"x\")"),
    ("ming", "simplified.txt", "claim", "大桥将在星期三开放。”\n\n有司机说，绕行", "", "交通局"),
    ("ming", "simplified.txt", "主張 <A&B> | \"二\"", "五十分钟，\t比平时", "", ""),
    ("hara", "simplified.txt", "fact", "桥梁检修公告", "", ""),
    ("ming", "japanese.txt", "claim", "か\u3099くせい", "", "館長"),
    ("ming", "japanese.txt", "claim", "館長は「か\u3099くせいは毎日来る」と話した。", "", ""),
    ("ming", "japanese.txt", "fact", "二倍だという。\n\n　ただし", "", ""),
    ("ming", "japanese.txt", "opinion", "葛\U000E0100城市", "", ""),
    ("ming", "korean.txt", "claim", "\"공원을 두 배로 늘리겠다\"고 말했다.", "메모\n\n셋째 줄", "시장"),
    ("ming", "korean.txt", "opinion", "전문가는 그 계획이", "", "전문가"),
    ("ming", "astral.txt", "fact", "𠮷野町の祭り 🎆", "", ""),
    ("ming", "astral.txt", "claim", "𠮷田さん一家👨‍👩‍👧‍👦は🇹🇼から来た。", "𠮷", "𠮷田"),
    ("hara", "astral.txt", "claim", "👨‍👩‍👧‍👦", "", ""),
    ("ming", "astral.txt", "fact", "🇹🇼から来た。𩸽が百匹", "", ""),
    ("ming", "astral.txt", "opinion", "e\u0301 と \u00e9", "", ""),
    ("ming", "astral.txt", "claim", "をほめた。", "", "町"),
    ("ming", "controls.txt", "claim", "前\u001b[31m紅\u001b[0m後\u202e反", "", "\u202e源"),
    ("ming", "controls.txt", "fact", "零\u200b寬。\u2028新行\u000b直\u000c頁\u0085次。\n\n<b>&amp; [[連結]]", "", ""),
    ("ming", "controls.txt", "opinion", "{{x}} \\n \\t 'a' \"b\"", "", "`x`"),
    ("ming", "controls.txt", "fact", "=1+1", "@SUM(1)", "+1"),
]

ATTRIBUTES = {
    0: {"certainty": "likely", "可查": "值得 查證, 再說; a=b"},
    8: {"certainty": "doubtful"},
    # A claim that was checked, and one of which it was not published where and when.
    12: {"verdict": "과장", "url": "https://check.example/검증?a=1&b=\"2\"", "date": "2026-01-05"},
    15: {"certainty": "sure", "verdict": "屬實"},
}

# After every annotation was made.
LATER = "2199-01-02T03:04:05.678Z"

# From, to, kind, note: both ends are places in ANNOTATIONS.
LINKS = [
    (0, 1, "supports", "甲\n乙 \"丙\""),
    (2, 1, "contradicts", ""),
    (0, 4, "same", ""),
    (0, 12, "same", "另一篇"),
    (9, 8, "supports", ""),
    (16, 15, "contradicts", "𠮷"),
]


def run(*arguments, reader="ming"):
    """What the program prints, and what it says on standard error."""
    environment = {
        **os.environ,
        "PINGDIAN_LIBRARY": str(LIBRARY),
        "PINGDIAN_CONFIG": str(FOLDER / f"{reader}.toml"),
    }
    ran = subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True)
    if ran.returncode != 0:
        raise SystemExit(f"{arguments}: {ran.stderr.decode()}")
    return ran.stdout.decode(), ran.stderr.decode()


def export(format, *options):
    """The file or folder that the export was written to, and what the program said was left out, by its words."""
    path = FOLDER / "exports" / format
    _, told = run("export", "--format", format, "-o", str(path), *options)
    before = f"left out by {format}: "
    losses = {}
    for line in told.splitlines():
        if before in line:
            times, what = line.split(before, 1)[1].split(" ", 1)
            losses[what] = int(times)
    return path, losses


def expected():
    """Every annotation, as `export --format jsonl` tells it, with attributes and links even where there are none."""
    lines = run("export", "--format", "jsonl")[0].split("\n")
    annotations = [json.loads(line) for line in lines if line]
    for annotation in annotations:
        annotation.setdefault("attributes", {})
        annotation.setdefault("links", [])
    return annotations


def texts():
    """The articles' texts by their numbers."""
    listed = (json.loads(line) for line in run("list", "--json")[0].split("\n") if line)
    return {
        entry["id"]: ARTICLES[entry["uri"].rsplit("/", 1)[1]].replace("\r\n", "\n") for entry in listed
    }


def same(what, found, wanted):
    """Ends the check where `found` is not `wanted`, in whatever order, and says what differs."""
    found, wanted = Counter(found), Counter(wanted)
    if found != wanted:
        raise SystemExit(f"{what}: not found {list((wanted - found))!r}; too much {list((found - wanted))!r}")


def make():
    (FOLDER / "articles").mkdir(parents=True)
    (FOLDER / "exports").mkdir()
    for short, name in READERS.items():
        (FOLDER / f"{short}.toml").write_text(f"reader = {json.dumps(name)}\n{LABELS}", encoding="utf-8")
    for name, text in ARTICLES.items():
        path = FOLDER / "articles" / name
        path.write_bytes(text.encode("utf-8"))
        run("add", str(path))
    names = []
    for reader, article, label, quote, note, source in ANNOTATIONS:
        words = ["--label", label, "--quote", quote]
        words += ["--note", note] if note else []
        words += ["--source", source] if source else []
        printed, _ = run("annotate", str(FOLDER / "articles" / article), *words, reader=reader)
        names.append(printed.strip())
    # Attributes and links are made in the reader, by keys; a newer state of the same annotations brings them in here.
    said = {names[place]: attributes for place, attributes in ATTRIBUTES.items()}
    tied = {}
    for place, (one, other, kind, note) in enumerate(LINKS):
        link = {"id": f"{place:032x}", "kind": kind, "to": names[other], "note": note, "created": LATER}
        tied.setdefault(names[one], []).append(link)
    newer = FOLDER / "newer.jsonl"
    with newer.open("w", encoding="utf-8") as lines:
        for annotation in expected():
            name = annotation["id"]
            state = {**annotation, "links": tied.get(name, [])}
            if name in said:
                state |= {"attributes": said[name], "modified": LATER}
            lines.write(json.dumps(state) + "\n")
    run("import-annotations", "--mine", "theirs", str(newer))


if __name__ == "__main__":
    make()
