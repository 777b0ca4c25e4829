#!/usr/bin/env python3
"""SIGKILL at random moments: in the reader, in every command that writes, during a migration and a backup."""
import json
import shutil
import signal
import sqlite3
import time
from pathlib import Path

from support.cases import main
from support.library import copy, exported, integrity, of_version, remove, version, versions
from support.program import killed, rows
from support.terminal import Reader
from support.texts import article, write

LABELS = {"c": "claim", "f": "fact", "o": "opinion"}
# Kills a case, and cases in the short and in the long form.
PLAN = {
    "reader": (20, 5, 150), "annotate": (50, 3, 90), "add": (20, 2, 50), "import": (20, 2, 40), "export": (25, 2, 40),
    "migration": (25, 2, 40), "backup": (20, 2, 25),
}


def arguments(long):
    return [(what, kills) for what, (kills, short, many) in PLAN.items() for _ in range(many if long else short)]


def one(case):
    what, kills = case.argument
    {
        "reader": reader, "annotate": annotate, "add": add, "import": imports, "export": export, "migration": migration,
        "backup": backup,
    }[what](case, kills)


def holds(case, library, wanted, where, also=()):
    """Looks whether the library is sound and has every annotation of `wanted`, and no other but those in `also`."""
    ended, found = exported(case.program, library, case.env)
    if found is None:
        case.fault(where, f"export ends with {ended.status}: {ended.words[-300:]}")
        return None
    if lost := [row for id, row in wanted.items() if found.get(id) != row]:
        case.fault(where, f"{len(lost)} of {len(wanted)} acknowledged annotations lost or altered: {lost[:2]}")
        case.count("annotations lost", len(lost))
    if also is not None and (strangers := found.keys() - wanted.keys() - set(also)):
        case.fault(where, f"{len(strangers)} annotations that nobody made")
    if (state := integrity(library)) != "ok":
        case.fault(where, f"integrity_check: {state}")
    return found


def tag_until(reader, rng, keys, end):
    """Presses label after label until the moment to be killed; the labels that were sent."""
    sent, pace = "", rng.choice((0.001, 0.005, 0.02, 0.04))
    while (left := end - time.monotonic()) > 0 and reader.open:
        burst = keys[len(sent) : len(sent) + rng.choice((1, 1, 1, 2, 3))]
        if burst and reader.takes(len(sent) + len(burst) - 1):
            reader.send("".join(key + "j" for key in burst))
            sent += burst
        until = time.monotonic() + min(left, rng.uniform(0, 2 * pace))
        while (left := until - time.monotonic()) > 0 and reader.open:
            reader.read(left)
    return sent


def reader(case, kills):
    """Every session reads another article of one library, and is killed: while it opens, or while it tags."""
    rng, library = case.random, case.folder / "library"
    known = {}
    for number, path in enumerate(write(rng, case.folder / "texts", kills, 50)):
        session = Reader(case.program, ["--library", library, path], case.env)
        keys, where = "".join(rng.choice("cfo") for _ in range(48)), f"kill {number}"
        sent, opening = "", rng.random() < 0.15
        if opening:
            end = time.monotonic() + rng.uniform(0, 0.1)
            while (left := end - time.monotonic()) > 0 and session.open:
                session.read(left)
        elif session.until(lambda text: "sentence" in text):
            if rng.random() < 0.8:
                # Keys are also sent while the program is still taking the article in.
                session.quiet(0.03)
            sent = tag_until(session, rng, keys, time.monotonic() + rng.uniform(0.005, 0.25))
        else:
            case.fault(where, f"no text is shown: {session.text()}")
        # What a person has seen by then, not what was still on its way.
        acknowledged, shown = session.acknowledged(), session.status()
        session.kill()
        case.count("kills")
        case.count("kills of readers")
        case.count("acknowledged", acknowledged)
        found = holds(case, library, known, where, None)
        if found is None:
            continue
        mine = sorted((row for row in found.values() if row[0] == path.name), key=lambda row: row[1])
        labels = [row[3] for row in mine]
        if labels != [LABELS[key] for key in sent[: len(labels)]]:
            case.fault(where, f"the labels {labels} are no beginning of what was pressed, {sent}")
        if len(mine) < acknowledged:
            case.fault(where, f"{acknowledged} acknowledged by “{shown.strip()}”, {len(mine)} in the library")
            case.count("annotations lost", acknowledged - len(mine))
        if len(found) != len(known) + len(mine):
            case.fault(where, f"{len(found) - len(mine)} annotations of other articles, {len(known)} before")
        known = found


def annotate(case, kills):
    """`annotate` again and again, killed in most cases; those that ended well are acknowledged."""
    rng, library = case.random, case.folder / "library"
    (path,) = write(rng, case.folder / "texts", 1, kills * 6)
    case.run("--library", library, "add", path)
    usual = usual_time(case, ["--library", library, "annotate", path, "--label", "fact", "--start", 20, "--end", 26])
    _, known = exported(case.program, library, case.env)
    at, killings = 40, 0
    while killings < kills and at < kills * 50:
        arguments = ["--library", library, "annotate", path, "--label", rng.choice(list(LABELS.values()))]
        arguments += ["--start", at, "--end", at + 5, "--note", f"note {at}"]
        status = killed(case.program, map(str, arguments), case.env, rng.uniform(0, usual))
        killings += status == -signal.SIGKILL
        case.count("kills", status == -signal.SIGKILL)
        where = f"the annotation at {at}"
        if status not in (0, -signal.SIGKILL):
            case.fault(where, f"status {status}")
        found = holds(case, library, known, where, None)
        if found is None:
            return
        new = [row for id, row in found.items() if id not in known]
        if len(new) > 1 or any(row[1:3] != (at, at + 5) or row[5] != f"note {at}" for row in new):
            case.fault(where, f"other annotations than this one came: {new}")
        if status == 0:
            case.count("acknowledged")
            if not new:
                case.fault(where, "status 0, and it is not in the library")
                case.count("annotations lost")
        known, at = found, at + 6


def prepared(case, articles=3):
    """A library with articles and annotations, and what it holds."""
    library = case.folder / "prepared"
    paths = write(case.random, case.folder / "prepared-texts", articles, 40)
    case.run("--library", library, "add", *paths)
    for path in paths:
        for start in (60, 90, 120, 150):
            case.run("--library", library, "annotate", path, "--label", "claim", "--start", start, "--end", start + 9)
    _, known = exported(case.program, library, case.env)
    if not known or len(known) != 4 * articles:
        raise RuntimeError(f"the library could not be made: {known}")
    return library, known


def usual_time(case, arguments):
    ended = case.run(*arguments, limit=60)
    if ended.status:
        raise RuntimeError(f"{arguments}: {ended.status} {ended.words}")
    return ended.seconds


def add(case, kills):
    """`add` of a folder; afterwards the same again takes the rest in."""
    rng = case.random
    base, known = prepared(case)
    texts = write(rng, case.folder / "texts", 150, 20)
    library = case.folder / "library"
    copy(base, library)
    usual = usual_time(case, ["--library", library, "add", case.folder / "texts"])
    for number in range(kills):
        where = f"kill {number}"
        copy(base, library)
        killed(case.program, ["--library", str(library), "add", str(case.folder / "texts")], case.env, rng.uniform(0, usual))
        case.count("kills")
        holds(case, library, known, where)
        connection = sqlite3.connect(library)
        (half,) = connection.execute(
            "SELECT count(*) FROM article a LEFT JOIN revision r ON r.id = a.revision WHERE r.id IS NULL OR length(r.text) != a.bytes"
        ).fetchone()
        connection.close()
        if half:
            case.fault(where, f"{half} articles are there in part")
        if number % 5 == 0:
            again = case.run("--library", library, "add", case.folder / "texts", limit=60)
            listed = rows(case.run("--library", library, "list", "--json")) or []
            if again.status or len(listed) != len(texts) + 3:
                case.fault(where, f"the same again: status {again.status}, {len(listed)} articles of {len(texts) + 3}")


def imports(case, kills):
    """An import comes in whole, or not at all, or may be repeated to the same end."""
    rng = case.random
    base, known = prepared(case)
    listed = rows(case.run("--library", base, "list", "--json"))
    given = case.folder / "colleague.jsonl"
    total = 0
    with given.open("w", encoding="utf-8") as file:
        for entry in listed:
            text = Path(entry["uri"].removeprefix("file://")).read_text("utf-8")
            for start in range(30, len(text) - 20, 3):
                total += 1
                row = {"id": f"{total:032x}", "article": {"id": entry["id"], "title": entry["title"], "uri": entry["uri"]}, "label": "fact"}
                row |= {"quote": text[start : start + 8], "start": start, "end": start + 8, "reader": "乙", "note": f"n{total}"}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    library = case.folder / "library"
    copy(base, library)
    arguments = ["--library", str(library), "import-annotations", str(given)]
    usual = usual_time(case, arguments)
    whole = len(exported(case.program, library, case.env)[1]) - len(known)
    for number in range(kills):
        copy(base, library)
        status = killed(case.program, arguments, case.env, rng.uniform(0, usual * 1.05))
        case.count("kills", status == -signal.SIGKILL)
        found = holds(case, library, known, f"kill {number}", None)
        if found is not None and status == 0 and len(found) - len(known) != whole:
            case.fault(f"kill {number}", f"status 0, and {len(found) - len(known)} of {whole} came in")
        if number % 5 == 0:
            case.run(*arguments)
            again = holds(case, library, known, f"kill {number}, again", None)
            if again is not None and len(again) - len(known) != whole:
                case.fault(f"kill {number}", f"the same again: {len(again) - len(known)} annotations, and not {whole}")


def export(case, kills):
    """The file is the old one or the new one, and what a killed export leaves the next one clears away."""
    rng = case.random
    library, known = prepared(case, 12)
    place = case.folder / "out"
    for number in range(kills):
        form, folder = rng.choice((("html", False), ("csv", False), ("jsonl", False), ("brat", True)))
        target = place / f"export-{form}"
        arguments = ["--library", str(library), "export", "--format", form, "-o", str(target)]
        place.mkdir(exist_ok=True)
        if not folder and not target.exists():
            target.write_text("OLD")
        usual = case.run(*(*arguments[:-1], case.folder / f"reference-{form}")).seconds
        old = b"" if folder else target.read_bytes()
        killed(case.program, arguments, case.env, rng.uniform(0, usual))
        case.count("kills")
        where = f"kill {number} of {form}"
        if not folder:
            new = (case.folder / f"reference-{form}").read_bytes()
            now = target.read_bytes() if target.exists() else None
            if now not in (old, new) and (now is None or not similar(now, new)):
                case.fault(where, f"the file has {now if now is None else len(now)} bytes, neither {len(old)} nor {len(new)}")
        after = case.run(*arguments)
        if after.status and not folder:
            case.fault(where, f"the next export ends with {after.status}: {after.words[-200:]}")
        left = sorted(entry.name for entry in place.iterdir() if not entry.name.startswith("export-"))
        left += [str(entry) for entry in place.rglob(".pingdian-*")]
        if left:
            case.fault(where, f"the next export leaves {left}")
            shutil.rmtree(place)
    holds(case, library, known, "after all")


def similar(one, other):
    """Whether two exports differ at most in the moment that they tell."""
    return abs(len(one) - len(other)) < 8 and one[-64:] == other[-64:]


def migration(case, kills):
    """A library of an older schema is afterwards of the old version or of the newest, with all that it held."""
    rng, library, base = case.random, case.folder / "library", case.folder / "base"
    texts = [article(rng, f"第{number}篇", 60) for number in range(30)]
    for number in range(kills):
        before = rng.choice(versions()[:-1])
        of_version(base, before, texts)
        copy(base, library)
        usual = case.run("--library", library, "list").seconds
        _, known = exported(case.program, library, case.env)
        where = f"kill {number}, version {before}"
        if known is None or len(known) != 12 * len(texts) or version(library) != versions()[-1]:
            case.fault(where, f"version {version(library)} after a migration, {known and len(known)} annotations")
            continue
        backups = list(Path(f"{library}-backups").glob("[!.]*"))
        if before not in map(version, backups) or any(integrity(one) != "ok" for one in backups):
            case.fault(where, f"no sound backup of version {before} was made before the migration: {[one.name for one in backups]}")
        copy(base, library)
        killed(case.program, ["--library", str(library), "list"], case.env, rng.uniform(0, usual * 1.1))
        case.count("kills")
        if library.exists() and version(library) not in (before, versions()[-1]):
            case.fault(where, f"version {version(library)}")
        holds(case, library, known, where)


def backup(case, kills):
    """A backup is whole or not there; the library is untouched, and the next backup clears away what was left."""
    rng = case.random
    library, known = prepared(case, 8)
    place = case.folder / "backups"
    place.mkdir()
    usual = case.run("--library", library, "backup", place / "first")
    if usual.status or not (place / "first").exists():
        case.fault("backup FILE", f"status {usual.status}: {usual.words[:200]}")
        return
    for number in range(kills):
        where, target = f"kill {number}", place / f"backup-{number}"
        killed(case.program, ["--library", str(library), "backup", str(target)], case.env, rng.uniform(0, usual.seconds * 1.1))
        case.count("kills")
        if target.exists():
            restored = case.folder / "restored"
            copy(target, restored)
            holds(case, restored, known, f"{where}, the backup")
        holds(case, library, known, where)
        again = case.run("--library", library, "backup", place / f"again-{number}")
        if again.status:
            case.fault(where, f"the next backup ends with {again.status}: {again.words[:200]}")
        if left := [str(entry) for entry in case.folder.rglob(".pingdian-*")]:
            case.fault(where, f"the next backup leaves {left}")
            return


if __name__ == "__main__":
    main("kills", __doc__, arguments, one)
