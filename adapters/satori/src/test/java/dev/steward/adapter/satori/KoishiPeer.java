package dev.steward.adapter.satori;

import dev.steward.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Koishi on loopback: a Satori server with Koishi's sandbox as its platform, and a OneBot
 * application when asked. {@code .ci/install-peers} puts it on the machine.
 *
 * <pre>{@code
 * try (KoishiPeer koishi = KoishiPeer.start(folder, KoishiPeer.Settings.plain())) {
 *   koishi.satori(); // http://127.0.0.1:…/satori, with koishi.token()
 * }
 * }</pre>
 */
public final class KoishiPeer implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long START_SECONDS = 60;

  /** A login's status in Satori. */
  private static final String ONLINE = "1";

  private final Process process;
  private final int port;
  private final int control;
  private final String token;

  // Koishi takes the offer of HTTP/2 that comes with a request for one of a WebSocket.
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * What it is to be.
   *
   * @param token what the Satori server asks for
   * @param oneBot the settings of its OneBot adapter: {@code protocol} ({@code ws}, {@code
   *     ws-reverse} or {@code http}), {@code endpoint}, {@code selfId}, {@code token}, and whatever
   *     else that adapter takes; empty for none
   * @param plugin the file of another plugin in JavaScript, or null
   */
  public record Settings(String token, Map<String, Object> oneBot, @Nullable Path plugin) {
    public Settings {
      oneBot = Map.copyOf(oneBot);
    }

    /** A Satori server alone. */
    public static Settings plain() {
      return new Settings("tok", Map.of(), null);
    }

    /**
     * With its OneBot adapter.
     *
     * @param protocol {@code ws} (Koishi connects to the endpoint), {@code ws-reverse} (it is
     *     connected to at {@link KoishiPeer#oneBotReverse}) or {@code http}
     * @param endpoint where the OneBot implementation is; not used by {@code ws-reverse}
     * @param selfId the account
     * @param oneBotToken its access token; may be empty
     */
    public static Settings oneBot(
        String protocol, String endpoint, String selfId, String oneBotToken) {
      Map<String, Object> oneBot = new HashMap<>();
      oneBot.put("protocol", protocol);
      oneBot.put("selfId", selfId);
      if (!endpoint.isEmpty()) {
        oneBot.put("endpoint", endpoint);
      }
      if (!oneBotToken.isEmpty()) {
        oneBot.put("token", oneBotToken);
      }
      if (protocol.equals("ws")) {
        // Comes back soon after a cut, and does not tire of it.
        oneBot.put("retryInterval", 100);
        oneBot.put("retryTimes", 1_000_000);
      }
      return new Settings("tok", oneBot, null);
    }

    /** The same with a plugin of its own, which may answer what it hears. */
    public Settings with(Path file) {
      return new Settings(token, oneBot, file);
    }
  }

  private KoishiPeer(Process process, int port, int control, String token) {
    this.process = process;
    this.port = port;
    this.control = control;
    this.token = token;
  }

  /**
   * Where it is installed: the system property or the variable of the installer, else its default.
   */
  public static Path installed() {
    String peers = System.getProperty("steward.peers", System.getenv("STEWARD_PEERS"));
    Path folder =
        peers == null
            ? Path.of(System.getProperty("user.home"), ".cache", "steward-peers")
            : Path.of(peers);
    return folder.resolve("koishi");
  }

  /**
   * Starts it and returns once it listens.
   *
   * @param folder where it may write, and where its log is: {@code koishi.log}
   */
  public static KoishiPeer start(Path folder, Settings settings) {
    Path modules = installed().resolve("node_modules");
    if (!Files.isDirectory(modules)) {
      throw new IllegalStateException(
          "no Koishi in " + installed() + " (expected: .ci/install-peers was run)");
    }
    int port = freePort();
    int control = freePort();
    Map<String, Object> told = new HashMap<>();
    told.put("port", port);
    told.put("control", control);
    told.put("token", settings.token());
    if (!settings.oneBot().isEmpty()) {
      told.put("onebot", settings.oneBot());
    }
    if (settings.plugin() != null) {
      told.put("plugin", settings.plugin().toAbsolutePath().toString());
    }
    try {
      Path script = folder.resolve("koishi.js");
      try (InputStream source = KoishiPeer.class.getResourceAsStream("koishi.js")) {
        if (source == null) {
          throw new IllegalStateException("koishi.js is not beside KoishiPeer");
        }
        Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder node = new ProcessBuilder("node", script.toString());
      node.directory(folder.toFile()).redirectErrorStream(true);
      node.environment().put("NODE_PATH", modules.toString());
      node.environment().put("KOISHI", MAPPER.writeValueAsString(told));
      KoishiPeer koishi = new KoishiPeer(node.start(), port, control, settings.token());
      koishi.awaitReady(folder.resolve("koishi.log"));
      return koishi;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void awaitReady(Path log) {
    CountDownLatch ready = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader();
                  var file = Files.newBufferedWriter(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  file.write(line + "\n");
                  file.flush();
                  if (line.equals("koishi is ready")) {
                    ready.countDown();
                  }
                }
              } catch (IOException ended) {
                // It was stopped, and its log's folder may be gone.
              }
            });
    try {
      if (!ready.await(START_SECONDS, TimeUnit.SECONDS)) {
        close();
        throw new IllegalStateException("Koishi did not start; see " + log);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** The port of its one listener. */
  public int port() {
    return port;
  }

  /** Where its Satori server is, as the adapter's setting {@code url}. */
  public String satori() {
    return "http://127.0.0.1:" + port + "/satori";
  }

  /** What its Satori server asks for. */
  public String token() {
    return token;
  }

  /**
   * Where its OneBot adapter is connected to with {@code ws-reverse}, or called with {@code http}.
   */
  public String oneBotReverse() {
    return "ws://127.0.0.1:" + port + "/onebot";
  }

  /** Where its console's page is connected to, which also plays the sandbox. */
  URI console() {
    return URI.create("ws://127.0.0.1:" + port + "/status");
  }

  /** The process, to look at its memory. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Lets a bot receive an event, as if its platform had told it.
   *
   * @param event as of Koishi: {@code type}, {@code user}, {@code channel}, {@code guild}, …
   */
  public void dispatch(String platform, Map<String, Object> event) {
    control("/dispatch", Map.of("platform", platform, "event", event));
  }

  /** Lets a bot that is offline connect again, as its button on the console does. */
  void startBot(String platform) {
    control("/start", Map.of("platform", platform));
  }

  private String control(String path, Map<String, Object> body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("koishi: " + answer.body());
    }
    return answer.body();
  }

  /**
   * Waits until its bot of a platform is online, or is not. Asked of the bot itself: Satori's
   * {@code login.get} asks the platform, which does not answer over a wire that was cut a moment
   * ago.
   */
  void awaitOnline(String platform, boolean online) {
    new Await(_ -> {})
        .until(
            platform + " is " + (online ? "online" : "offline"),
            () -> control("/status", Map.of("platform", platform)).equals(ONLINE) == online);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Ends it and waits until it is gone. */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
