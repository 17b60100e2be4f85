-- Bans that staff share with other groups. What follows from one there is a case of its own, whose message is 'shared:<case>'.
CREATE TABLE shared_ban (
  case_number INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  by_login TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,            -- preview, shared, withdrawn
  words_zh TEXT NOT NULL,         -- what the preview said
  words_en TEXT NOT NULL,
  withdrawn_by TEXT,
  withdrawn INTEGER
);
CREATE INDEX moderation_case_message ON moderation_case (message_id);
