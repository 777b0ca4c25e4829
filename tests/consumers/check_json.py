"""json: one document, by Python's own JSON; the same annotations as the lines of jsonl."""

import json

import hard

path, losses = hard.export("json")
document = json.loads(path.read_text(encoding="utf-8"))
found = []
for article in document["articles"]:
    named = {key: article[key] for key in ("id", "title", "uri")}
    for annotation in article["annotations"]:
        found.append({"attributes": {}, "links": [], **annotation, "article": named})
written = lambda annotations: [json.dumps(a, sort_keys=True) for a in annotations]
hard.same("annotations", written(found), written(hard.expected()))
assert not losses, losses
print(f"{len(found)} annotations, by json")
