package dev.steward.engine.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Hands out ids that no other lane or node hands out. Each takes some from the database at a time:
 * in SQLite a block of a counter, in the transaction at hand; in PostgreSQL from a sequence, which
 * no rollback takes back and for which no lane waits. After a commit {@link #committed} must be
 * called, after a rollback {@link #forget}. For one thread.
 */
public final class Numbers {
  /** What a batch takes at a time in PostgreSQL doubles up to here. */
  private static final int MOST_AT_ONCE = 512;

  private final Map<Sequence, long[]> blocks = new HashMap<>();
  private final Map<Sequence, Taken> taken = new HashMap<>();

  /** The next number of a sequence. */
  public long next(Sql sql, Sequence sequence) {
    return switch (sql.dialect()) {
      case SQLITE -> ofBlock(sql, sequence);
      case POSTGRESQL -> taken.computeIfAbsent(sequence, _ -> new Taken()).next(sql, sequence);
    };
  }

  /** Numbers left of a block are skipped at a restart. */
  private long ofBlock(Sql sql, Sequence sequence) {
    long[] block = blocks.computeIfAbsent(sequence, _ -> new long[2]);
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

  /**
   * After a commit. What is left is let go where several lanes take numbers, so that the numbers of
   * what happened later are higher, whichever lane it happened in.
   */
  public void committed() {
    taken.clear();
  }

  /** After a rollback: the blocks taken in it are gone. */
  public void forget() {
    blocks.clear();
    taken.clear();
  }

  /** What one batch has taken of a sequence. */
  private static final class Taken {
    private final Deque<Long> left = new ArrayDeque<>();
    private int size = 1;

    long next(Sql sql, Sequence sequence) {
      if (left.isEmpty()) {
        left.addAll(
            sql.list(
                "SELECT nextval('" + sequence.stored() + "') FROM generate_series(1, ?)",
                row -> row.number(1),
                size));
        size = Math.min(Math.min(size * 2, MOST_AT_ONCE), sequence.block);
      }
      return left.removeFirst();
    }
  }

  /**
   * What is numbered. Numbers that people read come without gaps, but for those that PostgreSQL
   * leaves where a batch was rolled back.
   */
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
    POLL_CHANGE(1),
    BALLOT(1),
    COMPLAINT_CHANGE(1),
    INCIDENT_CHANGE(1),
    OTHER(100);

    private final int block;

    Sequence(int block) {
      this.block = block;
    }

    /** The name of the sequence in PostgreSQL. */
    String stored() {
      return "number_" + name().toLowerCase(Locale.ROOT);
    }
  }
}
