-- Bans that staff share with other groups. What follows from one there is a case of its own, whose message is 'shared:<case>'.
CREATE TABLE shared_ban (
  case_number BIGINT PRIMARY KEY,
  reason TEXT COLLATE "C" NOT NULL,
  by_login TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,            -- preview, shared, withdrawn
  words_zh TEXT COLLATE "C" NOT NULL,         -- what the preview said
  words_en TEXT COLLATE "C" NOT NULL,
  withdrawn_by TEXT COLLATE "C",
  withdrawn BIGINT
);
CREATE INDEX moderation_case_message ON moderation_case (message_id);
