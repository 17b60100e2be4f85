-- What Steward answered, and what staff said of it. Belongs to the group's key; the words can be forgotten.
CREATE TABLE faq_answer (
  seq BIGINT PRIMARY KEY,                -- of the question
  group_id TEXT COLLATE "C" NOT NULL,
  pack TEXT COLLATE "C" NOT NULL,
  entry TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,     -- who asked
  text TEXT COLLATE "C",                 -- the question; null once forgotten
  how TEXT COLLATE "C" NOT NULL,         -- exact, sure, addressed, chosen
  score DOUBLE PRECISION NOT NULL,       -- how sure, 0 to 1
  at BIGINT NOT NULL,
  message_id TEXT COLLATE "C",           -- of the answer, once it is out
  verdict TEXT COLLATE "C",              -- right, wrong; null while nobody said
  verdict_by TEXT COLLATE "C",
  verdict_entry TEXT COLLATE "C"              -- the right entry after a wrong answer, if staff named it
);
CREATE INDEX faq_answer_entry ON faq_answer (group_id, entry, at);
CREATE INDEX faq_answer_message ON faq_answer (group_id, message_id);
CREATE INDEX faq_answer_user ON faq_answer (user_id);

-- Questions without an answer. Belongs to the group's key; the words can be forgotten.
CREATE TABLE faq_question (
  seq BIGINT PRIMARY KEY,
  group_id TEXT COLLATE "C" NOT NULL,
  pack TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C",
  addressed BIGINT NOT NULL,
  nearest TEXT COLLATE "C",              -- the entry that came nearest
  score DOUBLE PRECISION NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX faq_question_pack ON faq_question (pack, at);
CREATE INDEX faq_question_user ON faq_question (user_id);

-- What staff taught by 对 and 不对: a further way to ask for an entry, or one that does not ask for it. Belongs to the
-- brand's key, survives publishing; counted by revision, so rows are undone, never deleted but by erasing a person.
CREATE TABLE faq_lesson (
  id BIGINT PRIMARY KEY,
  pack TEXT COLLATE "C" NOT NULL,
  entry TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C",                 -- null once forgotten
  user_id TEXT COLLATE "C" NOT NULL,     -- who asked so
  asks BIGINT NOT NULL,                  -- 1: this asks for the entry, 0: it does not
  login TEXT COLLATE "C" NOT NULL,       -- who taught it
  at BIGINT NOT NULL,
  undone BIGINT NOT NULL
);
CREATE INDEX faq_lesson_pack ON faq_lesson (pack);
CREATE INDEX faq_lesson_user ON faq_lesson (user_id);

-- "Did you mean": what a member may answer with a number. Belongs to the group's key.
CREATE TABLE faq_choice (
  group_id TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  entries TEXT COLLATE "C" NOT NULL,     -- JSON, in the order shown
  until BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
