#!/usr/bin/env python3
"""Has every article wrapped by the program at every width, and judged by tools/check_wrap.py.

    judge_wrapping.py PINGDIAN FOLDER...

Widths 20 to 160, ambiguous characters one and two cells wide, with and without a hanging mark. Fails on any fault, and
where the mean of widths 40 to 120 leaves more than 2% of the cells ragged.
"""
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from check_wrap import judge  # noqa: E402

RAGGED = 0.02


def judged(case):
    program, article, width, ambiguous, hanging = case
    command = [program, "show", str(article), "--width", str(width), "--ambiguous", "wide" if ambiguous == 2 else "narrow"]
    command += ["--hanging"] if hanging else []
    rendered = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return judge(article.read_text(encoding="utf-8"), rendered, width, ambiguous, hanging)


def main():
    program, *folders = sys.argv[1:]
    articles = [path for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    if not articles:
        sys.exit("no articles to judge")
    cases = [(program, a, w, amb, hang) for a in articles for w in range(20, 161) for amb in (1, 2) for hang in (False, True)]
    faults, lines, ragged = 0, 0, {}
    with ProcessPoolExecutor() as pool:
        for (_, article, width, ambiguous, hanging), report in zip(cases, pool.map(judged, cases, chunksize=32)):
            lines += report.lines
            found = report.faults()
            faults += len(found)
            for kind, fault in found[:3]:
                print(f"{article.name} width {width} ambiguous {ambiguous}{' hanging' if hanging else ''}: {kind}: {fault}")
            if 40 <= width <= 120:
                ragged.setdefault((article.name, ambiguous), []).append(report.ragged)
    means = {key: sum(values) / len(values) for key, values in ragged.items()}
    worst = max(means, key=means.get)
    print(f"{len(articles)} articles, {len(cases)} renderings, {lines} lines, {faults} faults; most ragged: {worst[0]} with {means[worst]:.2%}")
    if faults or means[worst] > RAGGED:
        sys.exit(1)


if __name__ == "__main__":
    main()
