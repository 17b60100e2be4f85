package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.Hash64;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a lane's groups posted lately: for floods and repetition. In memory; made
 * again from the journal, group by group. Times are those of posting, so that a backlog delivered
 * at once is no flood.
 */
final class Recent {
  private static final long BURST = 0x9E3779B97F4A7C15L;
  private static final long UPSET = 0xD1B54A32D192ED03L;

  private static final long TURNS = 0xA24BAED4963EE407L;

  /** So many turns in sign-up chains a member may take in a minute: for a family and a mistake. */
  private static final int MOST_TURNS = 5;

  private static final Duration TURNS_WITHIN = Duration.ofMinutes(1);

  /** How long somebody who complained may be hasty. */
  private static final Duration ANGER = Duration.ofMinutes(2);

  private final @Nullable Sql sql;
  private final Lately posted = new Lately();
  private final Lately said = new Lately();

  Recent(Sql sql) {
    this.sql = sql;
  }

  /** One that is told everything from the beginning. */
  Recent() {
    sql = null;
  }

  /** One of which nothing is known yet. */
  OfGroup fresh(GroupId group) {
    return new OfGroup(group);
  }

  /** What the members of one group posted, as one of its messages is judged. */
  OfGroup of(Turn turn, ReadyRules rules) {
    return turn.group()
        .memory(
            OfGroup.class,
            () -> {
              OfGroup fresh = new OfGroup(turn.group().id());
              fresh.load(turn.key(), turn.now(), rules);
              return fresh;
            });
  }

  /** One group's part of it. */
  final class OfGroup {
    private final GroupId group;
    private String lastChain = "";

    private OfGroup(GroupId group) {
      this.group = group;
    }

    /** Takes note of a message that counts. */
    void add(UserId user, Instant at, Instant arrived, Fingerprint text, ReadyRules rules) {
      long member = member(user);
      if (rules.floodWindow().isPositive()) {
        posted.add(member, at, arrived, rules.floodWindow());
      }
      if (rules.repeatWindow().isPositive()) {
        said.add(member ^ text.hash(), at, arrived, rules.repeatWindow());
      }
    }

    /** Takes note of a turn in a sign-up chain; true when the member takes too many. */
    boolean overdoes(UserId user, Instant at, Instant arrived) {
      long turns = member(user) ^ TURNS;
      posted.add(turns, at, arrived, TURNS_WITHIN);
      return posted.within(turns, at, TURNS_WITHIN, MOST_TURNS + 1) > MOST_TURNS;
    }

    /** Whether the member posted twice within what a flood is counted by. */
    boolean hasty(UserId user, Instant at, ReadyRules rules) {
      return rules.floodWindow().isPositive() && within(user, at, rules.floodWindow(), 2) > 1;
    }

    /** Takes note that the member complains while they post in haste. */
    void complained(UserId user, Instant at, Instant arrived) {
      posted.add(member(user) ^ UPSET, at, arrived, ANGER);
    }

    /** Whether they did lately. */
    boolean upset(UserId user, Instant at) {
      return posted.within(member(user) ^ UPSET, at, ANGER, 1) > 0;
    }

    /** How many messages the member posted within a time before and with this; at most so many. */
    int within(UserId user, Instant at, Duration within, int most) {
      return posted.within(member(user), at, within, most);
    }

    /** How many of them say the same; at most so many. */
    int same(UserId user, Instant at, Duration within, Fingerprint text, int most) {
      return said.within(member(user) ^ text.hash(), at, within, most);
    }

    /** Takes note that the member is in a burst; true when it has just begun. */
    boolean burst(UserId user, Instant at, Instant arrived, Duration within) {
      long burst = member(user) ^ BURST;
      boolean begun = posted.within(burst, at, within, 1) == 0;
      posted.add(burst, at, arrived, within);
      return begun;
    }

    /** The last message of a sign-up chain, to know the next one by. */
    String lastChain() {
      return lastChain;
    }

    void chain(String text) {
      lastChain = text;
    }

    private long member(UserId user) {
      return Hash64.of(group.platform(), group.id(), user.id());
    }

    /** What is in the journal of the last minutes. */
    private void load(Key key, Instant now, ReadyRules rules) {
      Duration flood = rules.floodWindow();
      Duration window = flood.compareTo(rules.repeatWindow()) > 0 ? flood : rules.repeatWindow();
      if (window.isZero()) {
        return;
      }
      record Row(UserId user, Instant at, Instant arrived, Fingerprint text) {}
      List<Row> rows =
          Objects.requireNonNull(sql)
              .list(
                  "SELECT j.user_id, j.happened, j.arrived, b.text FROM journal j"
                      + " JOIN body b ON b.seq = j.seq"
                      + " WHERE j.lane_key = ? AND j.kind = 'message-posted' AND j.fate = 'handled'"
                      + " AND j.arrived >= ? ORDER BY j.seq DESC LIMIT 500",
                  row ->
                      new Row(
                          UserId.parse(row.text(1)),
                          row.time(2),
                          row.time(3),
                          Fingerprint.of(Json.read(row.text(4), Content.class).opened().text())),
                  key,
                  now.minus(window));
      for (Row row : rows.reversed()) {
        if (!rules.repeatable(row.text)) {
          add(row.user, row.at, row.arrived, row.text, rules);
        }
      }
    }
  }
}
