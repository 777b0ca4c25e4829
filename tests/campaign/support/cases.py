"""A kind of fault is a list of cases, each with a seed of its own: runs them, counts, and tells every fault."""
import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .program import environment, run

# In memory where the system has such a place: thousands of libraries are made and thrown away.
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Case:
    """One case: its chance, a folder of its own, and what was found."""

    def __init__(self, kind, number, argument, options):
        self.argument, self.long = argument, options.long
        self.program = Path(options.program).resolve()
        self.random = random.Random(f"{kind} {options.seed} {number}")
        self.repeat = f"{kind}.py {options.program} --seed {options.seed} --case {number}" + (" --long" if options.long else "")
        self.figures, self.faults = Counter(), []
        self.folder = Path(tempfile.mkdtemp(prefix=f"pingdian-{kind}-", dir=SCRATCH))
        self.env = environment(self.folder / "home")

    def count(self, what, by=1):
        self.figures[what] += by

    def fault(self, where, words):
        self.faults.append(f"{self.argument}: {where}: {words}")

    def run(self, *arguments, **limits):
        """Runs a command of the program."""
        return run(self.program, arguments, limits.pop("env", self.env), **limits)


def carry_out(kind, number, argument, options, one):
    case = Case(kind, number, argument, options)
    try:
        one(case)
    except Exception:
        case.fault("the check itself failed", traceback.format_exc().replace("\n", "\n    "))
    finally:
        if not options.keep:
            shutil.rmtree(case.folder, ignore_errors=True)
    return case.figures, [f"FAULT {words}\n    again: {case.repeat}" for words in case.faults]


def main(kind, words, arguments, one):
    """Runs a kind from the command line. `arguments` gives the list of cases for the long or the short form."""
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("program")
    parser.add_argument("--long", action="store_true", help="more of everything")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="only this one")
    parser.add_argument("--jobs", type=int, default=1, help="how many cases at once")
    parser.add_argument("--keep", action="store_true", help="leave the folders of the cases for a look")
    options = parser.parse_args()
    chosen = [(number, argument) for number, argument in enumerate(arguments(options.long)) if options.case in (None, number)]
    begun, figures, faults = time.monotonic(), Counter(), 0
    with ProcessPoolExecutor(options.jobs) as pool:
        running = [pool.submit(carry_out, kind, number, argument, options, one) for number, argument in chosen]
        for ended in running:
            counted, found = ended.result()
            figures += counted
            faults += len(found)
            for fault in found:
                print(fault, flush=True)
    told = ", ".join(f"{count} {what}" for what, count in sorted(figures.items()))
    print(f"{kind}: {told}; {faults} faults in {time.monotonic() - begun:.0f} s")
    # A kind that has done nothing has shown nothing.
    sys.exit(1 if faults or not figures else 0)
