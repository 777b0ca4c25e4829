#!/usr/bin/env python3
"""Has readers compared by the program, and every measure judged by scikit-learn, krippendorff and scipy.

    judge_agreement.py PINGDIAN

Random articles and annotations from fixed seeds, and cases in which a measure is undefined. Annotations come in by
`annotate`, by `import-annotations`, and as files. Labels of units are worked out here anew from the annotations; all
numbers must agree to 1e-9.
"""
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import krippendorff
import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching
from sklearn.metrics import cohen_kappa_score, confusion_matrix

A, B = "甲", "乙"
NONE = "∅"
LABELS = ["claim", "fact", "opinion", "傳聞"]
CASES = 56
# How data sets are made, by turns.
KINDS = ["any", "sentences", "alike", "one label", "everything one label", "one article", "strangers"]


class Program:
    """The program, with a library of its own in a folder."""

    def __init__(self, path, folder):
        self.path, self.folder = path, Path(folder)
        (self.folder / "config.toml").write_text('reader = "甲"\n', encoding="utf-8")

    def run(self, *arguments):
        command = [self.path, "--library", self.folder / "library", "--config", self.folder / "config.toml", *arguments]
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"]}
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", env=environment)
        if done.returncode:
            sys.exit(f"{arguments}: {done.stderr}")
        return done.stdout


def article(chance, number):
    sentences = []
    for _ in range(chance.randint(1, 12)):
        length = chance.randint(1, 14)
        sentences.append("".join(chance.choice("河水漲了石橋斷開老人說沒有見過 ，") for _ in range(length)).strip(" ，") or "雨")
    text = ""
    for sentence in sentences:
        text += sentence + chance.choice("。。。？") + ("\n\n" if chance.random() < 0.3 else "")
    return f"第{number}篇\n\n{text.strip()}\n"


def marks(chance, text, kind, label):
    """Annotations of one reader: (start, end, label), start and end on characters that are not blank."""
    whole = [place for place, character in enumerate(text) if not character.isspace()]
    if kind == "everything one label":
        return [(0, len(text.rstrip()), label)]
    found = []
    for _ in range(chance.randint(1, 8)):
        start = chance.choice(whole)
        end = min(start + chance.randint(1, 12), whole[-1] + 1)
        if kind == "sentences":
            start = max((text.rfind(mark, 0, start) for mark in "。？\n"), default=-1) + 1
            end = min((place for place in (text.find(mark, start) for mark in "。？\n") if place >= 0), default=len(text) - 1) + 1
        if text[start:end].strip():
            found.append((start, end, label if kind == "one label" else chance.choice(LABELS)))
    return found or [(whole[0], whole[0] + 1, label)]


def lines(texts, marked, reader, first):
    """The annotations as lines to be imported."""
    for index, found in enumerate(marked):
        for number, (start, end, label) in enumerate(found):
            yield json.dumps({
                "id": f"{first:08x}{index:012x}{number:012x}", "label": label, "reader": reader, "quote": texts[index][start:end],
                "start": start, "end": end, "article": {"title": f"第{index}篇"},
            }, ensure_ascii=False)


def label_at(found, place):
    over = [(end - start, start, label) for start, end, label in found if start <= place < end]
    return min(over)[2] if over else NONE


def sentence_label(found, text, start, end, presence):
    labels = [label_at(found, place) for place in range(start, end) if not text[place].isspace()]
    counts = Counter(label for label in labels if label != NONE or not presence)
    if not counts:
        return NONE
    most = max(counts.values())
    winners = [label for label, count in counts.items() if count == most]
    given = [label for label in winners if label != NONE]
    return min(given, key=labels.index) if given else NONE


def pairs(a, b, answers):
    """The size of a greatest one-to-one pairing."""
    if not a or not b:
        return 0
    graph = csr_matrix([[int(answers(one, other)) for other in b] for one in a])
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def kappa(a, b):
    value = cohen_kappa_score(a, b)
    return None if math.isnan(value) else float(value)


def alpha(a, b):
    names = sorted(set(a) | set(b))
    numbers = numpy.array([[names.index(label) for label in labels] for labels in (a, b)], dtype=float)
    try:
        return float(krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal"))
    except ValueError:
        # It refuses what has no more than one label.
        return None


def same(ours, judged):
    return ours is judged if ours is None or judged is None else abs(ours - judged) <= 1e-9


def judge(told, texts, a, b, by, presence):
    """What is wrong with what the program told."""
    faults = []
    index = {one["id"]: int(one["title"][1:-1]) for one in told["articles"]}
    listed = [(index[unit["article"]], unit["start"], unit["end"], unit["a"] or NONE, unit["b"] or NONE) for unit in told["unit_list"]]
    for number, start, end, *ours in listed:
        if by == "character" and end - start != 1:
            faults.append(f"a character of {end - start}")
        judged = [sentence_label(marked[number], texts[number], start, end, presence) for marked in (a, b)]
        if ours != judged:
            faults.append(f"the unit {number} {start}..{end} has {ours}, and should have {judged}")
    covered = Counter((number, place) for number, start, end, *_ in listed for place in range(start, end))
    wanted = {(number, place) for number in index.values() for place, character in enumerate(texts[number]) if not character.isspace()}
    if max(covered.values(), default=0) > 1 or not wanted <= covered.keys():
        faults.append("the units are not the text, once")
    ours, theirs = [unit[3] for unit in listed], [unit[4] for unit in listed]
    names = sorted(set(ours) | set(theirs))
    table = {(cell["a"] or NONE, cell["b"] or NONE): cell["units"] for cell in told["confusion"]}
    matrix = confusion_matrix(ours, theirs, labels=names)
    judged = {(names[row], names[column]): int(count) for (row, column), count in numpy.ndenumerate(matrix) if count}
    if table != judged:
        faults.append(f"the confusion is {table}, and should be {judged}")
    agreed = sum(one == other for one, other in zip(ours, theirs))
    measures = {"units": len(ours), "agreed": agreed, "share": agreed / len(ours), "kappa": kappa(ours, theirs), "alpha": alpha(ours, theirs)}
    ways = {
        "exact": lambda one, other: one == other,
        "passage": lambda one, other: one[:2] == other[:2],
        "overlapping": lambda one, other: one[2] == other[2] and one[0] < other[1] and other[0] < one[1],
    }
    count_a, count_b = (sum(len(marked[number]) for number in index.values()) for marked in (a, b))
    for way, answers in ways.items():
        paired = sum(pairs(a[number], b[number], answers) for number in index.values())
        measures[f"{way} pairs"] = paired
        measures[f"{way} recall"] = paired / count_a if count_a else None
        measures[f"{way} precision"] = paired / count_b if count_b else None
        measures[f"{way} f1"] = 2 * paired / (count_a + count_b) if count_a + count_b else None
    for name, value in measures.items():
        way, _, part = name.partition(" ")
        told_value = told["annotations"][way][part] if part else told[name]
        if not same(told_value, value):
            faults.append(f"{name} is {told_value}, and should be {value}")
    return faults, measures


def case(path, seed):
    chance, kind = random.Random(seed), KINDS[seed % len(KINDS)]
    texts = [article(chance, number) for number in range(1 if kind == "one article" else chance.randint(1, 4))]
    label = chance.choice(LABELS)
    a = [marks(chance, text, kind, label) for text in texts]
    b = a if kind == "alike" else [marks(chance, text, kind, label) for text in texts]
    if kind == "strangers":
        b = [[] for _ in texts]
        b[0] = [(0, 1, label)]
    reports = []
    with tempfile.TemporaryDirectory() as folder:
        program = Program(path, folder)
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        program.run("add", *(Path(folder) / f"{number}.txt" for number in range(len(texts))))
        file_a, file_b = Path(folder) / "a.jsonl", Path(folder) / "b.jsonl"
        file_a.write_text("\n".join(lines(texts, a, A, seed)), encoding="utf-8")
        file_b.write_text("\n".join(lines(texts, b, B, 1000 + seed)), encoding="utf-8")
        if seed % 4 == 1:
            for number, found in enumerate(a):
                for start, end, given in found:
                    if given in LABELS[:3]:
                        program.run("annotate", Path(folder) / f"{number}.txt", "--label", given, "--start", start, "--end", end)
            a = [[mark for mark in found if mark[2] in LABELS[:3]] for found in a]
            if not any(a):
                return []
        else:
            program.run("import-annotations", file_a)
        program.run("import-annotations", file_b)
        sides = (A, file_b) if seed % 3 == 0 else (A, B)
        for options in (["--by", "sentence"], ["--by", "sentence", "--presence"], ["--by", "character"]):
            told = json.loads(program.run("compare", *sides, "--all", "--format", "json", "--list-units", *options))
            faults, measures = judge(told, texts, a, b, options[1], len(options) > 2)
            reports.append((f"{kind}, seed {seed}, {' '.join(options[1:])}", faults, measures))
    return reports


def main():
    (path,) = sys.argv[1:]
    # scikit-learn warns where a measure is undefined, which is what is asked of it here.
    warnings.simplefilter("ignore")
    with ThreadPoolExecutor(2) as pool:
        reports = [report for found in pool.map(lambda seed: case(path, seed), range(CASES)) for report in found]
    faults = 0
    for name, found, _ in reports:
        faults += len(found)
        for fault in found[:3]:
            print(f"{name}: {fault}")
    undefined = {name: sum(measures[name] is None for *_, measures in reports) for name in ("kappa", "alpha")}
    units = sum(measures["units"] for *_, measures in reports)
    print(f"{len(reports)} comparisons of {units} units, {faults} faults; undefined: {undefined}")
    if faults or not all(undefined.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
