package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complaint in the console, over the whole engine. */
final class ComplaintPagesTest {
  private static final GroupId GROUP = new GroupId("web", "a");
  private static final UserId MING = new UserId("web", "ming");

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
    rig.engine.sink().deliver(event).toCompletableFuture().join();
  }

  private void says(String text) {
    deliver(
        new Event.MessagePosted(
            ConsoleRig.STEWARD,
            GROUP,
            id(),
            Sender.member(MING, "小明"),
            Content.of(text),
            rig.clock.instant()));
  }

  private void privately(String... answers) {
    for (String text : answers) {
      deliver(
          new Event.PrivateMessagePosted(
              ConsoleRig.STEWARD,
              id(),
              Sender.member(MING, "小明"),
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
    says("买贵了 小禾3段我付了<b>248，公告写238");
    privately("今天", "群内", "普通", "公告", "跳过", "对");
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
    assertThat(answer.headers().firstValue("location").orElseThrow())
        .isEqualTo("/console/complaint?number=" + number() + "&done=complaint&n=" + number());
    assertThat(state()).isEqualTo("remedied");
    assertThat(manager.get("/console/complaint?number=" + number()).body())
        .contains("manager", "同意", "已补偿");
    assertThat(manager.get("/console/complaints?tab=over").body()).contains("已补偿");
    assertThat(
            rig.texts("SELECT what || ' ' || target FROM audit WHERE target = '" + number() + "'"))
        .isNotEmpty();
  }

  @Test
  void anAnalystSeesFiguresAndNoWords() {
    complain();
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    String page = analyst.get("/console/complaint?number=" + number()).body();
    assertThat(page).contains("238").doesNotContain("小明", "公告写", "complaint/act");
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
    complain();
    String incident = rig.texts("SELECT number FROM incident").getFirst();
    assertThat(manager.get("/console/incident?number=" + incident).body()).contains("MILK3", "238");
    manager.post("/console/incident/move", "complaint", number(), "to", "");
    assertThat(rig.texts("SELECT complaint FROM incident_complaint")).isEmpty();
    assertThat(manager.post("/console/complaint/act", "number", number(), "do", "x").statusCode())
        .isEqualTo(400);
    assertThat(manager.get("/console/complaint?number=99999").statusCode()).isEqualTo(404);
  }
}
