package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes once over a text and collects its contacts. Made for one text; not thread-safe. */
final class ContactScan {
  private static final int LONGEST = 40;
  private static final int MOST_CONTACTS = 20;

  /** So many candidates are looked at: no honest message has more. */
  private static final int MOST_LOOKS = 100;

  private static final int MOBILE_DIGITS = 11;
  static final int LONGEST_GAP = 3;

  private static final Pattern MOBILE = Pattern.compile("(?:86|0086)?1[3-9]\\d{9}");
  private static final Pattern FIXED = Pattern.compile("0(?:10|2\\d|[3-9]\\d{2})\\d{7,8}");
  private static final Pattern HOTLINE = Pattern.compile("[48]00\\d{7}");

  private final FoldBuffer fold;
  private final List<Contact> contacts = new ArrayList<>(2);

  private int looks;

  /** Up to where the text is spoken for. */
  private int done;

  ContactScan(FoldBuffer fold) {
    this.fold = fold;
  }

  List<Contact> contacts() {
    int i = 0;
    while (i < fold.length && contacts.size() < MOST_CONTACTS && looks < MOST_LOOKS) {
      int end = begins(i) ? read(i) : i;
      i = end > i ? end : i + 1;
    }
    return contacts;
  }

  private char get(int i) {
    return i >= 0 && i < fold.length ? fold.chars[i] : 0;
  }

  private boolean begins(int i) {
    char c = get(i);
    boolean sign = ContactSigns.isWord(c) || ContactSigns.digit(c) >= 0;
    return sign && !ContactSigns.isWord(get(i - 1));
  }

  /** Reads what begins here, and gives where it ends; the same place when it is nothing. */
  private int read(int start) {
    int mail = mail(start);
    if (mail > start) {
      return add(start, mail, Contact.Kind.EMAIL);
    }
    int word = endOfWord(start);
    int number = endOfNumber(start);
    if (number >= word) {
      int end = number(start, Math.max(word, number));
      if (end > start) {
        return end;
      }
    }
    int end = word(start, word);
    if (end > start) {
      return end;
    }
    int spelt = endOfSpelt(start);
    if (spelt > word) {
      end = word(start, spelt);
      if (end > start) {
        return end;
      }
    }
    return word;
  }

  /** A word of letters, digits and bars; Chinese numerals count once a letter has been seen. */
  private int endOfWord(int start) {
    int i = start;
    boolean latin = false;
    while (i - start < LONGEST) {
      char c = get(i);
      boolean inner = (c == '-' || c == '.') && i > start && ContactSigns.isWord(get(i + 1));
      boolean numeral = latin && c > 0x80 && ContactSigns.digit(c) >= 0;
      if (!ContactSigns.isWord(c) && !inner && !numeral) {
        break;
      }
      latin |= ContactSigns.isLatin(c);
      i++;
    }
    return i;
  }

  /** Single signs with one space, bar or emoji between: l i l y 6 6 8 8. */
  private int endOfSpelt(int start) {
    int i = start;
    while (ContactSigns.isWord(get(i)) && i - start < LONGEST) {
      int next = i + 1 + between(i + 1);
      if (next == i + 1 || !ContactSigns.isWord(get(next)) || ContactSigns.isWord(get(next + 1))) {
        break;
      }
      i = next;
    }
    return i > start ? i + 1 : start;
  }

  private int between(int i) {
    char c = get(i);
    return switch (c) {
      case ' ', '-', '*', '~', '·', '•', '丶' -> 1;
      default -> Character.isHighSurrogate(c) ? 2 : 0;
    };
  }

  /** Digits of any kind with little between them. */
  private int endOfNumber(int start) {
    int end = start;
    int i = start;
    while (i - start < LONGEST) {
      if (ContactSigns.digit(get(i)) >= 0) {
        end = ++i;
        continue;
      }
      int gap = 0;
      while (gap <= LONGEST_GAP && isGap(get(i + gap))) {
        gap++;
      }
      if (gap == 0 || gap > LONGEST_GAP || ContactSigns.digit(get(i + gap)) < 0) {
        break;
      }
      i += gap;
    }
    return ContactSigns.isLatin(get(end)) ? start : end;
  }

  private static boolean isGap(char c) {
    return switch (c) {
      case ' ', '-', '.', ')', '—', '*', '_', '·', '|' -> true;
      default -> Character.isSurrogate(c);
    };
  }

  private String digits(int start, int end) {
    StringBuilder digits = new StringBuilder();
    for (int i = start; i < end; i++) {
      int digit = ContactSigns.digit(get(i));
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      }
    }
    return digits.toString();
  }

  private int number(int start, int end) {
    String before = before(start);
    String behind = behind(end);
    String digits = digits(start, end);
    boolean abroad = get(start - 1) == '+' && digits.length() >= 10;
    boolean mobile = MOBILE.matcher(digits).matches();
    if (path(start, "wa.me/")) {
      return add(start, end, Contact.Kind.WHATSAPP);
    }
    Contact.Kind kind = ContactCues.ofNumber(before, behind, digits.length(), mobile);
    boolean fixed = FIXED.matcher(digits).matches() && isParted(start, end);
    boolean phone = mobile || abroad || fixed || HOTLINE.matcher(digits).matches();
    if (kind == null && phone && !ContactCues.isOfThing(before)) {
      kind = Contact.Kind.PHONE;
    }
    if (kind == null) {
      return start;
    }
    int from = kind == Contact.Kind.PHONE || kind == Contact.Kind.WHATSAPP ? prefix(start) : start;
    if (kind == Contact.Kind.PHONE && ContactCues.sameOnWechat(behind)) {
      add(from, end, Contact.Kind.WECHAT);
    }
    return add(from, end, kind);
  }

  /** The plus sign or bracket before a number is part of it. */
  private int prefix(int start) {
    return get(start - 1) == '+' || get(start - 1) == '(' ? start - 1 : start;
  }

  private boolean isParted(int start, int end) {
    for (int i = start; i < end; i++) {
      if (isGap(get(i))) {
        return true;
      }
    }
    return digits(start, end).length() >= 11;
  }

  private int word(int start, int end) {
    int length = 0;
    int latin = 0;
    int other = 0;
    boolean bars = false;
    for (int i = start; i < end; i++) {
      char c = get(i);
      boolean letter = ContactSigns.isLatin(c);
      boolean digit = ContactSigns.digit(c) >= 0;
      latin += letter ? 1 : 0;
      other += digit || c == '_' ? 1 : 0;
      length += letter || digit || c == '_' ? 1 : 0;
      bars |= c == '_' || c == '.' || c == '-';
    }
    if (length < ContactSigns.FEWEST || latin == 0) {
      return start;
    }
    if (fold.spells("wxid", start, Math.min(end, start + 4))) {
      return add(start, end, Contact.Kind.WECHAT);
    }
    if (path(start, "t.me/")) {
      return add(start, end, Contact.Kind.TELEGRAM);
    }
    String before = before(start);
    boolean handle = get(start - 1) == '@';
    boolean strong = (other > 0 || bars) && length >= ContactSigns.FEWEST;
    if (end - start == MOBILE_DIGITS && MOBILE.matcher(spoken(start, end)).matches()) {
      Contact.Kind kind = ContactCues.ofNumber(before, behind(end), 11, true);
      return add(start, end, kind == null ? Contact.Kind.PHONE : kind);
    }
    Contact.@Nullable Kind kind = ContactCues.ofWord(before, behind(end), strong, handle);
    return kind == null ? start : add(start, end, kind);
  }

  /** Letters that stand for digits, where nearly all are digits: l99oooo4321. */
  private String spoken(int start, int end) {
    StringBuilder spoken = new StringBuilder();
    for (int i = start; i < end; i++) {
      char c = get(i);
      spoken.append(c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c);
    }
    return spoken.toString();
  }

  private boolean path(int start, String host) {
    int from = start - host.length();
    return from >= 0 && fold.spells(host, from, start);
  }

  private static final Pattern MAIL =
      Pattern.compile(
          "[a-z0-9][a-z0-9._+-]{1,40} ?(?:@|#|艾特|\\(at\\)|\\[at\\]) ?"
              + "[a-z0-9-]{1,30} ?(?:\\.|点|\\(dot\\)) ?[a-z]{2,8}(?:\\.[a-z]{2})?(?![a-z0-9])");

  private int mail(int start) {
    int limit = Math.min(fold.length, start + 90);
    boolean may = false;
    for (int i = start + 1; i < Math.min(limit, start + 44) && !may; i++) {
      char c = get(i);
      may = c == '@' || c == '#' || c == '艾' || c == '(' || c == '[';
    }
    if (!may) {
      return start;
    }
    Matcher mail = MAIL.matcher(new String(fold.chars, start, limit - start));
    return mail.lookingAt() ? start + mail.end() : start;
  }

  /** What stands before an id, back to the last contact, with separators taken out. */
  private String before(int start) {
    looks++;
    StringBuilder before = new StringBuilder();
    int from = Math.max(done, start - ContactCues.REACH);
    for (int i = from; i < start; i++) {
      put(before, i);
    }
    return before.toString();
  }

  private String behind(int end) {
    StringBuilder behind = new StringBuilder();
    int to = Math.min(fold.length, end + ContactCues.REACH_BEHIND);
    for (int i = end; i < to; i++) {
      put(behind, i);
    }
    return behind.toString();
  }

  private void put(StringBuilder out, int i) {
    char c = get(i);
    switch (c) {
      case '❤', '♥', '♡', '❥' -> out.append('心');
      case '➕', '+' -> out.append('+');
      case ':', '【', '[', '(', '丨', '|', '/' -> one(out, ':');
      case ',', '，', '。', ';', '；', '\n', '!', '！', '?', '？' -> one(out, ',');
      case '✈' -> out.append("飞机");
      case '丶', 'ヽ' -> {} // strokes that only part what belongs together
      default -> {
        if (c == ' ' && !out.isEmpty() && ContactSigns.isLatin(out.charAt(out.length() - 1))) {
          out.append(' ');
        } else if (Character.isHighSurrogate(c)) {
          out.append(emoji(Character.toCodePoint(c, get(i + 1))));
        } else if (Character.isLetterOrDigit(c)) {
          out.append(c);
        }
      }
    }
  }

  private static void one(StringBuilder out, char sign) {
    if (out.isEmpty() || out.charAt(out.length() - 1) != sign) {
      out.append(sign);
    }
  }

  private static String emoji(int point) {
    return switch (point) {
      case 0x1F427 -> "企鹅";
      case 0x1F6F0 -> "卫星";
      default -> "";
    };
  }

  private int add(int start, int end, Contact.Kind kind) {
    String id = ContactSigns.plain(fold, start, end);
    contacts.add(new Contact(fold.starts[start], fold.ends[end - 1], kind, id));
    done = end;
    return end;
  }
}
