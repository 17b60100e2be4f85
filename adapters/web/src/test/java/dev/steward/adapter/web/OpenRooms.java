package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rooms that are open while a test lasts, and who comes in. */
abstract class OpenRooms {
  static final GroupId ROOM = new GroupId("web", "mama-1");

  @TempDir Path folder = Path.of("");

  TestHost host = new TestHost(Path.of(""));

  @Nullable WebConnection connection;

  long orders = 1;

  @BeforeEach
  void open() throws Exception {
    host = new TestHost(folder);
    open(Map.of());
  }

  @AfterEach
  void close() {
    rooms().close();
  }

  WebConnection rooms() {
    return Objects.requireNonNull(connection);
  }

  void open(Map<String, String> more) throws SettingsException {
    Map<String, String> settings = new HashMap<>();
    settings.put("rooms", "mama-1=宝妈一群");
    settings.put("messagesPerMinute", "100000");
    settings.putAll(more);
    connection = (WebConnection) connect(settings);
  }

  ChatConnection connect(Map<String, String> settings) throws SettingsException {
    return new WebAdapter().connect(new Settings("adapters.web", settings), host);
  }

  Browser person(String name) {
    Browser browser = new Browser(() -> host.mounted("chat"));
    Mount.Full answer = browser.join(joinPath(), name);
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return browser;
  }

  String joinPath() {
    return Browser.wait(rooms().rooms()).getFirst().joinPaths().getFirst();
  }

  Outcome does(Action action) {
    return Browser.wait(rooms().perform(new Order(orders++, WebAdapter.ACCOUNT, action, 1)));
  }

  List<String> heard() {
    return host.events().events(Event.MessagePosted.class).stream()
        .map(event -> event.content().text())
        .toList();
  }

  static String error(Mount.Full answer) {
    return answer.status() + " " + Json.field(Json.object(answer.body()), "error");
  }

  static Mount.Full post(Browser browser, String what, Object body) {
    return browser.post("/api/rooms/mama-1/" + what, body);
  }

  static List<String> texts(Browser.Page page) {
    List<String> texts = new ArrayList<>();
    for (JsonNode frame : page.frames()) {
      if (Json.field(frame, "type").equals("message")) {
        texts.add(Json.field(frame.path("parts").get(0), "text"));
      }
    }
    return texts;
  }
}
