package dev.steward.engine.faq;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer and the ways to ask for it.
 *
 * @param id its name
 * @param line where it stands in its file; counts from 1
 * @param questions the standard one first; at least one
 * @param answer what is said; may be empty where only questions are matched
 * @param from the first day on which it may be said; always if null
 * @param until the last such day; always if null
 */
public record Entry(
    String id,
    int line,
    List<String> questions,
    String answer,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {
  public Entry {
    questions = List.copyOf(questions);
  }

  /** Whether it may be said on a day. */
  public boolean validOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }

  String question() {
    return questions.getFirst();
  }
}
