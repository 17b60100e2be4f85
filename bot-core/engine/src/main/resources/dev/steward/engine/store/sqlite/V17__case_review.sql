-- What staff said of a case when they looked at it again. The classifier learns from those whose text was judged; the text is in evidence, and is forgotten with it.
CREATE TABLE case_review (
  case_number INTEGER PRIMARY KEY,
  violates INTEGER NOT NULL,
  teaches INTEGER NOT NULL,        -- whether the case was about what its text says
  at INTEGER NOT NULL,
  by_login TEXT NOT NULL
);
