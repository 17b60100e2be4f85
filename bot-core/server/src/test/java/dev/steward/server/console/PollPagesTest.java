package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poll from the form to its results, and what each role sees of it. */
final class PollPagesTest {
  private static final String GROUP = "web:mama-1";

  private ConsoleRig rig;
  private Browser owner;
  private int messages;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    owner = rig.signedIn(StaffRole.OWNER);
    deliver(
        new Event.GroupSeen(
            new AccountId("web", "steward"),
            GroupId.parse(GROUP),
            "seen",
            "妈妈一群",
            Set.of(Capability.values()),
            rig.clock.instant()));
    owner.post("/console/groups", "group", GROUP, "do", "bind", "pack", "mother-and-baby");
    owner.post("/console/groups", "group", GROUP, "do", "go-live");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void deliver(Event event) {
    rig.deliver(event);
  }

  private void says(String name, String text) {
    deliver(
        new Event.MessagePosted(
            new AccountId("web", "steward"),
            GroupId.parse(GROUP),
            "m" + messages++,
            Sender.member(new UserId("web", name), name),
            Content.of(text),
            rig.clock.instant()));
  }

  private static String field(String page, String name) {
    Matcher hidden = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(hidden.find()).as(name).isTrue();
    return hidden
        .group(1)
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private void open(String title, String options, String anonymous) {
    String shown =
        owner
            .post(
                "/console/polls",
                "do",
                "preview",
                "title",
                title,
                "options",
                options,
                "anonymous",
                anonymous,
                "minutes",
                "120",
                "group",
                GROUP)
            .body();
    assertThat(shown).contains("data-testid=\"preview\"", "1. 睡整觉");
    assertThat(
            owner
                .post(
                    "/console/polls",
                    "do",
                    "open",
                    "question",
                    field(shown, "question"),
                    "minutes",
                    "120",
                    "group",
                    GROUP)
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void aPollOfThePackLastsAsLongAsThePackSays() {
    String form = owner.get("/console/polls").body();
    assertThat(form).contains("<option value=\"0\" selected>");
    String shown =
        owner
            .post(
                "/console/polls",
                "do",
                "preview",
                "written",
                "mother-and-baby/next-talk",
                "minutes",
                "0",
                "group",
                GROUP)
            .body();
    assertThat(field(shown, "minutes")).as("three days").isEqualTo("4320");
  }

  @Test
  void aPollIsAskedAnsweredAndRead() {
    open("下次<b>聊</b>什么", "睡整觉\n加辅食", "");
    says("小明", "1");
    says("小红", "2");
    says("小刚", "选2");
    assertThat(owner.get("/console/polls").body())
        .contains("下次&lt;b&gt;聊&lt;/b&gt;什么", "进行中", "3 / 0");
    String page = owner.get("/console/poll?number=1").body();
    assertThat(page)
        .contains("3 人投票", "3，不足以下结论", "加辅食 <b>2</b>", "67% · 95% 区间", "编码本")
        .contains("<rect class=\"part\" width=\"66.7\"");
    assertThat(rig.signedIn(StaffRole.ANALYST).speaking("en").get("/console/poll?number=1").body())
        .contains("3 voted", "not enough to conclude anything");
    owner.post("/console/poll", "number", "1", "do", "poll-close");
    assertThat(owner.get("/console/poll?number=1").body()).contains("已结束", "reopen-poll");
    owner.post("/console/poll", "number", "1", "do", "poll-reopen");
    says("小美", "1");
    assertThat(owner.get("/console/poll?number=1").body()).contains("进行中", "4 人投票");
  }

  private void presses(String name, int option) {
    deliver(
        new Event.ButtonPressed(
            new AccountId("web", "steward"),
            GroupId.parse(GROUP),
            "p" + messages++,
            "",
            Sender.member(new UserId("web", name), name),
            Button.SECRET + "poll:1:" + option,
            rig.clock.instant()));
  }

  private void voted(long count) {
    assertThat(owner.get("/console/poll?number=1").body()).contains(count + " 人投票");
    assertThat(rig.texts("SELECT result FROM poll_receipt ORDER BY id DESC LIMIT 1"))
        .as("what the group is told next")
        .singleElement()
        .asString()
        .contains("\"ballots\":" + count);
  }

  @Test
  void whoVotedAnonymouslyAndWasErasedHasNoSecondVote() throws Exception {
    open("老师讲得好吗", "睡整觉\n加辅食", "1");
    for (String name : List.of("小明", "小红", "小刚", "小美")) {
      presses(name, 0);
    }
    rig.erase("web:小明");
    assertThat(rig.texts("SELECT person_id FROM ballot WHERE person_id LIKE '%小明%'")).isEmpty();
    presses("小明", 1);
    presses("小丽", 0);
    voted(5);
    says("小明", "撤回投票");
    assertThat(rig.texts("SELECT verdict FROM decision WHERE verdict LIKE 'ballot-%' ORDER BY id"))
        .containsExactly(
            "ballot-counted",
            "ballot-counted",
            "ballot-counted",
            "ballot-counted",
            "ballot-final",
            "ballot-counted",
            "ballot-final");
    owner.post("/console/poll", "number", "1", "do", "poll-close");
    assertThat(owner.get("/console/poll?number=1").body())
        .as("five persons, five votes, none of them the second one's")
        .contains("5 人投票", "睡整觉 <b>5</b>", "加辅食 <b>0</b>");
    assertThat(
            rig.texts(
                "SELECT respondent FROM ballot_change WHERE respondent NOT IN"
                    + " (SELECT respondent FROM ballot WHERE person_id <> respondent)"))
        .as("when the erased one voted, and where")
        .isEmpty();
    rig.erase("web:小红");
    assertThat(rig.texts("SELECT person_id FROM ballot WHERE person_id LIKE '%小红%'")).isEmpty();
  }

  @Test
  void theRunningCountIsRightOnceSomebodyIsErased() throws Exception {
    open("下次聊什么", "睡整觉\n加辅食", "");
    says("小明", "1");
    says("小红", "2");
    says("小刚", "2");
    rig.erase("web:小红");
    says("小美", "1");
    voted(3);
    says("小红", "1");
    voted(4);
  }

  @Test
  void nobodySeesAnAnonymousPollBeforeItsEnd() {
    open("老师讲得好吗", "睡整觉\n加辅食", "1");
    assertThat(owner.get("/console/poll?number=1").body())
        .contains("data-testid=\"withheld\"", "谁也看不到结果")
        .doesNotContain("class=\"share\"");
    owner.post("/console/poll", "number", "1", "do", "poll-close");
    assertThat(owner.get("/console/poll?number=1").body())
        .contains("结果没有保存")
        .doesNotContain("reopen-poll");
  }

  @Test
  void whatCannotBeAskedIsSaidAndNothingIsPosted() {
    assertThat(
            owner
                .post(
                    "/console/polls",
                    "do",
                    "preview",
                    "title",
                    "问",
                    "options",
                    "一个",
                    "minutes",
                    "120",
                    "group",
                    GROUP)
                .body())
        .contains("data-testid=\"wrong\"", "选项要有 2 到 20 个");
    assertThat(
            owner
                .post(
                    "/console/polls",
                    "do",
                    "preview",
                    "title",
                    "问",
                    "options",
                    "一个",
                    "type",
                    "multi",
                    "minutes",
                    "120",
                    "group",
                    GROUP)
                .body())
        .as("what kind it was to be is not forgotten, or the next try asks something else")
        .contains("<option value=\"multi\" selected>");
    assertThat(
            owner
                .post(
                    "/console/polls",
                    "do",
                    "open",
                    "question",
                    "{}",
                    "minutes",
                    "120",
                    "group",
                    GROUP)
                .statusCode())
        .isEqualTo(400);
    assertThat(rig.texts("SELECT title FROM poll")).isEmpty();
  }
}
