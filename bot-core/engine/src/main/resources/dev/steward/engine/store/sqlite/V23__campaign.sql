-- The same text by several members: one case for all of it, numbered among the cases; its text is in evidence.
CREATE TABLE campaign (
  number INTEGER PRIMARY KEY,
  wave INTEGER NOT NULL,          -- 64 bits: which one in memory
  text_hash INTEGER NOT NULL,
  pack TEXT NOT NULL,
  version INTEGER NOT NULL,
  rule TEXT NOT NULL,
  clause INTEGER NOT NULL,
  clause_text TEXT NOT NULL,
  opened INTEGER NOT NULL,
  state TEXT NOT NULL,            -- open, confirmed, undone
  ended INTEGER,
  by_login TEXT
);
CREATE INDEX campaign_wave ON campaign (wave);
CREATE TABLE campaign_post (
  number INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  fate TEXT NOT NULL,             -- stands, taken (away as a copy), otherwise (by another rule)
  PRIMARY KEY (number, group_id, message_id)
);
CREATE INDEX campaign_post_person ON campaign_post (person_id, number);
