#!/usr/bin/env python3
"""The n-th write, sync, rename, open, truncation, mapping or read on the library's folder fails, n = 1, 2, …"""
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support.cases import main
from support.library import copy, exported, integrity
from support.program import PANIC, misbehaviour
from support.terminal import Reader
from support.texts import write

ERRORS = {
    "write": ("ENOSPC", "EIO", "EDQUOT"), "sync": ("EIO", "ENOSPC"), "rename": ("EIO", "EROFS"), "open": ("EROFS", "EIO"),
    "truncate": ("EIO",), "map": ("ENOMEM",), "read": ("EIO",),
}
COMMANDS = ("annotate", "add", "export", "folder", "import", "backup")
# The article that the reader opens is in the library, or is not yet.
READERS = ("reader", "newcomer")
SHIM = Path(os.environ.get("PINGDIAN_SHIM", ""))
FULL = re.compile(r"full|no space|room|quota", re.IGNORECASE)
DAMAGED = re.compile(r"damaged|malformed|corrupt", re.IGNORECASE)


def arguments(long):
    given = [
        (command, call, error, on) for command in COMMANDS for call, errors in ERRORS.items() for error in errors
        for on in (False, True) if long or on == (call in ("write", "open"))
    ]
    calls = ("write", "sync", "map", "truncate", "open", "read") if long else ("write", "sync")
    readers = [("reader", call, error, on) for call in calls for error in ERRORS[call] for on in (False, True)]
    return given + readers + [("newcomer", call, error, True) for call in calls for error in ERRORS[call]]


def one(case):
    command, call, error, on = case.argument
    base, paths = case.folder / "base", write(case.random, case.folder / "texts", 3, 40)
    case.run("--library", base, "add", *paths[:2])
    for path in paths[:2]:
        for start in range(60, 140, 16):
            case.run("--library", base, "annotate", path, "--label", "claim", "--start", start, "--end", start + 9)
    _, known = exported(case.program, base, case.env)
    colleague, reference = case.folder / "colleague.jsonl", case.folder / "reference"
    case.run("--library", base, "export", "--format", "jsonl", "-o", colleague)
    case.run("--library", base, "export", "--format", "csv", "-o", reference)
    most = 80 if case.long else 14
    numbers = range(1, most)
    if command in READERS:
        numbers = range(1, 24) if case.long else (1, 4, 9) if command == "reader" else (4,)
    for number in numbers:
        tally = case.folder / "tally"
        tally.unlink(missing_ok=True)
        place = case.folder / "at-stake"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        copy(base, place / "library")
        failing = case.env | {
            "LD_PRELOAD": str(SHIM), "FAULT_CALL": call, "FAULT_UNDER": "/at-stake", "FAULT_AT": str(number),
            "FAULT_ERROR": str(getattr(errno, error)), "FAULT_TALLY": str(tally), **({"FAULT_ON": "1"} if on else {}),
        }
        try_one(case, place, failing, number, known, paths, colleague, reference)
        case.count("failed calls")
        if command not in READERS and tally.exists() and int(tally.read_text() or 0) < number:
            break


def try_one(case, place, failing, number, known, paths, colleague, reference):
    command, call, error, on = case.argument
    library, target, where = place / "library", place / "target", f"call {number}"
    target.write_text("OLD")
    acknowledged = 0
    if command in READERS:
        path, before = (paths[0], 5) if command == "reader" else (paths[2], 0)
        acknowledged, words = tag(case, library, path, before, failing, where)
        status = None
    else:
        given = {
            "annotate": ["annotate", "1", "--label", "fact", "--start", "200", "--end", "210"], "add": ["add", paths[2]],
            "export": ["export", "--format", "csv", "-o", target], "folder": ["export", "--format", "brat", "-o", place / "brat"],
            "import": ["import-annotations", colleague, "--reader", "乙"], "backup": ["backup", place / "backup"],
        }[command]
        ended = case.run("--library", library, *given, env=failing)
        status, words = ended.status, ended.words
        if wrong := misbehaviour(ended):
            case.fault(where, wrong)
        if "standard output is not a terminal" in words:
            case.fault(where, "the program has no such command")
    if error == "EIO" and call in ("write", "sync") and status and re.search(r"disk is full", words):
        case.fault(where, f"an error of input and output is told as a full disk: {words[:200]}")
    if error in ("ENOSPC", "EDQUOT") and call == "write" and status and not FULL.search(words):
        case.fault(where, f"a full disk is told otherwise: {words[:200]}")
    if error == "EIO" and call == "read" and status and DAMAGED.search(words):
        case.fault(where, f"what could not be read is told as damaged: {words[:200]}")
    ended, found = exported(case.program, library, case.env)
    if found is None or any(found.get(id) != row for id, row in known.items()):
        case.fault(where, f"what was there is not any more: export ends with {ended.status}: {ended.words[:200]}")
        return
    new = len(found) - len(known)
    if command == "annotate" and status == 0 and new != 1 or command == "import" and status == 0 and new != len(known):
        case.fault(where, f"status 0, and {new} annotations came")
    if command in READERS and new < acknowledged:
        case.fault(where, f"{acknowledged} acknowledged, {new} in the library")
    if command == "export" and target.read_bytes() not in ((b"OLD",) if status else (reference.read_bytes(),)):
        case.fault(where, f"status {status}, and the file is neither the old one nor the new one")
    if command == "backup" and (place / "backup").exists():
        if exported(case.program, place / "backup", case.env)[1] != known:
            case.fault(where, f"status {status}, and a backup that is not whole")
    if left := [str(entry) for entry in place.rglob(".pingdian-*")]:
        # Nothing can be removed while folders cannot be opened.
        if call != "open":
            case.fault(where, f"left behind: {left}")
    if (state := integrity(library)) != "ok":
        case.fault(where, f"integrity_check: {state}")


def tag(case, library, path, before, failing, where):
    """Tags four sentences; how many were acknowledged, and what was told."""
    reader = Reader(case.program, ["--library", library, path], failing)
    reader.until(lambda text: "sentence" in text, 5)
    before = reader.acknowledged() or before
    reader.send("G")
    for key in "cfoc":
        reader.press(key + "k", 0.03)
    reader.until(lambda text: re.search(r"  saved|NOT SAVED", text), 1.5)
    acknowledged, words = max(0, reader.acknowledged() - before), reader.text()
    status = reader.quit()
    if status not in (0, 1):
        case.fault(where, f"the reader ends with {status}")
    if PANIC.search(reader.written):
        case.fault(where, f"panic: {reader.text()[-300:]}")
    if b"\x1b[?1049h" in reader.written and b"\x1b[?1049l" not in reader.written:
        case.fault(where, "the terminal was not given back")
    return acknowledged, words


if __name__ == "__main__":
    if not SHIM.name:
        shim = Path(tempfile.mkdtemp(prefix="pingdian-shim-")) / "failing_calls.so"
        source = Path(__file__).with_name("failing_calls.c")
        compiler = shutil.which("cc")
        if not compiler:
            sys.exit("calls: there is no C compiler (cc), so no call can be made to fail; 1 faults")
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
        SHIM = shim
    main("calls", __doc__, arguments, one)
