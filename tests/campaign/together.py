#!/usr/bin/env python3
"""Several programs at once on one library: readers, annotate, import, export, list."""
import json
import re
import threading
import time

from support.cases import main
from support.library import exported, integrity
from support.program import misbehaviour, rows
from support.terminal import Reader
from support.texts import write


def arguments(long):
    return list(range(12 if long else 2))


def one(case):
    library = case.folder / "library"
    paths = write(case.random, case.folder / "texts", 5, 80)
    case.run("--library", library, "add", *paths)
    faults, acknowledged, written, stop = [], {}, [], threading.Event()
    rng = case.random
    plans = [("".join(rng.choice("cfo") for _ in range(60)), paths[number]) for number in range(3)]
    given = case.folder / "colleague.jsonl"
    text = paths[4].read_text("utf-8")
    listed = {entry["title"]: entry for entry in rows(case.run("--library", library, "list", "--json"))}
    article = {name: listed[text.split("\n")[0]][name] for name in ("id", "title", "uri")}
    given.write_text("".join(
        json.dumps({"id": f"{start:032x}", "article": article, "label": "fact", "quote": text[start : start + 5], "start": start, "end": start + 5, "reader": "乙"}, ensure_ascii=False) + "\n"
        for start in range(30, 330, 3)
    ), "utf-8")

    def reading(keys, path):
        reader = Reader(case.program, ["--library", library, path], case.env)
        if not reader.until("sentence", 20):
            faults.append(("reader", f"does not open: {reader.text()}"))
        for sent, key in enumerate(keys):
            reader.until(lambda _, sent=sent: reader.takes(sent), 10)
            reader.send(key + "j")
            reader.read(0.02)
        reader.until(lambda text: re.search(r"\d  saved", text) and reader.acknowledged() == len(keys), 20)
        acknowledged[path.name] = reader.acknowledged()
        shown = reader.status()
        if (status := reader.quit()) != 0:
            faults.append(("reader", f"ends with {status}: {shown}"))
        if acknowledged[path.name] != len(keys):
            faults.append(("reader", f"{len(keys)} labels pressed, and “{shown.strip()}”"))

    def annotating():
        for start in range(40, 340, 6):
            ended = case.run("--library", library, "annotate", paths[3], "--label", "claim", "--start", start, "--end", start + 5)
            if wrong := misbehaviour(ended, (0,)):
                faults.append(("annotate", wrong))
            else:
                written.append(start)

    def importing():
        ended = case.run("--library", library, "import-annotations", given)
        if wrong := misbehaviour(ended, (0,)):
            faults.append(("import", wrong))

    def looking():
        most = 0
        while not stop.is_set():
            ended, found = exported(case.program, library, case.env)
            if wrong := misbehaviour(ended, (0,)):
                faults.append(("export", wrong))
            elif len(found) < most:
                faults.append(("export", f"{len(found)} annotations, after {most}"))
            else:
                most = len(found)
            case.count("exports meanwhile")
            time.sleep(0.02)

    working = [threading.Thread(target=reading, args=plan) for plan in plans] + [threading.Thread(target=work) for work in (annotating, importing)]
    watching = threading.Thread(target=looking)
    for thread in (*working, watching):
        thread.start()
    for thread in working:
        thread.join()
    stop.set()
    watching.join()
    for where, words in faults:
        case.fault(where, words)
    _, found = exported(case.program, library, case.env)
    for name, count in acknowledged.items():
        mine = sum(row[0] == name for row in found.values())
        case.count("acknowledged", count)
        if mine < count:
            case.fault(name, f"{count} acknowledged, {mine} in the library")
    places = {row[1] for row in found.values() if row[0] == paths[3].name}
    case.count("acknowledged", len(written))
    if lost := set(written) - places:
        case.fault("annotate", f"{len(lost)} of {len(written)} acknowledged annotations lost")
    if sum(row[7] == "乙" for row in found.values()) != 100:
        case.fault("import", f"{sum(row[7] == '乙' for row in found.values())} of 100 came in")
    if (state := integrity(library)) != "ok":
        case.fault("after all", f"integrity_check: {state}")


if __name__ == "__main__":
    main("together", __doc__, arguments, one)
