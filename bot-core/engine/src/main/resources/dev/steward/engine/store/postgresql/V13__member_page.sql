-- To whom a private message went, so that the member page can show what was said to a person alone.
ALTER TABLE action ADD COLUMN recipient TEXT COLLATE "C";
CREATE INDEX action_recipient ON action (recipient, id) WHERE recipient IS NOT NULL;

-- Of somebody who came by the member page and for whom no adapter vouches: counted apart.
ALTER TABLE ballot ADD COLUMN unverified BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ballot_change ADD COLUMN unverified BIGINT NOT NULL DEFAULT 0;
