package dev.steward.engine.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Hands out ids that no other lane or node hands out: each takes a block of numbers from the
 * database, in the transaction at hand. After a rollback {@link #forget} must be called. For one
 * thread.
 */
public final class Numbers {
  private final Map<String, long[]> blocks = new HashMap<>();

  /** The next number of a sequence; numbers left of a block are skipped at a restart. */
  public long next(Sql sql, Sequence sequence) {
    long[] block = blocks.computeIfAbsent(sequence.name(), name -> new long[2]);
    if (block[0] == block[1]) {
      block[0] = take(sql, sequence);
      block[1] = block[0] + sequence.block;
    }
    return block[0]++;
  }

  private static long take(Sql sql, Sequence sequence) {
    return sql.first(
                "INSERT INTO id_block (name, next) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET next = id_block.next + ? RETURNING next",
                row -> row.number(1),
                sequence,
                1L + sequence.block,
                sequence.block)
            .orElseThrow()
        - sequence.block;
  }

  /** After a rollback: the blocks taken in it are gone. */
  public void forget() {
    blocks.clear();
  }

  /** What is numbered. Numbers that people read come without gaps. */
  public enum Sequence {
    JOURNAL(10_000),
    ACTION(1_000),
    DECISION(1_000),
    LETTER(1_000),
    POINTS(1_000),
    CASE(1),
    /** What waits for a person: todos, complaints and incidents share it, so that #12 is one. */
    FILE(1),
    BROADCAST(1),
    POLL(1),
    BALLOT(1),
    COMPLAINT_CHANGE(1),
    INCIDENT_CHANGE(1),
    OTHER(100);

    private final int block;

    Sequence(int block) {
      this.block = block;
    }
  }
}
