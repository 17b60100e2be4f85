package dev.steward.adapter.onebot;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of OneBot.
 *
 * @param connect where implementations listen: {@code ws}, {@code wss}, {@code http}, {@code https}
 * @param listen where we listen for implementations that connect to us, or null
 * @param token both ways; empty for none
 * @param secret of HTTP posts; empty for none
 * @param patience how long an answer is waited for
 * @param mediaHosts hosts, with all below them, that pictures are fetched from
 */
record OneBotSettings(
    List<URI> connect,
    @Nullable InetSocketAddress listen,
    String token,
    String secret,
    Duration patience,
    List<String> mediaHosts) {
  private static final String CONNECT = "adapters.onebot.connect";
  private static final String LISTEN = "adapters.onebot.listen";
  private static final String TENCENT = "qq.com, qq.com.cn, qpic.cn, qlogo.cn, gtimg.cn";

  OneBotSettings {
    connect = List.copyOf(connect);
    mediaHosts = List.copyOf(mediaHosts);
  }

  static OneBotSettings read(Settings settings) throws SettingsException {
    List<URI> connect = new ArrayList<>();
    for (String text : parts(settings.text("connect", ""))) {
      connect.add(address(text));
    }
    InetSocketAddress listen = listen(settings.text("listen", ""));
    if (connect.isEmpty() && listen == null) {
      throw new SettingsException(
          CONNECT,
          "",
          "missing (expected: an address such as ws://127.0.0.1:3001, or listen: 127.0.0.1:6700)");
    }
    String token = token(settings.text("token", "").strip());
    if (listen != null && token.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
      throw new SettingsException(
          "adapters.onebot.token",
          "",
          "missing (expected: a token, since others than this machine can reach listen)");
    }
    String secret = settings.text("secret", "").strip();
    boolean posts = connect.stream().anyMatch(OneBotSettings::isHttp);
    if (posts && secret.isEmpty()) {
      throw new SettingsException(
          "adapters.onebot.secret",
          "",
          "missing (expected: the secret that the implementation signs its HTTP posts with)");
    }
    return new OneBotSettings(
        connect,
        listen,
        token,
        secret,
        Duration.ofSeconds(settings.number("patience", 10, 1, 120)),
        hosts(settings.text("mediaHosts", TENCENT)));
  }

  private static List<String> hosts(String text) throws SettingsException {
    List<String> hosts = new ArrayList<>();
    for (String part : parts(text)) {
      String host = part.toLowerCase(Locale.ROOT);
      if (!host.matches("[a-z0-9.-]+")) {
        throw new SettingsException(
            "adapters.onebot.mediaHosts",
            part,
            "expected: host names such as qq.com, with commas between them");
      }
      hosts.add(host);
    }
    return hosts;
  }

  /** A token goes into a header as it is. */
  private static String token(String token) throws SettingsException {
    if (!token.matches("[!-~]*")) {
      throw new SettingsException(
          "adapters.onebot.token", "***", "expected: letters, digits and signs without spaces");
    }
    return token;
  }

  static boolean isHttp(URI uri) {
    return uri.getScheme().startsWith("http");
  }

  byte[] secretBytes() {
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the token and the secret. */
  @Override
  public String toString() {
    return "connect " + connect.size() + ", listen " + listen;
  }

  private static List<String> parts(String text) {
    return List.of(text.split(",", -1)).stream()
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static URI address(String text) throws SettingsException {
    String expected = "expected: an address such as ws://127.0.0.1:3001 or http://127.0.0.1:5700";
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (uri.getHost() != null
          && uri.getPort() != 0
          && uri.getPort() < 65_536
          && uri.getRawQuery() == null
          && uri.getRawUserInfo() == null
          && List.of("ws", "wss", "http", "https").contains(scheme)) {
        if (!isHttp(uri) && uri.getRawPath().matches("/(api|event)/?")) {
          throw halfALine(text, uri);
        }
        return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
      }
    } catch (URISyntaxException wrong) {
      // Not as the cause: its message holds the whole address.
      throw new SettingsException(CONNECT, shown(text), expected);
    }
    throw new SettingsException(
        CONNECT,
        shown(text),
        expected + ", without a user or a query (the token has a setting of its own)");
  }

  /** A program tells events on the one, and is called on the other. */
  private static SettingsException halfALine(String text, URI uri) {
    return new SettingsException(
        CONNECT,
        text,
        "expected: "
            + uri.resolve("/")
            + ", where a program both tells events and is called; on /event and /api it does only"
            + " one of the two");
  }

  /** An address without the parts that a token may stand in. */
  private static String shown(String address) {
    return address.replaceAll("//[^/@]*@", "//***@").replaceAll("\\?.*", "?***");
  }

  private static @Nullable InetSocketAddress listen(String text) throws SettingsException {
    if (text.isBlank()) {
      return null;
    }
    String expected = "expected: host:port such as 127.0.0.1:6700";
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1).strip());
      InetSocketAddress address =
          new InetSocketAddress(text.substring(0, Math.max(0, colon)).strip(), port);
      if (colon > 0 && !address.isUnresolved()) {
        return address;
      }
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(LISTEN, text, expected, wrong);
    }
    throw new SettingsException(LISTEN, text, expected);
  }
}
