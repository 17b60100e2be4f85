-- How often somebody heard something unasked, on the last day on which they did: a group, or a person in private.
CREATE TABLE attention (
  lane_key TEXT COLLATE "C" PRIMARY KEY,
  day BIGINT NOT NULL,                   -- since 1970-01-01, in the pack's zone
  said BIGINT NOT NULL,
  last BIGINT NOT NULL
);

