-- A complaint: about a price, the quality, the delivery or the service. Belongs to the key of the person who complains.
CREATE TABLE complaint (
  number INTEGER PRIMARY KEY,     -- of the same sequence as todo numbers, so that #12 is one thing
  person_id TEXT NOT NULL,
  group_id TEXT NOT NULL,         -- where it began
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,             -- price, quality, delivery, service
  origin TEXT NOT NULL,           -- word, button, staff, talk
  state TEXT NOT NULL,            -- open, waiting_member, waiting_staff, remedied, explained, closed, reopened
  pack TEXT NOT NULL,             -- the price book in force when it was opened
  version INTEGER NOT NULL,
  sku TEXT,
  facts TEXT NOT NULL,            -- JSON: what is known, by the name of the fact
  asking TEXT,                    -- JSON: what the member is being asked
  receipt TEXT,                   -- JSON: what the receipt is computed from; no words of members
  verdict TEXT,                   -- consistent, explained, inconsistent, not_enough
  remedy TEXT,                    -- JSON: proposed, and after approval what was done
  assignee TEXT,
  incident INTEGER,
  opened INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  ended INTEGER,
  reply_clock TEXT NOT NULL,      -- JSON: until staff first answer, in business time
  done_clock TEXT NOT NULL,       -- JSON: until it is settled
  due INTEGER                     -- when the nearer clock runs out; null while both stand still
);
CREATE INDEX member_user ON member (user_id);
CREATE INDEX complaint_person ON complaint (person_id, number);
CREATE INDEX complaint_state ON complaint (state, due);

-- Every change of a complaint; never edited.
CREATE TABLE complaint_history (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,              -- member, steward, or a staff login
  what TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL              -- what staff or the member said about it
);
CREATE INDEX complaint_history_number ON complaint_history (number, id);

-- What was said, as it stood when the complaint was opened.
CREATE TABLE complaint_evidence (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  role TEXT NOT NULL,             -- message, quoted, talk
  group_id TEXT NOT NULL,
  message_id TEXT,
  user_id TEXT,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  spans TEXT NOT NULL,            -- JSON: the prices in it, code point offsets
  recalled INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX complaint_evidence_number ON complaint_evidence (number);
CREATE INDEX complaint_evidence_message ON complaint_evidence (group_id, message_id);
CREATE INDEX complaint_evidence_user ON complaint_evidence (user_id);

-- The change feed: one row a change, in the order of commits.
CREATE TABLE complaint_change (
  seq INTEGER PRIMARY KEY,
  complaint INTEGER NOT NULL,
  what TEXT NOT NULL,             -- opened, changed, erased
  at INTEGER NOT NULL
);

-- Many complaints, one cause: the same product, channel, price and day. Belongs to the brand's key.
CREATE TABLE incident (
  number INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,          -- sku, channel, price and day
  sku TEXT NOT NULL,
  channel TEXT NOT NULL,
  cents INTEGER NOT NULL,         -- the lower price that was seen
  day INTEGER NOT NULL,           -- days since 1970-01-01, by the pack's calendar
  state TEXT NOT NULL,            -- open, settled
  opened INTEGER NOT NULL,
  ended INTEGER,
  ended_by TEXT,
  note TEXT NOT NULL
);
CREATE UNIQUE INDEX incident_open ON incident (subject) WHERE state = 'open';
CREATE TABLE incident_complaint (
  complaint INTEGER PRIMARY KEY,
  incident INTEGER NOT NULL,
  person_id TEXT NOT NULL
);
CREATE INDEX incident_complaint_incident ON incident_complaint (incident);

-- Prices that members said lately, and where somebody wondered. Kept for a day. Belongs to the group's key.
CREATE TABLE price_said (
  group_id TEXT NOT NULL,
  seq INTEGER NOT NULL,           -- the journal's number of the message
  at INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  said TEXT NOT NULL,             -- JSON: product, amounts, what else matters; no words
  PRIMARY KEY (group_id, seq)
) WITHOUT ROWID;

-- When the neutral line about a product was last said. Belongs to the group's key.
CREATE TABLE price_line (
  group_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (group_id, sku)
) WITHOUT ROWID;
