-- A complaint's cause is kept from the first on; an incident is made once a second one has the same.
ALTER TABLE incident_complaint RENAME TO incident_complaint_before;
CREATE TABLE incident_complaint (
  complaint INTEGER PRIMARY KEY,
  incident INTEGER,               -- null while no other has its cause, and when staff took it out
  person_id TEXT NOT NULL,
  over INTEGER NOT NULL DEFAULT 0,
  subject TEXT NOT NULL,          -- its cause: sku, channel, price and day
  placed INTEGER NOT NULL DEFAULT 0 -- whether staff said where it belongs
);
INSERT INTO incident_complaint (complaint, incident, person_id, over, subject)
  SELECT b.complaint, b.incident, b.person_id, b.over, i.subject
  FROM incident_complaint_before b JOIN incident i ON i.number = b.incident;
DROP TABLE incident_complaint_before;
CREATE INDEX incident_complaint_incident ON incident_complaint (incident);
CREATE INDEX incident_complaint_subject ON incident_complaint (subject);

-- Incidents of one complaint, of which that complaint never knew.
UPDATE incident_complaint SET incident = NULL
  WHERE incident IN (SELECT incident FROM incident_complaint GROUP BY incident HAVING count(*) = 1)
  AND complaint IN (SELECT number FROM complaint WHERE incident IS NULL);
DELETE FROM incident WHERE NOT EXISTS (SELECT 1 FROM complaint c WHERE c.incident = incident.number)
  AND NOT EXISTS (SELECT 1 FROM incident_complaint c WHERE c.incident = incident.number);
DELETE FROM incident_change WHERE incident NOT IN (SELECT number FROM incident);

DROP INDEX incident_open;
CREATE INDEX incident_subject ON incident (subject);

-- When a group got another pack than it had: what its book says counts from then on. Belongs to the group's key.
CREATE TABLE group_pack (
  group_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  pack TEXT NOT NULL,
  PRIMARY KEY (group_id, since)
) WITHOUT ROWID;
