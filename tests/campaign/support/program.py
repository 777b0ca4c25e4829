"""Runs the program as a command, within limits of time and memory."""
import json
import os
import re
import resource
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PANIC = re.compile(rb"panicked at|stack overflow|fatal runtime error|memory allocation of \d+ bytes failed")
# What must not stand in words for people: controls but for line ends and tabs, and what turns or hides text.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
GIB = 1 << 30


def environment(home, **more):
    """What the program sees of its surroundings: a home of its own, and nothing of the caller's."""
    home = Path(home)
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return {
        **kept, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"), **more,
    }


@dataclass
class Ended:
    """How a command ended. A negative status is a signal; `late` says that it was killed for its time."""

    status: int
    out: bytes
    err: bytes
    seconds: float
    processor: float
    kib: int
    late: bool

    @property
    def words(self):
        return self.err.decode("utf-8", "replace").strip()


def run(program, arguments, env, limit=20.0, memory=4 * GIB, stdin=b"", prepare=None, folder=None):
    """Runs a command to its end."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)

        def limits():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            if prepare:
                prepare()

        begun = time.monotonic()
        process = subprocess.Popen(
            [str(program), *map(str, arguments)], stdin=given, stdout=out, stderr=err, env=env, preexec_fn=limits,
            cwd=folder, start_new_session=True,
        )
        late = threading.Event()

        def stop():
            late.set()
            process.send_signal(signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        out.seek(0)
        err.seek(0)
        return Ended(
            process.returncode, out.read(), err.read(), time.monotonic() - begun, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss, late.is_set(),
        )


def killed(program, arguments, env, after, how=signal.SIGKILL):
    """Starts a command and sends it a signal after so many seconds; its status, 0 where it had ended well before."""
    process = subprocess.Popen(
        [str(program), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=env,
    )
    try:
        return process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
        return process.wait()


def misbehaviour(ended, statuses=(0, 1), seconds=15.0):
    """What no command may do, whatever it is given; None where it did none of it."""
    if ended.late or ended.seconds > seconds:
        return f"it took more than {seconds:.0f} s"
    if PANIC.search(ended.err):
        return f"panic: {ended.words[-300:]}"
    if ended.status not in statuses:
        return f"status {ended.status}: {ended.words[-300:]}"
    if ended.status and not ended.words:
        return f"status {ended.status} without a word"
    if found := UNSEEN.findall(ended.err.decode("utf-8", "replace")):
        return f"controls in its words: {sorted({f'U+{ord(one):04X}' for one in found})}"
    return None


def rows(ended):
    """The objects of JSON Lines; None where the command failed or a line is not whole."""
    if ended.status:
        return None
    try:
        return [json.loads(line) for line in ended.out.decode("utf-8").split("\n") if line]
    except ValueError:
        return None
