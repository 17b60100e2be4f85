package dev.steward.bench;

import dev.steward.engine.rules.TextJudge;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is said in the fed groups: harmless lines, and lines with a word of the list in them, each
 * of those by somebody new.
 */
final class PeerTalk {
  static final long SELF = 1_145_141_919L;
  private static final long FIRST_GROUP = 700_000_000L;
  private static final long FIRST_MEMBER = 200_000_000L;

  /** The number of whoever writes line n that violates is this plus n. */
  static final long FIRST_VIOLATOR = 1_000_000_000L;

  private static final int SPEAKERS = 50;

  private final List<String> harmless;
  private final List<String> violating = new ArrayList<>();
  private final int everyNth;

  final int groups;

  /**
   * @param harmless those in which a word of the list or a link turns up are left out
   * @param everyNth one line in so many violates
   * @param groups how many groups talk, in turn
   */
  PeerTalk(List<String> harmless, List<String> words, int everyNth, int groups) {
    this.everyNth = everyNth;
    this.groups = groups;
    WordMatcher<String> matcher =
        WordMatcher.of(
            words.stream().map(word -> new Word<>(word, Looseness.NORMAL, word)).toList());
    TextJudge judge = new TextJudge(BenchPack.of(words), TextLessons.NONE);
    this.harmless =
        harmless.stream()
            .filter(line -> matcher.find(line).isEmpty() && judge.judge(line).isEmpty())
            .toList();
    Random random = new Random(5);
    for (int i = 0; violating.size() < 5_000; i++) {
      String line = this.harmless.get(i * 7 % this.harmless.size());
      int at = line.offsetByCodePoints(0, random.nextInt(line.codePointCount(0, line.length())));
      String violates =
          line.substring(0, at) + words.get(random.nextInt(words.size())) + line.substring(at);
      // A Latin word inside another is none, and whoever complains may name what is on the list:
      // the peers would act on both.
      if (judge.judge(violates).isPresent()) {
        violating.add(violates);
      }
    }
  }

  boolean violates(int line) {
    return line % everyNth == 0;
  }

  /** How many of the lines from one, so many of them, violate. */
  int violations(int from, int count) {
    int all = 0;
    for (int line = from; line < from + count; line++) {
      all += violates(line) ? 1 : 0;
    }
    return all;
  }

  static long group(int group) {
    return FIRST_GROUP + group;
  }

  long groupOf(int line) {
    return group(place(line));
  }

  /** In turn, and one farther after each that violates: else those would all be in a few groups. */
  private int place(int line) {
    return (line + line / everyNth) % groups;
  }

  /** A line as a frame. */
  byte[] frame(int line) {
    boolean violates = violates(line);
    String text =
        violates
            ? violating.get(line / everyNth % violating.size())
            : harmless.get(line % harmless.size());
    int group = place(line);
    long user =
        violates
            ? FIRST_VIOLATOR + line
            : FIRST_MEMBER + (long) group * SPEAKERS + line / groups % SPEAKERS;
    String words = escaped(text);
    StringBuilder frame = new StringBuilder(400 + words.length() * 2);
    frame.append("{\"self_id\":").append(SELF);
    frame.append(",\"user_id\":").append(user);
    frame.append(",\"time\":").append(System.currentTimeMillis() / 1_000);
    frame.append(",\"message_id\":").append(line);
    frame.append(",\"message_seq\":").append(line);
    frame.append(",\"real_id\":").append(line);
    frame.append(",\"message_type\":\"group\",\"sender\":{\"user_id\":").append(user);
    frame.append(",\"nickname\":\"群友").append(user % 1_000);
    frame.append("\",\"card\":\"\",\"role\":\"member\"},\"raw_message\":\"").append(words);
    frame.append("\",\"font\":14,\"sub_type\":\"normal\",\"message\":[{\"type\":\"text\",");
    frame.append("\"data\":{\"text\":\"").append(words);
    frame.append("\"}}],\"message_format\":\"array\",\"post_type\":\"message\",\"group_id\":");
    frame.append(group(group)).append('}');
    return frame.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c < ' ' ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
