#!/usr/bin/env python3
"""Times full-screen programs side by side, each driven through a pseudo-terminal of its own.

    ptybench.py PROFILES.toml --corpus DIR [--scratch DIR] [--runs N] [--only NAME,…] [--json FILE]

A profile is one program in one scenario; benches/profiles.toml has some. The programs of a scenario take turns (A B A B …),
so that what slows the machine slows them all; a first round only fills the system's caches. Told are medians, in
milliseconds unless the name says otherwise:

    first_byte      from exec to the first byte
    frame           from exec to the first screen that shows the marker
    STEP            from the key, the burst of keys or the new size to the last byte of what it brings about
    STEP_first      to the first byte of it; of steps with keys
    STEP_p99        the time that 99 of 100 keys take no longer than
    STEP_bytes      bytes written for a key
    idle_wakeups_s  how often a second the program wakes while nothing happens
    rss_mb          most memory held at a time, MiB
    cpu_ms          processor time of the whole run

Of a profile: scenario, name, command, marker; size ([columns, rows], 120 by 40), env, limit (seconds to the marker, 60), steps,
idle (seconds), quit (keys, ["q"]). Of a step: name and either keys with count, burst with count, or resize; marker that
the screen must show after it; quiet (milliseconds without a byte that end an answer, 40), first and limit (seconds for its
first byte, 1, and for all of it, 60). {corpus} and {scratch} stand for these folders, \\xHH in keys for a byte.

Needs pyte from PyPI; rss_mb and idle_wakeups_s need Linux.
"""
import argparse
import json
import re
import shlex
import statistics
import tempfile
import time
import tomllib
from pathlib import Path

from driven import Driven


def typed(keys):
    """The bytes of keys as a profile writes them."""
    return re.sub(rb"\\x([0-9a-fA-F]{2})", lambda code: bytes.fromhex(code[1].decode()), keys.encode())


def milliseconds(begin, end):
    return (end - begin) * 1000


def keys_timed(program, step):
    """Figures of a step's keys, typed one after the other, each when the answer to the last is complete."""
    whole, first, sizes = [], [], []
    limit = step.get("limit", 60)
    for _ in range(step.get("count", 1)):
        pieces, size = len(program.times), len(program.written)
        sent = program.send(typed(step["keys"]))
        last = program.until_quiet(step.get("quiet", 40) / 1000, step.get("first", 1), limit)
        deadline = sent + limit
        # A slow program may pause before it shows what it was asked for.
        while last and "marker" in step and not program.screen().shows(step["marker"]) and time.perf_counter() < deadline and program.running:
            last = program.until_quiet(0.04, 1, limit) or last
        if last:
            whole.append(milliseconds(sent, last))
            first.append(milliseconds(sent, program.times[pieces]))
            sizes.append(len(program.written) - size)
    name = step["name"]
    if not whole:
        return {f"{name}_error": "nothing was written"}
    return {
        name: statistics.median(whole),
        f"{name}_p99": sorted(whole)[min(len(whole) - 1, len(whole) * 99 // 100)],
        f"{name}_first": statistics.median(first),
        f"{name}_bytes": statistics.median(sizes),
    }


def step_timed(program, step):
    name = step["name"]
    if "keys" in step:
        figures = keys_timed(program, step)
    else:
        if "burst" in step:
            sent = program.send(typed(step["burst"]) * step["count"])
            last = program.until_quiet(0.25, 5, step.get("limit", 60))
        else:
            sent = program.resize(*step["resize"])
            last = program.until_quiet(0.1, 1, step.get("limit", 60))
        figures = {name: milliseconds(sent, last)} if last else {f"{name}_error": "nothing was written"}
    if "marker" in step and not program.screen().shows(step["marker"]):
        figures[f"{name}_error"] = "the marker is not shown, but " + program.screen().text()[:120]
    return figures


def run(profile, folders):
    """Runs one profile once. Figures by their names; an error by the name `error` or STEP_error."""
    environment = {name: value.format(**folders) for name, value in profile.get("env", {}).items()}
    program = Driven(shlex.split(profile["command"].format(**folders)), *profile.get("size", [120, 40]), environment)
    figures = {}
    shown = program.until_shown(profile["marker"], profile.get("limit", 60))
    if program.times:
        figures["first_byte"] = milliseconds(program.started, program.times[0])
    if shown is None:
        figures["error"] = "the marker is not shown, but " + program.screen().text()[:200]
    else:
        figures["frame"] = milliseconds(program.started, shown)
        program.until_quiet(0.04, 0.3, 5)
        for step in profile.get("steps", []):
            figures |= step_timed(program, step)
        figures |= idle(program, profile.get("idle", 0))
    status, seconds = program.end([typed(one) for one in profile.get("quit", ["q"])])
    return figures | {"cpu_ms": seconds * 1000, "exit": status}


def idle(program, seconds):
    figures = {}
    woken = program.status("voluntary_ctxt_switches")
    if seconds and woken is not None:
        time.sleep(seconds)
        figures["idle_wakeups_s"] = (program.status("voluntary_ctxt_switches") - woken) / seconds
    kibibytes = program.status("VmHWM")
    return figures if kibibytes is None else figures | {"rss_mb": kibibytes / 1024}


def told(runs):
    """A profile's runs in a line: the median of each figure, and each error once."""
    parts = []
    for name in dict.fromkeys(name for figures in runs for name in figures if name != "exit"):
        values = [figures[name] for figures in runs if name in figures]
        parts.append(f"{name}: {values[0]}" if isinstance(values[0], str) else f"{name} {statistics.median(values):.2f}")
    return " · ".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("profiles", type=Path)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--scratch", help="a folder that the programs may fill; one of its own if none is given")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", type=lambda given: given.split(","), help="scenarios or programs, separated by commas")
    parser.add_argument("--json", type=Path, help="where to write every run's figures")
    given = parser.parse_args()
    folders = {"corpus": given.corpus, "scratch": given.scratch or tempfile.mkdtemp(prefix="ptybench-")}
    Path(folders["scratch"]).mkdir(parents=True, exist_ok=True)
    profiles = tomllib.loads(given.profiles.read_text(encoding="utf-8"))["profile"]
    if given.only:
        profiles = [one for one in profiles if {one["scenario"], one["name"]} & set(given.only)]
    results = []
    for scenario in dict.fromkeys(one["scenario"] for one in profiles):
        group = [{"scenario": scenario, "name": one["name"], "profile": one, "runs": []} for one in profiles if one["scenario"] == scenario]
        for turn in range(given.runs + 1):
            for one in group:
                figures = run(one["profile"], folders)
                if turn > 0:
                    one["runs"].append(figures)
        print(f"\n## {scenario}")
        for one in group:
            print(f"{one['name']:<14} {told(one['runs'])}", flush=True)
            results.append({key: one[key] for key in ("scenario", "name", "runs")})
    if given.json:
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
