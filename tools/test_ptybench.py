"""The bench's figures are those of programs whose times, bytes and wake-ups are known."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from driven import Driven
from ptybench import typed
from screen import Screen

TOOL = Path(__file__).with_name("ptybench.py")

# Draws after 0.2 s, answers a key after 0.05 s in 30 bytes, a burst when its last key is in, and says what size it is given.
KNOWN = r"""
import os, select, signal, sys, termios, time, tty
tty.setraw(0)
write = lambda text: os.write(1, text.encode())
signal.signal(signal.SIGWINCH, lambda *_: write("size %d" % os.get_terminal_size().columns))
write("\x1b[?1049h\x1b[2J")
time.sleep(0.2)
write("\x1b[3;5H\x1b[38;2;1;2;3m評點\x1b[0m 開卷")
write("\x1b[6n")
asked = b""
while not asked.endswith(b"R"):
    asked += os.read(0, 1)
write("\x1b[5;1H" + asked[2:-1].decode().replace(";", "x"))
taken = 0
while True:
    keys = os.read(0, 4096)
    if b"q" in keys:
        sys.exit(7)
    taken += keys.count(b"n")
    if keys == b"j":
        time.sleep(0.05)
        write("\x1b[1;1H" + "k" * 24)
    if b"n" in keys and taken == 50:
        write("all")
"""


def run(profile, *how):
    """Runs the bench on a profile in TOML, without its command, and gives its runs' figures."""
    with tempfile.TemporaryDirectory() as folder:
        program, profiles, told = (Path(folder, name) for name in ("known.py", "profiles.toml", "told.json"))
        program.write_text(KNOWN, encoding="utf-8")
        profiles.write_text(f"[[profile]]\nscenario = 's'\nname = 'known'\ncommand = '{sys.executable} {{corpus}}/known.py'\n{profile}", encoding="utf-8")
        command = [sys.executable, TOOL, profiles, "--corpus", folder, "--runs", "2", "--json", told, *how]
        subprocess.run(command, check=True, capture_output=True)
        return json.loads(told.read_text(encoding="utf-8"))


class Bench(unittest.TestCase):
    def test_figures_are_those_of_the_program(self):
        (told,) = run("""
            marker = "評點開卷"
            idle = 1
            steps = [
              { name = "key", keys = "j", count = 3, quiet = 200, first = 10 },
              { name = "burst", burst = "n", count = 50, marker = "all" },
              { name = "resize", resize = [90, 30], marker = "size 90" },
              { name = "silent", keys = "z", first = 0.1 },
              { name = "absent", keys = "j", quiet = 200, first = 10, marker = "不在", limit = 0.5 },
            ]
        """)
        self.assertEqual(len(told["runs"]), 2)
        for figures in told["runs"]:
            self.assertNotIn("error", figures)
            # Processes start, and are woken, as late as they like: times have a lower bound only.
            self.assertLess(figures["first_byte"], figures["frame"])
            self.assertGreaterEqual(figures["frame"], 200)
            self.assertGreaterEqual(figures["key_first"], 50)
            self.assertLessEqual(figures["key_first"], figures["key"])
            self.assertLessEqual(figures["key"], figures["key_p99"])
            self.assertEqual(figures["key_bytes"], 30)
            self.assertGreater(figures["burst"], 0)
            self.assertGreater(figures["resize"], 0)
            self.assertNotIn("resize_error", figures)
            self.assertEqual(figures["silent_error"], "nothing was written")
            self.assertIn("absent_error", figures)
            self.assertEqual(figures["exit"], 7)
            self.assertGreater(figures["cpu_ms"], 0)
            if sys.platform == "linux":
                self.assertEqual(figures["idle_wakeups_s"], 0)
                self.assertGreater(figures["rss_mb"], 1)

    def test_a_marker_that_never_shows_is_an_error(self):
        (told,) = run("marker = '別的字'\nlimit = 1\n")
        self.assertIn("評點開卷3x", told["runs"][0]["error"])
        self.assertNotIn("frame", told["runs"][0])

    def test_only_the_wanted_profiles_run(self):
        self.assertEqual(run("marker = '評點'\n", "--only", "other"), [])

    def test_a_program_that_ends_at_once_is_told(self):
        program = Driven(["true"], 80, 24, {})
        self.assertIsNone(program.until_shown("評點", 10))
        self.assertEqual(program.end([])[0], 0)

    def test_keys_are_bytes(self):
        self.assertEqual(typed("\\x1b[B談\\x7f\r"), "\x1b[B談\x7f\r".encode())

    def test_the_screen_reads_what_programs_write(self):
        written = "\x1bP+q544e\x1b\\\x1b[>1u\x1b[?2026h\x1b[?1$p\x1b[4:3;58:2::1:2:3m評\x1b[0m點\x1b[?2026l\x1b[2 q\x1b[4;7H"
        screen = Screen(20, 5, written.encode())
        self.assertEqual(screen.text(), "評點")
        self.assertEqual(screen.cursor(), (4, 7))
        self.assertEqual(Screen(4, 3, "一二三四".encode()).text(), "一二三四")


if __name__ == "__main__":
    unittest.main()
