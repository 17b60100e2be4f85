-- The platform's own poll that asks a poll in a group; null where Steward's words do.
ALTER TABLE poll_here ADD COLUMN asked_in TEXT;
