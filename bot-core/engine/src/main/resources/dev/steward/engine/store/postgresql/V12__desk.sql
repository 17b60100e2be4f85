-- The two clocks of a complaint as moments, for those who look from outside; null while a clock stands still.
ALTER TABLE complaint ADD COLUMN reply_due BIGINT;
ALTER TABLE complaint ADD COLUMN done_due BIGINT;

-- A late complaint has no second todo any more: its only one is announced again.
UPDATE todo SET state = 'done', result = 'see the complaint' WHERE kind = 'complaint-overdue' AND state <> 'done';

-- Why nothing needs to be said about a product: a complaint about it; null when the line was said.
ALTER TABLE price_line ADD COLUMN complaint BIGINT;

-- What a published version of a price book says of a product, when that differs from the version before; never changed.
CREATE TABLE price_edition (
  pack TEXT COLLATE "C" NOT NULL,
  sku TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  published BIGINT NOT NULL,
  book TEXT COLLATE "C" NOT NULL,        -- JSON: tiers, name and lines; no lines when it is no longer sold
  PRIMARY KEY (pack, sku, version)
);

-- Whether a complaint of an incident is settled, as its own key has told.
ALTER TABLE incident_complaint ADD COLUMN over BIGINT NOT NULL DEFAULT 0;

-- The change feed of incidents: one row a change. Belongs to the brand's key.
CREATE TABLE incident_change (
  seq BIGINT PRIMARY KEY,
  incident BIGINT NOT NULL,
  what TEXT COLLATE "C" NOT NULL,        -- opened, joined, left, settled
  complaint BIGINT,                      -- the one that joined or left
  at BIGINT NOT NULL
);
