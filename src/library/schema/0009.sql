-- That an article was taken out of sight can be taken back as well: `what` may name that column too.
CREATE TABLE list_change_with_sight (
    id       INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL,
    reader   TEXT    NOT NULL,
    article  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    what     TEXT    NOT NULL CHECK (what IN ('starred', 'marked', 'deleted', 'hidden')),
    before   ANY,
    after    ANY,
    undone   INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO list_change_with_sight SELECT id, group_id, reader, article, what, before, after, undone FROM list_change;
DROP TABLE list_change;
ALTER TABLE list_change_with_sight RENAME TO list_change;
CREATE INDEX list_change_group ON list_change (reader, undone, group_id);
CREATE INDEX list_change_article ON list_change (article);
