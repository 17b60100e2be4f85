package dev.steward.engine.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest {
  private static final GroupId GROUP = new GroupId("sim", "妈妈一群");

  @TempDir Path folder;

  private static UserId user(int number) {
    return new UserId("sim", "u" + number);
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
