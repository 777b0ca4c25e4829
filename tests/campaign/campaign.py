#!/usr/bin/env python3
"""Runs the kinds of the campaign and tells in a table what each did.

In the short form two kinds run at a time; in the long form one, with two of its cases at a time.
"""
import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The kinds, the slowest first, so that none is left to run alone.
KINDS = (
    "kills", "calls", "growth", "keys", "damage", "inputs", "power", "environment", "network", "together", "full_disk", "exports",
)
PROCESSES = 2
# Seconds after which a kind is ended and has failed.
SHORT_LIMIT, LONG_LIMIT = 300, 3600
# How many lines of faults are shown of a kind; all are in its file.
SHOWN = 40


def main():
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--long", action="store_true", help="at least 10,000 kills, 300 damaged libraries, more of everything")
    parser.add_argument("--only", action="append", choices=KINDS, help="this kind; may be given more than once")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    waiting = [kind for kind in KINDS if not options.only or kind in options.only]
    told = Path(tempfile.mkdtemp(prefix="pingdian-campaign-"))
    limit = LONG_LIMIT if options.long else SHORT_LIMIT
    side_by_side = 1 if options.long or len(waiting) == 1 else PROCESSES
    running, table, begun = {}, {}, time.monotonic()
    while waiting or running:
        while waiting and len(running) < side_by_side:
            kind = waiting.pop(0)
            command = [sys.executable, f"{kind}.py", options.program, "--seed", str(options.seed)]
            command += ["--jobs", str(PROCESSES // side_by_side)] + ["--long"] * options.long
            with (told / kind).open("wb") as file:
                running[kind] = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True), time.monotonic()
        time.sleep(0.2)
        for kind, (process, since) in list(running.items()):
            status = process.poll()
            if status is None and time.monotonic() - since > limit:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                status = "late"
            if status is not None:
                del running[kind]
                table[kind] = tell(kind, status, (told / kind).read_text("utf-8", "replace").splitlines(), limit)
    print()
    for kind, (passed, figures) in table.items():
        print(f"{'passed' if passed else 'FAILED'}  {figures}")
    passed = sum(passed for passed, _ in table.values())
    print(f"all words of the kinds are in {told}; {time.monotonic() - begun:.0f} s")
    print(f"{passed} passed, {len(table) - passed} failed")
    sys.exit(passed != len(table))


def tell(kind, status, lines, limit):
    """Prints the faults of a kind; whether it passed, and its figures."""
    figures = lines[-1] if lines and lines[-1].startswith(f"{kind}: ") else f"{kind}: ended without figures"
    if status == "late":
        figures = f"{kind}: not done after {limit} s"
    if status:
        print("\n".join(lines[:SHOWN]))
    print(figures, flush=True)
    return status == 0, figures


if __name__ == "__main__":
    main()
