"""w3c: PyLD expands the document and drops no key; rdflib reads it as a graph, which is asked for the annotations."""

import json
import logging
from pathlib import Path

import hard
import rdflib
from pyld import jsonld

ADDRESS = "http://www.w3.org/ns/anno.jsonld"
context = json.loads((Path(__file__).parent / "contexts" / "anno.jsonld").read_text(encoding="utf-8"))

path, losses = hard.export("w3c")
document = json.loads(path.read_text(encoding="utf-8"))
assert document["@context"][0] == ADDRESS and not losses, losses


def load(address, options):
    assert address == ADDRESS, address
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}


dropped = []
options = {"documentLoader": load, "base": None}
expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
assert not dropped, dropped
# The same keys and values come back: nothing was dropped, nothing taken for something else.
compacted = jsonld.compact(expanded, document["@context"], {**options, "compactArrays": True})


def plain(value):
    """As compacting writes it: no list around one thing."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != "@context"}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(inner) for inner in value]
    return value


assert plain(compacted) == plain(document)

# rdflib would ask the network for the context; so it is put into the document.
logging.getLogger("rdflib").setLevel(logging.ERROR)
inlined = {**document, "@context": [context["@context"], *document["@context"][1:]]}
graph = rdflib.Graph().parse(data=json.dumps(inlined), format="json-ld")
OA, RDF = rdflib.Namespace("http://www.w3.org/ns/oa#"), rdflib.RDF
DCTERMS, FOAF = rdflib.DCTERMS, rdflib.FOAF
OWN = rdflib.Namespace("urn:x-pingdian:terms#")


def typed(node, kind):
    return (node, RDF.type, kind) in graph


def text(node, key):
    return str(graph.value(node, key, default=""))


def bodies(node, purpose):
    return [body for body in graph.objects(node, OA.hasBody) if (body, OA.hasPurpose, purpose) in graph]


def said(node, purpose):
    return "".join(text(body, RDF.value) for body in bodies(node, purpose))


expected, texts = hard.expected(), hard.texts()
names = {a["id"]: "urn:uuid:" + "-".join(
    (a["id"][:8], a["id"][8:12], a["id"][12:16], a["id"][16:20], a["id"][20:])) for a in expected}
numbers = {a["article"]["uri"]: a["article"]["id"] for a in expected}
found, links = [], []
for node in graph.subjects(RDF.type, OA.Annotation):
    creator = text(graph.value(node, DCTERMS.creator), FOAF.name)
    created = text(node, DCTERMS.created)
    target = graph.value(node, OA.hasTarget)
    if (node, OA.motivatedBy, OA.linking) in graph:
        kind = [str(kind).removeprefix(OWN) for kind in graph.objects(node, OA.motivatedBy) if kind != OA.linking]
        (beginning,) = bodies(node, OA.linking)
        links.append((text(beginning, OA.hasSource), str(target), *kind, said(node, OA.commenting), creator))
        continue
    source = graph.value(target, OA.hasSource)
    quote, position = None, None
    for selector in graph.objects(target, OA.hasSelector):
        if typed(selector, OA.TextQuoteSelector):
            quote = tuple(text(selector, key) for key in (OA.exact, OA.prefix, OA.suffix))
        if typed(selector, OA.TextPositionSelector):
            position = tuple(int(graph.value(selector, key)) for key in (OA.start, OA.end))
    number = numbers[str(source)]
    assert texts[number][slice(*position)] == quote[0], (quote, position)
    attributes = {text(body, OWN.attribute): text(body, RDF.value) for body in bodies(node, OWN.qualifying)}
    found.append((str(node), number, said(node, OA.tagging), *quote, *position, said(node, OA.commenting),
                  said(node, OWN.attributing), json.dumps(attributes, sort_keys=True), creator,
                  text(source, DCTERMS.title), created))


def moment(time):
    """A time as rdflib writes one."""
    return str(rdflib.Literal(time, datatype=rdflib.XSD.dateTime))


hard.same("annotations", found, [
    (names[a["id"]], a["article"]["id"], a["label"], a["quote"], a["prefix"], a["suffix"], a["start"], a["end"],
     a["note"], a["source"], json.dumps(a["attributes"], sort_keys=True), a["reader"], a["article"]["title"],
     moment(a["created"])) for a in expected])
hard.same("links", links, [
    (names[a["id"]], names[link["to"]], link["kind"], link["note"], link["reader"])
    for a in expected for link in a["links"]])
assert document["total"] == len(found) + len(links)
print(f"{len(found)} annotations, {len(links)} links, {len(graph)} statements, by PyLD {jsonld.__version__}"
      f" and rdflib {rdflib.__version__}")
