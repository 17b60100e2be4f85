package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds web addresses in messages, with and without a scheme, plain and in disguise: {@code
 * https://example.com/a}, {@code example.com}, {@code 203.0.113.7:80}, example点com, example 。com,
 * hxxp://example[.]com, e x a m p l e . c o m, e*x*a*m*p*l*e*点*c*o*m. Stateless; linear time; never
 * throws.
 *
 * <p>Without a scheme a name must end in a known top-level domain. Not found on purpose: e-mail
 * addresses, versions and decimals (1.5), file names (readme.md), and names without a scheme that
 * end in an English word of two letters (done.it), unless they have a path or a third label.
 */
public final class LinkFinder {
  private LinkFinder() {}

  /** All links of a text in order of place. */
  public static List<Link> find(String text) {
    return find(new FoldBuffer().fold(text));
  }

  /** All links of the text that was folded last, in order of place. */
  public static List<Link> find(FoldBuffer folded) {
    if (!mayContainLink(folded)) {
      return List.of();
    }
    List<Link> links = new ArrayList<>(new LinkScan(LinkText.of(folded)).links());
    for (LinkText spelt : LinkText.speltOut(folded)) {
      links.addAll(new LinkScan(spelt).links());
    }
    links.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return links;
  }

  /** Every address has a dot, or what stands for one. */
  private static boolean mayContainLink(FoldBuffer folded) {
    for (int i = 0; i < folded.length; i++) {
      switch (folded.chars[i]) {
        case '.', '。', '点', '/', '·', '•', '・', '‧', '丶' -> {
          return true;
        }
        case 'd' -> {
          if (i + 2 < folded.length && folded.chars[i + 1] == 'o' && folded.chars[i + 2] == 't') {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
