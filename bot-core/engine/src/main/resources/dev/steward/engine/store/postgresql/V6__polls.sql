-- A poll that was opened: its wording stays as it was then. Belongs to the brand's key, as do its ballots.
CREATE TABLE poll (
  number BIGINT PRIMARY KEY,             -- people say it: #7
  pack TEXT COLLATE "C",                 -- with item and planned: which opening of a pack's poll; null for a quick one
  item TEXT COLLATE "C",
  planned BIGINT,
  revision BIGINT NOT NULL,              -- of the pack's poll: a changed wording gets the next one
  question TEXT COLLATE "C" NOT NULL,    -- JSON, frozen
  title TEXT COLLATE "C" NOT NULL,
  type TEXT COLLATE "C" NOT NULL,        -- single, multi, rating, open
  anonymous BIGINT NOT NULL,
  secret TEXT COLLATE "C" NOT NULL,      -- hex; the key of its respondents' pseudonyms
  state TEXT COLLATE "C" NOT NULL,       -- open, closed
  opened BIGINT NOT NULL,
  opened_by TEXT COLLATE "C",            -- a staff login; null for the pack's calendar
  closes BIGINT NOT NULL,
  ended BIGINT,
  ended_by TEXT COLLATE "C"                   -- a staff login; null when its time was over
);
CREATE UNIQUE INDEX poll_planned ON poll (pack, item, planned);
CREATE INDEX poll_state ON poll (state);

-- The codebook: what each code in a ballot means. For a rating the codes are its numbers.
CREATE TABLE poll_code (
  poll BIGINT NOT NULL,
  position BIGINT NOT NULL,              -- from 1, as written
  code TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (poll, position)
);

-- Which groups a poll was announced in.
CREATE TABLE poll_reach (
  poll BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  members BIGINT NOT NULL,               -- known there at that moment
  at BIGINT NOT NULL,
  reminded BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (poll, group_id)
);

-- The ballot of a person as it stands: one a person over all groups. An anonymous one says who voted, never what.
CREATE TABLE ballot (
  poll BIGINT NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  respondent TEXT COLLATE "C" NOT NULL,  -- the pseudonym in this poll
  group_id TEXT COLLATE "C" NOT NULL,    -- where it was counted
  tier TEXT COLLATE "C",
  choices TEXT COLLATE "C",              -- JSON list of codes; null when sealed or withdrawn
  text_id BIGINT,
  at BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,        -- cast, changed, withdrawn
  PRIMARY KEY (poll, person_id)
);

-- Everything that ever became of ballots, in order, never changed but to forget. Of a respondent the last row counts.
CREATE TABLE ballot_change (
  seq BIGINT PRIMARY KEY,                -- grows with each commit
  poll BIGINT NOT NULL,
  respondent TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  tier TEXT COLLATE "C",
  choices TEXT COLLATE "C",              -- JSON list of codes; null when sealed, withdrawn or erased
  text_id BIGINT,
  option_order TEXT COLLATE "C",         -- JSON list of codes as this member saw them; null when as written
  at BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL         -- cast, changed, withdrawn, erased
);
CREATE INDEX ballot_change_poll ON ballot_change (poll, seq);

-- What members answered in words; can be forgotten.
CREATE TABLE ballot_text (
  id BIGINT PRIMARY KEY,
  poll BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL
);
CREATE INDEX ballot_text_poll ON ballot_text (poll);

-- The sums of an anonymous poll while it is open, encrypted as a whole and of one length; the key is not in this database.
CREATE TABLE poll_seal (
  poll BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (poll, group_id)
);

-- The sums of an anonymous poll once it is closed, as far as they say nothing about one member.
CREATE TABLE poll_tally (
  poll BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,    -- empty: of all groups; *: of those that are too small, together
  code TEXT COLLATE "C" NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (poll, group_id, code)
);

-- What a group knows of the polls that are open in it. Belongs to the group's key, as do the two after it.
CREATE TABLE poll_here (
  group_id TEXT COLLATE "C" NOT NULL,
  poll BIGINT NOT NULL,
  question TEXT COLLATE "C" NOT NULL,    -- JSON
  option_order TEXT COLLATE "C" NOT NULL, -- JSON list of positions as announced here
  said BIGINT NOT NULL,                  -- when it was last announced or reminded of
  announced BIGINT NOT NULL,
  closes BIGINT NOT NULL,
  PRIMARY KEY (group_id, poll)
);
CREATE TABLE poll_message (
  group_id TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  poll BIGINT NOT NULL,
  PRIMARY KEY (group_id, message_id)
);
CREATE TABLE poll_receipt (
  id BIGINT PRIMARY KEY,
  group_id TEXT COLLATE "C" NOT NULL,
  result TEXT COLLATE "C" NOT NULL       -- JSON
);
CREATE INDEX poll_receipt_group ON poll_receipt (group_id, id);

-- Who was shown a poll's options in private, in an order of their own. Belongs to the person's key.
CREATE TABLE poll_shown (
  person_id TEXT COLLATE "C" NOT NULL,
  poll BIGINT NOT NULL,
  PRIMARY KEY (person_id, poll)
);
