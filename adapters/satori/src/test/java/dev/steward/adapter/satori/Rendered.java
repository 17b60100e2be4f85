package dev.steward.adapter.satori;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message's markup as a platform behind a Satori server shows it. Written after the reading that
 * Koishi's servers do, with their habit of dropping white space with line breaks next to tags, and
 * apart from the adapter's own reader.
 *
 * @param replyTo the id of the message quoted, or null
 * @param buttons label by value, in order
 * @param mentions ids of those who are called; {@code *} for everybody
 */
record Rendered(
    String text,
    @Nullable String replyTo,
    Map<String, String> buttons,
    int images,
    List<String> mentions) {
  private static final Pattern TAG = Pattern.compile("<(/?)([^!\\s>/]*)([^>]*?)\\s*(/?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=]+)(?:=\"([^\"]*)\")?");

  static Rendered of(String markup) {
    StringBuilder text = new StringBuilder();
    Map<String, String> buttons = new LinkedHashMap<>();
    List<String> mentions = new ArrayList<>();
    String replyTo = null;
    String button = null;
    int images = 0;
    int from = 0;
    Matcher tag = TAG.matcher(markup);
    while (tag.find()) {
      String words = trimmed(markup.substring(from, tag.start()));
      from = tag.end();
      if (button != null) {
        buttons.put(button, words);
        button = null;
      } else {
        text.append(words);
      }
      Map<String, String> attributes = attributes(tag.group(3));
      switch (tag.group(1) + tag.group(2)) {
        case "br" -> text.append('\n');
        case "quote" -> replyTo = attributes.get("id");
        case "img" -> images++;
        case "button" -> button = attributes.get("id");
        case "at" -> {
          mentions.add(attributes.containsKey("type") ? "*" : attributes.getOrDefault("id", ""));
          text.append('@').append(attributes.getOrDefault("name", "all"));
        }
        default -> {}
      }
    }
    text.append(trimmed(markup.substring(from)));
    return new Rendered(text.toString(), replyTo, buttons, images, mentions);
  }

  private static Map<String, String> attributes(String source) {
    Map<String, String> attributes = new HashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(source);
    while (attribute.find()) {
      String value = attribute.group(2);
      attributes.put(attribute.group(1), value == null ? "true" : unescaped(value));
    }
    return attributes;
  }

  private static String trimmed(String words) {
    return unescaped(words).replaceAll("^\\s*\\n\\s*", "").replaceAll("\\s*\\n\\s*$", "");
  }

  static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
