"""spaCy: Doc.from_json, its schema, and a DocBin there and back; every span says its words, in words and in characters."""

import json

import hard
import spacy
from spacy.tokens import Doc, DocBin

texts, expected = hard.texts(), hard.expected()
FIELDS = ("id", "label", "start", "end", "quote", "note", "source", "attributes", "reader", "links")
LINK = ("kind", "to", "note", "reader")


def whole(a):
    links = [[link[key] for key in LINK] for link in a["links"]]
    return json.dumps([links if key == "links" else a[key] for key in FIELDS])


said = []
for unit in ("word", "character"):
    path, losses = hard.export("spacy", "--tokens", unit)
    vocabulary = spacy.blank("xx").vocab
    bin = DocBin(store_user_data=True)
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines[:-1]:
        data = json.loads(line)
        doc = Doc(vocabulary).from_json(data, validate=True)
        assert doc.text == texts[data["meta"]["id"]]
        assert [(t.idx, t.idx + len(t)) for t in doc] == [(t["start"], t["end"]) for t in data["tokens"]]
        doc.user_data["meta"] = data["meta"]
        bin.add(doc)
    found, details, entities, tokens = [], [], 0, 0
    for doc in DocBin(store_user_data=True).from_bytes(bin.to_bytes()).get_docs(spacy.blank("zh").vocab):
        article = doc.user_data["meta"]
        tokens += len(doc)
        for span in doc.spans["sc"]:
            found.append((article["id"], span.kb_id_, span.label_, span.start_char, span.end_char, span.text))
        for a in article["annotations"]:
            attributes = {said["name"]: said["value"] for said in a["attributes"]}
            details.append(whole({**a, "attributes": attributes}))
        places = {(a["start"], a["end"], a["label"]) for a in article["annotations"]}
        assert all((e.start_char, e.end_char, e.label_) in places for e in doc.ents)
        entities += len(doc.ents)
        assert list(doc.sents)
    hard.same("spans", found, [
        (a["article"]["id"], a["id"], a["label"], a["start"], a["end"], a["quote"]) for a in expected])
    hard.same("annotations", details, [whole(a) for a in expected])
    assert len(expected) - entities == sum(losses.values()), losses
    said.append(f"{len(found)} spans and {entities} entities on {tokens} {unit}s")
print(f"{'; '.join(said)}; by spaCy {spacy.__version__}; left out: {losses}")
