-- Times are milliseconds since 1970 UTC. Keys and ids are written as their Java toString. Booleans are 0 or 1.

-- What happened, in arrival order. The skeleton stays; what people said is in body and can be forgotten.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  lane_key TEXT NOT NULL,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  fingerprint INTEGER NOT NULL,   -- of source and event_id: the window of recent ones tells duplicates
  kind TEXT NOT NULL,
  user_id TEXT,
  message_id TEXT,
  happened INTEGER NOT NULL,      -- by the reporter's clock
  arrived INTEGER NOT NULL,
  fate TEXT NOT NULL              -- handled, stale, paused, unbound, failed, echo
);
CREATE INDEX journal_key ON journal (lane_key, seq);

CREATE TABLE body (
  seq INTEGER PRIMARY KEY,
  text TEXT NOT NULL              -- a message's content or the whole event, JSON; a sealed event has no row
);

-- Why something was done or left alone.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  lane_key TEXT NOT NULL,
  feature TEXT NOT NULL,
  verdict TEXT NOT NULL,
  mode TEXT NOT NULL,             -- live, observed
  reason TEXT NOT NULL            -- JSON
);
CREATE INDEX decision_seq ON decision (seq);

-- The outbox, and afterwards the record of what became of each action.
CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  lane_key TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  reason TEXT NOT NULL,
  case_number INTEGER,
  state TEXT NOT NULL,            -- pending, claimed, done, observed, dropped, failed, unknown, human
  attempts INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  ended INTEGER,
  outcome TEXT
);
CREATE INDEX action_open ON action (state) WHERE state IN ('pending', 'claimed');
CREATE INDEX action_seq ON action (seq);
CREATE INDEX action_case ON action (case_number) WHERE case_number IS NOT NULL;

-- Letters between keys of different lanes, until the other lane has taken them.
CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  to_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
);

CREATE TABLE timer (
  id TEXT PRIMARY KEY,
  lane_key TEXT NOT NULL,
  feature TEXT NOT NULL,
  payload TEXT NOT NULL,
  due INTEGER NOT NULL
);

CREATE TABLE id_block (
  name TEXT PRIMARY KEY,
  next INTEGER NOT NULL
);

CREATE TABLE chat_group (
  group_id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  account TEXT NOT NULL,          -- the one that listens
  state TEXT NOT NULL,            -- present, lost
  capabilities TEXT NOT NULL,
  pack TEXT,
  binding TEXT,                   -- JSON, the differences of this group
  stage TEXT NOT NULL,            -- observe, live
  live_rules TEXT NOT NULL,       -- JSON list of rule ids
  paused_until INTEGER,
  staff_group INTEGER NOT NULL DEFAULT 0,
  first_seen INTEGER NOT NULL
);

CREATE TABLE member (
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  joined INTEGER,                 -- null when they were there before Steward
  messages INTEGER NOT NULL,      -- counted up to 1000
  present INTEGER NOT NULL,
  acknowledged INTEGER,
  PRIMARY KEY (group_id, user_id)
) WITHOUT ROWID;

-- Several logins of one human. A login without a row is its own person.
CREATE TABLE person_login (
  user_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  linked INTEGER NOT NULL
);
CREATE INDEX person_login_person ON person_login (person_id);

CREATE TABLE moderation_case (
  number INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  message_id TEXT,
  pack TEXT NOT NULL,
  version INTEGER NOT NULL,
  rule TEXT NOT NULL,
  clause INTEGER NOT NULL,
  clause_text TEXT NOT NULL,
  spans TEXT NOT NULL,            -- JSON: code point offsets in the evidence
  strike INTEGER NOT NULL,        -- the how-manieth that counts
  sanction TEXT NOT NULL,
  until INTEGER,
  mode TEXT NOT NULL,
  opened INTEGER NOT NULL,
  state TEXT NOT NULL,            -- open, undone
  undone INTEGER,
  undone_by TEXT
);
CREATE INDEX moderation_case_person ON moderation_case (person_id, number);
CREATE INDEX moderation_case_group ON moderation_case (group_id, number);

CREATE TABLE evidence (
  case_number INTEGER PRIMARY KEY,
  text TEXT NOT NULL
);

CREATE TABLE strike (
  case_number INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  mode TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  void INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX strike_person ON strike (person_id, expires);

-- Who speaks for the brand. A platform's admin is not staff by that alone.
CREATE TABLE staff (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,             -- owner, manager, analyst
  password TEXT,                  -- Argon2; null until it is set
  created INTEGER NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE staff_login (
  user_id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  linked INTEGER NOT NULL
);
CREATE TABLE staff_code (
  code TEXT PRIMARY KEY,          -- SHA-256 of the one-time code
  purpose TEXT NOT NULL,          -- sign-in, chat
  login TEXT NOT NULL,
  expires INTEGER NOT NULL
);
CREATE TABLE staff_session (
  token TEXT PRIMARY KEY,         -- SHA-256 of the cookie
  login TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  expires INTEGER NOT NULL
);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  login TEXT NOT NULL,
  what TEXT NOT NULL,
  target TEXT NOT NULL
);

CREATE TABLE pack_version (
  pack TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  files BLOB NOT NULL,            -- a zip
  published INTEGER NOT NULL,
  by_login TEXT NOT NULL,
  changes TEXT NOT NULL,          -- JSON list of sentences
  PRIMARY KEY (pack, version)
);
CREATE TABLE pairing (
  word TEXT PRIMARY KEY,
  binding TEXT NOT NULL           -- JSON
);

-- 待办: everything that waits for a person.
CREATE TABLE todo (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  group_id TEXT,
  subject TEXT NOT NULL,          -- what it hangs on; one open todo a kind and subject
  title TEXT NOT NULL,            -- JSON, both languages, without members' words
  detail TEXT NOT NULL,           -- JSON
  state TEXT NOT NULL,            -- open, claimed, done
  assignee TEXT,
  created INTEGER NOT NULL,
  due INTEGER NOT NULL,
  escalated INTEGER,
  ended INTEGER,
  result TEXT
);
CREATE INDEX todo_state ON todo (state, due);
CREATE UNIQUE INDEX todo_open ON todo (kind, subject) WHERE state <> 'done';
CREATE TABLE todo_note (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  login TEXT NOT NULL,
  what TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX todo_note_number ON todo_note (number);
CREATE TABLE duty (
  login TEXT NOT NULL,
  weekday INTEGER NOT NULL,       -- 1 Monday to 7 Sunday
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  PRIMARY KEY (login, weekday, from_minute)
);
