-- The same tables as in SQLite; texts are in the order of their bytes there and here.
-- Times are milliseconds since 1970 UTC. Keys and ids are written as their Java toString. Booleans are 0 or 1.

-- What happened, in arrival order. The skeleton stays; what people said is in body and can be forgotten.
CREATE TABLE journal (
  seq BIGINT PRIMARY KEY,
  lane_key TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  event_id TEXT COLLATE "C" NOT NULL,
  fingerprint BIGINT NOT NULL,           -- of source and event_id: the window of recent ones tells duplicates
  kind TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C",
  message_id TEXT COLLATE "C",
  happened BIGINT NOT NULL,              -- by the reporter's clock
  arrived BIGINT NOT NULL,
  fate TEXT COLLATE "C" NOT NULL         -- handled, stale, paused, unbound, failed, echo
);
CREATE INDEX journal_key ON journal (lane_key, seq);

CREATE TABLE body (
  seq BIGINT PRIMARY KEY,
  text TEXT COLLATE "C" NOT NULL         -- a message's content or the whole event, JSON; a sealed event has no row
);

-- Why something was done or left alone.
CREATE TABLE decision (
  id BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  lane_key TEXT COLLATE "C" NOT NULL,
  feature TEXT COLLATE "C" NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  mode TEXT COLLATE "C" NOT NULL,        -- live, observed
  reason TEXT COLLATE "C" NOT NULL       -- JSON
);
CREATE INDEX decision_seq ON decision (seq);

-- The outbox, and afterwards the record of what became of each action.
CREATE TABLE action (
  id BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  lane_key TEXT COLLATE "C" NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  case_number BIGINT,
  state TEXT COLLATE "C" NOT NULL,       -- pending, claimed, done, observed, dropped, failed, unknown, human
  attempts BIGINT NOT NULL DEFAULT 0,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  ended BIGINT,
  outcome TEXT COLLATE "C"
);
CREATE INDEX action_open ON action (state) WHERE state IN ('pending', 'claimed');
CREATE INDEX action_seq ON action (seq);
CREATE INDEX action_case ON action (case_number) WHERE case_number IS NOT NULL;

-- Letters between keys of different lanes, until the other lane has taken them.
CREATE TABLE letter (
  id BIGINT PRIMARY KEY,
  to_key TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL
);

CREATE TABLE timer (
  id TEXT COLLATE "C" PRIMARY KEY,
  lane_key TEXT COLLATE "C" NOT NULL,
  feature TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  due BIGINT NOT NULL
);

-- Numbers that no other lane is given: a sequence is not rolled back, so that no lane waits for another's commit.
CREATE SEQUENCE number_journal CACHE 1;
CREATE SEQUENCE number_action CACHE 1;
CREATE SEQUENCE number_decision CACHE 1;
CREATE SEQUENCE number_letter CACHE 1;
CREATE SEQUENCE number_points CACHE 1;
CREATE SEQUENCE number_case CACHE 1;
CREATE SEQUENCE number_file CACHE 1;
CREATE SEQUENCE number_broadcast CACHE 1;
CREATE SEQUENCE number_poll CACHE 1;
CREATE SEQUENCE number_ballot CACHE 1;
CREATE SEQUENCE number_complaint_change CACHE 1;
CREATE SEQUENCE number_incident_change CACHE 1;
CREATE SEQUENCE number_other CACHE 1;

CREATE TABLE chat_group (
  group_id TEXT COLLATE "C" PRIMARY KEY,
  title TEXT COLLATE "C" NOT NULL,
  account TEXT COLLATE "C" NOT NULL,     -- the one that listens
  state TEXT COLLATE "C" NOT NULL,       -- present, lost
  capabilities TEXT COLLATE "C" NOT NULL,
  pack TEXT COLLATE "C",
  binding TEXT COLLATE "C",              -- JSON, the differences of this group
  stage TEXT COLLATE "C" NOT NULL,       -- observe, live
  live_rules TEXT COLLATE "C" NOT NULL,  -- JSON list of rule ids
  paused_until BIGINT,
  staff_group BIGINT NOT NULL DEFAULT 0,
  first_seen BIGINT NOT NULL
);

CREATE TABLE member (
  group_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  joined BIGINT,                         -- null when they were there before Steward
  messages BIGINT NOT NULL,              -- counted up to 1000
  present BIGINT NOT NULL,
  acknowledged BIGINT,
  PRIMARY KEY (group_id, user_id)
);

-- Several logins of one human. A login without a row is its own person.
CREATE TABLE person_login (
  user_id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  linked BIGINT NOT NULL
);
CREATE INDEX person_login_person ON person_login (person_id);

CREATE TABLE moderation_case (
  number BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C",
  pack TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  clause BIGINT NOT NULL,
  clause_text TEXT COLLATE "C" NOT NULL,
  spans TEXT COLLATE "C" NOT NULL,       -- JSON: code point offsets in the evidence
  strike BIGINT NOT NULL,                -- the how-manieth that counts
  sanction TEXT COLLATE "C" NOT NULL,
  until BIGINT,
  mode TEXT COLLATE "C" NOT NULL,
  opened BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,       -- open, undone
  undone BIGINT,
  undone_by TEXT COLLATE "C"
);
CREATE INDEX moderation_case_person ON moderation_case (person_id, number);
CREATE INDEX moderation_case_group ON moderation_case (group_id, number);

CREATE TABLE evidence (
  case_number BIGINT PRIMARY KEY,
  text TEXT COLLATE "C" NOT NULL
);

CREATE TABLE strike (
  case_number BIGINT PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  mode TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  void BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX strike_person ON strike (person_id, expires);

-- Who speaks for the brand. A platform's admin is not staff by that alone.
CREATE TABLE staff (
  login TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,        -- owner, manager, analyst
  password TEXT COLLATE "C",             -- Argon2; null until it is set
  created BIGINT NOT NULL,
  disabled BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE staff_login (
  user_id TEXT COLLATE "C" PRIMARY KEY,
  login TEXT COLLATE "C" NOT NULL,
  linked BIGINT NOT NULL
);
CREATE TABLE staff_code (
  code TEXT COLLATE "C" PRIMARY KEY,     -- SHA-256 of the one-time code
  purpose TEXT COLLATE "C" NOT NULL,     -- sign-in, chat
  login TEXT COLLATE "C" NOT NULL,
  expires BIGINT NOT NULL
);
CREATE TABLE staff_session (
  token TEXT COLLATE "C" PRIMARY KEY,    -- SHA-256 of the cookie
  login TEXT COLLATE "C" NOT NULL,
  csrf TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE TABLE audit (
  id BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  login TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  target TEXT COLLATE "C" NOT NULL
);

CREATE TABLE pack_version (
  pack TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  files BYTEA NOT NULL,                  -- a zip
  published BIGINT NOT NULL,
  by_login TEXT COLLATE "C" NOT NULL,
  changes TEXT COLLATE "C" NOT NULL,     -- JSON list of sentences
  PRIMARY KEY (pack, version)
);
CREATE TABLE pairing (
  word TEXT COLLATE "C" PRIMARY KEY,
  binding TEXT COLLATE "C" NOT NULL      -- JSON
);

-- 待办: everything that waits for a person.
CREATE TABLE todo (
  number BIGINT PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C",
  subject TEXT COLLATE "C" NOT NULL,     -- what it hangs on; one open todo a kind and subject
  title TEXT COLLATE "C" NOT NULL,       -- JSON, both languages, without members' words
  detail TEXT COLLATE "C" NOT NULL,      -- JSON
  state TEXT COLLATE "C" NOT NULL,       -- open, claimed, done
  assignee TEXT COLLATE "C",
  created BIGINT NOT NULL,
  due BIGINT NOT NULL,
  escalated BIGINT,
  ended BIGINT,
  result TEXT COLLATE "C"
);
CREATE INDEX todo_state ON todo (state, due);
CREATE UNIQUE INDEX todo_open ON todo (kind, subject) WHERE state <> 'done';
CREATE TABLE todo_note (
  id BIGINT PRIMARY KEY,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  login TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL
);
CREATE INDEX todo_note_number ON todo_note (number);
CREATE TABLE duty (
  login TEXT COLLATE "C" NOT NULL,
  weekday BIGINT NOT NULL,               -- 1 Monday to 7 Sunday
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  PRIMARY KEY (login, weekday, from_minute)
);
