package dev.steward.adapter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Role;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The page on a loopback port, with a room full of talk, to be looked at: {@code /as/小明} is the
 * room as that member, {@code /as/小明?click=composer~hello,send} with words typed and buttons
 * pressed.
 */
final class WebPageHarness {
  private final AtomicReference<@Nullable Mount> mount = new AtomicReference<>();
  private final Map<String, Browser> people = new HashMap<>();
  private final WebConnection connection;
  private long orders = System.nanoTime();

  private WebPageHarness(Path folder) throws Exception {
    Settings settings =
        new Settings(
            "adapters.web", Map.of("rooms", "mama-1=宝妈一群 · 新品体验", "messagesPerMinute", "100000"));
    connection = (WebConnection) new WebAdapter().connect(settings, new Lent(folder));
  }

  /** Serves until it is stopped. */
  public static void main(String[] args) throws Exception {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    WebPageHarness harness = new WebPageHarness(Files.createTempDirectory("web-page"));
    harness.talk();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/chat", harness::serve);
    server.createContext("/as/", harness::as);
    server.createContext("/click.js", harness::click);
    server.createContext("/late", harness::late);
    server.start();
    String join = Browser.wait(harness.connection.rooms()).getFirst().joinPaths().getFirst();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + join);
    new CountDownLatch(1).await();
  }

  private Mount mount() {
    Mount mounted = mount.get();
    if (mounted == null) {
      throw new IllegalStateException("nothing is mounted");
    }
    return mounted;
  }

  private Browser person(String name) {
    return people.computeIfAbsent(
        name,
        _ -> {
          Browser browser = new Browser(this::mount);
          String join = Browser.wait(connection.rooms()).getFirst().joinPaths().getFirst();
          browser.join(join, name);
          return browser;
        });
  }

  private String does(Action action) {
    Order order = new Order(orders++, WebAdapter.ACCOUNT, action, 1);
    return Browser.wait(connection.perform(order)).toString();
  }

  private void talk() {
    Browser ming = person("小明妈妈");
    Browser hong = person("Hong 红红");
    Browser ad = person("加薇信领券");
    Browser.wait(connection.role(room(), user(person("店长阿玉")), Role.OWNER));
    does(new Action.SetNotice(room(), "今晚八点直播讲新品，签到发“打卡”。群规：不发广告、不加私人微信。"));
    String price =
        ming.say("mama-1", "请问 200ml 的那款现在多少钱？官网 https://example.com/p/200ml?from=group 上写 ¥199");
    does(
        new Action.SendMessage(
            room(),
            Content.of("现在是 ¥179，到 11 月 11 日为止。要帮你记一下降价提醒吗？"),
            price,
            List.of(new Button("要提醒", "remind-yes"), new Button("不用了", "remind-no"))));
    hong.say("mama-1", "<b>刚收到货</b>，{{包装}}很好看 🎉\u202Egnp.exe\u202C");
    hong.say("mama-1", "颜色比图片上再浅一点点，不过我更喜欢");
    hong.post(
        "/api/rooms/mama-1/messages",
        Map.of(
            "parts",
            List.of(
                Map.of("t", "at", "user", ming.user()), Map.of("t", "text", "text", " 你可以先看看我的")),
            "replyTo",
            String.valueOf(price)));
    String ads = ad.say("mama-1", "加我微信 vx12345 领内部券");
    does(new Action.DeleteMessage(room(), String.valueOf(ads)));
    does(
        new Action.MuteMember(
            room(), user(ad), InstantSource.system().instant().plusSeconds(3600)));
    person("Anna").say("mama-1", "Does it work on sensitive skin as well? ".repeat(40));
    does(Action.SendMessage.of(room(), "📋 今日打卡 12 人，连续最久：小明妈妈 21 天。回复“打卡”就可以参加。"));
    does(
        new Action.SendPrivate(
            room(),
            user(ming),
            Content.of("你反映的价格问题已经登记（编号 P-1024），店长会在今天 18:00 前回复你。"),
            List.of(new Button("我还有补充", "more"))));
    ming.post("/api/rooms/mama-1/private", Map.of("text", "好的，订单截图要发给你吗？"));
    byte[] png =
        Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFUlEQVR4nGP8z8Dwn4EIwESMolGFAJN3Ag5vGyUMAAAAAElFTkSuQmCC");
    String ref = Json.field(Json.object(ming.upload("mama-1", png).body()), "ref");
    ming.post(
        "/api/rooms/mama-1/messages",
        Map.of(
            "parts",
            List.of(Map.of("t", "text", "text", "谢谢！我拍了一张"), Map.of("t", "img", "ref", ref))));
  }

  private static GroupId room() {
    return new GroupId("web", "mama-1");
  }

  private static UserId user(Browser browser) {
    return new UserId("web", browser.user());
  }

  private void as(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/as/".length());
    String query = exchange.getRequestURI().getRawQuery();
    exchange.getResponseHeaders().add("set-cookie", person(name).cookie() + "; Path=/");
    exchange
        .getResponseHeaders()
        .add("location", "/chat/room/mama-1" + (query == null ? "" : "?" + query));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void click(HttpExchange exchange) throws IOException {
    byte[] script =
        """
        const steps = new URL(document.currentScript.src).searchParams.get('ids').split(',');
        const step = () => {
          const [id, value] = (steps.shift() ?? '').split('~');
          const target = document.getElementById(id);
          if (!target) return;
          if (value === undefined) target.click();
          else {
            target.value = value;
            target.dispatchEvent(new Event('input'));
          }
          setTimeout(step, 400);
        };
        setTimeout(step, 900);
        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "text/javascript");
    exchange.sendResponseHeaders(200, script.length);
    exchange.getResponseBody().write(script);
    exchange.close();
  }

  /** Keeps a page loading for three seconds, so that a picture of it shows what a click did. */
  private void late(HttpExchange exchange) throws IOException {
    try {
      boolean _ = new CountDownLatch(1).await(3, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    String path = exchange.getRequestURI().getPath().substring("/chat".length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    Mount.Response response =
        Browser.wait(
            mount()
                .handle(
                    new Mount.Request(
                        exchange.getRequestMethod(),
                        path.isEmpty() ? "/" : path,
                        query,
                        headers,
                        body,
                        false,
                        "127.0.0.1")));
    response.headers().forEach(exchange.getResponseHeaders()::add);
    switch (response) {
      case Mount.Full full -> {
        byte[] bytes = full.body();
        if (query.containsKey("click")) {
          bytes =
              new String(bytes, StandardCharsets.UTF_8)
                  .replace(
                      "</body>",
                      "<img src='/late' alt=''><script src='/click.js?ids="
                          + query.get("click")
                          + "'></script></body>")
                  .getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(full.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      }
      case Mount.Streaming streaming -> {
        exchange.sendResponseHeaders(streaming.status(), 0);
        Pipe pipe = new Pipe();
        streaming.open().accept(pipe);
        pipe.pump(exchange.getResponseBody());
        exchange.close();
      }
    }
  }

  /** A stream on a thread of its own. */
  private static final class Pipe implements Mount.Stream {
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(1000);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @Override
    public boolean write(byte[] bytes) {
      return !closed.isDone() && queue.offer(bytes);
    }

    @Override
    public void close() {
      closed.complete(null);
      boolean _ = queue.offer(new byte[0]);
    }

    @Override
    public CompletionStage<Void> closed() {
      return closed;
    }

    void pump(OutputStream out) {
      try (out) {
        while (!closed.isDone()) {
          out.write(queue.take());
          out.flush();
        }
      } catch (IOException gone) {
        closed.complete(null);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A host on the real clock. */
  private final class Lent implements Host {
    private final Path folder;
    private final RecordingSink sink = new RecordingSink();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    Lent(Path folder) {
      this.folder = folder;
    }

    @Override
    public EventSink events() {
      return sink;
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public ScheduledExecutorService timers() {
      return timers;
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public Optional<byte[]> open(Media media) {
      return Optional.empty();
    }

    @Override
    public void mount(String path, Mount mounted) {
      mount.set(mounted);
    }
  }
}
