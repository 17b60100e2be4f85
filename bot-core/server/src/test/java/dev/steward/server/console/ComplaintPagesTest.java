package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A complaint in the console, over the whole engine. */
final class ComplaintPagesTest {
  private static final GroupId GROUP = new GroupId("web", "a");
  private static final UserId MING = new UserId("web", "ming");
  private static final UserId HONG = new UserId("web", "hong");
  private static final UserId GANG = new UserId("web", "gang");

  private ConsoleRig rig;
  private Browser manager;
  private int ids;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    manager = rig.signedIn(StaffRole.MANAGER);
    deliver(
        new Event.GroupSeen(
            ConsoleRig.STEWARD,
            GROUP,
            id(),
            "一群",
            EnumSet.allOf(Capability.class),
            rig.clock.instant()));
    manager.post("/console/groups", "do", "bind", "group", "web:a", "pack", "mother-and-baby");
    manager.post("/console/groups", "do", "go-live", "group", "web:a");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String id() {
    return "e" + ids++;
  }

  private void deliver(Event event) {
    rig.deliver(event);
  }

  private void says(String text) {
    says(MING, text);
  }

  private void says(UserId who, String text) {
    deliver(
        new Event.MessagePosted(
            ConsoleRig.STEWARD,
            GROUP,
            id(),
            Sender.member(who, "小明"),
            Content.of(text),
            rig.clock.instant()));
  }

  private void privately(String... answers) {
    privately(MING, answers);
  }

  private void privately(UserId who, String... answers) {
    for (String text : answers) {
      deliver(
          new Event.PrivateMessagePosted(
              ConsoleRig.STEWARD,
              id(),
              Sender.member(who, "小明"),
              Content.of(text),
              rig.clock.instant()));
    }
  }

  private String number() {
    return rig.texts("SELECT max(number) FROM complaint").getFirst();
  }

  private String state() {
    return rig.texts("SELECT state FROM complaint").getFirst();
  }

  private void complain() {
    complain(MING);
  }

  private void complain(UserId who) {
    says(who, "买贵了 小禾3段我付了<b>248，公告写238");
    privately(who, "今天", "群内", "普通", "公告", "跳过", "对");
    rig.settle();
  }

  @Test
  void theBoardAndTheCaseShowItAndItIsApproved() {
    complain();
    assertThat(state()).isEqualTo("waiting_staff");
    String board = manager.get("/console/complaints").body();
    assertThat(board).contains("小禾有机奶粉3段800g", "等我们 1", "对不上", "差 10 元", "还有");
    String page = manager.get("/console/complaint?number=" + number()).body();
    assertThat(page)
        .contains(
            "价格核对单 #" + number(),
            "248 − 238 &#x3D; 10 元",
            "退差价 10",
            "<mark title=\"248\">248</mark>",
            "&lt;b&gt;")
        .doesNotContain("<b>248");
    HttpResponse<String> answer =
        manager.post("/console/complaint/act", "number", number(), "do", "approve", "note", "");
    assertThat(manager.get(answer.headers().firstValue("location").orElseThrow()).body())
        .contains("#" + number() + " 已补偿：退差价 10 元，已私下告诉成员。");
    assertThat(
            manager
                .get(
                    manager
                        .post("/console/complaint/act", "number", number(), "do", "close")
                        .headers()
                        .firstValue("location")
                        .orElseThrow())
                .body())
        .as("what could not be done is said")
        .contains("已经办结了");
    assertThat(state()).isEqualTo("remedied");
    assertThat(manager.get("/console/complaint?number=" + number()).body())
        .contains("manager", "同意", "已补偿");
    assertThat(manager.get("/console/complaints?tab=over").body()).contains("已补偿");
    assertThat(
            rig.texts("SELECT what || ' ' || target FROM audit WHERE target = '" + number() + "'"))
        .isNotEmpty();
  }

  @Test
  void staffEnterFactsAndTheReceiptIsMadeAnew() {
    says("买贵了 小禾3段我付了248");
    privately("今天", "群内", "普通", "238", "公告", "跳过", "对");
    HttpResponse<String> answer =
        manager.post(
            "/console/complaint/act",
            "number",
            number(),
            "do",
            "tell",
            "paid",
            "258",
            "tier",
            "会员");
    assertThat(manager.get(answer.headers().firstValue("location").orElseThrow()).body())
        .contains("#" + number() + " 记下了：", "258 − 238", "工作人员补充", "data-testid=\"tell\"");
  }

  @Test
  void anAnalystSeesFiguresAndNoWords() {
    complain();
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    String page = analyst.get("/console/complaint?number=" + number()).body();
    assertThat(page).contains("238").doesNotContain("小明", "公告写", "complaint/act");
    manager.post("/console/complaint/act", "number", number(), "do", "propose", "note", "给小明补一张券");
    assertThat(analyst.get("/console/complaint?number=" + number()).body())
        .contains("补券")
        .doesNotContain("小明");
  }

  @Test
  void whatIsNoPriceIsRefundedAndHasNoGap() {
    says("投诉 质量 小禾3段结块了");
    privately("跳过");
    manager.post("/console/complaint/act", "number", number(), "do", "propose", "note", "239");
    assertThat(manager.get("/console/complaint?number=" + number()).body())
        .contains("data-testid=\"remedy\">退款 239 元");
  }

  @Test
  void theTodoLeadsToTheComplaintAndEndsWithIt() {
    complain();
    String todo = rig.texts("SELECT number FROM todo WHERE kind = 'complaint'").getFirst();
    assertThat(manager.get("/console/todo").body())
        .contains("去办理", "/console/complaint?number&#x3D;" + number())
        .doesNotContain("/console/todo/done");
    manager.post("/console/todo/done", "number", todo, "result", "好了");
    assertThat(rig.texts("SELECT state FROM todo WHERE kind = 'complaint'"))
        .containsExactly("open");
    manager.post("/console/todo/claim", "number", todo);
    assertThat(rig.texts("SELECT assignee FROM complaint")).containsExactly("manager");
  }

  @Test
  void theBoardSaysBothClocks() {
    complain();
    assertThat(manager.get("/console/complaints").body()).contains("答复还有", "办结还有");
  }

  @Test
  void aManagerWritesOneDownForWhoToldThemElsewhere() {
    says("小禾3段怎么比群里别人贵啊");
    String said =
        rig.texts("SELECT max(seq) FROM journal WHERE kind = 'message-posted'").getFirst();
    assertThat(manager.get("/console/complaints").body()).contains("/console/complaint/new");
    assertThat(manager.get("/console/group?id=web:a").body())
        .contains("/console/complaint/new?group&#x3D;web%3Aa");
    assertThat(manager.get("/console/complaint/new?group=web:a&q=红").body()).contains("没有叫这个名字");
    String form =
        manager.get("/console/complaint/new?group=web:a&user=web:ming&message=" + said).body();
    assertThat(form).contains("小明", "小禾3段怎么比群里别人贵啊", "<option value=\"小禾有机奶粉3段800g\">");
    String[] filled = {
      "group", "web:a", "user", "web:ming", "kind", "price", "message", said, "product", "小禾3段"
    };
    assertThat(manager.post("/console/complaint/open", with(filled, "paid", "很多")).body())
        .contains("金额写成");
    HttpResponse<String> answer =
        manager.post(
            "/console/complaint/open", with(filled, "paid", "496.5", "pieces", "2", "seen", "238"));
    assertThat(answer.headers().firstValue("location").orElseThrow())
        .isEqualTo("/console/complaint?number=" + number() + "&done=complaint-open");
    assertThat(rig.texts("SELECT facts FROM complaint").getFirst())
        .contains("\"PAID\":\"49650\"", "\"PIECES\":\"2\"", "\"SEEN\":\"23800\"", "MILK3");
    assertThat(rig.texts("SELECT role || ' ' || text FROM complaint_evidence"))
        .containsExactly("quoted 小禾3段怎么比群里别人贵啊");
    assertThat(manager.post("/console/complaint/open", "group", "web:a").statusCode())
        .isEqualTo(400);
    assertThat(rig.signedIn(StaffRole.ANALYST).get("/console/complaint/new").statusCode())
        .isEqualTo(403);
  }

  private static String[] with(String[] fields, String... more) {
    return Stream.of(fields, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void anIncidentStaysOpenWhileSomethingInItCouldNotBeDone() {
    complain();
    complain(HONG);
    String incident = rig.texts("SELECT number FROM incident").getFirst();
    manager.post("/console/complaint/act", "number", number(), "do", "reopen");
    String location =
        manager
            .post("/console/incident/act", "number", incident, "do", "approve", "note", "")
            .headers()
            .firstValue("location")
            .orElseThrow();
    assertThat(manager.get(location).body()).contains("已办结，每人都私下告诉了");
    assertThat(rig.texts("SELECT state || ended_by FROM incident"))
        .containsExactly("settledmanager");
  }

  @Test
  void staffWriteOneDownAndMoveAnIncident() {
    says("大家好");
    HttpResponse<String> answer =
        manager.post(
            "/console/complaint/open",
            "group",
            "web:a",
            "user",
            "web:ming",
            "kind",
            "delivery",
            "text",
            "五天没到");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(rig.texts("SELECT origin || ' ' || kind FROM complaint"))
        .isEqualTo(List.of("staff delivery"));
    String delivery = number();
    complain(HONG);
    assertThat(moved(number(), "")).contains("没有移：这件本来就不在任何事件里");
    complain(GANG);
    String incident = rig.texts("SELECT number FROM incident").getFirst();
    assertThat(manager.get("/console/incident?number=" + incident).body())
        .contains("小禾有机奶粉3段800g", "238");
    assertThat(moved(number(), "99999")).contains("没有移：没有事件 #99999").doesNotContain("已处理");
    assertThat(moved(number(), incident)).contains("没有移：这件已经在事件 #" + incident);
    assertThat(moved(delivery, incident)).contains("没有移：商品、渠道和看到的价格都清楚的价格投诉才归到事件里");
    assertThat(moved(number(), "")).contains("已处理");
    assertThat(
            rig.texts(
                "SELECT incident FROM incident_complaint WHERE incident IS NOT NULL"
                    + " AND complaint = "
                    + number()))
        .isEmpty();
    manager.post("/console/incident/act", "number", incident, "do", "explain", "note", "价格牌写错了");
    assertThat(rig.texts("SELECT state FROM incident")).containsExactly("settled");
    assertThat(moved(number(), incident)).as("into one that was settled").contains("已处理");
    assertThat(rig.texts("SELECT state FROM incident")).containsExactly("open");
    assertThat(manager.post("/console/complaint/act", "number", number(), "do", "x").statusCode())
        .isEqualTo(400);
    assertThat(manager.get("/console/complaint?number=99999").statusCode()).isEqualTo(404);
  }

  /** What the page says once a complaint was to go to an incident. */
  private String moved(String complaint, String to) {
    return manager
        .get(
            manager
                .post("/console/incident/move", "complaint", complaint, "to", to)
                .headers()
                .firstValue("location")
                .orElseThrow())
        .body();
  }

  /** A platform that does not answer must not keep everybody from working. */
  @Test
  @Timeout(60)
  void nobodyWaitsForAnothersPictures() throws Exception {
    Media media = new Media("web:shot", "image/png", 4);
    rig.pictures.put(media, new byte[] {1, 2, 3, 4});
    says("买贵了 小禾3段");
    deliver(
        new Event.PrivateMessagePosted(
            ConsoleRig.STEWARD,
            id(),
            Sender.member(MING, "小明"),
            Content.of(new Segment.Image(media, "")),
            rig.clock.instant()));
    rig.settle();
    Matcher link =
        Pattern.compile("<img src=\"(/console/complaint/picture[^\"]+)\"")
            .matcher(manager.get("/console/complaint?number=" + number()).body());
    assertThat(link.find()).isTrue();
    String path = link.group(1).replace("&#x3D;", "=").replace("&amp;", "&");
    rig.picturesCome = new CompletableFuture<>();
    try (ExecutorService many = Executors.newFixedThreadPool(10)) {
      List<Future<Integer>> pictures = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pictures.add(many.submit(() -> rig.browserOf(StaffRole.MANAGER).get(path).statusCode()));
      }
      while (rig.picturesAsked.get() < 2) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 5; i++) {
        assertThat(manager.get("/console/complaints").statusCode()).isEqualTo(200);
      }
      assertThat(pictures).as("they are still waited for").noneMatch(Future::isDone);
      rig.picturesCome.complete(null);
      for (Future<Integer> picture : pictures) {
        assertThat(picture.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void thePicturesOfAComplaintAreShownUntilTheyAreForgotten() {
    Media media = new Media("web:shot", "image/png", 4);
    Media page = new Media("web:page", "text/html", 4);
    rig.pictures.put(media, new byte[] {1, 2, 3, 4});
    rig.pictures.put(page, new byte[] {1, 2, 3, 4});
    says("买贵了 小禾3段");
    deliver(
        new Event.PrivateMessagePosted(
            ConsoleRig.STEWARD,
            id(),
            Sender.member(MING, "小明"),
            Content.of(new Segment.Image(media, ""), new Segment.Image(page, "")),
            rig.clock.instant()));
    rig.settle();
    String shown = manager.get("/console/complaint?number=" + number()).body();
    Matcher link =
        Pattern.compile("<img src=\"(/console/complaint/picture[^\"]+)\"").matcher(shown);
    assertThat(link.find()).isTrue();
    String path = link.group(1).replace("&#x3D;", "=").replace("&amp;", "&");
    HttpResponse<String> picture = manager.get(path);
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.body()).isEqualTo("\1\2\3\4");
    assertThat(picture.headers().firstValue("content-type")).contains("image/png");
    assertThat(picture.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(link.find()).as("only what is a picture").isFalse();
    assertThat(manager.get(path.replace("n=0", "n=1")).statusCode()).isEqualTo(404);
    assertThat(manager.get(path.replace("n=0", "n=9")).statusCode()).isEqualTo(404);
    assertThat(manager.get(path.replace("number=", "number=9")).statusCode()).isEqualTo(404);
    assertThat(rig.signedIn(StaffRole.ANALYST).get(path).statusCode()).isEqualTo(403);
    assertThat(rig.texts("SELECT target FROM audit WHERE what = 'complaint-picture'"))
        .containsExactly(number());

    rig.pictures.clear();
    assertThat(manager.get(path).statusCode()).as("the platform has it no more").isEqualTo(404);
    rig.write(sql -> sql.update("DELETE FROM body"));
    assertThat(manager.get("/console/complaint?number=" + number()).body())
        .contains("[图片]", "图片过了保留时间")
        .doesNotContain("<img src=\"/console/complaint");
  }

  /** The latest open one would be an old one, and the page would say that it is noted. */
  @Test
  void whatIsNotWrittenDownIsSaidNotToBe() {
    complain();
    String columns =
        "person_id, group_id, user_id, kind, origin, state, pack, version, facts, opened, changed,"
            + " reply_clock, done_clock";
    for (int i = 1; i < 10; i++) {
      String more = Integer.toString(i);
      rig.write(
          sql ->
              sql.update(
                  "INSERT INTO complaint (number, "
                      + columns
                      + ") SELECT number + 1000 + "
                      + more
                      + ", "
                      + columns
                      + " FROM complaint WHERE number < 1000"));
    }
    assertThat(
            manager
                .post(
                    "/console/complaint/open",
                    "group",
                    "web:a",
                    "user",
                    "web:ming",
                    "kind",
                    "delivery",
                    "text",
                    "快递五天没到")
                .body())
        .contains("没有登记", "快递五天没到");
    assertThat(rig.texts("SELECT count(*) FROM complaint")).containsExactly("10");
  }

  @Test
  void aGroupWithoutAPriceDeskTakesNone() {
    says("大家好");
    assertThat(manager.get("/console/complaint/new?group=web:a").body()).contains("write-down");
    Binding off =
        new Binding(
            GROUP,
            null,
            "一群",
            "mother-and-baby",
            Map.of(),
            null,
            Set.of(Binding.PRICES),
            new SourceMark("groups.yaml", 1, 1));
    rig.write(sql -> sql.update("UPDATE chat_group SET binding = ?", Json.write(off)));
    assertThat(manager.get("/console/complaint/new?group=web:a").body())
        .doesNotContain("write-down", "一群");
  }
}
