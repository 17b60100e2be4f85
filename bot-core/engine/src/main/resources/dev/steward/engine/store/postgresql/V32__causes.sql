-- A complaint's cause is kept from the first on; an incident is made once a second one has the same.
ALTER TABLE incident_complaint ALTER COLUMN incident DROP NOT NULL;
ALTER TABLE incident_complaint ADD COLUMN subject TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE incident_complaint ADD COLUMN placed BIGINT NOT NULL DEFAULT 0;
UPDATE incident_complaint SET subject = (SELECT i.subject FROM incident i WHERE i.number = incident_complaint.incident);
ALTER TABLE incident_complaint ALTER COLUMN subject DROP DEFAULT;
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
  group_id TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  pack TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (group_id, since)
);
