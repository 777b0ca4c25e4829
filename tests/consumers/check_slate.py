"""SLATE: its own data classes and configuration read the folder; each item's characters are the passage's."""

import argparse
import os

import hard
from slate.config import Config
from slate.data import Datum, process_fileinfo

path, losses = hard.export("slate")
texts, expected = hard.texts(), hard.expected()
arguments = argparse.Namespace(
    ann_scope="character", ann_type="categorical", config_file=str(path / "slate.config"), overwrite=True)
config = Config(arguments, {})
os.chdir(path)


def fit(label):
    return "_".join(label.split())


found = set()
for name, _, output, others in process_fileinfo(open("files.txt").read().splitlines(), config):
    article = int(name.removesuffix(".txt"))
    datum = Datum(name, config, output, others)
    assert datum.doc.raw_text == texts[article]
    # Where the tokens that SLATE splits its lines into stand in the text.
    starts, at = [], 0
    for line in datum.doc.lines:
        cursor, row = at, []
        for token in datum.doc.tokens[len(starts)]:
            cursor = texts[article].index(token, cursor)
            row.append(cursor)
            cursor += len(token)
        starts.append(row)
        at += len(line) + 1
    for item in datum.annotations:
        [span] = item.spans
        assert datum.doc.valid_pos(span.start) and datum.doc.valid_pos(span.end), item
        ends = [starts[line][token] + character for line, token, character in (span.start, span.end)]
        quote = texts[article][ends[0]:ends[1] + 1]
        # Label by label: an item of the file has all that stand on its span.
        for label in item.labels:
            assert label in config.labels and config.get_color_for_label(label), label
            found.add((article, label, ends[0], ends[1] + 1, quote))
wanted = [(a["article"]["id"], fit(a["label"]), a["start"], a["end"], a["quote"]) for a in expected]
hard.same("annotations", found, set(wanted))
assert losses.pop("annotations with the passage and the label of another", 0) == len(wanted) - len(set(wanted))
assert losses.get("links between annotations, for which it has no place", 0) == sum(len(a["links"]) for a in expected)
assert losses.get("notes", 0) == sum(bool(a["note"]) for a in expected)
assert losses.get("sources", 0) == sum(bool(a["source"]) for a in expected)
assert losses.get("attributes", 0) == sum(len(a["attributes"]) for a in expected)
keys = [config.labels[label][0] for label in config.labels]
assert len(set(keys)) == len(keys) and all(config.get_label_for_input(key) for key in keys)
assert config.labels["claim"][0] == ("SPACE", "c")
print(f"{len(found)} labels on passages, {len(config.labels)} keys, by SLATE; left out: {losses}")
