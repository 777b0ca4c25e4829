"""label-studio: the SDK's converter reads tasks and interface; its interface knows every label and value."""

import json

import hard
from label_studio_sdk.converter.converter import Converter, Format
from label_studio_sdk.label_interface import LabelInterface

path, losses = hard.export("label-studio")
texts, expected = hard.texts(), hard.expected()
converter = Converter(str(path / "labeling_config.xml"), str(path), download_resources=False)
found, said, attributes = [], [], []
for item in converter.iter_from_json_file(str(path / "tasks.json")):
    text, output = item["input"]["text"], item["output"]
    assert text == texts[item["id"]]
    for region in output["label"]:
        assert text[region["start"]:region["end"]] == region["text"], region
        (label,) = region["labels"]
        found.append((item["id"], label, region["start"], region["end"], region["text"]))
    for name in ("note", "source"):
        said += [(name, region["start"], *region["text"]) for region in output.get(name, [])]
    for name in [name for name in output if name.startswith("attribute_")]:
        attributes += [(name, region["start"], *region["choices"]) for region in output[name]]
hard.same("annotations", found, [
    (a["article"]["id"], a["label"], a["start"], a["end"], a["quote"]) for a in expected])
hard.same("notes and sources", said, [
    (name, a["start"], a[name]) for a in expected for name in ("note", "source") if a[name]])
hard.same("attributes", attributes, [
    (f"attribute_{name}", a["start"], value) for a in expected for name, value in a["attributes"].items()])

# It makes its other formats of them, one line a reader and article.
converter.convert(str(path / "tasks.json"), str(hard.FOLDER / "min"), Format.JSON_MIN, is_dir=False)
lines = json.loads((hard.FOLDER / "min" / "result.json").read_text(encoding="utf-8"))
assert sum(len(line["label"]) for line in lines) == len(expected)

# What the converter passes over: identifiers, readers, relations.
tasks = json.loads((path / "tasks.json").read_text(encoding="utf-8"))
results = [(own["reader"], result) for task in tasks for own in task["annotations"] for result in own["result"]]
hard.same("readers", [(result["id"], reader, result["meta"]["reader"])
                      for reader, result in results if result["type"] == "labels"],
          [(a["id"], a["reader"], a["reader"]) for a in expected])
by_id = {a["id"]: a for a in expected}
wanted = [(a["id"], link["to"], link["kind"]) for a in expected for link in a["links"]
          if by_id[link["to"]]["article"] == a["article"] and by_id[link["to"]]["reader"] == a["reader"]]
hard.same("links", [(result["from_id"], result["to_id"], result["labels"][0])
                    for _, result in results if result["type"] == "relation"], wanted)
# Its interface takes every result: the control is there, of that type, and has that label or choice.
interface = LabelInterface((path / "labeling_config.xml").read_text(encoding="utf-8"))
for task in tasks:
    assert interface.validate_task({"id": task["id"], "data": task["data"]}), task
    for own in task["annotations"]:
        assert interface.validate_annotation(own), own
print(f"{len(found)} annotations, {len(wanted)} links, by label-studio-sdk's converter and interface; left out: {losses}")
