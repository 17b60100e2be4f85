-- Messages that staff send to many groups. Belong to the brand's key.
CREATE TABLE broadcast (
  number BIGINT PRIMARY KEY,
  text TEXT COLLATE "C" NOT NULL,        -- as written, with its gaps
  image TEXT COLLATE "C",                -- JSON, or null
  at BIGINT NOT NULL,                    -- when it begins
  by_login TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL,
  approval BIGINT NOT NULL,              -- whether a second person has to approve it
  approved_by TEXT COLLATE "C",
  approved BIGINT,
  state TEXT COLLATE "C" NOT NULL,       -- draft, waiting, refused, planned, running, done, stopped, halted
  ended BIGINT
);

-- What became of it in each group. Belongs to the brand's key.
CREATE TABLE broadcast_group (
  number BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,       -- waiting, sent, said, skipped, failed, recalled, kept
  why TEXT COLLATE "C",                  -- JSON, both languages
  message_id TEXT COLLATE "C",
  changed BIGINT NOT NULL,
  PRIMARY KEY (number, group_id)
);
