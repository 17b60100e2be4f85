-- Who ordered it, where staff acted by hand or agreed to what a rule suggested; nobody decides alone about their own.
ALTER TABLE moderation_case ADD COLUMN by_login TEXT COLLATE "C";
