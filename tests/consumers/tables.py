"""What the checks of csv and tsv share."""

import json
import re

import hard
import pandas

# What the program puts an apostrophe before: see src/export/formula.rs.
DANGEROUS = re.compile(r"[\s\x00-\x1f\x7f-\x9f'\"‘’“”＇＂\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|.*?\t|.*?\n")


def original(cell):
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell[1:]) else cell


def check(format, **reading):
    path, losses = hard.export(format)
    table = pandas.read_csv(path, dtype=str, keep_default_na=False, **reading)
    texts, found = hard.texts(), []
    for row in table.itertuples():
        quote, article = original(row.quote), int(row.article_id)
        assert texts[article][int(row.start):int(row.end)] == quote, row
        attributes = json.loads(row.attributes or "{}")
        found.append((row.id, article, row.label, quote, original(row.note), original(row.source), row.reader,
                      original(row.prefix), original(row.suffix), json.dumps(attributes)))
    expected = hard.expected()
    hard.same("annotations", found, [
        (a["id"], a["article"]["id"], a["label"], a["quote"], a["note"], a["source"], a["reader"], a["prefix"],
         a["suffix"], json.dumps(a["attributes"])) for a in expected])
    assert sum(losses.values()) == sum(len(a["links"]) for a in expected), losses
    print(f"{len(found)} annotations, by pandas {pandas.__version__}; left out: {sum(losses.values())} links")
