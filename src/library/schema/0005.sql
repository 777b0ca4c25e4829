-- How many letters and ideographs of an article's newest text are read: images and notices left out. 0 where that was
-- not counted yet.
ALTER TABLE article ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;

-- The article that this one is nearly the same as, and how nearly, in percent.
ALTER TABLE article ADD COLUMN like_article INTEGER REFERENCES article (id) ON DELETE SET NULL;
ALTER TABLE article ADD COLUMN like_percent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_like ON article (like_article) WHERE like_article IS NOT NULL;

-- What an article's newest text is compared by: the sketch by which reprints are found, empty where the text is too
-- short for one, and the hashes of the lines that may be boilerplate, four bytes each, in order. The origin is the hash
-- of the site or folder whose articles are compared with each other.
CREATE TABLE examined (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    origin  INTEGER NOT NULL,
    sketch  BLOB    NOT NULL,
    lines   BLOB    NOT NULL
) STRICT;
CREATE INDEX examined_origin ON examined (origin, article);

-- Files that hold several articles each, whose own places are this URI and a fragment: how many were in it when it was
-- last read whole, and what it looked like then.
CREATE TABLE container (
    uri         TEXT    PRIMARY KEY NOT NULL,
    articles    INTEGER NOT NULL,
    file_bytes  INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files that are not articles of this library, why, and what they looked like then: they are not opened again until
-- they change. Where there is no reason, the article was deleted here.
CREATE TABLE refused (
    uri         TEXT    PRIMARY KEY NOT NULL,
    reason      TEXT,
    -- The version of the program that could not read it.
    program     TEXT    NOT NULL,
    file_bytes  INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Folders that are looked through again: by their URI, with the globs they were given with, a JSON array, and when that
-- was last done, empty where it never was.
CREATE TABLE folder (
    uri    TEXT PRIMARY KEY NOT NULL,
    globs  TEXT NOT NULL,
    looked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
