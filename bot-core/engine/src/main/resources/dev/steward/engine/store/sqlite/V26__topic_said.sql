-- When an entry was said: a new round does not begin with what ended the last. Null before this was kept.
ALTER TABLE topic_used ADD COLUMN said INTEGER;
