package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.lane.KillFeed.Kind;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds at the end of {@link KillDay}, however often its process was killed. An order whose
 * answer was lost is never repeated: it may have been said, and is written down as unknown.
 */
final class KillDayCheck {
  /** How many posts that were not said are earlier than those that a schedule lists. */
  private static final Pattern EARLIER = Pattern.compile("更早的还有 ([0-9]+) 条");

  private final Sql sql;
  private final KillCheck kills;
  private final Collection<Integer> acks;
  private final List<Written> actions;
  private final Map<Long, Long> said;
  private final List<KillPlatform.Line> orders;

  /**
   * An action, as Steward wrote it down.
   *
   * @param rule the topic, poll or broadcast that it is of; null for others
   */
  private record Written(
      long id, Key key, Action action, String feature, @Nullable String rule, String state) {
    private record Cited(String feature, @Nullable String rule) {}

    static Written read(Sql.Row row) throws SQLException {
      Cited cited = Json.read(row.text(4), Cited.class);
      return new Written(
          row.number(1),
          Key.parse(row.text(2)),
          Json.read(row.text(3), Action.class),
          cited.feature,
          cited.rule,
          row.text(5));
    }

    String text() {
      return switch (action) {
        case Action.SendMessage send -> send.content().text();
        case Action.SendPrivate send -> send.content().text();
        default -> "";
      };
    }

    boolean unknown() {
      return state.equals("unknown");
    }
  }

  KillDayCheck(Sql sql, List<KillPlatform.Line> orders, Collection<Integer> acks) {
    this.sql = sql;
    this.orders = orders;
    this.acks = acks;
    kills = new KillCheck(sql, orders);
    actions =
        sql.list(
            "SELECT id, lane_key, payload, reason, state FROM action ORDER BY id", Written::read);
    said =
        orders.stream()
            .collect(Collectors.groupingBy(KillPlatform.Line::id, Collectors.counting()));
  }

  void everything() {
    assertThat(kills.journaled()).as("acknowledged events").containsAll(acks);
    kills.inOrderAndOnce();
    kills.adverts();
    kills.checkIns();
    kills.questions();
    kills.ordersAndActions();
    saidOnceOrUnknown();
    topics();
    privately();
    polls();
    broadcasts();
    receipts();
    welcomes();
    complaints();
    staffAreTold();
  }

  /** All came to an end; what was claimed when the process died is not known, and only that. */
  private void saidOnceOrUnknown() {
    assertThat(actions).allMatch(one -> List.of("done", "unknown").contains(one.state));
    for (Written one : actions) {
      long times = said.getOrDefault(one.id, 0L);
      if (one.unknown()) {
        assertThat(KillDayPlatform.knows(one.action.group())).as("unknown: %s", one).isFalse();
        assertThat(times).as("times that it was said: %s", one).isBetween(0L, 1L);
      } else if (one.action.repeatable()) {
        assertThat(times).as("times that it was done: %s", one).isPositive();
      } else {
        assertThat(times).as("times that it was said: %s", one).isEqualTo(1);
      }
    }
  }

  private void topics() {
    for (GroupId group : KillDay.GROUPS) {
      List<String> often = texts(group, "often");
      assertThat(often).as("each once, one after the other, in %s", group).hasSize(KillDay.OFTEN);
      for (int i = 0; i < KillDay.OFTEN; i++) {
        assertThat(often.get(i)).isEqualTo(KillDay.often(i + 1));
      }
      assertThat(texts(group, "morning")).as("in %s", group).containsExactly(KillDay.MORNING);
    }
  }

  private List<String> texts(GroupId group, String topic) {
    return topics(group, topic).map(Written::text).toList();
  }

  private Stream<Written> topics(GroupId group, String topic) {
    return actions.stream()
        .filter(one -> one.feature.equals("topics") && topic.equals(one.rule))
        .filter(one -> one.key.equals(Key.group(group)));
  }

  private void privately() {
    assertThat(
            actions.stream()
                .filter(one -> one.text().equals(KillDay.ALONE))
                .map(one -> ((Action.SendPrivate) one.action).user()))
        .containsExactlyInAnyOrderElementsOf(KillDay.joiners());
  }

  /**
   * Each group hears of a poll, is reminded once, and hears the result; each ballot counts once.
   */
  private void polls() {
    List<String> polls =
        sql.list(
            "SELECT number, state FROM poll ORDER BY item", row -> row.number(1) + row.text(2));
    assertThat(polls).allMatch(poll -> poll.endsWith("closed")).hasSize(2);
    for (GroupId group : KillDay.GROUPS) {
      Map<String, Long> told =
          actions.stream()
              .filter(one -> one.key.equals(Key.group(group)) && one.feature.equals("polls"))
              .filter(one -> one.rule != null)
              .collect(Collectors.groupingBy(one -> one.rule, Collectors.counting()));
      assertThat(told.values()).as("asked, reminded, told in %s", group).containsExactly(3L, 3L);
    }
    List<Integer> named =
        arrived("message-posted", KillDay.NAMED_OPENS, KillDay.NAMED_CLOSES).stream()
            .filter(number -> KillFeed.kind(number) == Kind.BALLOT)
            .toList();
    assertThat(named).isNotEmpty();
    assertThat(voters("named"))
        .containsExactlyInAnyOrderElementsOf(
            named.stream().map(number -> KillFeed.user(number).toString()).toList());
    List<Integer> secret = arrived("button-pressed", KillDay.SECRET_OPENS, KillDay.SECRET_CLOSES);
    assertThat(secret).isNotEmpty();
    assertThat(voters("secret")).as("who voted").hasSize(secret.size());
    assertThat(number("SELECT count(*) FROM ballot_change WHERE kind = 'cast'"))
        .isEqualTo(named.size() + secret.size());
    assertThat(number("SELECT sum(count) FROM poll_tally WHERE group_id = ''"))
        .as("anonymous ballots")
        .isEqualTo(secret.size());
  }

  private List<String> voters(String poll) {
    return sql.list(
        "SELECT b.person_id FROM ballot b JOIN poll p ON p.number = b.poll WHERE p.item = ?",
        row -> row.text(1),
        poll);
  }

  /** Which numbers arrived within a time. */
  private List<Integer> arrived(String kind, Instant from, Instant until) {
    return sql.list(
        "SELECT message_id FROM journal WHERE kind = ? AND arrived >= ? AND arrived < ?",
        row -> Integer.parseInt(row.text(1)),
        kind,
        from,
        until);
  }

  private void broadcasts() {
    for (String text : KillDay.BROADCASTS.keySet()) {
      Map<String, Written> heard =
          actions.stream()
              .filter(one -> one.text().equals(text))
              .collect(Collectors.toMap(one -> one.key.toString(), Function.identity()));
      assertThat(heard).as(text).hasSize(KillDay.GROUPS.size());
      assertThat(
              sql.list(
                  "SELECT g.group_id, g.state FROM broadcast_group g JOIN broadcast b"
                      + " ON b.number = g.number WHERE b.text = ? AND b.state = 'done'",
                  row -> row.text(1) + " " + row.text(2),
                  text))
          .as("as staff see it")
          .containsExactlyInAnyOrderElementsOf(
              KillDay.GROUPS.stream()
                  .map(
                      group ->
                          Objects.requireNonNull(heard.get(Key.group(group).toString())).unknown()
                              ? group + " unknown"
                              : group + " said")
                  .toList());
    }
  }

  /** Each that checked in is named once, in a receipt that was said or may have been. */
  private void receipts() {
    String all =
        actions.stream()
            .filter(one -> one.feature.equals("checkin"))
            .map(Written::text)
            .collect(Collectors.joining("\n"));
    for (int number : kills.journaled()) {
      if (KillFeed.kind(number) == Kind.CHECK_IN) {
        assertThat(all).containsOnlyOnce(KillFeed.name(number));
      }
    }
  }

  private void welcomes() {
    String all =
        actions.stream()
            .filter(one -> one.feature.equals("welcome"))
            .map(Written::text)
            .collect(Collectors.joining("\n"));
    KillDay.joiners().forEach(user -> assertThat(all).containsOnlyOnce(user.id()));
  }

  private void complaints() {
    List<String> users =
        kills.journaled().stream()
            .filter(number -> KillFeed.kind(number) == Kind.COMPLAINT)
            .map(number -> KillFeed.user(number).toString())
            .toList();
    assertThat(sql.list("SELECT user_id FROM complaint", row -> row.text(1)))
        .as("one complaint each")
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(number("SELECT count(*) FROM complaint_change WHERE what = 'opened'"))
        .isEqualTo(users.size());
    List<String> staff =
        orders.stream()
            .filter(line -> line.to().equals(KillDay.STAFF.toString()))
            .map(KillPlatform.Line::text)
            .toList();
    assertThat(staff).as("the clocks of complaints rang").anyMatch(text -> text.contains("超时"));
  }

  /**
   * Whoever asks for the schedule reads of each topic whether it was said, or that more was not.
   */
  private void staffAreTold() {
    for (GroupId group : KillDay.GROUPS) {
      String told =
          actions.stream()
              .filter(one -> one.key.equals(Key.group(group)))
              .map(Written::text)
              .reduce("", (_, last) -> last);
      assertThat(told).as("the schedule of %s", group).contains("接下来七天");
      long earlier =
          EARLIER.matcher(told).results().mapToLong(more -> Long.parseLong(more.group(1))).sum();
      long hidden = 0;
      for (String topic : List.of("often", "morning")) {
        long unknown = topics(group, topic).filter(Written::unknown).count();
        long listed = told.lines().filter(line -> line.contains("不知道「" + topic + "」")).count();
        assertThat(listed)
            .as("of %s in %s: %s", topic, group, told)
            .isBetween(unknown - earlier, unknown);
        hidden += unknown - listed;
        assertThat(told).as("the schedule of %s", group).doesNotContain("没有说「" + topic + "」");
      }
      assertThat(hidden).as("what is not listed is counted: %s", told).isLessThanOrEqualTo(earlier);
    }
  }

  private long number(String query) {
    return sql.first(query, row -> row.number(1)).orElse(0L);
  }
}
