package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that means harm is cut off with a reason, and fills no memory. */
@Timeout(30)
final class WebSocketLineTest {
  private static final int MOST = 1 << 20;

  private final EventLoopGroup loop = Loops.one("line-test");

  @AfterEach
  void end() {
    Loops.end(loop);
  }

  /** Hears what a line hears. */
  private static final class Ear implements WebSocketLine.Listener {
    final CompletableFuture<WebSocketLine> opened = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    volatile boolean answers;

    @Override
    public void opened(WebSocketLine line) {
      opened.complete(line);
    }

    @Override
    public void message(WebSocketLine line, ByteBuf utf8) {
      messages.add(utf8.toString(StandardCharsets.UTF_8));
      if (answers) {
        line.send("done");
      }
    }

    @Override
    public void closed(int status, String reason) {
      assertThat(closed.complete(status + " " + reason)).as("told once").isTrue();
    }

    String end() {
      return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private Ear dial(RawServer server) {
    return dial(URI.create("ws://127.0.0.1:" + server.port() + "/path?token=secret"));
  }

  private Ear dial(URI uri) {
    Ear ear = new Ear();
    WebSocketLine.dial(
        new WebSocketLine.Address(uri, Map.of("authorization", "Bearer secret"), MOST),
        loop,
        500,
        ear);
    return ear;
  }

  private static byte[] frame(int first, byte[] payload) {
    byte[] frame =
        payload.length < 126
            ? new byte[] {(byte) first, (byte) payload.length}
            : new byte[] {(byte) first, 126, (byte) (payload.length >> 8), (byte) payload.length};
    byte[] all = java.util.Arrays.copyOf(frame, frame.length + payload.length);
    System.arraycopy(payload, 0, all, frame.length, payload.length);
    return all;
  }

  private static byte[] text(String words) {
    return frame(0x81, words.getBytes(StandardCharsets.UTF_8));
  }

  private static void rest(Socket caller) throws IOException {
    while (caller.getInputStream().read() >= 0) {
      // Until the line hangs up.
    }
  }

  @Test
  void hearsAndSaysAndEnds() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            caller -> {
              head.complete(RawServer.open(caller, ""));
              caller.getOutputStream().write(text("你好"));
              caller.getOutputStream().write(frame(0x01, "一".getBytes(StandardCharsets.UTF_8)));
              caller.getOutputStream().write(frame(0x80, "二".getBytes(StandardCharsets.UTF_8)));
              caller.getOutputStream().write(frame(0x88, new byte[] {0x0F, (byte) 0xA0}));
              rest(caller);
            })) {
      Ear ear = dial(server);
      assertThat(ear.end()).isEqualTo("4000 closed by the other side with code 4000");
      assertThat(ear.messages).containsExactly("你好", "一二");
      assertThat(head.join())
          .contains("GET /path?token=secret")
          .doesNotContainIgnoringCase("extensions");
    }
  }

  @Test
  void aFrameOfAGigabyteIsRefusedByItsHead() {
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "");
              caller
                  .getOutputStream()
                  .write(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0x40, 0, 0, 0});
              rest(caller);
            })) {
      assertThat(dial(server).end()).isEqualTo("0 a message larger than 1048576 bytes");
    }
  }

  @Test
  void aMessageOfEndlessPartsIsCutOff() {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "");
              byte[] part = frame(0x00, new byte[60_000]);
              caller.getOutputStream().write(frame(0x01, new byte[10]));
              while (sent.get() < 1L << 30) {
                caller.getOutputStream().write(part);
                sent.addAndGet(part.length);
              }
            })) {
      assertThat(dial(server).end()).isEqualTo("0 a message larger than 1048576 bytes");
      assertThat(sent.get()).isLessThan(32 << 20);
    }
  }

  @Test
  void packedFramesAreRefusedSinceNobodyAskedForThem() {
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
              caller.getOutputStream().write(frame(0xC1, new byte[] {1, 2, 3}));
              rest(caller);
            })) {
      Ear ear = dial(server);
      assertThat(ear.end()).startsWith("0 the connection broke: CorruptedWebSocketFrame");
      assertThat(ear.messages).isEmpty();
    }
  }

  @Test
  void aRefusedOpeningTellsItsStatus() {
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.head(caller);
              RawServer.say(caller, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
              rest(caller);
            })) {
      assertThat(dial(server).end())
          .isEqualTo("403 the WebSocket was refused with HTTP status 403");
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (RawServer inside = new RawServer(RawServer::head);
        RawServer server =
            new RawServer(
                caller -> {
                  RawServer.head(caller);
                  RawServer.say(
                      caller,
                      "HTTP/1.1 301 There\r\nLocation: ws://127.0.0.1:"
                          + inside.port()
                          + "/\r\nContent-Length: 0\r\n\r\n");
                  rest(caller);
                })) {
      assertThat(dial(server).end())
          .isEqualTo("301 the WebSocket was refused with HTTP status 301");
      assertThat(inside.calls()).isZero();
    }
  }

  @Test
  void garbageInsteadOfAnOpeningIsCutOff() {
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.head(caller);
              RawServer.say(caller, "\0\1\2 nonsense\r\n\r\n".repeat(50));
              rest(caller);
            })) {
      assertThat(dial(server).end())
          .isEqualTo("0 the other side does not open a WebSocket as it should");
    }
  }

  @Test
  void anEndlessHeadIsCutOff() {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.head(caller);
              RawServer.say(caller, "HTTP/1.1 101 Switching\r\nX-Long: ");
              byte[] part = "x".repeat(65_536).getBytes(StandardCharsets.UTF_8);
              while (sent.get() < 1L << 30) {
                caller.getOutputStream().write(part);
                sent.addAndGet(part.length);
              }
            })) {
      assertThat(dial(server).end())
          .isEqualTo("0 the other side does not open a WebSocket as it should");
      assertThat(sent.get()).isLessThan(32 << 20);
    }
  }

  @Test
  void whoNeverOpensIsNotWaitedFor() {
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.head(caller);
              rest(caller);
            })) {
      assertThat(dial(server).end())
          .isEqualTo("0 the other side did not answer the WebSocket's opening");
    }
  }

  @Test
  void whereNobodyListensItSaysSo() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    String end = dial(URI.create("ws://localhost:" + port + "/?token=secret")).end();
    assertThat(end).isEqualTo("0 can't connect to ws://localhost:" + port);
  }

  @Test
  void aNameThatNobodyKnowsIsNoDisaster() {
    assertThat(dial(URI.create("ws://no-such-host.invalid:1/")).end())
        .isEqualTo("0 can't connect to ws://no-such-host.invalid:1");
  }

  /** Who asks sixty million bytes of pings and reads no answer gets no answer to most of them. */
  @Test
  void aFloodOfPingsFillsNothing() {
    CompletableFuture<Long> pongs = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "");
              byte[] ping = frame(0x89, new byte[125]);
              byte[] many = new byte[ping.length * 500];
              for (int i = 0; i < 500; i++) {
                System.arraycopy(ping, 0, many, i * ping.length, ping.length);
              }
              for (long sent = 0; sent < 60_000_000; sent += many.length) {
                caller.getOutputStream().write(many);
              }
              caller.getOutputStream().write(text("end"));
              pongs.complete(bytesUntilText(caller));
              rest(caller);
            })) {
      Ear ear = dial(server);
      ear.answers = true;
      assertThat(pongs.orTimeout(20, TimeUnit.SECONDS).join()).isLessThan(30_000_000);
      ear.opened.join().close();
      assertThat(ear.end()).startsWith("0 ");
    }
  }

  private static long bytesUntilText(Socket caller) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(caller.getInputStream()));
    long bytes = 0;
    while (true) {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7F;
      in.readInt();
      in.skipNBytes(length);
      bytes += 6 + length;
      if ((first & 0x0F) == 1) {
        return bytes;
      }
    }
  }

  /** Whoever takes nothing any more can't be told goodbye: the line ends all the same. */
  @Test
  void aLineEndsThoughTheOtherSideTakesNothing() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "");
              over.join();
            })) {
      Ear ear = dial(server);
      WebSocketLine line = ear.opened.join();
      String big = "x".repeat(1 << 20);
      for (int i = 0; i < 32; i++) {
        line.send(big);
      }
      line.close();
      assertThat(ear.end()).startsWith("0 ");
      over.complete(null);
    }
  }

  @Test
  void readsNothingWhileItIsTold() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.open(caller, "");
              byte[] words = text("x".repeat(10_000));
              while (sent.get() < 40_000_000) {
                caller.getOutputStream().write(words);
                sent.addAndGet(words.length);
              }
            })) {
      Ear ear = dial(server);
      WebSocketLine line = ear.opened.join();
      line.reading(false);
      long before = -1;
      while (before != sent.get()) {
        before = sent.get();
        Thread.onSpinWait();
        ear.closed.copy().completeOnTimeout("", 200, TimeUnit.MILLISECONDS).join();
      }
      assertThat(sent.get()).as("the rest waits over there").isLessThan(25_000_000);
      line.reading(true);
      assertThat(ear.end()).startsWith("0 ");
      assertThat(ear.messages.size()).isGreaterThan(3_900);
    }
  }
}
