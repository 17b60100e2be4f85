-- The ledger of days: which days a person checked in on. Streaks are counted from it. Belongs to the person's key.
CREATE TABLE checkin_day (
  person_id TEXT NOT NULL,
  day INTEGER NOT NULL,           -- days since 1970-01-01, by the group's calendar
  said_day INTEGER NOT NULL,      -- the day on which it was said: later than day when it was made up
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (person_id, day)
) WITHOUT ROWID;

-- Points, double entry: the entries of a transfer sum to zero, and none is ever changed. Belongs to the person's key.
CREATE TABLE points_entry (
  id INTEGER PRIMARY KEY,
  transfer INTEGER NOT NULL,
  account TEXT NOT NULL,          -- person:…, or what of the brand's gives or takes, such as brand:check-in
  amount INTEGER NOT NULL,
  why TEXT NOT NULL,              -- check-in, streak-7
  day INTEGER NOT NULL,
  seq INTEGER NOT NULL
);
CREATE INDEX points_entry_account ON points_entry (account, day);

-- Answers that wait for the next receipt. Belongs to the group's key.
CREATE TABLE checkin_receipt (
  id INTEGER PRIMARY KEY,
  group_id TEXT NOT NULL,
  result TEXT NOT NULL            -- JSON
);
CREATE INDEX checkin_receipt_group ON checkin_receipt (group_id, id);

-- How often who checked in, here, in a month; for the leaderboard. Belongs to the group's key.
CREATE TABLE checkin_standing (
  group_id TEXT NOT NULL,
  month INTEGER NOT NULL,         -- months since year 0
  user_id TEXT NOT NULL,
  days INTEGER NOT NULL,
  points INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  PRIMARY KEY (group_id, month, user_id)
) WITHOUT ROWID;

-- Who does not want to stand there.
CREATE TABLE checkin_hidden (
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (group_id, user_id)
) WITHOUT ROWID;
