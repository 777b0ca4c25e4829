"""Drives the reader through a pseudo-terminal and keeps what its screen shows."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

import pyte
from wcwidth import wcwidth

# What a terminal is asked: the cursor's place, its kind, modes, colours, its size.
QUESTION = re.compile(
    rb"\x1b\[(?:6n|5n|0?c|>0?c|\?u|18t|>0?q|\?(?P<mode>\d+)\$p)|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
# Sequences that change no cell and that the model does not know: strings, and private forms other than modes.
IGNORED = re.compile(rb"\x1b[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<=>?][\d;:$]*[^\d;:$hl]|\x1b\[[\d;]* q")
# A sequence that is not yet whole, at the end of what was read.
UNFINISHED = re.compile(rb"\x1b(?:[PX^_\]][^\x07\x1b]*\x1b?|\[[\d;:<=>?$ ]*)?$")
SAVED = re.compile(r"(?P<counts>(?:[A-Z]\d+ )*[A-Z]\d+)  (?:saved|saving (?P<waiting>\d+)|(?P<unsaved>\d+) NOT SAVED)")
# Keys that may be on their way at once: many that come together are taken for a paste.
AT_ONCE = 6


class Reader:
    """The program in a terminal of so many cells."""

    def __init__(self, program, arguments, env, columns=80, rows=12, prepare=None, folder=None):
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        self.rest = b""
        self.open = True
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                self.set_size(0)
                if folder:
                    os.chdir(folder)
                if prepare:
                    prepare()
                os.execvpe(str(program), [str(program), *map(str, arguments)], env)
            finally:
                os._exit(127)

    def set_size(self, terminal):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self.set_size(self.terminal)

    def read(self, seconds):
        """Waits so long for something to be written; says whether anything was."""
        if not self.open or not select.select([self.terminal], [], [], max(seconds, 0))[0]:
            return False
        try:
            data = os.read(self.terminal, 1 << 18)
        except OSError:
            data = b""
        if not data:
            self.open = False
            return False
        self.written += data
        self.take(data)
        return True

    def take(self, data):
        data = self.rest + data
        unfinished = UNFINISHED.search(data)
        self.rest = unfinished.group() if unfinished and len(unfinished.group()) < 1 << 16 else b""
        data = data[: len(data) - len(self.rest)]
        at = 0
        for question in QUESTION.finditer(data):
            self.draw(data[at : question.start()])
            at = question.end()
            self.answer(question)
        self.draw(data[at:])

    def draw(self, data):
        self.stream.feed(IGNORED.sub(b"", data))

    def answer(self, question):
        asked = question.group()
        if asked.endswith(b"6n"):
            row, column = self.screen.cursor.y + 1, min(self.screen.cursor.x, self.columns - 1) + 1
            self.send(b"\x1b[%d;%dR" % (row, column))
        elif question["mode"]:
            self.send(b"\x1b[?%s;2$y" % question["mode"])
        elif question["colour"]:
            self.send(b"\x1b]%s;rgb:1010/1010/1010\x1b\\" % question["colour"])
        elif asked.endswith(b"5n"):
            self.send(b"\x1b[0n")
        elif asked.endswith(b"18t"):
            self.send(b"\x1b[8;%d;%dt" % (self.rows, self.columns))
        elif asked.endswith(b"c"):
            self.send(b"\x1b[>0;10;1c" if b">" in asked else b"\x1b[?62;22c")

    def send(self, keys):
        data = keys.encode() if isinstance(keys, str) else keys
        try:
            while data:
                data = data[os.write(self.terminal, data[:2048]) :]
        except OSError:
            self.open = False

    def lines(self):
        """What the rows show, without the blanks at their ends."""
        return [self.line(row).rstrip() for row in range(self.rows)]

    def line(self, row):
        """A row as a terminal shows it: of a wide character one half of which was drawn over, the other is blank."""
        cells = [self.screen.buffer[row][column].data for column in range(self.columns)]
        shown, column = [], 0
        while column < self.columns:
            wide = cells[column] and wcwidth(cells[column][0]) == 2
            whole = not wide or (column + 1 < self.columns and not cells[column + 1])
            shown.append(cells[column] if whole and cells[column] else " ")
            column += 2 if wide and whole else 1
        return "".join(shown)

    def text(self):
        return "\n".join(self.lines())

    def status(self):
        """The row that tells what is tagged here and whether it is saved: the last but one, or the last."""
        lines = (self.line(row).rstrip() for row in reversed(range(self.rows)))
        return next((line for line in lines if re.search(r"saved|saving|SAVED", line)), "")

    def tags(self):
        """How many tags of the article the screen counts, and how many of them it says are on the disk."""
        found = SAVED.search(self.status())
        if not found:
            return 0, 0
        counted = sum(int(count[1:]) for count in found["counts"].split())
        return counted, max(0, counted - int(found["waiting"] or found["unsaved"] or 0))

    def acknowledged(self):
        """How many tags of the article the screen says are on the disk."""
        return self.tags()[1]

    def takes(self, sent):
        """Whether another key may be sent after so many that each tag something."""
        return self.open and sent < self.tags()[0] + AT_ONCE

    def until(self, good, seconds=10.0):
        """Reads on until the screen passes `good`, words or a function of its text; says whether it did."""
        passes = good if callable(good) else lambda text: good in text
        end = time.monotonic() + seconds
        while not passes(self.text()):
            if not self.open or time.monotonic() > end:
                return False
            self.read(0.1)
        return True

    def quiet(self, still=0.08, seconds=5.0):
        """Reads on until nothing has been written for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(still):
            pass

    def press(self, keys, still=0.05):
        self.send(keys)
        if self.read(0.5):
            self.quiet(still)

    def signal(self, which):
        try:
            os.kill(self.pid, which)
        except ProcessLookupError:
            pass

    def end(self, seconds=8.0):
        """Waits for the end; the status, a negative one for a signal, or None where it had to be killed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0):
                    pass
                self.close()
                return os.waitstatus_to_exitcode(status)
            if not self.read(0.01):
                time.sleep(0.002)
        self.kill()
        return None

    def kill(self):
        """SIGKILL. What was written before is read."""
        self.signal(signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while self.read(0):
            pass
        self.close()

    def close(self):
        if self.terminal >= 0:
            os.close(self.terminal)
            self.terminal = -1
        self.open = False

    def quit(self):
        """Leaves as a reader does, through whatever stands open; the status."""
        for keys in ("\x1b", "\x1b", "Q"):
            if self.open:
                self.press(keys)
        end = time.monotonic() + 8
        while self.open and time.monotonic() < end:
            if "y/n" in self.text():
                self.press("y")
            self.read(0.05)
        return self.end(1)
