"""UIMA: dkpro-cassis reads type system and XMI; every passage covers its words, by UTF-16 offsets."""

import json
import re
import warnings
from xml.etree import ElementTree

import cassis
import hard

warnings.simplefilter("error")
path, losses = hard.export("uima")
texts, expected = hard.texts(), hard.expected()
# What XML 1.0 cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def held(text):
    return ILLEGAL.sub("\ufffd", text)


with open(path / "TypeSystem.xml", "rb") as file:
    types = cassis.load_typesystem(file)
# A relation layer, as INCEpTION takes it: two features that are no strings, with these names and one span layer for range.
relation = [f for f in types.get_type("pingdian.Relation").features if f.rangeType.name != "uima.cas.String"]
assert {(f.name, f.rangeType.name) for f in relation} == {
    (end, "pingdian.Passage") for end in ("Governor", "Dependent")}, relation
passage = types.get_type("pingdian.Passage")
assert all(f.rangeType.name == "uima.cas.String" for f in passage.features)
described = {f.name: f.description for f in passage.features}
PLAIN = {"label", "note", "source", "reader", "created", "modified", "identifier"}
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"

found, links, replaced = [], [], 0
for file in sorted(path.glob("*.xmi")):
    article = int(file.stem)
    cas = cassis.load_cas_from_xmi(file, typesystem=types)
    text = cas.sofa_string
    assert text == held(texts[article]), file
    [metadata] = cas.select("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData")
    assert (metadata.begin, metadata.end, metadata.documentId) == (0, len(text), str(article))
    for said in cas.select("pingdian.Passage"):
        attributes = {described[name]: getattr(said, name) for name in set(described) - PLAIN
                      if getattr(said, name) is not None}
        found.append(json.dumps([
            article, said.identifier, said.label, said.begin, said.end, said.get_covered_text(), said.note or "",
            said.source or "", said.reader, said.created, said.modified, attributes], sort_keys=True))
    for link in cas.select("pingdian.Relation"):
        assert (link.begin, link.end) == (link.Dependent.begin, link.Dependent.end)
        links.append((link.Governor.identifier, link.Dependent.identifier, link.kind, link.note or "", link.reader))
    sentences = list(cas.select(f"{SEGMENTATION}.Sentence"))
    tokens = [t for s in sentences for t in cas.select_covered(f"{SEGMENTATION}.Token", s)]
    assert len(tokens) == len(list(cas.select(f"{SEGMENTATION}.Token")))
    for parts in (sentences, tokens):
        assert all(one.end <= other.begin for one, other in zip(parts, parts[1:]))
    assert all(t.get_covered_text() and not any(c.isspace() for c in t.get_covered_text()) for t in tokens)
    # The offsets of the file itself, in UTF-16.
    units = text.encode("utf-16-le")
    for element in ElementTree.parse(file).iter("{http:///pingdian.ecore}Passage"):
        begin, end = int(element.get("begin")), int(element.get("end"))
        quote = next(a["quote"] for a in expected if a["id"] == element.get("identifier"))
        assert units[2 * begin:2 * end].decode("utf-16-le") == held(quote), element.attrib
    replaced += len(ILLEGAL.findall(texts[article]))
hard.same("annotations", found, [
    json.dumps([a["article"]["id"], a["id"], a["label"], a["start"], a["end"], held(a["quote"]), held(a["note"]),
                a["source"], a["reader"], a["created"], a["modified"], a["attributes"]], sort_keys=True) for a in expected])
inside = {a["id"]: a["article"]["id"] for a in expected}
all_links = [(a["id"], link["to"], link["kind"], link["note"], link["reader"]) for a in expected for link in a["links"]]
inner = [link for link in all_links if inside[link[0]] == inside[link[1]]]
hard.same("links", links, inner)
replaced += sum(len(ILLEGAL.findall(said)) for a in expected for said in (
    a["note"], a["source"], a["label"], *a["attributes"].values()))
replaced += sum(len(ILLEGAL.findall(a["title"])) for a in {a["article"]["id"]: a["article"] for a in expected}.values())
assert sorted(losses.values()) == sorted(filter(None, [replaced, len(all_links) - len(inner)])), (losses, replaced)
print(f"{len(found)} annotations, {len(links)} links, by dkpro-cassis; left out: {losses}")
