-- How long stricter rules hold in a group: after a raid, or because staff said so.
ALTER TABLE chat_group ADD COLUMN guarded_until BIGINT;
