package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one chain of labels and dots from a place on, and says how much of it is a host. Made for
 * one reading; not thread-safe.
 */
final class HostScan {
  private static final int MOST_LABELS = 32;

  private static final String OPENING = "([{<【〔「《『";
  private static final String CLOSING = ")]}>】〕」》』";

  /** Signs that look like a dot, and stand between names as often. */
  private static final String LIKE_DOTS = "·•・‧丶";

  private final LinkText text;
  private final boolean anyScript;
  private final List<String> labels = new ArrayList<>();

  /** End of the whole chain: nothing in it needs to be read again. */
  private int chainEnd;

  /** End of the longest beginning that is a host, or 0, and what it is. */
  private int hostEnd;

  private String host = "";
  private boolean disguised;

  /** Of the dot read last. */
  private boolean plainDot;

  private boolean spacedDot;

  HostScan(LinkText text, int start, boolean anyScript, boolean scheme) {
    this.text = text;
    this.anyScript = anyScript;
    read(start, scheme);
  }

  int chainEnd() {
    return chainEnd;
  }

  /** End of the host, exclusive; 0 when the chain begins with none. */
  int hostEnd() {
    return hostEnd;
  }

  String host() {
    return host;
  }

  boolean disguised() {
    return disguised;
  }

  private void read(int start, boolean scheme) {
    int from = start;
    boolean tricky = text.spelt();
    boolean plain = true;
    boolean spaced = false;
    while (true) {
      int to = from;
      while (text.isLabel(to, anyScript)) {
        to++;
      }
      chainEnd = Math.max(to, start + 1);
      if (to == from || labels.size() > MOST_LABELS) {
        return;
      }
      String written = to - from > 512 ? "" : text.written(from, to);
      String label = HostNames.label(written);
      if (label.isEmpty()) {
        return;
      }
      tricky |= HostNames.isDisguised(written);
      labels.add(label);
      if (endsHost(label, plain, spaced, scheme)) {
        hostEnd = to;
        host = String.join(".", labels);
        disguised = tricky;
      }
      int next = dot(to);
      if (next < 0 || !text.isLabel(next, anyScript)) {
        return;
      }
      if (hostEnd == to && text.get(to) == '。') {
        return; // the sentence ends here; what follows is read on its own
      }
      tricky |= !plainDot;
      plain &= plainDot;
      spaced |= spacedDot;
      from = next;
    }
  }

  private boolean endsHost(String label, boolean plain, boolean spaced, boolean scheme) {
    if (labels.size() < 2) {
      return false;
    }
    if (labels.stream().allMatch(LinkScan::isNumber)) {
      return labels.size() == 4
          && plain
          && labels.stream().allMatch(part -> part.length() < 4 && Integer.parseInt(part) < 256);
    }
    if (!TopLevelDomains.isKnown(label)) {
      return false;
    }
    if (scheme) {
      return true;
    }
    boolean onlyNumbers =
        labels.subList(0, labels.size() - 1).stream().allMatch(LinkScan::isNumber);
    if (spaced || onlyNumbers) {
      return (plain || !onlyNumbers) && TopLevelDomains.isStrongest(label);
    }
    // 打开app点vip says what to tap.
    boolean taps =
        labels.size() == 2
            && TopLevelDomains.isKnown(labels.getFirst())
            && !TopLevelDomains.isStrongest(label);
    return plain || (TopLevelDomains.isStrong(label) && !taps);
  }

  /**
   * Reads what stands for a dot, with the spaces around it.
   *
   * @return the index after it, or -1 when there is none
   */
  private int dot(int start) {
    boolean spaceBefore = text.get(start) == ' ';
    int i = spaceBefore ? start + 1 : start;
    int opening = text.get(i) == 0 ? -1 : OPENING.indexOf(text.get(i));
    if (opening >= 0) {
      int inner = skipSpace(i + 1);
      int after = skipSpace(inner + sign(inner));
      boolean closed = sign(inner) > 0 && text.get(after) == CLOSING.charAt(opening);
      return closed ? found(skipSpace(after + 1), false, false) : -1;
    }
    int length = sign(i);
    if (length == 0 || (length > 1 && !(spaceBefore && text.get(i + length) == ' '))) {
      return -1;
    }
    int after = skipSpace(i + length);
    boolean spaceAfter = after > i + length;
    boolean sign = text.get(i) == '.';
    if (sign && spaceAfter && !spaceBefore && !isCom(after)) {
      return -1; // the end of an English sentence
    }
    return found(
        after,
        sign && text.isAscii(i) && !spaceBefore && !spaceAfter,
        spaceBefore || spaceAfter || isLikeDot(text.get(i)));
  }

  private int found(int after, boolean plain, boolean spaced) {
    plainDot = plain;
    spacedDot = spaced;
    return after;
  }

  /** Length of the sign or word for a dot at an index; 0 when there is none. */
  private int sign(int i) {
    char c = text.get(i);
    if (c == '.' || c == '。' || c == '点' || isLikeDot(c)) {
      return 1;
    }
    return c == 'd' && text.get(i + 1) == 'o' && text.get(i + 2) == 't' ? 3 : 0;
  }

  private static boolean isLikeDot(char c) {
    return LIKE_DOTS.indexOf(c) >= 0;
  }

  /** No sentence begins with it. */
  private boolean isCom(int i) {
    return text.get(i) == 'c'
        && text.get(i + 1) == 'o'
        && text.get(i + 2) == 'm'
        && !text.isLabel(i + 3, false);
  }

  private int skipSpace(int i) {
    return text.get(i) == ' ' ? i + 1 : i;
  }
}
