package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that mean harm, or are broken: the connection is cut, says why, and memory is bounded.
 */
@Timeout(60)
final class HostileServerTest {
  private static final long FEW_BYTES = 64L << 20;

  @TempDir Path folder = Path.of("");

  static Map<String, String> settings(int port) {
    return Map.of(
        "server", "127.0.0.1",
        "port", Integer.toString(port),
        "tls", "false",
        "nick", "steward",
        "channels", "#main");
  }

  /** Connects, and waits for a health line. */
  private void meet(RawServer.Script script, Predicate<ConnectionHealth> until) {
    meet(script, Map.of(), until);
  }

  private void meet(
      RawServer.Script script, Map<String, String> more, Predicate<ConnectionHealth> until) {
    try (RawServer server = new RawServer(script)) {
      meet(server, more, until);
    }
  }

  private void meet(RawServer server, Map<String, String> more, Predicate<ConnectionHealth> until) {
    TestHost host = new TestHost(folder);
    try {
      Map<String, String> values = new HashMap<>(settings(server.port()));
      values.putAll(more);
      ChatConnection connection =
          new IrcAdapter().connect(new Settings("adapters.irc", values), host);
      try {
        host.await()
            .until(
                "told on the health page",
                () -> {
                  boolean told = until.test(connection.health());
                  host.time().advance(Duration.ofSeconds(told ? 0 : 2));
                  return told;
                });
        assertThat(server.written()).isLessThan(FEW_BYTES);
      } finally {
        connection.close();
      }
      assertThat(host.time().waiting()).as("timers left").isZero();
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static Predicate<ConnectionHealth> cut(String why) {
    return health -> health.state() == ConnectionHealth.State.CUT && health.detail().contains(why);
  }

  private static Predicate<ConnectionHealth> blocked(String why) {
    return health ->
        health.state() == ConnectionHealth.State.BLOCKED && health.detail().contains(why);
  }

  @Test
  void aLineWithoutEnd() {
    String much = "x".repeat(65_536);
    meet(
        out -> {
          while (true) {
            out.write(much);
          }
        },
        cut("a line of more than 16384 bytes"));
  }

  @Test
  void batchesWithoutEnd() {
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          for (int i = 0; true; i++) {
            out.write("BATCH +" + i + " chathistory #main\r\n");
          }
        },
        cut("more batches than it ended"));
  }

  @Test
  void aBatchThatGrowsForEver() {
    String line = "@batch=a :x!u@h PRIVMSG #main :" + "y".repeat(400) + "\r\n";
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write("BATCH +a chathistory #main\r\n");
          while (true) {
            out.write(line.repeat(100));
          }
        },
        cut("more batches than it ended"));
  }

  @Test
  void emptyBatchesInsideOneThatNeverEnds() {
    String lines = "@batch=p BATCH +x chathistory #main\r\nBATCH -x\r\n";
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write("BATCH +p chathistory #main\r\n");
          while (true) {
            out.write(lines.repeat(100));
          }
        },
        cut("more batches than it ended"));
  }

  @Test
  void moreIsSaidThanCanWaitForThePast() {
    String line = ":x!u@h PRIVMSG #main :hello\r\n";
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write(":steward!s@h JOIN #main\r\n");
          while (true) {
            out.write(line.repeat(1_000));
          }
        },
        cut("#main: 5000 events wait for what was missed, and no more may"));
  }

  @Test
  void membersWithoutEnd() {
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write(":steward!s@h JOIN #main\r\n");
          for (int i = 0; true; i += 1_000) {
            StringBuilder names = new StringBuilder();
            for (int n = i; n < i + 1_000; n++) {
              names.append(":raw 353 steward = #main :a%1$d b%1$d c%1$d d%1$d\r\n".formatted(n));
            }
            out.write(names.toString());
          }
        },
        cut("#main: more than 100000 members"));
  }

  @Test
  void aServerThatAsksAndDoesNotRead() {
    String ping = "PING :" + "x".repeat(8_000) + "\r\n";
    RawServer.Script asks =
        out -> {
          out.write(RawServer.WELCOME);
          while (true) {
            out.write(ping);
          }
        };
    try (RawServer server = new RawServer(asks, false)) {
      meet(server, Map.of(), cut("does not read what we say"));
    }
  }

  @Test
  void capabilitiesWithoutEnd() {
    String line = "CAP * LS * :" + "cap-%d ".repeat(1) + "x".repeat(400) + "\r\n";
    meet(
        out -> {
          for (int i = 0; i < 20_000; i++) {
            out.write(line.formatted(i));
          }
        },
        health -> health.state() == ConnectionHealth.State.CUT);
  }

  @Test
  void anEndlessChallenge() {
    meet(
        out -> {
          out.write("CAP * LS :sasl=PLAIN\r\nCAP * ACK :sasl\r\n");
          for (int i = 0; i < 10_000; i++) {
            out.write("AUTHENTICATE " + "A".repeat(400) + "\r\n");
          }
        },
        Map.of("account", "steward", "password", "geheim"),
        health -> blocked("makes no sense").test(health) && !health.detail().contains("geheim"));
  }

  @Test
  void aLoginThatTheServerDoesNotProve() {
    meet(
        out -> {
          out.write("CAP * LS :sasl=SCRAM-SHA-256\r\nCAP * ACK :sasl\r\nAUTHENTICATE +\r\n");
          out.write(":raw 903 steward :welcome, whoever you are\r\n");
          out.write(RawServer.WELCOME);
        },
        Map.of("account", "steward", "password", "geheim"),
        blocked("did not prove that it knows us"));
  }

  @Test
  void aLoginThatTheServerTakesInOtherWaysOnly() {
    meet(
        out -> {
          out.write("CAP * LS :sasl\r\nCAP * ACK :sasl\r\n");
          out.write(":raw 908 steward EXTERNAL,ECDSA :are available SASL mechanisms\r\n");
          out.write(":raw 904 steward :SASL authentication failed\r\n");
        },
        Map.of("account", "steward", "password", "geheim"),
        blocked("offers only EXTERNAL,ECDSA (expected: PLAIN or SCRAM-SHA-256)"));
  }

  /** Some keep a password in a form that SCRAM can't use, and offer it all the same. */
  @Test
  void aLoginThatTheServerTakesInAWeakerWayAlone() {
    meet(
        out -> {
          out.write("CAP * LS :sasl=SCRAM-SHA-256,PLAIN\r\nCAP * ACK :sasl\r\n");
          out.write(":raw 908 steward SCRAM-SHA-256,PLAIN :are available SASL mechanisms\r\n");
          out.write(":raw 904 steward :SASL authentication failed\r\n");
          out.write("AUTHENTICATE +\r\n:raw 903 steward :welcome\r\n");
          out.write(RawServer.WELCOME);
        },
        Map.of("account", "steward", "password", "geheim"),
        health -> health.state() == ConnectionHealth.State.CONNECTED);
  }

  @Test
  void aLoginThatIsRefusedByNamingTheWaysAlone() {
    meet(
        out -> {
          out.write("CAP * LS :sasl=PLAIN\r\nCAP * ACK :sasl\r\n");
          out.write(":raw 908 steward PLAIN :are available SASL mechanisms\r\n");
        },
        Map.of("account", "steward", "password", "geheim"),
        blocked("the login as steward was refused (908)"));
  }

  @Test
  void aPortWithoutTls() {
    meet(
        out -> out.write(":raw NOTICE * :Looking up your hostname\r\n"),
        Map.of("tls", "true"),
        cut("TLS: "));
  }

  @Test
  void aServerThatSaysNothing() {
    meet(out -> {}, cut("did not let us in within a minute"));
  }

  @Test
  void aServerThatFallsSilent() {
    meet(out -> out.write(RawServer.WELCOME), cut("fallen silent"));
  }

  @Test
  void linesThatAreNoneAreCountedAndLeftOut() {
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write(":raw 474 steward #main :banned\r\n");
          out.write("@\r\n::\r\n\u0001\u0002\r\n@a=b\r\n\u7FA4 \u7FA4\r\n");
        },
        health ->
            health.state() == ConnectionHealth.State.CONNECTED
                && health.detail().contains("5 lines made no sense")
                && health.detail().contains("#main: banned (474)"));
  }

  @Test
  void aChannelThatIsForwardedOrNotAnsweredForIsTold() {
    meet(
        out -> {
          out.write(RawServer.WELCOME);
          out.write(":raw 470 steward #main ##main :Forwarding to another channel\r\n");
        },
        health ->
            health.state() == ConnectionHealth.State.CONNECTED
                && health.detail().contains("#main: Forwarding to another channel (470)"));
    meet(
        out -> out.write(RawServer.WELCOME),
        health ->
            health.state() == ConnectionHealth.State.CONNECTED
                && health.detail().contains("#main: the server does not let us in"));
  }

  @Test
  void aBanIsNotKnockedAt() {
    TestHost host = new TestHost(folder);
    try (RawServer server =
        new RawServer(
            out -> {
              out.write("ERROR :Closing Link: 127.0.0.1 (K-Lined: no bots)\r\n");
              throw new RawServer.HangUpException();
            })) {
      ChatConnection connection =
          new IrcAdapter().connect(new Settings("adapters.irc", settings(server.port())), host);
      try {
        host.await()
            .until("told", () -> connection.health().state() != ConnectionHealth.State.CONNECTING);
        assertThat(connection.health().detail()).contains("K-Lined: no bots");
        assertThat(connection.health().state()).isEqualTo(ConnectionHealth.State.BLOCKED);
        int connects = server.connects();
        host.time().advance(Duration.ofMinutes(45));
        host.await().stays("no knocking", () -> server.connects() == connects);
        host.time().advance(Duration.ofMinutes(31));
        host.await().until("one more try", () -> server.connects() == connects + 1);
      } finally {
        connection.close();
      }
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
