-- The ids of what was pressed and typed on the member page were made of what was chosen or said:
-- whoever had the database could try what it was. Now they are the journal's own numbers.
UPDATE journal SET event_id = 'b:page:' || seq, fingerprint = seq
  WHERE kind = 'button-pressed' AND message_id = '';
UPDATE journal SET event_id = 'p:page:' || seq, message_id = 'page:' || seq, fingerprint = seq
  WHERE kind = 'private-message-posted' AND message_id LIKE 'page:%';
