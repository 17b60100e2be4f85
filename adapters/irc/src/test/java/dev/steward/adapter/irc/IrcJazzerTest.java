package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.TestHost;
import dev.steward.wire.Intake;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLException;

/**
 * Whatever a server sends is a line and heard, or is none and counted once, and a session outlives
 * it without much work. A plain build reads what is in {@code IrcJazzerTestInputs}; with
 * JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class IrcJazzerTest {
  private static final EventLoop LOOP = new DefaultEventLoop();
  private static final Path FOLDER = folder();
  private static final byte[] END = {'\r', '\n'};

  /** Of a processor's time, besides a millisecond for each byte. */
  private static final Duration A_LITTLE = Duration.ofSeconds(1);

  /** Lines that Steward says, besides an answer to each. */
  private static final int FEW = 20;

  private static final List<String> LOGIN =
      List.of(
          "CAP * LS :message-tags server-time batch labeled-response echo-message account-tag"
              + " draft/message-redaction draft/multiline=max-bytes=4096 draft/chathistory",
          "CAP * ACK :message-tags server-time batch labeled-response echo-message account-tag"
              + " draft/message-redaction draft/multiline draft/chathistory",
          ":s 001 steward :hi",
          ":s 005 steward " + FakeIrc.TOKENS + " :are",
          ":s 422 steward :no",
          ":steward!u@h JOIN #main * :x",
          ":s 353 steward = #main :~steward!u@h 小明!u@h",
          ":s 366 steward #main :end");

  private static Path folder() {
    try {
      return Files.createTempDirectory("steward-irc-fuzz");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A session at the end of a wire, and what became of what came over it. */
  private static final class Reading implements Session.Owner, Intake.Valve {
    private final EmbeddedChannel wire;
    private int heard;
    private int counted;
    private String broken = "";

    Reading() throws IOException, SettingsException {
      TestHost host = new TestHost(FOLDER);
      IrcSettings settings =
          IrcSettings.read(
              new Settings(
                  "adapters.irc",
                  Map.of("server", "x", "tls", "false", "nick", "steward", "channels", "#main")));
      Marks marks = Marks.open(FOLDER);
      Intake intake = new Intake(host.events(), host.timers(), this);
      Station station =
          new Station(
              settings,
              host,
              LOOP,
              new Random(1),
              settings.id(),
              new Reports(intake, marks, _ -> {}),
              marks,
              Penalties.open(FOLDER));
      Session session = new Session(station, this, List.of(new Room("#main", "")));
      wire =
          new EmbeddedChannel(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel made) throws SSLException {
                  Socket.prepare(made, settings, new Socket.Lines(settings, ears(session)));
                }
              });
      LOGIN.forEach(line -> comes(line.getBytes(UTF_8)));
    }

    /** The session's, and it is written down what they were told. */
    private Socket.Ears ears(Session session) {
      return new Socket.Ears() {
        @Override
        public void opened(Socket socket) {
          session.opened(socket);
        }

        @Override
        public void heard(Line line) {
          heard++;
          session.heard(line);
        }

        @Override
        public void malformed() {
          session.malformed();
        }

        @Override
        public void closed(Socket.Why why) {
          broken = why.text();
          session.closed(why);
        }
      };
    }

    void comes(byte[] line) {
      wire.writeInbound(Unpooled.wrappedBuffer(line), Unpooled.wrappedBuffer(END));
    }

    @Override
    public void settled(Session session) {}

    @Override
    public void changed(Session session) {}

    @Override
    public void malformed() {
      counted++;
    }

    @Override
    public void over(Session session, Socket.Why why) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  private static boolean isLine(byte[] bytes) {
    try {
      var _ = Line.parse(new String(bytes, UTF_8));
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** The lines of an input, as the protocol ends them. */
  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int to = 0; to <= bytes.length; to++) {
      if (to == bytes.length || bytes[to] == '\n') {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        lines.add(Arrays.copyOfRange(bytes, from, end));
        from = to + 1;
      }
    }
    return lines;
  }

  private static Duration worked() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  @FuzzTest
  void anyLines(byte[] bytes) throws IOException, SettingsException {
    Reading reading = new Reading();
    int said = reading.wire.outboundMessages().size();
    Duration begun = worked();
    List<byte[]> lines = lines(bytes);
    for (byte[] line : lines) {
      if (!reading.wire.isOpen()) {
        break;
      }
      int heard = reading.heard;
      int counted = reading.counted;
      reading.comes(line);
      boolean none = line.length == 0 || line.length > Socket.LONGEST_LINE;
      boolean good = !none && isLine(line);
      assertThat(reading.heard - heard).as("heard").isEqualTo(good ? 1 : 0);
      assertThat(reading.counted - counted).as("counted").isEqualTo(none || good ? 0 : 1);
    }
    assertThat(worked().minus(begun)).isLessThan(A_LITTLE.plusMillis(bytes.length));
    assertThat(reading.wire.outboundMessages().size() - said).isLessThan(lines.size() + FEW);
    assertThat(reading.broken).doesNotContain("the connection broke");
    reading.wire.finishAndReleaseAll();
  }

  @FuzzTest
  void anyLineIsWrittenAsOneOrNot(byte[] bytes) {
    if (!isLine(bytes)) {
      return;
    }
    Line line = Line.parse(new String(bytes, UTF_8));
    assertThat(line.written()).doesNotContain("\r", "\n", "\0");
    Line again = Line.parse(line.written());
    assertThat(again.tags()).isEqualTo(line.tags());
    assertThat(again.command()).isEqualTo(line.command());
    assertThat(again.params()).isEqualTo(line.params());
  }

  @FuzzTest
  void anyTextIsCutIntoLines(byte[] bytes) {
    String text = Speech.text(Content.of(new Segment.Text(new String(bytes, UTF_8))), List.of());
    for (Speech.Piece piece : Speech.pieces(text, 100)) {
      assertThat(piece.bytes()).isLessThanOrEqualTo(100);
      assertThat(Line.of("PRIVMSG", "#main", piece.text()).written()).doesNotContain("\n");
    }
  }

  @FuzzTest
  void anyWordsAreRead(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Content read =
        Words.read(text, Map.of("+draft/reply", text), "steward", new UserId("irc", "x"));
    assertThat(read.text().chars().filter(c -> c < 32 && c != '\n' && c != '\t')).isEmpty();
  }
}
