"""ClaimReview: PyLD and rdflib read the JSON-LD with a small context of schema.org's; all that is asked for is there."""

import json
from pathlib import Path
from urllib.parse import unquote

import hard
from pyld import jsonld
from rdflib import RDF, Graph, Namespace

path, losses = hard.export("claimreview")
texts, expected = hard.texts(), hard.expected()
SCHEMA = Namespace("https://schema.org/")
CONTEXT = json.loads((Path(__file__).parent / "contexts" / "schema.jsonld").read_text(encoding="utf-8"))


def filled(a):
    return a["label"] == "claim" and a["source"].strip() and a["note"].strip() and a["attributes"].get("verdict")


document = json.loads(path.read_text(encoding="utf-8"))
assert document["@context"] == "https://schema.org"
document["@context"] = CONTEXT["@context"]
graph = Graph().parse(data=json.dumps(jsonld.expand(document)), format="json-ld")
reviews = list(graph.subjects(RDF.type, SCHEMA.ClaimReview))
found = []
for review in reviews:
    # What Google asks for, with the claimant and the words of the review.
    [claim] = graph.objects(review, SCHEMA.claimReviewed)
    [rating] = graph.objects(review, SCHEMA.reviewRating)
    [item] = graph.objects(review, SCHEMA.itemReviewed)
    [author] = graph.objects(review, SCHEMA.author)
    [claimant] = graph.objects(item, SCHEMA.author)
    [appearance] = graph.objects(item, SCHEMA.appearance)
    assert (rating, RDF.type, SCHEMA.Rating) in graph and (item, RDF.type, SCHEMA.Claim) in graph
    assert str(graph.value(item, SCHEMA.text)) == str(claim)
    found.append(tuple(str(said) for said in (
        str(review).removeprefix("urn:uuid:").replace("-", ""), claim, graph.value(review, SCHEMA.reviewBody),
        graph.value(rating, SCHEMA.alternateName), graph.value(claimant, SCHEMA.name), graph.value(author, SCHEMA.name),
        unquote(graph.value(review, SCHEMA.url) or ""), graph.value(review, SCHEMA.datePublished) or "",
        graph.value(appearance, SCHEMA.headline))))
wanted = [a for a in expected if filled(a)]
hard.same("reviews", found, [
    (a["id"], a["quote"], a["note"], a["attributes"]["verdict"], a["source"], a["reader"], a["attributes"].get("url", ""),
     a["attributes"].get("date", ""), a["article"]["title"]) for a in wanted])
claims = [a for a in expected if a["label"] == "claim"]
assert losses.get("annotations that are no claims", 0) == len(expected) - len(claims)
unfilled = [a for a in claims if not filled(a)]
for what, missing in (("claimant (their source)", lambda a: not a["source"]), ("review (their note)", lambda a: not a["note"]),
                      ("verdict (their attribute verdict)", lambda a: "verdict" not in a["attributes"])):
    assert losses.get(f"claims that lack a {what}", 0) == sum(missing(a) for a in unfilled), losses
assert found, "no claim of the hard library can go out"
print(f"{len(found)} reviews of {len(claims)} claims, by PyLD and rdflib; left out: {losses}")
