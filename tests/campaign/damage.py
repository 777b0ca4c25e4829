#!/usr/bin/env python3
"""Libraries that are damaged, cut, emptied, replaced or strange, before they are opened and while they are."""
import os
import re
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

from support.cases import main
from support.library import copy, exported, integrity, remove, versions
from support.program import PANIC, misbehaviour
from support.terminal import Reader
from support.texts import write

PAGE = 4096
FLIPS_A_CASE = 15
# What SQLite keeps no sum of, so that a changed letter in it is not to be told from the right one.
FREE = {0: "title", 3: "label", 5: "note", 6: "source", 7: "reader"}

ROWS = {
    "end beyond the text": "UPDATE annotation SET end_byte = 99999999",
    "end before start": "UPDATE annotation SET start_byte = end_byte + 10",
    "negative start": "UPDATE annotation SET start_byte = -5",
    "inside a character": "UPDATE annotation SET start_byte = start_byte + 1",
    "greatest end": "UPDATE annotation SET end_byte = 9223372036854775807",
    "controls in a note": "UPDATE annotation SET note = char(27) || ']0;x' || char(7) || char(8238)",
    "note not UTF-8": "UPDATE annotation SET note = cast(x'ff80fe' AS TEXT)",
    "empty label": "UPDATE annotation SET label = ''",
    "attributes not JSON": "UPDATE annotation SET attributes = '{['",
    "revision that is not there": "UPDATE article SET revision = 999",
    "text emptied": "UPDATE revision SET text = x''",
    "text not UTF-8": "UPDATE revision SET text = x'ff80fe8090'",
    "history not JSON": "UPDATE history SET before = '{', after = '[[['",
    "places beyond the text": "UPDATE article SET position = 9999999999, read_to = -4",
    "dates of nonsense": "UPDATE annotation SET created = char(27), modified = '9999'",
}
# How a library's file is hurt while a reader has it open.
HARMS = {
    "deleted": lambda library, old: library.unlink(),
    "replaced": lambda library, old: (shutil.copy(old, f"{library}.new"), os.replace(f"{library}.new", library)),
    "moved away": lambda library, old: os.replace(library, f"{library}.away"),
    "cut to 0 bytes": lambda library, old: os.truncate(library, 0),
    "cut to half": lambda library, old: os.truncate(library, library.stat().st_size // 2),
    "overwritten with noise": lambda library, old: write_over(library, b"\xa5" * library.stat().st_size),
    "head overwritten": lambda library, old: write_over(library, bytes(PAGE)),
    "overwritten with an older copy": lambda library, old: (os.truncate(library, 0), write_over(library, old.read_bytes())),
    "log deleted": lambda library, old: Path(f"{library}-wal").unlink(missing_ok=True),
    "log cut": lambda library, old: os.truncate(f"{library}-wal", 0),
    "folded file cut": lambda library, old: Path(f"{library}-folded").exists() and os.truncate(f"{library}-folded", 10),
}


def arguments(long):
    flips = 24 if long else 4
    given = [("flips", number) for number in range(flips)] + [("log", number) for number in range(8 if long else 1)]
    given += [("whole", None), ("restore", None)] + [("row", name) for name in ROWS] + [("open", name) for name in HARMS]
    return given * (3 if long else 1) if long else given


def one(case):
    what, detail = case.argument
    base, paths = case.folder / "base", write(case.random, case.folder / "texts", 6, 40)
    case.run("--library", base, "add", *paths)
    for path in paths:
        for number in range(8):
            start = 40 + 17 * number
            given = ["--label", case.random.choice(("claim", "fact", "opinion")), "--start", start, "--end", start + 9]
            case.run("--library", base, "annotate", path, *given, "--note", f"note {number}", "--source", f"source {number}")
    ended, known = exported(case.program, base, case.env)
    if not known or len(known) != 48:
        raise RuntimeError(f"the library could not be made: {ended.words}")
    {"flips": flips, "log": log, "whole": whole, "restore": restore, "row": row, "open": harmed_while_open}[what](case, base, known, paths, detail)


def write_over(path, data):
    with open(path, "r+b") as file:
        file.write(data)


def altered(rng, data):
    """A file with random damage, and what was done to it."""
    data, at = bytearray(data), rng.randrange(len(data))
    page, other = at // PAGE * PAGE, rng.randrange(len(data) // PAGE) * PAGE
    how = rng.choice(("a bit", "some bits", "64 bytes", "a page of noise", "a page of zeros", "cut", "head", "two pages swapped"))
    if how in ("a bit", "some bits"):
        for _ in range(1 if how == "a bit" else 20):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif how == "64 bytes":
        data[at : at + 64] = rng.randbytes(len(data[at : at + 64]))
    elif how == "a page of noise":
        data[page : page + PAGE] = rng.randbytes(PAGE)
    elif how == "a page of zeros":
        data[page : page + PAGE] = bytes(PAGE)
    elif how == "cut":
        del data[at:]
    elif how == "head":
        for _ in range(3):
            data[rng.randrange(100)] ^= rng.randrange(1, 256)
    else:
        data[page : page + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[page : page + PAGE]
    return bytes(data), f"{how} at {at}"


def flips(case, base, known, paths, detail):
    library, whole = case.folder / "library", base.read_bytes()
    for number in range(FLIPS_A_CASE):
        remove(library)
        data, how = altered(case.random, whole)
        library.write_bytes(data)
        where = f"damage {number}, {how}"
        case.count("damaged libraries")
        commands = (["list"], ["search", "談判"], ["show", "2"], ["log"])
        for command in commands[: 4 if case.long else 1 + number % 4]:
            if wrong := misbehaviour(case.run("--library", library, *command)):
                case.fault(where, f"{command[0]}: {wrong}")
        judge_export(case, library, known, where)
        judge_recovery(case, library, known, where)
        if number % 5 == 0:
            judge_reader(case, library, where)


def judge_export(case, library, known, where):
    """An export of a damaged library has all, or says that it has not."""
    ended, found = exported(case.program, library, case.env)
    if wrong := misbehaviour(ended):
        case.fault(where, f"export: {wrong}")
    if ended.status or ended.words:
        case.count("exports that told of damage")
        return
    if found is None:
        case.fault(where, "export: status 0, and the output is not whole")
        return
    if found == known:
        case.count("exports without harm")
        return
    if len(found) < len(known):
        case.fault(where, f"export: {len(known) - len(found)} of {len(known)} annotations missing without a word")
        case.count("silent losses")
    changed = [(known[id], found[id]) for id in known.keys() & found.keys() if known[id] != found[id]]
    places = {index for before, after in changed for index in range(len(before)) if before[index] != after[index]}
    if told := places - FREE.keys():
        case.fault(where, f"export: place or words altered without a word (columns {sorted(told)}): {changed[:2]}")
        case.count("silent losses")
    elif len(found) == len(known):
        case.count("letters changed in a note or name, which nothing can tell")


def readable(library, known):
    """The annotations that SQLite itself still reads from a damaged file, whose article's text it reads too."""
    found, texts = {}, set()
    copied = library.parent / "looked-at"
    copy(library, copied)
    connection = sqlite3.connect(copied)
    connection.text_factory = bytes
    try:
        for id, article in connection.execute("SELECT id, article FROM annotation NOT INDEXED"):
            # A damaged name may be anything.
            if isinstance(id, bytes):
                found[id.decode("utf-8", "replace")] = article
    except (sqlite3.Error, UnicodeDecodeError):
        # Python cannot tell the words of an error that names what is damaged.
        pass
    for article in set(found.values()):
        try:
            query = "SELECT r.text FROM article a JOIN revision r ON r.id = a.revision WHERE a.id = ?"
            if connection.execute(query, (article,)).fetchone():
                texts.add(article)
        except (sqlite3.Error, UnicodeDecodeError):
            pass
    connection.close()
    return {id for id, article in found.items() if article in texts and id in known}


def judge_recovery(case, library, known, where):
    target = case.folder / "recovered"
    remove(target)
    ended = case.run("--library", library, "recover", "-o", target, limit=40)
    if wrong := misbehaviour(ended, (0, 1), 40):
        case.fault(where, f"recover: {wrong}")
        return
    wanted = readable(library, known)
    # Status 1 says that something is lost; what is not lost is in the new library all the same.
    if not target.exists():
        if wanted or ended.status == 0:
            case.fault(where, f"recover: status {ended.status}, no new library, and {len(wanted)} annotations can be read: {ended.words[:200]}")
        return
    _, found = exported(case.program, target, case.env)
    if found is None:
        case.fault(where, "recover: what it made cannot be exported from")
        return
    if ended.status == 0 and known.keys() - found.keys():
        case.fault(where, f"recover: status 0, and {len(known.keys() - found.keys())} of {len(known)} annotations are not there")
    case.count("annotations recovered", len(found.keys() & known.keys()))
    if lost := wanted - found.keys():
        case.fault(where, f"recover: {len(lost)} of {len(wanted)} annotations that can be read are not in the new library")
    if (state := integrity(target)) != "ok":
        case.fault(where, f"recover: integrity_check: {state}")


def judge_reader(case, library, where, keys=("\r", "j", "c", "s", "\x1b", "R", "\x1b", "A", "\x1b", "S", "\x1b", "H", "\x1b", "u")):
    """The reader opens or refuses; nothing that is pressed makes it panic."""
    reader = Reader(case.program, ["--library", library], case.env)
    reader.read(5)
    reader.quiet()
    for key in keys:
        if reader.open:
            reader.press(key, 0.02)
    status = reader.quit()
    if status not in (0, 1) or PANIC.search(reader.written):
        case.fault(where, f"the reader ends with {status}: {reader.text()[-400:]}")


def with_live_log(case, base, path, library):
    """A library whose last annotations are in its log alone, as a killed reader leaves it."""
    copy(base, library)
    reader = Reader(case.program, ["--library", library, path], case.env)
    reader.until("sentence")
    reader.quiet()
    reader.press("G")
    for _ in range(6):
        reader.press("c")
        reader.press("kk")
    reader.until(lambda text: re.search(r"\d  saved", text))
    reader.kill()
    if not Path(f"{library}-wal").exists():
        raise RuntimeError("the killed reader left no log")


def log(case, base, known, paths, detail):
    """A damaged log never harms what is in the library's own file."""
    live, library = case.folder / "live", case.folder / "library"
    with_live_log(case, base, paths[0], live)
    data = Path(f"{live}-wal").read_bytes()
    for number in range(20):
        copy(live, library)
        hurt, at = bytearray(data), case.random.randrange(len(data))
        hurt[at] ^= 1 << case.random.randrange(8)
        if number % 3 == 0:
            del hurt[at:]
        Path(f"{library}-wal").write_bytes(hurt)
        where = f"log damaged at {at}"
        ended, found = exported(case.program, library, case.env)
        case.count("damaged logs")
        if wrong := misbehaviour(ended):
            case.fault(where, wrong)
        if found is not None and (lost := known.keys() - found.keys()):
            case.fault(where, f"{len(lost)} annotations of the library's own file are gone")
        if found is not None and (state := integrity(library)) != "ok":
            case.fault(where, f"integrity_check: {state}")


def whole(case, base, known, paths, detail):
    """Cut, emptied, of another version, another program's: refused in words, and left as it is."""
    library, data = case.folder / "library", base.read_bytes()
    size = len(data)

    def refused(where, recoverable=False):
        before = library.read_bytes()
        case.count("strange libraries")
        ended, found = exported(case.program, library, case.env)
        if wrong := misbehaviour(ended):
            case.fault(where, wrong)
        if ended.status == 0 and found != known and not ended.words:
            case.fault(where, f"opened without a word, with {found and len(found)} annotations")
        if ended.status and library.read_bytes() != before:
            case.fault(where, "refused, and the file is not what it was")
        if recoverable and not re.search("recover|restore", ended.words):
            case.fault(where, f"does not say how to recover: {ended.words[:200]}")
        if re.search(r"SELECT|PRAGMA|CREATE|no such (table|column)|duplicate column", ended.words):
            case.fault(where, f"words of SQL: {ended.words[:200]}")
        judge_reader(case, library, where, ())

    for cut in (1, 16, 100, 512, PAGE - 1, PAGE, PAGE + 1, size // 2, size // 2 // PAGE * PAGE, size - PAGE, size - 1):
        remove(library)
        library.write_bytes(data[:cut])
        refused(f"cut to {cut} of {size} bytes")
    for where, change in {
        "zeroed": bytes(size), "head zeroed": bytes(PAGE) + data[PAGE:], "noise": case.random.randbytes(size), "no database": b"a letter\n" * 99,
    }.items():
        remove(library)
        library.write_bytes(change)
        refused(where)
    newest = versions()[-1]
    for name, number in (("user_version", newest + 1), ("user_version", 2**31 - 1), ("user_version", -1), ("user_version", newest - 1), ("application_id", 1)):
        copy(base, library)
        connection = sqlite3.connect(library)
        connection.execute(f"PRAGMA {name} = {number}")
        connection.commit()
        connection.close()
        refused(f"{name} {number}")
    # Emptied, with the log that alone still holds annotations.
    live = case.folder / "live"
    with_live_log(case, base, paths[0], live)
    copy(live, library)
    library.write_bytes(b"")
    before = Path(f"{library}-wal").read_bytes()
    refused("0 bytes beside a log", True)
    log = Path(f"{library}-wal")
    if not log.exists() or log.read_bytes() != before:
        case.fault("0 bytes beside a log", "the log, which alone still holds annotations, was destroyed")
    copy(live, library)
    Path(f"{library}-shm").write_bytes(b"\xff" * 32768)
    ended, found = exported(case.program, library, case.env)
    if found is None or len(found) <= len(known):
        case.fault("the log's index is noise", f"status {ended.status}, {found and len(found)} annotations: {ended.words[:200]}")


def restore(case, base, known, paths, detail):
    """A backup comes back whole in the place of whatever is there, and what was there is kept aside."""
    place = case.folder / "restored"
    place.mkdir()
    library, backup = place / "library", case.folder / "backup"
    copy(base, library)
    ended = case.run("--library", library, "backup", backup)
    if ended.status or not backup.exists():
        case.fault("backup", f"status {ended.status}: {ended.words[:200]}")
        return
    case.run("--library", library, "annotate", paths[0], "--label", "fact", "--start", 300, "--end", 310)
    _, newer = exported(case.program, library, case.env)
    for where, change in {"sound": None, "half": base.read_bytes()[: base.stat().st_size // 2], "noise": case.random.randbytes(PAGE * 4), "empty": b""}.items():
        if change is not None:
            library.write_bytes(change)
        case.count("libraries restored")
        before = {entry: entry.read_bytes() for entry in place.rglob("*") if entry.is_file()}
        ended = case.run("--library", library, "restore", backup)
        if wrong := misbehaviour(ended, (0,)):
            case.fault(f"restore over a library that is {where}", wrong)
            return
        if exported(case.program, library, case.env)[1] != known:
            case.fault(where, "restore: status 0, and the library is not what the backup holds")
        kept = [entry for entry in place.rglob("*") if entry.is_file() and entry not in before]
        if change and change not in [entry.read_bytes() for entry in kept]:
            case.fault(where, f"what was there before is not kept aside: {kept}")
        if change is None and not any(exported(case.program, entry, case.env)[1] == newer for entry in kept if entry.suffix not in ("-wal", "-shm")):
            case.fault(where, f"what was there before is not kept aside: {kept}")
    # What is no backup is refused, and the library stays.
    bad = case.folder / "no backup"
    bad.write_bytes(base.read_bytes()[: PAGE * 5 + 7])
    ended = case.run("--library", library, "restore", bad)
    if ended.status == 0 or exported(case.program, library, case.env)[1] != known:
        case.fault("half a backup", f"status {ended.status}: {ended.words[:200]}")


def row(case, base, known, paths, name):
    """Rows that no version of the program writes: told, never a panic, and no annotation drops out of the export."""
    library = case.folder / "library"
    copy(base, library)
    connection = sqlite3.connect(library)
    connection.execute("PRAGMA ignore_check_constraints = on")
    connection.execute(ROWS[name])
    connection.commit()
    connection.close()
    case.count("libraries with strange rows")
    for command in (["list"], ["show", "1"], ["log"], ["export", "--format", "html"], ["export", "--format", "csv"], ["search", "談判"]):
        if wrong := misbehaviour(case.run("--library", library, *command)):
            case.fault(name, f"{command[:3]}: {wrong}")
    ended, found = exported(case.program, library, case.env)
    if wrong := misbehaviour(ended):
        case.fault(name, f"export: {wrong}")
    if not ended.words and (found is None or known.keys() - found.keys()):
        case.fault(name, f"{len(known)} annotations, {found and len(found)} exported without a word")
    judge_reader(case, library, name, ("\r", "j", "]", "s", "\x1b", "R", "\x1b", "c", "A", "\x1b", "T", "\x1b", "D", "\x1b", "H", "\x1b", "u"))


def harmed_while_open(case, base, known, paths, name):
    """After harm to the file, a tag is saved where it can be found again, or the screen says that it is not."""
    library, older = case.folder / "library", case.folder / "older"
    copy(base, library)
    shutil.copy(base, older)
    reader = Reader(case.program, ["--library", library, paths[0]], case.env)
    reader.until("sentence")
    reader.quiet()
    reader.press("Gc")
    reader.until(lambda text: re.search(r"\d  saved", text))
    HARMS[name](library, older)
    case.count("libraries harmed while open")
    before = reader.acknowledged()
    for key in "fok":
        reader.press("k" + key)
    reader.until(lambda text: re.search(r"NOT SAVED|\d  saved", text) and (reader.acknowledged() > before or "NOT SAVED" in text), 3)
    reader.quiet(0.3)
    acknowledged, shown = reader.acknowledged(), reader.status()
    status = reader.quit()
    if status not in (0, 1) or PANIC.search(reader.written):
        case.fault(name, f"the reader ends with {status}: {reader.text()[-300:]}")
    if "NOT SAVED" in shown:
        case.count("harm that was told")
        return
    ended, found = exported(case.program, library, case.env)
    mine = Counter(row[0] for row in (found or {}).values())[paths[0].name]
    if acknowledged > before and mine < acknowledged:
        case.fault(name, f"“{shown.strip()}”, and {mine} of {acknowledged} are there; export: {ended.status} {ended.words[:150]}")
        case.count("acknowledged and lost", acknowledged - mine)


if __name__ == "__main__":
    main("damage", __doc__, arguments, one)
