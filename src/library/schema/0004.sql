-- What an article's source says about it; empty where it says nothing. Published: a date, or a date and time, ISO 8601.
ALTER TABLE article ADD COLUMN byline TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN published TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN language TEXT NOT NULL DEFAULT '';

-- The blocks of a text that was drawn out of another format than plain text, where they cannot be found again. A table
-- of its own, since what stands behind a long text in a row is slow to come to.
CREATE TABLE revision_blocks (
    revision INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
    blocks   BLOB NOT NULL
) STRICT;
