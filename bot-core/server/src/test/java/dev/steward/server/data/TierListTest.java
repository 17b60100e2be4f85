package dev.steward.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.members.Tiers;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members' tiers out of a file, as brands export them from their shop. */
class TierListTest {
  private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
  private static final List<String> BOOK = List.of("normal", "member", "svip");

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = TestStore.open(folder.resolve("steward.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private TierList.Imported take(byte[] text) throws Exception {
    Path file = Files.write(folder.resolve("tiers.csv"), text);
    return TierList.take(file, BOOK, Changes.of(database), "lin", NOW);
  }

  private TierList.Imported take(String text) throws Exception {
    return take(text.getBytes(Charset.forName("UTF-8")));
  }

  private String tier(String person) throws Exception {
    try (Sql sql = new Sql(database.openForReading())) {
      return new Tiers(sql).of(person, NOW).orElse("-");
    }
  }

  @Test
  void aFileAsExcelWritesIt() throws Exception {
    assertThat(
            take("\uFEFF昵称,账号,等级\r\n小明,web:ming,会员\r\n小红,web:hong,SVIP\r\n小刚,web:gang,\r\n,,\r\n"))
        .isEqualTo(new TierList.Imported(3, 2, List.of(), List.of()));
    assertThat(tier("web:ming")).isEqualTo("member");
    assertThat(tier("web:hong")).isEqualTo("svip");
    assertThat(tier("web:gang")).isEqualTo("-");
    assertThat(take("login,tier\nweb:ming,member\nweb:hong,\n").changed()).isEqualTo(1);
    assertThat(tier("web:hong")).isEqualTo("-");
  }

  @Test
  void aLinkedLoginIsThePersonBehindIt() throws Exception {
    int _ =
        Changes.of(database)
            .<Integer>change(
                sql ->
                    sql.update(
                        "INSERT INTO person_login (user_id, person_id, linked) VALUES ('onebot:7',"
                            + " 'web:ming', 0)"));
    take("login,tier\nonebot:7,svip\n");
    assertThat(tier("web:ming")).isEqualTo("svip");
  }

  @Test
  void whatIsWrongIsToldWithItsLineAndNothingIsChanged() throws Exception {
    TierList.Imported wrong = take("login,tier\nweb:ming,member\nming,member\nweb:hong,glod\n");
    assertThat(wrong.changed()).isZero();
    assertThat(wrong.wrong(Language.EN))
        .containsExactly(
            "line 3: login ming (expected: platform:id, such as web:u7f3)",
            "line 4: tier glod (expected: normal / member / svip, or empty for none)");
    assertThat(wrong.wrong(Language.ZH).getFirst()).startsWith("第 3 行：账号「ming」");
    assertThat(tier("web:ming")).isEqualTo("-");
  }

  @Test
  void aFileThatIsNoneSaysWhatItShouldBe() throws Exception {
    assertThat(take("").wrong(Language.EN))
        .containsExactly("line 1: the file is empty (expected: login,tier)");
    assertThat(take("name,level\n").wrong(Language.EN))
        .containsExactly("line 1: the first line is name,level (expected: login,tier)");
    assertThat(take("账号,等级\nweb:ming,会员\n".getBytes(Charset.forName("GBK"))).wrong(Language.ZH))
        .containsExactly("第 1 行：不是 UTF-8：在表格软件里另存为 CSV UTF-8");
    assertThat(take("login,tier\n\"web:ming,member\n").wrong(Language.EN)).hasSize(1);
  }
}
