package dev.steward.engine.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest {
  private static final GroupId GROUP = new GroupId("sim", "妈妈一群");

  @TempDir Path folder;

  private static UserId user(int number) {
    return new UserId("sim", "u" + number);
  }

  /** Three features ask for everybody who speaks; of many groups nearly all speak first. */
  @Test
  void whoIsNotKnownIsLookedForOnceAMessage() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("steward.db"))) {
      AtomicInteger asked = new AtomicInteger();
      try (Sql sql = new Sql(counting(database.openForLane(), asked))) {
        Members members = new Members(sql);
        for (int i = 0; i < 3; i++) {
          assertThat(members.find(GROUP, user(0))).isEmpty();
        }
        assertThat(asked).hasValue(1);
        assertThat(members.find(GROUP, user(1))).isEmpty();
        assertThat(asked).hasValue(2);
        members.put(Member.present(GROUP, user(1), "小明", Role.MEMBER));
        assertThat(members.find(GROUP, user(1))).map(Member::name).hasValue("小明");
        members.left(GROUP, user(1));
        assertThat(members.find(GROUP, user(1))).map(Member::present).hasValue(false);
      }
    }
  }

  /** A connection that counts who is looked for in the table. */
  private static Connection counting(Connection connection, AtomicInteger asked) {
    return watched(
        Connection.class,
        connection,
        (_, result) ->
            result instanceof PreparedStatement statement
                ? watched(
                    PreparedStatement.class,
                    statement,
                    (call, rows) -> {
                      if (call.equals("executeQuery")) {
                        asked.incrementAndGet();
                      }
                      return rows;
                    })
                : result);
  }

  private static <T> T watched(
      Class<T> type, T real, BiFunction<String, @Nullable Object, @Nullable Object> seen) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                seen.apply(method.getName(), method.invoke(real, arguments))));
  }

  /** Counts between powers of two are in memory only, until somebody else needs the place. */
  @Test
  void whoLeavesMemoryKeepsTheirCountButNotTheNameThatWasErased() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("steward.db"));
        Sql sql = new Sql(database.openForLane())) {
      Members members = new Members(sql, 3);
      Member met = Member.present(GROUP, user(0), "小明", Role.MEMBER);
      for (int i = 0; i < 11; i++) {
        met = met.oneMessageMore();
        members.put(met);
      }
      sql.update("UPDATE member SET name = '' WHERE name = '小明'");
      for (int i = 1; i <= 3; i++) {
        members.put(Member.present(GROUP, user(i), "路人", Role.MEMBER));
      }
      Member again = members.find(GROUP, user(0)).orElseThrow();
      assertThat(again.messages()).isEqualTo(11);
      assertThat(again.name()).isEmpty();
    }
  }
}
