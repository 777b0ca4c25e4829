#!/usr/bin/env python3
"""No room: a full file system, limits of size, folders and files that may not be written."""
import ctypes
import os
import re
import resource
import shutil
import signal
from pathlib import Path

from support.cases import main
from support.library import copy, exported, integrity
from support.program import misbehaviour
from support.terminal import Reader
from support.texts import write

NOBODY = 65534
READING = (["list"], ["show", "1"], ["search", "石橋"], ["export", "--format", "jsonl"], ["export", "--format", "html"])


def arguments(long):
    return [(what, number) for number in range(6 if long else 1) for what in ("tmpfs", "limit", "read-only folder", "read-only file")]


def one(case):
    what, number = case.argument
    base, paths = case.folder / "base", write(case.random, case.folder / "texts", 3, 60)
    case.run("--library", base, "add", *paths)
    for start in range(40, 120, 16):
        case.run("--library", base, "annotate", paths[0], "--label", "claim", "--start", start, "--end", start + 9)
    _, known = exported(case.program, base, case.env)
    {"tmpfs": tmpfs, "limit": limit, "read-only folder": read_only, "read-only file": read_only}[what](case, base, known, paths)


def reads_on(case, library, where, **limits):
    for command in READING:
        ended = case.run("--library", library, *command, **limits)
        if wrong := misbehaviour(ended, (0,)):
            case.fault(where, f"{' '.join(command)}: {wrong}")
        if command[-1] == "jsonl" and len(ended.out.splitlines()) < 5:
            case.fault(where, f"{len(ended.out.splitlines())} of at least 5 annotations exported")


def tmpfs(case, base, known, paths):
    place = case.folder / "small"
    place.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    mounted = os.geteuid() == 0 and libc.mount(b"none", os.fsencode(place), b"tmpfs", 0, b"size=1m") == 0
    if not mounted:
        case.count("skipped for want of rights to mount a file system")
        return
    try:
        library = place / "library"
        copy(base, library)
        for left in (0, 1, 3, 9, 30):
            fill = place / "fill"
            fill.unlink(missing_ok=True)
            fill_up(fill)
            os.truncate(fill, max(0, fill.stat().st_size - left * 4096))
            where = f"{left} pages left"
            case.count("full disks")
            reads_on(case, library, where)
            _, before = exported(case.program, library, case.env)
            if before is None:
                continue
            for at in range(4):
                given = ["--label", "fact", "--start", 200 + at * 9, "--end", 206 + at * 9]
                ended = case.run("--library", library, "annotate", paths[1], *given)
                if wrong := misbehaviour(ended):
                    case.fault(where, f"annotate: {wrong}")
                if ended.status and not re.search("full|room|space", ended.words):
                    case.fault(where, f"annotate: a full disk is told otherwise: {ended.words[:200]}")
                _, after = exported(case.program, library, case.env)
                if after is None or len(after) != len(before) + (ended.status == 0):
                    case.fault(where, f"annotate: status {ended.status}, {len(before)} annotations before, {after and len(after)} after")
                before = after or before
            target = place / "out.html"
            target.write_text("") if not target.exists() else None
            old = target.read_bytes()
            ended = case.run("--library", library, "export", "--format", "html", "-o", target)
            if wrong := misbehaviour(ended):
                case.fault(where, f"export -o: {wrong}")
            if ended.status and target.read_bytes() != old:
                case.fault(where, "export -o failed, and the file is not what it was")
            if left_behind := [entry.name for entry in place.glob(".pingdian-*")]:
                case.fault(where, f"export -o leaves {left_behind}")
            tag_until_there_is_room(case, library, paths[2], fill, where)
        if (state := integrity(library)) != "ok":
            case.fault("after all", f"integrity_check: {state}")
    finally:
        libc.umount2(os.fsencode(place), 2)


def fill_up(path):
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        while os.write(file, bytes(4096)):
            pass
    except OSError:
        pass
    finally:
        os.close(file)


def tag_until_there_is_room(case, library, path, fill, where):
    """The reader keeps what cannot be saved, and saves it once there is room."""
    reader = Reader(case.program, ["--library", library, path], case.env)
    if not reader.until("sentence"):
        case.fault(where, f"the reader does not open: {reader.text()[-200:]}")
        reader.kill()
        return
    reader.quiet()
    before = reader.acknowledged()
    reader.press("G")
    for key in "cfo":
        reader.press(key + "k")
    reader.quiet(0.3)
    fill.unlink()
    tags = sum(map(int, re.findall(r"\b[A-Z](\d+)\b", reader.status())))
    if not reader.until(lambda text: "  saved" in text, 12):
        reader.press("j")
        reader.until(lambda text: "  saved" in text, 6)
    acknowledged, shown = reader.acknowledged(), reader.status()
    status = reader.quit()
    if status != 0 or acknowledged < tags or tags < before:
        case.fault(where, f"after there is room, status {status}: {shown.strip()}, {tags} tags")
    _, found = exported(case.program, library, case.env)
    mine = [row for row in (found or {}).values() if row[0] == path.name]
    if len(mine) < acknowledged:
        case.fault(where, f"{acknowledged} acknowledged, {len(mine)} in the library")


def limit(case, base, known, paths):
    """A limit on the size of files ends no command by its signal."""
    library = case.folder / "library"
    for size in (0, 1000, 5000, 20000, 60000, base.stat().st_size, base.stat().st_size + 5000):
        copy(base, library)
        where = f"files of {size} bytes"
        case.count("limits of size")

        def prepare(size=size):
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        # The words and the output go to files too, which the limit holds for.
        for command in (["annotate", "1", "--label", "fact", "--start", "200", "--end", "210"], ["add", paths[0]], ["export", "--format", "csv", "-o", case.folder / "out"]):
            ended = case.run("--library", library, *command, prepare=prepare)
            if ended.status not in (0, 1):
                case.fault(where, f"{command[0]} ends with {ended.status}")
        _, found = exported(case.program, library, case.env)
        if found is None or known.keys() - found.keys():
            case.fault(where, "what was there is not any more")


def read_only(case, base, known, paths):
    """As another user, who may read the library and not write it."""
    what, _ = case.argument
    place, program = case.folder / "shared", case.program
    place.mkdir()
    library = place / "library"
    copy(base, library)
    if os.geteuid() == 0:
        program = case.folder / "program"
        shutil.copy(case.program, program)
        for entry in (case.folder, case.folder / "texts", place):
            entry.chmod(0o755)
        program.chmod(0o755)
    library.chmod(0o444)
    place.chmod(0o555 if what == "read-only folder" else 0o777)
    home = case.folder / "other-home"
    home.mkdir()
    home.chmod(0o777)
    env = case.env | {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "c"), "XDG_DATA_HOME": str(home / "d")}

    def prepare():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    case.program = Path(program)
    case.count("libraries that may not be written")
    before = library.read_bytes()
    reads_on(case, library, what, env=env, prepare=prepare)
    ended = case.run("--library", library, "annotate", "1", "--label", "fact", "--start", "200", "--end", "210", env=env, prepare=prepare)
    if wrong := misbehaviour(ended, (1,)):
        case.fault(what, f"annotate: {wrong}")
    if not re.search("read-only|write-protected|rights|permission", ended.words):
        case.fault(what, f"annotate: {ended.words[:200]}")
    reader = Reader(program, ["--library", library], env, prepare=prepare)
    if not reader.until("第0篇", 6):
        case.fault(what, f"the reader does not open: {reader.text()[-300:]}")
    status = reader.quit()
    if status not in (0, 1):
        case.fault(what, f"the reader ends with {status}")
    place.chmod(0o755)
    if library.read_bytes() != before:
        case.fault(what, "the file is not what it was")


if __name__ == "__main__":
    main("full_disk", __doc__, arguments, one)
