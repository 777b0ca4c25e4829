"""Hugging Face: datasets loads the folder, its card telling the features, and every quote is at its code points."""

import json
import os

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"

import datasets
import hard
from huggingface_hub import DatasetCard

datasets.disable_progress_bars()
path, losses = hard.export("hf")
texts, expected = hard.texts(), hard.expected()
FIELDS = ("id", "label", "start", "end", "quote", "note", "source", "attributes", "reader")


def check(loaded):
    found, links = [], []
    for article in loaded:
        assert article["text"] == texts[article["id"]]
        for a in article["annotations"]:
            assert article["text"][a["start"]:a["end"]] == a["quote"]
            a["attributes"] = {said["name"]: said["value"] for said in a["attributes"]}
            found.append(json.dumps([article["id"], article["title"], article["uri"], *(a[key] for key in FIELDS)]))
            links += [(a["id"], link["to"], link["kind"], link["note"], link["reader"]) for link in a["links"]]
    hard.same("annotations", found, [
        json.dumps([*(a["article"][key] for key in ("id", "title", "uri")), *(a[key] for key in FIELDS)])
        for a in expected])
    hard.same("links", links, [
        (a["id"], link["to"], link["kind"], link["note"], link["reader"]) for a in expected for link in a["links"]])
    return len(found), len(links)


cache = str(hard.FOLDER / "cache")
loaded = datasets.load_dataset(str(path), cache_dir=cache, split="train")
said = check(loaded)
again = datasets.load_dataset("json", data_files=str(path / "data.jsonl"), cache_dir=cache, split="train",
                              features=loaded.features)
assert check(again) == said
card = DatasetCard.load(path / "README.md")
assert card.data.language == ["ja", "ko", "zh"] and card.data.to_dict()["configs"][0]["data_files"], card.data
for label in {a["label"] for a in expected}:
    times = sum(a["label"] == label for a in expected)
    assert any(line.endswith(f"| {times} |") for line in card.text.splitlines()), (label, times)
# Where nobody added a thing, the columns have their types all the same.
bare, _ = hard.export("hf", "--label", "fact", "--article", str(hard.FOLDER / "articles" / "simplified.txt"))
features = datasets.load_dataset(str(bare), cache_dir=cache + "-bare", split="train").features
assert features == loaded.features
assert not losses, losses
print(f"{said[0]} annotations, {said[1]} links, by datasets {datasets.__version__}")
