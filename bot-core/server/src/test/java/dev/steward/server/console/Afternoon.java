package dev.steward.server.console;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.polls.Question;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What follows the {@link Demo}'s morning: polls, complaints that are one incident, questions. */
final class Afternoon {
  private static final GroupId GROUP = new GroupId("web", "g0");
  private static final List<String> MEMBERS = List.of("糖糖妈", "小鱼儿他爸", "年糕妈", "豆豆妈", "果果爸", "米粒妈");

  private final ConsoleRig rig;
  private int ids;

  private Afternoon(ConsoleRig rig) {
    this.rig = rig;
  }

  static void play(ConsoleRig rig) {
    new Afternoon(rig).play();
  }

  private void play() {
    MEMBERS.forEach(name -> says(name, "大家下午好"));
    polls();
    complaints();
    questions();
    Browser owner = rig.browserOf(StaffRole.OWNER);
    owner.post(
        "/console/tokens/make",
        "name",
        "<b>新品调研看板</b>",
        "days",
        "90",
        "scope",
        "polls:read",
        "scope",
        "complaints:read",
        "scope",
        "complaints:text");
    says("代购小王", "😀加我微信 mama888" + Demo.HOSTILE);
    rig.settle();
  }

  private void polls() {
    open("下次老师讲座，想听什么？ | 怎么让宝宝睡整觉 | 辅食怎么一步步加 | 转奶和断奶 | " + HOSTILE_OPTION);
    for (int i = 0; i < MEMBERS.size(); i++) {
      says(MEMBERS.get(i), "选" + (i % 3 + 1));
    }
    rig.settle();
    rig.engine
        .command(command(Key.BRAND, "poll-close", Map.of("poll", "1")))
        .toCompletableFuture()
        .join();
    open("你有多愿意把这个群推荐给别的妈妈？ | 0-10");
    says("糖糖妈", "9");
    says("豆豆妈", "10");
  }

  /** Words of one long piece are what breaks a narrow page. */
  private static final String HOSTILE_OPTION = "<i>Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</i>";

  private void open(String line) {
    Question question =
        Objects.requireNonNull(
            QuickPoll.read(line, Language.ZH, ZoneId.of("Asia/Shanghai")).question());
    rig.engine
        .command(
            command(
                Key.BRAND,
                "poll-open",
                Map.of(
                    "question",
                    Json.write(question),
                    "minutes",
                    "1440",
                    "groups",
                    Json.write(List.of(GROUP.toString())))))
        .toCompletableFuture()
        .join();
    rig.settle();
  }

  private void complaints() {
    for (String name : MEMBERS.subList(2, 5)) {
      says(name, "买贵了 小禾3段我付了248，公告写238 " + Demo.HOSTILE);
      for (String answer : List.of("今天", "群内", "普通", "公告", "2026112700" + ids, "对")) {
        deliver(
            new Event.PrivateMessagePosted(
                ConsoleRig.STEWARD, id(), sender(name), Content.of(answer), rig.clock.instant()));
      }
    }
    says("米粒妈", "投诉 物流 三天了还没揽收，客服一直说在催");
    rig.settle();
  }

  private void questions() {
    says("豆豆妈", "几天发货");
    unanswered(-1, "你们的婴儿车能不能带上飞机？");
    unanswered(-2, "婴儿车能带上飞机吗");
    unanswered(-3, "门店周末几点开门？" + Demo.HOSTILE);
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO faq_lesson (id, pack, entry, text, user_id, asks, login, at, undone)"
                    + " VALUES (1, 'mother-and-baby', 'shipping', '今天拍的什么时候能走', 'web:u 豆豆妈', 1,"
                    + " 'lin', ?, 0)",
                rig.clock.instant()));
  }

  /** A row as it is written once the verdict on a question has come; here nobody looks it up. */
  private void unanswered(long seq, String text) {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO faq_question (seq, group_id, pack, user_id, text, addressed, nearest,"
                    + " score, at) VALUES (?, ?, 'mother-and-baby', 'web:u 年糕妈', ?, 1, 'courier',"
                    + " 0.1, ?)",
                seq,
                GROUP,
                text,
                rig.clock.instant()));
  }

  private void says(String name, String text) {
    deliver(
        new Event.MessagePosted(
            ConsoleRig.STEWARD, GROUP, id(), sender(name), Content.of(text), rig.clock.instant()));
    rig.clock.pass(Duration.ofSeconds(40));
  }

  private static Sender sender(String name) {
    return Sender.member(new UserId("web", "u " + name), name);
  }

  private void deliver(Event event) {
    rig.engine.sink().deliver(event).toCompletableFuture().join();
  }

  private Event.StaffCommand command(Key key, String name, Map<String, String> arguments) {
    return new Event.StaffCommand(id(), key, "owner", name, arguments, rig.clock.instant());
  }

  private String id() {
    return "pm" + ids++;
  }
}
