package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import dev.steward.wire.HttpCaller;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that means harm is cut off with a word about it, before it fills anything. */
@Timeout(60)
final class HostileServerTest {
  private static final byte[] NOTHING = new byte[65_536];
  private static final long ENOUGH = 64 << 20;

  @TempDir Path folder = Path.of("");

  /** What it does with a connection, once the request's head is read. */
  private interface Malice {
    void with(String key, OutputStream out) throws IOException;
  }

  private static final class Server implements AutoCloseable {
    final ServerSocket socket;
    final AtomicLong written = new AtomicLong();

    Server(Malice malice) {
      try {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException none) {
        throw new UncheckedIOException(none);
      }
      Thread.ofVirtual().start(() -> serve(malice));
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/satori";
    }

    private void serve(Malice malice) {
      while (!socket.isClosed()) {
        try (Socket caller = socket.accept()) {
          BufferedReader head =
              new BufferedReader(
                  new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
          String key = "";
          for (String line = head.readLine();
              line != null && !line.isEmpty();
              line = head.readLine()) {
            if (line.regionMatches(true, 0, "sec-websocket-key:", 0, 18)) {
              key = line.substring(18).strip();
            }
          }
          OutputStream out = caller.getOutputStream();
          malice.with(key, new Counting(out, written));
        } catch (IOException cut) {
          // It is cut off, as it should be.
        }
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is gone.
      }
    }
  }

  private static final class Counting extends OutputStream {
    private final OutputStream out;
    private final AtomicLong written;

    Counting(OutputStream out, AtomicLong written) {
      this.out = out;
      this.written = written;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      written.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void endless(OutputStream out) throws IOException {
    for (long sent = 0; sent < ENOUGH; sent += NOTHING.length) {
      out.write(NOTHING, 0, NOTHING.length);
    }
  }

  private static void welcome(String key, OutputStream out) throws IOException {
    try {
      byte[] accept =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      text(
          out,
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(accept)
              + "\r\n\r\n");
    } catch (NoSuchAlgorithmException always) {
      throw new IllegalStateException(always);
    }
  }

  private void isCut(Malice malice, String detail) {
    TestHost host = new TestHost(folder);
    try (Server server = new Server(malice);
        ChatConnection connection =
            new SatoriAdapter()
                .connect(new Settings("adapters.satori", Map.of("url", server.url())), host)) {
      host.await()
          .until(
              "cut with a word",
              () ->
                  connection.health().state() == ConnectionHealth.State.CUT
                      && connection.health().detail().contains(detail));
      assertThat(server.written.get()).as("bytes that it got rid of").isLessThan(ENOUGH);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Test
  void anEndlessHead() {
    isCut(
        (_, out) -> {
          text(out, "HTTP/1.1 101 Switching Protocols\r\nX: ");
          endless(out);
        },
        "trying again");
  }

  @Test
  void aFrameOfAGigabyte() {
    isCut(
        (key, out) -> {
          welcome(key, out);
          out.write(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0x40, 0, 0, 0});
          endless(out);
        },
        "larger than 8388608 bytes");
  }

  @Test
  void endlessPartsOfOneMessage() {
    isCut(
        (key, out) -> {
          welcome(key, out);
          byte[] part = new byte[65_536];
          for (int i = 0; i < ENOUGH / part.length; i++) {
            out.write(new byte[] {(byte) (i == 0 ? 0x01 : 0x00), 127, 0, 0, 0, 0, 0, 1, 0, 0});
            out.write(part, 0, part.length);
          }
        },
        "larger than 8388608 bytes");
  }

  @Test
  void aRedirectToAPrivateAddress() {
    isCut(
        (_, out) ->
            text(
                out,
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
        "HTTP status 302");
  }

  @Test
  void aListOfGuildsWithoutEnd() {
    TestHost host = new TestHost(folder);
    AtomicLong pages = new AtomicLong();
    FakeSatori.Platform endless =
        new FakeSatori.Platform() {
          @Override
          public List<Map<String, Object>> logins() {
            return List.of(
                Map.of(
                    "platform",
                    "town",
                    "user",
                    Map.of("id", "bot"),
                    "features",
                    List.of(Api.GUILDS)));
          }

          @Override
          public FakeSatori.Result call(String login, String method, JsonNode arguments) {
            long page = pages.incrementAndGet();
            List<Map<String, String>> data =
                new ArrayList<>(
                    Collections.nCopies(Discovery.MOST_ENTRIES / 4, Map.of("id", "g" + page)));
            data.add(Map.of("name", "without an id"));
            return FakeSatori.Result.of(Map.of("data", data, "next", Long.toString(page)));
          }

          @Override
          public byte[] file(String source) {
            return new byte[0];
          }
        };
    try (FakeSatori server = new FakeSatori(endless);
        ChatConnection connection =
            new SatoriAdapter()
                .connect(
                    new Settings(
                        "adapters.satori", Map.of("url", server.url(), "token", FakeSatori.TOKEN)),
                    host)) {
      host.await().until("four pages", () -> pages.get() == 4);
      host.await().stays("four pages", () -> pages.get() == 4);
      assertThat(connection.health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private Api.Reply answer(Malice malice) {
    TestHost host = new TestHost(folder);
    try (Server server = new Server(malice);
        HttpCaller http = new HttpCaller(host.timers(), 1 << 20)) {
      Api api =
          new Api(
              http,
              SatoriSettings.read(new Settings("adapters.satori", Map.of("url", server.url()))));
      Api.Reply reply =
          host.await()
              .value("a reply", api.call(new Native("town", "bot"), Api.SEND, Map.of("a", 1)));
      assertThat(server.written.get()).as("bytes that it got rid of").isLessThan(ENOUGH);
      return reply;
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Test
  void anEndlessAnswer() {
    assertThat(
            answer(
                (_, out) -> {
                  text(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n");
                  endless(out);
                }))
        .isInstanceOfSatisfying(Api.Reply.Lost.class, lost -> assertThat(lost.sent()).isTrue());
  }

  @Test
  void anAnswerThatUnpacksToAGigabyte() {
    assertThat(
            answer(
                (_, out) -> {
                  ByteArrayOutputStream packed = new ByteArrayOutputStream();
                  try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
                    for (int i = 0; i < 1_000; i++) {
                      zip.write(NOTHING, 0, NOTHING.length);
                    }
                  }
                  text(
                      out,
                      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + packed.size()
                          + "\r\n\r\n");
                  packed.writeTo(out);
                  out.flush();
                }))
        .isInstanceOf(Api.Reply.Lost.class);
  }

  @Test
  void anAnswerThatLeadsElsewhere() {
    assertThat(
            answer(
                (_, out) ->
                    text(out, "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\n\r\n")))
        .isEqualTo(new Api.Reply.No(307, ""));
  }
}
