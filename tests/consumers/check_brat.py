"""brat: bioc's brat reader and its validator, and pybrat; the words at the fragments, notes, attributes, relations."""

import json

import hard
from bioc import brat
from pybrat.parser import BratParser

path, losses = hard.export("brat")
texts, expected = hard.texts(), hard.expected()


def words(comment):
    """A comment's words, of which the escapes are JSON's."""
    return json.loads('"' + comment.replace('"', '\\"') + '"')


found, attributes, links = [], [], []
for document in brat.listdir(path):
    article = int(document.id)
    assert document.text == texts[article]
    # Its validator joins fragments without the space that brat asks for; so the words are compared here.
    comments = {}
    for note in document.notes:
        comments[note.refid, note.type] = words(note.text)
    ids = {}
    for entity in document.entities:
        fragments = [document.text[place.begin:place.end] for place in sorted(entity.locations)]
        assert " ".join(fragments) == entity.text, entity
        said = lambda kind: comments.get((entity.id, kind), "")
        ids[entity.id] = said("Id")
        gap = document.text[entity.total_span[0]:entity.total_span[1]]
        found.append((said("Id"), article, entity.type, gap, said("AnnotatorNotes"), said("Source"), said("Reader")))
    for attribute in document.attributes:
        spelt = comments.get((attribute.id, "AnnotatorNotes"), f"{attribute.type}: {' '.join(attribute.attributes)}")
        attributes.append((ids[attribute.refid], spelt))
    for relation in document.relations:
        one, other = relation.arguments["Arg1"], relation.arguments["Arg2"]
        note = comments.get((relation.id, "AnnotatorNotes"), "")
        links.append((ids[one], ids[other], relation.type, note))

# brat stores letters, digits, - and _ alone; visual.conf says what they stand for.
labels = {}
for line in (path / "visual.conf").read_text(encoding="utf-8").splitlines():
    if " | " in line:
        stored, shown = line.split(" | ", 1)
        labels[shown.replace("｜", "|").replace("‹", "<").replace("›", ">")] = stored
hard.same("annotations", found, [
    (a["id"], a["article"]["id"], labels[a["label"]], a["quote"], a["note"], a["source"], a["reader"]) for a in expected])
hard.same("attributes", attributes, [
    (a["id"], f"{name}: {value}") for a in expected for name, value in a["attributes"].items()])
inside = {a["id"]: a["article"]["id"] for a in expected}
wanted = [(a["id"], link["to"], link["kind"], link["note"]) for a in expected for link in a["links"]
          if inside[a["id"]] == inside[link["to"]]]
hard.same("links", links, wanted)
assert sum(losses.values()) == sum(len(a["links"]) for a in expected) - len(wanted), losses

examples = BratParser(error="ignore").parse(str(path))
again = [(int(example.id), entity.type, tuple((s.start, s.end) for s in entity.spans))
         for example in examples for entity in example.entities]
assert len(again) == len(expected), again
for article, _, spans in again:
    assert all(start < end <= len(texts[article]) for start, end in spans)
assert sum(len(example.relations) for example in examples) == len(wanted)
print(f"{len(found)} annotations, {len(links)} links, by bioc and pybrat; left out: {losses}")
