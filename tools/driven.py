"""A program that runs in a pseudo-terminal: what it writes and when, keys and sizes sent to it, what it took."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from screen import Screen

# What a program may ask a terminal, and the answer. A question without an answer here gets none.
ANSWERS = [
    (rb"\x1b\[6n", lambda program, asked: b"\x1b[%d;%dR" % program.screen(asked.start()).cursor()),
    (rb"\x1b\[5n", lambda program, asked: b"\x1b[0n"),
    (rb"\x1b\[18t", lambda program, asked: b"\x1b[8;%d;%dt" % (program.rows, program.columns)),
    (rb"\x1b\[0?c", lambda program, asked: b"\x1b[?62;22c"),
    (rb"\x1b\[>0?c", lambda program, asked: b"\x1b[>0;10;1c"),
    (rb"\x1b\[>0?q", lambda program, asked: b"\x1bP>|ptybench\x1b\\"),
    (rb"\x1b\[\?(\d+)\$p", lambda program, asked: b"\x1b[?%b;2$y" % asked[1]),
    (rb"\x1b\](1[01]);\?(?:\x07|\x1b\\)", lambda program, asked: b"\x1b]%b;rgb:1010/1010/1010\x1b\\" % asked[1]),
]


class Driven:
    """Times are seconds of time.perf_counter."""

    def __init__(self, command, columns, rows, environment):
        self.columns, self.rows = columns, rows
        self.written = b""
        # When each piece of it came, and where in it that ends.
        self.times, self.ends = [], []
        self.running = True
        self._asked = [0] * len(ANSWERS)
        everything = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environment}
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            try:
                set_size(0, columns, rows)
                os.execvpe(command[0], command, everything)
            finally:
                os._exit(127)
        set_size(self._terminal, columns, rows)

    def read(self, seconds):
        """Waits so long for something to be written, takes it in, and says whether there was any."""
        if not self.running or not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._terminal, 1 << 20)
        except OSError:
            piece = b""
        if not piece:
            self.running = False
            return False
        self.times.append(time.perf_counter())
        self.written += piece
        self.ends.append(len(self.written))
        self._answer()
        return True

    def _answer(self):
        for number, (question, answer) in enumerate(ANSWERS):
            for asked in re.compile(question).finditer(self.written, self._asked[number]):
                self._asked[number] = asked.end()
                os.write(self._terminal, answer(self, asked))

    def screen(self, end=None):
        """What was shown when so many bytes were written; without a number, now."""
        return Screen(self.columns, self.rows, self.written[:end])

    def until_quiet(self, quiet, first, limit):
        """Reads until nothing comes for `quiet` seconds, the first piece for `first`. The last piece's time, or None."""
        deadline, last = time.perf_counter() + limit, None
        while time.perf_counter() < deadline and self.read(first if last is None else quiet):
            last = self.times[-1]
        return last

    def until_shown(self, marker, limit):
        """Reads until the screen shows the marker. The time of the piece that brought it, or None."""
        deadline, seen = time.perf_counter() + limit, 0
        while time.perf_counter() < deadline and self.running:
            # Drawing the screen takes long: it waits for a pause, so as not to delay what comes.
            if self.read(0.01) or len(self.ends) == seen:
                continue
            seen = len(self.ends)
            if self.screen().shows(marker):
                return self._first_shown(marker)
        return None

    def _first_shown(self, marker):
        low, high = 0, len(self.ends) - 1
        while low < high:
            middle = (low + high) // 2
            if self.screen(self.ends[middle]).shows(marker):
                high = middle
            else:
                low = middle + 1
        return self.times[low]

    def send(self, keys):
        """Types the keys. When they were all taken."""
        os.write(self._terminal, keys)
        return time.perf_counter()

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        now = time.perf_counter()
        # The kernel tells the program.
        set_size(self._terminal, columns, rows)
        return now

    def status(self, field):
        """A number from the program's /proc status, in the kernel's unit; None where there is none."""
        try:
            with open(f"/proc/{self.pid}/status", encoding="utf-8") as lines:
                return next((int(line.split()[1]) for line in lines if line.startswith(field + ":")), None)
        except OSError:
            return None

    def end(self, keys):
        """Types keys that quit, and kills what does not. Its exit status and what it used of the processor, in seconds."""
        for one in keys:
            try:
                self.send(one)
            except OSError:
                break
            self.until_quiet(quiet=0.04, first=0.3, limit=1)
        for number in (None, signal.SIGTERM, signal.SIGKILL):
            if number:
                os.kill(self.pid, number)
            deadline = time.perf_counter() + 1.5
            while time.perf_counter() < deadline:
                ended, status, usage = os.wait4(self.pid, os.WNOHANG)
                if ended:
                    os.close(self._terminal)
                    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
                if not self.read(0.02):
                    time.sleep(0.005)
        raise RuntimeError(f"process {self.pid} does not end")


def set_size(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
