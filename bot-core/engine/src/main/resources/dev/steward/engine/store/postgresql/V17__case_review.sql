-- What staff said of a case when they looked at it again. The classifier learns from those whose text was judged; the text is in evidence, and is forgotten with it.
CREATE TABLE case_review (
  case_number BIGINT PRIMARY KEY,
  violates BIGINT NOT NULL,
  teaches BIGINT NOT NULL,        -- whether the case was about what its text says
  at BIGINT NOT NULL,
  by_login TEXT COLLATE "C" NOT NULL
);
