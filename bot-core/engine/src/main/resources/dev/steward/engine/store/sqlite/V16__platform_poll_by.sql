-- The login that asked it, which alone hears its votes and may end it.
ALTER TABLE poll_here ADD COLUMN asked_by TEXT;
