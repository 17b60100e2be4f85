-- When the webhook was last told of a todo; null while it has not been.
ALTER TABLE todo ADD COLUMN told BIGINT;
