"""What a terminal of a given size shows after it was sent some bytes."""
import re

import pyte

# What pyte takes for text or fails on, and colours, which say nothing about what is written where: sequences with a private
# sign but for modes, those with intermediate bytes, every SGR, and strings for the terminal itself.
UNREAD = re.compile(
    rb"\x1b\[[<=>][\d;:]*[@-~]"
    rb"|\x1b\[\?[\d;:]*[@-gi-km-~]"
    rb"|\x1b\[[?>]?[\d;:]*[ -/]+[@-~]"
    rb"|\x1b\[[\d;:]*m"
    rb"|\x1b[PX^_].*?\x1b\\",
    re.DOTALL,
)


class Screen:
    def __init__(self, columns, rows, written):
        self._screen = pyte.Screen(columns, rows)
        pyte.ByteStream(self._screen).feed(UNREAD.sub(b"", written))

    def cursor(self):
        """Row and column, from 1."""
        return self._screen.cursor.y + 1, min(self._screen.cursor.x, self._screen.columns - 1) + 1

    def text(self):
        """All that is shown, without white space, so that it is the same however it is wrapped and indented."""
        rows = ("".join(row[column].data for column in range(self._screen.columns)) for row in map(self._screen.buffer.get, range(self._screen.lines)) if row)
        return without_space("".join(rows))

    def shows(self, marker):
        return without_space(marker) in self.text()


def without_space(text):
    return "".join(text.split())
