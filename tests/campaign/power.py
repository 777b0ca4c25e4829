#!/usr/bin/env python3
"""Loss of power: what the program writes and syncs is recorded, and every state that a disk may then be in is opened again.

Of what was not synced, nothing may have come to the disk, or a part, or sectors of it. Needs strace.
"""
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pyte

from support.cases import main
from support.library import exported, integrity, remove
from support.terminal import IGNORED, SAVED, Reader
from support.texts import write

SECTOR = 512
CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,openat,unlink,unlinkat"
LINE = re.compile(r"(\d+) +(.*)")
CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
FILE = re.compile(r"^\d+<([^>]*)>")
WORDS = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def arguments(long):
    return [(what, number) for number in range(8 if long else 1) for what in ("annotate", "reader")]


def one(case):
    if not shutil.which("strace"):
        case.count("skipped for want of strace")
        return
    library = case.folder / "library"
    (path,) = write(case.random, case.folder / "texts", 1, 60)
    case.run("--library", library, "add", path)
    disk = Disk(library)
    log = case.folder / "calls"
    tracing = ["-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log)]
    if case.argument[0] == "annotate":
        for number in range(5 if case.long else 3):
            given = ["annotate", str(path), "--label", "claim", "--start", str(30 + 9 * number), "--end", str(36 + 9 * number)]
            subprocess.run(["strace", *tracing, str(case.program), "--library", str(library), *given], env=case.env, check=True, capture_output=True)
            replay(case, disk, log, library)
            disk.acknowledged += 1
    else:
        reader = Reader("strace", [*tracing, case.program, "--library", library, path], case.env)
        reader.until("sentence", 20)
        reader.quiet(0.3)
        for key in "cfocfo" * (2 if case.long else 1):
            reader.press(key + "j", 0.1)
        reader.until(lambda text: "  saved" in text)
        reader.quit()
        replay(case, disk, log, library)
    if disk.acknowledged < 3:
        case.fault("the recording", f"{disk.acknowledged} acknowledged")


class Disk:
    """What is on the disk for certain, and what is on its way there, of the library and its log."""

    def __init__(self, library):
        self.durable = {part: bytearray(Path(f"{library}{part}").read_bytes()) for part in ("", "-wal") if Path(f"{library}{part}").exists()}
        self.waiting, self.fresh, self.acknowledged = defaultdict(list), set(), 0

    def sync(self, part):
        for change in self.waiting.pop(part, []):
            apply(self.durable.setdefault(part, bytearray()), change)
        self.fresh.discard(part)


def apply(content, change):
    offset, data = change
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data


def recorded(log, library):
    """What was done, in order: ("write", part, offset, data), ("cut", part, size), ("sync" | "made" | "gone", part), ("screen", data)."""
    begun = {}
    for line in log.read_text("utf-8", "replace").splitlines():
        found = LINE.match(line)
        if not found:
            continue
        thread, words = found.groups()
        if words.endswith("<unfinished ...>"):
            begun[thread] = words.removesuffix("<unfinished ...>").rstrip()
            continue
        if words.startswith("<..."):
            words = begun.pop(thread, "") + words.split("resumed>", 1)[1]
        found = CALL.match(words)
        if not found or int(found[3]) < 0:
            continue
        name, given, result = found[1], found[2], int(found[3])
        file = FILE.match(given)
        path = plain(file[1]).decode("utf-8", "replace") if file else ""
        quoted = [plain(one) for one in WORDS.findall(given)]
        if name == "openat" or name.startswith("unlink"):
            path = quoted[0].decode("utf-8", "replace") if quoted else ""
        if name == "write" and "/dev/pts/" in path:
            yield "screen", quoted[0][:result]
        part = path.removeprefix(str(library))
        if not path.startswith(str(library)) or part not in ("", "-wal"):
            continue
        if name == "openat":
            if "O_CREAT" in given:
                yield "made", part
        elif name.startswith("unlink"):
            yield "gone", part
        elif name == "pwrite64":
            yield "write", part, int(given.rsplit(",", 1)[1]), quoted[0][:result]
        elif name == "ftruncate":
            yield "cut", part, int(given.rsplit(",", 1)[1])
        elif name in ("fsync", "fdatasync"):
            yield "sync", part


def plain(words):
    return bytes.fromhex(words.replace("\\x", "")) if words.startswith("\\x") else words.encode()


def replay(case, disk, log, library):
    screen = pyte.Screen(80, 12)
    stream = pyte.ByteStream(screen)
    for number, (what, *details) in enumerate(recorded(log, library)):
        if what == "screen":
            stream.feed(IGNORED.sub(b"", details[0]))
            found = next(filter(None, map(SAVED.search, screen.display)), None)
            if found:
                shown = sum(int(count[1:]) for count in found["counts"].split()) - int(found["waiting"] or found["unsaved"] or 0)
                disk.acknowledged = max(disk.acknowledged, shown)
            continue
        part = details[0]
        if what == "made":
            if part not in disk.durable:
                disk.durable[part] = bytearray()
                disk.fresh.add(part)
            continue
        if what == "gone":
            disk.durable.pop(part, None)
            disk.waiting.pop(part, None)
        elif what == "sync":
            disk.sync(part)
        else:
            disk.waiting[part].append((details[1], details[2] if what == "write" else None))
        for variant in ("nothing", "a part", "sectors"):
            crash(case, disk, variant, f"call {number} ({what} {part or 'library'}), {variant} of what was not synced")


def crash(case, disk, variant, where):
    place = case.folder / "crashed"
    remove(place)
    for part, content in disk.durable.items():
        if variant == "nothing" and part in disk.fresh:
            continue
        content = bytearray(content)
        for offset, data in disk.waiting.get(part, []):
            if variant == "a part" and case.random.random() < 0.5:
                apply(content, (offset, data))
            elif variant == "sectors" and data is None:
                apply(content, (offset, data))
            elif variant == "sectors":
                for at in range(0, len(data), SECTOR):
                    if case.random.random() < 0.5:
                        apply(content, (offset + at, data[at : at + SECTOR]))
        Path(f"{place}{part}").write_bytes(content)
    ended, found = exported(case.program, place, case.env)
    case.count("states of a disk")
    if found is None or len(found) < disk.acknowledged:
        case.fault(where, f"{disk.acknowledged} acknowledged, {found and len(found)} there; status {ended.status}: {ended.words[:200]}")
    elif (state := integrity(place)) != "ok":
        case.fault(where, f"integrity_check: {state}")


if __name__ == "__main__":
    main("power", __doc__, arguments, one)
