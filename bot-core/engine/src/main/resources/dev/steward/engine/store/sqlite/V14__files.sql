-- Todos, complaints and incidents share one sequence; it is named after what they are.
UPDATE id_block SET name = 'file' WHERE name = 'todo';
