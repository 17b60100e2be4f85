-- Who may pull data over the API, and what. The secret itself is not kept.
CREATE TABLE api_token (
  id TEXT PRIMARY KEY,            -- the part of the secret by which it is recognised
  hash TEXT NOT NULL,             -- SHA-256 of the whole secret
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,           -- separated by spaces
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER,
  revoked_by TEXT
);

-- What was pulled, summed up: a line for each token, hour, thing asked for and outcome.
CREATE TABLE api_use (
  token_id TEXT NOT NULL,
  hour INTEGER NOT NULL,          -- hours since 1970 UTC
  what TEXT NOT NULL,             -- such as polls/fruit/responses
  status INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  pulled INTEGER NOT NULL,        -- rows
  last INTEGER NOT NULL,
  PRIMARY KEY (token_id, hour, what, status)
) WITHOUT ROWID;
CREATE INDEX api_use_hour ON api_use (hour);

-- For rows in the order of pseudonyms: any other tells who is who.
CREATE UNIQUE INDEX ballot_respondent ON ballot (poll, respondent);

-- What must stay the same over restarts: the key that cursors are sealed with.
CREATE TABLE api_key (
  name TEXT PRIMARY KEY,
  secret BLOB NOT NULL
);
