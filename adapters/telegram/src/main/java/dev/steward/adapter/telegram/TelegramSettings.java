package dev.steward.adapter.telegram;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The settings of Telegram.
 *
 * @param tokens one for each bot; the first listens where several are in a group
 * @param api where the Bot API is, without a slash at the end
 * @param webhook where Telegram reaches Steward; empty for long polling
 */
record TelegramSettings(List<Token> tokens, String api, String webhook) {
  TelegramSettings {
    tokens = List.copyOf(tokens);
  }

  static TelegramSettings read(Settings settings) throws SettingsException {
    List<Token> tokens = tokens(settings.text("token"));
    String api = address("api", settings.text("api", "https://api.telegram.org"));
    String mode = settings.text("mode", "polling").strip();
    String url = settings.text("url", "").strip();
    return switch (mode) {
      case "polling" -> new TelegramSettings(tokens, api, "");
      case "webhook" -> {
        if (url.isEmpty()) {
          throw wrong("url", "", "missing (expected: how Telegram reaches Steward from outside)");
        }
        String webhook = address("url", url);
        if (!webhook.startsWith("https://") && api.equals("https://api.telegram.org")) {
          throw wrong("url", url, "expected: an address with https://, Telegram takes no other");
        }
        yield new TelegramSettings(tokens, api, webhook);
      }
      default -> throw wrong("mode", mode, "expected: polling or webhook");
    };
  }

  private static List<Token> tokens(String text) throws SettingsException {
    List<Token> tokens = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      String token = one.strip();
      if (!Token.wellFormed(token)) {
        // What was found may be a secret with a slip of the pen: it is not repeated.
        throw wrong(
            "token", "", "not a token (expected: what BotFather gave, like 123456:ABC-...)");
      }
      Token read = new Token(token);
      if (tokens.stream().anyMatch(other -> other.bot() == read.bot())) {
        throw wrong("token", "", "bot " + read.bot() + " stands there twice (expected: once)");
      }
      tokens.add(read);
    }
    return tokens;
  }

  private static String address(String key, String text) throws SettingsException {
    String stripped = text.strip();
    try {
      URI uri = new URI(stripped);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return stripped.endsWith("/") ? stripped.substring(0, stripped.length() - 1) : stripped;
      }
    } catch (URISyntaxException broken) {
      throw new SettingsException(
          "adapters.telegram." + key, stripped, "expected: an address with https://", broken);
    }
    throw wrong(key, stripped, "expected: an address with https://, such as https://example.com");
  }

  private static SettingsException wrong(String key, String value, String expected) {
    return new SettingsException("adapters.telegram." + key, value, expected);
  }
}
