-- What rules asked and staff answered, for the rules' page and for what is learned from it.
CREATE INDEX todo_kind ON todo (kind, created);
