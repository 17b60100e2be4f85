-- Which tier a person has, and since when: the last row of a person counts. Belongs to the brand's key.
CREATE TABLE person_tier (
  person_id TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  tier TEXT COLLATE "C",                 -- as the price book names it; null from when on there is none
  by_login TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (person_id, since)
);

-- How many persons a group added to those whom a poll had reached; null for polls from before they were counted.
ALTER TABLE poll_reach ADD COLUMN persons BIGINT;
