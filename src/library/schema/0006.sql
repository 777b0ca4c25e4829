-- What the reader says of an article: whether it is starred; whether it counts as read (1) or unread (0) whatever was
-- read of it, NULL where nothing is said; since when it is deleted, NULL where it is not.
ALTER TABLE article ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN marked INTEGER;
ALTER TABLE article ADD COLUMN deleted TEXT;

-- The annotations of deleted articles, with the columns of annotation: put away here they are counted, listed, searched
-- and exported by nobody, and come back as they were.
CREATE TABLE deleted_annotation (
    id           TEXT    PRIMARY KEY NOT NULL,
    article      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision     INTEGER NOT NULL,
    start_byte   INTEGER NOT NULL,
    end_byte     INTEGER NOT NULL,
    label        TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    source_kind  TEXT,
    as_of        TEXT,
    value        TEXT,
    event        TEXT,
    reader       TEXT    NOT NULL,
    created      TEXT    NOT NULL,
    modified     TEXT    NOT NULL,
    quote        TEXT    NOT NULL,
    prefix       TEXT    NOT NULL,
    suffix       TEXT    NOT NULL,
    orphaned     INTEGER NOT NULL,
    attributes   TEXT    NOT NULL,
    former_quote TEXT
) STRICT;
CREATE INDEX deleted_annotation_article ON deleted_annotation (article);

-- What was said of articles, so that it can be taken back after a restart too. Rows of one group were made at once;
-- before and after are values of the column that `what` names.
CREATE TABLE list_change (
    id       INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL,
    reader   TEXT    NOT NULL,
    article  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    what     TEXT    NOT NULL CHECK (what IN ('starred', 'marked', 'deleted')),
    before   ANY,
    after    ANY,
    undone   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX list_change_group ON list_change (reader, undone, group_id);
CREATE INDEX list_change_article ON list_change (article);

-- How often what the list shows has changed, and for each article when it last did: a program that knows the list up to
-- some count asks for what changed since.
CREATE TABLE change_count (value INTEGER NOT NULL) STRICT;
INSERT INTO change_count VALUES (0);
ALTER TABLE article ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE TABLE gone_article (article INTEGER PRIMARY KEY, changed INTEGER NOT NULL) STRICT;
CREATE INDEX gone_article_changed ON gone_article (changed);

CREATE TRIGGER article_changed_insert AFTER INSERT ON article BEGIN
    UPDATE change_count SET value = value + 1;
    UPDATE article SET changed = (SELECT value FROM change_count) WHERE id = new.id;
END;

CREATE TRIGGER article_changed_update
AFTER UPDATE OF uri, title, script, hidden, bytes, read_to, revision, byline, published, site, starred, marked, deleted,
    characters, like_article, like_percent
ON article BEGIN
    UPDATE change_count SET value = value + 1;
    UPDATE article SET changed = (SELECT value FROM change_count) WHERE id = new.id;
END;

CREATE TRIGGER article_changed_delete AFTER DELETE ON article BEGIN
    UPDATE change_count SET value = value + 1;
    INSERT OR REPLACE INTO gone_article VALUES (old.id, (SELECT value FROM change_count));
END;

CREATE TRIGGER label_count_changed_insert AFTER INSERT ON label_count BEGIN
    UPDATE change_count SET value = value + 1;
    UPDATE article SET changed = (SELECT value FROM change_count) WHERE id = new.article;
END;

CREATE TRIGGER label_count_changed_update AFTER UPDATE ON label_count BEGIN
    UPDATE change_count SET value = value + 1;
    UPDATE article SET changed = (SELECT value FROM change_count) WHERE id = new.article;
END;

CREATE TRIGGER label_count_changed_delete AFTER DELETE ON label_count BEGIN
    UPDATE change_count SET value = value + 1;
    UPDATE article SET changed = (SELECT value FROM change_count) WHERE id = old.article;
END;

CREATE INDEX article_changed ON article (changed);
-- For the first screen of each order of the list.
CREATE INDEX article_title ON article (title);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_location ON article (iif(site <> '', site, rtrim(uri, replace(uri, '/', ''))));
CREATE INDEX article_progress ON article (read_to * 1000 / max(bytes, 1));
