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
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LiveFlowTest {
  private ConsoleRig rig;
  private Seeds seeds;
  private int messages;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.bare(folder);
    seeds = new Seeds(rig);
    rig.group("web:a", "一群", "mother-and-baby");
    rig.group("web:b", "二群", "mother-and-baby");
    seeds.member("web:a", "web:u1", "<b>小明</b>");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Posts, and returns the place in the journal. */
  private long says(String group, Segment... segments) {
    rig.engine
        .sink()
        .deliver(
            new Event.MessagePosted(
                ConsoleRig.STEWARD,
                GroupId.parse(group),
                "m" + messages++,
                Sender.member(new UserId("web", "u1"), "ignored"),
                Content.of(segments),
                rig.clock.instant()))
        .toCompletableFuture()
        .join();
    return rig.read(sql -> sql.first("SELECT max(seq) FROM journal", row -> row.number(1)))
        .orElseThrow();
  }

  private static Segment text(String text) {
    return new Segment.Text(text);
  }

  /** Reads lines of data until one fits; returns all until then. */
  private static List<String> until(Iterator<String> lines, Predicate<String> fits) {
    List<String> data = new ArrayList<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("data: ")) {
        data.add(line);
        if (fits.test(line)) {
          return data;
        }
      }
    }
    throw new AssertionError("the stream ended before the line came: " + data);
  }

  @Test
  void showsWhatIsSaidWithTheMatchedCharactersCutOut() {
    long seq = says("web:a", text("😀加我微信"), new Segment.Image(new Media("r", "image/png", 1), ""));
    rig.write(
        sql -> {
          seeds.decision(sql, 1, seq, "web:a", "live", new Span(1, 5, "加我微信"));
          seeds.action(sql, 1, seq, "web:a", "pending", null);
          return 0;
        });
    try (Stream<String> stream = rig.signedIn(StaffRole.MANAGER).stream("/console/flow/events")) {
      Iterator<String> lines = stream.iterator();
      assertThat(until(lines, line -> line.contains("微信")).getLast())
          .contains("\"name\":\"<b>小明</b>\"")
          .contains("{\"text\":\"😀\",\"marked\":false,\"why\":\"\"}")
          .contains("{\"text\":\"加我微信\",\"marked\":true,\"why\":\"加我微信\"}")
          .contains("\"extras\":[\"图片\"]", "\"groupTitle\":\"一群\"")
          .contains("\"reason\":\"广告：第 2 条\"", "mother-and-baby v3 · rules.yaml:12:3")
          .contains("\"outcome\":\"等待\"", "\"href\":\"/console/case?number=7\"");

      rig.write(
          sql ->
              sql.update(
                  "UPDATE action SET state = 'done', outcome = ? WHERE id = 1",
                  "{\"type\":\"confirmed\",\"nativeId\":\"\"}"));
      assertThat(until(lines, line -> line.contains("已确认生效")).getLast())
          .as("the same line again, once its outcome is known")
          .contains("\"seq\":" + seq);
    }
  }

  @Test
  void newLinesComeAsTheyHappenAndOnlyFromTheGroupAskedFor() {
    Browser browser = rig.signedIn(StaffRole.MANAGER);
    try (Stream<String> stream = browser.stream("/console/flow/events?group=web:b")) {
      Iterator<String> lines = stream.iterator();
      until(lines, line -> line.equals("data: {}"));
      says("web:a", text("elsewhere"));
      says("web:b", text("here"));
      List<String> got = until(lines, line -> line.contains("here"));
      assertThat(got).noneMatch(line -> line.contains("elsewhere"));
      assertThat(rig.console.watching()).isEqualTo(1);
    }
  }

  /** With several lanes a line may be committed after one that is later in the journal. */
  @Test
  void aLineThatAnotherHasOvertakenIsShownToo() {
    long late = says("web:a", text("overtaken"));
    // Out of sight, as if its lane had not committed it yet.
    rig.write(sql -> sql.update("UPDATE journal SET seq = ? WHERE seq = ?", -late, late));
    try (Stream<String> stream = rig.signedIn(StaffRole.MANAGER).stream("/console/flow/events")) {
      Iterator<String> lines = stream.iterator();
      until(lines, line -> line.equals("data: {}"));
      says("web:b", text("faster"));
      until(lines, line -> line.contains("faster"));
      rig.write(sql -> sql.update("UPDATE journal SET seq = ? WHERE seq = ?", late, -late));
      until(lines, line -> line.contains("\"seq\":" + late));
    }
  }

  @Test
  void onlyDecisionsLeavesOutTheRest() {
    says("web:a", text("plain"));
    long seq = says("web:a", text("decided"));
    rig.write(
        sql -> {
          seeds.decision(sql, 1, seq, "web:a", "observed");
          return 0;
        });
    says("web:a", text("plain too"));
    Browser browser = rig.signedIn(StaffRole.OWNER).speaking("en");
    for (String where : List.of("", "&group=web:a")) {
      String events = "/console/flow/events?only=decisions" + where;
      try (Stream<String> stream = browser.stream(events)) {
        List<String> got = until(stream.iterator(), line -> line.contains("decided"));
        assertThat(got).hasSize(2).last().asString().contains("advert: clause 2", "observed");
      }
    }
  }

  @Test
  void analystsGetNoNamesAndNoWords() {
    long seq = says("web:a", text("secret 加我微信"));
    rig.write(
        sql -> {
          seeds.decision(sql, 1, seq, "web:a", "live", new Span(7, 11, "加我微信"));
          return 0;
        });
    try (Stream<String> stream = rig.signedIn(StaffRole.ANALYST).stream("/console/flow/events")) {
      assertThat(until(stream.iterator(), line -> line.contains("\"seq\":" + seq)).getLast())
          .contains("广告：第 2 条", "\"parts\":[]", "\"name\":\"\"")
          .doesNotContain("secret", "微信", "小明", "u1");
    }
  }

  @Test
  void aForgottenBodyIsSaidToBeForgotten() {
    says("web:a", text("gone"));
    rig.write(sql -> sql.update("DELETE FROM body"));
    try (Stream<String> stream = rig.signedIn(StaffRole.MANAGER).stream("/console/flow/events")) {
      until(stream.iterator(), line -> line.contains("内容已到期删除"));
    }
  }

  @Test
  void strangersGetNoStream() {
    assertThat(rig.browser().get("/console/flow/events").statusCode()).isEqualTo(401);
  }

  @Test
  void theStreamEndsWithTheSession() {
    Browser browser = rig.signedIn(StaffRole.MANAGER);
    try (Stream<String> stream = browser.stream("/console/flow/events")) {
      Iterator<String> lines = stream.iterator();
      until(lines, line -> line.equals("data: {}"));
      rig.write(sql -> sql.update("DELETE FROM staff_session"));
      boolean told = false;
      while (lines.hasNext()) {
        told |= lines.next().equals("event: signed-out");
      }
      assertThat(told).isTrue();
    }
  }

  @Test
  void theStreamEndsWithTheRightToSeeWords() {
    Browser browser = rig.signedIn(StaffRole.MANAGER);
    try (Stream<String> stream = browser.stream("/console/flow/events")) {
      Iterator<String> lines = stream.iterator();
      until(lines, line -> line.equals("data: {}"));
      rig.write(sql -> sql.update("UPDATE staff SET role = 'analyst'"));
      boolean told = false;
      while (lines.hasNext()) {
        told |= lines.next().equals("event: signed-out");
      }
      assertThat(told).as("the page is loaded again, without words").isTrue();
    }
  }

  /** Whoever opens such a link is that member: reads their private talk, and votes as them. */
  @Test
  void nobodyIsHandedAMembersOwnLink(@TempDir Path other) throws Exception {
    try (ConsoleRig whole = ConsoleRig.whole(other)) {
      GroupId group = new GroupId("web", "a");
      Browser manager = whole.signedIn(StaffRole.MANAGER);
      deliver(
          whole,
          new Event.GroupSeen(
              ConsoleRig.STEWARD,
              group,
              "seen",
              "一群",
              EnumSet.allOf(Capability.class),
              whole.clock.instant()));
      manager.post("/console/groups", "do", "bind", "group", "web:a", "pack", "mother-and-baby");
      manager.post("/console/groups", "do", "go-live", "group", "web:a");
      deliver(
          whole,
          new Event.MessagePosted(
              ConsoleRig.STEWARD,
              group,
              "m",
              Sender.member(new UserId("web", "u1"), "小明"),
              Content.of("我的页面"),
              whole.clock.instant()));
      String link =
          PageLinks.SAMPLE.ofMember(group, new UserId("web", "u1"), whole.clock.instant());
      assertThat(whole.texts("SELECT payload FROM action WHERE kind = 'private'"))
          .singleElement()
          .asString()
          .contains(link);
      try (Stream<String> stream = manager.stream("/console/flow/events")) {
        assertThat(until(stream.iterator(), line -> line.contains("成员要自己的页面")).getLast())
            .contains("成员自己的链接，只给本人")
            .doesNotContain(link);
      }
    }
  }

  private static void deliver(ConsoleRig rig, Event event) {
    var _ = rig.engine.sink().deliver(event).toCompletableFuture().join();
  }
}
