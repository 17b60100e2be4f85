package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a question that nobody answered to the next member who gets the answer. */
final class AnswersPageTest {
  private static final GroupId GROUP = new GroupId("web", "a");
  private static final String DAYS = "收到的奶粉不要了几天内可以退呀";
  private static final String STORE = "线下门店在什么地方";

  private ConsoleRig rig;
  private Browser manager;
  private int ids;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    manager = rig.signedIn(StaffRole.MANAGER);
    rig.deliver(
        new Event.GroupSeen(
            ConsoleRig.STEWARD,
            GROUP,
            "e" + ids++,
            "一群",
            EnumSet.allOf(Capability.class),
            rig.clock.instant()));
    manager.post("/console/groups", "do", "bind", "group", "web:a", "pack", "mother-and-baby");
    manager.post("/console/groups", "do", "go-live", "group", "web:a");
    asked(3, "mother-and-baby", DAYS);
    asked(2, "mother-and-baby", STORE);
    asked(1, "skincare", "线下门店在什么地方呢");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void asked(long seq, String pack, String text) {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO faq_question (seq, group_id, pack, user_id, text, addressed, nearest,"
                    + " score, at) VALUES (?, 'web:a', ?, 'web:ming', ?, 1, 'points', 0.2, 0)",
                seq,
                pack,
                text));
  }

  private String page() {
    return manager.get("/console/answers").body();
  }

  @Test
  void questionsOfTwoPacksAreTwoMatters() {
    assertThat(page()).contains("1 × mother-and-baby", "1 × skincare").doesNotContain("2 ×");
  }

  @Test
  void whatIsPutAwayIsListedNoMore() {
    manager.post("/console/answers/settle", "questions", "2,1");
    assertThat(page()).contains(DAYS).doesNotContain(STORE, "1 × skincare");
    assertThat(rig.texts("SELECT text FROM body WHERE text LIKE '%faq-settle%'"))
        .as("it is written down who did so")
        .singleElement()
        .asString()
        .contains("\"manager\"");
  }

  @Test
  void theNextWhoAsksSoGetsTheAnswerThatStaffPointedTo() {
    manager.post(
        "/console/answers/teach", "pack", "mother-and-baby", "questions", "3", "entry", "return");
    assertThat(page()).contains(STORE).doesNotContain("value=\"3\"");
    rig.deliver(
        new Event.MessagePosted(
            ConsoleRig.STEWARD,
            GROUP,
            "e" + ids++,
            Sender.member(new UserId("web", "hong"), "小红"),
            Content.of(DAYS),
            rig.clock.instant()));
    assertThat(rig.texts("SELECT entry FROM faq_answer")).containsExactly("return");
    rig.write(sql -> sql.update("UPDATE faq_lesson SET undone = 1"));
    assertThat(page()).as("taken back, it is open again").contains("value=\"3\"");
  }

  @Test
  void aQuestionAboutTheBodyIsOfferedOnlyWhatWasReviewed() {
    assertThat(page()).contains("<option value=\"return\"").doesNotContain("和身体有关");
    rig.write(sql -> sql.update("DELETE FROM faq_question"));
    asked(4, "mother-and-baby", "宝宝发烧了吃什么药");
    assertThat(page())
        .contains("和身体有关：只有写了 reviewed: true 的答案才会说。", "<option value=\"milk-allergy\"")
        .doesNotContain("<option value=\"return\"");
  }

  @Test
  void anEntryThatIsNotThereIsNotTaught() {
    assertThat(
            manager
                .post(
                    "/console/answers/teach",
                    "pack",
                    "mother-and-baby",
                    "questions",
                    "3",
                    "entry",
                    "x")
                .statusCode())
        .isEqualTo(400);
    assertThat(manager.post("/console/answers/settle", "questions", "3,x").statusCode())
        .isEqualTo(400);
    assertThat(page()).contains(DAYS);
  }

  @Test
  void theDraftIsAnEntryThatOnlyWantsItsAnswer() {
    Matcher draft =
        Pattern.compile("aria-label=\"faq.yaml\">(.*?)</textarea>", Pattern.DOTALL).matcher(page());
    assertThat(draft.find()).isTrue();
    String copied = "answers:\n" + draft.group(1).replace("&quot;", "\"");
    assertThat(read(copied).problems()).as("the answer is missing").isNotEmpty();
    PackReading whole = read(copied + "签收 7 天内可以退。\n");
    assertThat(whole.problems()).isEmpty();
    Faq faq = Objects.requireNonNull(Objects.requireNonNull(whole.pack()).faq());
    assertThat(faq.answers().getFirst().asks()).containsExactly(DAYS);
  }

  private static PackReading read(String faq) {
    return PackReader.read(
        PackFiles.of(
            "mama",
            Map.of(
                "pack.yaml", "title: 妈妈群\n".getBytes(StandardCharsets.UTF_8),
                "faq.yaml", faq.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whoMayOnlyReadPressesNothing() {
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    assertThat(analyst.get("/console/answers").body())
        .contains("1 × mother-and-baby")
        .doesNotContain("/console/answers/settle", DAYS);
  }
}
