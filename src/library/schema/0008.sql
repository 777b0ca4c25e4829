-- Where an article stands on the web, as its source says; empty where that is not known. What was fetched by its own address
-- has that.
ALTER TABLE article ADD COLUMN url TEXT NOT NULL DEFAULT '';
UPDATE article SET url = uri WHERE (uri LIKE 'http://%' OR uri LIKE 'https://%') AND instr(uri, '#') = 0;
