"""tsv: pandas."""

import tables

tables.check("tsv", sep="\t", encoding="utf-8")
