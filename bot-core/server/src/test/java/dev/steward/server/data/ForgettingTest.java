package dev.steward.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import dev.steward.server.config.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten, when, and what stays. */
class ForgettingTest {
  private static final Instant NOW = Instant.parse("2026-11-03T06:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Retention RETENTION =
      new Retention(
          new Retention.Times(
              DAY.multipliedBy(30), DAY.multipliedBy(7), DAY.multipliedBy(60), null),
          Map.of(
              "web:brief",
              new Retention.Times(DAY, DAY, DAY, DAY),
              "web:archive",
              new Retention.Times(null, null, null, null)));

  @TempDir Path folder;

  private Database database;
  private Changes changes;
  private long seq;

  @BeforeEach
  void opened() throws Exception {
    database = TestStore.open(folder.resolve("steward.db"));
    changes = Changes.of(database);
  }

  @AfterEach
  void closed() {
    database.close();
  }

  private long event(String key, String kind, Duration ago) {
    long number = ++seq;
    Instant at = NOW.minus(ago);
    int _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind,"
                            + " happened, arrived, fate) VALUES (?, ?, 'x', ?, ?, ?, ?, ?,"
                            + " 'handled')",
                        number,
                        key,
                        "e" + number,
                        number,
                        kind,
                        at,
                        at)
                    + sql.update("INSERT INTO body (seq, text) VALUES (?, 'words')", number));
    return number;
  }

  private void sanction(long number, String group, Duration ago) {
    int _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO moderation_case (number, seq, group_id, user_id, person_id,"
                            + " pack, version, rule, clause, clause_text, spans, strike, sanction,"
                            + " mode, opened, state) VALUES (?, 1, ?, 'web:u', 'web:u', 'p', 1,"
                            + " 'r', 1, 'c', '[]', 1, 'warn', 'live', ?, 'open')",
                        number,
                        group,
                        NOW.minus(ago))
                    + sql.update(
                        "INSERT INTO evidence (case_number, text) VALUES (?, 'words')", number));
  }

  private void campaign(long number, String group, Duration ago) {
    int _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO campaign (number, wave, text_hash, pack, version, rule,"
                            + " clause, clause_text, opened, state) VALUES (?, 1, 1, 'p', 1, 'r',"
                            + " 1, 'c', ?, 'open')",
                        number,
                        NOW.minus(ago))
                    + sql.update(
                        "INSERT INTO campaign_post (number, group_id, message_id, user_id,"
                            + " person_id, at, fate) VALUES (?, ?, 'm', 'web:u', 'web:u', 1,"
                            + " 'taken')",
                        number,
                        group)
                    + sql.update(
                        "INSERT INTO evidence (case_number, text) VALUES (?, 'words')", number));
  }

  private void todo(long number, String group, String state, Duration ago) {
    int _ =
        changes.change(
            sql ->
                sql.update(
                    "INSERT INTO todo (number, kind, group_id, subject, title, detail, state,"
                        + " created, due, ended) VALUES (?, 'join-request', ?, ?, '{}',"
                        + " '{\"comment\":\"words\"}', ?, 0, 0, ?)",
                    number,
                    group,
                    "s" + number,
                    state,
                    NOW.minus(ago)));
  }

  private Forgetting.Forgotten forget() throws Exception {
    return new Forgetting(database, changes, () -> NOW, RETENTION).run();
  }

  private List<Long> left(String query) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(query, row -> row.number(1));
    }
  }

  @Test
  void eachKindHasItsTimeAndTheSkeletonStays() throws Exception {
    event("group:web:a", "message-posted", DAY.multipliedBy(31));
    long edited = event("group:web:a", "message-edited", DAY.multipliedBy(29));
    event("person:web:u", "private-message-posted", DAY.multipliedBy(8));
    long whisper = event("person:web:u", "private-message-posted", DAY.multipliedBy(6));
    event("group:web:a", "member-joined", DAY.multipliedBy(61));
    long joined = event("group:web:a", "member-joined", DAY.multipliedBy(59));

    assertThat(forget()).isEqualTo(new Forgetting.Forgotten(3, 0, 0, 0, 0));
    assertThat(left("SELECT seq FROM body ORDER BY seq"))
        .containsExactlyInAnyOrder(edited, whisper, joined);
    assertThat(left("SELECT seq FROM journal")).hasSize(6);
    assertThat(forget()).isEqualTo(new Forgetting.Forgotten(0, 0, 0, 0, 0));
  }

  @Test
  void aGroupMayBeKeptShorterOrForGood() throws Exception {
    event("group:web:brief", "message-posted", DAY.multipliedBy(2));
    long kept = event("group:web:a", "message-posted", DAY.multipliedBy(2));
    long archived = event("group:web:archive", "message-posted", DAY.multipliedBy(900));
    sanction(1, "web:brief", DAY.multipliedBy(2));
    sanction(2, "web:a", DAY.multipliedBy(2_000));
    campaign(3, "web:brief", DAY.multipliedBy(2));
    campaign(4, "web:a", DAY.multipliedBy(2_000));

    assertThat(forget()).isEqualTo(new Forgetting.Forgotten(1, 2, 0, 0, 0));
    assertThat(left("SELECT seq FROM body")).containsExactlyInAnyOrder(kept, archived);
    assertThat(left("SELECT case_number FROM evidence ORDER BY case_number"))
        .containsExactly(2L, 4L);
    assertThat(left("SELECT number FROM moderation_case")).hasSize(2);
  }

  private void complaint(long number, String person, String group, Duration ago) {
    int _ =
        changes.change(
            sql -> {
              sql.update(
                  "INSERT INTO complaint (number, person_id, group_id, user_id, kind, origin,"
                      + " state, pack, version, facts, opened, changed, ended, reply_clock,"
                      + " done_clock) VALUES (?, ?, ?, ?, 'price', 'word', 'remedied', 'p', 1, ?,"
                      + " 0, 0, ?, '{}', '{}')",
                  number,
                  person,
                  group,
                  person,
                  "{\"PAID\":\"23900\",\"ORDER\":\"A-7\",\"PRODUCT\":\"words\"}",
                  NOW.minus(ago));
              sql.update(
                  "INSERT INTO complaint_history (id, number, at, who, what, from_state, to_state,"
                      + " note) VALUES (?, ?, 0, 'lin', 'explained', '', '', 'words')",
                  number,
                  number);
              return sql.update(
                  "INSERT INTO complaint_evidence (id, number, role, group_id, user_id, at, text,"
                      + " spans) VALUES (?, ?, 'message', 'web:a', ?, 0, 'words', '[]')",
                  number,
                  number,
                  person);
            });
  }

  /** The first complaint is the only one in it that is not settled. */
  private void incident() {
    int _ =
        changes.change(
            sql -> {
              sql.update("UPDATE complaint SET reply_due = 5, done_due = 6 WHERE number = 1");
              sql.update(
                  "INSERT INTO incident (number, subject, sku, channel, cents, day, state, opened,"
                      + " note) VALUES (3, 's', 'M3', 'all', 1, 1, 'open', 0, '')");
              sql.update(
                  "INSERT INTO incident_complaint (complaint, incident, person_id, over, subject)"
                      + " VALUES (2, 3, 'web:other', 1, 's')");
              return sql.update(
                  "INSERT INTO incident_complaint (complaint, incident, person_id, over, subject)"
                      + " VALUES (1, 3, 'web:u', 0, 's')");
            });
  }

  private List<String> texts(String query) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(query, row -> row.text(1));
    }
  }

  @Test
  void aComplaintsWordsAreForgottenAndItsFiguresStay() throws Exception {
    complaint(1, "web:u", "web:brief", DAY.multipliedBy(2));
    complaint(2, "web:u", "web:a", DAY.multipliedBy(2));

    assertThat(forget().evidence()).isEqualTo(1);
    assertThat(texts("SELECT facts FROM complaint WHERE number = 1"))
        .containsExactly("{\"PAID\":\"23900\"}");
    assertThat(texts("SELECT text FROM complaint_evidence ORDER BY number"))
        .containsExactly("", "words");
    assertThat(texts("SELECT note FROM complaint_history ORDER BY number"))
        .containsExactly("", "words");
    assertThat(forget().evidence()).isZero();
  }

  @Test
  void whoIsErasedHasNoComplaintAnyMoreButTheFiguresStay() throws Exception {
    complaint(1, "web:u", "web:a", Duration.ZERO);
    complaint(2, "web:other", "web:a", Duration.ZERO);
    int _ =
        changes.change(
            sql ->
                sql.update(
                    "INSERT INTO complaint_evidence (id, number, role, group_id, user_id, at, text,"
                        + " spans) VALUES (9, 2, 'talk', 'web:a', 'web:u', 0, 'their words',"
                        + " '[]')"));
    event("group:web:a", "message-posted", Duration.ZERO);
    incident();
    Members members = new Members(database, changes);
    assertThat(members.export("web:u").orElseThrow())
        .contains("\"complaints\":[{\"number\":1", "\"said\":[\"words\"]");
    assertThat(members.erase("web:u", NOW, login -> 0)).isPresent();
    assertThat(texts("SELECT person_id FROM complaint ORDER BY number"))
        .containsExactly("erased:1", "web:other");
    assertThat(texts("SELECT facts FROM complaint WHERE number = 1"))
        .containsExactly("{\"PAID\":\"23900\"}");
    assertThat(texts("SELECT text FROM complaint_evidence ORDER BY id"))
        .containsExactly("", "words", "");
    assertThat(texts("SELECT what FROM complaint_change")).containsExactly("erased");
    assertThat(texts("SELECT state FROM incident"))
        .as("nothing is left in it")
        .containsExactly("settled");
    assertThat(texts("SELECT what FROM incident_change")).containsExactly("settled");
    assertThat(texts("SELECT coalesce(done_due, 0) || '' FROM complaint WHERE number = 1"))
        .as("it is not late for ever")
        .containsExactly("0");
    assertThat(members.export("web:other").orElseThrow()).doesNotContain("their words");
  }

  @Test
  void whatATodoWasAboutIsForgottenOnceItIsDoneAndOld() throws Exception {
    todo(1, "web:a", "done", DAY.multipliedBy(61));
    todo(2, "web:a", "done", DAY.multipliedBy(59));
    todo(3, "web:a", "open", DAY.multipliedBy(61));

    assertThat(forget()).isEqualTo(new Forgetting.Forgotten(0, 0, 1, 0, 0));
    assertThat(left("SELECT number FROM todo WHERE detail <> '{}' ORDER BY number"))
        .containsExactly(2L, 3L);
  }

  @Test
  void aClockThatWasSetBackLeavesNothingBehind() throws Exception {
    long fresh = event("group:web:a", "message-posted", DAY.multipliedBy(2));
    event("group:web:a", "message-posted", DAY.multipliedBy(31));
    assertThat(forget().bodies()).isEqualTo(1);
    assertThat(left("SELECT seq FROM body")).containsExactly(fresh);
  }

  @Test
  void manyAreForgottenInSlices() throws Exception {
    for (int i = 0; i < 1_203; i++) {
      event("group:web:a", "message-posted", DAY.multipliedBy(40));
    }
    assertThat(forget().bodies()).isEqualTo(1_203);
  }

  private void answer(long seq, String group, Duration ago, String kind) {
    int _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO ballot_change (seq, poll, respondent, group_id, choices,"
                            + " text_id, at, kind) VALUES (?, 1, 'r', ?, '[]', ?, ?, ?)",
                        seq,
                        group,
                        seq,
                        NOW.minus(ago),
                        kind)
                    + sql.update(
                        "INSERT INTO ballot_text (id, poll, text) VALUES (?, 1, 'words')", seq));
  }

  @Test
  void answersToPollsAreForgottenLikeMessagesAndThatTheyWereStays() throws Exception {
    answer(1, "web:brief", DAY.multipliedBy(2), "cast");
    answer(2, "web:brief", Duration.ofHours(2), "changed");
    answer(3, "web:archive", DAY.multipliedBy(900), "cast");
    assertThat(forget().bodies()).isEqualTo(1);
    assertThat(left("SELECT id FROM ballot_text ORDER BY id")).containsExactly(2L, 3L);
    assertThat(left("SELECT seq FROM ballot_change ORDER BY seq")).containsExactly(1L, 2L, 3L);
  }

  @Test
  void anErasedMembersBallotsLeaveATombstone() throws Exception {
    int _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO poll (number, revision, question, title, type, anonymous,"
                            + " secret, state, opened, closes) VALUES (1, 1, '{}', '题', 'open', 0,"
                            + " '', 'open', 0, 0)")
                    + sql.update(
                        "INSERT INTO member (group_id, user_id, name, role, messages, present)"
                            + " VALUES ('web:a', 'web:u', '小明', 'member', 1, 1)")
                    + sql.update(
                        "INSERT INTO ballot (poll, person_id, respondent, group_id, choices,"
                            + " text_id, at, kind) VALUES (1, 'web:u', 'r', 'web:a', '[]', 100, 5,"
                            + " 'cast')"));
    answer(100, "web:a", Duration.ZERO, "cast");
    Members members = new Members(database, changes);
    assertThat(members.export("web:u").orElseThrow())
        .contains("\"ballots\":[{\"poll\":1,\"title\":\"题\"", "\"text\":\"words\"");
    assertThat(members.erase("web:u", NOW, login -> 0).orElseThrow().ballots()).isEqualTo(1);
    assertThat(left("SELECT count(*) FROM ballot_text")).containsExactly(0L);
    assertThat(left("SELECT count(*) FROM ballot")).containsExactly(0L);
    assertThat(left("SELECT count(*) FROM ballot_change WHERE choices IS NULL"))
        .containsExactly(2L);
    assertThat(left("SELECT seq FROM ballot_change WHERE kind = 'erased'")).hasSize(1);
  }

  private void whisper(long id, String group, String state, Duration ago) {
    UserId user = UserId.parse("web:u");
    GroupId from = group.isEmpty() ? null : GroupId.parse(group);
    int _ =
        changes.change(
            sql ->
                sql.update(
                    "INSERT INTO action (id, seq, lane_key, account, kind, payload, reason, state,"
                        + " created, expires, recipient) VALUES (?, 1, 'person:web:u', 'web:bot',"
                        + " 'private', ?, '{}', ?, ?, 0, ?)",
                    id,
                    Json.write(
                        new Action.SendPrivate(from, user, Content.of("退您 239.00 元"), List.of())),
                    state,
                    NOW.minus(ago),
                    user));
  }

  /** Receipts with money and answers in private were kept for good, unless a person was erased. */
  @Test
  void whatWasSaidToSomebodyAloneIsForgottenWithWhatTheySaid() throws Exception {
    whisper(1, "web:a", "done", DAY.multipliedBy(8));
    whisper(2, "", "failed", DAY.multipliedBy(8));
    whisper(3, "web:a", "done", DAY.multipliedBy(6));
    whisper(4, "web:a", "pending", DAY.multipliedBy(8));
    whisper(5, "web:a", "claimed", DAY.multipliedBy(8));
    whisper(6, "web:brief", "done", DAY.multipliedBy(2));
    whisper(7, "web:archive", "done", DAY.multipliedBy(900));

    assertThat(forget()).isEqualTo(new Forgetting.Forgotten(0, 0, 0, 0, 3));
    assertThat(left("SELECT id FROM action WHERE payload LIKE '%239%' ORDER BY id"))
        .as("what is young, what is under way, and a group that keeps all")
        .containsExactly(3L, 4L, 5L, 7L);
    assertThat(left("SELECT id FROM action WHERE recipient IS NULL ORDER BY id"))
        .as("on no member's page any more")
        .containsExactly(1L, 2L, 6L);
    assertThat(left("SELECT id FROM action")).as("that it was said stays").hasSize(7);
    assertThat(forget().said()).isZero();
  }

  @Test
  void manyPrivateMessagesAreForgottenInSlices() throws Exception {
    for (int i = 1; i <= 2_101; i++) {
      whisper(i, "web:a", "done", DAY.multipliedBy(i % 3 == 0 ? 1 : 8));
    }
    assertThat(forget().said()).isEqualTo(1_401);
  }
}
