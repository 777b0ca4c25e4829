"""jsonl: Python's own JSON, line by line; the quote at its code points, its surroundings, attributes and links."""

import hard

texts, annotations = hard.texts(), hard.expected()
hard.same(
    "annotations",
    [(a["label"], a["quote"], a["note"], a["source"], a["reader"]) for a in annotations],
    [(label, quote, note, source, hard.READERS[reader])
     for reader, _, label, quote, note, source in hard.ANNOTATIONS],
)
for a in annotations:
    text = texts[a["article"]["id"]]
    assert text[a["start"]:a["end"]] == a["quote"], a
    assert text[:a["start"]].endswith(a["prefix"]) and text[a["end"]:].startswith(a["suffix"]), a
by_id = {a["id"]: a for a in annotations}
hard.same(
    "links",
    [(a["quote"], by_id[link["to"]]["quote"], link["kind"], link["note"]) for a in annotations for link in a["links"]],
    [(hard.ANNOTATIONS[one][3], hard.ANNOTATIONS[other][3], kind, note) for one, other, kind, note in hard.LINKS],
)
hard.same(
    "attributes",
    [(a["quote"], tuple(a["attributes"].items())) for a in annotations if a["attributes"]],
    [(hard.ANNOTATIONS[place][3], tuple(sorted(said.items()))) for place, said in hard.ATTRIBUTES.items()],
)
print(f"{len(annotations)} annotations, {sum(len(a['links']) for a in annotations)} links, by json")
