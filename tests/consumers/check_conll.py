"""CoNLL: conllu reads words and characters; labels are strict BIO, and offsets give the passages back."""

import conllu
import hard

OVERLAPPING = "annotations that overlap a longer one, or one as long before them"


def label(name):
    return "_".join(name.split())


texts, expected = hard.texts(), hard.expected()
said = []
for unit in ("word", "character"):
    path, losses = hard.export("conll", "--tokens", unit)
    with open(path, encoding="utf-8") as file:
        sentences = list(conllu.parse_incr(file))
    kept, labels, parts, last = {}, {}, 0, {}
    for sentence in sentences:
        article = int(sentence.metadata["sent_id"].split("-")[0])
        text = texts[article]
        for place, token in enumerate(sentence, 1):
            start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
            assert token["id"] == place and token["form"] == text[start:end], token
            assert last.get(article, 0) <= start
            # Nothing but white space between tokens.
            assert not text[last.get(article, 0):start].strip(), (article, start)
            last[article] = end
            name = token["misc"].get("Annotation")
            assert (name is None) == (token["pingdian:label"] == "O")
            if name:
                place = kept.setdefault((article, name), [start, end])
                place[1] = end
                labels[name] = token["pingdian:label"][2:]
        before = (None, None)
        for token in sentence:
            mark, _, tag = token["pingdian:label"].partition("-")
            now = (token["misc"].get("Annotation"), tag)
            # A part goes on where the annotation does, and begins wherever another, or a sentence, does.
            assert mark == ("O" if now[0] is None else "I" if now == before else "B"), token
            parts += mark == "B"
            before = now
    by_id = {a["id"]: a for a in expected}
    for (article, name), (start, end) in kept.items():
        annotation = by_id[name]
        assert article == annotation["article"]["id"] and labels[name] == label(annotation["label"])
        assert texts[article][start:end] == annotation["quote"], (annotation, start, end)
    for article in texts:
        assert not texts[article][last[article]:].strip()
    lost = [a for a in expected if (a["article"]["id"], a["id"]) not in kept]
    assert len(lost) == losses.get(OVERLAPPING, 0), (lost, losses)
    for a in lost:
        assert any(a["article"] == b["article"] and a["start"] < b["end"] and b["start"] < a["end"]
                   and b["end"] - b["start"] >= a["end"] - a["start"] and b not in lost for b in expected), a
    assert losses.get("links between annotations, for which it has no column", 0) == sum(len(a["links"]) for a in expected)
    held = [a for a in expected if a not in lost]
    for words in ("note", "source"):
        assert losses.get(f"{words}s", 0) == sum(bool(a[words]) for a in held)
    assert losses.get("attributes", 0) == sum(len(a["attributes"]) for a in held)
    said.append(f"{sum(map(len, sentences))} {unit}s with {len(kept)} annotations, {parts} parts")
print(f"{'; '.join(said)}; by conllu; left out: {losses}")
