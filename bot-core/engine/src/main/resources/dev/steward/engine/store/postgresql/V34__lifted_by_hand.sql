-- When somebody let a member speak again on the platform itself, before the mute's time.
ALTER TABLE moderation_case ADD COLUMN lifted BIGINT;
