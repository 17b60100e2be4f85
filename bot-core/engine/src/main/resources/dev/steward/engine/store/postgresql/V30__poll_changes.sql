-- The change feed of polls: one row a change. Belongs to the brand's key.
CREATE TABLE poll_change (
  seq BIGINT PRIMARY KEY,                -- grows with each commit
  poll BIGINT NOT NULL,
  what TEXT COLLATE "C" NOT NULL,        -- opened, closed, reopened, counted
  at BIGINT NOT NULL
);

INSERT INTO poll_change (seq, poll, what, at)
  SELECT row_number() OVER (ORDER BY at, poll, what DESC), poll, what, at FROM (
    SELECT number AS poll, 'opened' AS what, opened AS at FROM poll
    UNION ALL SELECT number, 'closed', ended FROM poll WHERE ended IS NOT NULL) AS known;
CREATE SEQUENCE number_poll_change CACHE 1;
SELECT setval('number_poll_change', max(seq)) FROM poll_change HAVING count(*) > 0;

-- Which ballots were erased, so that a running count knows when it has to start anew.
CREATE INDEX ballot_change_erased ON ballot_change (poll) WHERE kind = 'erased';
