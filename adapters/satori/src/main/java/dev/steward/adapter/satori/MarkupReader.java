package dev.steward.adapter.satori;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Satori's markup, which looks like XHTML and is less strict: what is no proper tag, or has
 * no partner, is text. Never fails, and its work grows with the length of the text alone. White
 * space is kept as it came.
 *
 * <p>For one use by one thread.
 */
final class MarkupReader {
  /** Elements deeper than this are read as text. */
  private static final int DEEPEST = 50;

  private final String source;
  private final List<Open> open = new ArrayList<>();
  private final Map<String, Integer> openNames = new HashMap<>();
  private int at;

  private MarkupReader(String source) {
    this.source = source;
    open.add(new Open("", Map.of(), ""));
  }

  static List<Node> read(String markup) {
    return new MarkupReader(markup).read();
  }

  /** An element whose end is not seen yet. */
  private record Open(
      String name, Map<String, String> attributes, String source, List<Node> children) {
    Open(String name, Map<String, String> attributes, String source) {
      this(name, attributes, source, new ArrayList<>());
    }
  }

  private List<Node> read() {
    while (at < source.length()) {
      int tag = source.indexOf('<', at);
      int end = tag < 0 ? source.length() : tag;
      words(Entities.resolve(source.substring(at, end)));
      at = end;
      if (tag >= 0 && !comment() && !tag()) {
        words("<");
        at++;
      }
    }
    while (open.size() > 1) {
      unpaired();
    }
    return List.copyOf(open.getFirst().children());
  }

  private void words(String text) {
    if (text.isEmpty()) {
      return;
    }
    List<Node> into = open.getLast().children();
    into.add(new Node.Words(text));
  }

  private boolean comment() {
    if (!source.startsWith("<!--", at)) {
      return false;
    }
    int end = source.indexOf("-->", at + 4);
    if (end < 0) {
      // No later comment can end either: the rest is text, looked at once.
      words(Entities.resolve(source.substring(at)));
      at = source.length();
      return true;
    }
    at = end + 3;
    return true;
  }

  private boolean tag() {
    Tag tag = new Tag(source, at);
    if (!tag.read()) {
      return false;
    }
    String text = source.substring(at, tag.end());
    at = tag.end();
    switch (tag.kind()) {
      case EMPTY -> add(new Node.Element(tag.name(), tag.attributes(), text, List.of()));
      case OPENS -> opens(tag, text);
      case CLOSES -> closes(tag.name(), text);
    }
    return true;
  }

  private void add(Node node) {
    open.getLast().children().add(node);
  }

  private void opens(Tag tag, String text) {
    if (open.size() > DEEPEST) {
      words(text);
      return;
    }
    open.add(new Open(tag.name(), tag.attributes(), text));
    openNames.merge(tag.name(), 1, Integer::sum);
  }

  private void closes(String name, String text) {
    if (openNames.getOrDefault(name, 0) == 0) {
      words(text);
      return;
    }
    while (!open.getLast().name().equals(name)) {
      unpaired();
    }
    Open ended = pop();
    add(
        new Node.Element(
            ended.name(), ended.attributes(), ended.source(), List.copyOf(ended.children())));
  }

  /** The innermost element has no end: its tag is text, its children are its parent's. */
  private void unpaired() {
    Open ended = pop();
    // Common in hand-written markup, and without an end in HTML.
    if (ended.name().equals("br")) {
      add(new Node.Element(ended.name(), ended.attributes(), ended.source(), List.of()));
    } else {
      words(ended.source());
    }
    open.getLast().children().addAll(ended.children());
  }

  private Open pop() {
    Open last = open.removeLast();
    openNames.merge(last.name(), -1, Integer::sum);
    return last;
  }

  /** One tag, tried at one place. */
  private static final class Tag {
    private final String source;
    private final Map<String, String> attributes = new HashMap<>();
    private int at;
    private Kind kind = Kind.OPENS;
    private String name = "";

    private enum Kind {
      OPENS,
      CLOSES,
      EMPTY
    }

    Tag(String source, int start) {
      this.source = source;
      this.at = start + 1;
    }

    Kind kind() {
      return kind;
    }

    String name() {
      return name;
    }

    int end() {
      return at;
    }

    Map<String, String> attributes() {
      return Map.copyOf(attributes);
    }

    boolean read() {
      if (peek() == '/') {
        kind = Kind.CLOSES;
        at++;
      }
      String found = name(true);
      if (found == null) {
        return false;
      }
      name = found.toLowerCase(Locale.ROOT);
      while (true) {
        boolean spaced = skipSpace();
        char next = peek();
        if (next == '>') {
          at++;
          return true;
        }
        if (next == '/' && at + 1 < source.length() && source.charAt(at + 1) == '>') {
          kind = kind == Kind.CLOSES ? Kind.CLOSES : Kind.EMPTY;
          at += 2;
          return true;
        }
        if (!spaced || kind == Kind.CLOSES || !attribute()) {
          return false;
        }
      }
    }

    private boolean attribute() {
      String key = name(false);
      if (key == null) {
        return false;
      }
      String value = "true";
      if (peek() == '=') {
        char quote = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
        int end = quote == '"' || quote == '\'' ? source.indexOf(quote, at + 2) : -1;
        if (end < 0) {
          return false;
        }
        value = Entities.resolve(source.substring(at + 2, end));
        at = end + 1;
      }
      attributes.putIfAbsent(key.toLowerCase(Locale.ROOT), value);
      return true;
    }

    private @Nullable String name(boolean letterFirst) {
      int start = at;
      while (at < source.length() && inName(source.charAt(at))) {
        at++;
      }
      if (at == start || (letterFirst && !isLetter(source.charAt(start)))) {
        return null;
      }
      return source.substring(start, at);
    }

    private boolean skipSpace() {
      int start = at;
      while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
        at++;
      }
      return at > start;
    }

    private char peek() {
      return at < source.length() ? source.charAt(at) : 0;
    }

    private static boolean isLetter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean inName(char c) {
      return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
    }
  }
}
