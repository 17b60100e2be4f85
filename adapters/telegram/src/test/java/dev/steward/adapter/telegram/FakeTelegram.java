package dev.steward.adapter.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Bot API server on a port of its own, written from Telegram's documentation: long polling that
 * confirms by offset, webhooks with their secret, errors in Telegram's words. Thread-safe.
 */
final class FakeTelegram implements AutoCloseable {
  private static final Set<String> NOT_ORDERS =
      Set.of("getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo");

  final FakeWorld world = new FakeWorld();
  final FakeMethods methods = new FakeMethods(world);
  final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** The content types of the calls that came as forms, with what stands between their parts. */
  final List<String> forms = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile CountDownLatch unanswered = new CountDownLatch(0);
  private volatile String slowMethod = "";
  private volatile @Nullable Courier courier;
  private volatile boolean cut;
  private volatile boolean closed;
  private volatile @Nullable Raw instead;

  /** Brings an update to a webhook, and returns the status of the answer. */
  interface Courier {
    int bring(String url, String secret, byte[] body) throws Exception;
  }

  /** An answer of another kind than Telegram's; null to answer as Telegram does. */
  interface Raw {
    byte @Nullable [] answer(String method, JsonNode parameters);
  }

  FakeTelegram() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void cut(boolean on) {
    cut = on;
  }

  void slow(boolean on) {
    if (on) {
      held = new CountDownLatch(1);
    } else {
      held.countDown();
    }
  }

  /** Does at once what this method orders, and answers once another is named, or none. */
  void slowToAnswer(String method) {
    CountDownLatch before = unanswered;
    unanswered = new CountDownLatch(1);
    slowMethod = method;
    before.countDown();
  }

  /** Answers with something else than Telegram would. */
  void instead(@Nullable Raw raw) {
    instead = raw;
  }

  int calls(String method) {
    return calls.getOrDefault(method, 0);
  }

  /** Starts to bring updates to webhooks. */
  void courier(Courier next) {
    courier = next;
    for (FakeBot bot : world.bots.values()) {
      threads.execute(() -> deliver(bot));
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      if (cut || closed) {
        return;
      }
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      if (path.length > 3 && path[1].equals("file")) {
        file(exchange, path[path.length - 1]);
        return;
      }
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("content-type"));
      FakeCall call = FakeCall.read(type, exchange.getRequestBody().readAllBytes());
      if (type.startsWith("multipart/")) {
        forms.add(type);
      }
      String method = path.length > 2 ? path[2] : "";
      calls.merge(method, 1, Integer::sum);
      answer(exchange, path[1], method, call);
    } catch (IOException gone) {
      // The caller went away, as callers do.
    }
  }

  private void answer(HttpExchange exchange, String login, String method, FakeCall call)
      throws IOException {
    Raw raw = instead;
    byte[] other = raw == null ? null : raw.answer(method, call.parameters());
    if (other != null) {
      send(exchange, 200, other);
      return;
    }
    FakeBot bot = login.startsWith("bot") ? bot(login.substring(3)) : null;
    if (bot == null) {
      send(exchange, 401, no(new FakeMethods.No(401, "Unauthorized")));
      return;
    }
    if (!NOT_ORDERS.contains(method)) {
      hold(held);
    }
    ObjectNode yes = Json.object().put("ok", true);
    try {
      yes.set(
          "result",
          method.equals("getUpdates")
              ? updates(bot, call.parameters())
              : methods.call(bot, method, call));
    } catch (FakeMethods.No no) {
      late(method);
      send(exchange, no.code, no(no));
      return;
    }
    late(method);
    // A poll may have begun before the answers changed.
    Raw now = instead;
    byte[] late = now == null || raw != null ? null : now.answer(method, call.parameters());
    if (!cut) {
      send(exchange, 200, late == null ? Json.bytes(yes) : late);
    }
  }

  private static byte[] no(FakeMethods.No no) {
    ObjectNode json =
        Json.object()
            .put("ok", false)
            .put("error_code", no.code)
            .put("description", no.getMessage());
    if (!no.parameters.isEmpty()) {
      json.set("parameters", no.parameters);
    }
    return Json.bytes(json);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void file(HttpExchange exchange, String id) throws IOException {
    byte[] bytes = world.files.get(id);
    send(exchange, bytes == null ? 404 : 200, bytes == null ? new byte[0] : bytes);
  }

  private @Nullable FakeBot bot(String token) {
    return world.bots.values().stream()
        .filter(bot -> bot.token.equals(token))
        .findFirst()
        .orElse(null);
  }

  private void late(String method) {
    if (method.equals(slowMethod)) {
      hold(unanswered);
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Confirms what is below the offset, and waits for news; a second poller ends the first. */
  private JsonNode updates(FakeBot bot, JsonNode p) {
    long mine;
    Instant end;
    synchronized (world) {
      if (!bot.webhook.isEmpty()) {
        throw new FakeMethods.No(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
                + " delete the webhook first");
      }
      mine = ++bot.polls;
      FakeMethods.allow(bot, p);
      long offset = Json.number(p, "offset");
      bot.updates.removeIf(update -> Json.number(update, "update_id") < offset);
      end = world.now().plusSeconds(Json.number(p, "timeout"));
    }
    long limit = p.has("limit") ? Json.number(p, "limit") : 100;
    while (true) {
      synchronized (world) {
        if (bot.polls != mine) {
          throw new FakeMethods.No(
              409,
              "Conflict: terminated by other getUpdates request; make sure that only one bot"
                  + " instance is running");
        }
        if (!bot.updates.isEmpty() || !world.now().isBefore(end) || cut || closed) {
          ArrayNode batch = Json.MAPPER.createArrayNode();
          bot.updates.stream().limit(limit).forEach(batch::add);
          return batch;
        }
      }
      rest();
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One update at a time, again and again until it is taken. */
  private void deliver(FakeBot bot) {
    while (!closed) {
      ObjectNode next;
      String url;
      String secret;
      synchronized (world) {
        next = bot.updates.peek();
        url = bot.webhook;
        secret = bot.secret;
      }
      Courier brings = courier;
      if (cut || next == null || url.isEmpty() || brings == null) {
        rest();
        continue;
      }
      String why = bring(brings, url, secret, Json.bytes(next));
      synchronized (world) {
        if (why.isEmpty()) {
          bot.updates.remove(next);
        } else {
          bot.lastError = why;
          bot.lastErrorDate = world.seconds();
        }
      }
      if (!why.isEmpty()) {
        rest();
      }
    }
  }

  private static String bring(Courier courier, String url, String secret, byte[] body) {
    try {
      int status = courier.bring(url, secret, body);
      return status == 200 ? "" : "Wrong response from the webhook: " + status;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "Connection timed out";
    } catch (Exception failed) {
      return "Connection refused";
    }
  }

  @Override
  public void close() {
    closed = true;
    held.countDown();
    unanswered.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
