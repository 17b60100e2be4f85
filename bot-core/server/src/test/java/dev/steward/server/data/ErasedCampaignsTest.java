package dev.steward.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That somebody posted what others did goes with them; the text stays while others' stands. */
class ErasedCampaignsTest {
  private static final Instant NOW = Instant.parse("2026-11-03T06:00:00Z");

  @TempDir Path folder;
  private Database database;
  private Changes changes;

  @BeforeEach
  void opened() throws Exception {
    database = TestStore.open(folder.resolve("steward.db"));
    changes = Changes.of(database);
    int _ =
        changes.<Integer>change(
            sql ->
                sql.update(
                        "INSERT INTO campaign (number, wave, text_hash, pack, version, rule, clause,"
                            + " clause_text, opened, state) VALUES (7, 1, 1, 'p', 1, 'copies', 1,"
                            + " 'c', 0, 'open')")
                    + sql.update(
                        "INSERT INTO evidence (case_number, text) VALUES (7, '今晚八点抢试用装')"));
    posted("web:ming");
    posted("web:hong");
    saidAgain();
  }

  /** As staff have it said again where they take the case back. */
  private void saidAgain() {
    Action again =
        Action.SendMessage.of(new GroupId("web", "a"), "刚才误撤了 2 条同样的话（#7），可以再发：今晚八点抢试用装");
    int _ =
        changes.<Integer>change(
            sql ->
                sql.update(
                    "INSERT INTO action (id, seq, lane_key, account, kind, payload, reason,"
                        + " case_number, state, created, expires) VALUES (1, 1, 'group:web:a', 'web:x',"
                        + " 'send', ?, '{}', 7, 'done', 0, 0)",
                    Json.write(again)));
  }

  private void posted(String user) {
    int _ =
        changes.<Integer>change(
            sql ->
                sql.update(
                        "INSERT INTO member (group_id, user_id, name, role, messages, present)"
                            + " VALUES ('web:a', ?, 'x', 'MEMBER', 1, 1)",
                        user)
                    + sql.update(
                        "INSERT INTO campaign_post (number, group_id, message_id, user_id,"
                            + " person_id, at, fate) VALUES (7, 'web:a', ?, ?, ?, 1, 'taken')",
                        "m" + user,
                        user,
                        user));
  }

  @AfterEach
  void closed() {
    database.close();
  }

  private List<String> texts(String query) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(query, row -> row.text(1));
    }
  }

  private void erase(String user) throws Exception {
    assertThat(new Members(database, changes).erase(user, NOW, _ -> 0)).isPresent();
  }

  @Test
  void whatIsKeptOfThemIsInTheirExport() throws Exception {
    assertThat(new Members(database, changes).export("web:ming").orElseThrow())
        .contains("\"campaigns\":[{\"number\":7", "今晚八点抢试用装");
  }

  @Test
  void theTextGoesWithTheLastOfThem() throws Exception {
    erase("web:ming");
    assertThat(texts("SELECT user_id FROM campaign_post")).containsExactly("web:hong");
    assertThat(texts("SELECT text FROM evidence")).hasSize(1);

    erase("web:hong");
    assertThat(texts("SELECT user_id FROM campaign_post")).isEmpty();
    assertThat(texts("SELECT text FROM evidence")).isEmpty();
    assertThat(texts("SELECT payload FROM action")).noneMatch(said -> said.contains("试用装"));
  }
}
