-- What was due, once: an item of a pack, at its planned time, in a group. Belongs to the group's key.
CREATE TABLE firing (
  group_id TEXT NOT NULL,
  feature TEXT NOT NULL,
  item TEXT NOT NULL,
  planned INTEGER NOT NULL,
  PRIMARY KEY (group_id, feature, item, planned)
) WITHOUT ROWID;

-- Which entries of a topic's bank were used in this round. Belongs to the group's key.
CREATE TABLE topic_used (
  group_id TEXT NOT NULL,
  item TEXT NOT NULL,
  entry TEXT NOT NULL,            -- SHA-256 of the text as written
  PRIMARY KEY (group_id, item, entry)
) WITHOUT ROWID;
