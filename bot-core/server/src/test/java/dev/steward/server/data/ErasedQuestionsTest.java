package dev.steward.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody asked goes with them: their questions, and what staff taught by their words. */
class ErasedQuestionsTest {
  private static final Instant NOW = Instant.parse("2026-11-03T06:00:00Z");
  private static final String HIS = "我家小宝的湿疹膏能退吗";
  private static final String HERS = "小红问的运费怎么算";

  @TempDir Path folder;
  private Database database;
  private Changes changes;

  @BeforeEach
  void opened() throws Exception {
    database = TestStore.open(folder.resolve("steward.db"));
    changes = Changes.of(database);
    asked(1, "web:ming", HIS);
    asked(2, "web:hong", HERS);
  }

  @AfterEach
  void closed() {
    database.close();
  }

  /** All that one question may leave behind. */
  private void asked(long seq, String user, String words) {
    int _ =
        changes.<Integer>change(
            sql ->
                sql.update(
                        "INSERT INTO member (group_id, user_id, name, role, messages, present)"
                            + " VALUES ('web:a', ?, 'x', 'MEMBER', 1, 1)",
                        user)
                    + sql.update(
                        "INSERT INTO faq_answer (seq, group_id, pack, entry, user_id, text, how,"
                            + " score, at) VALUES (?, 'web:a', 'p', 'return', ?, ?, 'private', 1, 0)",
                        seq,
                        user,
                        words)
                    + sql.update(
                        "INSERT INTO faq_question (seq, group_id, pack, user_id, text, addressed,"
                            + " score, at) VALUES (?, 'web:a', 'p', ?, ?, 1, 0, 0)",
                        seq,
                        user,
                        words)
                    + sql.update(
                        "INSERT INTO faq_lesson (id, pack, entry, text, user_id, asks, login, at,"
                            + " undone) VALUES (?, 'p', 'return', ?, ?, 1, 'lin', 0, 0)",
                        seq,
                        words,
                        user)
                    + sql.update(
                        "INSERT INTO timer (id, lane_key, feature, payload, due) VALUES (?,"
                            + " 'group:web:a', 'faq', ?, 0)",
                        "t" + seq,
                        Json.write(List.of(UserId.parse(user), words)))
                    + sql.update(
                        "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind,"
                            + " happened, arrived, fate) VALUES (?, 'group:web:a', 'x', ?, ?,"
                            + " 'timer-due', 0, 0, 'handled')",
                        seq,
                        "e" + seq,
                        seq)
                    + sql.update(
                        "INSERT INTO body (seq, text) VALUES (?, ?)",
                        seq,
                        Json.write(
                            new Event.TimerDue(
                                "t",
                                Key.group(GroupId.parse("web:a")),
                                "faq",
                                Json.write(List.of(UserId.parse(user), words)),
                                NOW)))
                    + sql.update(
                        "INSERT INTO todo (number, kind, group_id, subject, title, detail, state,"
                            + " created, due) VALUES (?, 'question', 'web:a', ?, '{}', ?, 'open', 0, 0)",
                        seq,
                        "web:a:faq:" + user,
                        Json.write(words)));
  }

  private List<String> texts(String query) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(query, row -> String.valueOf(row.textOrNull(1)));
    }
  }

  private boolean anywhere(String words) throws IOException {
    String needle = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  @Tag("sqlite")
  @Test
  void theirWordsAreInNoFileAnyMoreAndOthersStay() throws Exception {
    assertThat(anywhere(HIS)).isTrue();

    assertThat(new Members(database, changes).erase("web:ming", NOW, login -> 0)).isPresent();
    database.purge();

    assertThat(anywhere(HIS)).as("the words of who was erased").isFalse();
    assertThat(anywhere(HERS)).as("the words of somebody else").isTrue();
    assertThat(texts("SELECT text FROM faq_lesson ORDER BY id"))
        .as("what staff taught by those words is nobody's, and no way to ask any more")
        .containsExactly("null", HERS);
    assertThat(texts("SELECT text FROM faq_question WHERE text IS NOT NULL"))
        .as("what the console puts together as unanswered")
        .containsExactly(HERS);
    assertThat(texts("SELECT entry FROM faq_answer ORDER BY seq"))
        .as("that something was answered stays")
        .containsExactly("return", "return");
    assertThat(texts("SELECT id FROM timer")).containsExactly("t2");
    assertThat(texts("SELECT detail FROM todo WHERE number = 1")).containsExactly("{}");
  }

  /** A login may hold what a pattern of SQL takes for any letter. */
  @Test
  void whoeverIsCalledMuchTheSameKeepsTheirQuestions() throws Exception {
    asked(3, "web:m_ng", "能寄到新疆吗");
    asked(4, "web:%", "可以货到付款吗");
    asked(5, "web:MING", "有小样吗");

    Members members = new Members(database, changes);
    assertThat(members.erase("web:m_ng", NOW, login -> 0)).isPresent();
    assertThat(texts("SELECT number FROM todo WHERE detail = '{}'")).containsExactly("3");
    assertThat(members.erase("web:%", NOW, login -> 0)).isPresent();
    assertThat(members.erase("web:MING", NOW, login -> 0)).isPresent();
    assertThat(texts("SELECT number FROM todo WHERE detail = '{}' ORDER BY number"))
        .containsExactly("3", "4", "5");
  }
}
