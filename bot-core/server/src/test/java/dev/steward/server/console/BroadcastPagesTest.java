package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Media;
import dev.steward.engine.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broadcast from the form to the groups, with a colleague's approval. */
final class BroadcastPagesTest {
  private ConsoleRig rig;
  private Browser manager;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    manager = rig.signedIn(StaffRole.MANAGER);
    rig.group("web:a", "一群", "mother-and-baby");
    rig.group("web:b", "二群", "mother-and-baby");
    rig.group("web:c", "没有脚本的群", null);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String draft(String... fields) {
    HttpResponse<String> answer = manager.post("/console/broadcasts", fields);
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("location").orElseThrow();
  }

  @Test
  void eachGroupsOwnTextIsShownBeforeItIsSent() {
    String page =
        draft("text", "{{group}}：看 {{shop-link}}", "group", "web:a", "group", "web:b", "at", "");
    String shown = manager.get(page).body();
    assertThat(shown)
        .contains("一群：看 https://shop.example-brand.com", "二群：看 https://shop.example-brand.com")
        .contains("还没有上线，不会发", "要另一位同事确认");
    assertThat(rig.texts("SELECT state FROM broadcast")).containsExactly("draft");
  }

  @Test
  void whatCannotBeFilledInIsSaid() {
    String page = draft("text", "看 {{shop-lnk}}", "group", "web:a");
    assertThat(manager.get(page).body()).contains("shop-lnk", "error");
  }

  @Test
  void nobodyApprovesTheirOwn() {
    String page = draft("text", "明天休息", "pack", "mother-and-baby");
    String number = page.substring(page.indexOf("number=") + 7);
    manager.post("/console/broadcast", "number", number, "do", "send");
    manager.post("/console/broadcast", "number", number, "do", "approve");
    assertThat(rig.texts("SELECT state FROM broadcast")).containsExactly("waiting");
    assertThat(manager.get(page).body()).contains("自己写的不能自己确认");
    Browser owner = rig.signedIn(StaffRole.OWNER);
    assertThat(owner.get(page).body()).contains("broadcast-approve");
    owner.post("/console/broadcast", "number", number, "do", "approve");
    assertThat(rig.texts("SELECT state FROM broadcast"))
        .singleElement()
        .isIn("planned", "running", "done");
    assertThat(rig.texts("SELECT approved_by FROM broadcast")).containsExactly("owner");
    assertThat(rig.texts("SELECT what FROM audit ORDER BY id"))
        .contains("broadcast", "broadcast-send", "broadcast-approve");
  }

  private HttpResponse<String> press(Browser who, String number, String what) {
    return who.post("/console/broadcast", "number", number, "do", what);
  }

  private static String told(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  private long audited(String what) {
    return rig.texts("SELECT what FROM audit").stream().filter(what::equals).count();
  }

  /** The audit told of an approval of one's own, which there never was. */
  @Test
  void onlyWhatChangedSomethingIsWrittenDown() {
    String page = draft("text", "明天休息", "pack", "mother-and-baby");
    String number = page.substring(page.indexOf("number=") + 7);
    press(manager, number, "send");
    assertThat(told(press(manager, number, "approve"))).contains("broadcast-unchanged");
    assertThat(audited("broadcast-approve")).isZero();
    assertThat(told(press(manager, number, "stop"))).contains("broadcast-stop");
    String again = told(press(manager, number, "stop"));
    assertThat(again).contains("broadcast-unchanged");
    assertThat(manager.get(again).body()).contains("没有改变");
    assertThat(audited("broadcast-stop")).isEqualTo(1);
  }

  /** Meant for tonight, it was sent at once when a colleague pressed the next morning. */
  @Test
  void whoIsLateIsAskedForANewTime() {
    String soon =
        LocalDateTime.ofInstant(rig.clock.instant(), ZoneId.of("Asia/Shanghai"))
            .plusHours(2)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
    String page = draft("text", "今晚八点", "pack", "mother-and-baby", "at", soon);
    String number = page.substring(page.indexOf("number=") + 7);
    press(manager, number, "send");
    rig.clock.pass(Duration.ofHours(12));
    Browser owner = rig.signedIn(StaffRole.OWNER);
    assertThat(owner.get(page).body()).contains("原定的时间已经过了", "name=\"at\"");
    assertThat(told(press(owner, number, "approve"))).contains("broadcast-late");
    assertThat(rig.texts("SELECT state FROM broadcast")).containsExactly("waiting");
    assertThat(audited("broadcast-approve")).isZero();
    owner.post("/console/broadcast", "number", number, "do", "approve", "late", "yes", "at", "");
    assertThat(rig.texts("SELECT state FROM broadcast"))
        .singleElement()
        .isIn("planned", "running", "done");
    assertThat(audited("broadcast-approve")).isEqualTo(1);
  }

  /** Members saw a picture that nobody had been shown. */
  @Test
  void thePictureIsShownAndWhoCannotSeeItIsNamed() {
    String page = draft("text", "新品", "group", "web:a", "group", "web:b");
    rig.write(
        sql -> {
          sql.update(
              "UPDATE broadcast SET image = ?",
              Json.write(new Media("steward:gone", "image/png", 3)));
          return sql.update(
              "UPDATE chat_group SET stage = 'live', capabilities = '[\"SEND_IMAGES\"]'"
                  + " WHERE group_id = 'web:a'");
        });
    rig.write(sql -> sql.update("UPDATE chat_group SET stage = 'live' WHERE group_id = 'web:b'"));
    String shown = manager.get(page).body();
    assertThat(shown).contains("<img src=\"/console/broadcast/picture?number");
    assertThat(shown).containsOnlyOnce("data-testid=\"broadcast-picture\"");
    assertThat(shown).containsOnlyOnce("这个群发不了图片，只发文字");
    String number = page.substring(page.indexOf("number=") + 7);
    assertThat(manager.get("/console/broadcast/picture?number=" + number).statusCode())
        .as("no pack in force has it any more")
        .isEqualTo(404);
  }

  @Test
  void badFormsAreToldAndNothingIsWritten() {
    assertThat(wrong("text", "", "group", "web:a")).contains("写上内容");
    assertThat(wrong("text", "你好<b>", "at", "2026-11-05T10:00"))
        .as("nobody was ticked: what was written is still there")
        .contains(">你好&lt;b&gt;</textarea>", "value=\"2026-11-05T10:00\"");
    assertThat(
            wrong(
                "text",
                "你好",
                "pack",
                "mother-and-baby",
                "group",
                "web:a",
                "at",
                "2001-01-01T10:00"))
        .contains("已经过去", ">你好</textarea>", "value=\"2001-01-01T10:00\"")
        .contains("name=\"group\" value=\"web:a\" checked")
        .contains("name=\"pack\" value=\"mother-and-baby\" checked")
        .doesNotContain("name=\"group\" value=\"web:b\" checked");
    assertThat(manager.post("/console/broadcasts", "text", "x", "group", "nonsense").statusCode())
        .isEqualTo(400);
    assertThat(
            manager
                .post("/console/broadcasts", "text", "x", "group", "web:a", "image", "steward:x")
                .statusCode())
        .isEqualTo(400);
    assertThat(manager.post("/console/broadcast", "number", "1", "do", "explode").statusCode())
        .isEqualTo(400);
    assertThat(rig.texts("SELECT state FROM broadcast")).isEmpty();
  }

  private String wrong(String... fields) {
    HttpResponse<String> answer = manager.post("/console/broadcasts", fields);
    assertThat(answer.statusCode()).isEqualTo(422);
    return answer.body();
  }

  @Test
  void aLineEndsTheWayChatsWriteIt() {
    draft("text", "早上好\r\n今天休息", "group", "web:a");
    assertThat(rig.texts("SELECT text FROM broadcast")).containsExactly("早上好\n今天休息");
  }
}
