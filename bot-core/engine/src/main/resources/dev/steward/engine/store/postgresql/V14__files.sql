-- Todos, complaints and incidents share one sequence, number_file: nothing to rename here.
SELECT 1;
