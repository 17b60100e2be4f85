package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import dev.steward.engine.staff.StaffCodes;
import dev.steward.engine.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff press becomes the right command, or the right row. */
final class StaffActsTest {
  private ConsoleRig rig;
  private Browser manager;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.bare(folder);
    manager = rig.signedIn(StaffRole.MANAGER);
    rig.group("web:a", "一群", null);
    rig.group("web:b", "二群", null);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** The commands that went down the one path: key, name, arguments. */
  private List<String> commands() {
    return rig.texts("SELECT text FROM body ORDER BY seq").stream()
        .map(text -> Json.read(text, Event.class))
        .map(Event.StaffCommand.class::cast)
        .map(c -> c.staff() + " " + c.key() + " " + c.name() + " " + Json.write(c.arguments()))
        .toList();
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("location").orElseThrow();
  }

  @Test
  void manyGroupsGoLiveInOneStep() {
    rig.write(sql -> sql.update("UPDATE chat_group SET pack = 'mother-and-baby'"));
    HttpResponse<String> answer =
        manager.post(
            "/console/groups",
            "do",
            "go-live",
            "group",
            "web:a",
            "group",
            "web:b",
            "group",
            "web:a",
            "back",
            "/console/groups?q=x");

    assertThat(location(answer)).isEqualTo("/console/groups?q=x&done=go-live&n=2");
    assertThat(commands())
        .as("each group has a lane of its own, so that their order is open")
        .containsExactlyInAnyOrder(
            "manager group:web:a go-live {}", "manager group:web:b go-live {}");
    assertThat(manager.get(location(answer)).body()).contains("已上线：2 个群");
  }

  @Test
  void pausesObservesResumesBindsAndMakesStaffGroups() {
    List<String> group = List.of("group", "web:a");
    act(group, "do", "pause", "minutes", "120");
    act(group, "do", "observe");
    act(group, "do", "resume");
    act(group, "do", "guard");
    act(group, "do", "guard-off");
    act(group, "do", "bind", "pack", "mother-and-baby");
    act(group, "do", "staff-group");
    act(group, "do", "not-staff-group");

    assertThat(commands())
        .containsExactly(
            "manager group:web:a pause {\"minutes\":\"120\"}",
            "manager group:web:a observe {}",
            "manager group:web:a resume {}",
            "manager group:web:a guard {}",
            "manager group:web:a guard-off {}",
            "manager group:web:a bind {\"pack\":\"mother-and-baby\"}",
            "manager group:web:a staff-group {\"on\":\"true\"}",
            "manager group:web:a staff-group {\"on\":\"false\"}");
  }

  private void act(List<String> group, String... fields) {
    List<String> all = new ArrayList<>(group);
    all.addAll(List.of(fields));
    assertThat(manager.post("/console/groups", all.toArray(String[]::new)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void nonsenseChangesNothing() {
    assertThat(location(manager.post("/console/groups", "do", "go-live"))).contains("done=none");
    assertThat(
            location(manager.post("/console/groups", "do", "bind", "group", "web:a", "pack", "x")))
        .contains("done=no-pack");
    for (List<String> wrong :
        List.of(
            List.of("do", "explode", "group", "web:a"),
            List.of("do", "pause", "group", "web:a", "minutes", "-5"),
            List.of("do", "pause", "group", "web:a", "minutes", "9999999"),
            List.of("do", "go-live", "group", "no colon"))) {
      assertThat(manager.post("/console/groups", wrong.toArray(String[]::new)).statusCode())
          .as(wrong.toString())
          .isEqualTo(400);
    }
    assertThat(commands()).isEmpty();
  }

  @Test
  void undoGoesToTheCasesGroup() {
    new Seeds(rig).moderationCase(7, "web:b", "web:u", "words");

    assertThat(location(manager.post("/console/case/undo", "case", "7")))
        .isEqualTo("/console/case?number=7&done=undo&n=7");
    assertThat(manager.post("/console/case/undo", "case", "8").statusCode()).isEqualTo(404);
    assertThat(commands()).containsExactly("manager group:web:b undo {\"case\":\"7\"}");
  }

  @Test
  void aCaseIsConfirmedByItsGroup() {
    new Seeds(rig).moderationCase(7, "web:b", "web:u", "words");
    assertThat(location(manager.post("/console/case/confirm", "case", "7")))
        .isEqualTo("/console/case?number=7&done=confirm&n=7");
    assertThat(commands()).containsExactly("manager group:web:b confirm-case {\"case\":\"7\"}");
  }

  @Test
  void aCaseSaysThatAnAdminEndedItsMute() {
    new Seeds(rig).moderationCase(7, "web:b", "web:u", "words");
    assertThat(manager.get("/console/case?number=7").body()).doesNotContain("mute-lifted");
    rig.write(sql -> sql.update("UPDATE moderation_case SET lifted = ?", rig.clock.instant()));
    assertThat(manager.get("/console/case?number=7").body())
        .contains("data-testid=\"mute-lifted\"", "管理员在平台上提前解除了禁言");
  }

  @Test
  void aBanIsSharedFromItsCase() {
    new Seeds(rig).moderationCase(7, "web:b", "web:u", "words");
    assertThat(manager.get("/console/case?number=7").body())
        .as("only bans are shared")
        .doesNotContain("id=\"share\"");
    rig.write(sql -> sql.update("UPDATE moderation_case SET sanction = 'ban', mode = 'live'"));
    assertThat(manager.get("/console/case?number=7").body()).contains("id=\"share\"");
    manager.post("/console/case/share", "case", "7", "do", "preview", "reason", "骗验证码 ");
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO shared_ban (case_number, reason, by_login, at, state, words_zh,"
                    + " words_en) VALUES (7, '骗验证码', 'manager', 9999999999999, 'preview', '直接封禁"
                    + " 一群', 'banned in one')"));
    assertThat(manager.get("/console/case?number=7").body())
        .contains("直接封禁 一群", "骗验证码", "value=\"share\"");
    rig.write(sql -> sql.update("UPDATE shared_ban SET at = 0"));
    assertThat(manager.get("/console/case?number=7").body())
        .as("a preview that is too old is not confirmed")
        .doesNotContain("value=\"share\"");
    manager.post("/console/case/share", "case", "7", "do", "share");
    rig.write(sql -> sql.update("UPDATE shared_ban SET state = 'shared'"));
    assertThat(manager.get("/console/case?number=7").body())
        .contains("value=\"withdraw\"")
        .doesNotContain("value=\"share\"");
    manager.post("/console/case/share", "case", "7", "do", "withdraw");
    assertThat(manager.post("/console/case/share", "case", "7", "do", "x").statusCode())
        .isEqualTo(400);
    assertThat(commands())
        .containsExactly(
            "manager group:web:b ban-preview {\"case\":\"7\",\"reason\":\"骗验证码\"}",
            "manager group:web:b ban-share {\"case\":\"7\"}",
            "manager group:web:b ban-withdraw {\"case\":\"7\"}");
  }

  @Test
  void todosAreClaimedHandedOverAndDone() {
    rig.staff("mei", StaffRole.MANAGER);
    manager.post("/console/todo/claim", "number", "5");
    manager.post("/console/todo/handover", "number", "5", "to", "mei", "note", "请看一下");
    manager.post("/console/todo/done", "number", "5", "result", "已人工移出");
    assertThat(manager.post("/console/todo/handover", "number", "5", "to", "x").statusCode())
        .isEqualTo(400);

    assertThat(commands())
        .containsExactly(
            "manager brand: todo-claim {\"number\":\"5\"}", commands().get(1), commands().get(2));
    assertThat(commands().get(1))
        .contains("todo-handover", "\"to\":\"mei\"", "\"note\":\"请看一下\"", "\"number\":\"5\"");
    assertThat(commands().get(2)).contains("todo-done", "\"result\":\"已人工移出\"");
  }

  @Test
  void whoAsksToJoinIsLetInOrTurnedAway() {
    assertThat(location(manager.post("/console/todo/approve", "number", "5")))
        .contains("done=todo-approve");
    manager.post("/console/todo/deny", "number", "6", "note", "只收会员");
    assertThat(commands()).first().isEqualTo("manager brand: todo-approve {\"number\":\"5\"}");
    assertThat(commands().get(1)).contains("todo-deny", "\"note\":\"只收会员\"", "\"number\":\"6\"");
  }

  @Test
  void unansweredQuestionsAreDraftedAndWhatWasTaughtIsTakenBack() {
    rig.write(
        sql -> {
          List<String> asked = List.of("门店在哪里呀", "门店在哪", "<script>能寄香港吗");
          for (int i = 0; i < asked.size(); i++) {
            sql.update(
                "INSERT INTO faq_question VALUES (?, 'web:1', 'mama', 'web:u', ?, 1, 'ship', 0.2,"
                    + " ?, 0)",
                10 - i,
                asked.get(i),
                10 - i);
          }
          sql.update(
              "INSERT INTO faq_answer (seq, group_id, pack, entry, user_id, text, how, score, at,"
                  + " verdict, verdict_entry) VALUES (1, 'web:1', 'mama', 'fee', 'web:u', '邮费呢',"
                  + " 'sure', 0.8, 0, 'wrong', 'ship')");
          return sql.update(
              "INSERT INTO faq_lesson VALUES (7, 'mama', 'ship', '邮费呢', 'web:u', 1, 'lin', 0, 0)");
        });
    String page = manager.get("/console/answers").body();
    assertThat(page)
        .contains("2 × mama", "ask: [&quot;门店在哪里呀&quot;, &quot;门店在哪&quot;]", "&lt;script&gt;能寄香港吗")
        .contains("不对 → ship", "data-testid=\"lesson\"");
    assertThat(location(manager.post("/console/answers/undo", "lesson", "7")))
        .contains("done=unlearned");
    assertThat(commands()).first().isEqualTo("manager brand: faq-undo {\"lesson\":\"7\"}");
  }

  @Test
  void theDutyRosterIsEdited() {
    String[] shift = {"login", "manager", "day", "1", "day", "7", "from", "09:00", "to", "23:59"};
    assertThat(manager.post("/console/duty", shift).statusCode()).isEqualTo(303);
    String rows = "SELECT weekday || ' ' || from_minute || '-' || to_minute FROM duty ORDER BY 1";
    assertThat(rig.texts(rows)).containsExactly("1 540-1440", "7 540-1440");
    assertThat(manager.get("/console/duty").body()).contains("09:00–24:00");

    manager.post("/console/duty/remove", "login", "manager", "day", "7", "from", "540");
    assertThat(rig.texts(rows)).containsExactly("1 540-1440");
    assertThat(
            manager
                .post(
                    "/console/duty", "login", "manager", "day", "1", "from", "09:00", "to", "08:00")
                .body())
        .contains("结束晚于开始");
  }

  @Test
  void anOwnerInvitesDisablesAndResets() {
    Browser owner = rig.signedIn(StaffRole.OWNER);
    HttpResponse<String> invited =
        owner.post("/console/staff/invite", "login", "Mei", "name", "美", "role", "manager");
    String link = link(invited);
    assertThat(
            owner
                .post("/console/staff/invite", "login", "mei", "name", "美", "role", "analyst")
                .statusCode())
        .isEqualTo(409);

    Browser mei = rig.browser();
    mei.post(
        "/console/welcome",
        "code",
        link.substring(link.indexOf("code=") + 5),
        "password",
        "pancakes for breakfast",
        "again",
        "pancakes for breakfast");
    assertThat(mei.get("/console/groups").statusCode()).isEqualTo(200);
    assertThat(mei.get("/console/staff").statusCode()).isEqualTo(403);

    rig.staffBook.linked(new UserId("web", "mei"), "mei");
    rig.write(sql -> sql.update("INSERT INTO staff_login VALUES ('web:mei', 'mei', 0)"));
    assertThat(owner.post("/console/staff/disable", "login", "mei").statusCode()).isEqualTo(303);
    assertThat(mei.get("/console/groups").statusCode()).isEqualTo(303);
    assertThat(rig.staffBook.isStaff(new UserId("web", "mei"))).isFalse();

    owner.post("/console/staff/enable", "login", "mei");
    assertThat(rig.staffBook.isStaff(new UserId("web", "mei"))).isTrue();
    owner.post("/console/staff/role", "login", "mei", "role", "analyst");
    assertThat(rig.staffBook.isStaff(new UserId("web", "mei")))
        .as("who may not act in the console does not act in chat")
        .isFalse();
    assertThat(link(owner.post("/console/staff/reset", "login", "mei")))
        .contains("/console/welcome");
    assertThat(rig.texts("SELECT login FROM staff WHERE password IS NULL")).contains("mei");
    assertThat(rig.texts("SELECT what FROM audit WHERE target = 'mei' ORDER BY id"))
        .containsExactly("invite", "password", "disable", "enable", "role", "reset");
  }

  private static String link(HttpResponse<String> page) {
    Matcher link = Pattern.compile("value=\"([^\"]+)\" data-testid=\"link\"").matcher(page.body());
    assertThat(link.find()).as("a one-time link").isTrue();
    return link.group(1).replace("&#x3D;", "=");
  }

  @Test
  void theLastOwnerStays() {
    Browser owner = rig.signedIn(StaffRole.OWNER);
    rig.write(sql -> sql.update("UPDATE staff SET password = 'x' WHERE login = 'owner'"));
    for (String path : List.of("disable", "reset")) {
      HttpResponse<String> answer = owner.post("/console/staff/" + path, "login", "owner");
      assertThat(answer.statusCode()).as(path).isEqualTo(409);
      assertThat(answer.body()).contains("唯一能登录的负责人");
    }
    assertThat(owner.post("/console/staff/role", "login", "owner", "role", "manager").statusCode())
        .isEqualTo(409);
    assertThat(rig.texts("SELECT role FROM staff WHERE login = 'owner' AND disabled = 0"))
        .containsExactly("owner");
  }

  @Test
  void aChatCodeIsShownOnceAndKeptAsItsHash() {
    String page = manager.post("/console/me/chat-code").body();
    Matcher code = Pattern.compile("我是员工 ([0-9A-Z]{10})<").matcher(page);
    assertThat(code.find()).isTrue();

    assertThat(rig.texts("SELECT code FROM staff_code WHERE purpose = 'chat'"))
        .containsExactly(StaffCodes.hash(code.group(1)));
    assertThat(
            rig.texts(
                "SELECT expires - " + rig.clock.instant().toEpochMilli() + " FROM staff_code"))
        .containsExactly(Long.toString(Duration.ofMinutes(10).toMillis()));
    assertThat(manager.get("/console/me").body()).doesNotContain(code.group(1));
  }

  @Test
  void aCodeForTheChatEndsWithTheRightToAct() {
    Browser owner = rig.signedIn(StaffRole.OWNER);
    manager.post("/console/me/chat-code");
    assertThat(rig.texts("SELECT login FROM staff_code")).containsExactly("manager");
    owner.post("/console/staff/role", "login", "manager", "role", "analyst");
    assertThat(rig.texts("SELECT login FROM staff_code"))
        .as("typed now, it would make somebody staff in the chat who may not act")
        .isEmpty();
  }

  @Test
  void whatWasTypedIsNotLostOverAMistake() {
    Browser owner = rig.signedIn(StaffRole.OWNER);
    assertThat(
            owner
                .post("/console/staff/invite", "login", "小美", "name", "美<b>", "role", "analyst")
                .body())
        .contains("value=\"小美\"", "value=\"美&lt;b&gt;\"", "<option value=\"analyst\" selected>")
        .contains("data-testid=\"error\"");
    HttpResponse<String> duty =
        manager.post("/console/duty", "login", "owner", "day", "2", "from", "22:00", "to", "06:00");
    assertThat(duty.statusCode()).isEqualTo(422);
    assertThat(duty.body())
        .contains("data-testid=\"error\"", "value=\"22:00\"", "value=\"06:00\"")
        .contains("name=\"day\" value=\"2\" checked", "<option value=\"owner\" selected>");
  }

  @Test
  void whoIsTooLateIsToldSo() {
    new Seeds(rig).todo(5, "web:a", "x", "x", "x", Duration.ofHours(1));
    rig.write(sql -> sql.update("UPDATE todo SET state = 'done', assignee = 'lin'"));
    assertThat(location(manager.post("/console/todo/claim", "number", "5", "tab", "mine")))
        .isEqualTo("/console/todo?tab=mine&done=todo-over&n=5");
    assertThat(commands()).isEmpty();
  }

  @Test
  void whoMayNotEndAnAppealIsToldSo() {
    rig.staff("mei", StaffRole.MANAGER);
    new Seeds(rig).todo(5, "web:a", "x", "x", "x", Duration.ofHours(1));
    rig.write(sql -> sql.update("UPDATE todo SET detail = '{\"not-by\":\"manager\"}'"));
    assertThat(location(manager.post("/console/todo/done", "number", "5", "tab", "open")))
        .isEqualTo("/console/todo?tab=open&done=todo-not-yours&n=5");
    assertThat(rig.texts("SELECT state FROM todo")).containsExactly("open");
    assertThat(manager.get("/console/todo?tab=open&done=todo-not-yours&n=5").body())
        .contains("#5 没有完成", "另一位同事");
  }

  @Test
  void aNoteMayBeAsLongAsItsFieldLets() {
    // A browser counts a line's end once, and sends it as two characters.
    String note = ("x".repeat(99) + "\r\n").repeat(10).strip();
    manager.post("/console/todo/done", "number", "5", "result", note);
    assertThat(commands().getFirst()).contains("x\\nx").doesNotContain("\\r");
  }

  @Test
  void aGroupWithoutAPackIsNotSaidToBeLive() {
    String there =
        location(manager.post("/console/groups", "do", "go-live", "group", "web:a", "back", ""));
    assertThat(there).endsWith("done=go-live-not&n=1");
    assertThat(manager.get(there).body()).contains("1 个群还没有脚本，没有上线").doesNotContain("已上线");
  }
}
