package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the rooms forget, and when. */
class HistoryTest {
  private static final byte[] PICTURE = {
    'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44,
    1, 0, 0x3B
  };

  @TempDir Path folder;

  private WebConnection open(TestHost host, int keepDays) throws Exception {
    return (WebConnection)
        new WebAdapter()
            .connect(
                new Settings(
                    "adapters.web",
                    Map.of("rooms", "main=M", "keepDays", Integer.toString(keepDays))),
                host);
  }

  private static Browser joined(TestHost host, WebConnection rooms, String name) {
    Browser browser = new Browser(() -> host.mounted("chat"));
    browser.join(Browser.wait(rooms.rooms()).getFirst().joinPaths().getFirst(), name);
    return browser;
  }

  private static String history(Browser browser) {
    JsonNode room = browser.json("/api/rooms/main");
    return room.toString();
  }

  private static void picture(Browser browser) {
    String ref = Json.field(Json.object(browser.upload("main", PICTURE).body()), "ref");
    Browser.id(
        browser.post(
            "/api/rooms/main/messages", Map.of("parts", List.of(Map.of("t", "img", "ref", ref)))));
  }

  private long files() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** Much later: one heartbeat, and the rooms' thread has done what is due. */
  private static void pass(TestHost host, WebConnection rooms, Duration time) {
    host.time().jump(time);
    host.time().advance(Duration.ofSeconds(21));
    Browser.wait(rooms.rooms());
  }

  @Test
  void whatIsOldIsForgottenWithItsPicturesAndNumbersGoOn() throws Exception {
    TestHost host = new TestHost(folder);
    String last;
    try (WebConnection rooms = open(host, 30)) {
      Browser ming = joined(host, rooms, "小明");
      ming.say("main", "很久以前说的");
      picture(ming);
      pass(host, rooms, Duration.ofDays(20));
      last = ming.say("main", "前几天说的");
      assertThat(history(ming)).contains("很久以前说的", "前几天说的");
      assertThat(files()).isEqualTo(1);

      pass(host, rooms, Duration.ofDays(11));
      host.await().until("the picture's file is gone", () -> uncheckedFiles() == 0);
      assertThat(history(ming)).contains("前几天说的").doesNotContain("很久以前说的");

      pass(host, rooms, Duration.ofDays(300));
      assertThat(ming.say("main", "今天说的"))
          .satisfies(id -> assertThat(Long.parseLong(id)).isGreaterThan(Long.parseLong(last)));
    }
    try (WebConnection rooms = open(host, 30)) {
      Browser mei = joined(host, rooms, "小美");
      assertThat(Long.parseLong(mei.say("main", "我也来了"))).isGreaterThan(Long.parseLong(last));
    }
  }

  private long uncheckedFiles() {
    try {
      return files();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void zeroKeepsForGood() throws Exception {
    TestHost host = new TestHost(folder);
    try (WebConnection rooms = open(host, 0)) {
      Browser ming = joined(host, rooms, "小明");
      ming.say("main", "很久以前说的");
      ming.say("main", "又说一句");
      pass(host, rooms, Duration.ofDays(3_000));
      assertThat(history(ming)).contains("很久以前说的");
    }
  }

  @Test
  void aPersonsWordsAreForgottenAndTheOthersStay() throws Exception {
    TestHost host = new TestHost(folder);
    String ming;
    try (WebConnection rooms = open(host, 0)) {
      Browser one = joined(host, rooms, "小明");
      Browser other = joined(host, rooms, "小美");
      ming = one.user();
      String said = one.say("main", "宝宝三个月了");
      picture(one);
      Browser.id(other.post("/api/rooms/main/messages", Map.of("text", "恭喜恭喜", "replyTo", said)));
      assertThat(Browser.wait(rooms.forget(new UserId("web", ming)))).isPositive();
      assertThat(history(other)).contains("恭喜恭喜").doesNotContain("宝宝三个月了");
      host.await().until("the picture's file is gone", () -> uncheckedFiles() == 0);
      assertThat(one.say("main", "我还在")).as("who is a member stays one").isNotNull();
    }
  }

  @Test
  void aChatThatDoesNotRunForgetsAsWell() throws Exception {
    TestHost host = new TestHost(folder);
    String ming;
    try (WebConnection rooms = open(host, 0)) {
      Browser one = joined(host, rooms, "小明");
      ming = one.user();
      one.say("main", "宝宝三个月了");
      picture(one);
    }
    assertThat(WebRooms.forget(folder.resolve("nowhere"), new UserId("web", ming))).isZero();
    assertThat(WebRooms.forget(folder, new UserId("web", ming))).isPositive();
    assertThat(files()).isZero();
    try (WebConnection rooms = open(host, 0)) {
      assertThat(history(joined(host, rooms, "小美"))).doesNotContain("宝宝三个月了");
    }
  }
}
