package dev.steward.adapter.irc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line of the protocol.
 *
 * @param tags unescaped; a tag without a value has an empty one
 * @param source who says it, {@code nick!user@host} or a server's name; empty when not told
 * @param command upper case
 */
record Line(Map<String, String> tags, String source, String command, List<String> params)
    implements Heard {
  private static final int MOST_PARAMS = 100;

  Line {
    params = List.copyOf(params);
  }

  static Line of(String command, String... params) {
    return new Line(Map.of(), "", command, List.of(params));
  }

  /** The same line with a tag more. */
  Line tag(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(key, value);
    return new Line(more, source, command, params);
  }

  @Override
  public long size() {
    long size = 64L + source.length();
    for (String param : params) {
      size += param.length();
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      size += tag.getKey().length() + tag.getValue().length();
    }
    return size;
  }

  /** A parameter, or empty when there are fewer. */
  String param(int index) {
    return index < params.size() ? params.get(index) : "";
  }

  /** The last parameter, or empty. */
  String last() {
    return params.isEmpty() ? "" : params.getLast();
  }

  /** The nick that says it, or the server's name. */
  String nick() {
    int end = source.indexOf('!');
    return end < 0 ? source : source.substring(0, end);
  }

  /** Whether a user says it, and not a server. */
  boolean fromUser() {
    return source.indexOf('!') > 0;
  }

  /** The command as a number, or -1 for a word. */
  int numeric() {
    if (command.length() != 3) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < 3; i++) {
      int digit = command.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * Reads a line without its end.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Line parse(String text) {
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new IllegalArgumentException("a line end inside");
    }
    int at = 0;
    Map<String, String> tags = Map.of();
    if (text.startsWith("@")) {
      int end = end(text, 1);
      tags = tags(text.substring(1, end));
      at = blanks(text, end);
    }
    String source = "";
    if (at < text.length() && text.charAt(at) == ':') {
      int end = end(text, at);
      source = text.substring(at + 1, end);
      at = blanks(text, end);
    }
    int end = end(text, at);
    String command = text.substring(at, end);
    if (command.isEmpty() || !command.chars().allMatch(Line::ofCommand)) {
      throw new IllegalArgumentException("a line without a command");
    }
    List<String> params = new ArrayList<>(4);
    at = blanks(text, end);
    while (at < text.length() && params.size() < MOST_PARAMS) {
      if (text.charAt(at) == ':') {
        params.add(text.substring(at + 1));
        break;
      }
      end = end(text, at);
      params.add(text.substring(at, end));
      at = blanks(text, end);
    }
    return new Line(tags, source, command.toUpperCase(Locale.ROOT), params);
  }

  private static boolean ofCommand(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static int end(String text, int from) {
    int blank = text.indexOf(' ', from);
    return blank < 0 ? text.length() : blank;
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : text.split(";", -1)) {
      int equals = tag.indexOf('=');
      String key = equals < 0 ? tag : tag.substring(0, equals);
      if (!key.isEmpty()) {
        tags.put(key, equals < 0 ? "" : unescaped(tag.substring(equals + 1)));
      }
    }
    return tags;
  }

  private static String unescaped(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else if (++i < value.length()) {
        char escaped = value.charAt(i);
        plain.append(
            switch (escaped) {
              case ':' -> ';';
              case 's' -> ' ';
              case 'r' -> '\r';
              case 'n' -> '\n';
              default -> escaped;
            });
      }
    }
    return plain.toString();
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\:")
        .replace(" ", "\\s")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  /**
   * The line as it is sent, without its end. What would make two lines, or move a parameter, is
   * refused here, whatever came before: no text can become a command.
   *
   * @throws IllegalArgumentException for such a text
   */
  String written() {
    StringBuilder all = new StringBuilder();
    if (!tags.isEmpty()) {
      all.append('@');
      tags.forEach(
          (key, value) -> {
            if (all.length() > 1) {
              all.append(';');
            }
            all.append(key);
            if (!value.isEmpty()) {
              all.append('=').append(escaped(value));
            }
          });
      all.append(' ');
    }
    all.append(command);
    for (int i = 0; i < params.size(); i++) {
      String param = params.get(i);
      boolean trails = i == params.size() - 1;
      if (!trails && (param.isEmpty() || param.startsWith(":") || param.indexOf(' ') >= 0)) {
        throw new IllegalArgumentException(command + ": parameter " + i + " has a space");
      }
      all.append(trails ? " :" : " ").append(param);
    }
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(command + ": a line end inside");
      }
    }
    return all.toString();
  }

  /** Without members' words and secrets. */
  @Override
  public String toString() {
    return command;
  }
}
