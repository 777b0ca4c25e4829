"""doccano: its own importer puts the file into its own database, and its spans say their words."""

import json
import sys
import sysconfig
import tempfile
from pathlib import Path
from unittest import mock

import hard

path, losses = hard.export("doccano")
sys.path.insert(0, str(Path(sysconfig.get_paths()["purelib"]) / "backend"))

# It comes as source alone, and is there for importing CoNLL, nothing else.
sys.modules["seqeval"] = sys.modules["seqeval.scheme"] = mock.MagicMock()

import django
from django.conf import settings

APPS = ["roles", "projects", "examples", "label_types", "labels", "data_import"]
DJANGO_APPS = ["contenttypes", "auth"]
folder = tempfile.mkdtemp(dir=hard.FOLDER)
settings.configure(
    INSTALLED_APPS=[*(f"django.contrib.{app}" for app in DJANGO_APPS), "polymorphic", "django_drf_filepond", *APPS],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    # The tables are made from the models: the migrations name apps that importing has no need of.
    MIGRATION_MODULES={app: None for app in [*APPS, *DJANGO_APPS, "django_drf_filepond"]},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
    BASE_DIR=folder,
    DJANGO_DRF_FILEPOND_UPLOAD_TMP=folder,
    DJANGO_DRF_FILEPOND_FILE_STORE_PATH=folder,
    ROLE_PROJECT_ADMIN="project_admin",
    ROLE_ANNOTATOR="annotator",
    ROLE_ANNOTATION_APPROVER="annotation_approver",
)
django.setup()

from data_import.datasets import load_dataset
from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION
from data_import.pipeline.readers import FileName
from django.contrib.auth.models import User
from django.core.management import call_command
from examples.models import Example
from labels.models import Relation, Span
from projects.models import ProjectType, SequenceLabelingProject

call_command("migrate", run_syncdb=True, verbosity=0)
user = User.objects.create(username="proof")
project = SequenceLabelingProject.objects.create(
    name="proof", project_type=ProjectType.SEQUENCE_LABELING, allow_overlapping=True, use_relation=True, created_by=user)
files = [FileName(str(path), path.name, path.name)]
dataset = load_dataset(RELATION_EXTRACTION, JSONL, files, project, encoding="utf_8")
dataset.save(user)
assert not dataset.errors, [str(error) for error in dataset.errors]

texts, expected = hard.texts(), hard.expected()
found, links, kept = [], [], {}
for example in Example.objects.all():
    article = example.meta["id"]
    assert example.text == texts[article]
    kept[article] = example.meta
    for span in Span.objects.filter(example=example):
        # “(words, start, end, label)”, as doccano cuts them out of its text.
        said = str(span)
        quote = said[1:said.rindex(f", {span.start_offset}, {span.end_offset}, ")]
        found.append((article, span.label.text, span.start_offset, span.end_offset, quote))
    for relation in Relation.objects.filter(example=example):
        links.append((relation.from_id.start_offset, relation.to_id.start_offset, relation.type.text, article))
hard.same("annotations", found, [
    (a["article"]["id"], a["label"], a["start"], a["end"], a["quote"]) for a in expected])
hard.same("metadata", [
    json.dumps([said[key] for key in ("id", "quote", "note", "source", "attributes", "reader")])
    for meta in kept.values() for said in meta["annotations"]
], [
    json.dumps([a[key] for key in ("id", "quote", "note", "source", "attributes", "reader")]) for a in expected])
by_id = {a["id"]: a for a in expected}
inner = [(a, by_id[link["to"]], link) for a in expected for link in a["links"]
         if by_id[link["to"]]["article"] == a["article"]]
hard.same("links", links, [(a["start"], b["start"], link["kind"], a["article"]["id"]) for a, b, link in inner])
hard.same("notes on links", [said["note"] for meta in kept.values() for said in meta["links"]],
          [link["note"] for _, _, link in inner])
print(f"{len(found)} annotations, {len(links)} links, by doccano's importer; left out: {losses}")
