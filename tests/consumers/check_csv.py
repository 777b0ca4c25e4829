"""csv: pandas."""

import tables

tables.check("csv", sep=",", encoding="utf-8-sig")
