package dev.steward.engine.text;

import java.util.List;

/**
 * Finds ids under which somebody can be reached outside the group: WeChat and WeCom ids, QQ numbers
 * and groups, telephone numbers, e-mail addresses, Telegram, WhatsApp and LINE, plain and in
 * disguise: 薇❤ mama7788, 扣扣 12 34 56 789, 一三八零零一三八零零零, abc艾特qq点com. Stateless; linear time; never
 * throws.
 *
 * <p>An id is one by what stands beside it: mama7788 alone is none, nor is an order's number, a bar
 * code, a batch or a price. Only mobile and fixed-line numbers and addresses are one by themselves.
 */
public final class ContactFinder {

  private ContactFinder() {}

  /** All contacts of a text in order of place. */
  public static List<Contact> find(String text) {
    return find(new FoldBuffer().fold(text));
  }

  /** All contacts of the text that was folded last, in order of place. */
  public static List<Contact> find(FoldBuffer folded) {
    return mayContain(folded) ? new ContactScan(folded).contacts() : List.of();
  }

  /** An id as a manager writes it, in the form of {@link Contact#id}. */
  public static String plain(String written) {
    FoldBuffer folded = new FoldBuffer().fold(written);
    return ContactSigns.plain(folded, 0, folded.length);
  }

  /** Every id has some letters and digits with little between them. */
  private static boolean mayContain(FoldBuffer folded) {
    int signs = 0;
    int gap = 0;
    for (int i = 0; i < folded.length; i++) {
      char c = folded.chars[i];
      if (ContactSigns.isWord(c) || ContactSigns.digit(c) >= 0) {
        gap = 0;
        if (++signs == ContactSigns.FEWEST) {
          return true;
        }
      } else if (++gap > ContactScan.LONGEST_GAP) {
        signs = 0;
      }
    }
    return false;
  }
}
