-- How the article's newest text was decoded, which readers are told: the encoding where it was a guess, and how many
-- places were damaged.
ALTER TABLE article ADD COLUMN guessed_encoding TEXT;
ALTER TABLE article ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
