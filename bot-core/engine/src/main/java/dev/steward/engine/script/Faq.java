package dev.steward.engine.script;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What members ask, and what the brand answers.
 *
 * @param service who answers what Steward can't, and when; null if nothing is said about it
 * @param sensitive what is said to illness, doses, allergies and despair; null for Steward's own
 *     words
 * @param answers in the order written; ids are unique
 */
public record Faq(@Nullable String service, @Nullable String sensitive, List<Answer> answers) {
  public Faq {
    answers = List.copyOf(answers);
  }

  /** The answer with this id. */
  public Optional<Answer> answer(String id) {
    return answers.stream().filter(answer -> answer.id().equals(id)).findFirst();
  }

  /**
   * One answer.
   *
   * @param mark where it stands
   * @param asks ways to ask for it, the standard one first; at least one
   * @param say a template
   * @param from the first day on which it is said, or null
   * @param until the last such day, or null
   * @param groups the labels of the groups in which it is said; empty for all
   * @param reviewed whether somebody who may has checked it for illness, doses and the like
   */
  public record Answer(
      String id,
      SourceMark mark,
      List<String> asks,
      String say,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      Set<String> groups,
      boolean reviewed) {
    public Answer {
      asks = List.copyOf(asks);
      groups = Set.copyOf(groups);
    }

    /** Whether it may be said on a day. */
    public boolean validOn(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }

    /** Whether it may be said in the group with this label. */
    public boolean saidIn(String label) {
      return groups.isEmpty() || groups.contains(label);
    }

    /** The standard way to ask for it. */
    public String question() {
      return asks.getFirst();
    }
  }
}
