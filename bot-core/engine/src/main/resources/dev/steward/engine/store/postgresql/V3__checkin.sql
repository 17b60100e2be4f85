-- The ledger of days: which days a person checked in on. Streaks are counted from it. Belongs to the person's key.
CREATE TABLE checkin_day (
  person_id TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,                   -- days since 1970-01-01, by the group's calendar
  said_day BIGINT NOT NULL,              -- the day on which it was said: later than day when it was made up
  group_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (person_id, day)
);

-- Points, double entry: the entries of a transfer sum to zero, and none is ever changed. Belongs to the person's key.
CREATE TABLE points_entry (
  id BIGINT PRIMARY KEY,
  transfer BIGINT NOT NULL,
  account TEXT COLLATE "C" NOT NULL,     -- person:…, or what of the brand's gives or takes, such as brand:check-in
  amount BIGINT NOT NULL,
  why TEXT COLLATE "C" NOT NULL,         -- check-in, streak-7
  day BIGINT NOT NULL,
  seq BIGINT NOT NULL
);
CREATE INDEX points_entry_account ON points_entry (account, day);

-- Answers that wait for the next receipt. Belongs to the group's key.
CREATE TABLE checkin_receipt (
  id BIGINT PRIMARY KEY,
  group_id TEXT COLLATE "C" NOT NULL,
  result TEXT COLLATE "C" NOT NULL       -- JSON
);
CREATE INDEX checkin_receipt_group ON checkin_receipt (group_id, id);

-- How often who checked in, here, in a month; for the leaderboard. Belongs to the group's key.
CREATE TABLE checkin_standing (
  group_id TEXT COLLATE "C" NOT NULL,
  month BIGINT NOT NULL,                 -- months since year 0
  user_id TEXT COLLATE "C" NOT NULL,
  days BIGINT NOT NULL,
  points BIGINT NOT NULL,
  last_day BIGINT NOT NULL,
  PRIMARY KEY (group_id, month, user_id)
);

-- Who does not want to stand there.
CREATE TABLE checkin_hidden (
  group_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
