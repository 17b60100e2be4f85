-- A complaint: about a price, the quality, the delivery or the service. Belongs to the key of the person who complains.
CREATE TABLE complaint (
  number BIGINT PRIMARY KEY,             -- of the same sequence as todo numbers, so that #12 is one thing
  person_id TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,    -- where it began
  user_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,        -- price, quality, delivery, service
  origin TEXT COLLATE "C" NOT NULL,      -- word, button, staff, talk
  state TEXT COLLATE "C" NOT NULL,       -- open, waiting_member, waiting_staff, remedied, explained, closed, reopened
  pack TEXT COLLATE "C" NOT NULL,        -- the price book in force when it was opened
  version BIGINT NOT NULL,
  sku TEXT COLLATE "C",
  facts TEXT COLLATE "C" NOT NULL,       -- JSON: what is known, by the name of the fact
  asking TEXT COLLATE "C",               -- JSON: what the member is being asked
  receipt TEXT COLLATE "C",              -- JSON: what the receipt is computed from; no words of members
  verdict TEXT COLLATE "C",              -- consistent, explained, inconsistent, not_enough
  remedy TEXT COLLATE "C",               -- JSON: proposed, and after approval what was done
  assignee TEXT COLLATE "C",
  incident BIGINT,
  opened BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  ended BIGINT,
  reply_clock TEXT COLLATE "C" NOT NULL, -- JSON: until staff first answer, in business time
  done_clock TEXT COLLATE "C" NOT NULL,  -- JSON: until it is settled
  due BIGINT                             -- when the nearer clock runs out; null while both stand still
);
CREATE INDEX member_user ON member (user_id);
CREATE INDEX complaint_person ON complaint (person_id, number);
CREATE INDEX complaint_state ON complaint (state, due);

-- Every change of a complaint; never edited.
CREATE TABLE complaint_history (
  id BIGINT PRIMARY KEY,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  who TEXT COLLATE "C" NOT NULL,         -- member, steward, or a staff login
  what TEXT COLLATE "C" NOT NULL,
  from_state TEXT COLLATE "C" NOT NULL,
  to_state TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL         -- what staff or the member said about it
);
CREATE INDEX complaint_history_number ON complaint_history (number, id);

-- What was said, as it stood when the complaint was opened.
CREATE TABLE complaint_evidence (
  id BIGINT PRIMARY KEY,
  number BIGINT NOT NULL,
  role TEXT COLLATE "C" NOT NULL,        -- message, quoted, talk
  group_id TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C",
  user_id TEXT COLLATE "C",
  at BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  spans TEXT COLLATE "C" NOT NULL,       -- JSON: the prices in it, code point offsets
  recalled BIGINT NOT NULL DEFAULT 0,
  edited BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX complaint_evidence_number ON complaint_evidence (number);
CREATE INDEX complaint_evidence_message ON complaint_evidence (group_id, message_id);
CREATE INDEX complaint_evidence_user ON complaint_evidence (user_id);

-- The change feed: one row a change, in the order of commits.
CREATE TABLE complaint_change (
  seq BIGINT PRIMARY KEY,
  complaint BIGINT NOT NULL,
  what TEXT COLLATE "C" NOT NULL,        -- opened, changed, erased
  at BIGINT NOT NULL
);

-- Many complaints, one cause: the same product, channel, price and day. Belongs to the brand's key.
CREATE TABLE incident (
  number BIGINT PRIMARY KEY,
  subject TEXT COLLATE "C" NOT NULL,     -- sku, channel, price and day
  sku TEXT COLLATE "C" NOT NULL,
  channel TEXT COLLATE "C" NOT NULL,
  cents BIGINT NOT NULL,                 -- the lower price that was seen
  day BIGINT NOT NULL,                   -- days since 1970-01-01, by the pack's calendar
  state TEXT COLLATE "C" NOT NULL,       -- open, settled
  opened BIGINT NOT NULL,
  ended BIGINT,
  ended_by TEXT COLLATE "C",
  note TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX incident_open ON incident (subject) WHERE state = 'open';
CREATE TABLE incident_complaint (
  complaint BIGINT PRIMARY KEY,
  incident BIGINT NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL
);
CREATE INDEX incident_complaint_incident ON incident_complaint (incident);

-- Prices that members said lately, and where somebody wondered. Kept for a day. Belongs to the group's key.
CREATE TABLE price_said (
  group_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,                   -- the journal's number of the message
  at BIGINT NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  said TEXT COLLATE "C" NOT NULL,        -- JSON: product, amounts, what else matters; no words
  PRIMARY KEY (group_id, seq)
);

-- When the neutral line about a product was last said. Belongs to the group's key.
CREATE TABLE price_line (
  group_id TEXT COLLATE "C" NOT NULL,
  sku TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (group_id, sku)
);
