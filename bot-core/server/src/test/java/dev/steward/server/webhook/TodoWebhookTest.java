package dev.steward.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.ConnectionHealth;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.TestStore;
import dev.steward.server.config.Config;
import dev.steward.server.data.Changes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the receiver of a webhook reads, and what happens when it is down. */
class TodoWebhookTest {
  @TempDir Path folder;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-03T06:00:00Z"));
  private volatile int status = 200;
  private volatile String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
  private HttpServer receiver;
  private Database database;
  private Changes changes;

  @BeforeEach
  void started() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (status == 200) {
            received.add(body);
          }
          byte[] said = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    receiver.start();
    database = TestStore.open(folder.resolve("steward.db"));
    changes = Changes.of(database);
  }

  @AfterEach
  void stopped() {
    receiver.stop(0);
    database.close();
  }

  private TodoWebhook webhook(WebhookFormat format) {
    URI url =
        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?key=secret");
    return new TodoWebhook(
        new Config.Webhook(url, format),
        database,
        changes,
        now::get,
        Language.ZH,
        () -> "https://group.example.com");
  }

  private void todo(long number, String title) {
    int _ =
        changes.change(
            sql ->
                sql.update(
                    "INSERT INTO todo (number, kind, subject, title, detail, state, created, due)"
                        + " VALUES (?, 'work-order', ?, ?, '{\"text\":\"成员的话\"}', 'open', 0, 0)",
                    number,
                    "s" + number,
                    Json.write(Map.of("zh", title, "en", "in English"))));
  }

  private void overdue(long number) {
    int _ =
        changes.change(
            sql -> sql.update("UPDATE todo SET escalated = ? WHERE number = ?", now.get(), number));
  }

  private void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Test
  void eachTodoIsToldOnceAndAgainWhenItIsOverdue() throws Exception {
    try (TodoWebhook webhook = webhook(WebhookFormat.WECOM)) {
      todo(1, "平台没能执行：禁言");
      todo(2, "有人申请加入：<一群>");
      assertThat(webhook.look()).isEqualTo(2);
      assertThat(webhook.look()).isZero();
      pass(Duration.ofHours(1));
      overdue(2);
      assertThat(webhook.look()).isEqualTo(1);
      assertThat(webhook.look()).isZero();
      assertThat(received)
          .hasSize(3)
          .noneSatisfy(body -> assertThat(body).contains("成员的话"))
          .first()
          .extracting(body -> Json.read(body, Map.class))
          .isEqualTo(
              Map.of(
                  "msgtype",
                  "text",
                  "text",
                  Map.of("content", "待办 #1：平台没能执行：禁言\nhttps://group.example.com/console/todo")));
      assertThat(received.get(2)).contains("待办超时 #2：有人申请加入：<一群>");
    }
  }

  @Test
  void nothingIsLostWhileTheReceiverIsDown() throws Exception {
    try (TodoWebhook webhook = webhook(WebhookFormat.JSON)) {
      todo(7, "平台没能执行：移出成员");
      status = 500;
      assertThat(webhook.look()).isZero();
      assertThat(webhook.status().health().state()).isEqualTo(ConnectionHealth.State.CUT);
      assertThat(webhook.status().health().detail())
          .isEqualTo("answered 500 (expected: 200)")
          .doesNotContain("secret");
      status = 200;
      assertThat(webhook.look()).as("it waits before it tries again").isZero();
      pass(Duration.ofSeconds(6));
      assertThat(webhook.look()).isEqualTo(1);
      assertThat(webhook.status().health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
      assertThat(received.getFirst())
          .contains("\"todo\":7,\"kind\":\"work-order\",\"overdue\":false")
          .contains("\"zh\":\"待办 #7：平台没能执行：移出成员\",\"en\":\"To do #7: in English\"")
          .contains("\"url\":\"https://group.example.com/console/todo\"");
    }
  }

  @Test
  void aReceiverThatIsGoneIsToldInHealthAndRedirectsAreNotFollowed() throws Exception {
    try (TodoWebhook webhook = webhook(WebhookFormat.SLACK)) {
      todo(1, "a & b");
      status = 302;
      assertThat(webhook.look()).isZero();
      assertThat(webhook.status().health().detail()).contains("302");
      receiver.stop(0);
      pass(Duration.ofMinutes(1));
      assertThat(webhook.look()).isZero();
      assertThat(webhook.status().health().detail()).contains("not reached");
    }
  }

  @Test
  void whatIsDoneMeanwhileIsNotTold() throws Exception {
    try (TodoWebhook webhook = webhook(WebhookFormat.FEISHU)) {
      todo(1, "一");
      int _ = changes.change(sql -> sql.update("UPDATE todo SET state = 'done'"));
      assertThat(webhook.look()).isZero();
      assertThat(received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WECOM    | {\"errcode\":93000,\"errmsg\":\"invalid webhook url\"} | false",
        "WECOM    | {\"errcode\":0}                                       | true",
        "DINGTALK | {\"errcode\":310000,\"errmsg\":\"keywords not in\"}    | false",
        "FEISHU   | {\"code\":19024,\"msg\":\"Key Words Not Found\"}       | false",
        "FEISHU   | {\"code\":0,\"msg\":\"success\"}                       | true",
        "FEISHU   | <html>                                                | false",
        "SLACK    | ok                                                    | true",
        "JSON     | ''                                                    | true",
      })
  void aRobotThatAnswers200MayStillHaveRefused(WebhookFormat format, String answered, boolean took)
      throws Exception {
    try (TodoWebhook webhook = webhook(format)) {
      todo(1, "一");
      answer = answered;
      assertThat(webhook.look()).isEqualTo(took ? 1 : 0);
      if (!took) {
        assertThat(webhook.status().health().detail()).contains("error code");
      }
    }
  }
}
