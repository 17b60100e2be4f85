-- What was due, once: an item of a pack, at its planned time, in a group. Belongs to the group's key.
CREATE TABLE firing (
  group_id TEXT COLLATE "C" NOT NULL,
  feature TEXT COLLATE "C" NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  planned BIGINT NOT NULL,
  PRIMARY KEY (group_id, feature, item, planned)
);

-- Which entries of a topic's bank were used in this round. Belongs to the group's key.
CREATE TABLE topic_used (
  group_id TEXT COLLATE "C" NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  entry TEXT COLLATE "C" NOT NULL,       -- SHA-256 of the text as written
  PRIMARY KEY (group_id, item, entry)
);
