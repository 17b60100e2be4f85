package dev.steward.adapter.satori;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the Satori adapter.
 *
 * @param server where the Satori server is, without {@code /v1} and without a slash at the end
 * @param token what it asks for; empty for none
 * @param logins which of its logins are ours; empty for all that are not hidden
 * @param longestMessage in UTF-16 units; 0 for what the platform is known to take
 * @param buttons platforms with native buttons
 * @param channels by guild, the channel in which joins, leaves and requests of the guild are told
 */
record SatoriSettings(
    URI server,
    String token,
    Set<Native> logins,
    int longestMessage,
    Set<String> buttons,
    Map<Native, String> channels) {
  private static final String LOGIN = "expected: platform:id, such as discord:123456";
  private static final String CHANNEL =
      "expected: platform:guild=channel, such as discord:123456=654321";

  SatoriSettings {
    logins = Set.copyOf(logins);
    buttons = Set.copyOf(buttons);
    channels = Map.copyOf(channels);
  }

  static SatoriSettings read(Settings settings) throws SettingsException {
    URI server = server(settings.text("url"));
    String token = settings.text("token", "").strip();
    Set<Native> logins = new LinkedHashSet<>();
    for (String entry : entries(settings.text("logins", ""))) {
      logins.add(
          Native.of(entry)
              .orElseThrow(() -> new SettingsException("adapters.satori.logins", entry, LOGIN)));
    }
    Map<Native, String> channels = new LinkedHashMap<>();
    for (String entry : entries(settings.text("channels", ""))) {
      int equals = entry.indexOf('=');
      if (equals < 1 || equals == entry.length() - 1) {
        throw new SettingsException("adapters.satori.channels", entry, CHANNEL);
      }
      Native guild =
          Native.of(entry.substring(0, equals).strip())
              .orElseThrow(() -> new SettingsException("adapters.satori.channels", entry, CHANNEL));
      channels.put(guild, entry.substring(equals + 1).strip());
    }
    return new SatoriSettings(
        server,
        token,
        logins,
        settings.number("longestMessage", 0, 0, 1_000_000),
        entries(settings.text("buttons", String.join(",", Platforms.WITH_BUTTONS))),
        channels);
  }

  /** Where events are heard. */
  URI events() {
    return URI.create(server.toString().replaceFirst("^http", "ws") + "/v1/events");
  }

  /** Where one of the server's methods is called. */
  URI method(String path) {
    return URI.create(server + "/v1/" + path);
  }

  private static URI server(String url) throws SettingsException {
    String expected = "expected: the Satori server's address, such as http://127.0.0.1:5140/satori";
    try {
      URI uri = new URI(url.strip().replaceFirst("/+$", "").replaceFirst("/v1$", ""));
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException broken) {
      throw new SettingsException("adapters.satori.url", "", expected, broken);
    }
    // Not repeated: a password may stand in it.
    throw new SettingsException("adapters.satori.url", "", expected);
  }

  private static Set<String> entries(String list) {
    Set<String> entries = new LinkedHashSet<>();
    for (String entry : list.split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SatoriSettings[" + server.getHost() + ":" + server.getPort() + "]";
  }
}
