-- The two clocks of a complaint as moments, for those who look from outside; null while a clock stands still.
ALTER TABLE complaint ADD COLUMN reply_due INTEGER;
ALTER TABLE complaint ADD COLUMN done_due INTEGER;

-- A late complaint has no second todo any more: its only one is announced again.
UPDATE todo SET state = 'done', result = 'see the complaint' WHERE kind = 'complaint-overdue' AND state <> 'done';

-- Why nothing needs to be said about a product: a complaint about it; null when the line was said.
ALTER TABLE price_line ADD COLUMN complaint INTEGER;

-- What a published version of a price book says of a product, when that differs from the version before; never changed.
CREATE TABLE price_edition (
  pack TEXT NOT NULL,
  sku TEXT NOT NULL,
  version INTEGER NOT NULL,
  published INTEGER NOT NULL,
  book TEXT NOT NULL,             -- JSON: tiers, name and lines; no lines when it is no longer sold
  PRIMARY KEY (pack, sku, version)
) WITHOUT ROWID;

-- Whether a complaint of an incident is settled, as its own key has told.
ALTER TABLE incident_complaint ADD COLUMN over INTEGER NOT NULL DEFAULT 0;

-- The change feed of incidents: one row a change. Belongs to the brand's key.
CREATE TABLE incident_change (
  seq INTEGER PRIMARY KEY,
  incident INTEGER NOT NULL,
  what TEXT NOT NULL,             -- opened, joined, left, settled
  complaint INTEGER,              -- the one that joined or left
  at INTEGER NOT NULL
);
