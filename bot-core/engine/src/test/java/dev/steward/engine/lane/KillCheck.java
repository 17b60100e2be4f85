package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Key;
import dev.steward.engine.lane.KillFeed.Kind;
import dev.steward.engine.store.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds after the kills: by the journal, by each feature's own tables, and by what the
 * platform was asked to do.
 */
final class KillCheck {
  private static final Pattern NAME = Pattern.compile("n([0-9]+)n");
  private static final Pattern QUESTION = Pattern.compile("faq:sim:g[0-9]+:([0-9]+)");

  private final Sql sql;
  private final List<KillPlatform.Line> orders;
  private final Set<Integer> journaled;

  KillCheck(Sql sql, List<KillPlatform.Line> orders) {
    this.sql = sql;
    this.orders = orders;
    journaled =
        new HashSet<>(
            sql.list(
                "SELECT message_id FROM journal WHERE kind IN ('message-posted',"
                    + " 'private-message-posted', 'button-pressed')",
                row -> Integer.parseInt(row.text(1))));
  }

  /** The numbers of what was said and not lost. */
  Set<Integer> journaled() {
    return journaled;
  }

  void everything(Collection<Integer> acks) {
    assertThat(journaled).as("acknowledged events").containsAll(acks);
    inOrderAndOnce();
    adverts();
    checkIns();
    ballots();
    questions();
    complaints();
    saidOnce();
    ordersAndActions();
    broadcasts();
  }

  void inOrderAndOnce() {
    for (int group = 0; group < KillFeed.GROUPS; group++) {
      List<Integer> numbers =
          sql.list(
              "SELECT message_id FROM journal WHERE lane_key = ? AND kind = 'message-posted'"
                  + " ORDER BY seq",
              row -> Integer.parseInt(row.text(1)),
              Key.group(KillFeed.group(group)));
      assertThat(numbers).as("in order and once").isSorted().doesNotHaveDuplicates();
    }
  }

  void adverts() {
    assertThat(texts("SELECT person_id FROM strike"))
        .as("one strike an advert")
        .containsExactlyInAnyOrderElementsOf(users(Kind.ADVERT));
  }

  void checkIns() {
    List<String> users = users(Kind.CHECK_IN);
    assertThat(texts("SELECT user_id FROM checkin_day"))
        .as("one day a check-in")
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(texts("SELECT user_id FROM checkin_standing WHERE days = 1"))
        .as("the leaderboard counts each once")
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(number("SELECT coalesce(sum(amount), 0) FROM points_entry")).isZero();
    assertThat(
            sql.list(
                "SELECT sum(amount) FROM points_entry WHERE account LIKE 'person:%'"
                    + " GROUP BY account",
                row -> row.number(1)))
        .as("points of a day, to each once")
        .hasSize(users.size())
        .containsOnly(5L);
  }

  private void ballots() {
    List<String> users = users(Kind.BALLOT);
    assertThat(texts("SELECT person_id FROM ballot"))
        .as("one ballot a vote")
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(texts("SELECT kind FROM ballot_change"))
        .as("one change a ballot")
        .hasSize(users.size())
        .containsOnly("cast");
    assertThat(number("SELECT count(DISTINCT respondent) FROM ballot_change"))
        .isEqualTo(users.size());
  }

  /** A question has its verdict, or a timer that calls a person, or has called one. */
  void questions() {
    Set<Integer> known = new HashSet<>();
    List<Integer> verdicts = new ArrayList<>();
    texts("SELECT text FROM body JOIN journal USING (seq) WHERE kind = 'helper-answered'")
        .forEach(body -> verdicts.add(question(body)));
    texts("SELECT id FROM timer WHERE feature = 'faq'").forEach(id -> known.add(question(id)));
    known.addAll(verdicts);
    texts("SELECT subject FROM todo WHERE kind = 'question'")
        .forEach(
            subject ->
                known.add(Integer.parseInt(subject.substring(subject.lastIndexOf('u') + 1))));
    assertThat(verdicts).as("one verdict a question").doesNotHaveDuplicates();
    assertThat(known).as("questions that are not lost").containsAll(numbers(Kind.QUESTION));
  }

  private static int question(String text) {
    Matcher matcher = QUESTION.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private void complaints() {
    List<String> users = users(Kind.COMPLAINT);
    assertThat(texts("SELECT user_id FROM complaint"))
        .as("one complaint each")
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(texts("SELECT message_id FROM complaint_evidence"))
        .as("with its message")
        .containsExactlyInAnyOrderElementsOf(
            numbers(Kind.COMPLAINT).stream().map(n -> Integer.toString(n)).toList());
    assertThat(number("SELECT count(*) FROM complaint_change WHERE what = 'opened'"))
        .isEqualTo(users.size());
    assertThat(texts("SELECT user_id FROM complaint WHERE sku = 'M3'"))
        .as("with what was answered in private")
        .containsExactlyInAnyOrderElementsOf(users(Kind.ANSWER));
  }

  private void saidOnce() {
    List<KillPlatform.Line> said = orders.stream().filter(KillPlatform.Line::said).toList();
    assertThat(said.stream().map(KillPlatform.Line::id))
        .as("what is said, by its order")
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(said.stream().map(line -> line.to() + " " + line.message() + " " + line.text()))
        .as("what is said, by its words")
        .doesNotHaveDuplicates();
    assertThat(said.stream().map(KillPlatform.Line::message).filter(id -> !id.isEmpty()))
        .as("one reply a message")
        .isNotEmpty()
        .doesNotHaveDuplicates();
    Map<Integer, Integer> named = new HashMap<>();
    for (KillPlatform.Line line : said) {
      Matcher names = NAME.matcher(line.text());
      while (names.find()) {
        named.merge(Integer.parseInt(names.group(1)), 1, Integer::sum);
      }
    }
    assertThat(named.keySet().stream().map(KillFeed::kind))
        .as("who is told that they were heard")
        .contains(Kind.CHECK_IN, Kind.ADVERT);
    assertThat(named.values()).as("each once").containsOnly(1);
  }

  void ordersAndActions() {
    List<Long> ids = orders.stream().map(KillPlatform.Line::id).toList();
    assertThat(ids)
        .as("what is written down as done was asked of the platform")
        .containsAll(sql.list("SELECT id FROM action WHERE state = 'done'", row -> row.number(1)));
    assertThat(sql.list("SELECT id FROM action", row -> row.number(1)))
        .as("and nothing was asked that is not written down")
        .containsAll(ids);
  }

  /** Of a broadcast that is over each group has heard, or its line was under way at a kill. */
  private void broadcasts() {
    Map<String, Integer> heard = new HashMap<>();
    orders.stream()
        .filter(line -> line.text().startsWith("群发"))
        .forEach(line -> heard.merge(line.text(), 1, Integer::sum));
    long unclear =
        number(
            "SELECT count(*) FROM action WHERE state = 'unknown'"
                + " AND reason LIKE '%\"feature\":\"broadcast\"%'");
    List<String> over = texts("SELECT text FROM broadcast WHERE state = 'done'");
    assertThat(over).as("broadcasts that are over").isNotEmpty();
    int missing =
        over.stream().mapToInt(text -> KillFeed.GROUPS - heard.getOrDefault(text, 0)).sum();
    assertThat(missing)
        .as("groups that did not hear a broadcast")
        .isBetween(0, Math.toIntExact(unclear));
  }

  private List<Integer> numbers(Kind kind) {
    return journaled.stream().filter(number -> KillFeed.kind(number) == kind).toList();
  }

  private List<String> users(Kind kind) {
    return numbers(kind).stream().map(number -> KillFeed.user(number).toString()).toList();
  }

  private List<String> texts(String query) {
    return sql.list(query, row -> row.text(1));
  }

  private long number(String query) {
    return sql.first(query, row -> row.number(1)).orElse(0L);
  }
}
