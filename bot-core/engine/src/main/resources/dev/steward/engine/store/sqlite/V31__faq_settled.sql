-- Whether a question needs nobody any more: the member chose an answer, or staff put it away.
ALTER TABLE faq_question ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
