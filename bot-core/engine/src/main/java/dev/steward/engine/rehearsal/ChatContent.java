package dev.steward.engine.rehearsal;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message of what a written conversation says: {@code @小明} calls somebody who is known,
 * {@code [图片]}, {@code [链接 https://… 标题]} and the like stand for what is no text. Everything else
 * is text.
 */
final class ChatContent {
  private static final Pattern BRACKETS =
      Pattern.compile("[\\[【]\\s*([\\p{L}-]+(?: packet)?)(?:\\s+([^\\]】]*))?[\\]】]");
  private static final Set<String> STEWARD = Set.of("群管家", "Steward");
  private static final Set<String> ALL = Set.of("全体成员", "所有人", "all", "everyone");

  private ChatContent() {}

  /**
   * The message.
   *
   * @param names those who may be called
   * @param quote what it answers; null for nothing
   */
  static Content of(String words, Set<String> names, Segment.@Nullable Quote quote) {
    List<Segment> segments = new ArrayList<>();
    if (quote != null) {
      segments.add(quote);
    }
    Matcher brackets = BRACKETS.matcher(words);
    int done = 0;
    while (brackets.find()) {
      String rest = brackets.group(2) == null ? "" : brackets.group(2).strip();
      Optional<Segment> piece = piece(brackets.group(1).toLowerCase(Locale.ROOT), rest);
      if (piece.isPresent()) {
        calls(words.substring(done, brackets.start()), names, segments);
        segments.add(piece.get());
        done = brackets.end();
      }
    }
    calls(words.substring(done), names, segments);
    return segments.isEmpty() ? Content.of("") : new Content(segments);
  }

  private static Optional<Segment> piece(String word, String rest) {
    Media media = new Media("sim:" + word, "", -1);
    return Optional.ofNullable(
        switch (word) {
          case "图片", "image", "picture" -> new Segment.Image(media, rest);
          case "语音", "voice" -> new Segment.Voice(media, Duration.ZERO);
          case "视频", "video" -> new Segment.Video(media, Duration.ZERO);
          case "表情", "sticker" -> new Segment.Sticker("sim", rest);
          case "文件", "file" -> new Segment.File(media, rest);
          case "链接", "link" -> link(rest);
          case "红包", "red packet" -> new Segment.RedPacket(rest);
          case "位置", "location" -> new Segment.Location(0, 0, rest);
          case "名片", "card" -> new Segment.Card(Segment.Card.Kind.CONTACT, rest, "", "");
          default -> null;
        });
  }

  private static Segment link(String rest) {
    int space = rest.indexOf(' ');
    return space < 0
        ? new Segment.Link(rest, "")
        : new Segment.Link(rest.substring(0, space), rest.substring(space + 1).strip());
  }

  /** Text, with those who are called in it. */
  private static void calls(String text, Set<String> names, List<Segment> segments) {
    int done = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      String after = text.substring(at + 1);
      Optional<String> called = longest(after, names, STEWARD, ALL);
      if (called.isPresent()) {
        text(text.substring(done, at), segments);
        segments.add(called(called.get()));
        done = at + 1 + called.get().length();
      }
    }
    text(text.substring(done), segments);
  }

  private static Segment called(String name) {
    if (ALL.contains(name)) {
      return new Segment.MentionAll();
    }
    UserId user = STEWARD.contains(name) ? SimulatedChat.us() : SimulatedChat.user(name);
    return new Segment.Mention(user, name);
  }

  @SafeVarargs
  private static Optional<String> longest(String text, Set<String>... sets) {
    List<String> fit = new ArrayList<>();
    for (Set<String> set : sets) {
      set.stream().filter(text::startsWith).forEach(fit::add);
    }
    return fit.stream().max(Comparator.comparingInt(String::length));
  }

  private static void text(String text, List<Segment> segments) {
    if (!text.isEmpty()) {
      segments.add(new Segment.Text(text));
    }
  }
}
