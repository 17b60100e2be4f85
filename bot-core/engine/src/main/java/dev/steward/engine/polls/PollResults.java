package dev.steward.engine.polls;

import dev.steward.engine.script.Poll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a poll says, and how sure that is. Pure.
 *
 * @param n how many ballots count
 * @param reached how many persons were in the groups when they were asked; one who is in two groups
 *     is in it once
 * @param shares of the options, in the order in which they were written; of several choices each
 *     option counts by itself, so that they sum to more than all
 * @param rating of a rating; else null
 * @param groups the same by group, as far as that says nothing about few; empty when there is
 *     nothing to compare
 * @param tiers the same by tier
 * @param withheld whether there are so few ballots of an anonymous poll that not even the sums are
 *     told, or it can't be counted
 * @param uncounted whether there are ballots of an anonymous poll that can't be counted, since its
 *     key is gone
 */
public record PollResults(
    long n,
    long reached,
    List<Share> shares,
    @Nullable Rating rating,
    List<Part> groups,
    List<Part> tiers,
    boolean withheld,
    boolean uncounted) {
  /** A part of fewer ballots is not shown by itself. */
  public static final int LEAST_CELL = 5;

  /** Fewer say nothing about all. */
  public static final int LEAST_TO_CONCLUDE = 30;

  /** One option. {@code interval} is null when there are no ballots. */
  public record Share(String code, String text, long count, @Nullable Interval interval) {
    /** Of all ballots, from 0 to 1. */
    public double of(long n) {
      return n == 0 ? 0 : (double) count / n;
    }
  }

  /**
   * A rating.
   *
   * @param nps from -100 to 100: those who said 9 or 10 less those who said 0 to 6; null unless the
   *     scale is 0 to 10
   */
  public record Rating(
      double mean,
      Interval interval,
      double median,
      @Nullable Double nps,
      @Nullable Interval npsInterval) {}

  /**
   * One group or tier.
   *
   * @param name empty for those that are too small to be shown, together; {@code ?} for those whose
   *     tier is not known
   */
  public record Part(String name, long n, List<Share> shares, @Nullable Rating rating) {}

  public PollResults {
    shares = List.copyOf(shares);
    groups = List.copyOf(groups);
    tiers = List.copyOf(tiers);
  }

  /**
   * Draws the results.
   *
   * @param total all ballots
   * @param byGroup the same, by group; for an anonymous poll as far as it is kept, with an empty
   *     name for the groups that are too small
   */
  public static PollResults of(
      Question question, List<Counted> total, List<Counted> byGroup, long reached) {
    long n = n(total);
    if (question.anonymous() && n < LEAST_CELL) {
      return new PollResults(n, reached, List.of(), null, List.of(), List.of(), true, false);
    }
    return new PollResults(
        n,
        reached,
        shares(question, total),
        rating(question, total),
        parts(question, byGroup, Counted::group),
        parts(question, total, counted -> counted.tier() == null ? "?" : counted.tier()),
        false,
        false);
  }

  /**
   * How many ballots there are: each line is so many, unless a line without choices says how many,
   * and the others how often each option was chosen.
   */
  private static long n(List<Counted> ballots) {
    boolean told = ballots.stream().anyMatch(counted -> counted.choices().isEmpty());
    return ballots.stream()
        .filter(counted -> !told || counted.choices().isEmpty())
        .mapToLong(Counted::count)
        .sum();
  }

  private static List<Share> shares(Question question, List<Counted> ballots) {
    long n = n(ballots);
    List<Share> shares = new ArrayList<>();
    for (Poll.Option option : question.options()) {
      long count =
          ballots.stream()
              .filter(counted -> counted.choices().contains(option.code()))
              .mapToLong(Counted::count)
              .sum();
      shares.add(
          new Share(
              option.code(), option.text(), count, n == 0 ? null : Interval.wilson(count, n)));
    }
    return shares;
  }

  private static @Nullable Rating rating(Question question, List<Counted> ballots) {
    long n = n(ballots);
    if (question.type() != Poll.Type.RATING || n == 0) {
      return null;
    }
    TreeMap<Integer, Long> counts = new TreeMap<>();
    ballots.forEach(
        counted ->
            counts.merge(
                Integer.parseInt(counted.choices().getFirst()), counted.count(), Long::sum));
    double mean = mean(counts, n, number -> (double) number);
    double spread =
        variance(counts, n, number -> (double) number, question.lowest(), question.highest());
    Double nps = null;
    Interval npsInterval = null;
    if (question.highest() == 10) {
      Function<Integer, Double> promotes = number -> number >= 9 ? 100.0 : number <= 6 ? -100.0 : 0;
      nps = mean(counts, n, promotes);
      npsInterval = Interval.ofMean(nps, variance(counts, n, promotes, -100, 100), n, -100, 100);
    }
    return new Rating(
        mean,
        Interval.ofMean(mean, spread, n, question.lowest(), question.highest()),
        (nth(counts, (n - 1) / 2) + nth(counts, n / 2)) / 2.0,
        nps,
        npsInterval);
  }

  private static double mean(Map<Integer, Long> counts, long n, Function<Integer, Double> value) {
    return counts.entrySet().stream().mapToDouble(e -> value.apply(e.getKey()) * e.getValue()).sum()
        / n;
  }

  /**
   * Of one answer, as if one more stood at each end of the scale: a few that agree do not prove
   * that all do.
   */
  private static double variance(
      Map<Integer, Long> counts,
      long n,
      Function<Integer, Double> value,
      double least,
      double most) {
    double mean = mean(counts, n, value);
    double squares =
        counts.entrySet().stream()
            .mapToDouble(e -> Math.pow(value.apply(e.getKey()) - mean, 2) * e.getValue())
            .sum();
    return (squares + Math.pow(mean - least, 2) + Math.pow(most - mean, 2)) / (n + 1);
  }

  private static int nth(TreeMap<Integer, Long> counts, long place) {
    long before = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      before += entry.getValue();
      if (place < before) {
        return entry.getKey();
      }
    }
    return counts.lastKey();
  }

  /** The parts that are big enough, largest first, and the rest as one, if that is big enough. */
  private static List<Part> parts(
      Question question, List<Counted> ballots, Function<Counted, String> by) {
    Map<String, List<Counted>> all = new TreeMap<>();
    for (Counted counted : ballots) {
      all.computeIfAbsent(by.apply(counted), _ -> new ArrayList<>()).add(counted);
    }
    Map<String, Long> sizes = new TreeMap<>();
    all.forEach((name, part) -> sizes.put(name, n(part)));
    List<String> shown = shown(sizes);
    if (all.size() < 2 || shown.isEmpty()) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (String name : shown) {
      parts.add(part(question, name, all.getOrDefault(name, List.of())));
    }
    List<Counted> rest = new ArrayList<>();
    all.forEach(
        (name, part) -> {
          if (!shown.contains(name)) {
            rest.addAll(part);
          }
        });
    if (!rest.isEmpty()) {
      parts.add(part(question, "", rest));
    }
    return parts;
  }

  private static Part part(Question question, String name, List<Counted> ballots) {
    long n = n(ballots);
    return new Part(name, n, shares(question, ballots), rating(question, ballots));
  }

  /**
   * Which parts may be shown by themselves: those of {@link #LEAST_CELL} ballots or more, but so
   * that what is left over, which anybody can take from the whole, is none, or of two parts or more
   * with {@link #LEAST_CELL} ballots or more.
   *
   * @param sizes how many ballots each part has
   * @return their names, largest first
   */
  static List<String> shown(Map<String, Long> sizes) {
    List<String> shown =
        new ArrayList<>(
            sizes.keySet().stream()
                .filter(name -> !name.isEmpty() && size(sizes, name) >= LEAST_CELL)
                .sorted(
                    Comparator.comparingLong((String name) -> size(sizes, name))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList());
    while (!shown.isEmpty() && tells(sizes, shown)) {
      shown.removeLast();
    }
    return shown;
  }

  private static long size(Map<String, Long> sizes, String name) {
    return sizes.getOrDefault(name, 0L);
  }

  private static boolean tells(Map<String, Long> sizes, List<String> shown) {
    List<Long> left =
        sizes.entrySet().stream()
            .filter(e -> !shown.contains(e.getKey()) && !e.getKey().isEmpty() && e.getValue() > 0)
            .map(Map.Entry::getValue)
            .toList();
    long ballots = left.stream().mapToLong(Long::longValue).sum();
    return !left.isEmpty() && (left.size() < 2 || ballots < LEAST_CELL);
  }

  /** Whether enough voted to say something about all. */
  public boolean conclusive() {
    return n >= LEAST_TO_CONCLUDE;
  }

  /** The option that is ahead of all others beyond chance; null when none is. */
  public @Nullable Share leader() {
    List<Share> ranked =
        shares.stream().sorted(Comparator.comparingLong(Share::count).reversed()).toList();
    if (!conclusive() || ranked.size() < 2) {
      return null;
    }
    Interval first = ranked.get(0).interval();
    Interval second = ranked.get(1).interval();
    return first != null && second != null && first.apart(second) ? ranked.getFirst() : null;
  }
}
