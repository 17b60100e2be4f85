package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong value, and what it is answered with. */
final class OneBotSettingsTest {
  private static Settings settings(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Settings("adapters.onebot", values);
  }

  private static Arguments row(String message, String... keysAndValues) {
    return Arguments.of(message, settings(keysAndValues));
  }

  static Stream<Arguments> wrong() {
    String address = "expected: an address such as ws://127.0.0.1:3001 or http://127.0.0.1:5700";
    String bare = address + ", without a user or a query (the token has a setting of its own)";
    String half =
        "expected: %s, where a program both tells events and is called; on /event and /api it does"
            + " only one of the two";
    String listen = "expected: host:port such as 127.0.0.1:6700";
    return Stream.of(
        row(
            "adapters.onebot.connect: missing (expected: an address such as ws://127.0.0.1:3001, or"
                + " listen: 127.0.0.1:6700)"),
        row(
            "adapters.onebot.connect: 'localhost:3001' (" + bare + ")",
            "connect",
            "localhost:3001"),
        row("adapters.onebot.connect: 'ftp://a:1' (" + bare + ")", "connect", "ftp://a:1"),
        row("adapters.onebot.connect: 'ws://a:70000' (" + bare + ")", "connect", "ws://a:70000"),
        row("adapters.onebot.connect: 'ws://a b' (" + address + ")", "connect", "ws://a b"),
        row(
            "adapters.onebot.connect: 'ws://a:1/?***' (" + bare + ")",
            "connect",
            "ws://a:1/?access_token=s3cret"),
        row(
            "adapters.onebot.connect: 'ws://***@a:1/' (" + bare + ")",
            "connect",
            "ws://me:s3cret@a:1/"),
        row(
            "adapters.onebot.connect: 'ws://a:3001/event' (" + half.formatted("ws://a:3001/") + ")",
            "connect",
            "ws://a:3001/event"),
        row(
            "adapters.onebot.connect: 'wss://a/api/' (" + half.formatted("wss://a/") + ")",
            "connect",
            "wss://a/api/"),
        row("adapters.onebot.listen: '6700' (" + listen + ")", "listen", "6700"),
        row("adapters.onebot.listen: ':6700' (" + listen + ")", "listen", ":6700"),
        row("adapters.onebot.listen: '127.0.0.1:x' (" + listen + ")", "listen", "127.0.0.1:x"),
        row(
            "adapters.onebot.listen: '127.0.0.1:99999' (" + listen + ")",
            "listen",
            "127.0.0.1:99999"),
        row(
            "adapters.onebot.token: missing (expected: a token, since others than this machine can"
                + " reach listen)",
            "listen",
            "0.0.0.0:6700"),
        row(
            "adapters.onebot.token: '***' (expected: letters, digits and signs without spaces)",
            "connect",
            "ws://a:1",
            "token",
            "s3 cret"),
        row(
            "adapters.onebot.token: '***' (expected: letters, digits and signs without spaces)",
            "connect",
            "ws://a:1",
            "token",
            "密码"),
        row(
            "adapters.onebot.secret: missing (expected: the secret that the implementation signs"
                + " its HTTP posts with)",
            "connect",
            "http://a:1"),
        row(
            "adapters.onebot.patience: '0' (expected: a whole number from 1 to 120)",
            "connect",
            "ws://a:1",
            "patience",
            "0"),
        row(
            "adapters.onebot.mediaHosts: 'https://qq.com' (expected: host names such as qq.com,"
                + " with commas between them)",
            "connect",
            "ws://a:1",
            "mediaHosts",
            "qpic.cn, https://qq.com"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongAndWhatIsExpected(String message, Settings settings) {
    assertThatThrownBy(() -> OneBotSettings.read(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message)
        .satisfies(
            wrong ->
                assertThat(String.valueOf(wrong.getCause())).doesNotContain("s3cret", "s3 cret"));
  }

  @Test
  void readsAllOfThem() throws SettingsException {
    Settings settings =
        settings(
            "connect", "ws://127.0.0.1:3001, ws://bot.example/a/api, https://bot.example/api",
            "listen", "127.0.0.1:6700",
            "token", "t0ken",
            "secret", "s",
            "patience", "30",
            "mediaHosts", "QQ.com");
    OneBotSettings read = OneBotSettings.read(settings);
    assertThat(read.connect())
        .hasToString("[ws://127.0.0.1:3001/, ws://bot.example/a/api, https://bot.example/api]");
    assertThat(read.listen()).hasToString("/127.0.0.1:6700");
    assertThat(read.patience()).isEqualTo(Duration.ofSeconds(30));
    assertThat(read.mediaHosts()).containsExactly("qq.com");
    assertThat(read.toString()).doesNotContain("t0ken");
    assertThat(settings.unread()).isEmpty();
    assertThat(OneBotSettings.read(settings("listen", "[::1]:6700")).listen()).isNotNull();
  }

  @Test
  void aTakenPortIsToldAndNothingIsLeft(@TempDir Path folder) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestHost host = new TestHost(folder);
      assertThatThrownBy(
              () ->
                  new OneBotAdapter()
                      .connect(settings("listen", "127.0.0.1:" + taken.getLocalPort()), host))
          .isInstanceOf(SettingsException.class)
          .hasMessageStartingWith("adapters.onebot.listen: ")
          .hasMessageContaining("expected: a free port");
      assertThat(host.time().waiting()).isZero();
      assertThat(Objects.requireNonNull(folder.toFile().list())).isEmpty();
    }
  }
}
