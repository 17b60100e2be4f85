package dev.steward.engine.polls;

import dev.steward.engine.script.Poll;
import dev.steward.engine.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts an anonymous poll at its end: opens the sealed blocks and keeps of them only what says
 * nothing about one member.
 */
final class SealedCount {
  /** In place of a code: how many ballots there are. */
  static final String BALLOTS = "";

  private final long poll;
  private final Question question;
  private final Map<String, long[]> sums = new TreeMap<>();

  SealedCount(long poll, Question question, Seal seal, List<Ballots.Sealed> blocks) {
    this.poll = poll;
    this.question = question;
    for (Ballots.Sealed block : blocks) {
      sums.put(block.group(), seal.open(block.block(), block.group(), question.options().size()));
    }
  }

  /** The rows for {@code poll_tally}: none when there are too few ballots. */
  List<Row> rows() {
    Map<String, Long> sizes = new HashMap<>();
    sums.forEach((group, counts) -> sizes.put(group, counts[0]));
    long all = sizes.values().stream().mapToLong(Long::longValue).sum();
    if (all < PollResults.LEAST_CELL) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    add(rows, "", List.copyOf(sums.values()));
    List<String> shown = PollResults.shown(sizes);
    if (sums.size() > 1) {
      shown.forEach(group -> add(rows, group, List.of(sums.getOrDefault(group, new long[0]))));
      List<long[]> rest =
          sums.entrySet().stream()
              .filter(e -> !shown.contains(e.getKey()))
              .map(Map.Entry::getValue)
              .toList();
      if (!shown.isEmpty() && !rest.isEmpty()) {
        add(rows, PollData.SMALL_GROUPS, rest);
      }
    }
    return rows;
  }

  private void add(List<Row> rows, String group, List<long[]> counts) {
    if (question.type() == Poll.Type.MULTI) {
      // Options of several choices sum to more than the ballots.
      rows.add(new Row(poll, group, BALLOTS, counts.stream().mapToLong(c -> c[0]).sum()));
    }
    int position = 1;
    for (Poll.Option option : question.options()) {
      int at = position++;
      rows.add(new Row(poll, group, option.code(), counts.stream().mapToLong(c -> c[at]).sum()));
    }
  }

  /** One row of {@code poll_tally}. */
  record Row(long poll, String group, String code, long count) {
    void insert(Sql sql) {
      sql.update(
          "INSERT INTO poll_tally (poll, group_id, code, count) VALUES (?, ?, ?, ?)",
          poll,
          group,
          code,
          count);
    }
  }
}
