-- The first schema. Offsets are bytes of the revision's text, times RFC 3339 in UTC with milliseconds.

-- An article as the list shows it. AUTOINCREMENT: people and scripts name articles by number, so that the number of
-- a deleted article must not come to mean another.
CREATE TABLE article (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uri      TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    script   TEXT    NOT NULL,
    hidden   INTEGER NOT NULL DEFAULT 0,
    added    TEXT    NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    read_to  INTEGER NOT NULL DEFAULT 0,
    bytes    INTEGER NOT NULL,
    -- The revision now shown; no foreign key, since each needs the other first and both are written together.
    revision INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One state of an article's text. The text comes last: what stands before it is read without touching it.
CREATE TABLE revision (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    hash    BLOB    NOT NULL,
    added   TEXT    NOT NULL,
    text    BLOB    NOT NULL
) STRICT;
CREATE INDEX revision_article ON revision (article);
CREATE INDEX revision_hash ON revision (hash);

-- Every place an article came from, its own and those of files with the same words. Size and time are the file's
-- when it was last read, so that an unchanged file need not be read again.
CREATE TABLE article_uri (
    uri         TEXT    PRIMARY KEY NOT NULL,
    article     INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL,
    file_bytes  INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_uri_article ON article_uri (article);

-- A label on a span. The columns from source_kind to event are kept for readers who record them.
CREATE TABLE annotation (
    id          TEXT    PRIMARY KEY NOT NULL,
    article     INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    label       TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    source_kind TEXT    CHECK (source_kind IN ('author', 'named', 'organisation', 'vague')),
    certainty   TEXT,
    as_of       TEXT,
    value       TEXT,
    event       TEXT,
    reader      TEXT    NOT NULL,
    created     TEXT    NOT NULL,
    modified    TEXT    NOT NULL,
    quote       TEXT    NOT NULL,
    prefix      TEXT    NOT NULL,
    suffix      TEXT    NOT NULL,
    -- 1 where the quote is not in the article's newest text: the span then speaks of its own revision.
    orphaned    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX annotation_place ON annotation (article, start_byte);

-- How many annotations of each label an article has, orphans left out; kept by the triggers below, so that the list
-- of ten thousand articles counts nothing and every program that writes here keeps it right.
CREATE TABLE label_count (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (article, label)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER label_count_insert AFTER INSERT ON annotation WHEN new.orphaned = 0 BEGIN
    INSERT INTO label_count VALUES (new.article, new.label, 1)
        ON CONFLICT (article, label) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER label_count_delete AFTER DELETE ON annotation WHEN old.orphaned = 0 BEGIN
    UPDATE label_count SET count = count - 1 WHERE article = old.article AND label = old.label;
    DELETE FROM label_count WHERE article = old.article AND label = old.label AND count <= 0;
END;

CREATE TRIGGER label_count_leave AFTER UPDATE OF article, label, orphaned ON annotation WHEN old.orphaned = 0 BEGIN
    UPDATE label_count SET count = count - 1 WHERE article = old.article AND label = old.label;
    DELETE FROM label_count WHERE article = old.article AND label = old.label AND count <= 0;
END;

CREATE TRIGGER label_count_enter AFTER UPDATE OF article, label, orphaned ON annotation WHEN new.orphaned = 0 BEGIN
    INSERT INTO label_count VALUES (new.article, new.label, 1)
        ON CONFLICT (article, label) DO UPDATE SET count = count + 1;
END;

-- From one annotation to another, in any article. No foreign keys: an annotation that is deleted and brought back by
-- undo finds its links again, and its name is never used for another.
CREATE TABLE link (
    id              INTEGER PRIMARY KEY,
    from_annotation TEXT NOT NULL,
    to_annotation   TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('supports', 'contradicts', 'same')),
    note            TEXT NOT NULL DEFAULT '',
    reader          TEXT NOT NULL,
    created         TEXT NOT NULL,
    UNIQUE (from_annotation, to_annotation, kind)
) STRICT;
CREATE INDEX link_to ON link (to_annotation);

-- What several articles say, in the reader's own words, and the spans that say it.
CREATE TABLE statement (
    id       TEXT PRIMARY KEY NOT NULL,
    words    TEXT NOT NULL,
    note     TEXT NOT NULL DEFAULT '',
    reader   TEXT NOT NULL,
    created  TEXT NOT NULL,
    modified TEXT NOT NULL
) STRICT;

CREATE TABLE statement_part (
    id         INTEGER PRIMARY KEY,
    statement  TEXT    NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    article    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision   INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    quote      TEXT    NOT NULL,
    prefix     TEXT    NOT NULL,
    suffix     TEXT    NOT NULL,
    orphaned   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX statement_part_statement ON statement_part (statement);
CREATE INDEX statement_part_article ON statement_part (article);

-- Every change to an annotation, so that undo outlives a restart. Rows of one group were made at once. Before and
-- after are annotations in JSON, aside what else the row held before the
-- change was last made or taken back.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    article  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    reader   TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    group_id INTEGER NOT NULL,
    before   TEXT,
    after    TEXT,
    aside    TEXT,
    undone   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX history_group ON history (article, reader, undone, group_id);

CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
