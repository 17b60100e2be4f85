package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members found by name, and the tier that staff write down for them. */
final class MembersPageTest {
  private ConsoleRig rig;
  private Browser manager;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    manager = rig.signedIn(StaffRole.MANAGER);
    rig.group("web:a", "一群", "mother-and-baby");
    rig.group("web:b", "二群", null);
    member("web:a", "web:ming", "小明<b>");
    member("web:a", "web:hong", "小红");
    member("web:b", "web:ming", "明明");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void member(String group, String user, String name) {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO member (group_id, user_id, name, role, messages, present)"
                    + " VALUES (?, ?, ?, 'member', 1, 1)",
                group,
                user,
                name));
  }

  private HttpResponse<String> set(String group, String user, String tier) {
    return manager.post(
        "/console/members/tier", "group", group, "user", user, "tier", tier, "q", "小");
  }

  private List<String> tiers() {
    return rig.texts(
        "SELECT person_id || ' ' || coalesce(tier, '-') || ' ' || by_login FROM person_tier"
            + " ORDER BY since");
  }

  @Test
  void aMemberIsFoundByNameAndGetsATier() {
    assertThat(manager.get("/console/group?id=web:a").body())
        .contains("/console/members?group&#x3D;web%3Aa");
    String page = manager.get("/console/members?group=web:a&q=小").body();
    assertThat(page).contains("小明&lt;b&gt;", "小红", "没有登记", "<option value=\"svip\">SVIP</option>");
    assertThat(manager.get("/console/members?group=web:a&q=%25").body())
        .as("a sign is a sign")
        .contains("没有叫这个名字");

    HttpResponse<String> answer = set("web:a", "web:ming", "svip");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(tiers()).containsExactly("web:ming svip manager");
    String after = manager.get(answer.headers().firstValue("location").orElseThrow()).body();
    assertThat(after)
        .contains("会员等级已登记", "<option value=\"svip\" selected>SVIP</option>", "manager 登记");
    assertThat(manager.get("/console/members?group=web:b").body())
        .as("one person, one tier in all groups; without a price book it is typed")
        .contains("明明", "SVIP", "value=\"svip\" maxlength=\"20\"");
    assertThat(rig.texts("SELECT login || ' ' || what || ' ' || target FROM audit"))
        .contains("manager tier web:ming", "manager members web:a");
  }

  @Test
  void aTierIsTakenAwayAndWhatStaysIsNotWrittenTwice() {
    set("web:a", "web:ming", "svip");
    rig.clock.pass(Duration.ofMinutes(1));
    HttpResponse<String> same = set("web:a", "web:ming", "svip");
    assertThat(manager.get(same.headers().firstValue("location").orElseThrow()).body())
        .contains("等级没有变");
    set("web:a", "web:ming", "");
    assertThat(tiers()).containsExactly("web:ming svip manager", "web:ming - manager");
    assertThat(rig.texts("SELECT target FROM audit WHERE what = 'tier'")).hasSize(2);
  }

  @Test
  void whatIsNotInThePriceBookAndWhoIsNotInTheGroupAreRefused() {
    assertThat(set("web:a", "web:ming", "白金").statusCode()).isEqualTo(400);
    assertThat(set("web:a", "web:nobody", "svip").statusCode()).isEqualTo(400);
    assertThat(set("web:a", "", "svip").statusCode()).isEqualTo(400);
    assertThat(set("web:b", "web:hong", "svip").statusCode()).isEqualTo(400);
    assertThat(set("web:b", "web:ming", "x".repeat(21)).statusCode()).isEqualTo(400);
    assertThat(tiers()).isEmpty();
    assertThat(set("web:b", "web:ming", "白金").statusCode()).as("without a book").isEqualTo(303);
    assertThat(set("web:a", "web:ming", "白金").statusCode())
        .as("what the member has already may stay")
        .isEqualTo(303);
  }

  @Test
  void aMemberIsMutedByHandWithAReason() {
    HttpResponse<String> answer = order("web:a", "web:ming", "mute 1h");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(manager.get(answer.headers().firstValue("location").orElseThrow()).body())
        .contains("记了案件");
    assertThat(
            rig.texts("SELECT sanction || ' ' || clause || ' ' || by_login FROM moderation_case"))
        .containsExactly("mute 2 manager");
    String page = manager.get("/console/case?number=1").body();
    assertThat(page).contains("工作人员处理", "在群里吵架", "data-testid=\"ordered-by\">manager");
    assertThat(order("web:a", "web:ming", "explode").statusCode()).isEqualTo(400);
    assertThat(order("web:b", "web:hong", "warn").statusCode()).as("not here").isEqualTo(400);
    assertThat(rig.texts("SELECT rule FROM moderation_case")).hasSize(1);
  }

  private HttpResponse<String> order(String group, String user, String step) {
    return manager.post(
        "/console/members/order",
        "group",
        group,
        "user",
        user,
        "step",
        step,
        "reason",
        "群规2 在群里吵架");
  }

  @Test
  void theRulesPageTellsWhatTheRulesCost() {
    assertThat(manager.get("/console/rules").body()).contains("data-testid=\"cost\"><");
    rig.deliver(
        new Event.MessagePosted(
            new AccountId("web", "steward"),
            GroupId.parse("web:a"),
            "m1",
            Sender.member(UserId.parse("web:ming"), "小明"),
            Content.of("宝宝几个月可以喝二段"),
            rig.clock.instant()));
    assertThat(manager.get("/console/rules").body())
        .containsPattern("data-testid=\"cost\">[0-9.]+ µs<")
        .contains("各条规则合用");
  }

  @Test
  void anAnalystSeesNoMembers() {
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    assertThat(analyst.get("/console/members?group=web:a").statusCode()).isEqualTo(403);
    assertThat(
            analyst
                .post("/console/members/tier", "group", "web:a", "user", "web:ming", "tier", "vip")
                .statusCode())
        .isEqualTo(403);
    assertThat(analyst.get("/console/group?id=web:a").body()).doesNotContain("/console/members");
    assertThat(tiers()).isEmpty();
  }
}
