-- What is asked about one member's cases in one group is found by both, in a group with
-- thousands of cases, too.
DROP INDEX moderation_case_person;
CREATE INDEX moderation_case_person ON moderation_case (person_id, group_id, number);
DROP INDEX moderation_case_message;
CREATE INDEX moderation_case_message ON moderation_case (message_id, group_id);
