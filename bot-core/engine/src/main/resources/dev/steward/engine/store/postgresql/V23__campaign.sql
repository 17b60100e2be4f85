-- The same text by several members: one case for all of it, numbered among the cases; its text is in evidence.
CREATE TABLE campaign (
  number BIGINT PRIMARY KEY,
  wave BIGINT NOT NULL,          -- 64 bits: which one in memory
  text_hash BIGINT NOT NULL,
  pack TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  clause BIGINT NOT NULL,
  clause_text TEXT COLLATE "C" NOT NULL,
  opened BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,            -- open, confirmed, undone
  ended BIGINT,
  by_login TEXT COLLATE "C"
);
CREATE INDEX campaign_wave ON campaign (wave);
CREATE TABLE campaign_post (
  number BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  fate TEXT COLLATE "C" NOT NULL,             -- stands, taken (away as a copy), otherwise (by another rule)
  PRIMARY KEY (number, group_id, message_id)
);
CREATE INDEX campaign_post_person ON campaign_post (person_id, number);
