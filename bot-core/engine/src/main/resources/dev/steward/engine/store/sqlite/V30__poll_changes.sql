-- Which ballots were erased, so that a running count knows when it has to start anew.
CREATE INDEX ballot_change_erased ON ballot_change (poll) WHERE kind = 'erased';
