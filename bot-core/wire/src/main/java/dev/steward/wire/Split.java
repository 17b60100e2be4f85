package dev.steward.wire;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a message that is longer than its platform takes: at the end of a line, else of a sentence,
 * else at a space, else anywhere but within a character.
 */
public final class Split {
  private final int longest;
  private final List<Content> parts = new ArrayList<>();
  private final List<Segment> part = new ArrayList<>();
  private int room;

  private Split(int longest) {
    this.longest = longest;
    this.room = longest;
  }

  /**
   * The parts in order; one for a message that is short enough.
   *
   * @param longest in UTF-16 units
   */
  public static List<Content> of(Content content, int longest) {
    Split split = new Split(longest);
    for (Segment segment : content.segments()) {
      split.add(segment);
    }
    split.end();
    return split.parts;
  }

  private void add(Segment segment) {
    if (segment instanceof Segment.Text(String text)) {
      String left = text;
      while (left.length() > room) {
        int cut = cut(left, room);
        if (cut == 0 && part.isEmpty()) {
          cut = hardCut(left, Math.max(2, room));
        }
        take(left.substring(0, cut));
        left = left.substring(cut);
        end();
      }
      take(left);
      return;
    }
    int length = segment.plain().length();
    if (length > room && !part.isEmpty()) {
      end();
    }
    part.add(segment);
    room -= length;
  }

  private void take(String text) {
    if (!text.isEmpty()) {
      part.add(new Segment.Text(text));
      room -= text.length();
    }
  }

  private void end() {
    if (!part.isEmpty()) {
      parts.add(new Content(part));
      part.clear();
    }
    room = longest;
  }

  /** Where to cut within a length; 0 when another part should begin before the first word. */
  private static int cut(String text, int within) {
    if (within <= 0) {
      return 0;
    }
    for (String ends : List.of("\n", "。！？!?；;.", "，,、 \t")) {
      for (int i = within - 1; i >= within / 2; i--) {
        if (ends.indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    return hardCut(text, within);
  }

  private static int hardCut(String text, int within) {
    int cut = Math.min(within, text.length());
    boolean half = cut < text.length() && Character.isLowSurrogate(text.charAt(cut));
    return half && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
