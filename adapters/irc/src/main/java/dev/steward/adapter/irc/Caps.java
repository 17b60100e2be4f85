package dev.steward.adapter.irc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The capabilities that a server offers, and those that we agreed on. */
final class Caps {
  private static final List<String> WANTED =
      List.of(
          "message-tags",
          "server-time",
          "batch",
          "labeled-response",
          "echo-message",
          "account-tag",
          "account-notify",
          "extended-join",
          "multi-prefix",
          "userhost-in-names",
          "chghost",
          "cap-notify",
          "standard-replies",
          "draft/message-redaction",
          "draft/multiline",
          "draft/chathistory",
          "draft/event-playback",
          "sasl");
  private static final int MOST_OFFERED = 500;

  private final Map<String, String> offered = new HashMap<>();
  private final Set<String> agreed = new HashSet<>();

  /** Takes what the server lists, such as {@code sasl=PLAIN message-tags}. */
  void offer(String list) {
    for (String one : words(list)) {
      int equals = one.indexOf('=');
      if (offered.size() < MOST_OFFERED) {
        offered.put(
            equals < 0 ? one : one.substring(0, equals),
            equals < 0 ? "" : one.substring(equals + 1));
      }
    }
  }

  /** What to ask for. */
  List<String> wanted(boolean login) {
    return WANTED.stream()
        .filter(cap -> offered.containsKey(cap) && (login || !cap.equals("sasl")))
        .toList();
  }

  void agree(String list) {
    for (String one : words(list)) {
      if (one.startsWith("-")) {
        agreed.remove(one.substring(1));
      } else if (WANTED.contains(one)) {
        agreed.add(one);
      }
    }
  }

  void withdraw(String list) {
    for (String one : words(list)) {
      offered.remove(one);
      agreed.remove(one);
    }
  }

  private static String[] words(String list) {
    String trimmed = list.trim();
    return trimmed.isEmpty() ? new String[0] : trimmed.split(" +");
  }

  boolean has(String cap) {
    return agreed.contains(cap);
  }

  boolean offers(String cap) {
    return offered.containsKey(cap);
  }

  /** The value that the server lists with a capability, or empty. */
  String value(String cap) {
    return offered.getOrDefault(cap, "");
  }

  boolean labels() {
    return has("labeled-response") && has("batch");
  }

  /** Whether messages have ids. */
  boolean ids() {
    return has("message-tags");
  }

  boolean history() {
    return has("draft/chathistory") && has("batch") && has("server-time") && ids();
  }

  boolean redaction() {
    return has("draft/message-redaction") && ids();
  }

  boolean multiline() {
    return has("draft/multiline") && has("batch") && ids() && multilineBytes() >= 512;
  }

  int multilineBytes() {
    return number("max-bytes", 0);
  }

  int multilineLines() {
    return number("max-lines", Integer.MAX_VALUE);
  }

  private int number(String key, int ifMissing) {
    for (String pair : value("draft/multiline").split(",", -1)) {
      if (pair.startsWith(key + "=") && pair.substring(key.length() + 1).matches("[0-9]{1,9}")) {
        return Integer.parseInt(pair.substring(key.length() + 1));
      }
    }
    return ifMissing;
  }
}
