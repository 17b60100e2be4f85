-- Who may pull data over the API, and what. The secret itself is not kept.
CREATE TABLE api_token (
  id TEXT COLLATE "C" PRIMARY KEY,       -- the part of the secret by which it is recognised
  hash TEXT COLLATE "C" NOT NULL,        -- SHA-256 of the whole secret
  name TEXT COLLATE "C" NOT NULL,
  scopes TEXT COLLATE "C" NOT NULL,      -- separated by spaces
  created BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  expires BIGINT NOT NULL,
  revoked BIGINT,
  revoked_by TEXT COLLATE "C"
);

-- What was pulled, summed up: a line for each token, hour, thing asked for and outcome.
CREATE TABLE api_use (
  token_id TEXT COLLATE "C" NOT NULL,
  hour BIGINT NOT NULL,                  -- hours since 1970 UTC
  what TEXT COLLATE "C" NOT NULL,        -- such as polls/fruit/responses
  status BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  pulled BIGINT NOT NULL,                -- rows
  last BIGINT NOT NULL,
  PRIMARY KEY (token_id, hour, what, status)
);
CREATE INDEX api_use_hour ON api_use (hour);

-- For rows in the order of pseudonyms: any other tells who is who.
CREATE UNIQUE INDEX ballot_respondent ON ballot (poll, respondent);

-- What must stay the same over restarts: the key that cursors are sealed with.
CREATE TABLE api_key (
  name TEXT COLLATE "C" PRIMARY KEY,
  secret BYTEA NOT NULL
);
