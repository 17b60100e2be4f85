package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ballots: tables {@code ballot}, {@code ballot_change}, {@code ballot_text} and {@code
 * poll_seal}. Belongs to the brand's key.
 */
final class Ballots {
  private final Sql sql;
  private final TurnContext context;

  Ballots(TurnContext context) {
    this.sql = context.sql();
    this.context = context;
  }

  /**
   * A person's ballot as it stands.
   *
   * @param choices codes; null when sealed or taken back
   */
  record Standing(@Nullable List<String> choices, @Nullable Long text, boolean withdrawn) {}

  Optional<Standing> find(long poll, String person) {
    return sql.first(
        "SELECT choices, text_id, kind FROM ballot WHERE poll = ? AND person_id = ?",
        row -> {
          String choices = row.textOrNull(1);
          return new Standing(
              choices == null ? null : Json.readStrings(choices),
              row.missing(2) ? null : row.number(2),
              row.text(3).equals("withdrawn"));
        },
        poll,
        person);
  }

  /** Whether a mark is among those who voted, whoever it stands for. */
  boolean marked(long poll, String mark) {
    return sql.first(
            "SELECT 1 FROM ballot WHERE poll = ? AND respondent = ?",
            row -> row.number(1),
            poll,
            mark)
        .isPresent();
  }

  /**
   * What a ballot is from now on.
   *
   * @param respondent what stands for the person: a pseudonym, or the mark of a sealed one
   * @param tier of the person; null when none is known, and for a sealed one
   * @param choices codes; null when sealed or taken back
   * @param order codes as they were shown; null when as written
   * @param kind cast, changed or withdrawn
   */
  record Change(
      long poll,
      String person,
      String respondent,
      GroupId group,
      @Nullable String tier,
      @Nullable List<String> choices,
      @Nullable String words,
      @Nullable List<String> order,
      String kind) {}

  /** Writes it down, and adds it to the changes. */
  void write(Change change, Instant at) {
    String choices = change.choices == null ? null : Json.write(change.choices);
    Long text = change.words == null ? null : text(change.poll, change.words);
    boolean unverified = Visitors.is(change.person);
    sql.update(
        "INSERT INTO ballot (poll, person_id, respondent, group_id, tier, choices, text_id, at,"
            + " kind, unverified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (poll,"
            + " person_id) DO UPDATE SET group_id = excluded.group_id, tier = excluded.tier,"
            + " choices = excluded.choices, text_id = excluded.text_id, at = excluded.at, kind ="
            + " excluded.kind",
        change.poll,
        change.person,
        change.respondent,
        change.group,
        change.tier,
        choices,
        text,
        at,
        change.kind,
        unverified);
    sql.update(
        "INSERT INTO ballot_change (seq, poll, respondent, group_id, tier, choices, text_id,"
            + " option_order, at, kind, unverified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        context.numbers().next(sql, Numbers.Sequence.BALLOT),
        change.poll,
        change.respondent,
        change.group,
        change.tier,
        choices,
        text,
        change.order == null ? null : Json.write(change.order),
        at,
        change.kind,
        unverified);
  }

  private long text(long poll, String words) {
    long id = context.numbers().next(sql, Numbers.Sequence.OTHER);
    sql.update("INSERT INTO ballot_text (id, poll, text) VALUES (?, ?, ?)", id, poll, words);
    return id;
  }

  /** The words of an answer, if they were not forgotten. */
  Optional<String> words(long id) {
    return sql.first("SELECT text FROM ballot_text WHERE id = ?", row -> row.text(1), id);
  }

  /** Counts an anonymous ballot in its group's sealed block. */
  void seal(long poll, GroupId group, Seal seal, int options, List<Integer> choices) {
    byte[] before =
        sql.first(
                "SELECT sealed FROM poll_seal WHERE poll = ? AND group_id = ?",
                row -> row.bytes(1),
                poll,
                group)
            .orElse(null);
    sql.update(
        "INSERT INTO poll_seal (poll, group_id, sealed) VALUES (?, ?, ?)"
            + " ON CONFLICT (poll, group_id) DO UPDATE SET sealed = excluded.sealed",
        poll,
        group,
        seal.add(before, group.toString(), options, choices));
  }

  /** A group's sealed block. */
  record Sealed(String group, byte[] block) {}

  /** That of one group; empty before the first ballot. */
  Optional<Sealed> sealed(long poll, GroupId group) {
    return sql.first(
        "SELECT group_id, sealed FROM poll_seal WHERE poll = ? AND group_id = ?",
        row -> new Sealed(row.text(1), row.bytes(2)),
        poll,
        group);
  }

  List<Sealed> sealed(long poll) {
    return sql.list(
        "SELECT group_id, sealed FROM poll_seal WHERE poll = ? ORDER BY group_id",
        row -> new Sealed(row.text(1), row.bytes(2)),
        poll);
  }
}
