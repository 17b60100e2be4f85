package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A poll as files.
 *
 * @param number as people say it
 * @param type single, multi, rating or open
 * @param codes in the order in which they were written
 * @param words whether answers in words are written out; else their column is empty
 */
public record PollExport(
    long number, String title, String type, boolean anonymous, List<Code> codes, boolean words) {
  public PollExport {
    codes = List.copyOf(codes);
  }

  /** What a code in a ballot means. */
  record Code(String code, String text) {}

  /** How its ballots are laid out. */
  public enum Form {
    /** A row for each respondent, as their ballot stands. */
    WIDE,
    /** A row for each change, in order. */
    LONG,
    /** What the columns and codes mean. */
    CODEBOOK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Form> of(String word) {
      for (Form form : values()) {
        if (form.word().equals(word)) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }
  }

  /** Finds a poll by its number. */
  public static Optional<PollExport> find(Sql sql, long number, boolean words) {
    List<Code> codes =
        sql.list(
            "SELECT code, text FROM poll_code WHERE poll = ? ORDER BY position",
            row -> new Code(row.text(1), row.text(2)),
            number);
    return sql.first(
        "SELECT title, type, anonymous FROM poll WHERE number = ?",
        row -> new PollExport(number, row.text(1), row.text(2), row.yes(3), codes, words),
        number);
  }

  /** Whether there are ballots to write: an anonymous poll has none that say anything. */
  public boolean has(Form form) {
    return form == Form.CODEBOOK || !anonymous;
  }

  /** The table of a form, and what explains it. */
  public List<Table> tables(Form form) {
    if (!has(form)) {
      throw new IllegalArgumentException("poll: #" + number + " is anonymous");
    }
    List<Table> tables = new ArrayList<>();
    switch (form) {
      case WIDE -> tables.add(new WideBallots(this));
      case LONG -> tables.add(new BallotChanges(this));
      case CODEBOOK -> {}
    }
    tables.add(new Codebook(this));
    return tables;
  }

  /** A file's name without its ending. */
  public String fileName(Form form) {
    return "poll-" + number + "-" + form.word();
  }
}
