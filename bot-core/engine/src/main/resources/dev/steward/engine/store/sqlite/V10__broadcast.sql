-- Messages that staff send to many groups. Belong to the brand's key.
CREATE TABLE broadcast (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL,             -- as written, with its gaps
  image TEXT,                     -- JSON, or null
  at INTEGER NOT NULL,            -- when it begins
  by_login TEXT NOT NULL,
  created INTEGER NOT NULL,
  approval INTEGER NOT NULL,      -- whether a second person has to approve it
  approved_by TEXT,
  approved INTEGER,
  state TEXT NOT NULL,            -- draft, waiting, refused, planned, running, done, stopped, halted
  ended INTEGER
);

-- What became of it in each group. Belongs to the brand's key.
CREATE TABLE broadcast_group (
  number INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  state TEXT NOT NULL,            -- waiting, sent, said, skipped, failed, recalled, kept
  why TEXT,                       -- JSON, both languages
  message_id TEXT,
  changed INTEGER NOT NULL,
  PRIMARY KEY (number, group_id)
) WITHOUT ROWID;
