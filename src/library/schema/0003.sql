-- What is said of an annotation besides its label, as a JSON object of names and values: certainty is one of them.
ALTER TABLE annotation ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE annotation DROP COLUMN certainty;

-- The words as they were tagged, where the newest text has others in their place; NULL where it has them still.
ALTER TABLE annotation ADD COLUMN former_quote TEXT;

-- Who reads what, and who says what: asked for across the library.
CREATE INDEX annotation_reader ON annotation (reader);
CREATE INDEX annotation_source ON annotation (source) WHERE source <> '';

-- Links have names of their own, as annotations do: two readers may make the same one, and undo must know which it was.
DROP TABLE link;
CREATE TABLE link (
    id              TEXT PRIMARY KEY NOT NULL,
    from_annotation TEXT NOT NULL,
    to_annotation   TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('supports', 'contradicts', 'same')),
    note            TEXT NOT NULL,
    reader          TEXT NOT NULL,
    created         TEXT NOT NULL,
    modified        TEXT NOT NULL
) STRICT;
CREATE INDEX link_from ON link (from_annotation);
CREATE INDEX link_to ON link (to_annotation);

-- What a row of the history is about: before and after are an annotation or a link in JSON.
ALTER TABLE history ADD COLUMN about TEXT NOT NULL DEFAULT 'annotation' CHECK (about IN ('annotation', 'link'));

-- Spellings of a source that stand for another's name.
CREATE TABLE source_spelling (
    spelling TEXT PRIMARY KEY NOT NULL,
    name     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
