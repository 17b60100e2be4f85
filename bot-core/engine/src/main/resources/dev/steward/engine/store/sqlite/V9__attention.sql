-- How often somebody heard something unasked, on the last day on which they did: a group, or a person in private.
CREATE TABLE attention (
  lane_key TEXT PRIMARY KEY,
  day INTEGER NOT NULL,           -- since 1970-01-01, in the pack's zone
  said INTEGER NOT NULL,
  last INTEGER NOT NULL
) WITHOUT ROWID;

