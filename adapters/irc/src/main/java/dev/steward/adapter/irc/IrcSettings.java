package dev.steward.adapter.irc;

import dev.steward.chat.AccountId;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The keys under {@code adapters.irc}.
 *
 * @param fingerprint SHA-256 of the server's certificate in lower case hex, or empty to trust as
 *     browsers do
 * @param account the services account to log in as, or empty for none
 * @param channels by name, each with its key or an empty one
 */
record IrcSettings(
    String server,
    int port,
    boolean tls,
    String fingerprint,
    String serverPassword,
    String nick,
    String name,
    String account,
    String password,
    Map<String, String> channels,
    int messagesPerSecond,
    int burst) {
  private static final String FINGERPRINT =
      "expected: the certificate's SHA-256 as 64 hexadecimal digits, colons allowed";

  IrcSettings {
    channels = Map.copyOf(channels);
  }

  static IrcSettings read(Settings settings) throws SettingsException {
    boolean tls = settings.flag("tls", true);
    String server = settings.text("server").trim();
    int port = settings.number("port", tls ? 6697 : 6667, 1, 65_535);
    String nick = settings.text("nick").trim();
    if (!isName(nick) || !Character.isLetter(nick.codePointAt(0))) {
      throw new SettingsException(
          "adapters.irc.nick", nick, "expected: a nick without spaces, such as Steward");
    }
    String account = settings.text("account", "").trim();
    if (!account.isEmpty() && (!isName(account) || account.startsWith(Person.GUEST))) {
      throw new SettingsException(
          "adapters.irc.account", account, "expected: a services account, such as steward");
    }
    String password = settings.text("password", "");
    if (account.isEmpty() != password.isEmpty()) {
      String missing = account.isEmpty() ? "account" : "password";
      throw new SettingsException(
          "adapters.irc." + missing, "", "missing (expected: account and password, or neither)");
    }
    String serverPassword = settings.text("serverPassword", "");
    for (String key : List.of("password", "serverPassword")) {
      if (!oneLine(settings.text(key, ""))) {
        throw new SettingsException(
            "adapters.irc." + key, "", "has a line end (expected: one line)");
      }
    }
    if (!tls && !(password + serverPassword).isEmpty() && !isHere(server)) {
      throw new SettingsException(
          "adapters.irc.tls",
          "false",
          "expected: true, since the password would be readable on the way");
    }
    return new IrcSettings(
        server,
        port,
        tls,
        fingerprint(settings.text("fingerprint", "")),
        serverPassword,
        nick,
        oneLineOf(settings.text("name", "Steward 群管家 (bot)")),
        account,
        password,
        channels(settings.text("channels")),
        settings.number("messagesPerSecond", 2, 1, 1_000),
        settings.number("burst", 5, 1, 1_000));
  }

  private static boolean isHere(String server) {
    return server.equals("localhost") || server.equals("::1") || server.startsWith("127.");
  }

  private static boolean oneLine(String text) {
    return text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
  }

  private static String oneLineOf(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").trim();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars().noneMatch(c -> c <= ' ' || c == 127 || "!@:,*?#&".indexOf(c) >= 0);
  }

  private static String fingerprint(String text) throws SettingsException {
    String hex = text.replace(":", "").trim().toLowerCase(Locale.ROOT);
    if (!hex.isEmpty() && !hex.matches("[0-9a-f]{64}")) {
      throw new SettingsException("adapters.irc.fingerprint", text, FINGERPRINT);
    }
    return hex;
  }

  private static Map<String, String> channels(String text) throws SettingsException {
    Map<String, String> channels = new LinkedHashMap<>();
    for (String one : text.split(",", -1)) {
      String[] words = one.trim().split(" +", 2);
      String name = words[0];
      boolean named =
          name.length() > 1
              && "#&+!".indexOf(name.charAt(0)) >= 0
              && name.chars().noneMatch(c -> c <= ' ' || c == 127 || c == ':');
      String key = words.length > 1 ? words[1] : "";
      if (!named || key.chars().anyMatch(c -> c <= ' ' || c == 127)) {
        throw new SettingsException(
            "adapters.irc.channels",
            name,
            "expected: channels with commas between, such as '#mama, #skincare', each with its key"
                + " after a space if it has one; quote it, since # begins a comment");
      }
      channels.put(name, key);
    }
    return channels;
  }

  /** Our login: the account, or a guest's mark and the nick. */
  AccountId id() {
    String id = account.isEmpty() ? Person.GUEST + nick : account;
    return new AccountId(IrcAdapter.PLATFORM, id.toLowerCase(Locale.ROOT));
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return server + ":" + port + (tls ? "" : " without TLS") + " as " + nick;
  }
}
