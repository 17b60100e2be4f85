-- What Steward answered, and what staff said of it. Belongs to the group's key; the words can be forgotten.
CREATE TABLE faq_answer (
  seq INTEGER PRIMARY KEY,        -- of the question
  group_id TEXT NOT NULL,
  pack TEXT NOT NULL,
  entry TEXT NOT NULL,
  user_id TEXT NOT NULL,          -- who asked
  text TEXT,                      -- the question; null once forgotten
  how TEXT NOT NULL,              -- exact, sure, addressed, chosen
  score REAL NOT NULL,            -- how sure, 0 to 1
  at INTEGER NOT NULL,
  message_id TEXT,                -- of the answer, once it is out
  verdict TEXT,                   -- right, wrong; null while nobody said
  verdict_by TEXT,
  verdict_entry TEXT              -- the right entry after a wrong answer, if staff named it
);
CREATE INDEX faq_answer_entry ON faq_answer (group_id, entry, at);
CREATE INDEX faq_answer_message ON faq_answer (group_id, message_id);
CREATE INDEX faq_answer_user ON faq_answer (user_id);

-- Questions without an answer. Belongs to the group's key; the words can be forgotten.
CREATE TABLE faq_question (
  seq INTEGER PRIMARY KEY,
  group_id TEXT NOT NULL,
  pack TEXT NOT NULL,
  user_id TEXT NOT NULL,
  text TEXT,
  addressed INTEGER NOT NULL,
  nearest TEXT,                   -- the entry that came nearest
  score REAL NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX faq_question_pack ON faq_question (pack, at);
CREATE INDEX faq_question_user ON faq_question (user_id);

-- What staff taught by 对 and 不对: a further way to ask for an entry, or one that does not ask for it. Belongs to the
-- brand's key, survives publishing; counted by revision, so rows are undone, never deleted but by erasing a person.
CREATE TABLE faq_lesson (
  id INTEGER PRIMARY KEY,
  pack TEXT NOT NULL,
  entry TEXT NOT NULL,
  text TEXT,                      -- null once forgotten
  user_id TEXT NOT NULL,          -- who asked so
  asks INTEGER NOT NULL,          -- 1: this asks for the entry, 0: it does not
  login TEXT NOT NULL,            -- who taught it
  at INTEGER NOT NULL,
  undone INTEGER NOT NULL
);
CREATE INDEX faq_lesson_pack ON faq_lesson (pack);
CREATE INDEX faq_lesson_user ON faq_lesson (user_id);

-- "Did you mean": what a member may answer with a number. Belongs to the group's key.
CREATE TABLE faq_choice (
  group_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  entries TEXT NOT NULL,          -- JSON, in the order shown
  until INTEGER NOT NULL,
  PRIMARY KEY (group_id, user_id)
) WITHOUT ROWID;
