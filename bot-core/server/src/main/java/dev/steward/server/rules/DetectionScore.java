package dev.steward.server.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How well violations are told from ordinary talk, each figure from 0 to 1; null where there was
 * nothing to count.
 *
 * @param precision of the messages that were hit, how many violate
 * @param recall of the messages that violate, how many were hit
 * @param falsePositiveRate of the messages that are fine, how many were hit
 * @param f1 the harmonic mean of precision and recall
 * @param byClass the same by the class that people put them in
 * @param byEvasion the same by disguise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DetectionScore(
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double falsePositiveRate,
    @Nullable Double f1,
    Map<String, Part> byClass,
    Map<String, Part> byEvasion) {

  /**
   * Some of the messages.
   *
   * @param violating how many violate
   * @param found how many of them were hit
   * @param fine how many are fine
   * @param wronglyHit how many of those were hit
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Part(
      int violating,
      int found,
      @Nullable Double recall,
      int fine,
      int wronglyHit,
      @Nullable Double falsePositiveRate) {
    static Part of(List<LabelledMessage> messages, Predicate<LabelledMessage> hit) {
      int violating = count(messages, LabelledMessage::violates);
      int found = count(messages, message -> message.violates() && hit.test(message));
      int fine = messages.size() - violating;
      int wronglyHit = count(messages, hit) - found;
      return new Part(
          violating, found, share(found, violating), fine, wronglyHit, share(wronglyHit, fine));
    }

    private static int count(List<LabelledMessage> messages, Predicate<LabelledMessage> which) {
      return (int) messages.stream().filter(which).count();
    }
  }

  /**
   * Counts.
   *
   * @param hit whether a message was hit
   */
  public static DetectionScore of(List<LabelledMessage> messages, Predicate<LabelledMessage> hit) {
    Part all = Part.of(messages, hit);
    return new DetectionScore(
        share(all.found, all.found + all.wronglyHit),
        all.recall,
        all.falsePositiveRate,
        share(2 * all.found, all.found + all.wronglyHit + all.violating),
        by(messages, LabelledMessage::kind, hit),
        by(messages, LabelledMessage::evasion, hit));
  }

  private static Map<String, Part> by(
      List<LabelledMessage> messages,
      Function<LabelledMessage, String> column,
      Predicate<LabelledMessage> hit) {
    Map<String, Part> parts = new TreeMap<>();
    messages.stream()
        .map(column)
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(
            name ->
                parts.put(
                    name,
                    Part.of(
                        messages.stream()
                            .filter(message -> column.apply(message).equals(name))
                            .toList(),
                        hit)));
    return parts;
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
  }
}
