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
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whatever a server sends is a line or is refused, and a session outlives it. A plain build reads
 * what is in {@code IrcJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its
 * own.
 */
final class IrcJazzerTest {
  private static final EventLoop LOOP = new DefaultEventLoop();
  private static final Path FOLDER = folder();
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

  /** What is heard by nobody. */
  private static final class Nobody implements Session.Owner, Intake.Valve {
    @Override
    public void settled(Session session) {}

    @Override
    public void changed(Session session) {}

    @Override
    public void malformed() {}

    @Override
    public void over(Session session, Socket.Why why) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  private static Session session() throws IOException, SettingsException {
    Nobody nobody = new Nobody();
    TestHost host = new TestHost(FOLDER);
    IrcSettings settings =
        IrcSettings.read(
            new Settings(
                "adapters.irc", Map.of("server", "x", "nick", "steward", "channels", "#main")));
    Marks marks = Marks.open(FOLDER);
    Intake intake = new Intake(host.events(), host.timers(), nobody);
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
    Session session = new Session(station, nobody, List.of(new Room("#main", "")));
    LOGIN.forEach(line -> session.heard(Line.parse(line)));
    return session;
  }

  @FuzzTest
  void anyLines(byte[] bytes) throws IOException, SettingsException {
    Session session = session();
    for (String text : new String(bytes, UTF_8).split("[\r\n]", -1)) {
      Line line;
      try {
        line = Line.parse(text);
      } catch (IllegalArgumentException counted) {
        continue;
      }
      try {
        session.heard(line);
      } catch (TooMuchException cut) {
        break;
      }
    }
    session.closed(Socket.Why.cut("the end"));
  }

  @FuzzTest
  void anyLineIsWrittenAsOneOrNot(byte[] bytes) {
    Line line;
    try {
      line = Line.parse(new String(bytes, UTF_8));
      line.written();
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(line.written()).doesNotContain("\r", "\n", "\0");
    assertThat(Line.parse(line.written()).params()).isEqualTo(line.params());
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
