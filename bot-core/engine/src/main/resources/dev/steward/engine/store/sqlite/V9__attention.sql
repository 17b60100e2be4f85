-- How often somebody heard something unasked, on the last day on which they did: a group, or a person in private.
CREATE TABLE attention (
  lane_key TEXT PRIMARY KEY,
  day INTEGER NOT NULL,           -- since 1970-01-01, in the pack's zone
  said INTEGER NOT NULL,
  last INTEGER NOT NULL
) WITHOUT ROWID;

-- Messages that staff send to many groups. Belong to the brand's key.
CREATE TABLE broadcast (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL,             -- as written, with its gaps
  image TEXT,                     -- JSON, or null
  groups TEXT NOT NULL,           -- JSON list of ids
  at INTEGER NOT NULL,            -- when it begins
  by_login TEXT NOT NULL,
  created INTEGER NOT NULL,
  approved_by TEXT,
  approved INTEGER,
  state TEXT NOT NULL,            -- waiting (for approval), planned, running, done, stopped, halted (by itself), recalled, refused
  ended INTEGER
);

-- What became of it in each group. Belongs to the brand's key.
CREATE TABLE broadcast_group (
  number INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  state TEXT NOT NULL,            -- waiting, sent, said, skipped, failed, recalled, kept (could not be recalled)
  why TEXT,                       -- JSON: zh, en
  message_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (number, group_id)
) WITHOUT ROWID;
