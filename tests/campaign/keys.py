#!/usr/bin/env python3
"""Random keys, sizes and pastes: the screen is what a full redraw makes of it, nothing panics, pasted words are not run."""
from support.cases import main
from support.library import exported, integrity
from support.program import PANIC
from support.terminal import Reader
from support.texts import sentence, write

KEYS = [
    *"jjjkkklhwb{}gGcfoCFOxuasmryi,tTRdDHASBLJeZz#)(=-vn;[]/?:!.Kp", "\r", "\r", "\x1b", "\x1b", "\t", "\x7f", " ", "\x12", "\x04", "\x15",
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z", "3", "q", "y", "石橋", "談",
]
ODD = [b"\x1b[<0;9999;9999M", b"\x1b[M\xff\xff\xff", b"\x1b[?1;2c", b"\x1b]10;rgb:0/0/0\x07", b"\xff\xfe\xc3\x28", b"\x1b[201~", b"\x1b[999999999;1R"]
SIZES = [(80, 24), (120, 40), (40, 10), (20, 5), (3, 2), (1, 1), (200, 50), (61, 17)]


def arguments(long):
    return [("keys", number) for number in range(60 if long else 6)] + [("paste", number) for number in range(12 if long else 3)]


def one(case):
    library, place = case.folder / "library", case.folder / "place"
    place.mkdir()
    paths = write(case.random, case.folder / "texts", 4, 30)
    case.run("--library", library, "add", *paths)
    for path in paths:
        for start in range(30, 130, 20):
            case.run("--library", library, "annotate", path, "--label", "claim", "--start", start, "--end", start + 8)
    {"keys": keys, "paste": paste}[case.argument[0]](case, library, paths, place)
    if (state := integrity(library)) != "ok":
        case.fault("after all", f"integrity_check: {state}")


def opened(case, library, path, place):
    columns, rows = case.random.choice(SIZES[:3])
    reader = Reader(case.program, ["--library", library, path], case.env, columns, rows, folder=place)
    reader.until("sentence")
    reader.quiet()
    return reader


def keys(case, library, paths, place):
    rng, done = case.random, []
    reader = opened(case, library, paths[0], place)
    for number in range(700 if case.long else 250):
        choice = rng.random()
        if choice < 0.02:
            columns, rows = rng.choice(SIZES)
            done.append(f"<{columns}x{rows}>")
            reader.resize(columns, rows)
            reader.read(0.3)
        elif choice < 0.03:
            done.append("<odd>")
            reader.send(rng.choice(ODD))
        elif choice < 0.05:
            words = sentence(rng) * rng.randint(1, 30)
            done.append("<paste>")
            reader.send(f"\x1b[200~{words}\x1b[201~")
        else:
            done.append(rng.choice(KEYS))
            reader.send(done[-1])
        reader.read(0.02)
        case.count("keys, sizes and pastes")
        if number % 10 == 9 and reader.open and reader.columns > 20:
            redraw(case, reader, done)
        if not reader.open:
            status = reader.end()
            if status != 0:
                case.fault(f"action {number}", f"the reader ends with {status} after {done[-12:]}: {reader.text()[-300:]}")
            reader = opened(case, library, rng.choice(paths), place)
            done.clear()
    if PANIC.search(reader.written):
        case.fault("at the end", f"panic: {reader.text()[-300:]}")
    if reader.columns < 30:
        reader.resize(80, 24)
    status = reader.quit()
    if status != 0:
        case.fault("at the end", f"the reader ends with {status}: {reader.text()[-600:]}")
    if b"\x1b[?1049l" not in reader.written:
        case.fault("at the end", "the terminal was not given back")


def redraw(case, reader, done):
    """The screen stays what it is when all of it is drawn anew. A message in its last rows goes at the next key."""
    reader.quiet(0.15)
    before = reader.lines()
    reader.press("\x0c", 0.15)
    after = reader.lines()
    reader.press("\x0c", 0.15)
    case.count("redraws")
    different = [row for row in range(reader.rows - 5) if before[row] != after[row]]
    if different and after == reader.lines():
        row = different[0]
        case.fault(f"after {done[-8:]}", f"row {row} of {reader.columns}x{reader.rows} shows {before[row]!r}, and redrawn {after[row]!r}")


def paste(case, library, paths, place):
    """Words pasted where keys are read, with brackets and without, are no commands."""
    rng = case.random
    _, known = exported(case.program, library, case.env)
    for brackets in (True, False):
        reader = opened(case, library, paths[1], place)
        words = "".join(sentence(rng) + rng.choice(("x", " Q\r", "cfo x u\r", "q", "\rx y\r")) for _ in range(40))
        reader.send(f"\x1b[200~{words}\x1b[201~" if brackets else words)
        reader.read(1)
        reader.quiet(0.4)
        case.count("pastes of words that are keys")
        where = f"paste {'with' if brackets else 'without'} brackets"
        if not reader.open:
            case.fault(where, f"the reader ended: {reader.text()[-200:]}")
            reader.end()
        else:
            status = reader.quit()
            if status != 0:
                case.fault(where, f"the reader ends with {status}")
        _, found = exported(case.program, library, case.env)
        if found != known:
            case.fault(where, f"{len(known)} annotations before, {found and len(found)} after")
            known = found


if __name__ == "__main__":
    main("keys", __doc__, arguments, one)
