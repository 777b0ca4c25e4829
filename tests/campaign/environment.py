#!/usr/bin/env python3
"""What goes on around the program: signals, terminals that go, a home that is not there, closed pipes, any umask."""
import os
import re
import signal
import stat
import subprocess
import time

from support.cases import main
from support.library import exported, integrity
from support.program import PANIC, misbehaviour
from support.terminal import Reader
from support.texts import write

WORDS = "查證中的筆記"
ENDS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGKILL", "terminal closed")


def arguments(long):
    given = [("draft", (end, key)) for end in ENDS for key in (("a", "s") if long else ("a",))] + [("draft", ("SIGTERM", "s"))]
    given += [(what, None) for what in ("no parent", "dumb", "umask", "homeless", "pipes", "first start", "no terminal", "stopped")]
    return given * (3 if long else 1)


def one(case):
    what, detail = case.argument
    library = case.folder / "library"
    (path,) = write(case.random, case.folder / "texts", 1, 40)
    {
        "draft": draft, "no parent": no_parent, "dumb": dumb, "umask": umask, "homeless": homeless, "pipes": pipes,
        "first start": first_start, "no terminal": no_terminal, "stopped": stopped,
    }[what](case, library, path, detail)
    case.count("surroundings")


def opened(case, library, path, **more):
    reader = Reader(case.program, ["--library", library, path], more.pop("env", case.env), **more)
    if not reader.until("sentence"):
        case.fault("opening", reader.text()[-300:])
    reader.quiet()
    return reader


def end_of(case, reader, seconds):
    """The status of a program whose terminal may be gone; None where it goes on."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pid, status = os.waitpid(reader.pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if reader.open:
            reader.read(0.02)
        else:
            time.sleep(0.02)
    os.kill(reader.pid, signal.SIGKILL)
    os.waitpid(reader.pid, 0)
    return None


def draft(case, library, path, detail):
    """What was being typed is offered again, and typed words that were acknowledged are kept."""
    end, key = detail
    reader = opened(case, library, path)
    reader.press("c")
    reader.until(lambda text: "C1  saved" in text)
    reader.press(key)
    reader.press(WORDS)
    if not reader.until(WORDS, 3):
        case.fault("typing", f"the words are not shown: {reader.text()[-200:]}")
    if end == "SIGKILL":
        # A draft may be two seconds old.
        until = time.monotonic() + 2.6
        while time.monotonic() < until:
            reader.read(0.1)
    if end == "terminal closed":
        reader.close()
    else:
        reader.signal(getattr(signal, end))
    status = end_of(case, reader, 5)
    if status is None:
        case.fault(end, "the program goes on")
    if end in ("SIGTERM", "SIGHUP", "SIGINT") and b"\x1b[?1049l" not in reader.written:
        while reader.read(0.1):
            pass
        if b"\x1b[?1049l" not in reader.written:
            case.fault(end, f"status {status}, and the terminal was not given back")
    reader.close()
    _, found = exported(case.program, library, case.env)
    if not found or len(found) != 1:
        case.fault(end, f"the acknowledged tag: {found}")
    # The words may have been saved, or be offered: at once, or where they were typed.
    if any(WORDS in row[5] + row[6] for row in (found or {}).values()):
        return
    again = opened(case, library, path)
    again.until(lambda text: "C1  " in text, 5)
    again.quiet(0.3)
    offered = WORDS in again.text()
    if not offered:
        again.press(key)
        offered = again.until(WORDS, 2)
    if not offered:
        case.fault(end, f"the words typed after {key} are gone: {again.text()[-300:]}")
    again.quit()


def no_parent(case, library, path, _):
    """Nobody hears of the terminal's end by a signal."""
    reader = opened(case, library, path, prepare=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    reader.press("c")
    reader.close()
    if end_of(case, reader, 5) is None:
        case.fault("terminal closed, SIGHUP ignored", "the program goes on")


def dumb(case, library, path, _):
    """A terminal that can do nothing is refused in words, before anything is sent to it."""
    reader = Reader(case.program, ["--library", library, path], case.env | {"TERM": "dumb"})
    reader.read(5)
    reader.quiet(0.3)
    if reader.open:
        case.fault("TERM=dumb", f"the reader opens: {bytes(reader.written[:60])!r}")
        reader.quit()
        return
    status = reader.end()
    if status not in (1, 2) or b"\x1b" in reader.written or not reader.text().strip():
        case.fault("TERM=dumb", f"status {status}: {bytes(reader.written[:200])!r}")


def umask(case, library, path, _):
    """What holds the library's words is its owner's alone."""
    folder = case.folder / "new" / "deeper"
    library = folder / "library"

    def open_to_all():
        os.umask(0)

    case.run("--library", library, "add", path, prepare=open_to_all)
    case.run("--library", library, "search", "石橋", prepare=open_to_all)
    case.run("--library", library, "backup", prepare=open_to_all)
    reader = opened(case, library, path, prepare=open_to_all)
    reader.press("c")
    reader.press("a")
    reader.press(WORDS)
    reader.until(WORDS)
    time.sleep(2.5)
    for entry in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(entry.stat().st_mode)
        wanted = 0o700 if entry.is_dir() else 0o600
        case.count("modes looked at")
        if mode != wanted:
            case.fault(str(entry.relative_to(case.folder)), f"mode {mode:o}, and not {wanted:o}")
    reader.press("\r")
    reader.quit()


def homeless(case, library, path, _):
    """No home, a home that is not there, one that is a file: words, or it works."""
    without = {name: value for name, value in case.env.items() if not name.startswith(("HOME", "XDG"))}
    for where, env in {
        "no HOME": without, "a HOME that is not there": without | {"HOME": "/nonexistent/home"},
        "a HOME that is a file": without | {"HOME": str(path)}, "an empty HOME": without | {"HOME": ""},
    }.items():
        for command in (["list"], ["--library", library, "list"], ["--library", library, "show", path]):
            if command == ["list"] and where in ("no HOME", "an empty HOME"):
                continue  # It would be this user's own library.
            if wrong := misbehaviour(case.run(*command, env=env)):
                case.fault(where, wrong)


def pipes(case, library, path, _):
    """A pipe whose other end is closed ends a command in silence."""
    case.run("--library", library, "add", path)
    for start in range(30, 230, 10):
        case.run("--library", library, "annotate", path, "--label", "claim", "--start", start, "--end", start + 8)
    for command in (["export", "--format", "html"], ["export", "--format", "jsonl"], ["show", "1"], ["list", "--json"], ["log"], ["search", "石橋"], ["--help"]):
        given = [str(case.program), "--library", str(library), *command]
        process = subprocess.Popen(given, env=case.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        words = process.stderr.read()
        status = process.wait()
        if PANIC.search(words) or status not in (0, 1, 141, -signal.SIGPIPE):
            case.fault(" ".join(command), f"status {status}: {words[-200:]!r}")
        with open("/dev/full", "wb") as full:
            process = subprocess.run(given, env=case.env, stdout=full, stderr=subprocess.PIPE)
        if PANIC.search(process.stderr) or process.returncode not in (1,) and command[0] == "export":
            case.fault(f"{' '.join(command)} to a full device", f"status {process.returncode}: {process.stderr[-200:]!r}")


def first_start(case, library, path, _):
    """Killed while it makes its library, it starts the next time."""
    for number in range(40 if case.long else 15):
        fresh = case.folder / f"first-{number}"
        given = [str(case.program), "--library", str(fresh), "add", str(path)]
        process = subprocess.Popen(given, env=case.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(case.random.uniform(0, 0.03))
        process.kill()
        process.wait()
        ended = case.run("--library", fresh, "add", path)
        case.count("first starts killed")
        if ended.status or integrity(fresh) != "ok":
            case.fault(f"start {number}", f"status {ended.status}: {ended.words[:200]}; {integrity(fresh)}")


def no_terminal(case, library, path, _):
    ended = case.run("--library", library, path)
    if wrong := misbehaviour(ended, (1, 2)):
        case.fault("no terminal", wrong)
    if b"\x1b" in ended.out:
        case.fault("no terminal", "sequences for terminals in the output")


def stopped(case, library, path, _):
    """Sizes change and signals come while a note is typed; it is kept."""
    reader = opened(case, library, path)
    reader.press("c")
    reader.press("a")
    reader.press(WORDS)
    for columns, rows in ((30, 8), (1, 1), (3, 2), (200, 50), (80, 24)):
        reader.resize(columns, rows)
        reader.read(0.3)
        reader.quiet()
    reader.signal(signal.SIGCONT)
    reader.signal(signal.SIGWINCH)
    reader.press("\r")
    reader.until(lambda text: re.search("C1  saved", text), 3)
    status = reader.quit()
    _, found = exported(case.program, library, case.env)
    if status != 0 or [row[5] for row in (found or {}).values()] != [WORDS]:
        case.fault("sizes", f"status {status}, {found}")


if __name__ == "__main__":
    main("environment", __doc__, arguments, one)
