-- What a rule that asks first would have asked while its group was observed, for the rules' page.
CREATE INDEX decision_would_ask ON decision (seq) WHERE verdict = 'suggested' AND mode = 'observed';
