package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The member page on the running server, with Steward's own chat beside it. */
class MemberPageTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Key GROUP = Key.group(new GroupId("web", "mama-1"));

  @TempDir Path home;

  private Steward steward;
  private String link;

  @BeforeEach
  void start() throws Exception {
    Path settings =
        Files.writeString(
            home.resolve("steward.yaml"),
            """
            port: 0
            packs: [%s]
            adapters:
              web: {rooms: 'mama-1=妈妈一群'}
            """
                .formatted(ROOT.resolve("scripts/mother-and-baby")));
    Config config = ConfigReader.read(settings, home, Map.of());
    steward =
        Steward.start(
            config,
            InstantSource.system(),
            home,
            config.packs(),
            false,
            new Steward.Told() {
              @Override
              public void problems(List<Problem> found) {
                assertThat(found).isEmpty();
              }

              @Override
              public void line(String zh, String en) {}
            });
    link = steward.rooms().getFirst().url();
    await("the room is known", () -> !texts("SELECT title FROM chat_group").isEmpty());
    staff("bind", Map.of("pack", "mother-and-baby"));
    staff("go-live", Map.of());
  }

  @AfterEach
  void stop() {
    steward.close();
  }

  private void staff(String name, Map<String, String> arguments) {
    var _ =
        steward
            .engine()
            .command(new Event.StaffCommand(name, GROUP, "owner", name, arguments, Instant.now()))
            .toCompletableFuture()
            .join();
  }

  private <T> T read(Function<Sql, T> question) {
    return steward
        .engine()
        .write(Key.BRAND, context -> question.apply(context.sql()))
        .toCompletableFuture()
        .join();
  }

  private List<String> texts(String query, Object... values) {
    return read(sql -> sql.list(query, row -> row.text(1), values));
  }

  private long number(String query) {
    return read(sql -> sql.first(query, row -> row.number(1)).orElse(0L));
  }

  private static void await(String what, Supplier<Boolean> condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Says something in the room and waits for what Steward posts that fits. */
  private String asks(PageBrowser browser, String text, String where) throws Exception {
    String room = steward.url() + "/chat/api/rooms/mama-1";
    Pattern wanted = Pattern.compile(Pattern.quote(steward.url()) + "/m/[A-Za-z0-9_.-]+");
    Supplier<String> shown = () -> browser.read(room + "/messages" + where);
    String before = shown.get();
    browser.chat(room + "/messages", Map.of("text", text));
    await("an answer to " + text, () -> wanted.matcher(shown.get().replace(before, "")).find());
    Matcher found = wanted.matcher(shown.get());
    String last = "";
    while (found.find()) {
      last = found.group();
    }
    return last;
  }

  private PageBrowser member(String name) throws Exception {
    PageBrowser browser = new PageBrowser().joins(link, name);
    await(
        name + " is a member",
        () -> !texts("SELECT name FROM member WHERE name = ? AND present = 1", name).isEmpty());
    return browser;
  }

  @Test
  void whoSitsInTheChatIsKnownOnThePage() throws Exception {
    PageBrowser mama = member("小明妈妈");
    String page = mama.opens(asks(mama, "成员页", ""));
    assertThat(page)
        .contains("妈妈一群", "你是 <b>小明妈妈</b>", "value=\"check-in\"", "你没有任何违规记录")
        .doesNotContain("认不出你是谁", "不是我");
    String after = mama.presses("do", "check-in");
    assertThat(after).contains("今天签到了", "连续签到 1 天").doesNotContain("value=\"check-in\"");
    assertThat(texts("SELECT person_id FROM checkin_day")).hasSize(1);
    assertThat(number("SELECT sum(amount) FROM points_entry WHERE account LIKE 'person:web:%'"))
        .isPositive();
    assertThat(texts("SELECT result FROM checkin_receipt"))
        .as("the group hears of it as of any check-in")
        .hasSize(1);
  }

  @Test
  void aLinkOfOnesOwnOpensAnywhere() throws Exception {
    PageBrowser mama = member("小红");
    String own = asks(mama, "我的页面", "?private=1");
    PageBrowser phone = new PageBrowser();
    String page = phone.opens(own);
    assertThat(page).contains("你是 <b>小红</b>", "不是我");
    assertThat(phone.address())
        .as("the link that makes a browser hers does not stay in the address")
        .doesNotContain(own.substring(own.lastIndexOf('/')));
    assertThat(phone.presses("do", "check-in")).contains("今天签到了");
    assertThat(texts("SELECT person_id FROM checkin_day")).allMatch(id -> id.startsWith("web:"));
    assertThat(phone.presses("do", "leave")).contains("认不出你是谁").doesNotContain("小红");
  }

  @Test
  void aVisitorIsCountedApart() throws Exception {
    PageBrowser mama = member("小刚");
    PageBrowser visitor = new PageBrowser();
    String page = visitor.opens(asks(mama, "成员页", ""));
    assertThat(page).contains("认不出你是谁", "不记积分").doesNotContain("小刚", "我的记录");
    assertThat(visitor.presses("do", "check-in")).contains("今天签到了", "积分 0");
    assertThat(texts("SELECT person_id FROM checkin_day"))
        .hasSize(1)
        .allMatch(id -> id.startsWith("page:") && id.endsWith("@web:mama-1"));
    assertThat(texts("SELECT user_id FROM checkin_standing")).isEmpty();
    assertThat(texts("SELECT result FROM checkin_receipt")).isEmpty();
    assertThat(texts("SELECT account FROM points_entry")).isEmpty();
  }

  @Test
  void whatWasSaidAloneStandsOnThePage() throws Exception {
    PageBrowser mama = member("小丽");
    mama.opens(asks(mama, "成员页", ""));
    String page = mama.presses("do", "say", "text", "我的<b>连续");
    assertThat(page).contains("我的&lt;b&gt;连续");
    page = mama.presses("do", "say", "text", "我的记录");
    assertThat(page).contains("bubble mine").contains("你没有任何违规记录，谢谢你爱护这个群。</p><small>");
  }

  private void opensPoll(String title, boolean anonymous) throws Exception {
    Question question =
        new Question(
            title,
            Poll.Type.SINGLE,
            List.of(new Poll.Option("breast", "母乳"), new Poll.Option("formula", "配方奶")),
            false,
            1,
            1,
            List.of(),
            anonymous,
            false,
            !anonymous,
            List.of(),
            "",
            Language.ZH,
            ZoneId.of("Asia/Shanghai"),
            null,
            0,
            null,
            null);
    var _ =
        steward
            .engine()
            .command(
                new Event.StaffCommand(
                    "open" + title,
                    Key.BRAND,
                    "owner",
                    "poll-open",
                    Map.of(
                        "question",
                        Json.write(question),
                        "minutes",
                        "60",
                        "groups",
                        Json.write(List.of("web:mama-1"))),
                    Instant.now()))
            .toCompletableFuture()
            .join();
  }

  private PollResults results(boolean verified) {
    return read(
        sql -> {
          PollData.Row poll = PollData.find(sql, 1).orElseThrow();
          return verified ? PollData.results(sql, poll) : PollData.unverified(sql, poll);
        });
  }

  @Test
  void aVisitorsBallotIsCountedApart() throws Exception {
    PageBrowser mama = member("小云");
    opensPoll("喝什么", false);
    PageBrowser visitor = new PageBrowser();
    String group = asks(mama, "成员页", "");
    assertThat(visitor.opens(group)).contains("喝什么", "另外计数", "value=\"poll:1:0\"");
    assertThat(visitor.presses("do", "vote", "value", "poll:1:1"))
        .contains("你投过了", "class=\"mine\"", "投票 #1 记下了：配方奶");
    assertThat(results(true).n()).isZero();
    assertThat(results(false).n()).isEqualTo(1);
    assertThat(mama.opens(group)).doesNotContain("你投过了");
    assertThat(mama.presses("do", "vote", "value", "poll:1:0")).contains("你投过了");
    assertThat(results(true).n()).isEqualTo(1);
    assertThat(results(true).shares().getFirst().count()).isEqualTo(1);
    assertThat(results(false).n()).isEqualTo(1);
    assertThat(texts("SELECT result FROM poll_receipt"))
        .as("the group hears of members' ballots only")
        .hasSize(1)
        .allMatch(receipt -> receipt.contains("小云"));
  }

  @Test
  void anAnonymousPollTakesMembersOnly() throws Exception {
    PageBrowser mama = member("小静");
    opensPoll("匿名", true);
    PageBrowser visitor = new PageBrowser();
    String group = asks(mama, "成员页", "");
    assertThat(visitor.opens(group)).contains("只有认得出的成员能投").doesNotContain("secret:poll");
    for (String forged : List.of("secret:poll:1:0", "poll:1:0")) {
      visitor.presses("do", "vote", "value", forged);
      visitor.presses("do", "press", "value", forged);
    }
    assertThat(texts("SELECT person_id FROM ballot")).isEmpty();
    assertThat(texts("SELECT group_id FROM poll_seal")).isEmpty();
    assertThat(mama.opens(group)).contains("不记名", "secret:poll:1:0");
    assertThat(mama.presses("do", "vote", "value", "secret:poll:1:1"))
        .contains("你投过了", "匿名票收到了，谁也查不到内容")
        .doesNotContain("class=\"mine\"");
    assertThat(texts("SELECT person_id FROM ballot")).hasSize(1);
    assertThat(texts("SELECT text FROM body WHERE text LIKE '%secret:poll%'")).isEmpty();
  }

  @Test
  void theSameFormTwiceIsOneEvent() throws Exception {
    PageBrowser mama = member("小美");
    mama.opens(asks(mama, "成员页", ""));
    assertThat(mama.posts("do", "say", "text", "我的记录").statusCode()).isEqualTo(200);
    assertThat(mama.posts("do", "say", "text", "我的记录").statusCode()).isEqualTo(200);
    assertThat(number("SELECT count(*) FROM journal WHERE message_id LIKE 'page:%'")).isEqualTo(1);
    assertThat(mama.posts("do", "say", "text", "我的连续").statusCode()).isEqualTo(200);
    assertThat(number("SELECT count(*) FROM journal WHERE message_id LIKE 'page:%'")).isEqualTo(2);
  }

  @Test
  void whatIsNotOursIsTurnedAway() throws Exception {
    PageBrowser mama = member("小芳");
    String group = asks(mama, "成员页", "");
    String changed = group.substring(0, group.length() - 2) + (group.endsWith("AA") ? "BB" : "AA");
    assertThat(mama.status(changed)).isEqualTo(404);
    assertThat(mama.status(steward.url() + "/m/x.y")).isEqualTo(404);
    mama.opens(group);
    assertThat(mama.posts("do", "nonsense").statusCode()).isEqualTo(400);
    assertThat(mama.posts("do", "say", "text", "x".repeat(1_001)).statusCode()).isEqualTo(400);
    assertThat(mama.posts("do", "say", "text", "x".repeat(20_000)).statusCode()).isEqualTo(413);
    mama.forgetsForm();
    assertThat(mama.posts("do", "check-in").statusCode()).isEqualTo(403);
    assertThat(texts("SELECT person_id FROM checkin_day")).isEmpty();
  }

  @Test
  void whoLeftTheGroupIsAMemberNoMore() throws Exception {
    PageBrowser mama = member("小兰");
    String own = asks(mama, "我的页面", "?private=1");
    PageBrowser phone = new PageBrowser();
    assertThat(phone.opens(own)).contains("小兰");
    mama.chat(steward.url() + "/chat/api/rooms/mama-1/leave", Map.of());
    await("she left", () -> texts("SELECT name FROM member WHERE present = 1").isEmpty());
    assertThat(phone.opens(phone.address())).contains("认不出你是谁").doesNotContain("小兰");
    assertThat(phone.opens(own)).doesNotContain("小兰");
  }

  @Test
  void nothingIsPressedInAGroupThatRests() throws Exception {
    PageBrowser mama = member("小雨");
    mama.opens(asks(mama, "成员页", ""));
    staff("pause", Map.of("minutes", "60"));
    await("it is paused", () -> mama.opens(mama.address()).contains("现在在这个群里不办事"));
    assertThat(mama.opens(mama.address())).doesNotContain("value=\"check-in\"");
  }

  @Test
  void whoeverPressesWithoutEndIsAskedToWait() throws Exception {
    PageBrowser mama = member("小雪");
    mama.opens(asks(mama, "成员页", ""));
    int status = 200;
    for (int i = 0; i < 60 && status == 200; i++) {
      status = mama.posts("do", "say", "text", "你好" + i).statusCode();
    }
    assertThat(status).isEqualTo(429);
  }
}
