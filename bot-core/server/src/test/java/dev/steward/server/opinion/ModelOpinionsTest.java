package dev.steward.server.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.rules.Opinions.Opinion;
import dev.steward.engine.rules.Opinions.View;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model is asked over the wire, and what is made of what it answers. */
final class ModelOpinionsTest {
  private static final Key GROUP = Key.group(new GroupId("web", "mama-1"));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T15:00:00Z"));
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event.HelperAnswered> answered = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private volatile int status = 200;
  private volatile String says = "";
  private volatile boolean hangs;
  private HttpServer model;

  @BeforeEach
  void started() throws Exception {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    model.createContext(
        "/v1/chat/completions",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestHeaders().getFirst("Authorization") + "\n" + body);
          if (hangs) {
            await();
          }
          byte[] said =
              Json.write(new Answer(List.of(new Choice(new Said("assistant", says)))))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    model.start();
  }

  private void await() {
    try {
      assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Answer(List<Choice> choices) {}

  private record Choice(Said message) {}

  private record Said(String role, String content) {}

  @AfterEach
  void stopped() {
    released.countDown();
    model.stop(0);
    timers.shutdownNow();
  }

  private ModelOpinions opinions(Duration patience) {
    URI url = URI.create("http://127.0.0.1:" + model.getAddress().getPort() + "/v1/");
    return new ModelOpinions(
        new Config.Opinion(url, "qwen-small", "secret", patience), timers, now::get, answered::add);
  }

  private static Opinions.Request request(int id) {
    return new Opinions.Request("opinion:" + id, GROUP, "不发广告", "我不做代购，别再问我了");
  }

  private Opinion next() throws InterruptedException {
    Event.HelperAnswered event = answered.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.feature()).isEqualTo(Opinions.FEATURE);
    assertThat(event.key()).isEqualTo(GROUP);
    return Json.read(event.payload(), Opinion.class);
  }

  @Test
  void itIsSentTheRuleAndTheMessageAndItsDoubtComesBack() throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      says = "{\"violates\": false, \"why\": \"他说自己不做\"}";
      assertThat(opinions.ask(request(1))).isTrue();
      assertThat(next()).isEqualTo(new Opinion("opinion:1", View.DOUBTS, "他说自己不做"));
      String[] sent = asked.take().split("\n", 2);
      assertThat(sent[0]).isEqualTo("Bearer secret");
      JsonNode body = JsonMapper.shared().readTree(sent[1]);
      assertThat(body.path("model").asString()).isEqualTo("qwen-small");
      assertThat(body.path("temperature").asInt()).isZero();
      JsonNode data =
          JsonMapper.shared().readTree(body.path("messages").path(1).path("content").asString());
      assertThat(data.path("rule").asString()).isEqualTo("不发广告");
      assertThat(data.path("message").asString()).isEqualTo("我不做代购，别再问我了");
      assertThat(opinions.status().health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"violates\":true,\"why\":\"advert\"}",
        "```json\n{\"violates\": true}\n```",
        "<think>It says {something}.</think> {\"why\": \"x\", \"violates\": true}"
      })
  void itsAgreementIsReadHoweverItIsWrapped(String answer) throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      says = answer;
      assertThat(opinions.ask(request(1))).isTrue();
      assertThat(next().view()).isEqualTo(View.AGREES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "false",
        "{\"violates\": \"false\"}",
        "{\"violates\": null}",
        "I think it is fine",
        "{\"violates\": fal",
        "}{"
      })
  void anythingElseIsNoOpinion(String answer) throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      says = answer;
      assertThat(opinions.ask(request(1))).isTrue();
      assertThat(next().view()).isEqualTo(View.NONE);
    }
  }

  @Test
  void aLongReasonIsCutAndHasNoLineBreaks() throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      says = Json.write(Map.of("violates", false, "why", "一\n二" + "长".repeat(500)));
      assertThat(opinions.ask(request(1))).isTrue();
      assertThat(next().why()).startsWith("一 二长").hasSize(121).endsWith("…");
    }
  }

  @Test
  void whereItIsSilentThatIsSaidInTime() throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofMillis(200))) {
      hangs = true;
      assertThat(opinions.ask(request(1))).isTrue();
      assertThat(next()).isEqualTo(new Opinion("opinion:1", View.NONE, ""));
      assertThat(opinions.status().health().state()).isEqualTo(ConnectionHealth.State.CUT);
      released.countDown();
    }
  }

  @Test
  void onlySoManyAreUnderWayAtOnce() throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      hangs = true;
      says = "{\"violates\":true}";
      List<Boolean> taken = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        taken.add(opinions.ask(request(i)));
      }
      assertThat(taken).containsOnly(true, false);
      long wait = taken.stream().filter(Boolean::booleanValue).count();
      assertThat(wait).isEqualTo(8);
      released.countDown();
      for (int i = 0; i < wait; i++) {
        assertThat(next().view()).isEqualTo(View.AGREES);
      }
    }
  }

  @Test
  void aModelThatFailsIsLeftInPeaceForAMinute() throws Exception {
    try (ModelOpinions opinions = opinions(Duration.ofSeconds(30))) {
      status = 500;
      for (int i = 0; i < 3; i++) {
        assertThat(opinions.on()).isTrue();
        assertThat(opinions.ask(request(i))).isTrue();
        assertThat(next().view()).isEqualTo(View.NONE);
      }
      assertThat(opinions.on()).isFalse();
      assertThat(opinions.ask(request(4))).isFalse();
      assertThat(asked).hasSize(3);
      now.updateAndGet(at -> at.plusSeconds(61));
      status = 200;
      says = "{\"violates\":true}";
      assertThat(opinions.on()).isTrue();
      assertThat(opinions.ask(request(5))).isTrue();
      assertThat(next().view()).isEqualTo(View.AGREES);
    }
  }
}
