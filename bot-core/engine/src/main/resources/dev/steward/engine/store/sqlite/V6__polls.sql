-- A poll that was opened: its wording stays as it was then. Belongs to the brand's key, as do its ballots.
CREATE TABLE poll (
  number INTEGER PRIMARY KEY,     -- people say it: #7
  pack TEXT,                      -- with item and planned: which opening of a pack's poll; null for a quick one
  item TEXT,
  planned INTEGER,
  revision INTEGER NOT NULL,      -- of the pack's poll: a changed wording gets the next one
  question TEXT NOT NULL,         -- JSON, frozen
  title TEXT NOT NULL,
  type TEXT NOT NULL,             -- single, multi, rating, open
  anonymous INTEGER NOT NULL,
  secret TEXT NOT NULL,           -- hex; the key of its respondents' pseudonyms
  state TEXT NOT NULL,            -- open, closed
  opened INTEGER NOT NULL,
  opened_by TEXT,                 -- a staff login; null for the pack's calendar
  closes INTEGER NOT NULL,
  ended INTEGER,
  ended_by TEXT                   -- a staff login; null when its time was over
);
CREATE UNIQUE INDEX poll_planned ON poll (pack, item, planned);
CREATE INDEX poll_state ON poll (state);

-- The codebook: what each code in a ballot means. For a rating the codes are its numbers.
CREATE TABLE poll_code (
  poll INTEGER NOT NULL,
  position INTEGER NOT NULL,      -- from 1, as written
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (poll, position)
) WITHOUT ROWID;

-- Which groups a poll was announced in.
CREATE TABLE poll_reach (
  poll INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  members INTEGER NOT NULL,       -- known there at that moment
  at INTEGER NOT NULL,
  reminded INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (poll, group_id)
) WITHOUT ROWID;

-- The ballot of a person as it stands: one a person over all groups. An anonymous one says who voted, never what.
CREATE TABLE ballot (
  poll INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  respondent TEXT NOT NULL,       -- the pseudonym in this poll
  group_id TEXT NOT NULL,         -- where it was counted
  tier TEXT,
  choices TEXT,                   -- JSON list of codes; null when sealed or withdrawn
  text_id INTEGER,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,             -- cast, changed, withdrawn
  PRIMARY KEY (poll, person_id)
) WITHOUT ROWID;

-- Everything that ever became of ballots, in order, never changed but to forget. Of a respondent the last row counts.
CREATE TABLE ballot_change (
  seq INTEGER PRIMARY KEY,        -- grows with each commit
  poll INTEGER NOT NULL,
  respondent TEXT NOT NULL,
  group_id TEXT NOT NULL,
  tier TEXT,
  choices TEXT,                   -- JSON list of codes; null when sealed, withdrawn or erased
  text_id INTEGER,
  option_order TEXT,              -- JSON list of codes as this member saw them; null when as written
  at INTEGER NOT NULL,
  kind TEXT NOT NULL              -- cast, changed, withdrawn, erased
);
CREATE INDEX ballot_change_poll ON ballot_change (poll, seq);

-- What members answered in words; can be forgotten.
CREATE TABLE ballot_text (
  id INTEGER PRIMARY KEY,
  poll INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX ballot_text_poll ON ballot_text (poll);

-- The sums of an anonymous poll while it is open, encrypted as a whole and of one length; the key is not in this database.
CREATE TABLE poll_seal (
  poll INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (poll, group_id)
) WITHOUT ROWID;

-- The sums of an anonymous poll once it is closed, as far as they say nothing about one member.
CREATE TABLE poll_tally (
  poll INTEGER NOT NULL,
  group_id TEXT NOT NULL,         -- empty: of all groups; *: of those that are too small, together
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (poll, group_id, code)
) WITHOUT ROWID;

-- What a group knows of the polls that are open in it. Belongs to the group's key, as do the two after it.
CREATE TABLE poll_here (
  group_id TEXT NOT NULL,
  poll INTEGER NOT NULL,
  question TEXT NOT NULL,         -- JSON
  option_order TEXT NOT NULL,     -- JSON list of positions as announced here
  said INTEGER NOT NULL,          -- when it was last announced or reminded of
  announced INTEGER NOT NULL,
  closes INTEGER NOT NULL,
  PRIMARY KEY (group_id, poll)
) WITHOUT ROWID;
CREATE TABLE poll_message (
  group_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  poll INTEGER NOT NULL,
  PRIMARY KEY (group_id, message_id)
) WITHOUT ROWID;
CREATE TABLE poll_receipt (
  id INTEGER PRIMARY KEY,
  group_id TEXT NOT NULL,
  result TEXT NOT NULL            -- JSON
);
CREATE INDEX poll_receipt_group ON poll_receipt (group_id, id);

-- Who was shown a poll's options in private, in an order of their own. Belongs to the person's key.
CREATE TABLE poll_shown (
  person_id TEXT NOT NULL,
  poll INTEGER NOT NULL,
  PRIMARY KEY (person_id, poll)
) WITHOUT ROWID;
