#!/usr/bin/env python3
"""Has every article wrapped by the program at every width, and judged by check_wrap.py.

    judge_wrapping.py PINGDIAN CHECK_WRAP FOLDER...

Widths 20 to 160, ambiguous characters one and two cells wide, with and without a hanging mark. Fails on any fault, and
where the mean of widths 40 to 120 leaves more than 2% of the cells ragged.
"""
import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RAGGED = 0.02


def load(path):
    spec = importlib.util.spec_from_file_location("check_wrap", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


def main():
    program, judge, *folders = sys.argv[1:]
    check = load(judge)
    articles = [path for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    if not articles:
        sys.exit("no articles to judge")
    cases = [(a, w, amb, hang) for a in articles for w in range(20, 161) for amb in (1, 2) for hang in (False, True)]

    def judged(case):
        article, width, ambiguous, hanging = case
        command = [program, "show", str(article), "--width", str(width), "--ambiguous", "wide" if ambiguous == 2 else "narrow"]
        command += ["--hanging"] if hanging else []
        rendered = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        return case, check(article.read_text(encoding="utf-8"), rendered, width, ambiguous, hanging)

    faults, lines, ragged = 0, 0, {}
    with ThreadPoolExecutor(4) as pool:
        for (article, width, ambiguous, hanging), report in pool.map(judged, cases):
            lines += report["lines"]
            found = [f"{kind}: {one}" for kind in ("wide", "start", "end", "split") for one in report[kind]]
            found += [f"lost: {report['lost']}"] if report["lost"] else []
            faults += len(found)
            for fault in found[:3]:
                print(f"{article.name} width {width} ambiguous {ambiguous}{' hanging' if hanging else ''}: {fault}")
            if 40 <= width <= 120:
                ragged.setdefault((article.name, ambiguous), []).append(report["ragged"])
    means = {key: sum(values) / len(values) for key, values in ragged.items()}
    worst = max(means, key=means.get)
    print(f"{len(cases)} renderings, {lines} lines, {faults} faults; most ragged: {worst[0]} with {means[worst]:.2%}")
    if faults or means[worst] > RAGGED:
        sys.exit(1)


if __name__ == "__main__":
    main()
